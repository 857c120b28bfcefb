"""A store keeps earlier states apart: a query sees one of them only where its name is the dataset that was given."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from ccwp_kg.errors import InvalidTurtle, UnreadableFile
from ccwp_kg.formats import NTRIPLES, SPARQL_CSV
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.store import Bounds, Dataset, EmbeddedStore, StoreView

OLD, NEW, GRAPH, SHAPES = iris.release("0.0.1"), iris.release("0.0.2"), iris.graph("g"), iris.graph("shapes")
ALL = "SELECT ?o WHERE { ?s ?p ?o }"
NAMED = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"


def line(text: str, graph: NamedNode) -> str:
    return f'<http://a.example/s> <http://a.example/p> "{text}" {graph} .\n'


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    folder = tmp_path_factory.mktemp("past")
    (folder / "dataset.nq").write_text(line("now", GRAPH), encoding="utf-8")
    for name, words in (("0.0.1", "then"), ("0.0.2", "later")):
        content = line(words, GRAPH) + line(words, iris.graph("h")) + line("a shape", SHAPES)
        (folder / f"{name}.nq.gz").write_bytes(gzip.compress(content.encode()))
    past = {OLD: folder / "0.0.1.nq.gz", NEW: folder / "0.0.2.nq.gz"}
    loaded = EmbeddedStore.of_named_graphs(folder / "dataset.nq", past=past)
    return loaded.bounded(Bounds(), prefixes=Prefixes({}), state="x")


def values(store: EmbeddedStore, query: str, dataset: Dataset) -> list[str]:
    return sorted(next(iter(row.values())).value for row in store.rows(query, dataset=dataset))


@pytest.mark.parametrize(
    ("expected", "query", "dataset"),
    [
        (["now"], ALL, Dataset()),
        ([GRAPH.value], NAMED, Dataset()),
        (["then"], ALL, Dataset((OLD,))),
        (["later", "then"], ALL, Dataset((OLD, NEW))),
        ([OLD.value], NAMED, Dataset((), (OLD,))),
        ([], ALL, Dataset((), (OLD,))),
        # A state of the past and a graph of today are no one dataset.
        (["now"], ALL, Dataset((OLD, GRAPH))),
        ([], ALL, Dataset((iris.release("0.0.3"),))),
        # FROM in the text names graphs of today.
        ([], f"SELECT ?o FROM {OLD} WHERE {{ ?s ?p ?o }}", Dataset()),
        (["then"], f"SELECT ?o FROM {GRAPH} WHERE {{ ?s ?p ?o }}", Dataset((OLD,))),
    ],
)
def test_what_a_query_sees(expected: list[str], query: str, dataset: Dataset, store: EmbeddedStore) -> None:
    assert expected == values(store, query, dataset)


def test_a_view_of_the_past_answers_like_a_store(store: EmbeddedStore) -> None:
    """Whatever dataset is asked for, all three ways to answer see the one state."""
    view = StoreView(store, Dataset((OLD,)), is_another=True)
    assert view.state is not None
    assert "x" != view.state, "the same state would have to give the same bytes"
    assert ["then"] == [row["o"].value for row in view.rows(ALL, dataset=Dataset((GRAPH,)))]
    assert 1 == len(view.triples("CONSTRUCT WHERE { ?s ?p ?o }"))
    assert b"o\r\nthen\r\n" == view.written(ALL, SPARQL_CSV).whole()
    assert b'"then" .' in view.written("CONSTRUCT WHERE { ?s ?p ?o }", NTRIPLES).whole()


@pytest.mark.parametrize(
    "content", [b"no gzip", gzip.compress(b"<a> <b> .", mtime=0)[:-9], gzip.compress(b"no quads", mtime=0)]
)
def test_a_damaged_file_is_refused_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "dataset.nq").write_text("", encoding="utf-8")
    (tmp_path / "old.nq.gz").write_bytes(content)
    with pytest.raises((InvalidTurtle, UnreadableFile), match=r"old\.nq\.gz"):
        EmbeddedStore.of_named_graphs(tmp_path / "dataset.nq", past={OLD: tmp_path / "old.nq.gz"})
