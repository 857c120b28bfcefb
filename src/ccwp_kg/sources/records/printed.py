"""Where the words of a document stand on its pages, and the cells of its tables, as its file says.

A PDF says it of each word, a word processor only of tables and of headers and footers. Kept beside the text as JSON
(`NAME.boxes.json`), so that the same document is read in the same way again.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from itertools import groupby, pairwise
from typing import Any

from ccwp_kg.sources.records.source_text import Span, grouped

MAKERS = ("pdf", "word")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: its edges in points (1/72 inch) from the left and the top of the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    def joined(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom)
        )


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word, the number of its page, counted from 1, and its box on it."""

    span: Span
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: where it begins, how many rows and columns it takes, its words, and its edges.

    Rows and columns are counted from 0. An empty cell has no span, a cell that no page is known of has no box.
    """

    row: int
    column: int
    rows: int
    columns: int
    span: Span | None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its cells, in the order of rows; `page` is the number of its page, or None."""

    cells: tuple[TableCell, ...]
    page: int | None = None


@dataclass(frozen=True)
class Printed:
    """What the file of a document says of its print; offsets are those of the kept text.

    `form` is that of the file: `pdf` or `word`. `pages` are the widths and heights of the pages, `words` all words in
    the order of the text, `margins` what the file itself calls a header or footer. A file of a word processor has
    neither pages nor placed words.
    """

    form: str
    pages: tuple[tuple[float, float], ...] = ()
    words: tuple[PlacedWord, ...] = ()
    tables: tuple[Table, ...] = ()
    margins: tuple[Span, ...] = ()

    def places(self, span: Span) -> tuple[tuple[int, Box], ...]:
        """Where a span stands: a page and a box for each of its lines; nothing where the file does not say."""
        lines = groupby(self.words_in(span), key=lambda word: (word.page, self._lines[word.span.start]))
        return tuple((page, reduce(Box.joined, (word.box for word in words))) for (page, _), words in lines)

    def words_in(self, span: Span) -> tuple[PlacedWord, ...]:
        """The words of which a span has some character."""
        first = bisect_right(self.words, span.start, key=lambda word: word.span.end)
        return self.words[first : bisect_left(self.words, span.end, key=lambda word: word.span.start)]

    @cached_property
    def _lines(self) -> Mapping[int, int]:
        """The number of its printed line, by the offset of each word: a line runs to the right."""
        return {word.span.start: at for at, line in enumerate(grouped(self.words, _is_beside)) for word in line}

    def moved(self, span: Callable[[Span], Span | None]) -> Printed:
        """The same with every span put elsewhere, as in a text with other characters; a word may get none."""
        words = ((word, span(word.span)) for word in self.words)
        cells = ([(cell, cell.span and span(cell.span)) for cell in table.cells] for table in self.tables)
        return replace(
            self,
            words=tuple(PlacedWord(at, word.page, word.box) for word, at in words if at is not None),
            tables=tuple(
                Table(tuple(replace(cell, span=at) for cell, at in moved), table.page)
                for moved, table in zip(cells, self.tables, strict=True)
            ),
            margins=tuple(at for each in self.margins if (at := span(each)) is not None),
        )


def _is_beside(before: PlacedWord, word: PlacedWord) -> bool:
    """Whether a word stands to the right of the one before it, at about its height."""
    shared = min(before.box.bottom, word.box.bottom) - max(before.box.top, word.box.top)
    return before.page == word.page and shared > 0 and word.box.x0 >= before.box.x1 - 1


def printed_as_json(printed: Printed, *, sha256: str) -> str:
    """A document's print as JSON, one line a page, word or table; `sha256` is the digest of the text it belongs to.

    A word is `[start, end, page, x0, top, x1, bottom]`, a cell `[row, column, rows, columns, start, end, x0, top, x1,
    bottom]`, with null for what is not known.
    """
    words = [[word.span.start, word.span.end, word.page, *_edges(word.box)] for word in printed.words]
    tables = [{"page": table.page, "cells": [_cell(cell) for cell in table.cells]} for table in printed.tables]
    parts = {
        "form": printed.form,
        "textSha256": sha256,
        "pages": [[*size] for size in printed.pages],
        "margins": [[span.start, span.end] for span in printed.margins],
    }
    head = "".join(f"{json.dumps(name)}:{_compact(value)},\n" for name, value in parts.items())
    rows = ("[\n" + ",\n".join(map(_compact, each)) + "\n]" if each else "[]" for each in (words, tables))
    return "{" + head + ",\n".join(f'"{n}":{r}' for n, r in zip(("words", "tables"), rows, strict=True)) + "}\n"


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _edges(box: Box | None) -> list[float | None]:
    return [None] * 4 if box is None else [box.x0, box.top, box.x1, box.bottom]


def _cell(cell: TableCell) -> list[float | None]:
    span = [None, None] if cell.span is None else [cell.span.start, cell.span.end]
    return [cell.row, cell.column, cell.rows, cell.columns, *span, *_edges(cell.box)]


def printed_from_json(held: Any, *, characters: int) -> Printed:
    """A document's print from what JSON holds of it.

    Raises ValueError, TypeError, KeyError or IndexError where it is no such print of a text of so many characters.
    """

    def span(start: Any, end: Any) -> Span:
        if not (isinstance(start, int) and isinstance(end, int) and end <= characters):
            raise ValueError(f"no characters {start}..{end} in a text of {characters}")
        return Span(start, end)

    def box(edges: list[Any]) -> Box:
        x0, top, x1, bottom = map(float, edges)
        return Box(x0, top, x1, bottom)

    def cell(held: list[Any]) -> TableCell:
        row, column, rows, columns = map(int, held[:4])
        own = None if held[4] is None else span(*held[4:6])
        return TableCell(row, column, rows, columns, own, None if held[6] is None else box(held[6:]))

    if held["form"] not in MAKERS:
        raise ValueError(f"no form {held['form']}")
    words = tuple(PlacedWord(span(start, end), int(page), box(edges)) for start, end, page, *edges in held["words"])
    if any(second.span.start < first.span.end for first, second in pairwise(words)):
        raise ValueError("words that overlap")
    tables = tuple(Table(tuple(cell(each) for each in table["cells"]), table["page"]) for table in held["tables"])
    for table in tables:
        spans = [each.span for each in table.cells if each.span is not None]
        places = [(each.row, each.column) for each in table.cells]
        if places != sorted(places) or any(second.start < first.end for first, second in pairwise(spans)):
            raise ValueError("cells that stand in no order")
    return Printed(
        held["form"],
        tuple((float(width), float(height)) for width, height in held["pages"]),
        words,
        tables,
        tuple(span(start, end) for start, end in held["margins"]),
    )
