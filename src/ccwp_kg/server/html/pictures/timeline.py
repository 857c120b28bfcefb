"""Pictures along a line: spans along the years, and the steps of a plan from its basis to its approval."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.entities.portraits.plans import PlanPortrait
from ccwp_kg.rdf.terms.days import day_of, month_of
from ccwp_kg.server.html.pictures.model import Arrow, Item, Picture, Piece, Rectangle, Text, fitted, width_of, wrapped
from ccwp_kg.server.http.links import href

State = OneOf["done", "foreseen"]
_MONTH = re.compile(r"(?<=[A-Z]..)[a-z]+")
"""What is left out of the name of a month."""
_WIDTH, _ROW, _HEAD, _SIZE = 740.0, 40.0, 30.0, 13.0
_WORDS, _DESCRIBED = 290.0, 12
_APPROVAL = "/concept/approval"
"""How the IRI of an approval ends, at any base."""
_DATE = re.compile(r"(-?[0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?(?![0-9:]|-[0-9]{2}(?!:))")
"""A year, month or day of four digits of a year; what is longer than ten thousand years is drawn on no line."""


@dataclass(frozen=True, slots=True)
class TimelineSpan:
    """What is drawn from a start to an end (dates of XML Schema; None is open) with its words; both alike are a day.

    `is_faint`: only its outline is drawn.
    """

    label: str
    target: str | None
    start: str | None
    end: str | None
    words: str
    is_faint: bool = False


def plan_span(plan: Thing, start: str | None, end: str | None, *, is_held: bool = True) -> TimelineSpan:
    """A plan by the dates of its validity (xsd:date), as far as they are stated, and whether its document is held.

    The words are such as "Jul 2011 – Dec 2012"; what is not stated or not held is said to be so.
    """
    known = [_MONTH.sub("", month_of(date)) if date and moment(date) else None for date in (start, end)]
    words = f"{known[0] or 'start not stated'} – {known[1] or 'end not stated'}" if any(known) else "not stated"
    words += "" if is_held else ", named only"
    return TimelineSpan(plan.name, href(plan.iri), start, end, words, is_faint=not is_held)


SPANS = 60
"""So many spans are drawn at most."""


def spans_picture(every: Sequence[TimelineSpan], *, title: str) -> Picture | None:
    """Spans along the years, one below the other; an end that is not stated is open. None where nothing is dated."""
    spans = every[:SPANS]
    dated = [(span, moment(span.start), moment(span.end, is_end=True)) for span in spans]
    known = [each for _, *moments in dated for each in moments if each is not None]
    if not known:
        return None
    first, last = math.floor(min(known)), max(math.ceil(max(known)), math.floor(min(known)) + 1)
    labels = min(max(width_of(span.label, _SIZE) for span in spans), 190.0) + 14
    words = [fitted(span.words, _SIZE, _WORDS) for span in spans]
    right = _WIDTH - max(width_of(each, _SIZE) for each in words) - 14
    height = _HEAD + len(spans) * _ROW + 4

    def place(at: float) -> float:
        return round(labels + (at - first) / (last - first) * (right - labels), 1)

    items = []
    for row, (span, start, end) in enumerate(dated):
        x = place(first if start is None else start)
        until = place(last if end is None else max(end, start or end))
        y = _HEAD + row * _ROW
        style = "period open" if None in (start, end) else "period faint" if span.is_faint else "period"
        pieces = (
            Rectangle(0, y, _WIDTH, 36, style="reach"),
            Text(6, y + 22.5, fitted(span.label, _SIZE, labels - 14), "what"),
            Rectangle(x, y + 9, max(until - x, 4.0), 18, 4, style),
            Text(right + 14, y + 22.5, words[row], "by"),
        )
        items.append(Item(f"{span.label}: {span.words}", span.target, pieces, "bar-line"))
    room = max(int((right - labels) / (max(width_of(str(year), _SIZE) for year in (first, last)) + 10)), 1)
    years = [(place(year), str(year)) for year in range(first, last + 1, -(-(last - first) // min(room, 12)))]
    lines = [piece for x, year in years for piece in (Arrow(f"M{x} 20V{height}"), Text(x, 13, year, "by", "middle"))]
    description = " ".join(f"{item.label[:120]}." for item in items[:_DESCRIBED])
    if len(items) > _DESCRIBED:
        description += f" And {len(every) - _DESCRIBED} more."
    return Picture(_WIDTH, height, title, description, tuple(lines), tuple(items), left_out=len(every) - len(spans))


def moment(date: str | None, *, is_end: bool = False) -> float | None:
    """A date as a number of years; the end of a period is the end of its day or month. None for what is no date.

    >>> moment("2004-07-01"), moment("2006-12-31", is_end=True)
    (2004.5, 2007.0)
    """
    match = _DATE.match(date or "")
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or (12 if is_end else 1))
    day = int(match[3]) if match[3] else (31 if is_end else 1)
    passed = min(day + is_end - 1, 31) / 31 if day < 28 or not is_end else 1.0
    return year + (month - 1 + passed) / 12


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a chain: its label, a detail, where it leads (None: nowhere), and whether it is done."""

    label: str
    detail: str
    target: str | None
    state: State


