"""Reads the prose before the annex: its sections, its footnotes, and what it says of the plan's structure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.actions.entries import item_value
from ccwp_kg.sources.footnotes.footnotes import (
    FootnoteBody,
    PrintedFootnotes,
    footnotes_in_prose,
    note_marks_without_body,
)
from ccwp_kg.sources.layout.headings import head_words
from ccwp_kg.sources.layout.text_lines import TextLine, spans_of
from ccwp_kg.sources.plan.sections import mark_length, sections_in
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.recognition.phrases import PhraseMatch
from ccwp_kg.sources.recognition.scan import Grammar, Scan
from ccwp_kg.sources.records.prose_parts import ColumnDefinition, Paragraph, Section, WorkArea
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.text.flow import Flow
from ccwp_kg.sources.text.list_marks import coded_mark, item_mark, item_marks, list_mark, without_closing
from ccwp_kg.sources.text.patterns import any_of
from ccwp_kg.sources.text.prose import Stretch, quotations

_AREAS, _AREA, _LIST, _CODED, _OPEN = "work-areas", "work-area", "list-of-objectives", "code", "open"
_WORD = re.compile(r"\S+")
_LONGEST_MARK = 8
_FIRST_WORDS = 16
"""The characters of a definition in which it quotes its column's heading: 'The box “Terms of reference” …'."""


@dataclass(frozen=True, slots=True)
class ScannedParagraph:
    """A paragraph or list entry with its scan.

    `listed` says that a list mark stands right before it. `mark` is the length of a mark in its own first line.
    """

    scan: Scan
    listed: bool
    mark: int


@dataclass(frozen=True, slots=True)
class Narrative:
    """The sections, the scans of all their paragraphs in order, the footnotes, and what is said of the structure."""

    sections: tuple[Section, ...]
    scans: tuple[Scan, ...]
    rules: tuple[Passage, ...]
    footnotes: PrintedFootnotes
    work_areas: Sequence[WorkArea]
    objectives: Sequence[tuple[str, Passage]]
    """Each with the mark printed before it."""
    columns: Sequence[ColumnDefinition]


def read_narrative(
    lines: Sequence[TextLine],
    *,
    endnotes: Sequence[FootnoteBody] = (),
    rows: Sequence[TextLine] = (),
    collector: Collector,
) -> Narrative:
    """Read the prose and claim its words, but for those of footnote bodies.

    The lines of the annex, `rows`, may confirm a list of work areas: each of them heads rows there.
    """
    grammar = collector.grammar
    notes = footnotes_in_prose(lines, endnotes=endnotes, profile=grammar.profile)
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
    areas, objectives, columns, fields = _read_structure(
        paragraphs, heads={head_words(line.text) for line in rows}, grammar=grammar
    )
    ends = {mark.span.start: mark.span.end for mark in notes.marks}  # a mark at the end of a paragraph is part of it
    for place, paragraph in enumerate(paragraphs):
        flow = paragraph.scan.flow
        spans = [Span(span.start, ends.get(span.end, span.end)) for span in flow.spans(0, len(flow.text))]
        collector.claim(spans, fields.get(place, paragraph.scan.field))
    scans_in_order = tuple(each.scan for each in paragraphs)
    return Narrative(tuple(sections), scans_in_order, tuple(rules), notes, areas, objectives, columns)


