"""One door, two stores: the embedded one, and the same data behind an endpoint, must give equal answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.errors import InvalidTurtle, QuerySyntaxError, StoreUnavailable
from ccwp_kg.formats import RESULT_FORMATS, SPARQL_CSV, Format
from ccwp_kg.store import Dataset, EmbeddedStore, Store
from ccwp_kg.store.remote import RemoteStore
from serving import running, stop_server

G1, G2 = NamedNode("http://g.example/1"), NamedNode("http://g.example/2")
DATA = """<http://a.example/x> <http://a.example/p> "default" .
<http://a.example/x> <http://a.example/p> "one" <http://g.example/1> .
<http://a.example/\u00e9> <http://a.example/p> "two\\n\u00e9"@fr <http://g.example/2> .
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "small.nq"
    path.write_text(DATA, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def stores(data: Path) -> Iterator[dict[str, Store]]:
    server = running("data", str(data))
    yield {"embedded": EmbeddedStore.of_files([data]), "remote": RemoteStore(f"{server.address}/sparql")}
    stop_server(server.process)


@pytest.fixture(params=["embedded", "remote"])
def store(stores: dict[str, Store], request: pytest.FixtureRequest) -> Store:
    return stores[request.param]


def test_rows_hold_terms_and_leave_out_what_is_unbound(store: Store) -> None:
    rows = store.rows("SELECT ?s ?o ?none { GRAPH <http://g.example/2> { ?s ?p ?o } OPTIONAL { ?s ?q ?none } }")
    assert ({"s": NamedNode("http://a.example/é"), "o": Literal("two\né", language="fr")},) == rows


def test_triples_are_distinct_and_sorted(store: Store) -> None:
    p = NamedNode("http://a.example/p")
    expected = [
        Triple(NamedNode("http://a.example/x"), p, Literal("default")),
        Triple(NamedNode("http://a.example/x"), p, Literal("one")),
        Triple(NamedNode("http://a.example/é"), p, Literal("two\né", language="fr")),
    ]
    query = "CONSTRUCT { ?s ?p ?o } { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } UNION { ?s ?p ?o } }"
    assert tuple(sorted(expected, key=str)) == store.triples(query)


@pytest.mark.parametrize(
    ("expected", "dataset"),
    [
        (b"o\r\ndefault\r\n", Dataset()),
        (b"o\r\none\r\n", Dataset(default_graphs=(G1,))),
        (b"o\r\n", Dataset(named_graphs=(G1,))),
    ],
)
def test_given_graphs_are_the_whole_dataset(expected: bytes, dataset: Dataset, store: Store) -> None:
    """SPARQL 1.1 Protocol §2.1.4: what the protocol names replaces what the store or the query would take."""
    written = store.written("SELECT ?o { ?s ?p ?o }", SPARQL_CSV, dataset=dataset)
    assert expected.replace(b"\r", b"") == written.whole().replace(b"\r", b"")


@pytest.mark.parametrize("form", RESULT_FORMATS, ids=lambda form: form.name)
def test_both_write_the_same_results(form: Format, stores: dict[str, Store]) -> None:
    query = "SELECT ?s ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } ORDER BY ?o"
    assert stores["embedded"].written(query, form).whole() == stores["remote"].written(query, form).whole()


def test_a_query_that_does_not_parse_is_named_so(store: Store) -> None:
    with pytest.raises(QuerySyntaxError):
        store.rows("SELECT ?s { ?s ?p }")


@pytest.mark.parametrize(
    ("method", "query"), [("rows", "ASK {}"), ("triples", "SELECT * {}"), ("written", "DESCRIBE <a:b>")]
)
def test_the_wrong_kind_of_query_is_a_mistake_of_the_caller(method: str, query: str, data: Path) -> None:
    store = EmbeddedStore.of_files([data])
    with pytest.raises(TypeError):
        getattr(store, method)(query, *([SPARQL_CSV] if method == "written" else []))


def test_an_endpoint_that_is_down_is_unavailable() -> None:
    with pytest.raises(StoreUnavailable, match="gave no usable answer"):
        RemoteStore("http://127.0.0.1:9/sparql", timeout=2).rows("SELECT * {}")


def test_an_endpoint_that_answers_a_page_is_unavailable(stores: dict[str, Store]) -> None:
    remote = stores["remote"]
    assert isinstance(remote, RemoteStore)
    page = RemoteStore(remote._endpoint.replace("/sparql", "/"))
    with pytest.raises((StoreUnavailable, QuerySyntaxError)):
        page.rows("SELECT * {}")


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


def test_a_relative_iri_means_one_below_the_endpoint() -> None:
    (triple,) = EmbeddedStore.of_triples([]).triples("CONSTRUCT { <s> <p> 1 } WHERE {}")
    assert NamedNode("https://w3id.org/ccwp/s") == triple.subject
