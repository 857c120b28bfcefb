"""The whole product over a real Virtuoso: the release, put there by the command, gives the same answers and pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, DefaultGraph, NamedNode, Quad, Triple
from SPARQLWrapper import SPARQLWrapper

from ccwp_kg.entities.description import ONTOLOGY_IRI, description, vocabulary
from ccwp_kg.entities.lists.listings import count, fill
from ccwp_kg.entities.lists.table import LISTS
from ccwp_kg.entities.page import entity_page
from ccwp_kg.entities.source_reader.read_things import source_facts
from ccwp_kg.entities.vocabulary.rules import shape_rows
from ccwp_kg.entities.vocabulary.terms import terms
from ccwp_kg.errors import CcwpError, QuerySyntaxError, StoreBroken
from ccwp_kg.namespaces import CCWP, ID
from ccwp_kg.rdf.dataset import ONTOLOGY, SHAPES
from ccwp_kg.rdf.syntax.prefixes import Prefixes, read_prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.store import EmbeddedStore, Rows, Store, about
from ccwp_kg.store.remote import MERGED, RemoteStore
from support.commands import ROOT, call_command
from support.stores.virtuoso import PASSWORD, USER, Virtuoso

pytestmark = pytest.mark.virtuoso

QUERIES = sorted((ROOT / "web" / "queries").glob("*.rq"))
SELECTOR = NamedNode("http://www.w3.org/ns/oa#TextPositionSelector")
DISTRIBUTION = NamedNode("http://www.w3.org/ns/dcat#Distribution")
TWICE = {"21-earlier-plans"}
"""Queries whose solutions Virtuoso may give twice: a `+` path joined with a sequence, as its planner likes it."""


@pytest.fixture(scope="module")
def prefixes() -> Prefixes:
    return read_prefixes(ROOT / "ontology" / "prefixes.ttl")


@pytest.fixture(scope="module")
def embedded(release_store: EmbeddedStore) -> EmbeddedStore:
    return release_store


@pytest.fixture(scope="module", params=["by update", "by graph store"])
def remote(request: pytest.FixtureRequest, published: Path, virtuoso: Virtuoso) -> RemoteStore:
    """Virtuoso with the release, put there in both ways."""
    where = ["--store", virtuoso.guarded]
    if request.param == "by graph store":
        where = ["--store", virtuoso.endpoint, "--graph-store", virtuoso.graph_store]
    done = call_command("load", *where, "--release", str(published), CCWP_STORE_USER=USER, CCWP_STORE_PASSWORD=PASSWORD)
    assert (0, "") == (done.returncode, done.stdout), done.stderr
    return RemoteStore(virtuoso.endpoint)


def solutions(rows: Rows) -> Counter[tuple[tuple[str, str], ...]]:
    return Counter(tuple(sorted((name, str(term)) for name, term in row.items())) for row in rows)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_the_example_queries_have_the_same_solutions(path: Path, embedded: EmbeddedStore, remote: RemoteStore) -> None:
    """As often as they are found, but for what is known of Virtuoso."""
    text = path.read_text(encoding="utf-8")
    expected, found = solutions(embedded.rows(text)), solutions(remote.rows(text))
    assert expected
    if path.stem in TWICE:
        assert set(expected) == set(found)
    else:
        assert expected == found


def test_names_on_a_day_are_all_found_by_every_plan_of_virtuoso(remote: RemoteStore, virtuoso: Virtuoso) -> None:
    """Virtuoso 7.2.12 loses rows if a hash join meets `?date <= constant`; statistics of the day choose that plan."""
    text = (ROOT / "web" / "queries" / "27-names-on-a-day.rq").read_text(encoding="utf-8")
    hashed = text.replace("euvoc:startDate ?from ;", 'euvoc:startDate ?from OPTION (TABLE_OPTION "hash") ;')
    assert hashed != text
    query = SPARQLWrapper(virtuoso.endpoint, returnFormat="json", defaultGraph=MERGED.value)
    query.setQuery(f'DEFINE sql:select-option "order"\n{hashed}')
    found = query.queryAndConvert()["results"]["bindings"]
    assert len(remote.rows(text)) == len(found) > 0


def examples(store: Store) -> dict[NamedNode, NamedNode]:
    """Thing → class: the first two things of each class, and what most point to."""
    of_class: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
    for seen in (store, about(store)):
        for row in seen.rows("SELECT ?s ?c { ?s a ?c } ORDER BY ?s"):
            thing, kind = row["s"], row["c"]
            if not isinstance(thing, NamedNode) or not isinstance(kind, NamedNode):
                continue
            if seen is store or thing.value.startswith(ID):
                of_class[kind].append(thing)
    found = {thing: kind for kind, things in of_class.items() for thing in (things[0], things[-1])}
    for row in store.rows(
        "SELECT ?o (COUNT(*) AS ?n) { ?s ?p ?o FILTER(isIRI(?o)) } GROUP BY ?o ORDER BY DESC(?n) LIMIT 8"
    ):
        if isinstance(row["o"], NamedNode):
            found[row["o"]] = CCWP.term("MuchCited")
    return found


def plain(store: Store, iri: NamedNode) -> list[str]:
    """The lines of a description, for an engine may forget that a number is an xsd:nonNegativeInteger."""
    return [str(triple).replace("#nonNegativeInteger", "#integer") for triple in description(store, iri)]


def test_every_kind_of_page_and_description_is_the_same(
    embedded: EmbeddedStore, remote: RemoteStore, prefixes: Prefixes
) -> None:
    """The first and the last thing of each class, and those with most links; for numbers from 0 see below."""
    things = {thing: kind for thing, kind in examples(embedded).items() if kind not in (DISTRIBUTION, SELECTOR)}
    assert 60 < len(things)
    for iri in things:
        page = entity_page(embedded, iri, prefixes=prefixes)
        assert page is not None
        assert (iri, page) == (iri, entity_page(remote, iri, prefixes=prefixes))
        assert plain(embedded, iri) == plain(remote, iri)


def test_a_number_from_0_is_the_same(embedded: EmbeddedStore, remote: RemoteStore) -> None:
    """The number is; the embedded engine, and Virtuoso after an update, forget that it is an xsd:nonNegativeInteger."""

    things = {kind: thing for thing, kind in examples(embedded).items()}
    for iri in (things[DISTRIBUTION], things[SELECTOR]):
        assert 3 < len(plain(embedded, iri))
        assert plain(embedded, iri) == plain(remote, iri)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_the_same(name: str, embedded: EmbeddedStore, remote: RemoteStore, prefixes: Prefixes) -> None:
    """Things in two lists among them, whose rows come in any order."""
    found = fill(embedded, LISTS[name], prefixes=prefixes)
    assert found.rows
    assert found == fill(remote, LISTS[name], prefixes=prefixes)


def test_counts_and_sources_are_the_same(embedded: EmbeddedStore, remote: RemoteStore, prefixes: Prefixes) -> None:
    assert count(embedded) == count(remote)
    here, there = (source_facts(store, "fifth-action-plan", prefixes=prefixes) for store in (embedded, remote))
    assert here is not None
    assert there is not None
    assert (here.thing, here.words, here.accounted, set(here.marks), here.spans) == (
        there.thing, there.words, there.accounted, set(there.marks), there.spans
    )  # fmt: skip


def told_ontology(store: Store, prefixes: Prefixes) -> tuple[object, ...]:
    return terms(store, prefixes=prefixes, examples={})


def told_shapes(store: Store, prefixes: Prefixes) -> tuple[object, ...]:
    return shape_rows(store, prefixes=prefixes)


@pytest.mark.parametrize(
    ("told", "of"),
    [(told_ontology, (ONTOLOGY_IRI, ONTOLOGY)), (told_shapes, (iris.shapes(), SHAPES))],
    ids=["ontology", "shapes"],
)
def test_vocabularies_are_the_same(
    told: Callable[[Store, Prefixes], tuple[object, ...]],
    of: tuple[NamedNode, NamedNode],
    embedded: EmbeddedStore,
    remote: RemoteStore,
    prefixes: Prefixes,
) -> None:
    """Terms for people, and as triples; blank nodes by what is said of them, for their names are the store's own."""
    here, there = (told(store, prefixes) for store in (embedded, remote))
    assert here
    assert here == there
    found = [canonical(vocabulary(store, of[0], store.base.here(of[1]))) for store in (embedded, remote)]
    assert 500 < len(found[0])
    assert found[0] == found[1]


