"""Which things of each kind are linked to vocabularies elsewhere, and which are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.names import Thing, look_up
from ccwp_kg.kinds import NO_THINGS, SEARCHED, Kind
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import Store

_MOST_ROWS = 50_000
_NAMED = 60
"""So many things without a link are named of a kind."""
_KINDS = tuple(kind for kind in SEARCHED if kind.name not in NO_THINGS | {"term"})


@dataclass(frozen=True, slots=True)
class LinkCoverage:
    """A kind and how many of its things have a match, only a link that is no match, and no link.

    `unlinked` are the first of those without a link, by name; none where no thing of the kind is linked.
    """

    kind: Kind
    matched: int
    noted: int
    without: int
    unlinked: tuple[Thing, ...]

    @property
    def total(self) -> int:
        """How many things of the kind there are."""
        return self.matched + self.noted + self.without


def coverage(
    store: Store, *, matched: Set[str], linked: Set[str], prefixes: Prefixes, languages: Sequence[str]
) -> tuple[LinkCoverage, ...]:
    """The kinds of things in their order; `linked` have a link (by IRI), `matched` one that is a match."""
    classes = {each: kind for kind in reversed(_KINDS) for each in kind.classes}
    rank = {kind.name: place for place, kind in enumerate(_KINDS)}
    rows = store.rows(
        f"SELECT ?x ?class WHERE {{ VALUES ?class {{ {' '.join(map(str, classes))} }} ?x a ?class "
        f'FILTER(STRSTARTS(STR(?x), "{store.base.id}")) }} LIMIT {_MOST_ROWS}'
    )
    kinds: dict[NamedNode, Kind] = {}
    for row in rows:
        thing, kind = row["x"], classes.get(row["class"])  # type: ignore[arg-type]  # no class is a literal
        if isinstance(thing, NamedNode) and kind is not None:
            kinds[thing] = min(kind, kinds.get(thing, kind), key=lambda each: rank[each.name])
    of_kind: defaultdict[str, list[NamedNode]] = defaultdict(list)
    for thing, kind in kinds.items():
        of_kind[kind.name].append(thing)
    found = []
    for kind in _KINDS:
        things = of_kind[kind.name]
        without = [thing for thing in things if thing.value not in linked]
        with_match = sum(thing.value in matched for thing in things)
        shown: tuple[Thing, ...] = ()
        if len(without) < len(things):
            names = look_up(store, without, languages=languages, prefixes=prefixes)
            shown = tuple(sorted(names.things(without), key=lambda thing: (thing.name.casefold(), thing.iri))[:_NAMED])
        if things:
            found.append(LinkCoverage(kind, with_match, len(things) - with_match - len(without), len(without), shown))
    return tuple(found)
