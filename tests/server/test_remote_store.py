"""A store elsewhere gives the same answers as the one in this process, through the same door."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from ccwp_kg.entities import description, entity_page
from ccwp_kg.errors import QuerySyntaxError, StoreUnavailable
from ccwp_kg.formats import RESULT_FORMATS, Format
from ccwp_kg.rdf.prefixes import Prefixes
from ccwp_kg.store import Dataset, EmbeddedStore
from ccwp_kg.store.remote import RemoteStore
from serving import Server

ID = "https://w3id.org/ccwp/id/"
ONTOLOGY = Dataset(default_graphs=(NamedNode(f"{ID}graph/ontology"),))
# SPARQLWrapper leaves its connections to the collector.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def remote(server: Server) -> RemoteStore:
    return RemoteStore(server.address + "/sparql", timeout=10)


@pytest.fixture(scope="module")
def embedded(release_folder: Path) -> EmbeddedStore:
    return EmbeddedStore.of_named_graphs(release_folder / "dataset.nq")


QUERIES = [
    "SELECT ?s ?o WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o } ORDER BY ?s ?o",
    "SELECT ?s ?none WHERE { ?s a <https://w3id.org/ccwp/ontology#Action> OPTIONAL { ?s <urn:x> ?none } } ORDER BY ?s",
]


@pytest.mark.parametrize("query", QUERIES)
def test_same_rows(remote: RemoteStore, embedded: EmbeddedStore, query: str) -> None:
    """Terms come back with their language and datatype."""
    assert embedded.rows(query) == remote.rows(query) != ()


def test_same_triples(remote: RemoteStore, embedded: EmbeddedStore) -> None:
    """A graph comes back whole and in order, from the graphs that were asked for."""
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    assert embedded.triples(query, dataset=ONTOLOGY) == remote.triples(query, dataset=ONTOLOGY) != ()


@pytest.mark.parametrize("form", RESULT_FORMATS, ids=lambda form: form.name)
def test_same_results(remote: RemoteStore, embedded: EmbeddedStore, form: Format) -> None:
    """The endpoint writes each result format itself."""
    assert embedded.results(QUERIES[0], form) == remote.results(QUERIES[0], form)


@pytest.mark.parametrize(
    "reference", ["plan/5", "plan/5/action/5.4", "organisation/olaf", "document/ST-8351-2009-REV-2"]
)
def test_pages_need_nothing_but_the_door(remote: RemoteStore, embedded: EmbeddedStore, reference: str) -> None:
    """An entity page and a description are the same over HTTP."""
    iri, prefixes = NamedNode(ID + reference), Prefixes({})
    assert entity_page(embedded, iri, prefixes=prefixes) == entity_page(remote, iri, prefixes=prefixes) is not None
    assert description(embedded, iri) == description(remote, iri)


def test_what_the_endpoint_does_not_understand(remote: RemoteStore) -> None:
    """A 400 is the query's fault."""
    with pytest.raises(QuerySyntaxError, match="does not understand"):
        remote.rows("SELECT")


def test_an_endpoint_that_is_not_there() -> None:
    """No connection is told in one sentence, with a cure."""
    with pytest.raises(StoreUnavailable, match="try again later"):
        RemoteStore("http://127.0.0.1:9/sparql", timeout=2).rows("SELECT * {}")


def test_an_endpoint_that_answers_something_else(server: Server) -> None:
    """A page in place of results is no answer."""
    with pytest.raises(StoreUnavailable):
        RemoteStore(server.address + "/about", timeout=5).rows("SELECT * {}")
