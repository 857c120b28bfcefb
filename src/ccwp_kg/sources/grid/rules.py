"""Finds the tables of a document whose file tells their cells: a PDF by ruled lines, a word processor by its tables.

Each table is taken by itself. A row of it that names two columns is its heading; a table whose first cells name two
columns is a sheet with the headings beside the cells; one with the edges of the table before it goes on with that one,
as on a new page. The words of any other table, and those between tables, are cells over all columns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from ccwp_kg.sources.grid.columns.columns import grid_by_columns
from ccwp_kg.sources.grid.grid import Grid, GridCell
from ccwp_kg.sources.grid.headings import Headings, Measure
from ccwp_kg.sources.grid.printed_cells import (
    NEAR,
    HeadedColumn,
    LinedCell,
    Lines,
    PageEnds,
    cells_of,
    form_as_sheet,
    is_over,
    measure_of,
    paragraphs_of,
)
from ccwp_kg.sources.records.printed import Printed, Table, TableCell
from ccwp_kg.sources.records.source_text import Span, grouped, words_of

_MOST = 0.8
"""The share of edges that a table has in common with the one that it goes on with, at least."""
_PAIR = 2
"""The cells of a row of a sheet: a heading and its value."""
_CUT = 3
"""The rows of a sheet of which a page has only those up to the cells under headings, at most."""
_NUMBER = re.compile(r"(.*?\d+\.)(\d{1,3})(?!\S)")


def grid_by_rules(text: str, lines: Sequence[Span], *, printed: Printed, headings: Headings, box: str) -> Grid | None:
    """The tables in the lines of a text. None where none of them has two known headings.

    `lines` are the words of each line, `printed` tells the cells of tables and the places of words, `box` is the column
    that takes a row of its own. Lines that stand in no table are looked at for columns without rules.
    """
    builder = _Builder(text, headings, box, printed, measure_of(printed))
    parts = [*_parts(text, lines, printed)]
    tables = [cells_of(table, cells) for table, cells, _ in parts if table is not None]
    printed_rows = (row for cells in tables for _, row in groupby(cells, key=lambda each: each.cell.row))
    rows = [[_printed(text, each) for each in row] for row in printed_rows]
    builder.pairs = {(rows[at][0], head) for at in headings.pairs(rows) for head in rows[at][2::2]}
    for table, cells, loose in parts:
        builder.between(loose) if table is None else builder.table(table, cells, loose)
    return builder.grid(printed.form)


def _printed(text: str, cell: LinedCell) -> str:
    return GridCell(0, 0, cell.lines).printed(text)


def _parts(
    text: str, lines: Sequence[Span], printed: Printed
) -> Iterator[tuple[Table | None, Mapping[TableCell, Lines], Sequence[Span]]]:
    """The lines by the table in which they stand, in order: the table, the lines of its cells, and the lines."""
    held = sorted(
        ((cell.span, number, cell) for number, table in enumerate(printed.tables) for cell in table.cells if cell.span),
        key=lambda each: each[0],
    )

    def place(line: Span) -> tuple[int, TableCell | None]:
        at = bisect_right(held, line.start, key=lambda each: each[0].start) - 1
        return held[at][1:] if at >= 0 and line.start < held[at][0].end else (-1, None)

    placed = [(*place(line), line) for line in lines]
    for number, group in groupby(placed, key=lambda each: each[0]):
        found: dict[TableCell, Lines] = {}
        own = []
        for _, cell, line in group:
            own.append(line)
            if cell is not None:
                found[cell] = (*found.get(cell, ()), words_of(text, line))
        yield (printed.tables[number] if number >= 0 else None), found, own


@dataclass(slots=True)
class _Builder:
    """Builds a grid table by table."""

    text: str
    headings: Headings
    box: str
    printed: Printed
    measure: Measure | None
    heads: list[GridCell] = field(default_factory=list)
    cells: list[GridCell] = field(default_factory=list)
    beside: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)
    over: list[GridCell] = field(default_factory=list)
    unsure: set[tuple[int, int]] = field(default_factory=set)
    paragraphs: set[int] = field(default_factory=set)
    row: int = 0
    columns: tuple[HeadedColumn, ...] = ()
    edges: tuple[float, ...] = ()
    """The edges of the columns of the table before."""
    is_sheet: bool = False
    inside: Sequence[LinedCell] = ()
    """The headings inside a sheet under which the last row stood, or may stand on the next page."""
    pairs: Collection[tuple[str, str]] = ()
    """The further headings of rows of sheets that have several, each behind the first one of its row."""
    waiting: list[int] = field(default_factory=list)
    """The rows of lines between tables: what they are depends on the next table."""
    makers: set[str] = field(default_factory=set)
    page_ends: PageEnds = field(default_factory=PageEnds)

    def grid(self, form: str) -> Grid | None:
        """The grid, if some table had two known headings."""
        if not self.makers:
            return None
        self._settle()
        names = {"ruled": "rules" if form == "pdf" else "word", "aligned": "alignment"}
        made_by = " and ".join(names[each] for each in sorted(self.makers, reverse=True))
        return Grid(
            made_by,
            tuple(self.heads),
            tuple(self.cells),
            unsure=frozenset(self.unsure),
            beside=frozenset(self.beside),
            apart=frozenset(self.apart),
            paragraphs=frozenset(self.paragraphs) if self.makers == {"ruled"} else None,
            over=tuple(self.over),
        )

    def between(self, lines: Sequence[Span]) -> None:
        """Add lines that stand in no table."""
        found = None
        if self.measure is not None:
            found = grid_by_columns(self.text, lines, measure=self.measure, headings=self.headings)
        if found is not None:
            self._settle()
            self.makers.add("aligned")
            self._splice(found)
            return
        blocks = grouped(lines, lambda last, line: self.text.count("\n", last.end, line.start) == 1)
        for place, block in enumerate(blocks):
            if not place:
                self.apart.add(self.row)
            self.waiting.append(self.row)
            self._wide([words_of(self.text, line) for line in block])

    def _splice(self, grid: Grid) -> None:
        """Add all rows of another grid."""
        first = self.row
        for kept, cells in ((self.heads, grid.headings), (self.cells, grid.cells)):
            kept += [replace(cell, row=first + cell.row) for cell in cells]
        self.unsure |= {(first + row, column) for row, column in grid.unsure}
        rows = {cell.row for cell in (*grid.headings, *grid.cells)}
        self.is_sheet = not grid.headings
        self.beside |= {first + row for row in rows} if self.is_sheet else set()
        self.row = first + max(rows) + 1
        self.columns, self.edges = (), ()

    def _settle(self) -> None:
        """Say of the lines before a table whether they stand among sheets."""
        if self.is_sheet:
            self.beside |= set(self.waiting)
        self.waiting = []

    def table(self, table: Table, lines: Mapping[TableCell, Lines], loose: Sequence[Span]) -> None:
        """Add the rows of a table; `loose` are all its lines."""
        cells = cells_of(table, lines)
        self.paragraphs |= {start for each in cells for start in paragraphs_of(each, self.text, self.printed)}
        edges = tuple(sorted({edge for each in cells if (box := each.cell.box) for edge in (box.x0, box.x1)}))
        cells, last = form_as_sheet(cells, self._name, fewest=2 if self.is_sheet else 3)
        rows = [tuple(group) for _, group in groupby(cells, key=lambda each: each.cell.row)]
        heads = {at for at, row in enumerate(rows) if len({*map(self._name, row)} - {None}) > 1}
        # headings over two rows stand in the upper one
        tall = {at for at, row in enumerate(rows) if any(each.cell.rows > 1 and self._name(each) for each in row)}
        heads |= {at - 1 for at in heads} & tall
        beside = {name for row in rows if len(row) > 1 and row[0].first == 0 and (name := self._name(row[0]))}
        under = {name for at, row in enumerate(rows) if at not in heads and (name := self._name(row[0]))}
        # a page may end below the headings inside a sheet, or their cells
        is_cut = heads == {1} and len(rows) <= _CUT and self._is_numbered(rows[0])
        if len(beside - {self.box}) > 1 or (self.is_sheet and under) or is_cut:
            heads = set()
        goes_on = bool(edges) and self._goes_on(edges)
        if heads:
            self.is_sheet = False
        elif len(beside) > 1 or is_cut or (beside and self._is_numbered(rows[0])) or (goes_on and self.is_sheet):
            self.is_sheet = True
        elif not goes_on or not self.columns:
            self.between(loose)
            return
        self._settle()
        self.makers.add("ruled")
        self.edges = tuple(sorted({*self.edges, *edges})) if goes_on and not heads else edges
        if self.is_sheet:
            self._sheet(rows, goes_on=goes_on and table.page != self.page_ends.page)
            self.inside = last or self.inside
            self.page_ends.page = table.page
            return
        own, going_on = False, goes_on and table.page != self.page_ends.page
        over = [each for at, row in enumerate(rows) for each in row if each.cell.rows > 1 and at not in heads]
        for at, row in enumerate(rows):
            if at in heads:
                self._head(row, upper=at > 0 and at - 1 in heads and any(each.cell.rows > 1 for each in rows[at - 1]))
                own = True
            else:
                above = [each for each in over if 0 < row[0].cell.row - each.cell.row < each.cell.rows]
                if going_on:
                    self.page_ends.go_on(row, self._numbers_over(row, own=own))
                    going_on = False
                for part in self._by_numbers(row):
                    self._row(part, above, own=own)
        self.page_ends.end(table.page, cells, self._numbers_over(cells, own=own))

    def _numbers_over(self, cells: Sequence[LinedCell], *, own: bool) -> Mapping[TableCell, Sequence[int]]:
        return {each.cell: [column.number for column in self._columns_over(each, own=own)] for each in cells}

    def _columns_over(self, each: LinedCell, *, own: bool) -> list[HeadedColumn]:
        return [column for column in self.columns if is_over(column, each, own=own)]

    def _goes_on(self, edges: Sequence[float]) -> bool:
        """Whether a table has the edges of the one before it."""
        same = sum(any(abs(edge - other) < NEAR for other in self.edges) for edge in edges)
        return same >= _MOST * len(edges)

    def _goes_on_with_last(self, each: LinedCell) -> bool:
        """Whether a heading of a sheet goes on with the last one, which has one cell beside it."""
        last = [cell for cell in self.cells[-2:] if cell.row == self.row - 1]
        return len(last) > 1 and bool(each.lines) and self.text[each.lines[0][0].start].islower()

    def _name(self, cell: LinedCell) -> str | None:
        return GridCell(0, 0, cell.lines).named(self.text, self.headings.column_of)

    def _is_numbered(self, row: Sequence[LinedCell]) -> bool:
        """Whether the number of an action stands over a table, of which a page may hold the first rows only."""
        return len(row) == 1 and self.headings.is_number(_printed(self.text, row[0]))

    def _heads_inside(self, row: Sequence[LinedCell], below: Sequence[LinedCell]) -> bool:
        """Whether a row of a sheet heads the row below it, perhaps on the next page: most of its cells name columns."""
        names = {name for each in row if (name := self._name(each))}
        is_over = len(row) == len(below) and not self._name(below[0]) if below else len(row) > _PAIR
        are_alone = len(row) % 2 == 1 or any(map(self._name, row[1::2]))  # none of them before a cell
        return is_over and are_alone and len(names) > 1 and sum(bool(each.lines) for each in row) < 2 * len(names)

    def _is_under(self, row: Sequence[LinedCell]) -> bool:
        """Whether a row stands under the headings inside a sheet, or goes on with the last row of a form."""
        is_form = bool(self.inside) and not self.inside[0].lines
        may_head = self._name(row[0]) or (is_form and self.headings.likely(_printed(self.text, row[0])))
        return bool(self.inside) and len(row) == len(self.inside) and not may_head

    def _under(self, row: Sequence[LinedCell]) -> None:
        """Add the cells of a row to those under the headings inside a sheet, or of a form, once and unsure."""
        first = len(self.cells) - 2 * len(self.inside)
        edges = [each.first for each in self.inside[1:]]
        for each in row:
            at = first + 2 * bisect_right(edges, each.first) + 1
            self.cells[at] = replace(self.cells[at], lines=(*self.cells[at].lines, *each.lines))
            if not self.inside[0].lines:
                self.unsure.add((self.cells[at].row, 1))
        self.inside = self.inside if self.inside[0].lines else ()

    def _put(self, row: Sequence[tuple[int, Lines]], *, wide: int = 1, kept: list[GridCell] | None = None) -> None:
        (self.cells if kept is None else kept).extend(GridCell(self.row, at, lines, columns=wide) for at, lines in row)
        self.row += 1

    def _wide(self, lines: Sequence[tuple[Span, ...]]) -> None:
        self._put([(0, tuple(lines))], wide=2)

    # a row per action

    def _head(self, row: Sequence[LinedCell], *, upper: bool) -> None:
        """Add a row of headings; one under headings that take two rows parts the others of these."""
        cells = [each for each in row if each.lines]
        columns = [HeadedColumn(0, each.first, each.end, each.cell.box) for each in cells]
        kept = [old for old in self.columns if upper and all(old.end <= n.first or n.end <= old.first for n in columns)]
        ordered = sorted([*columns, *kept], key=lambda column: column.first)
        self.columns = tuple(HeadedColumn(at, each.first, each.end, each.box) for at, each in enumerate(ordered))
        first = {each.first: each.number for each in self.columns}
        repeated = []
        if kept:
            last = [cell for cell in self.heads if cell.row == self.row - 1]
            old = {cell.column: cell for cell in last}
            repeated = [(first[each.first], old[each.number].lines) for each in kept]
            self.heads = [cell for cell in self.heads if cell not in [old[each.number] for each in kept]]
            if all(cell.row != self.row - 1 for cell in self.heads):
                self.row -= 1
        heads = [(first[each.first], each.lines) for each in cells]
        self._put(sorted([*heads, *repeated]), kept=self.heads)

    def _by_numbers(self, row: Sequence[LinedCell]) -> Iterator[Sequence[LinedCell]]:
        """The rows that no rules part: where numbers that count on stand below one another, each begins one."""
        printed = [self.text[line[0].start : line[-1].end] for line in row[0].lines]
        found = [(line, _NUMBER.match(text)) for line, text in zip(row[0].lines, printed, strict=True)]
        numbered = [
            (line[0], number) for line, number in found if number and self.headings.is_number(number[0].strip())
        ]
        counted = [(number[1], int(number[2])) for _, number in numbered]
        counts_on = all(other == (name, count + 1) for (name, count), other in pairwise(counted))
        if len(numbered) < 2 or not counts_on or not self.printed.words:
            yield row
            return
        self.makers.add("aligned")
        edges = [self._middle(word) - NEAR for word, _ in numbered[1:]]
        for at in range(len(numbered)):
            yield [
                LinedCell(
                    each.cell, tuple(line for line in each.lines if bisect_right(edges, self._middle(line[0])) == at)
                )
                for each in row
            ]

    def _middle(self, word: Span) -> float:
        """The height at which a word stands."""
        boxes = [each.box for each in self.printed.words_in(word)]
        return (boxes[0].top + boxes[0].bottom) / 2 if boxes else 0.0

    def _row(self, row: Sequence[LinedCell], above: Sequence[LinedCell], *, own: bool) -> None:
        """Add a row by the headings over its cells. `own`: these are of the same table, else of one before it.

        `above` are cells of the rows before that go over it.
        """
        if not any(each.lines for each in row):
            return
        over = {id(each): self._columns_over(each, own=own) for each in (*row, *above)}
        higher = [each for each in (*above, *self.page_ends.going_on(row)) if len(over[id(each)]) == 1]
        shared = [(over[id(each)][0].number, words) for each in higher if (words := self.page_ends.words(each))]
        filled = [each for each in row if each.lines]
        if len(filled) == 1 and len(row) == 1 and len(over[id(filled[0])]) != 1:
            self._wide(filled[0].lines)
            return
        cells: dict[int, Lines] = {}
        last = 0
        for each in row:
            columns = over[id(each)]
            last = columns[0].number if columns else last
            cells[last] = (*cells.get(last, ()), *each.lines)
            if len(columns) > 1 and each.lines:
                self.unsure |= {(self.row, column.number) for column in columns}
        self.over += [GridCell(self.row, at, lines) for at, lines in shared]
        # a cell of the first column may take the rows below its own, too
        self._put(sorted(({0: ()} | cells if row[0].first > 0 else cells).items()))

    # a sheet per action

    def _sheet(self, rows: Sequence[Sequence[LinedCell]], *, goes_on: bool) -> None:
        """Add the rows of a sheet, each from one heading up to the next one.

        Where it `goes_on` on a new page, a heading that begins with a small letter goes on with the last one.
        """
        self.inside = self.inside if goes_on else ()
        if goes_on and not self.inside and len(rows[0]) > 1 and self._goes_on_with_last(rows[0][0]):
            label, value = self.cells[-2:]
            behind = [line for each in rows[0][1:] for line in each.lines]
            self.cells[-2:] = [
                GridCell(label.row, label.column, (*label.lines, *rows[0][0].lines)),
                GridCell(value.row, value.column, (*value.lines, *behind)),
            ]
            rows = rows[1:]
        widest = max(each.end for row in rows for each in row)
        for row, below in zip(rows, [*rows[1:], ()], strict=True):
            if self._is_under(row):
                self._under(row)
                continue
            self.inside = row if self._heads_inside(row, below) else ()
            for each in self.inside:
                self.beside.add(self.row)
                self._put([(0, each.lines), (1, ())])
            if self.inside or not any(each.lines for each in row):
                continue
            if len(row) == 1 and row[0].first == 0 and row[0].end == widest:
                self.beside.add(self.row)
                self._wide(row[0].lines)
                continue
            is_labelled = row[0].first == 0 and row[0].lines
            if not is_labelled and self.cells and self.cells[-1].row in self.beside and self.cells[-1].column:
                last = self.cells[-1]  # the heading beside it takes several rows
                more = (line for each in row for line in each.lines)
                self.cells[-1] = GridCell(last.row, last.column, (*last.lines, *more))
                continue
            first, *_ = texts = [_printed(self.text, each) for each in row]
            starts = [at for at in range(2, len(row)) if self._name(row[at]) or (first, texts[at]) in self.pairs]
            for start, end in pairwise([0, *starts, len(row)]):
                self.beside.add(self.row)
                cells = [(at, each.lines) for at, each in enumerate(row[start:end])]
                self._put(cells if len(cells) > 1 else [*cells, (1, ())])  # no rule may close the cell of a heading
