"""The whole knowledge base in memory: named graphs that say who says so, and their merge that a plain query sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from ccwp_kg.rdf.syntax.read import as_quads
from ccwp_kg.rdf.terms import iris

ONTOLOGY = iris.graph("ontology")
SHAPES = iris.graph("shapes")
EXTERNAL = iris.graph("external")
CORRECTIONS = iris.graph("corrections")
CORRECTED = iris.graph("corrected")
INFERRED = iris.graph("inferred")
RELEASES = iris.graph("curated/releases")
RELEASE = iris.graph("release")
_REPLACED = iris.graph("replaced/").value


def replaced(source: NamedNode) -> NamedNode:
    """The graph of what was read from a source and gave way to a correction.

    >>> iris.reference(replaced(iris.source("fifth-action-plan")))
    'graph/replaced/fifth-action-plan'
    """
    return NamedNode(_REPLACED + iris.reference(source).removeprefix("source/"))


def is_merged(graph: NamedNode | BlankNode | DefaultGraph) -> bool:
    """Whether a plain query sees a named graph: all but the shapes, and what corrections replaced.

    >>> is_merged(CORRECTED), is_merged(replaced(iris.source("fifth-action-plan")))
    (True, False)
    """
    return graph != SHAPES and not (isinstance(graph, NamedNode) and graph.value.startswith(_REPLACED))


@dataclass(frozen=True, slots=True)
class StatementEvidence:
    """What a statement of one graph stands on: the spans its object was read from, and the rules that led to it."""

    spans: frozenset[NamedNode] = frozenset()
    rules: frozenset[str] = frozenset()

    def __or__(self, other: StatementEvidence) -> StatementEvidence:
        """Both together, for a statement that was read twice."""
        return StatementEvidence(self.spans | other.spans, self.rules | other.rules)


@dataclass(frozen=True, slots=True)
class NamedGraphs:
    """Named graph → its triples, in the order of the graphs' names.

    `evidence` holds, for each graph that was read or inferred, what its statements stand on. A statement it does not
    name follows from the structure of what was read, or is kept by hand.
    """

    graphs: Mapping[NamedNode, frozenset[Triple]]
    evidence: Mapping[NamedNode, Mapping[Triple, StatementEvidence]] = field(default_factory=dict)

    def quads(self) -> Iterator[Quad]:
        """Every statement with its graph, in no order."""
        for name, triples in self.graphs.items():
            yield from as_quads(triples, name)

    def merged(self) -> set[Triple]:
        """The graphs that are merged, as one: the default graph of the endpoint."""
        return set().union(*(triples for name, triples in self.graphs.items() if is_merged(name)))
