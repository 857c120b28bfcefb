"""Who is named together, which actions continue or refer to which earlier ones, and the life of a document.

Named together are the bodies that the same actions name as concerned parties, each with the entries printed. An example
in an entry, such as “(including border guards)”, is no concerned party, and neither is who leads the action. Lines are
drawn as things in columns: columns, what stands in them, and links from the earlier to the later.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.facts import Names, Thing, look_up
from ccwp_kg.namespaces import CCWP, DCTERMS, M8G
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.store import Store, Term

_MOST_ROWS = 50_000
_ENTRY = f"?action {CCWP.hasPartyInvolvement} ?own . ?own {CCWP.involvedParty} ?party ; {M8G.role} ?part"
_NAMED = f"""SELECT ?action ?plan ?party ?printed (MIN(STR(?span)) AS ?place) WHERE {{
  ?action {CCWP.concernsParty} ?party OPTIONAL {{ ?action {CCWP.partOfPlan} ?plan }}
  # not who only takes part
  FILTER(EXISTS {{ {_ENTRY} FILTER STRENDS(STR(?part), "/concept/concerned") }} || NOT EXISTS {{ {_ENTRY} }})
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


MOST_LINES = 5_000
"""So many rows are read for lines."""
_LINKS = f"""SELECT DISTINCT ?later ?earlier ?kind ?plan_later ?plan_earlier WHERE {{
  VALUES ?kind {{ {CCWP.followsUp} {CCWP.refersToAction} }} ?later ?kind ?earlier
  OPTIONAL {{ ?later {CCWP.partOfPlan} ?plan_later }} OPTIONAL {{ ?earlier {CCWP.partOfPlan} ?plan_earlier }}
}} LIMIT {MOST_LINES}"""
_STARTS = f"SELECT ?plan (MIN(STR(?day)) AS ?start) WHERE {{ ?plan {CCWP.validFrom} ?day }} GROUP BY ?plan"
_VERSIONS = f"""SELECT DISTINCT ?version ?corrected ?citing ?plan WHERE {{
  {{ BIND($family AS ?version) }} UNION {{ ?version {CCWP.memberOfFamily} $family }}
  OPTIONAL {{ ?version {CCWP.correctsDocument} ?corrected }}
  OPTIONAL {{ ?citing {CCWP.citesDocument} ?version OPTIONAL {{ ?citing {CCWP.partOfPlan} ?plan }} }}
}} LIMIT {MOST_LINES}"""
_FAMILY = f"SELECT ?family WHERE {{ $document {CCWP.memberOfFamily} ?family }} LIMIT 1"

Kind = str
"""`follows-up`, `refers-to`, `corrected-by` or `cited-by`."""
LineEnd = tuple[Thing, Thing | None]
"""A thing and its plan."""


@dataclass(frozen=True, slots=True)
class LineColumn:
    """A plan (`thing`), or things of another kind under a name."""

    name: str
    thing: Thing | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """Things with the place of their column, in the order of columns and numbers, and links from earlier to later.

    `is_whole` where no more rows were left than are read for lines.
    """

    columns: tuple[LineColumn, ...]
    things: tuple[tuple[Thing, int], ...]
    links: tuple[tuple[str, str, Kind], ...]
    is_whole: bool = True

    def around(self, *iris: str) -> Lines:
        """The lines on which these things stand, whole."""
        near, seen = set(iris), set[str]()
        while near != seen:
            seen = set(near)
            near |= {iri for start, end, _ in self.links if {start, end} & seen for iri in (start, end)}
        kept = [(thing, column) for thing, column in self.things if thing.iri in near]
        used = sorted({column for _, column in kept})
        return Lines(
            tuple(self.columns[column] for column in used),
            tuple((thing, used.index(column)) for thing, column in kept),
            tuple(link for link in self.links if {*link[:2]} <= near),
            self.is_whole,
        )

    def links_with_plans(self) -> Iterator[tuple[LineEnd, Kind, LineEnd]]:
        """The links, each end with its plan where it has one and the other end is of another column."""
        found = {thing.iri: (thing, self.columns[place]) for thing, place in self.things}
        for start, end, kind in self.links:
            (first, before), (second, after) = found[start], found[end]
            is_apart = before != after
            yield (first, before.thing if is_apart else None), kind, (second, after.thing if is_apart else None)


def action_lines(store: Store, *, prefixes: Prefixes, languages: Sequence[str] = ()) -> Lines:
    """Every action that refers to another one, and those it refers to; plans stand in the order in which they begin."""
    plans: dict[NamedNode, NamedNode | None] = {}
    kinds: dict[tuple[NamedNode, NamedNode], str] = {}
    rows = store.rows(_LINKS)
    for row in rows:
        later, earlier = row["later"], row["earlier"]
        if isinstance(later, NamedNode) and isinstance(earlier, NamedNode):
            for action, plan in ((later, row.get("plan_later")), (earlier, row.get("plan_earlier"))):
                plans[action] = plan if isinstance(plan, NamedNode) else plans.get(action)
            if row["kind"] == CCWP.followsUp or (earlier, later) not in kinds:
                kinds[earlier, later] = "follows-up" if row["kind"] == CCWP.followsUp else "refers-to"
    names = look_up(store, {*plans, *filter(None, plans.values())}, languages=languages, prefixes=prefixes)
    links = [(*pair, kind) for pair, kind in kinds.items()]
    found = _in_columns(plans, links, _in_order(store, plans.values()), names)
    return replace(found, is_whole=len(rows) < MOST_LINES)


def document_life(
    store: Store, document: NamedNode, *, prefixes: Prefixes, languages: Sequence[str] = ()
) -> Lines | None:
    """The versions of a document with their corrigenda, and who cites which, by plan. None for one thing alone."""
    families = store.rows(_FAMILY.replace("$document", str(document)))
    family = families[0]["family"] if families else document
    versions: set[NamedNode] = set()
    corrected: dict[NamedNode, NamedNode] = {}
    citing: dict[NamedNode, NamedNode | None] = {}
    links: dict[tuple[NamedNode, NamedNode, Kind], None] = {}
    rows = store.rows(_VERSIONS.replace("$family", str(family)))
    for row in rows:
        version, base, by, plan = (row.get(name) for name in ("version", "corrected", "citing", "plan"))
        if not isinstance(version, NamedNode):
            continue
        if version != family or isinstance(by, NamedNode):
            versions.add(version)
        if isinstance(base, NamedNode):
            corrected[version] = base
            versions.add(base)
            links[base, version, "corrected-by"] = None
        if isinstance(by, NamedNode) and by != version:
            citing[by] = plan if isinstance(plan, NamedNode) else citing.get(by)
            links[version, by, "cited-by"] = None
    if len(versions) + len(citing) < 2:
        return None
    places: dict[NamedNode, NamedNode | str | None] = {
        **{version: "Corrigenda" if version in corrected else "Versions" for version in versions},
        **{by: plan or "Documents" for by, plan in citing.items() if by not in versions},
    }
    plans = _in_order(store, citing.values())
    named = {*places, *(plan for plan in plans if isinstance(plan, NamedNode))}
    names = look_up(store, named, languages=languages, prefixes=prefixes)
    found = _in_columns(places, list(links), ["Versions", "Corrigenda", *plans, "Documents"], names)
    return replace(found, is_whole=len(rows) < MOST_LINES)


def _in_order(store: Store, plans: Iterable[NamedNode | None]) -> list[NamedNode | str | None]:
    known = {plan for plan in plans if plan is not None}
    if len(known) < 2:  # no order to ask for
        return [*known, None]
    starts = {row["plan"]: start.value for row in store.rows(_STARTS) if isinstance(start := row.get("start"), Literal)}
    return [*sorted(known, key=lambda plan: (starts.get(plan, "9999"), natural_key(plan.value))), None]


def _in_columns(
    places: Mapping[NamedNode, NamedNode | str | None],
    links: Sequence[tuple[NamedNode, NamedNode, Kind]],
    order: Sequence[NamedNode | str | None],
    names: Names,
) -> Lines:
    used = [column for column in order if column in set(places.values())]
    columns = tuple(
        LineColumn(names[column].name, names[column])
        if isinstance(column, NamedNode)
        else LineColumn("Plan not stated" if column is None else column)
        for column in used
    )
    things = sorted(places, key=lambda thing: (used.index(places[thing]), natural_key(thing.value)))
    rank = {thing: place for place, thing in enumerate(things)}
    return Lines(
        columns,
        tuple((names[thing], used.index(places[thing])) for thing in things),
        tuple(
            (a.value, b.value, kind) for a, b, kind in sorted(links, key=lambda link: (rank[link[0]], rank[link[1]]))
        ),
    )
