"""The actions of a plan in its order: which one comes before and after each."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.namespaces import CCWP, RDFS
from ccwp_kg.store import Store

_MOST = 2_000
"""Actions of a plan that have neighbours."""

Neighbours = Mapping[str, tuple[Thing | None, Thing | None]]
"""IRI of an action → the ones before and after it."""


def action_neighbours(store: Store, plan: NamedNode) -> Neighbours:
    """The neighbours of each action of a plan that was read; one that is only mentioned has no place in the order."""
    rows = store.rows(
        f"SELECT ?x ?place (MIN(?label) AS ?name) WHERE {{ ?x {CCWP.partOfPlan} {plan} ; {CCWP.position} ?place "
        f"OPTIONAL {{ ?x {RDFS.label} ?label FILTER(LANG(?label) IN ('en', '')) }} }} "
        f"GROUP BY ?x ?place ORDER BY ?place STR(?x) LIMIT {_MOST}"
    )
    things: dict[str, Thing] = {}
    for row in rows:
        iri, name = row["x"], row.get("name")
        if isinstance(iri, NamedNode):
            things.setdefault(iri.value, Thing(iri.value, name.value if isinstance(name, Literal) else iri.value))
    order = [None, *things.values(), None]
    return {
        each.iri: (before, after)
        for before, each, after in zip(order, order[1:], order[2:], strict=False)
        if each is not None
    }
