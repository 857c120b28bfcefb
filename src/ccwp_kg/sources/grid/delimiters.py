"""Finds a table whose cells a tab or a pipe parts, as spreadsheets, word processors and Markdown write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ccwp_kg.sources.grid.grid import Grid, GridCell
from ccwp_kg.sources.records.source_text import Span

_MARKUP = re.compile(r"(?P<break><br\s*/?>)|\*\*|(?<![^\s|])\\(?=[|*_<\\])", re.IGNORECASE)
_ESCAPE = re.compile(r"(?<=[^\s|])\\(?=[|*_<\\])")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:+=-]+")
"""The line under the headings of a Markdown table, and a line that draws the edge of a cell."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line: its edges, the places at which delimiters part it, and its markup."""

    span: Span
    places: tuple[int, ...]
    markup: tuple[re.Match[str], ...]
    follows: bool
    """Whether the line before stands right above it."""


def delimited(
    text: str,
    lines: Sequence[Span],
    *,
    tabs: Collection[int],
    column_of: Callable[[str], str | None],
    opens_row: Callable[[str], bool],
) -> Grid | None:
    """The table in the lines of a text whose cells a delimiter parts. None where no table with known headings is found.

    `lines` are the words of each line, `tabs` the offsets of tabs. `column_of` tells the column that a heading names,
    `opens_row` whether a first cell begins a row: with the number of an action or a heading. A table is one where a row
    names two columns or more, or where its first cells do, row by row. Between tabs a cell goes on in the next line
    while its row lacks cells, or while nothing closes the last one; between pipes, while its row is not closed. Any
    other line without a delimiter is a cell over all columns.
    """
    for is_pipes in (False, True):
        every = [_line(text, span, before, tabs, is_pipes=is_pipes) for before, span in _with_before(lines)]
        printed = [line for line in every if line is not None]
        builder = _Rows(text, column_of, opens_row, is_pipes=is_pipes)
        for line in printed:
            builder.add(line)
        grid = builder.grid(printed)
        if grid is not None:
            return grid
    return None


def _with_before(lines: Sequence[Span]) -> Iterator[tuple[Span | None, Span]]:
    return zip([None, *lines], lines, strict=False)


def _line(text: str, span: Span, before: Span | None, tabs: Collection[int], *, is_pipes: bool) -> _Line | None:
    """A line by its delimiters; None for one that only draws."""
    start = max(text.rfind(mark, 0, span.start) for mark in "\n\f") + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    if is_pipes and "|" in text[start:end] and _RULE.fullmatch(text, start, end) and "-" in text[start:end]:
        return None
    places = (pipe.start() for pipe in _PIPE.finditer(text, start, end)) if is_pipes else range(start, end)
    found = tuple(place for place in places if is_pipes or place in tabs)
    markup = tuple(_MARKUP.finditer(text, start, end)) if is_pipes else ()
    follows = before is not None and text.count("\n", before.end, span.start) == 1
    return _Line(Span(start, end), found, markup, follows)


