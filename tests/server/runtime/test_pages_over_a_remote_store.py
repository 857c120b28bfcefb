"""Pages and descriptions ask only through the store's door, so an endpoint elsewhere gives the same ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from ccwp_kg.entities.description import description
from ccwp_kg.entities.lists.listings import fill
from ccwp_kg.entities.lists.table import LISTS
from ccwp_kg.entities.page import entity_page
from ccwp_kg.entities.source_reader.read_things import source_facts
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import EmbeddedStore
from ccwp_kg.store.remote import RemoteStore
from support.serving import Server

ID = "https://w3id.org/ccwp/id/"
NONE = Prefixes({})
# SPARQLWrapper leaves its connections to the collector.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def remote(server: Server) -> RemoteStore:
    return RemoteStore(server.address + "/sparql")


@pytest.fixture(scope="module")
def embedded(release_folder: Path) -> EmbeddedStore:
    return EmbeddedStore.of_named_graphs(release_folder / "dataset.nq")


THINGS = ["plan/5", "plan/5/action/5.4", "organisation/olaf", "document/ST-8351-2009-REV-2", "objective/2009/3"]


@pytest.mark.parametrize("reference", THINGS)
def test_the_same_page_and_description(remote: RemoteStore, embedded: EmbeddedStore, reference: str) -> None:
    """Whatever stands behind the door."""
    iri = NamedNode(ID + reference)
    assert entity_page(embedded, iri, prefixes=NONE) == entity_page(remote, iri, prefixes=NONE) is not None
    assert description(embedded, iri) == description(remote, iri) != ()


@pytest.mark.parametrize("name", LISTS)
def test_the_same_list(remote: RemoteStore, embedded: EmbeddedStore, name: str) -> None:
    """Each list is one query and a look-up of names."""
    assert fill(embedded, LISTS[name], prefixes=NONE) == fill(remote, LISTS[name], prefixes=NONE)


def test_the_same_source(remote: RemoteStore, embedded: EmbeddedStore) -> None:
    """The document's marks and spans too."""
    here, there = (source_facts(store, "fifth-action-plan", prefixes=NONE) for store in (embedded, remote))
    assert here is not None
    assert there is not None
    assert (set(here.marks), here.spans) == (set(there.marks), there.spans)
