"""The prose before the annex, read: its parts with their texts scanned, its footnotes' marks, its structure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.sources.layout.lines import TextLine, spans_of
from ccwp_kg.sources.plan.footnotes import (
    FootnoteBody,
    FootnoteMark,
    bodies_in,
    glued_digits,
    marks_in,
    marks_without_body,
    note_marks_without_body,
)
from ccwp_kg.sources.plan.sections import RawSection, mark_length, parts_of
from ccwp_kg.sources.plan.structure import ScannedParagraph, Structure, read_structure
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.records.records import Paragraph, Section
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.records.source_text import Span


@dataclass(frozen=True, slots=True)
class Narrative:
    """Sections, the scans of all their texts in order, footnote bodies and marks, and the plan's structure."""

    sections: tuple[Section, ...]
    scans: tuple[Scan, ...]
    rules: tuple[Passage, ...]
    bodies: tuple[FootnoteBody, ...]
    marks: tuple[FootnoteMark, ...]
    structure: Structure


def read_narrative(lines: Sequence[TextLine], *, collector: Collector) -> Narrative:
    """The prose of some lines. Every word is claimed: by a heading, a text, a list mark; footnotes claim their own."""
    grammar = collector.grammar
    bodies = bodies_in(lines, profile=grammar.profile)
    at_foot = {line.index for body in bodies for line in (*body.lines, body.number_line) if line is not None}
    prose = [line for line in lines if line.index not in at_foot]
    marks = marks_in(prose, bodies)
    note_marks_without_body(marks_without_body(glued_digits(prose), marks), prose, collector)
    skip = grammar.dividing | {offset for mark in marks for offset in range(mark.span.start, mark.span.end)}
    parts = parts_of(prose, grammar=grammar)
    read = [(part, _read_texts(part, skip, collector)) for part in parts]
    texts = [text for _, part_texts in read for text in part_texts]
    structure = read_structure(texts, grammar=grammar)
    ends = {mark.span.start: mark.span.end for mark in marks}  # a mark that closes a paragraph is of its last word
    for place, text in enumerate(texts):
        flow = text.scan.flow
        spans = [Span(span.start, ends.get(span.end, span.end)) for span in flow.spans(0, len(flow.text))]
        collector.claim(spans, structure.fields.get(place, text.scan.field))
    for part in parts:
        collector.claim(spans_of([part.heading] if part.heading else []), f"section/{part.slug}/heading")
        collector.claim([mark.span for mark in part.marks], "list-mark")
    return Narrative(
        sections=tuple(_section(part, part_texts) for part, part_texts in read),
        scans=tuple(text.scan for text in texts),
        rules=tuple(
            rule for part, part_texts in read if part.slug == grammar.profile.rules for rule in _rules(part_texts)
        ),
        bodies=bodies,
        marks=marks,
        structure=structure,
    )


def _read_texts(part: RawSection, skip: frozenset[int], collector: Collector) -> tuple[ScannedParagraph, ...]:
    read = []
    for position, text in enumerate(part.texts, 1):
        flow = collector.grammar.flow(spans_of(text.lines), skip=skip)
        mark = mark_length(flow.text, collector.grammar.profile.layout.list_marks)
        read.append(
            ScannedParagraph(collector.scan(flow, f"section/{part.slug}/paragraph/{position}"), text.listed, mark)
        )
    return tuple(read)


def _section(part: RawSection, texts: Sequence[ScannedParagraph]) -> Section:
    heading = Passage(part.heading.text, (part.heading.span,)) if part.heading else None
    paragraphs = tuple(Paragraph(position, text.scan.flow.whole()) for position, text in enumerate(texts, 1))
    return Section(part.slug, heading, paragraphs)


def _rules(texts: Sequence[ScannedParagraph]) -> list[Passage]:
    """Every sentence of the part that says how the plan is carried out."""
    return [text.scan.flow.passage(each.start, each.end) for text in texts for each in text.scan.sentences]
