"""Reads the prose before the annex: its sections, its footnotes, and what it says of the plan's structure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.sources.layout.lines import TextLine, spans_of
from ccwp_kg.sources.plan.footnotes import PrintedFootnotes, footnotes_in_prose, note_marks_without_body
from ccwp_kg.sources.plan.sections import mark_length, sections_in
from ccwp_kg.sources.plan.structure import ScannedParagraph, Structure, read_structure
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.records.records import Paragraph, Section
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.records.source_text import Span


@dataclass(frozen=True, slots=True)
class Narrative:
    """The sections, the scans of all their paragraphs in order, the footnotes, and the structure."""

    sections: tuple[Section, ...]
    scans: tuple[Scan, ...]
    rules: tuple[Passage, ...]
    footnotes: PrintedFootnotes
    structure: Structure


def read_narrative(lines: Sequence[TextLine], *, collector: Collector) -> Narrative:
    """Read the prose and claim its words, but for those of footnote bodies."""
    grammar = collector.grammar
    notes = footnotes_in_prose(lines, profile=grammar.profile)
    note_marks_without_body(notes, collector)
    skip = grammar.dividing | notes.places
    sections: list[Section] = []
    paragraphs: list[ScannedParagraph] = []
    rules: list[Passage] = []
    for section in sections_in(notes.lines, grammar=grammar):
        scans = []
        for position, (raw, listed) in enumerate(section.paragraphs, 1):
            flow = grammar.flow(spans_of(raw), skip=skip)
            scans.append(collector.scan(flow, f"section/{section.slug}/paragraph/{position}"))
            mark = mark_length(flow.text, grammar.profile.layout.list_marks)
            paragraphs.append(ScannedParagraph(scans[-1], listed, mark))
        heading = Passage(section.heading.text, (section.heading.span,)) if section.heading else None
        texts = tuple(Paragraph(position, scan.flow.whole()) for position, scan in enumerate(scans, 1))
        sections.append(Section(section.slug, heading, texts))
        if section.slug == grammar.profile.rules:
            rules += [scan.flow.passage(each.start, each.end) for scan in scans for each in scan.sentences]
        collector.claim(heading.spans if heading else (), f"section/{section.slug}/heading")
        collector.claim([mark.span for mark in section.marks], "list-mark")
    structure = read_structure(paragraphs, grammar=grammar)
    ends = {mark.span.start: mark.span.end for mark in notes.marks}  # a mark at the end of a paragraph is part of it
    for place, paragraph in enumerate(paragraphs):
        flow = paragraph.scan.flow
        spans = [Span(span.start, ends.get(span.end, span.end)) for span in flow.spans(0, len(flow.text))]
        collector.claim(spans, structure.fields.get(place, paragraph.scan.field))
    return Narrative(tuple(sections), tuple(each.scan for each in paragraphs), tuple(rules), notes, structure)
