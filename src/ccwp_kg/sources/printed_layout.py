"""The layout of a document, from the reading of it: each claim of the reading is a block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ccwp_kg.rdf.terms.iris import slug
from ccwp_kg.sources.intake.normalise import SOFT_HYPHEN
from ccwp_kg.sources.records.entries import entries_of
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_layout import LayoutBlock, LayoutColumn, LayoutEntry, LayoutFootnote, SourceLayout
from ccwp_kg.sources.records.source_text import SourceText, Span, printed_words, runs

TERMS = "terms-of-reference"
_OF_THE_PLAN = {"column": "column-definition", "headers-footers": "header-footer", "": "unread"}
"""Kinds of blocks by the first step of a field outside the table, where they are called otherwise than the step."""
_OF_A_ROW = {
    "number": ("number", ""),
    "list-mark": ("list-mark", ""),
    "unassigned": ("unassigned", ""),
    "undivided": ("unassigned", ""),
    TERMS: (TERMS, TERMS),
    "objective": ("cell", "objectives"),
    "indicator": ("cell", "indicators"),
    "outcome": ("cell", "outcomes"),
    "party": ("cell", "parties"),
}
"""Kind and column of a block by the step behind the number of an action; any other step is the column of a cell."""
_SHORT_LINE = 2 / 3
"""A sentence that ends before this share of the width ends a paragraph."""


def layout_of(reading: Reading) -> SourceLayout:
    """How the document of a reading is laid out; the same reading gives the same layout."""
    source = reading.source
    claims = [(claim.span, claim.field) for claim in reading.coverage.claims]
    unread = [(span, "") for span in runs(reading.coverage.unread, source.text)]
    others = {
        f"action/{action.step}/{part}": slug(entry.heading.text)
        for action in reading.actions
        for part, entry in action.entries
    }
    blocks = tuple(
        block
        for span, field in sorted([*claims, *unread])
        for block in _blocks(source, span, field, column=others.get(field))
    )
    return SourceLayout(
        source=source.name,
        sha256=source.sha256,
        characters=len(source.text),
        pages=reading.pages,
        columns=_columns(reading, blocks),
        footnotes=tuple(
            LayoutFootnote(each.number, each.mark, each.body.spans[0])
            for each in reading.plan.footnotes
            if each.body.spans
        ),
        paragraphs=tuple(
            start for block in blocks if block.kind == TERMS for start in _paragraph_starts(source.text, block.span)
        ),
        blocks=blocks,
        entries=tuple(_entries(reading)),
    )


def _entries(reading: Reading) -> Iterator[LayoutEntry]:
    """What was read of words that are printed, with how it was read where that is otherwise than printed."""
    for each in entries_of(reading):
        if each.spans:
            is_other = each.read_as != printed_words(each.spans, reading.source.text)
            yield LayoutEntry(each.key, each.field, each.state, each.spans, each.read_as if is_other else None)


def _blocks(source: SourceText, span: Span, field: str, *, column: str | None) -> Iterator[LayoutBlock]:
    """The block of a claim; a footnote whose number is printed before its words is two.

    `column` is that of a cell for which the profile has no column: its heading as a name.
    """
    first, *steps = field.split("/")
    if first == "action":
        row, step = steps[0], steps[1]
        kind, usual = ("column-heading", steps[2]) if step == "heading" else _OF_A_ROW.get(step, ("cell", step))
        yield LayoutBlock(kind, span, field, row, column or usual)
    elif first == "annex":
        kind = {"rule": "rule", "end-rule": "rule", "unassigned": "unassigned"}.get(steps[0], "annex-heading")
        headed = steps[1] if len(steps) > 1 else ""
        yield LayoutBlock("column-heading" if headed else kind, span, field, column=headed)
    elif first == "section":
        yield LayoutBlock("section-heading" if steps[1] == "heading" else "paragraph", span, field)
    elif first == "footnote" and (number := re.match(rf"{steps[0]}(?:\s+|$)", source.exact(span))) is not None:
        end = span.start + len(steps[0])
        yield LayoutBlock("footnote-number", Span(span.start, end), field)
        if end < span.end:
            yield LayoutBlock("footnote", Span(span.start + number.end(), span.end), field)
    else:
        yield LayoutBlock(_OF_THE_PLAN.get(first, first), span, field)


def _columns(reading: Reading, blocks: Sequence[LayoutBlock]) -> tuple[LayoutColumn, ...]:
    """The columns that are headed or filled somewhere, in the order of their first headings, and those without behind.

    The terms of reference come last, for their box stands under the row.
    """
    headings: dict[str, str] = {}
    for is_head, group in groupby(blocks, key=lambda block: block.kind == "column-heading"):
        head: dict[str, list[str]] = {}
        for block in group if is_head else ():
            head.setdefault(block.column, []).extend(reading.source.exact(block.span).split())
        for name, words in head.items():
            headings.setdefault(name, " ".join(words).replace(SOFT_HYPHEN, "").rstrip(":"))
    explained = {column.column: column.label.text for column in reading.plan.columns}
    filled = [block.column for block in blocks if block.kind in ("cell", TERMS)]
    names = sorted(dict.fromkeys([*headings, *filled]), key=lambda name: name == TERMS)
    return tuple(LayoutColumn(name, headings.get(name, explained.get(name, ""))) for name in names)


def _paragraph_starts(text: str, span: Span) -> Iterator[int]:
    """Where a paragraph begins inside a block: behind a sentence that ends well before its line does."""
    lines = text[span.start : span.end].split("\n")
    width, offset = max(map(len, lines)), span.start
    for line in lines[:-1]:
        offset += len(line) + 1
        if line.rstrip().endswith((".", "”", "’")) and len(line) < width * _SHORT_LINE:
            yield offset
