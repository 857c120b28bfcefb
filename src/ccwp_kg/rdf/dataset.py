"""The whole knowledge base in memory: named graphs by origin, and their merge, which a plain query sees."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, groupby

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from ccwp_kg.rdf.syntax.canonical import canonical_quads, has_blank_node
from ccwp_kg.rdf.syntax.read import as_quads
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.rdf.terms.order import merged_statements, sorted_statements

CONCEPTS = iris.graph("concepts")
ONTOLOGY = iris.graph("ontology")
SHAPES = iris.graph("shapes")
QUERIES = iris.graph("queries")
EXTERNAL = iris.graph("external")
CORRECTIONS = iris.graph("corrections")
CORRECTED = iris.graph("corrected")
INFERRED = iris.graph("inferred")
RELEASES = iris.graph("curated/releases")
RELEASE = iris.graph("release")
ABOUT = (iris.graph("curated/dataset"), RELEASES, ONTOLOGY, RELEASE)
"""The graphs about the data: what its terms mean, what it is, who publishes it, its releases."""
_REPLACED = iris.graph("replaced/").value
_ASIDE = iris.graph("aside/").value


def replaced(source: NamedNode) -> NamedNode:
    """The graph of statements read from a source that a correction replaced.

    >>> iris.reference(replaced(iris.source("fifth-action-plan")))
    'graph/replaced/fifth-action-plan'
    """
    return NamedNode(_REPLACED + iris.reference(source).removeprefix("source/"))


def aside(source: NamedNode) -> NamedNode:
    """The graph of what a source says of plans for which other documents stand.

    >>> iris.reference(aside(iris.source("fifth-action-plan")))
    'graph/aside/fifth-action-plan'
    """
    return NamedNode(_ASIDE + iris.reference(source).removeprefix("source/"))


def is_merged(graph: NamedNode | BlankNode | DefaultGraph, base: Base = PUBLISHED_BASE) -> bool:
    """Whether a named graph of `base` is part of the merge: what the data say, but not the graphs about the data.

    >>> is_merged(CORRECTED), is_merged(replaced(iris.source("fifth-action-plan"))), is_merged(ONTOLOGY)
    (True, False, False)
    """
    return holds(graph, base) and graph not in [base.here(name) for name in ABOUT]


def holds(graph: NamedNode | BlankNode | DefaultGraph, base: Base = PUBLISHED_BASE) -> bool:
    """Whether a named graph of `base` holds today's statements: no shapes, none that were replaced or set aside."""
    gone = (base.moved(_REPLACED), base.moved(_ASIDE))
    return graph != base.here(SHAPES) and not (isinstance(graph, NamedNode) and graph.value.startswith(gone))


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

    def __iter__(self) -> Iterator[Quad]:
        """The same graph by graph, and in each in the order of their lines."""
        for name in sorted(self.graphs, key=str):
            yield from as_quads(sorted_statements(self.graphs[name]), name)

    def lines(self) -> Iterator[str]:
        """Every statement as its line in N-Quads, in the order of the lines; one at a time is made."""

        def lines_of(name: NamedNode) -> Iterator[str]:
            end = f" {name} .\n"
            return (f"{triple}{end}" for triple in sorted_statements(self.graphs[name]))

        return heapq.merge(*map(lines_of, self.graphs))

    def canonical(self) -> NamedGraphs:
        """The same with canonical names for blank nodes, see `canonical_quads`."""
        renamed = {name: set[Triple]() for name, triples in self.graphs.items() if any(map(has_blank_node, triples))}
        for quad in canonical_quads(NamedGraphs({name: self.graphs[name] for name in renamed}).quads()):
            if isinstance(quad.graph_name, NamedNode):
                renamed[quad.graph_name].add(quad.triple)
        return replace(self, graphs={**self.graphs, **{name: frozenset(found) for name, found in renamed.items()}})

    def merged_in_line_order(self, base: Base = PUBLISHED_BASE) -> tuple[Triple, ...]:
        """The merge in the order of its N-Triples lines."""
        parts = (sorted_statements(triples) for name, triples in self.graphs.items() if is_merged(name, base))
        return tuple(triple for triple, _ in groupby(merged_statements(parts)))

    def merged(self, base: Base = PUBLISHED_BASE) -> set[Triple]:
        """The graphs that are merged, as one: the default graph of the endpoint."""
        return set().union(*(triples for name, triples in self.graphs.items() if is_merged(name, base)))

    def about(self, base: Base = PUBLISHED_BASE) -> Iterator[Triple]:
        """The statements of the graphs about the data."""
        return chain.from_iterable(self.graphs.get(base.here(name), ()) for name in ABOUT)

    def with_ontology(self, base: Base = PUBLISHED_BASE) -> set[Triple]:
        """The merge and the graphs about the data: what shapes and rules see, for both know classes by the ontology."""
        return set().union(*(triples for name, triples in self.graphs.items() if holds(name, base)))

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
