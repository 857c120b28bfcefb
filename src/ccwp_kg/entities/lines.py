"""Lines through plans: which actions continue or refer to which earlier ones, and the life of a document.

Both are drawn as things in columns, so both have the same form: columns, what stands in them, and links from the
earlier to the later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.names import Names, Thing, look_up
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.store import Store

_MOST_ROWS = 5_000
_LINKS = f"""SELECT DISTINCT ?later ?earlier ?kind ?plan_later ?plan_earlier WHERE {{
  VALUES ?kind {{ {CCWP.followsUp} {CCWP.refersToAction} }} ?later ?kind ?earlier
  OPTIONAL {{ ?later {CCWP.partOfPlan} ?plan_later }} OPTIONAL {{ ?earlier {CCWP.partOfPlan} ?plan_earlier }}
}} LIMIT {_MOST_ROWS}"""
_STARTS = f"SELECT ?plan (MIN(STR(?day)) AS ?start) WHERE {{ ?plan {CCWP.validFrom} ?day }} GROUP BY ?plan"
_VERSIONS = f"""SELECT DISTINCT ?version ?corrected ?citing ?plan WHERE {{
  {{ BIND($family AS ?version) }} UNION {{ ?version {CCWP.memberOfFamily} $family }}
  OPTIONAL {{ ?version {CCWP.correctsDocument} ?corrected }}
  OPTIONAL {{ ?citing {CCWP.citesDocument} ?version OPTIONAL {{ ?citing {CCWP.partOfPlan} ?plan }} }}
}} LIMIT {_MOST_ROWS}"""
_FAMILY = f"SELECT ?family WHERE {{ $document {CCWP.memberOfFamily} ?family }} LIMIT 1"

Kind = str
"""`follows-up`, `refers-to`, `corrected-by` or `cited-by`."""


@dataclass(frozen=True, slots=True)
class LineColumn:
    """A plan (`thing`), or things of another kind under a name."""

    name: str
    thing: Thing | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """Things with the place of their column, in the order of columns and numbers, and links from earlier to later."""

    columns: tuple[LineColumn, ...]
    things: tuple[tuple[Thing, int], ...]
    links: tuple[tuple[str, str, Kind], ...]

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
        )


def action_lines(store: Store, *, prefixes: Prefixes, languages: Sequence[str] = ()) -> Lines:
    """Every action that refers to another one, and those it refers to; plans stand in the order in which they begin."""
    plans: dict[NamedNode, NamedNode | None] = {}
    kinds: dict[tuple[NamedNode, NamedNode], str] = {}
    for row in store.rows(_LINKS):
        later, earlier = row["later"], row["earlier"]
        if isinstance(later, NamedNode) and isinstance(earlier, NamedNode):
            for action, plan in ((later, row.get("plan_later")), (earlier, row.get("plan_earlier"))):
                plans[action] = plan if isinstance(plan, NamedNode) else plans.get(action)
            if row["kind"] == CCWP.followsUp or (earlier, later) not in kinds:
                kinds[earlier, later] = "follows-up" if row["kind"] == CCWP.followsUp else "refers-to"
    names = look_up(store, {*plans, *filter(None, plans.values())}, languages=languages, prefixes=prefixes)
    return _in_columns(plans, [(*pair, kind) for pair, kind in kinds.items()], _in_order(store, plans.values()), names)


def document_life(
    store: Store, document: NamedNode, *, prefixes: Prefixes, languages: Sequence[str] = ()
) -> Lines | None:
    """The versions of a document with their corrigenda, and who cites which, by plan. None for one thing alone."""
    found = store.rows(_FAMILY.replace("$document", str(document)))
    family = found[0]["family"] if found else document
    versions: set[NamedNode] = set()
    corrected: dict[NamedNode, NamedNode] = {}
    citing: dict[NamedNode, NamedNode | None] = {}
    links: dict[tuple[NamedNode, NamedNode, Kind], None] = {}
    for row in store.rows(_VERSIONS.replace("$family", str(family))):
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
    plans = _in_order(store, (plan for plan in citing.values()))
    named = {*places, *(plan for plan in plans if isinstance(plan, NamedNode))}
    names = look_up(store, named, languages=languages, prefixes=prefixes)
    return _in_columns(places, [(*link,) for link in links], ["Versions", "Corrigenda", *plans, "Documents"], names)


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
