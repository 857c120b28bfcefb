"""The cells of a row by column, and the words that no column could take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ccwp_kg.sources.layout.text_lines import TextLine, spans_of
from ccwp_kg.sources.records.source_text import Span

Block = tuple[TextLine, ...]


UNKNOWN = -1
"""The block of a line of which nothing shows whether a paragraph begins with it."""
CERTAIN = frozenset(("rules", "word", "delimiters"))
"""The front ends that are certain of where a cell ends."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of one cell, or pieces of lines if `rule` split them from those of another cell.

    `dividing` are then the offsets of hyphens that only divide a word at the end of a piece. `heading` are the lines of
    the heading over or beside it, where a grid tells which one that is. `by_paragraphs` says that
    a line of another block than the one before begins a paragraph, `by_blank_lines` that a blank line parts two items,
    `at_semicolons` that semicolons may part them, for no cell of its column marks them.
    """

    lines: Block
    rule: str | None = None
    dividing: frozenset[int] | None = None
    heading: Block = ()
    by_paragraphs: bool = False
    by_blank_lines: bool = False
    at_semicolons: bool = False

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans of the cell: one for each run of lines, or for each piece that a rule split."""
        return spans_of(self.lines) if self.rule is None else tuple(line.span for line in self.lines)

    def part(self, lines: Sequence[TextLine]) -> Cell:
        """The cell with only some of its lines."""
        return replace(self, lines=tuple(lines))


_EMPTY = Cell(())


@dataclass(frozen=True, slots=True)
class SharedLines:
    """Lines that two columns share. `rule` split them with a `score` of 0–100; None if no rule could."""

    columns: tuple[str, ...]
    lines: Block
    rule: str | None = None
    score: int = 0


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one row by column, and the words that no column could take.

    `loose` are words that no column took, `doubtful` the columns to which they may belong. `missing` are columns
    without the cell that they should have. `marks` are list marks that stand alone among the parties. `suspect` are
    columns whose cell may hold words of another column, each with those columns. Where a grid has the cells, `made_by`
    is the front end that found it and `printed` are the columns of which the row prints a cell. `others` are cells of
    columns that the profile does not know, or has a cell of already. `steps` has the cells of each step of the action,
    `unsure` those of them whose words may be another's, `covered` the words of a cell above that may go over an empty
    one.
    """

    cells: Mapping[str, Cell]
    loose: Block = ()
    doubtful: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    marks: Block = ()
    shared_lines: SharedLines | None = None
    suspect: tuple[tuple[str, ...], ...] = ()
    others: tuple[Cell, ...] = ()
    steps: tuple[tuple[Cell, ...], ...] = ()
    unsure: tuple[Cell, ...] = ()
    printed: frozenset[str] = frozenset()
    made_by: str = ""
    covered: Mapping[str, Block] = field(default_factory=dict)

    def cell(self, column: str) -> Cell:
        """The cell of a column. It has no lines if none is printed."""
        return self.cells.get(column, _EMPTY)

    def with_cell(self, column: str, cell: Cell) -> Cells:
        """The cells with one more; where its column has words, it is kept under its own heading."""
        if self.cell(column).lines:
            return replace(self, others=(*self.others, cell))
        missing = tuple(name for name in self.missing if name != column)
        cells = {**self.cells, column: cell} if cell.lines else self.cells
        return replace(self, cells=cells, missing=missing, printed=self.printed | {column})
