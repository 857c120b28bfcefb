"""Pictures as geometry: where each piece stands, computed from the words; templates only write it down as SVG.

All numbers are pixels of a picture that is drawn at its own size. The same input gives the same picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Literal as OneOf

from ccwp_kg.entities import EntityPage, Thing
from ccwp_kg.entities.portraits.periods import month_of
from ccwp_kg.namespaces import CCWP, ID, SKOS
from ccwp_kg.server.html.text_width import fitted, width_of, wrapped

State = OneOf["done", "foreseen"]
Step = tuple[str, str, str | None, State]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing as a box: `label` is what fits into it, `tells` says in words how it hangs together with the centre."""

    thing: Thing
    label: str
    tells: str
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Picture:
    """A thing with some of its neighbours around it."""

    width: float
    height: float
    centre: Node
    nodes: tuple[Node, ...]


_SMALL_WIDTH, _SMALL_SIZE, _PILL, _ROW, _BETWEEN = 264.0, 12.0, 26.0, 40.0, 8.0
_SMALL_ROWS, _SMALL_LABEL = 2, 112.0
_WHOLE = re.compile(r"plan/[^/#]+(?:/action/[^/#]+)?|(?!plan/)[^/#]+/[^/#]+|objective/[^/#]+/[^/#]+")
_OF_OTHERS = (SKOS.inScheme.value, SKOS.broader.value, SKOS.related.value)


def small_picture(page: EntityPage) -> Picture | None:
    """The neighbourhood in small, from what the page holds anyway; None where too little is linked to draw.

    What the thing points to stands above it, what points to the thing below; where there is only one of the two, it
    stands on both sides.
    """
    out = _turn_about([(fact.property, fact.values) for fact in page.facts], page.thing)
    back = _turn_about([(links.property, links.first) for links in page.incoming.links], page.thing)
    seen = {thing.iri for _, thing in out}
    back = [pair for pair in back if pair[1].iri not in seen]
    if len(out) + len(back) < 2:
        return None
    above, rest = _packed(out, "{property}: {name}")
    below, others = _packed(back, "{name}: {property}")
    if not below:
        below, _ = _packed(rest, "{property}: {name}")
    elif not above:
        above, _ = _packed(others, "{name}: {property}")
    top = len(above) * _ROW
    middle = page.thing.acronym or page.thing.name
    label = fitted(middle, _SMALL_SIZE, _SMALL_WIDTH - 40)
    width = max(width_of(label, _SMALL_SIZE) + 28, 64)
    centre = Node(page.thing, label, page.thing.name, (_SMALL_WIDTH - width) / 2, top + 2, width, _PILL + 2)
    nodes = [*_placed(above, 2.0), *_placed(below, top + _ROW + 4)]
    return Picture(
        _SMALL_WIDTH, top + _ROW + 6 + len(below) * _ROW - (_ROW - _PILL) * bool(below), centre, tuple(nodes)
    )


def _turn_about(groups: Iterable[tuple[Thing, Sequence[object]]], about: Thing) -> list[tuple[Thing, Thing]]:
    """The things worth drawing, each once: the first of every property, then the second of every one, and so on."""
    rows = [
        [(prop, each) for each in values if isinstance(each, Thing) and _is_worth_drawing(prop, each, about)]
        for prop, values in sorted(groups, key=lambda group: (group[0].iri == CCWP.mentions.value, group[0].iri))
    ]
    found: dict[str, tuple[Thing, Thing]] = {}
    for pair in chain.from_iterable(zip_longest(*rows)):
        if pair is not None:
            found.setdefault(pair[1].iri, pair)
    return list(found.values())


def _is_worth_drawing(prop: Thing, thing: Thing, about: Thing) -> bool:
    """Own properties to things that have a page worth the name: no parts, except the actions of a plan."""
    if not (prop.iri.startswith(CCWP) or prop.iri in _OF_OTHERS) or prop.iri == CCWP.mentionedThing.value:
        return False
    if not thing.is_named or not thing.iri.startswith(ID) or thing.iri == about.iri:
        return False
    return _WHOLE.fullmatch(thing.iri.removeprefix(ID)) is not None


@dataclass(frozen=True, slots=True)
class _Pill:
    thing: Thing
    label: str
    tells: str
    width: float


_Pairs = Sequence[tuple[Thing, Thing]]


def _packed(pairs: _Pairs, tells: str) -> tuple[list[list[_Pill]], _Pairs]:
    """Boxes in rows that are no wider than the picture, and the pairs that found no room."""
    rows: list[list[_Pill]] = []
    room = 0.0
    for place, (prop, thing) in enumerate(pairs):
        label = fitted(thing.short, _SMALL_SIZE, _SMALL_LABEL)
        pill = _Pill(thing, label, tells.format(property=prop.name, name=thing.name), width_of(label, _SMALL_SIZE) + 14)
        if not rows or pill.width > room:
            if len(rows) == _SMALL_ROWS:
                return rows, pairs[place:]
            rows.append([])
            room = _SMALL_WIDTH - 2
        rows[-1].append(pill)
        room -= pill.width + _BETWEEN
    return rows, ()


