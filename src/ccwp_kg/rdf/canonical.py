"""Names for blank nodes that do not change from run to run (RDF Dataset Canonicalization, RDFC-1.0).

Only for graphs of our own, such as the shapes: a hostile graph can keep the algorithm busy for ever.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, Triple

from ccwp_kg.rdf.files import as_quads


def canonical(triples: Iterable[Triple]) -> frozenset[Triple]:
    """The same triples with blank nodes called `_:c14n0`, `_:c14n1`, …; isomorphic graphs become equal sets."""
    dataset = Dataset(as_quads(triples, DefaultGraph()))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(quad.triple for quad in dataset)
