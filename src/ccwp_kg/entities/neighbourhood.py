"""What is one link away from a thing: everything it points to and everything that points to it, by property.

Classes, the places something was read from, mappings, and the thing's own parts are left out: its page tells them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.names import Thing, look_up
from ccwp_kg.namespaces import CCWP, DCTERMS, OA, OWL, RDF, VOID
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.order import natural_key, term_key
from ccwp_kg.store import Store

SHOWN = 40
"""So many neighbours are shown: the best connected."""
_CONSIDERED = 400
"""So many links in each direction are considered."""
_SORTED = 2_000
"""Up to so many links are sorted here; of more, the store decides which come first."""
_LEFT_OUT = (
    RDF.type, CCWP.hasSpan, OA.hasBody, OA.hasSource, OA.hasTarget, OWL.annotatedSource, VOID.exampleResource,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing one link away: the properties from the centre to it (`out`) and from it to the centre (`back`).

    `links` is how many statements name it: the better connected, the more it says to show it.
    """

    thing: Thing
    out: tuple[Thing, ...]
    back: tuple[Thing, ...]
    links: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A thing and its neighbours, the best connected first; `further` counts those not shown.

    `is_counted_whole` is False where the thing has so many links that its neighbours are more than `further` says.
    """

    thing: Thing
    neighbours: tuple[Neighbour, ...]
    further: int
    is_counted_whole: bool


def neighbourhood(
    store: Store, iri: NamedNode, *, prefixes: Prefixes, languages: Sequence[str] = ()
) -> Neighbourhood | None:
    """The neighbourhood of a thing, in four queries; None if nothing is stated of it and nothing points to it."""
    without = ", ".join(map(str, _LEFT_OUT))
    out, all_out = _links(store, f"{iri} ?p ?n FILTER(isIRI(?n) && ?p NOT IN ({without}))")
    back, all_back = _links(store, f"?n ?p {iri} FILTER(isIRI(?n) && ?p NOT IN ({without}))")
    # the page of the thing shows its parts, which are under its own IRI
    parts = {n for n, links in back.items() if n.value.startswith(f"{iri.value}/") and DCTERMS.isPartOf in links}
    found = list({*out, *back} - parts - {iri})
    degrees = _degrees(store, found)
    best = sorted(found, key=lambda n: (-degrees.get(n, 0), natural_key(n.value)))
    shown = best[:SHOWN]
    properties = {p for links in (out, back) for n in shown for p in links.get(n, ())}
    names = look_up(store, {iri, *shown, *properties}, languages=languages, prefixes=prefixes)
    if not out and not back and not store.rows(f"SELECT ?p WHERE {{ {iri} ?p ?o }} LIMIT 1"):
        return None

    def by(links: dict[NamedNode, set[NamedNode]], n: NamedNode) -> tuple[Thing, ...]:
        """Our own properties first, but "mentions" after all others of ours."""
        ordered = sorted(links.get(n, ()), key=lambda p: (not p.value.startswith(CCWP), p == CCWP.mentions, p.value))
        return names.things(ordered)

    return Neighbourhood(
        names[iri],
        tuple(Neighbour(names[n], by(out, n), by(back, n), degrees.get(n, 0)) for n in shown),
        len(best) - len(shown),
        all_out and all_back,
    )


def _links(store: Store, pattern: str) -> tuple[dict[NamedNode, set[NamedNode]], bool]:
    """Neighbours with the properties that lead to them, and whether the list is complete."""
    rows = store.rows(f"SELECT DISTINCT ?p ?n WHERE {{ {pattern} }} LIMIT {_SORTED}")
    ordered = sorted(rows, key=lambda row: (term_key(row["p"]), term_key(row["n"])))
    found: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    for row in ordered[:_CONSIDERED]:
        other, predicate = row.get("n"), row.get("p")
        if isinstance(other, NamedNode) and isinstance(predicate, NamedNode):
            found[other].add(predicate)
    return dict(found), len(rows) < _CONSIDERED


def _degrees(store: Store, things: Sequence[NamedNode]) -> dict[NamedNode, int]:
    """How many statements name each of these things."""
    if not things:
        return {}
    given = f"VALUES ?n {{ {' '.join(sorted(map(str, things)))} }}"
    degrees: dict[NamedNode, int] = defaultdict(int)
    for pattern in ("?n ?p ?o", "?s ?p ?n"):
        for row in store.rows(f"SELECT ?n (COUNT(*) AS ?links) WHERE {{ {given} {pattern} }} GROUP BY ?n"):
            thing, number = row.get("n"), row.get("links")
            if isinstance(thing, NamedNode) and isinstance(number, Literal):
                degrees[thing] += int(number.value)
    return degrees
