"""Names for blank nodes that do not change from run to run (RDF Dataset Canonicalization, RDFC-1.0).

Only for graphs of our own, such as the shapes: a hostile graph can keep the algorithm busy for ever.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, Literal, NamedNode, Quad, Triple

from ccwp_kg.rdf.syntax.read import as_quads

RDF_CANON = "https://www.w3.org/TR/rdf-canon/"


def canonical_quads(quads: Iterable[Quad]) -> frozenset[Quad]:
    """The same statements with blank nodes called `_:c14n0`, `_:c14n1`, …; isomorphic datasets become equal sets.

    In the order of their lines, in N-Quads, they are the serialized canonical form (RDFC-1.0 §5): code points sort as
    it wants them, and the serializer escapes what canonical N-Quads escape.
    """
    every = frozenset(quads)
    unnamed = frozenset(filter(has_blank_node, every))
    dataset = Dataset(unnamed)  # RDFC-1.0 §4.4.3: no other statement has a part in the names
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return (every - unnamed).union(dataset)


def has_blank_node(statement: Quad | Triple) -> bool:
    """Whether a blank node may be in the statement or be the graph that holds it."""
    is_subject_named = isinstance(statement.subject, NamedNode)
    is_graph_named = isinstance(statement, Triple) or isinstance(statement.graph_name, NamedNode | DefaultGraph)
    return not (is_subject_named and is_graph_named and isinstance(statement.object, NamedNode | Literal))


def canonical(triples: Iterable[Triple]) -> frozenset[Triple]:
    """The same for the triples of one graph."""
    return frozenset(quad.triple for quad in canonical_quads(as_quads(triples, DefaultGraph())))
