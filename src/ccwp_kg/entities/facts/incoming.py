"""What points to a thing: all of it counted, the first of it named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.names import Names, Thing
from ccwp_kg.rdf.terms.order import term_key
from ccwp_kg.store import Store, Term

SHOWN = 50
"""So many links are named on a page and in a description; the rest is counted."""
_SORTED = 1_000

Link = tuple[Term, Term]
"""A property and the subject that points with it."""
IncomingFacts = Mapping[NamedNode, tuple[int, Sequence[NamedNode]]]
"""Property → how many links there are, and the first subjects; nothing has a name yet."""


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


def named(facts: IncomingFacts, names: Names) -> Incoming:
    """The same with names."""
    links = (Links(names[predicate], count, names.things(first)) for predicate, (count, first) in facts.items())
    return Incoming(sum(count for count, _ in facts.values()), tuple(links))


def incoming_pattern(iri: NamedNode) -> str:
    """The pattern of the links to a thing, `?s` and `?p`: as many as are sorted, and one to know of more."""
    return f"SELECT DISTINCT ?s ?p WHERE {{ ?s ?p {iri} }} LIMIT {_SORTED + 1}"


def count_incoming(store: Store, iri: NamedNode, found: Sequence[Link]) -> IncomingFacts:
    """Count all links to a thing and take the first `SHOWN`, in the order of properties and subjects.

    `found` are those that `incoming_pattern` gives. Of more than `_SORTED`, which would take long to sort, the store
    chooses which are the first.
    """
    links = [(predicate, subject) for predicate, subject in found if isinstance(predicate, NamedNode)]
    links.sort(key=lambda link: (link[0].value, term_key(link[1])))
    first: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
    for predicate, subject in links[:SHOWN]:
        if isinstance(subject, NamedNode):
            first[predicate].append(subject)
    counts: dict[NamedNode, int] = Counter(predicate for predicate, _ in links)
    if len(found) > _SORTED:
        rows = store.rows(f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ ?s ?p {iri} }} GROUP BY ?p ORDER BY ?p")
        counts = {
            of: int(count.value)
            for row in rows
            if isinstance(of := row["p"], NamedNode) and isinstance(count := row["n"], Literal)
        }
    return {predicate: (count, first.get(predicate, [])) for predicate, count in counts.items()}
