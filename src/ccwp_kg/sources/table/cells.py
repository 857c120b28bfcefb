"""The cells of a row by column, and what could not be given to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ccwp_kg.sources.layout.lines import TextLine, spans_of
from ccwp_kg.sources.records.source_text import Span

Block = tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of one cell; pieces of lines where `rule` parted them from those of another.

    `dividing` are then the places of hyphens that only divide a word at the end of a piece.
    """

    lines: Block
    rule: str | None = None
    dividing: frozenset[int] | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The characters of the cell: each piece by itself where a rule parted them."""
        return spans_of(self.lines) if self.rule is None else tuple(line.span for line in self.lines)

    def part(self, lines: Sequence[TextLine]) -> Cell:
        """The cell of some of the lines."""
        return replace(self, lines=tuple(lines))


_EMPTY = Cell(())


@dataclass(frozen=True, slots=True)
class Tangle:
    """Lines in which the cells of two columns stand; `rule` parted them with a `score` up to 100, None could not."""

    columns: tuple[str, ...]
    lines: Block
    rule: str | None = None
    score: int = 0


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one row by column, and what could not be given to one.

    `loose` are words that no column could take for sure, `doubtful` the columns they may belong to, `marks` list marks
    that stand alone among the parties, `missing` the columns that lack a cell they should have. `suspect` are columns
    whose cell shows signs of another's words, with the columns those may belong to.
    """

    cells: Mapping[str, Cell]
    loose: Block = ()
    doubtful: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    marks: Block = ()
    tangle: Tangle | None = None
    suspect: tuple[tuple[str, ...], ...] = ()

    def cell(self, column: str) -> Cell:
        """The cell of a column; without lines where none is printed."""
        return self.cells.get(column, _EMPTY)