def _read_structure(
    paragraphs: Sequence[ScannedParagraph], *, heads: Collection[str], grammar: Grammar
) -> tuple[list[WorkArea], list[tuple[str, Passage]], list[ColumnDefinition], dict[int, str]]:
    """Work areas, strategic objectives and column definitions, and the field of each of their paragraphs.

    Work areas are the listed entries behind the words that announce them. If no marks are printed, they go on as long
    as each paragraph leaves the list open. Strategic objectives are the paragraphs between the definition of their
    column and the next definition, whatever list marks stand among them; else the entries of the list behind the first
    paragraph that announces objectives, or within it, or behind which the entries have codes: "O1: To protect …".
    """
    areas: list[WorkArea] = []
    objectives: list[tuple[str, Passage]] = []
    columns: list[ColumnDefinition] = []
    fields: dict[int, str] = {}
    first_area: ScannedParagraph | None = None
    after = form = ""
    for place, paragraph in enumerate(paragraphs):
        following = (
            _form(paragraphs[place + 1], 1, before=paragraph, grammar=grammar) if paragraphs[place + 1 :] else ""
        )
        definition = _definition(paragraph, known=columns, grammar=grammar)
        if definition is not None:
            columns.append(definition)
            fields[place] = f"column/{definition.column}"
            after = "" if objectives else definition.column
            if after != grammar.profile.plan.objectives_after and _leads(paragraph, following, objectives, grammar):
                after, form = _LIST, following
        elif not areas and (announced := _announced(paragraph.scan, grammar.profile.plan.work_areas)) is not None:
            after = _AREAS if announced.end == len(paragraph.scan.flow.text) else ""
            areas += [
                WorkArea(at, name)
                for at, (_, name) in enumerate(
                    _listed_within(paragraph, announced.end, heads=heads, grammar=grammar), 1
                )
            ]
            if areas and _leads(paragraph, following, objectives, grammar):
                after, form = _LIST, following
        elif (
            after == _AREAS
            and not _leads(paragraph, following, objectives, grammar)
            and _is_area(paragraph, paragraphs[place - 1], first_area, grammar=grammar)
        ):
            first_area = first_area or paragraph
            fields[place] = f"{_AREA}/{len(areas) + 1}"
            entries = [(paragraph.mark, None)] if paragraph.listed else _by_semicolons(paragraph, grammar=grammar)
            areas += [
                WorkArea(at, _without_connector(paragraph.scan.flow, start, end, grammar=grammar))
                for at, (start, end) in enumerate(entries, len(areas) + 1)
            ]
        elif after and after == grammar.profile.plan.objectives_after and _quoted(paragraph, grammar) is None:
            flow, mark = paragraph.scan.flow, paragraph.mark
            objectives.append((flow.text[:mark], item_value(flow, mark, grammar=grammar)))
            fields[place] = f"objective/{len(objectives)}"
        elif (
            after == _LIST
            and not paragraph.scan.flow.text.endswith(":")
            and (own := _form(paragraph, len(objectives) + 1, before=paragraphs[place - 1], grammar=grammar))
            and (own == form or (_OPEN in (own, form) and _is_apart(paragraph, paragraphs[place - 1])))
        ):
            form = own
            flow = paragraph.scan.flow
            code = coded_mark(flow.text)
            mark = code.end if code else paragraph.mark
            fields[place] = f"objective/{len(objectives) + 1}"
            is_open = own == _OPEN and not paragraph.listed
            entries = _by_semicolons(paragraph, grammar=grammar) if is_open else [(mark, None)]
            objectives += [
                (flow.text[:mark], _without_connector(flow, start, end, grammar=grammar)) for start, end in entries
            ]
        elif _leads(paragraph, following, objectives, grammar):
            after, form = _LIST, following
        else:
            after = ""
            objectives += () if objectives else _objectives_within(paragraph, grammar=grammar)
    return areas, objectives, columns, fields


def _by_semicolons(paragraph: ScannedParagraph, *, grammar: Grammar) -> list[tuple[int, int | None]]:
    """Where each entry of a list begins and ends whose marks were lost, so that its lines stand in one paragraph."""
    joins = any_of(grammar.profile.layout.connectors)
    parting = rf"; (?!(?:{joins})$)(?:(?:{joins}) )?(?=\S)"
    starts = [paragraph.mark, *(found.end() for found in re.finditer(parting, paragraph.scan.flow.text))]
    return list(zip(starts, [*starts[1:], None], strict=True))


def _announced(scan: Scan, forms: Sequence[str]) -> PhraseMatch | None:
    """The first of the phrases that announces a list: behind it stands a colon, or the end of the paragraph."""
    text, found = scan.flow.text, scan.phrases.all(forms)
    return next((each for each in found if text[each.end - 1] == ":" or each.end == len(text)), None)


def _is_area(
    paragraph: ScannedParagraph, before: ScannedParagraph, first: ScannedParagraph | None, *, grammar: Grammar
) -> bool:
    """Whether a paragraph is one more work area: listed as the `first` one is, or in a list that is still open.

    One that ends with a colon leads to another list.
    """
    if paragraph.scan.flow.text.endswith(":"):
        return False
    if paragraph.listed or (first is not None and first.listed):
        return paragraph.listed
    words = before.scan.flow.text
    return words[-1] in ":,;" or (first is not None and words.rpartition(" ")[2] in grammar.profile.layout.connectors)


def _definition(
    paragraph: ScannedParagraph, *, known: Sequence[ColumnDefinition], grammar: Grammar
) -> ColumnDefinition | None:
    """The definition of a column, whose heading the paragraph quotes among its first words."""
    flow, quoted = paragraph.scan.flow, _quoted(paragraph, grammar)
    if quoted is None:
        return None
    column = grammar.labels.column(flow.text[quoted.start + 1 : quoted.end - 1])
    if column is None or any(column == each.column for each in known):
        return None
    printed = flow.passage(quoted.start + 1, quoted.end - 1)
    return ColumnDefinition(column, printed, item_value(flow, paragraph.mark, grammar=grammar))


def _quoted(paragraph: ScannedParagraph, grammar: Grammar) -> Stretch | None:
    """What a paragraph quotes among its first words: as a definition does the heading of its column."""
    quoted = next(iter(quotations(paragraph.scan.flow.text, quotes=grammar.profile.words.quotes)), None)
    return quoted if quoted is not None and quoted.start <= paragraph.mark + _FIRST_WORDS else None