def canonical(triples: tuple[Triple, ...]) -> list[str]:
    dataset = Dataset(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return sorted(map(str, dataset))


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        (r"cut the answer at 10,000 of \d\d,\d{3} rows", "SELECT * { ?s ?p ?o }"),
        (r"cut the answer at 10,000 of \d\d,\d{3} rows", "SELECT ?s { ?s ?p ?o } ORDER BY ?o # all"),
        ("cut the answer at 10,000 of 12,000 rows", "SELECT * { ?s ?p ?o } LIMIT 12000"),
        ("exceeded 10000 entries", "CONSTRUCT WHERE { ?s ?p ?o }"),  # this one it says
    ],
)
def test_a_cut_answer_is_an_error(expected: str, query: str, remote: RemoteStore) -> None:
    """ResultSetMaxRows is 10,000 unless somebody raised it, and Virtuoso says nothing when it cuts."""
    with pytest.raises(StoreBroken, match=expected):
        remote.triples(query) if query.startswith("CONSTRUCT") else remote.rows(query)


def test_a_large_whole_answer_is_none(remote: RemoteStore) -> None:
    assert 9_900 == len(remote.rows("SELECT * { ?s ?p ?o } LIMIT 9900"))
    assert 5_000 == len(remote.triples("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 5000"))


