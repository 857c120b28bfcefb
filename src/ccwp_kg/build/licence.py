"""Under which licence the graphs stand that a build makes of documents and corrections: that of the dataset."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode, Triple

from ccwp_kg.namespaces import CCWP, DCTERMS, RDF
from ccwp_kg.rdf.dataset import CORRECTED
from ccwp_kg.rdf.terms import iris

DESCRIPTION = iris.graph("curated/dataset")
"""The graph that says what the dataset is."""
_MADE = (f"{iris.graph('source/').value}", f"{iris.graph('aside/').value}", CORRECTED.value)


def licensed(graphs: Mapping[NamedNode, frozenset[Triple]]) -> dict[NamedNode, frozenset[Triple]]:
    """The graphs of what was read, set aside or corrected, each head in them with `dcterms:license`.

    The licence is the one that `curated/dataset` states of the dataset; empty where it states none, for then nobody
    said under which licence the facts are.
    """
    dataset = iris.thing("dataset")
    stated = [t.object for t in graphs.get(DESCRIPTION, ()) if (t.subject, t.predicate) == (dataset, DCTERMS.license)]
    if not stated:
        return {}
    return {
        name: triples | {Triple(head, DCTERMS.license, licence) for head in _heads(triples) for licence in stated}
        for name, triples in graphs.items()
        if name.value.startswith(_MADE)
    }


def _heads(triples: frozenset[Triple]) -> list[NamedNode]:
    found = (t.subject for t in triples if (t.predicate, t.object) == (RDF.type, CCWP.NamedGraph))
    return [head for head in found if isinstance(head, NamedNode)]
