"""The engine in this process: what the default graph holds, and how answers and errors come out."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.errors import InvalidTurtle, QuerySyntaxError
from ccwp_kg.formats import SPARQL_CSV, SPARQL_JSON, TURTLE
from ccwp_kg.rdf.dataset import SHAPES
from ccwp_kg.store import Dataset, EmbeddedStore

A, P, G = NamedNode("urn:x:a"), NamedNode("urn:x:p"), NamedNode("urn:x:g")
ALL = "SELECT ?o WHERE { ?s ?p ?o } ORDER BY ?o"


def values(store: EmbeddedStore, query: str) -> list[str]:
    return [str(row["o"].value) for row in store.rows(query) if isinstance(row["o"], Literal)]


def test_a_dataset_file_is_merged_but_for_the_shapes(tmp_path: Path) -> None:
    """A plain query sees every named graph as one, without the shapes; GRAPH still tells who says so."""
    path = tmp_path / "dataset.nq"
    path.write_text(
        f'{A} {P} "1" {G} .\n{A} {P} "1" <urn:x:h> .\n{A} {P} "2" <urn:x:h> .\n{A} {P} "3" {SHAPES} .\n',
        encoding="utf-8",
    )
    store = EmbeddedStore.of_named_graphs(path)
    assert ["1", "2"] == values(store, ALL)
    assert ["1"] == values(store, f"SELECT ?o WHERE {{ GRAPH {G} {{ ?s ?p ?o }} }}")
    assert ["3"] == values(store, f"SELECT ?o WHERE {{ GRAPH {SHAPES} {{ ?s ?p ?o }} }}")


def test_files_stay_as_they_are(tmp_path: Path) -> None:
    """Triples go to the default graph, quads to theirs, and nothing is copied."""
    (tmp_path / "a.ttl").write_text(f'{A} {P} "1" .', encoding="utf-8")
    (tmp_path / "b.trig").write_text(f'{G} {{ {A} {P} "2" }}', encoding="utf-8")
    store = EmbeddedStore.of_files([tmp_path / "a.ttl", tmp_path / "b.trig"])
    assert ["1"] == values(store, ALL)
    assert 2 == len(store)


def test_a_bad_file_is_named_with_its_place(tmp_path: Path) -> None:
    """The error says which file, which line and column."""
    (tmp_path / "bad.ttl").write_text(f'{A} {P} "1" .\n{A} nonsense .', encoding="utf-8")
    with pytest.raises(InvalidTurtle, match=r"bad\.ttl, line 2, column \d+"):
        EmbeddedStore.of_files([tmp_path / "bad.ttl"])


@pytest.fixture
def store() -> EmbeddedStore:
    return EmbeddedStore.of_triples([Triple(A, P, Literal(value)) for value in ("2", "10", "1")])


def test_a_variable_without_a_value_is_absent(store: EmbeddedStore) -> None:
    """OPTIONAL leaves a gap, not a None."""
    rows = store.rows(f"SELECT ?o ?gap WHERE {{ {A} ?p ?o OPTIONAL {{ ?o ?p ?gap }} }}")
    assert [{"o"}] * 3 == [set(row) for row in rows]


def test_triples_are_distinct_and_in_order(store: EmbeddedStore) -> None:
    """A graph is a set, and the same set comes in the same order."""
    found = store.triples("CONSTRUCT { ?s ?p ?o . <urn:x:z> ?p ?s } WHERE { ?s ?p ?o }")
    assert 4 == len(found)
    assert sorted(found, key=str) == list(found)


def test_given_graphs_replace_those_of_the_query(tmp_path: Path) -> None:
    """SPARQL 1.1 Protocol §2.1.4: with any graph given, neither FROM nor the store's own default graph counts."""
    (tmp_path / "d.trig").write_text(f'{G} {{ {A} {P} "2" }} {A} {P} "1" .', encoding="utf-8")
    store = EmbeddedStore.of_files([tmp_path / "d.trig"])
    asked = [
        (b"o\r\n2\r\n", ALL, Dataset(default_graphs=(G,))),
        (b"o\r\n", ALL, Dataset(named_graphs=(G,))),
        (b"o\r\n2\r\n", ALL.replace("WHERE", "FROM <urn:x:none> WHERE"), Dataset(default_graphs=(G,))),
        (b"o\r\n1\r\n", ALL, Dataset()),
    ]
    for expected, query, dataset in asked:
        assert expected == store.results(query, SPARQL_CSV, dataset=dataset)


def test_a_syntax_error_has_line_and_column(store: EmbeddedStore) -> None:
    """Counted from 1, as editors do."""
    with pytest.raises(QuerySyntaxError, match="line 2, column") as caught:
        store.rows("SELECT * WHERE {\n ?s }")
    assert (2, True) == (caught.value.line, (caught.value.column or 0) > 0)


def test_each_method_has_its_kind_of_query(store: EmbeddedStore) -> None:
    """A mistake of the caller is a TypeError, never an empty answer."""
    with pytest.raises(TypeError):
        store.rows("ASK {}")
    with pytest.raises(TypeError):
        store.triples("SELECT * {}")
    with pytest.raises(TypeError):
        store.results("DESCRIBE <urn:x:a>", SPARQL_JSON)
    with pytest.raises(TypeError):
        store.results("ASK {}", TURTLE)
