"""A table as a grid: cells in rows and columns, each of them made of words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.records.source_text import Span, runs, words_of

Word = Span
"""A word is its characters."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell that begins at a row and a column, both counted from 0, and takes so many `rows` and `columns`.

    `lines` has the words of each printed line of the cell; a cell that is printed empty has none.
    """

    row: int
    column: int
    lines: tuple[tuple[Word, ...], ...]
    rows: int = 1
    columns: int = 1

    @property
    def words(self) -> tuple[Word, ...]:
        """All words, in the order of reading."""
        return tuple(word for line in self.lines for word in line)

    def spans(self, text: str) -> tuple[Span, ...]:
        """The runs of the words of each line: words with nothing but white space between them."""
        return tuple(run for line in self.lines for run in runs(line, text))

    def printed(self, text: str) -> str:
        """The words in one line."""
        return " ".join(text[word.start : word.end] for word in self.words)

    def named(self, text: str, column_of: Callable[[str], str | None]) -> str | None:
        """The column that the words name, of which one may be broken over two lines; of two headings the lower."""
        lines = [" ".join(text[word.start : word.end] for word in line) for line in self.lines]
        ways = [" ".join(lines), "\n".join(lines).replace("-\n", "").replace("\n", " "), "".join(lines)]
        ways += [" ".join([*lines[:at], lines[at] + lines[at + 1], *lines[at + 2 :]]) for at in range(len(lines) - 1)]
        ways += lines[-1:] if all(map(column_of, lines)) else []
        return next((name for way in ways if (name := column_of(way))), None) if lines else None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    `made_by` is the front end that found it: `rules`, `word`, `alignment`, `delimiters`, `columns`, `sheets`, `running`
    or `blocks`. `headings` are the cells that name columns, `cells` all others, in the order of rows. `marks` only draw
    the table and are no words: pipes, and what Markdown writes for a line end or for bold letters. `escapes` are the
    offsets of characters inside words by which Markdown keeps the next one from being a mark. `unsure` are the rows and
    columns of cells whose words may be another's. `beside` are rows of sheets, whose headings stand beside the cells
    (without any row of headings, all rows are), `apart` rows whose words do not go on with those above. `paragraphs`
    are the offsets at which a further paragraph of a cell begins, where the front end can tell. `opening` is where the
    words before its headings begin that belong to it. `over` are cells of rows above that go over a further row, each
    at that row; `cells` has each of them where it begins. `is_ragged` says that a line may be a row or go on with the
    one above, where no number tells. `over_cells` are where the headings begin that a sheet prints above their cells.
    """

    made_by: str
    headings: tuple[GridCell, ...]
    cells: tuple[GridCell, ...]
    marks: tuple[Span, ...] = ()
    escapes: frozenset[int] = frozenset()
    unsure: frozenset[tuple[int, int]] = frozenset()
    beside: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()
    paragraphs: frozenset[int] | None = None
    opening: int | None = None
    over: tuple[GridCell, ...] = ()
    is_ragged: bool = False
    over_cells: frozenset[int] = frozenset()

    @property
    def start(self) -> int:
        """The offset of its opening or first heading, or where no row consists of headings, of its first word."""
        if self.opening is not None:
            return self.opening
        return min(word.start for cell in self.headings or self.cells for word in cell.words)

    def above(self, sheets: Grid) -> Grid:
        """The grid with sheets below its rows."""
        first = 1 + max(cell.row for cell in self.cells)
        cells = [replace(cell, row=first + cell.row) for cell in sheets.cells]
        unsure = {(first + row, column) for row, column in sheets.unsure}
        beside = frozenset(cell.row for cell in cells)
        return replace(self, cells=(*self.cells, *cells), unsure=self.unsure | unsure, beside=beside)

    def drawn(self, lines: Sequence[TextLine]) -> Iterator[TextLine]:
        """Those of the lines around it that hold no word of a cell and only draw it."""
        taken = sorted(word.start for cell in (*self.headings, *self.cells) for word in cell.words)
        for line in lines:
            at = bisect_right(taken, line.span.start - 1)
            marked = any(mark.start <= line.span.start < mark.end for mark in self.marks)
            if not marked and (at == len(taken) or taken[at] >= line.span.end):
                yield line

    def rows(self) -> Iterator[tuple[bool, tuple[GridCell, ...]]]:
        """The rows from top to bottom, each with whether it consists of headings."""
        every = [*((each, True) for each in self.headings), *((each, False) for each in self.cells)]
        ordered = sorted(every, key=lambda item: (item[0].row, item[0].column))
        for _, row in groupby(ordered, key=lambda item: item[0].row):
            cells = list(row)
            yield cells[0][1], tuple(cell for cell, _ in cells)


def in_rows(text: str, rows: Sequence[Sequence[Sequence[TextLine]]]) -> tuple[GridCell, ...]:
    """The cells of rows by their lines; one alone in its row goes over both columns, a heading and its value."""
    return tuple(
        GridCell(at, column, tuple(words_of(text, line.span) for line in part), columns=1 if len(row) > 1 else 2)
        for at, row in enumerate(rows)
        for column, part in enumerate(row)
    )


@dataclass
class LinedRows:
    """Makes the grid of a table whose cells are known by their lines, row by row.

    It has `count` columns, of which the one before the `first` may be that of numbers: other cells are counted from
    there. `cells` has the lines of each cell by its row and column, `wide` the rows of one cell over all columns.
    """

    text: str
    first: int
    count: int
    headings: list[GridCell] = field(default_factory=list)
    cells: dict[tuple[int, int], list[TextLine]] = field(default_factory=dict)
    wide: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)
    unsure: set[tuple[int, int]] = field(default_factory=set)
    row: int = 0
    last: int = 0
    """The row that has come to its number."""

    def grid(self) -> Grid:
        """The grid of all rows."""
        cells = [
            GridCell(row, column, self._words(lines), columns=self.count if row in self.wide else 1)
            for (row, column), lines in sorted(self.cells.items())
        ]
        unsure, apart = frozenset(self.unsure), frozenset(self.apart)
        return Grid("running", tuple(self.headings), tuple(cells), unsure=unsure, apart=apart)

    def add_heads(self, heads: Iterable[Sequence[TextLine]]) -> None:
        """Add a row of headings by the lines of each."""
        self.headings += [GridCell(self.row, at, self._words(lines)) for at, lines in enumerate(heads)]
        self.row += 1

    def add_wide(self, lines: Sequence[TextLine], *, is_apart: bool = False) -> None:
        """Add a row of one cell, which may stand apart from the row above it."""
        self.cells[self.row, 0] = [*lines]
        self.wide.add(self.row)
        self.apart |= {self.row} if is_apart else set()
        self.row += 1

    def begin(self, number: TextLine | None) -> None:
        """Begin a row with its number; without one the cells that follow go on with those of the row above."""
        if number is not None:
            self.cells[self.row, max(0, self.first - 1)] = [number]
            self.last = self.row
            self.row += 1

    def put(self, column: int, lines: Sequence[TextLine], *, is_sure: bool) -> None:
        """Put lines into a cell of the row."""
        place = self.last, self.first + column
        if lines:
            self.cells.setdefault(place, []).extend(lines)
        self.unsure |= set() if is_sure else {place}

    def _words(self, lines: Sequence[TextLine]) -> tuple[tuple[Word, ...], ...]:
        return tuple(words_of(self.text, line.span) for line in lines)