def _is_apart(*entries: ScannedParagraph) -> bool:
    """Whether the mark of one of two entries stands in a line of its own, and that of the other counts."""
    return sorted(bool(item_marks(each.scan.flow.text)) for each in entries) == [False, True] and any(
        each.listed for each in entries
    )


def _form(paragraph: ScannedParagraph, place: int, *, before: ScannedParagraph, grammar: Grammar) -> str:
    """The form of the mark that all entries of a list share; empty for a paragraph that is not the entry at a place.

    Entries without marks are in a list as long as the paragraph before each leaves it open.
    """
    text = paragraph.scan.flow.text
    code, marks = coded_mark(text), item_marks(text)
    if code is not None or marks:
        is_next = code is not None and code.place == place
        return _CODED if is_next else next((mark.form for mark in marks if mark.place == place), "")
    words = before.scan.flow.text
    is_open = words.endswith((",", ";")) or (
        place > 1 and words.rpartition(" ")[2] in grammar.profile.layout.connectors
    )
    is_entry = is_open or (place == 1 and text.endswith((",", ";")))
    return list_mark(text, grammar.profile.layout.list_marks) or (_OPEN if is_entry and not paragraph.mark else "")


def _leads(paragraph: ScannedParagraph, following: str, found: Sequence[object], grammar: Grammar) -> bool:
    """Whether a paragraph leads to the first list of objectives: by their name with a colon, or alone."""
    if found or not following:
        return False
    text = paragraph.scan.flow.text
    is_heading = grammar.labels.column(text[paragraph.mark :].strip()) == grammar.profile.plan.objectives_after
    return is_heading or (_names_objectives(text, grammar) and (text.endswith(":") or following == _CODED))


def _names_objectives(text: str, grammar: Grammar) -> bool:
    own = grammar.profile.plan.objectives_after
    names = [label for each in grammar.profile.columns if each.name == own for label in each.labels]
    return any(re.search(rf"(?i)\b{re.escape(name)}s?\b(?! (?:to|at)\b)", text) for name in names)


def _objectives_within(paragraph: ScannedParagraph, *, grammar: Grammar) -> list[tuple[str, Passage]]:
    """The objectives that a sentence lists behind their name and a colon: "objectives are: (1) to act; (2) to help"."""
    lead, colon, _ = paragraph.scan.flow.text.partition(": ")
    is_list = colon and _names_objectives(lead, grammar)
    return _listed_within(paragraph, len(lead) + 1, grammar=grammar) if is_list else []


def _listed_within(
    paragraph: ScannedParagraph, colon: int, *, heads: Collection[str] = (), grammar: Grammar
) -> list[tuple[str, Passage]]:
    """The entries that a sentence lists behind a colon, each with its mark, or parted by semicolons without one.

    Commas part them where an "and" stands behind the last one, or where each entry is one of `heads`; an "and"
    elsewhere is a word of its entry.
    """
    flow = paragraph.scan.flow
    text, begin = flow.text, colon + 1
    first = item_mark(text[begin : begin + _LONGEST_MARK])
    if not text[begin:].strip() or (first is not None and first.place != 1):
        return []
    end = paragraph.scan.sentence_at(begin).end
    entries = [(begin, begin + (first.end if first is not None else 0))]
    parting, is_joined = ";" if ";" in text[begin:end] else ",", False
    for word in _WORD.finditer(text, entries[0][1], end):
        mark = item_mark(text[word.start() : word.start() + _LONGEST_MARK], first.form) if first is not None else None
        if mark is not None and mark.place == len(entries) + 1:
            entries.append((word.start(), word.start() + mark.end))
        elif first is None and word[0] in grammar.profile.layout.connectors and word.start() == entries[-1][1]:
            entries[-1], is_joined = (word.end() + 1, word.end() + 1), True
        elif first is None and word[0].endswith(parting):
            entries.append((word.end() + 1, word.end() + 1))
    ends = [*(start for start, _ in entries[1:]), end]
    connectors = {*grammar.profile.layout.connectors}
    words_of = [head_words(text[words:until]) for (_, words), until in zip(entries, ends, strict=True)]
    is_doubtful = first is None and parting == "," and not is_joined and not set(words_of).issubset(heads)
    if (
        len(entries) == 1
        or is_doubtful
        or any(
            connectors.issuperset(text[words:until].split()) for (_, words), until in zip(entries, ends, strict=True)
        )
    ):
        return []
    return [
        (text[start:words], _without_connector(flow, words, until, grammar=grammar))
        for (start, words), until in zip(entries, ends, strict=True)
    ]


def _without_connector(flow: Flow, start: int, end: int | None = None, *, grammar: Grammar) -> Passage:
    """A list entry from a place on, to the end or another place, without its marks and the "and" behind it."""
    words = flow.text[start:end].split()
    if words[-1] in grammar.profile.layout.connectors:
        words = words[:-1]
    value = without_closing(" ".join(words), closing=grammar.profile.layout.closing)
    at = flow.text.index(value, start)
    return flow.passage(at, at + len(value))