def test_blank_nodes_are_understood(remote: RemoteStore) -> None:
    rows = remote.rows(f"SELECT ?b ?p {{ GRAPH {SHAPES} {{ ?s ?q ?b . ?b ?p ?o FILTER(isBlank(?b)) }} }}")
    assert 100 < len(rows)
    assert all(isinstance(row["b"], BlankNode) for row in rows)


DEVIATIONS = {
    "a prefix that is not declared": ("SELECT ?s { ?s a foaf:Person }", "Virtuoso knows some prefixes by itself"),
    "an error in an expression": ("SELECT ?x { BIND(1/0 AS ?x) }", "Virtuoso ends the query where §17.2 leaves a gap"),
    "a list joined by spaces": (
        f"SELECT (GROUP_CONCAT(?n) AS ?all) {{ <{ID}plan/5> {CCWP.ordinal} ?n }}",
        "Virtuoso's GROUP_CONCAT fails without a separator, where §18.5.1.7 has a space",
    ),
    "names of graphs": ("SELECT ?g { GRAPH ?g {} }", "Virtuoso gives one row without a value"),
}


@pytest.mark.parametrize(
    "query",
    [pytest.param(q, marks=pytest.mark.xfail(strict=True, reason=why), id=n) for n, (q, why) in DEVIATIONS.items()],
)
def test_what_virtuoso_does_its_own_way(query: str, embedded: EmbeddedStore, remote: RemoteStore) -> None:
    """Known, and not to be mended from outside: a client who asks this gets what Virtuoso thinks of it."""

    def outcome(store: Store) -> object:
        try:
            return solutions(store.rows(query))
        except QuerySyntaxError:
            return QuerySyntaxError
        except CcwpError as error:
            return re.sub(r"\d+", "", str(error))

    assert outcome(embedded) == outcome(remote)
