"""What a report says of a reading: values by field, issues with their places, words by what they became."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator

from ccwp_kg.sources.records.records import Action, Cover, Plan, Reading
from ccwp_kg.sources.records.source_layout import SourceLayout
from ccwp_kg.sources.records.source_text import Span

_PARTS = {
    "cover": ("cover",),
    "title": ("title",),
    "sections": ("section-heading", "paragraph", "work-area", "column-definition", "objective"),
    "footnotes": ("footnote", "footnote-number"),
    "list marks": ("list-mark",),
    "headers and footers": ("header-footer",),
    "headings and rules of the annex": ("annex-heading", "column-heading", "rule"),
    "cells": ("number", "cell"),
    "terms of reference": ("terms-of-reference",),
    "words that no column could take": ("unassigned",),
    "words not understood": ("unread",),
}
"""What the words of a document are, and the kinds of blocks that hold them."""


PlaceOf = Callable[[Span], tuple[int, int]]
"""The line and the page on which a span begins, both counted from 1."""


def places_in(text: str, layout: SourceLayout) -> PlaceOf:
    """What tells the places of spans in one document."""
    lines = [0, *(end.end() for end in re.finditer(r"\r\n?|\n", text))]
    return lambda span: (bisect_right(lines, span.start), bisect_right(layout.pages, span.start))


def values_of(reading: Reading) -> Iterator[tuple[str, str]]:
    """Fields (`plan/period`, `action/5.1/outcome/2`) and what they hold, in the order of the document's parts."""
    yield from _cover(reading.cover)
    yield from _plan(reading.plan)
    for action in reading.actions:
        yield from _action(action)


def _cover(cover: Cover) -> Iterator[tuple[str, str]]:
    values = {
        "number": cover.document.version.label if cover.document else None,
        "date": cover.issued.value if cover.issued else None,
        "subject-codes": ", ".join(f"{code.series} {code.serial}" for code in cover.codes),
        "from": cover.sender.text if cover.sender else None,
        "to": cover.addressee.text if cover.addressee else None,
        "previous-document": ", ".join(document.version.label for document in cover.previous),
        "subject": cover.subject.text if cover.subject else None,
        "marking": ", ".join(marking.text for marking in cover.markings),
    }
    yield from ((f"document/{name}", text) for name, text in values.items() if text)


def _plan(plan: Plan) -> Iterator[tuple[str, str]]:
    days = (plan.valid_from, plan.valid_until)
    single = {
        "name": plan.usual_name,
        "title": plan.title.text,
        "status": plan.status,
        "period": " – ".join(day.value for day in days if day) if all(days) else None,
        "meetings": ", ".join(day.value for day in plan.meetings),
        "addressed-to": ", ".join({body.printed.text: None for body in plan.addressed_to}),
        "forwarded-to": ", ".join({body.printed.text: None for body in plan.forwarded_to}),
        "based-on": "; ".join(act.printed.text for act in plan.based_on),
        "number-of-actions": None if plan.declared_action_count is None else str(plan.declared_action_count),
    }
    yield from ((f"plan/{name}", text) for name, text in single.items() if text)
    for area in plan.work_areas:
        yield f"plan/work-area/{area.position}", area.name.text
    for objective in plan.objectives:
        yield f"plan/objective/{objective.number}", objective.text.text
    for earlier in plan.earlier_plans:
        yield f"plan/earlier/{earlier.ordinal}", earlier.name.text
    for note in plan.footnotes:
        yield f"plan/footnote/{note.number}", note.body.text


def _action(action: Action) -> Iterator[tuple[str, str]]:
    own = f"action/{action.step}"
    if action.title is not None:
        yield f"{own}/title", action.title.text
    for objective in action.objectives:
        meant = f"objective {objective.objective}" if objective.objective is not None else "free text"
        yield f"{own}/objective/{objective.position}", f"{objective.wording.text} ({meant})"
    for kind, entries in (("indicator", action.indicators), ("outcome", action.outcomes)):
        yield from ((f"{own}/{kind}/{entry.position}", entry.text.text) for entry in entries)
    for party in action.parties:
        yield f"{own}/party/{party.position}", party.printed.text
    lead, start = (each.printed if each else None for each in (action.lead, action.start))
    optional = {"lead": lead, "start": start, "status": action.status, "timetable": action.timetable}
    optional["work-area"] = action.work_area.printed if action.work_area is not None else None
    yield from ((f"{own}/{name}", printed.text) for name, printed in optional.items() if printed)
    for part, entry in action.entries:
        yield f"{own}/{part}", f"{entry.text.text} ({entry.heading.text})"
    if action.terms is not None:
        yield f"{own}/terms-of-reference", action.terms.text.text
        for citation in action.terms.citations:
            yield f"{own}/citation/{citation.position}", f"{citation.document.printed.text} ({citation.role})"
    for reference in (*(action.terms.references if action.terms is not None else ()), *action.references):
        yield f"{own}/reference/{reference.position}", reference.printed.text


def words_by_part(text: str, layout: SourceLayout) -> dict[str, int]:
    """How many words became what; a part without words is left out."""
    words: Counter[str] = Counter()
    for block in layout.blocks:
        words[block.kind] += len(text[block.span.start : block.span.end].split())
    counts = {part: sum(words[kind] for kind in kinds) for part, kinds in _PARTS.items()}
    return {part: count for part, count in counts.items() if count}
