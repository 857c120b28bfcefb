"""The whole knowledge base in memory: named graphs that say who says so, and their merge that a plain query sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad, Triple

from ccwp_kg.rdf import iris
from ccwp_kg.rdf.files import as_quads

ONTOLOGY = iris.graph("ontology")
SHAPES = iris.graph("shapes")
EXTERNAL = iris.graph("external")
CORRECTIONS = iris.graph("corrections")
INFERRED = iris.graph("inferred")
RELEASES = iris.graph("curated/releases")
RELEASE = iris.graph("release")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a statement of one graph stands on: the spans its object was read from, and the rules that led to it."""

    spans: frozenset[NamedNode] = frozenset()
    rules: frozenset[str] = frozenset()

    def __or__(self, other: Evidence) -> Evidence:
        """Both together, for a statement that was read twice."""
        return Evidence(self.spans | other.spans, self.rules | other.rules)


@dataclass(frozen=True, slots=True)
class NamedGraphs:
    """Named graph → its triples, in the order of the graphs' names.

    `evidence` holds, for each graph that was read or inferred, what its statements stand on. A statement it does not
    name follows from the structure of what was read, or is kept by hand.
    """

    graphs: Mapping[NamedNode, frozenset[Triple]]
    evidence: Mapping[NamedNode, Mapping[Triple, Evidence]] = field(default_factory=dict)

    def quads(self) -> Iterator[Quad]:
        """Every statement with its graph, in no order."""
        for name, triples in self.graphs.items():
            yield from as_quads(triples, name)

    def merged(self) -> set[Triple]:
        """All graphs but the shapes as one: the default graph of the endpoint."""
        return set().union(*(triples for name, triples in self.graphs.items() if name != SHAPES))