def _placed(rows: Sequence[Sequence[_Pill]], top: float) -> Iterable[Node]:
    for place, row in enumerate(rows):
        used = sum(pill.width for pill in row) + _BETWEEN * (len(row) - 1)
        x = (_SMALL_WIDTH - used) / 2
        for pill in row:
            yield Node(pill.thing, pill.label, pill.tells, x, top + place * _ROW, pill.width, _PILL)
            x += pill.width + _BETWEEN


@dataclass(frozen=True, slots=True)
class PlanPeriod:
    """A plan and the dates of its validity (xsd:date), as far as they are stated."""

    thing: Thing
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A plan's line of the timeline; an end that is not stated is open."""

    thing: Thing
    label: str
    words: str
    y: float
    x: float
    width: float
    is_open_before: bool
    is_open_after: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Plans under each other along the years; `years` are the places of the first of January."""

    width: float
    height: float
    years: tuple[tuple[float, str], ...]
    bars: tuple[Bar, ...]
    labels_end: float
    words_start: float


_LINE_WIDTH, _LINE_ROW, _LINE_HEAD, _LINE_SIZE = 740.0, 40.0, 30.0, 13.0
_DATE = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])(?:-([0-9]{2}))?")


def timeline_picture(plans: Sequence[PlanPeriod]) -> Timeline | None:
    """The plans along the years; None where no date of any plan is stated."""
    dated = [(plan, _moment(plan.start), _moment(plan.end, is_end=True)) for plan in plans]
    known = [moment for _, *moments in dated for moment in moments if moment is not None]
    if not known:
        return None
    first, last = int(min(known)), max(int(-(-max(known) // 1)), int(min(known)) + 1)
    labels = min(max(width_of(plan.thing.name, _LINE_SIZE) for plan in plans), 190.0) + 14
    words = max(width_of(_period(plan), _LINE_SIZE) for plan in plans) + 14
    left, right = labels, _LINE_WIDTH - words

    def place(moment: float) -> float:
        return round(left + (moment - first) / (last - first) * (right - left), 1)

    bars = []
    for row, (plan, start, end) in enumerate(dated):
        x = place(first if start is None else start)
        until = place(last if end is None else max(end, start or end))
        label = fitted(plan.thing.name, _LINE_SIZE, labels - 14)
        y = _LINE_HEAD + row * _LINE_ROW
        bars.append(Bar(plan.thing, label, _period(plan), y, x, max(until - x, 4.0), start is None, end is None))
    step = -(-(last - first) // 12)
    years = tuple((place(year), str(year)) for year in range(first, last + 1, step))
    return Timeline(_LINE_WIDTH, _LINE_HEAD + len(plans) * _LINE_ROW + 4, years, tuple(bars), labels, right + 14)


def _moment(date: str | None, *, is_end: bool = False) -> float | None:
    """A date as a number of years; the end of a period is the end of its day or month. None for what is no date.

    >>> _moment("2004-07-01"), _moment("2006-12-31", is_end=True)
    (2004.5, 2007.0)
    """
    match = _DATE.match(date or "")
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
    day = int(match[3]) if match[3] else (31 if is_end else 1)
    passed = min(day + is_end - 1, 31) / 31 if day < 28 or not is_end else 1.0
    return year + (month - 1 + passed) / 12


def _period(plan: PlanPeriod) -> str:
    start, end = (
        month_of(date)[:3] + month_of(date)[-5:] if _moment(date) and date else None for date in (plan.start, plan.end)
    )
    if start is None and end is None:
        return "not stated"
    return f"{start or 'start not stated'} – {end or 'end not stated'}"


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A step of a chain: its mark on the line, and under it the words in lines that fit."""

    label: tuple[str, ...]
    detail: tuple[str, ...]
    tells: str
    href: str | None
    state: State
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class ChainPicture:
    """Steps one after the other on a line, from left to right."""

    width: float
    height: float
    links: tuple[ChainLink, ...]


_STEP, _STEP_GAP, _STEP_SIZE = 132.0, 16.0, 13.0


def chain_picture(steps: Sequence[Step]) -> ChainPicture | None:
    """The steps as a chain: what is done is marked so, what is only foreseen is dashed and says it. None without any.

    A step is a label, a detail, where it leads (or None), and its state.
    """
    links = tuple(
        ChainLink(
            wrapped(label, _STEP_SIZE, _STEP, lines=2),
            wrapped(detail, _STEP_SIZE, _STEP, lines=4),
            f"{label}: {detail} ({state})" if detail else f"{label} ({state})",
            target,
            state,
            place * (_STEP + _STEP_GAP),
            _STEP,
        )
        for place, (label, detail, target, state) in enumerate(steps)
    )
    if not links:
        return None
    lines = max(len(link.label) + len(link.detail) + (link.state == "foreseen") for link in links)
    return ChainPicture(len(links) * (_STEP + _STEP_GAP) - _STEP_GAP, 34 + lines * 18 + 4, links)
