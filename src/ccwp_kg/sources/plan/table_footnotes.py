"""Reads the footnotes of the annex: marks in its cells, bodies at the foot of its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ccwp_kg.sources.layout.lines import TextLine
from ccwp_kg.sources.plan.footnotes import (
    FootnoteBody,
    FootnoteMark,
    bodies_of,
    by_page,
    foot_with,
    glued_digits,
    marks_by_page,
    marks_without_body,
    note_marks_without_body,
    read_footnotes,
    without_bodies,
)
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.records.records import Plan
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.table.cells import Cells


@dataclass(frozen=True, slots=True)
class AnnexFootnotes:
    """The footnotes of the annex. `lines` are its lines without bodies, `unmatched` the marks without a body."""

    lines: tuple[TextLine, ...]
    bodies: tuple[FootnoteBody, ...]
    marks: tuple[FootnoteMark, ...]
    unmatched: tuple[Span, ...]

    @property
    def places(self) -> frozenset[int]:
        """The offsets of the marks, which are part of no word."""
        return frozenset(place for mark in self.marks for place in range(mark.span.start, mark.span.end))


def footnotes_in_annex(lines: Sequence[TextLine], *, after: int, profile: Profile) -> AnnexFootnotes:
    """The footnotes on the pages of the annex that have a body for each mark. Their numbers follow `after`."""
    pages = by_page(lines)
    bodies: list[FootnoteBody] = []
    marks: list[FootnoteMark] = []
    glued = tuple(glued_digits(lines))
    for page, found in sorted(marks_by_page(glued, after=after).items()):
        foot = foot_with(pages[page], found, profile=profile)
        bodies += bodies_of(foot, number=found[0].number)
        marks += found if foot else ()
    unmatched = marks_without_body(glued, marks)
    return AnnexFootnotes(without_bodies(lines, bodies), tuple(bodies), tuple(marks), unmatched)


def add_annex_footnotes(plan: Plan, notes: AnnexFootnotes, cells: Sequence[Cells], *, collector: Collector) -> Plan:
    """The plan with the footnotes of the annex."""
    grammar = collector.grammar
    marked = [
        cell
        for row in cells
        for cell in row.cells.values()
        if any(span.start <= mark.span.start < span.end for mark in notes.marks for span in cell.spans)
    ]
    scans = [grammar.scan(grammar.flow(cell.spans, skip=cell.dividing), field="") for cell in marked]
    note_marks_without_body(notes.unmatched, notes.lines, collector)
    footnotes = read_footnotes(notes.bodies, notes.marks, scans, collector=collector)
    return replace(
        plan,
        footnotes=(*plan.footnotes, *footnotes),
        mentions=(*plan.mentions, *collector.mentions),
        statements=(*plan.statements, *collector.statements),
    )
