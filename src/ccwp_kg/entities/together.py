"""Who is named together: the bodies that the same actions name as concerned parties, each with the entries printed.

An example in an entry, such as “(including border guards)”, is no concerned party, and neither is who leads the action.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.names import Names, Thing, look_up
from ccwp_kg.namespaces import CCWP, DCTERMS, M8G
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.store import Store, Term

_MOST_ROWS = 50_000
_NAMED = f"""SELECT ?action ?plan ?party ?printed (MIN(STR(?span)) AS ?place) WHERE {{
  ?action {CCWP.concernsParty} ?party OPTIONAL {{ ?action {CCWP.partOfPlan} ?plan }}
  OPTIONAL {{
    ?action {CCWP.hasPartyInvolvement} ?entry . ?entry {CCWP.involvedParty} ?party ; {CCWP.printedForm} ?printed .
    OPTIONAL {{ ?entry {CCWP.hasSpan} ?span }}
    FILTER NOT EXISTS {{ ?entry {M8G.role} ?role FILTER(STRENDS(STR(?role), "/concept/lead")) }}
  }}
}} GROUP BY ?action ?plan ?entry ?party ?printed LIMIT {_MOST_ROWS}"""
_PARTS = (
    f"SELECT DISTINCT ?part ?whole WHERE {{ ?action {CCWP.concernsParty} ?part . ?part {DCTERMS.isPartOf}+ ?whole }}"
)


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """An entry of the column of concerned parties as printed, and the IRI of its place in the source if it is known."""

    printed: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Naming:
    """An action with its plan, and for each body that it concerns (by IRI) the entries that name it."""

    action: Thing
    plan: Thing | None
    entries: Mapping[str, tuple[PartyEntry, ...]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bodies and the actions that name both; `part` is the one that is a part of the other, if one is."""

    first: Thing
    second: Thing
    actions: tuple[Naming, ...]
    part: Thing | None

    def other(self, body: Thing) -> Thing:
        """The body beside this one."""
        return self.second if body.iri == self.first.iri else self.first


@dataclass(frozen=True, slots=True)
class Together:
    """The bodies, those in most actions first, with how many actions name each, and every pair that an action names.

    `plans` are those whose actions name anybody; `by_plan` says for a body and a plan (by IRI) in how many. `is_whole`
    is False where there were too many entries to read them all.
    """

    bodies: tuple[tuple[Thing, int], ...]
    pairs: tuple[Pair, ...]
    plans: tuple[Thing, ...]
    by_plan: Mapping[tuple[str, str], int]
    is_whole: bool

    def of(self, iri: str) -> tuple[Pair, ...]:
        """The pairs of one body: those in most actions first, a whole with its part after all others."""
        return tuple(pair for pair in self.pairs if iri in (pair.first.iri, pair.second.iri))


def together(
    store: Store, *, prefixes: Prefixes, languages: Sequence[str] = (), plan: NamedNode | None = None
) -> Together:
    """Who is named together in the actions of a plan, or in all of them."""
    rows = store.rows(_NAMED)
    parts = {(row["part"], row["whole"]) for row in store.rows(_PARTS)}
    things = {
        term for row in rows for name in ("action", "plan", "party") if isinstance(term := row.get(name), NamedNode)
    }
    names = look_up(store, things, languages=languages, prefixes=prefixes)
    plans = sorted(
        {each for row in rows if isinstance(each := row.get("plan"), NamedNode)}, key=lambda p: natural_key(p.value)
    )
    namings = list(_namings([row for row in rows if plan is None or row.get("plan") == plan], names))
    found: defaultdict[NamedNode, list[Naming]] = defaultdict(list)
    shared: defaultdict[tuple[NamedNode, NamedNode], list[Naming]] = defaultdict(list)
    for parties, naming in namings:
        for party in parties:
            found[party].append(naming)
        for both in combinations(parties, 2):
            shared[both].append(naming)
    order = sorted(found, key=lambda body: (-len(found[body]), names[body].short.casefold(), body.value))
    rank = {body: place for place, body in enumerate(order)}
    pairs = [
        (rank[a], rank[b], Pair(names[a], names[b], tuple(actions), names[part] if part else None))
        for (a, b), actions in ((sorted(pair, key=rank.__getitem__), each) for pair, each in shared.items())
        for part in [a if (a, b) in parts else b if (b, a) in parts else None]
    ]
    pairs.sort(key=lambda each: (each[2].part is not None, -len(each[2].actions), each[0], each[1]))
    return Together(
        tuple((names[body], len(found[body])) for body in order),
        tuple(pair for _, _, pair in pairs),
        names.things(plans),
        Counter(
            (body.value, naming.plan.iri) for body, of in found.items() for naming in of if naming.plan is not None
        ),
        len(rows) < _MOST_ROWS,
    )


def _namings(rows: Sequence[Mapping[str, Term]], names: Names) -> Iterator[tuple[list[NamedNode], Naming]]:
    """Each action in its order, with the bodies it concerns."""
    plans: dict[NamedNode, NamedNode] = {}
    entries: defaultdict[NamedNode, defaultdict[NamedNode, set[PartyEntry]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        action, plan, party, printed, place = (
            row.get(name) for name in ("action", "plan", "party", "printed", "place")
        )
        if isinstance(action, NamedNode) and isinstance(party, NamedNode):
            if isinstance(plan, NamedNode):
                plans.setdefault(action, plan)
            said = entries[action][party]
            if isinstance(printed, Literal):
                said.add(PartyEntry(printed.value, place.value if isinstance(place, Literal) else None))
    for action in sorted(entries, key=lambda each: natural_key(each.value)):
        of_action = {party.value: tuple(sorted(said, key=_place)) for party, said in entries[action].items()}
        plan_of = plans.get(action)
        yield (
            sorted(entries[action], key=lambda party: party.value),
            Naming(names[action], None if plan_of is None else names[plan_of], of_action),
        )


def _place(entry: PartyEntry) -> tuple[object, str]:
    return natural_key(entry.place or ""), entry.printed
