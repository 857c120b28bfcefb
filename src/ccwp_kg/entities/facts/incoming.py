"""What points to a thing: all of it counted, the first of it named."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.names import Names, Thing
from ccwp_kg.rdf.terms.order import term_key
from ccwp_kg.store import WHOLE, Dataset, Store, Term

SHOWN = 50
"""So many links are named on a page and in a description; the rest is counted."""
_SORTED = 1_000


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


def first_links(store: Store, iri: NamedNode, *, dataset: Dataset = WHOLE) -> tuple[list[tuple[NamedNode, Term]], bool]:
    """Links to a thing, as property and subject, the first ones first, and whether these are all.

    They come in the order of properties and subjects; of more than `_SORTED`, which would take long to sort, it is
    the store that chooses which are the first.
    """
    rows = store.rows(f"SELECT ?s ?p WHERE {{ ?s ?p {iri} }} LIMIT {_SORTED + 1}", dataset=dataset)
    links = [(predicate, row["s"]) for row in rows if isinstance(predicate := row["p"], NamedNode)]
    return sorted(links, key=lambda link: (link[0].value, term_key(link[1]))), len(rows) <= _SORTED


def read_incoming(store: Store, iri: NamedNode) -> IncomingFacts:
    """Count all links to a thing and read the first `SHOWN`."""
    links, is_all = first_links(store, iri)
    counts = dict(Counter(predicate for predicate, _ in links))
    if not is_all:
        rows = store.rows(f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ ?s ?p {iri} }} GROUP BY ?p ORDER BY ?p")
        counts = {
            predicate: int(count.value)
            for row in rows
            if isinstance(predicate := row["p"], NamedNode) and isinstance(count := row["n"], Literal)
        }
    first: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
    for predicate, subject in links[:SHOWN]:
        if isinstance(subject, NamedNode):
            first[predicate].append(subject)
    return IncomingFacts(counts, dict(first))