@dataclass(slots=True)
class _Rows:
    """The rows of a table as its lines come. `width` is the number of headings, `last` the line that came before."""

    text: str
    column_of: Callable[[str], str | None]
    opens_row: Callable[[str], bool]
    is_pipes: bool
    rows: list[tuple[GridCell, ...]] = field(default_factory=list)
    heads: set[int] = field(default_factory=set)
    width: int = 0
    is_shifted: bool = False
    """Whether a number may stand in a cell of its own before the first heading's."""
    last: _Line | None = None
    shifted: dict[int, int] = field(default_factory=dict)
    """The headings over each row that may have one more cell than they are, by the row."""

    def add(self, line: _Line) -> None:
        """Add a line as a row, or to the row above it."""
        cells = _cells(self.text, line, row=len(self.rows), is_pipes=self.is_pipes)
        names = [self.column_of(cell.printed(self.text)) for cell in cells if cell.words]
        if len({name for name in names if name}) > 1:
            self.heads.add(len(self.rows))
            self.width, self.is_shifted = len(cells), bool(names[0]) and names[0] != names[1]
            self.rows.append(cells)
        elif self._goes_on(line, cells):
            *others, end = self.rows[-1]
            whole = GridCell(end.row, end.column, (*end.lines, *cells[0].lines))
            self.rows[-1] = (*others, whole, *(GridCell(end.row, end.column + c.column, c.lines) for c in cells[1:]))
        else:
            if self.is_shifted:
                self.shifted[len(self.rows)] = self.width
            self.rows.append(cells)
        self.last = line

    def _goes_on(self, line: _Line, cells: Sequence[GridCell]) -> bool:
        if self.last is None or not line.follows or len(self.rows[-1]) == 1 or len(self.rows) - 1 in self.heads:
            return False
        row, first = self.rows[-1], cells[0].printed(self.text)
        if self.is_pipes:
            behind = self.text[self.last.places[-1] + 1 : self.last.span.end] if self.last.places else " open"
            return bool(behind.strip()) and (not line.places or (self._is_edged(row) and not self._opens(line)))
        if not first or self.opens_row(first):
            return False
        is_beside = self.column_of(row[0].printed(self.text)) is not None
        spare = (
            0 if is_beside else self.width + (self.is_shifted and self.opens_row(row[0].printed(self.text))) - len(row)
        )
        if line.places or spare > 0:
            return self.width > 0 and len(cells) - 1 <= spare
        closed = row[-1].words and self.text[row[-1].words[-1].end - 1] == "."
        return not closed or not first[0].isupper()

    def _is_edged(self, row: Sequence[GridCell]) -> bool:
        """Whether a pipe stands before the first cell of a row."""
        start = next(word.start for cell in row for word in cell.words)
        line = self.text[max(self.text.rfind(mark, 0, start) for mark in "\n\f") + 1 : start]
        return line.lstrip().startswith("|")

    def _opens(self, line: _Line) -> bool:
        return self.text[line.span.start : line.span.end].lstrip().startswith("|")

    def grid(self, lines: Sequence[_Line]) -> Grid | None:
        """The grid of all rows, if two headings are known."""
        firsts = [row[0].printed(self.text) for row in self.rows if len(row) > 1]
        beside = {self.column_of(first) for first in firsts if first} - {None}
        if not self.heads and len(beside) < 2:
            return None
        rows = [self._unshifted(row, self.shifted.get(at)) for at, row in enumerate(self.rows)]
        width = max(len(row) for row in rows)
        rows = [(GridCell(row[0].row, 0, row[0].lines, columns=width),) if len(row) == 1 else row for row in rows]
        marks = [Span(at, at + 1) for line in lines for at in line.places] if self.is_pipes else []
        marks += [Span(*each.span()) for line in lines for each in line.markup]
        escapes = (
            each.start() for line in lines if self.is_pipes and line.places for each in _escapes(self.text, line.span)
        )
        return Grid(
            "delimiters",
            tuple(cell for at, row in enumerate(rows) if at in self.heads for cell in row),
            tuple(cell for at, row in enumerate(rows) if at not in self.heads for cell in row),
            tuple(sorted(marks)),
            frozenset(escapes),
        )

    def _unshifted(self, row: tuple[GridCell, ...], width: int | None) -> tuple[GridCell, ...]:
        """A row with one cell more than there are headings: its number and the cell behind it are one."""
        if not (width is not None and len(row) == width + 1 and self.opens_row(row[0].printed(self.text))):
            return row
        whole = GridCell(row[0].row, 0, (*row[0].lines, *row[1].lines))
        return (whole, *(GridCell(cell.row, cell.column - 1, cell.lines) for cell in row[2:]))


def _escapes(text: str, span: Span) -> Iterator[re.Match[str]]:
    return _ESCAPE.finditer(text, span.start, span.end)


def _cells(text: str, line: _Line, *, row: int, is_pipes: bool) -> tuple[GridCell, ...]:
    """The cells of a line. The pipes at its edges part nothing."""
    edges = [line.span.start - 1, *line.places, line.span.end]
    pieces = list(pairwise(edges))
    if is_pipes and line.places:
        pieces = pieces[1:] if not text[pieces[0][0] + 1 : pieces[0][1]].strip() else pieces
        pieces = pieces[:-1] if len(pieces) > 1 and not text[pieces[-1][0] + 1 : pieces[-1][1]].strip() else pieces
    return tuple(
        GridCell(row, column, tuple(_lines(text, before + 1, end, line.markup)))
        for column, (before, end) in enumerate(pieces)
    )


def _lines(text: str, start: int, end: int, markup: Sequence[re.Match[str]]) -> Iterator[tuple[Span, ...]]:
    """The words of a cell by the lines that its markup makes."""
    words: list[Span] = []
    at = start
    for mark in (*(each for each in markup if start <= each.start() < end), None):
        stop = end if mark is None else mark.start()
        words += [Span(*word.span()) for word in re.compile(r"\S+").finditer(text, at, stop)]
        at = end if mark is None else mark.end()
        if words and (mark is None or mark.lastgroup == "break"):
            yield tuple(words)
            words = []
