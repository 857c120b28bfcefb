"""What a plain query sees is one rule, kept alike by everybody who merges named graphs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Triple, parse

from ccwp_kg.publish.loading.load import graphs_of
from ccwp_kg.publish.opening import open_release
from ccwp_kg.rdf.dataset import (
    CONCEPTS,
    CORRECTED,
    CORRECTIONS,
    INFERRED,
    ONTOLOGY,
    RELEASE,
    RELEASES,
    SHAPES,
    NamedGraphs,
    is_merged,
    replaced,
)
from ccwp_kg.rdf.syntax.read import read_quads
from ccwp_kg.rdf.terms import iris
from ccwp_kg.store import Dataset, EmbeddedStore
from support.commands import call_command
from support.corrected import CHANGES, OUTCOME

GONE = replaced(iris.source("fifth-action-plan"))
GRAPHS = [
    (True, iris.graph("source/fifth-action-plan")),
    (True, iris.graph("curated/acts")),
    (True, CORRECTED),
    (True, CORRECTIONS),
    (True, INFERRED),
    (True, iris.graph("replaced")),
    (True, NamedNode("http://a.example/id/graph/replaced/x")),
    (True, DefaultGraph()),
    (False, SHAPES),
    (False, ONTOLOGY),
    (False, RELEASE),
    (False, RELEASES),
    (True, CONCEPTS),
    (False, GONE),
]


@pytest.mark.parametrize(("expected", "graph"), GRAPHS)
def test_which_graphs_are_merged(expected: bool, graph: NamedNode | DefaultGraph) -> None:
    """What the data say: not the shapes, what corrections replaced, or what is said of the data."""
    assert expected is is_merged(graph)


def of_store(store: EmbeddedStore, dataset: Dataset | None = None) -> set[Triple]:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    return set(store.triples(query) if dataset is None else store.triples(query, dataset=dataset))


def plain(triples: set[Triple]) -> set[Triple]:
    """The engine forgets that a number is an xsd:nonNegativeInteger."""
    texts = {str(triple).replace("#nonNegativeInteger", "#integer"): triple for triple in triples}
    return {next(parse(f"{text} .", format=RdfFormat.N_TRIPLES)).triple for text in texts}


def dumped(folder: Path) -> set[Triple]:
    return {quad.triple for quad in read_quads(folder / "merged.nt")}


def exported(folder: Path) -> set[Triple]:
    target = folder.parent / "exported.nt"
    done = call_command("export", "--format", "ntriples", "--out", str(target), root=folder.parent)
    assert done.returncode == 0, done.stderr
    return {quad.triple for quad in read_quads(target)}


def loaded_elsewhere(folder: Path) -> set[Triple]:
    return set(graphs_of(folder)[-1].triples)


def as_of_the_past(folder: Path) -> set[Triple]:
    """The same dataset as one of an earlier release."""
    name = iris.release("0.0.1")
    store = EmbeddedStore.of_named_graphs(folder / "dataset.nq", past={name: folder / "dataset.nq"})
    return of_store(store, Dataset(default_graphs=(name,)))


MERGED: list[Callable[[Path], set[Triple]]] = [
    dumped,
    exported,
    loaded_elsewhere,
    as_of_the_past,
    lambda folder: of_store(open_release(folder)),
]


@pytest.fixture(scope="module")
def built(corrected: Path) -> NamedGraphs:
    """The graphs of a release with corrections."""
    graphs: dict[NamedNode, set[Triple]] = {}
    for quad in read_quads(corrected / "release" / "dataset.nq"):
        assert isinstance(quad.graph_name, NamedNode)
        graphs.setdefault(quad.graph_name, set()).add(quad.triple)
    return NamedGraphs({name: frozenset(triples) for name, triples in graphs.items()})


@pytest.mark.parametrize("merge", MERGED)
def test_everybody_merges_alike(merge: Callable[[Path], set[Triple]], built: NamedGraphs, corrected: Path) -> None:
    """Dump, export, embedded store, the past and a store elsewhere see what is right and not what gave way."""
    found, wanted = plain(merge(corrected / "release")), plain(built.merged())
    assert wanted <= found
    assert 4 == len({t for t in built.graphs[GONE] if "/statement/" not in t.subject.value})
    assert not found & built.graphs[GONE]
    described = {triple.subject for triple in found - wanted}
    assert not any(subject.value.startswith(iris.plan(5).value) for subject in described)


def test_named_graphs_still_tell(corrected: Path) -> None:
    """Whoever asks for the graph finds what was read and what holds; each applied correction is linked."""
    store = open_release(corrected / "release")
    asked = f"SELECT ?g WHERE {{ GRAPH ?g {{ {iris.thing('plan/5/action/5.4/outcome/3')} ?p ?o }} FILTER(?o = ?x) }}"
    for expected, words in ((GONE, OUTCOME), (CORRECTED, f"{OUTCOME};")):
        rows = store.rows(asked.replace("?x", str(Literal(words, language="en"))))
        assert [expected] == [row["g"] for row in rows]
    assert len(CHANGES) == len(
        store.rows("SELECT ?c WHERE { ?thing <https://w3id.org/ccwp/ontology#hasCorrection> ?c }")
    )
