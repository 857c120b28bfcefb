"""Reads and writes SHACL property paths (§2.3.1), which lead from a focus node to its values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import rdflib
from pyoxigraph import BlankNode, NamedNode, Triple
from rdflib.collection import Collection
from rdflib.term import Node

from ccwp_kg.errors import ValidationFailed
from ccwp_kg.namespaces import RDF, SH

Path: TypeAlias = "NamedNode | ComplexPath"

SEQUENCE = "sequence"
_OPERATORS = {
    "alternativePath": "|",
    "inversePath": "^",
    "zeroOrMorePath": "*",
    "oneOrMorePath": "+",
    "zeroOrOnePath": "?",
}


@dataclass(frozen=True, slots=True)
class ComplexPath:
    """A path other than a predicate. `kind` is `sequence` or the SHACL property that makes it: `inversePath`."""

    kind: str
    steps: tuple[Path, ...]


def read_path(graph: rdflib.Graph, node: Node) -> Path:
    """The path that a node of a shapes graph or report describes.

    Raises ValidationFailed if the node is no well-formed path.
    """
    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if (node, rdflib.RDF.first, None) in graph:
        return ComplexPath(SEQUENCE, tuple(read_path(graph, step) for step in Collection(graph, node)))
    for kind in _OPERATORS:
        inner = graph.value(node, rdflib.SH[kind])
        if inner is not None:
            steps = Collection(graph, inner) if kind == "alternativePath" else [inner]
            return ComplexPath(kind, tuple(read_path(graph, step) for step in steps))
    raise ValidationFailed(
        f"{node} is not a property path; give sh:path a predicate or one of the forms of SHACL §2.3.1"
    )


def path_text(path: Path) -> str:
    """The path in SPARQL 1.1 syntax (§9.1), with full IRIs.

    >>> path_text(ComplexPath("inversePath", (NamedNode("http://example.org/p"),)))
    '^<http://example.org/p>'
    """
    if isinstance(path, NamedNode):
        return f"<{path.value}>"
    steps = [path_text(step) if isinstance(step, NamedNode) else f"({path_text(step)})" for step in path.steps]
    if path.kind == SEQUENCE:
        return "/".join(steps)
    if path.kind == "alternativePath":
        return "|".join(steps)
    return f"^{steps[0]}" if path.kind == "inversePath" else steps[0] + _OPERATORS[path.kind]


def path_triples(path: Path, name: str) -> tuple[NamedNode | BlankNode, list[Triple]]:
    """The node of a path in a report, and the triples that describe it. Blank nodes have labels from `name`."""
    if isinstance(path, NamedNode):
        return path, []
    node = BlankNode(name)
    described = [path_triples(step, f"{name}s{place}") for place, step in enumerate(path.steps, start=1)]
    triples = [triple for _, inner in described for triple in inner]
    steps = [step for step, _ in described]
    if path.kind == SEQUENCE:
        return node, [*_list(node, steps, name), *triples]
    if path.kind == "alternativePath":
        head = BlankNode(f"{name}l")
        return node, [Triple(node, SH.alternativePath, head), *_list(head, steps, name), *triples]
    return node, [Triple(node, SH.term(path.kind), steps[0]), *triples]


def _list(head: BlankNode, items: list[NamedNode | BlankNode], name: str) -> Iterator[Triple]:
    cell = head
    for place, item in enumerate(items, start=1):
        rest = RDF.nil if place == len(items) else BlankNode(f"{name}r{place}")
        yield Triple(cell, RDF.first, item)
        yield Triple(cell, RDF.rest, rest)
        if isinstance(rest, BlankNode):
            cell = rest
