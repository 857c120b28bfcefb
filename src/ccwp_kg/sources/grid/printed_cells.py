"""The cells of printed tables, by the columns of their own table, and how they go on over the end of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from ccwp_kg.sources.grid.headings import Measure
from ccwp_kg.sources.records.printed import Box, Printed, Table, TableCell
from ccwp_kg.sources.records.source_text import Span

NEAR = 4
"""Edges of tables on two pages that differ by fewer points are the same."""
_SPACE = 0.4
"""The width of the space between two words, in heights of a line, at most."""
_HEADING, _ABREAST = 3, 3
"""The lines of a heading above its value, and the cells of a row of such, at most."""
_LEAST = 1.0
"""The width of a character in points, at least."""
_SHORT = 4
"""Small words with fewer letters end no paragraph."""

Lines = tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class LinedCell:
    """A cell of a table with the words of its lines."""

    cell: TableCell
    lines: Lines

    @property
    def first(self) -> int:
        """The first column of its table that it takes."""
        return self.cell.column

    @property
    def end(self) -> int:
        """The column behind the last that it takes."""
        return self.cell.column + self.cell.columns


@dataclass(frozen=True, slots=True)
class HeadedColumn:
    """A column of a table: its number in the grid, the columns of its own table that it takes, and its edges."""

    number: int
    first: int
    end: int
    box: Box | None


@dataclass(slots=True)
class PageEnds:
    """The cells of several rows that the end of a page cuts: their words count for the rows on the next page, too.

    `page` is that of the page before, `ending` has by column the words of the cell with which it ends, and whether that
    takes several rows; `rest` has those words by the empty cell of the next page that goes on with it.
    """

    page: int | None = None
    ending: dict[int, tuple[Lines, bool]] = field(default_factory=dict)
    rest: dict[TableCell, Lines] = field(default_factory=dict)

    def go_on(self, row: Sequence[LinedCell], over: Mapping[TableCell, Sequence[int]]) -> None:
        """Let empty cells of the first row of a page go on with those above its end, if either takes several rows.

        `over` has the numbers of the columns in which each cell stands.
        """
        for each in row:
            column = over[each.cell][0] if len(over[each.cell]) == 1 else None
            words, several = self.ending.get(column, ((), False)) if column is not None else ((), False)
            if words and not each.lines and (several or each.cell.rows > 1):
                self.rest[each.cell] = words

    def end(self, page: int | None, cells: Sequence[LinedCell], over: Mapping[TableCell, Sequence[int]]) -> None:
        """Note the cells with which the table of a page ends."""
        below = [each.cell.row + each.cell.rows for each in cells]
        last = [each for each, row in zip(cells, below, strict=True) if row == max(below)]
        self.page = page
        self.ending = {
            number: (self.words(each), each.cell.rows > 1 or each.cell in self.rest)
            for each in last
            for number in over[each.cell]
        }

    def words(self, each: LinedCell) -> Lines:
        """The words of a cell, be it printed on the page before."""
        return each.lines or self.rest.get(each.cell, ())

    def going_on(self, row: Sequence[LinedCell]) -> Iterator[LinedCell]:
        """The cells of a row that go on with one of the page before."""
        return (each for each in row if each.cell in self.rest)


def measure_of(printed: Printed) -> Measure | None:
    """Where words begin and end in their lines, in usual widths of a character; None where no word has a place."""
    characters = sum(word.span.end - word.span.start for word in printed.words)
    if not characters:
        return None
    unit = max(_LEAST, sum(word.box.x1 - word.box.x0 for word in printed.words) / characters)

    def measure(word: Span) -> tuple[int, int]:
        boxes = [each.box for each in printed.words_in(word)]
        if not boxes:
            return 0, word.end - word.start
        return round(boxes[0].x0 / unit), round(boxes[-1].x1 / unit)

    return measure


def cells_of(table: Table, lines: Mapping[TableCell, Lines]) -> list[LinedCell]:
    """The cells of a table in the order of rows; of several at one place, as inexact rules make them, one with all."""
    found: dict[tuple[int, int], list[TableCell]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        found.setdefault((cell.row, cell.column), []).append(cell)
    return [LinedCell(own[0], sum((lines.get(each, ()) for each in own), ())) for own in found.values()]


def form_as_sheet(
    cells: Sequence[LinedCell], named: Callable[[LinedCell], str | None], *, fewest: int
) -> tuple[list[LinedCell], Sequence[LinedCell]]:
    """The cells of a form as those of a sheet: in a form each heading stands above its value, both in one cell.

    A table is a form where at least the `fewest` headings stand so; the cells of any other stay as they are, as do rows
    in which no heading is known. The second value has the cells of the last row of a form, if these are several, for
    the first row on the next page may go on with them.
    """
    rows = [[*group] for _, group in groupby(cells, key=lambda each: each.cell.row)]
    heads = dict[TableCell, int]()
    above = set[str]()
    for each in cells:
        ways = ((end, named(LinedCell(each.cell, each.lines[:end]))) for end in range(_HEADING, 0, -1))
        heads[each.cell], name = next((way for way in ways if way[1]), (0, ""))
        above |= {name} if name and heads[each.cell] < len(each.lines) else set()
    if len(above) < fewest or max(map(len, rows)) > _ABREAST:
        return [*cells], ()
    made: list[list[Lines]] = []
    for row in rows:
        if any(heads[each.cell] for each in row):
            # beside a known heading stands one that no list has
            ends = [(each, heads[each.cell] or len(each.lines[:1])) for each in row]
            made += [[each.lines[:end], each.lines[end:]] for each, end in ends if end]
        else:
            made.append([each.lines for each in row])
    width = max(map(len, made))
    sheet = [
        LinedCell(TableCell(at, place, 1, width if len(row) == 1 else 1, None), lines)
        for at, row in enumerate(made)
        for place, lines in enumerate(row)
    ]
    last = [LinedCell(TableCell(0, at, 1, 1, None), ()) for at in range(len(rows[-1]))]
    return sheet, last if len(last) > 1 else ()


def is_over(column: HeadedColumn, each: LinedCell, *, own: bool) -> bool:
    """Whether a heading stands over a cell: by the columns of their table, or by edges on another page."""
    if own or column.box is None or each.cell.box is None:
        return column.first < each.end and each.first < column.end
    return min(column.box.x1, each.cell.box.x1) - max(column.box.x0, each.cell.box.x0) > NEAR


def paragraphs_of(each: LinedCell, text: str, printed: Printed) -> Iterator[int]:
    """Where further paragraphs of a cell begin: behind a line in which the next word had room, or that is one.

    A cell leaves as much room at its right as at its left.
    """
    box = each.cell.box
    if box is None:
        yield from (line[0].start for line in each.lines[1:])
        return
    lines = [(line, printed.words_in(Span(line[0].start, line[-1].end))) for line in each.lines]
    room = box.x1 + box.x0 - min((words[0].box.x0 for _, words in lines if words), default=box.x0)
    for (above, before), (line, words) in pairwise(lines):
        last = text[above[-1].start : above[-1].end]
        if before and words and not (last.islower() and len(last) < _SHORT):
            width = words[0].box.x1 - words[0].box.x0
            space = (before[-1].box.bottom - before[-1].box.top) * _SPACE
            if before[-1].box.x1 + space + width < room:
                yield line[0].start
