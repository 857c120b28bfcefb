"""The whole knowledge base in memory: named graphs by origin, and their merge, which a plain query sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from ccwp_kg.rdf.syntax.read import as_quads
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base

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
    """The graph of statements read from a source that a correction replaced.

    >>> iris.reference(replaced(iris.source("fifth-action-plan")))
    'graph/replaced/fifth-action-plan'
    """
    return NamedNode(_REPLACED + iris.reference(source).removeprefix("source/"))


def is_merged(graph: NamedNode | BlankNode | DefaultGraph, base: Base = PUBLISHED_BASE) -> bool:
    """Whether a named graph of `base` is part of the merge: all are but the shapes and the replaced statements.

    >>> is_merged(CORRECTED), is_merged(replaced(iris.source("fifth-action-plan")))
    (True, False)
    """
    is_replaced = isinstance(graph, NamedNode) and graph.value.startswith(base.moved(_REPLACED))
    return graph != base.here(SHAPES) and not is_replaced


@dataclass(frozen=True, slots=True)
class StatementEvidence:
    """The evidence for a statement in one graph: the spans its object was read from, and the rules that inferred it."""

    spans: frozenset[NamedNode] = frozenset()
    rules: frozenset[str] = frozenset()

    def __or__(self, other: StatementEvidence) -> StatementEvidence:
        """The union, for a statement that was read twice."""
        return StatementEvidence(self.spans | other.spans, self.rules | other.rules)


@dataclass(frozen=True, slots=True)
class NamedGraphs:
    """Named graph → its triples, in the order of the graphs' names.

    `evidence` has the evidence for statements of graphs that were read or inferred. A statement without any follows
    from the structure of a document, or is kept by hand.
    """

    graphs: Mapping[NamedNode, frozenset[Triple]]
    evidence: Mapping[NamedNode, Mapping[Triple, StatementEvidence]] = field(default_factory=dict)

    def quads(self) -> Iterator[Quad]:
        """Every statement with its graph, in no order."""
        for name, triples in self.graphs.items():
            yield from as_quads(triples, name)

    def merged(self, base: Base = PUBLISHED_BASE) -> set[Triple]:
        """The graphs that are merged, as one: the default graph of the endpoint."""
        return set().union(*(triples for name, triples in self.graphs.items() if is_merged(name, base)))

    def at(self, base: Base) -> NamedGraphs:
        """The same, with the IRIs of another base."""
        if base == PUBLISHED_BASE:
            return self
        evidence = {
            base.here(name): {
                moved: StatementEvidence(frozenset(map(base.here, found.spans)), found.rules)
                for (triple, found), moved in zip(read.items(), base.triples(read), strict=True)
            }
            for name, read in self.evidence.items()
        }
        return NamedGraphs({base.here(n): frozenset(base.triples(t)) for n, t in self.graphs.items()}, evidence)
