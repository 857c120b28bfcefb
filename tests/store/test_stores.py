"""One door, three stores: the embedded one, the same data behind our endpoint and in Virtuoso, with equal answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.errors import InvalidTurtle, QuerySyntaxError
from ccwp_kg.formats import NQUADS, RDF_FORMATS, RESULT_FORMATS, SPARQL_CSV, TRIG, Format
from ccwp_kg.publish.loading.load import graphs_of, load
from ccwp_kg.publish.loading.remote_graphs import UpdateWriter
from ccwp_kg.publish.opening import open_release
from ccwp_kg.store import Dataset, EmbeddedStore, LastAnswers, Store
from ccwp_kg.store.exchange import Address
from ccwp_kg.store.remote import RemoteStore
from support.serving import running, stop_server
from support.stores.endpoints import GRAPH
from support.stores.virtuoso import PASSWORD, USER, Virtuoso

ONE, TWO, SHAPES = (NamedNode(GRAPH + name) for name in ("curated/one", "curated/two", "shapes"))
A = "http://a.example/"
P = NamedNode(A + "p")
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def embedded(small_release: Path) -> EmbeddedStore:
    return open_release(small_release)


@pytest.fixture(scope="module")
def ours(small_release: Path) -> Iterator[RemoteStore]:
    server = running("release", str(small_release))
    yield RemoteStore(f"{server.address}/sparql")
    stop_server(server.process)


@pytest.fixture(scope="module")
def theirs(small_release: Path, virtuoso: Virtuoso) -> RemoteStore:
    store = RemoteStore(virtuoso.endpoint)
    load(graphs_of(small_release), store=store, writer=UpdateWriter(Address(virtuoso.guarded, USER, PASSWORD)))
    return store


@pytest.fixture(params=["embedded", "ours", pytest.param("theirs", marks=pytest.mark.virtuoso)])
def store(request: pytest.FixtureRequest) -> Store:
    found: Store = request.getfixturevalue(request.param)
    return found


def test_rows_hold_terms_and_leave_out_what_is_unbound(store: Store) -> None:
    rows = store.rows(f"SELECT ?s ?o ?none {{ ?s <{P.value}> ?o FILTER(LANG(?o) = 'fr') OPTIONAL {{ ?s ?o ?none }} }}")
    assert ({"s": NamedNode(f"{A}é"), "o": Literal('two\né "q"', language="fr")},) == rows


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        (Literal(True), "flag"),
        (Literal("2012-12", datatype=NamedNode(XSD + "gYearMonth")), "when"),
        (Literal("P1Y6M", datatype=NamedNode(XSD + "duration")), "for"),  # both engines keep the value, not the form
    ],
)
def test_literals_come_back(expected: Literal, name: str, store: Store) -> None:
    """As rows and in a graph; Virtuoso writes 1 for true in rows."""
    assert ({"o": expected},) == store.rows(f"SELECT ?o {{ ?s <{A}{name}> ?o }}")
    assert [expected] == [t.object for t in store.triples(f"CONSTRUCT WHERE {{ ?s <{A}{name}> ?o }}")]


def test_triples_are_distinct_and_sorted(store: Store) -> None:
    x = NamedNode(f"{A}x")
    expected = [Triple(x, P, Literal("both")), Triple(x, P, Literal("one"))]
    query = f"CONSTRUCT {{ ?s ?p ?o }} {{ {{ <{A}x> ?p ?o }} UNION {{ GRAPH ?g {{ <{A}x> ?p ?o }} }} ?s ?p ?o }}"
    assert tuple(expected) == tuple(t for t in store.triples(query) if t.subject == x)


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        (
            "6",
            "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        ),  # what two graphs say counts once, what the shapes say not at all
        ("9", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"),  # the merge is no graph of its own
        ("3", "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"),
        ("2", f"SELECT (COUNT(*) AS ?n) FROM <{ONE.value}> {{ ?s ?p ?o }}"),
        ("2", f"SELECT (COUNT(*) AS ?n) FROM NAMED <{ONE.value}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"),
        ("0", f"SELECT (COUNT(*) AS ?n) FROM NAMED <{ONE.value}> {{ ?s ?p ?o }}"),
    ],
)
def test_a_plain_query_sees_the_merge_and_the_named_graphs(expected: str, query: str, store: Store) -> None:
    """Unless it says itself what it wants to see."""
    (row,) = store.rows(query)
    assert expected == row["n"].value


@pytest.mark.parametrize(
    ("expected", "dataset"),
    [
        (["both", "one"], Dataset(default_graphs=(ONE,))),
        (["both", "one"], Dataset(default_graphs=(ONE,), named_graphs=(TWO,))),
        ([], Dataset(named_graphs=(ONE,))),
    ],
)
def test_given_graphs_are_the_whole_dataset(expected: list[str], dataset: Dataset, store: Store) -> None:
    """SPARQL 1.1 Protocol §2.1.4: what the protocol names replaces what the store or the query would take."""
    for source in ("", f"FROM <{TWO.value}>"):
        written = store.written(f"SELECT ?o {source} {{ ?s <{P.value}> ?o }} ORDER BY ?o", SPARQL_CSV, dataset=dataset)
        assert ["o", *expected] == written.whole().decode().split()


@pytest.mark.parametrize("form", RESULT_FORMATS, ids=lambda form: form.name)
def test_all_write_the_same_results(form: Format, store: Store, embedded: EmbeddedStore) -> None:
    for query in ("SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s STR(?o)", "SELECT ?s { ?s <a:b> ?o }", "ASK { ?s ?p ?o }"):
        assert embedded.written(query, form).whole() == store.written(query, form).whole()


@pytest.mark.parametrize("form", RDF_FORMATS, ids=lambda form: form.name)
def test_all_write_the_same_graphs(form: Format, store: Store, embedded: EmbeddedStore) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    assert embedded.written(query, form).whole() == store.written(query, form).whole()
    assert (form in (TRIG, NQUADS)) == form.holds_graphs


def test_blank_nodes_stay_one_node(store: Store) -> None:
    """Whether they came there in one request or in several."""
    (row,) = store.rows(f"SELECT ?a ?said {{ GRAPH <{SHAPES.value}> {{ ?s <{A}property> ?a . ?a ?p ?said }} }}")
    assert isinstance(row["a"], BlankNode)
    assert Literal("only a shape says so") == row["said"]


def test_a_query_that_does_not_parse_is_named_so(store: Store) -> None:
    with pytest.raises(QuerySyntaxError, match="line 2") as raised:
        store.rows("SELECT ?s {\n ?s ?p }")
    assert 2 == raised.value.line


def test_a_relative_iri_means_one_below_the_endpoint(store: Store) -> None:
    """Below ours, wherever the store is."""
    assert ({"x": NamedNode("https://w3id.org/ccwp/s")},) == store.rows("SELECT ?x { VALUES ?x { <s> } }")


@pytest.mark.parametrize(
    ("method", "query"), [("rows", "ASK {}"), ("triples", "SELECT * {}"), ("written", "DESCRIBE <a:b>")]
)
def test_the_wrong_kind_of_query_is_a_mistake_of_the_caller(method: str, query: str, store: Store) -> None:
    with pytest.raises(TypeError):
        getattr(store, method)(query, *([SPARQL_CSV] if method == "written" else []))


def test_the_merge_leaves_out_the_shapes(tmp_path: Path) -> None:
    path = tmp_path / "dataset.nq"
    shapes, facts = (f"<https://w3id.org/ccwp/id/graph/{name}>" for name in ("shapes", "curated/acts"))
    fact = "<http://a.example/> <http://a.example/>"
    path.write_text(f'{fact} "1" {shapes} .\n{fact} "2" {facts} .\n')
    assert b"2" in EmbeddedStore.of_named_graphs(path).written("SELECT ?o { ?s ?p ?o }", SPARQL_CSV).whole()
    assert 1 == len(EmbeddedStore.of_named_graphs(path).rows("SELECT ?o { ?s ?p ?o }"))


def test_a_file_that_does_not_parse_names_the_place(tmp_path: Path) -> None:
    (tmp_path / "bad.nq").write_text("<http://a.example/> nonsense .\n")
    with pytest.raises(InvalidTurtle, match="line 1"):
        EmbeddedStore.of_files([tmp_path / "bad.nq"])


def test_blank_nodes_of_different_files_stay_apart(tmp_path: Path) -> None:
    """RDF 1.1 Semantics §4.1: `_:x` of one file is not `_:x` of another."""
    for name in ("a.nt", "b.nt"):
        (tmp_path / name).write_text("_:x <http://a.example/p> <http://a.example/o> .\n")
    assert 2 == len(EmbeddedStore.of_files([tmp_path / "a.nt", tmp_path / "b.nt"]).rows("SELECT ?s { ?s ?p ?o }"))


def test_last_answers_are_those_of_their_query_and_dataset(embedded: EmbeddedStore) -> None:
    """Once asked they are there, and what another dataset holds is not taken for them."""
    kept, one = LastAnswers(embedded), Dataset(default_graphs=(ONE,))
    select, graph = "SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"
    for dataset in (Dataset(), one):
        assert embedded.rows(select, dataset=dataset) == kept.rows(select, dataset=dataset)
        assert embedded.triples(graph, dataset=dataset) == kept.triples(graph, dataset=dataset)
    assert kept.rows(select) is kept.rows(select) != kept.rows(select, dataset=one)
    assert kept.triples(graph) is kept.triples(graph) != kept.triples(graph, dataset=one)
    assert (embedded.base, embedded.state, embedded.has_graphs) == (kept.base, kept.state, kept.has_graphs)
