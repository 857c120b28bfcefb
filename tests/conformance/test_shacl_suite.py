"""The SHACL test suite of the W3C, through our own `validate`: core by pyshacl, SPARQL constraints by pyoxigraph.

The suite is reference data and not part of this project; `W3C_TESTS` says where it lies.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import parse
from rdflib.collection import Collection
from rdflib.namespace import SH

from ccwp_kg.errors import ValidationFailed
from ccwp_kg.validation import Report, validate
from ccwp_kg.validation.paths import path_text, read_path
from ccwp_kg.validation.shapes import shapes_graph
from ccwp_kg.validation.terms import from_rdflib
from support.cases import cases_or_skip

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = rdflib.Namespace("http://www.w3.org/ns/shacl-test#")

SUITE = Path(os.environ.get("W3C_TESTS", "none")).resolve() / "shacl"
ABSENT = f"the W3C SHACL tests are not at {SUITE}; set W3C_TESTS"

KNOWN_FAILURES = {
    "core/property/uniqueLang-002#uniqueLang-002": 'pyshacl takes sh:uniqueLang "1"^^xsd:boolean for true; '
    "SHACL §4.4.5 wants the literal true",
    "sparql/pre-binding/shapesGraph-001#shapesGraph-001": "pyshacl does not bind $shapesGraph, which SHACL §5.3.1 "
    "leaves to the processor",
}


@dataclass(frozen=True)
class Case:
    name: str
    data: Path
    shapes: Path
    expected: list[tuple[str, ...]] | None
    """The expected results, None where validation has to fail."""


def load(path: Path) -> rdflib.Graph:
    return shapes_graph(triples(path))


def local(uri: rdflib.term.Node) -> Path:
    return Path(str(uri).removeprefix("file://"))


def manifests(path: Path) -> Iterator[tuple[Path, rdflib.Graph]]:
    graph = load(path)
    yield path, graph
    for included in graph.objects(None, MF.include):
        yield from manifests(local(included))


def cases() -> Iterator[Case]:
    if not SUITE.is_dir():
        return
    for path, graph in manifests(SUITE / "manifest.ttl"):
        for entries in graph.objects(None, MF.entries):
            for entry in Collection(graph, entries):
                action = graph.value(entry, MF.action)
                yield Case(
                    name=path.relative_to(SUITE).with_suffix("").as_posix() + f"#{str(entry).rpartition('/')[2]}",
                    data=local(graph.value(action, SHT.dataGraph)),
                    shapes=local(graph.value(action, SHT.shapesGraph)),
                    expected=expected(graph, graph.value(entry, MF.result)),
                )


def expected(graph: rdflib.Graph, result: rdflib.term.Node) -> list[tuple[str, ...]] | None:
    if result == SHT.Failure:
        return None
    return sorted(expected_result(graph, node) for node in graph.objects(result, SH.result))


def expected_result(graph: rdflib.Graph, node: rdflib.term.Node) -> tuple[str, ...]:
    path = graph.value(node, SH.resultPath)
    return (
        shown(graph.value(node, SH.focusNode)),
        "" if path is None else path_text(read_path(graph, path)),
        shown(graph.value(node, SH.value)),
        shown(graph.value(node, SH.resultSeverity)),
        shown(graph.value(node, SH.sourceShape)),
        shown(graph.value(node, SH.sourceConstraintComponent)),
    )


def shown(term: rdflib.term.Node | None) -> str:
    return shown_term(None if term is None else from_rdflib(term))


def shown_term(term: object) -> str:
    """A term as text; a blank node, whose name means nothing outside its file, is just a blank node."""
    text = str(term)
    return "[]" if text.startswith("_:") else text


def found(report: Report) -> list[tuple[str, ...]]:
    return sorted(
        (
            shown_term(result.focus_node),
            "" if result.path is None else path_text(result.path),
            shown_term(result.value),
            shown_term(result.severity),
            shown_term(result.source_shape),
            shown_term(result.component),
        )
        for result in report.results
    )


def triples(path: Path) -> list[object]:
    return [quad.triple for quad in parse(path=str(path), base_iri=path.as_uri())]


def test_the_suite_is_read() -> None:
    """A suite that collects nothing proves nothing."""
    if not SUITE.is_dir():
        (pytest.fail if "W3C_TESTS" in os.environ else pytest.skip)(ABSENT)
    assert len(list(cases())) == 120


@pytest.mark.parametrize("case", cases_or_skip(cases(), ABSENT), ids=lambda case: case.name)
def test_results_are_those_of_the_specification(case: Case, request: pytest.FixtureRequest) -> None:
    """Same focus nodes, paths, values, severities, shapes and components; a failure where the suite asks for one."""
    if case.name in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(reason=KNOWN_FAILURES[case.name], strict=True))
    shapes = triples(case.shapes)
    if case.expected is None:
        with pytest.raises(ValidationFailed):
            validate(triples(case.data), shapes=shapes)
    else:
        assert case.expected == found(validate(triples(case.data), shapes=shapes))
