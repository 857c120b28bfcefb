"""Names for blank nodes that do not change from run to run (RDF Dataset Canonicalization, RDFC-1.0).

Only for graphs of our own, such as the shapes: a hostile graph can keep the algorithm busy for ever.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, Quad, Triple

from ccwp_kg.rdf.files import as_quads
from ccwp_kg.rdf.order import sorted_statements

RDF_CANON = "https://www.w3.org/TR/rdf-canon/"


def canonical(triples: Iterable[Triple]) -> frozenset[Triple]:
    """The same triples with blank nodes called `_:c14n0`, `_:c14n1`, …; isomorphic graphs become equal sets."""
    return frozenset(quad.triple for quad in canonical_quads(as_quads(triples, DefaultGraph())))


def canonical_quads(quads: Iterable[Quad]) -> list[Quad]:
    """The same dataset, its blank nodes named anew, in the order of its serialized canonical form (RDFC-1.0 §5).

    Written as N-Quads it is that form, so that the digest of the file is the hash of the dataset: the lines are in
    code point order, and the escapes are those of canonical N-Quads.
    """
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted_statements(dataset)
