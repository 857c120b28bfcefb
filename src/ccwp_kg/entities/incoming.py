"""What points to a thing: all of it counted, the first of it named."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.names import Names, Thing
from ccwp_kg.store import Store

SHOWN = 50
"""So many links are named on a page and in a description; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Links:
    """The things that point with one property: how many, and the first of them."""

    property: Thing
    count: int
    first: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Incoming:
    """Everything that points to a thing, by property."""

    count: int
    links: tuple[Links, ...]


@dataclass(frozen=True, slots=True)
class IncomingFacts:
    """Counts and first links before anything has a name."""

    counts: dict[NamedNode, int]
    first: dict[NamedNode, list[NamedNode]]

    def named(self, names: Names) -> Incoming:
        """The same with names."""
        links = tuple(
            Links(names[predicate], count, names.things(self.first.get(predicate, [])))
            for predicate, count in self.counts.items()
        )
        return Incoming(sum(self.counts.values()), links)

    def mentioned(self) -> list[NamedNode]:
        """Every IRI that needs a name."""
        return [*self.counts, *(thing for things in self.first.values() for thing in things)]


def read_incoming(store: Store, iri: NamedNode) -> IncomingFacts:
    """Count all links to a thing and read the first `SHOWN`, in the order of properties and subjects."""
    counts: dict[NamedNode, int] = {}
    for row in store.rows(f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ ?s ?p {iri} }} GROUP BY ?p ORDER BY ?p"):
        predicate, count = row["p"], row["n"]
        if isinstance(predicate, NamedNode) and isinstance(count, Literal):
            counts[predicate] = int(count.value)
    first: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
    if counts:
        for row in store.rows(f"SELECT ?s ?p WHERE {{ ?s ?p {iri} }} ORDER BY ?p ?s LIMIT {SHOWN}"):
            subject, predicate = row["s"], row["p"]
            if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode):
                first[predicate].append(subject)
    return IncomingFacts(counts, dict(first))
