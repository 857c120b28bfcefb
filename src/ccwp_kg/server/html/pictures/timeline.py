"""Pictures along a line: plans along the years, and the steps of a plan from its basis to its approval."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from ccwp_kg.entities import Thing, day_of
from ccwp_kg.entities.portraits.periods import month_of
from ccwp_kg.entities.portraits.plans import PlanPortrait
from ccwp_kg.server.html.pictures.model import Arrow, Box, Item, Picture, Piece, Text
from ccwp_kg.server.html.pictures.text_width import fitted, width_of, wrapped
from ccwp_kg.server.http.links import href

State = OneOf["done", "foreseen"]
_WIDTH, _ROW, _HEAD, _SIZE = 740.0, 40.0, 30.0, 13.0
_DATE = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])(?:-([0-9]{2}))?")


@dataclass(frozen=True, slots=True)
class PlanPeriod:
    """A plan and the dates of its validity (xsd:date), as far as they are stated."""

    thing: Thing
    start: str | None
    end: str | None

    @property
    def words(self) -> str:
        """The period in words, such as "Jul 2011 – Dec 2012"; what is not stated is said to be so."""
        start, end = (
            month_of(date)[:3] + month_of(date)[-5:] if date and moment(date) else None
            for date in (self.start, self.end)
        )
        if start is None and end is None:
            return "not stated"
        return f"{start or 'start not stated'} – {end or 'end not stated'}"


def timeline_picture(plans: Sequence[PlanPeriod]) -> Picture | None:
    """The plans along the years; an end that is not stated is drawn open. None where no date of any plan is stated."""
    dated = [(plan, moment(plan.start), moment(plan.end, is_end=True)) for plan in plans]
    known = [each for _, *moments in dated for each in moments if each is not None]
    if not known:
        return None
    first, last = int(min(known)), max(int(-(-max(known) // 1)), int(min(known)) + 1)
    labels = min(max(width_of(plan.thing.name, _SIZE) for plan in plans), 190.0) + 14
    right = _WIDTH - max(width_of(plan.words, _SIZE) for plan in plans) - 14
    height = _HEAD + len(plans) * _ROW + 4

    def place(at: float) -> float:
        return round(labels + (at - first) / (last - first) * (right - labels), 1)

    items = []
    for row, (plan, start, end) in enumerate(dated):
        x = place(first if start is None else start)
        until = place(last if end is None else max(end, start or end))
        y = _HEAD + row * _ROW
        pieces = (
            Box(0, y, _WIDTH, 36, style="reach"),
            Text(6, y + 22.5, fitted(plan.thing.name, _SIZE, labels - 14), "what"),
            Box(x, y + 9, max(until - x, 4.0), 18, 4, "period open" if None in (start, end) else "period"),
            Text(right + 14, y + 22.5, plan.words, "by"),
        )
        items.append(Item(f"{plan.thing.name}: {plan.words}", href(plan.thing.iri), pieces, "bar-line"))
    years = [(place(year), str(year)) for year in range(first, last + 1, -(-(last - first) // 12))]
    lines = [piece for x, year in years for piece in (Arrow(f"M{x} 20V{height}"), Text(x, 13, year, "by", "middle"))]
    description = " ".join(f"{item.label}." for item in items)
    return Picture(_WIDTH, height, "The plans along the years", description, tuple(lines), tuple(items))


def moment(date: str | None, *, is_end: bool = False) -> float | None:
    """A date as a number of years; the end of a period is the end of its day or month. None for what is no date.

    >>> moment("2004-07-01"), moment("2006-12-31", is_end=True)
    (2004.5, 2007.0)
    """
    match = _DATE.match(date or "")
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
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


_STEP, _GAP, _LINE = 132.0, 16.0, 18


def approval_picture(plan: PlanPortrait) -> Picture | None:
    """The way of a plan from its basis to its approval; approval that the text only asks for is foreseen, not done."""
    approved = plan.approved_by
    asked = plan.forwarded_to if not approved else ()
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
            Step(label, ", ".join(thing.short for thing in things) + more, href(things[0].iri), state)
            for label, things, state, more in stated
            if things
        ]
    )


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
    lines += [(line, "") for line in wrapped(step.detail, _SIZE, _STEP, lines=4)]
    pieces: list[Piece] = [Box(x + 1, 3, 22, 22, 11, "mark")]
    if step.state == "done":
        pieces.append(Arrow(f"M{x + 7:g} 14l4 4 7-8", "check"))
    else:
        lines.append(("foreseen", "by"))
    pieces += [Text(x, 46 + row * _LINE, words, style) for row, (words, style) in enumerate(lines)]
    detail = f": {step.detail}" if step.detail else ""
    return Item(f"{step.label}{detail} ({step.state})", step.target, tuple(pieces), f"step {step.state}")
