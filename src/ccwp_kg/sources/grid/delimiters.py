"""Finds a table whose cells a tab or a pipe parts, as spreadsheets, word processors and Markdown write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccwp_kg.sources.grid.grid import Cell, Grid
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
    text: str, lines: Sequence[Span], *, tabs: Collection[int], column_of: Callable[[str], str | None]
) -> Grid | None:
    """The table in the lines of a text whose cells a delimiter parts. None where no table with known headings is found.

    `lines` are the words of each line, `tabs` the offsets of tabs, and `column_of` tells the column that a heading
    names. A table is one where a row names two columns or more, or where its first cells do, row by row. A line without
    a delimiter is a cell over all columns, or continues the last cell of the row above it if that row is not closed.
    """
    for is_pipes in (False, True):
        printed = [_line(text, span, before, tabs, is_pipes=is_pipes) for before, span in _with_before(lines)]
        grid = _grid(text, [line for line in printed if line is not None], is_pipes=is_pipes, column_of=column_of)
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
    markup = tuple(_MARKUP.finditer(text, start, end)) if is_pipes and found else ()
    follows = before is not None and text.count("\n", before.end, span.start) == 1
    return _Line(Span(start, end), found, markup, follows)


def _grid(text: str, lines: Sequence[_Line], *, is_pipes: bool, column_of: Callable[[str], str | None]) -> Grid | None:
    rows: list[tuple[Cell, ...]] = []
    is_open = is_edged = False
    for line in lines:
        cells = _cells(text, line, row=len(rows), is_pipes=is_pipes)
        opens = text[line.span.start : line.span.end].lstrip().startswith("|") if is_pipes else False
        if is_open and line.follows and len(rows[-1]) > 1 and (not line.places or (is_edged and not opens)):
            *others, last = rows[-1]
            whole = Cell(last.row, last.column, (*last.lines, *cells[0].lines))
            more = (Cell(last.row, last.column + each.column, each.lines) for each in cells[1:])
            rows[-1] = (*others, whole, *more)
        else:
            rows.append(cells)
            is_edged = opens
        is_open = bool(line.places) and not (is_pipes and not text[line.places[-1] + 1 : line.span.end].strip())
    named = [[column_of(cell.printed(text)) for cell in row if cell.words] for row in rows]
    heads = {at for at, names in enumerate(named) if len({name for name in names if name}) > 1}
    beside = {names[0] for names, row in zip(named, rows, strict=True) if len(row) > 1 and names and names[0]}
    if not heads and len(beside) < 2:
        return None
    width = max(len(row) for row in rows)
    rows = [(Cell(row[0].row, 0, row[0].lines, columns=width),) if len(row) == 1 else row for row in rows]
    marks = [Span(at, at + 1) for line in lines for at in line.places] if is_pipes else []
    marks += [Span(*each.span()) for line in lines for each in line.markup]
    escapes = (each.start() for line in lines if is_pipes and line.places for each in _escapes(text, line.span))
    return Grid(
        "delimiters",
        tuple(cell for at, row in enumerate(rows) if at in heads for cell in row),
        tuple(cell for at, row in enumerate(rows) if at not in heads for cell in row),
        tuple(sorted(marks)),
        frozenset(escapes),
    )


def _escapes(text: str, span: Span) -> Iterator[re.Match[str]]:
    return _ESCAPE.finditer(text, span.start, span.end)


def _cells(text: str, line: _Line, *, row: int, is_pipes: bool) -> tuple[Cell, ...]:
    """The cells of a line. The pipes at its edges part nothing."""
    edges = [line.span.start - 1, *line.places, line.span.end]
    pieces = list(pairwise(edges))
    if is_pipes and line.places:
        pieces = pieces[1:] if not text[pieces[0][0] + 1 : pieces[0][1]].strip() else pieces
        pieces = pieces[:-1] if len(pieces) > 1 and not text[pieces[-1][0] + 1 : pieces[-1][1]].strip() else pieces
    return tuple(
        Cell(row, column, tuple(_lines(text, before + 1, end, line.markup)))
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
