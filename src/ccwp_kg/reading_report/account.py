"""What there is to tell of a reading: values by field, issues with their places, words by what they became."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ccwp_kg.sources.records.records import Action, Issue, Plan, Reading
from ccwp_kg.sources.records.source_text import Span

PARTS = {
    "title": "title",
    "section": "sections",
    "column": "sections",
    "objective": "sections",
    "work-area": "sections",
    "footnote": "footnotes",
    "list-mark": "list marks",
    "headers-footers": "headers and footers",
    "annex": "headings and rules of the annex",
}
"""What the words of a claim are, by the first step of its field."""
CELLS = {
    "number": "cells",
    "terms-of-reference": "terms of reference",
    "heading": "headings and rules of the annex",
    "list-mark": "list marks",
    "unassigned": "words that no column could take",
    "undivided": "words that no column could take",
}
"""The same for a claim in a row of the annex, by the step behind the action's number; all others are cells."""
_LOST = "words that no column could take"


@dataclass(frozen=True, slots=True)
class Value:
    """One thing that was read: its field (`plan/period`, `action/5.1/outcome/2`) and how it reads."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: line and page counted from 1."""

    line: int
    page: int


@dataclass(frozen=True, slots=True)
class Finder:
    """Tells the place of a character."""

    line_starts: tuple[int, ...]
    page_starts: tuple[int, ...]

    @classmethod
    def of(cls, reading: Reading) -> Finder:
        """For one reading."""
        ends = re.finditer(r"\r\n?|\n", reading.source.text)
        return cls((0, *(end.end() for end in ends)), reading.pages)

    def place(self, span: Span) -> Place:
        """Where a span begins."""
        return Place(bisect_right(self.line_starts, span.start), bisect_right(self.page_starts, span.start))


def values_of(reading: Reading) -> Iterator[Value]:
    """Everything read, in the order of the document's parts."""
    yield from _plan(reading.plan)
    for action in reading.actions:
        yield from _action(action)


def _plan(plan: Plan) -> Iterator[Value]:
    yield Value("plan/name", plan.called)
    yield Value("plan/title", plan.title.text)
    if plan.status:
        yield Value("plan/status", plan.status)
    if plan.valid_from and plan.valid_until:
        yield Value("plan/period", f"{plan.valid_from.value} – {plan.valid_until.value}")
    if plan.meetings:
        yield Value("plan/meetings", ", ".join(day.value for day in plan.meetings))
    for name, mention in (("addressed-to", plan.addressed_to), ("forwarded-to", plan.forwarded_to)):
        if mention is not None:
            yield Value(f"plan/{name}", mention.printed.text)
    if plan.based_on:
        yield Value("plan/based-on", "; ".join(act.printed.text for act in plan.based_on))
    if plan.declared_action_count is not None:
        yield Value("plan/number-of-actions", str(plan.declared_action_count))
    for area in plan.work_areas:
        yield Value(f"plan/work-area/{area.position}", area.name.text)
    for objective in plan.objectives:
        yield Value(f"plan/objective/{objective.number}", objective.text.text)
    for earlier in plan.earlier_plans:
        yield Value(f"plan/earlier/{earlier.ordinal}", earlier.name.text)
    for note in plan.footnotes:
        yield Value(f"plan/footnote/{note.number}", note.body.text)


def _action(action: Action) -> Iterator[Value]:
    own = f"action/{action.number}"
    if action.title is not None:
        yield Value(f"{own}/title", action.title.text)
    for objective in action.objectives:
        meant = f"objective {objective.objective}" if objective.objective is not None else "free text"
        yield Value(f"{own}/objective/{objective.position}", f"{objective.wording.text} ({meant})")
    for indicator in action.indicators:
        yield Value(f"{own}/indicator/{indicator.position}", indicator.text.text)
    for outcome in action.outcomes:
        yield Value(f"{own}/outcome/{outcome.position}", outcome.text.text)
    for party in action.parties:
        yield Value(f"{own}/party/{party.position}", party.printed.text)
    if action.lead is not None:
        yield Value(f"{own}/lead", action.lead.printed.text)
    if action.start is not None:
        yield Value(f"{own}/start", action.start.printed.text)
    for name, passage in (("status", action.status), ("timetable", action.timetable)):
        if passage is not None:
            yield Value(f"{own}/{name}", passage.text)
    if action.terms is not None:
        yield Value(f"{own}/terms-of-reference", action.terms.text.text)
        for citation in action.terms.citations:
            yield Value(f"{own}/citation/{citation.position}", f"{citation.document.printed.text} ({citation.role})")
        for reference in action.terms.references:
            yield Value(f"{own}/reference/{reference.position}", reference.printed.text)


def words_by_part(reading: Reading) -> dict[str, int]:
    """How many words became what; those no field took last."""
    text = reading.source.text
    counts: Counter[str] = Counter()
    for claim in reading.coverage.claims:
        counts[part_of(claim.field)] += len(text[claim.span.start : claim.span.end].split())
    unread = reading.coverage.words - reading.coverage.accounted
    names = dict.fromkeys([*PARTS.values(), *CELLS.values()])
    shares = {name: counts[name] for name in names if counts[name]}
    return shares | ({"words not understood": unread} if unread else {})


def part_of(field: str) -> str:
    """What the words of a claim are.

    >>> part_of("action/5.1/title"), part_of("annex/unassigned")
    ('cells', 'words that no column could take')
    """
    first, *steps = field.split("/")
    if first == "action":
        return CELLS.get(steps[1], "cells")
    if first == "annex" and steps[0] == "unassigned":
        return _LOST
    return PARTS[first]


def problems(reading: Reading) -> tuple[Issue, ...]:
    """The issues that need somebody's attention."""
    return tuple(issue for issue in reading.issues if issue.severity == "problem")