_STEP, _GAP, _LINE, _LONG = 132.0, 16.0, 18, 90


def approval_picture(plan: PlanPortrait) -> Picture | None:
    """The way of a plan from its basis to its approval; approval that the text only asks for is foreseen, not done."""
    approved = plan.approved_by
    asked = () if approved else _asked_to_approve(plan)
    on = f", {day_of(plan.approved_on)}" if plan.approved_on else ""
    stated: tuple[tuple[str, Sequence[Thing], State, str], ...] = (
        ("Based on", plan.based_on, "done", ""),
        ("Drafted at", plan.drafted_at, "done", ""),
        ("Addressed to", plan.addressed_to, "done", ""),
        ("Forwarded to", plan.forwarded_to, "done" if approved else "foreseen", ""),
        ("Approved by", approved, "done", on),
        ("Approval by", asked, "foreseen", ""),
    )
    return chain_picture(
        [
            Step(label, _in_short(things) + more, href(things[0].iri), state)
            for label, things, state, more in stated
            if things
        ]
    )


def _asked_to_approve(plan: PlanPortrait) -> tuple[Thing, ...]:
    """The bodies that are asked to approve a plan, each once; those that it is forwarded to come last."""
    last = {each.iri for each in plan.forwarded_to}
    asked = [each.by for each in plan.requests if each.by and each.kind and each.kind.iri.endswith(_APPROVAL)]
    first = {each.iri: each for each in asked if each.iri not in last}
    return (*first.values(), *plan.forwarded_to)


def _in_short(things: Sequence[Thing]) -> str:
    """The names of things; of many or long ones the first, and how many more there are."""
    names = ", ".join(thing.short for thing in things)
    return names if len(things) == 1 or len(names) <= _LONG else f"{things[0].short} and {len(things) - 1} more"


def chain_picture(steps: Sequence[Step]) -> Picture | None:
    """Steps one after the other: a full mark with a tick for what is done, a dashed one and a word for what is
    foreseen. None without any step."""
    if not steps:
        return None
    items = [_step(step, place * (_STEP + _GAP)) for place, step in enumerate(steps)]
    arrows = [
        Arrow(f"M{(place - 1) * (_STEP + _GAP) + 28:g} 14H{place * (_STEP + _GAP) - 4:g}", f"edge {step.state}")
        for place, step in enumerate(steps)
        if place
    ]
    bottom = max(piece.y for item in items for piece in item.pieces if isinstance(piece, Text))
    description = " ".join(f"{number}. {item.label}." for number, item in enumerate(items, start=1))
    width = len(steps) * (_STEP + _GAP) - _GAP
    return Picture(width, bottom + 10, "The steps, one after the other", description, tuple(arrows), tuple(items))


def _step(step: Step, x: float) -> Item:
    lines = [(line, "what") for line in wrapped(step.label, _SIZE, _STEP, lines=2)]
    lines += [(line, "") for line in wrapped(step.detail, _SIZE, _STEP, lines=8)]
    pieces: list[Piece] = [Rectangle(x + 1, 3, 22, 22, 11, "mark")]
    if step.state == "done":
        pieces.append(Arrow(f"M{x + 7:g} 14l4 4 7-8", "check"))
    else:
        lines.append(("foreseen", "by"))
    pieces += [Text(x, 46 + row * _LINE, words, style) for row, (words, style) in enumerate(lines)]
    detail = f": {step.detail}" if step.detail else ""
    return Item(f"{step.label}{detail} ({step.state})", step.target, tuple(pieces), f"step {step.state}")
