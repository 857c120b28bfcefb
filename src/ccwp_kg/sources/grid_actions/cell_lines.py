"""The lines of the cells of a grid, each with its block and page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from ccwp_kg.rdf.terms.iris import slug
from ccwp_kg.sources.grid.grid import Grid, GridCell
from ccwp_kg.sources.layout.headings import Label
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.table.cell_features import PARTIES
from ccwp_kg.sources.table.cells import UNKNOWN
from ccwp_kg.sources.table.items import lines_of


@dataclass
class CellLines:
    """Tells the lines of each cell of a grid; `lines` are those of the annex in which it stands."""

    grid: Grid
    lines: Sequence[TextLine]
    grammar: Grammar

    def __call__(self, cell: GridCell, *, whole: bool = False) -> list[TextLine]:
        """The lines of a cell; unless they are `whole`, one that holds several items is cut before each."""
        text = self.grammar.source.text
        paragraphs, block = self.grid.paragraphs, UNKNOWN
        found = []
        for span in cell.spans(text):
            host = self.lines[max(0, bisect_right(self.lines, span.start, key=lambda line: line.span.start) - 1)]
            block = host.block if paragraphs is None else span.start if span.start in paragraphs else block
            # the indices leave a gap, for between two lines of a cell other cells may stand
            found.append(TextLine(2 * span.start, span, text[span.start : span.end], block, host.page))
        return found if whole else lines_of(found, marks=self.grammar.profile.layout.list_marks)

    def label(self, cell: GridCell, *, taken: Collection[str | None] = ()) -> Label:
        """The heading in a cell; one that is only likely names no column that another heading has `taken`."""
        text, labels = self.grammar.source.text, self.grammar.labels
        known, sign = cell.named(text, labels.column), cell.named(text, labels.likely)
        likely = None if known or (sign in taken and sign != PARTIES) else sign
        name = known or likely or slug(cell.printed(text)) or f"column-{cell.column + 1}"
        return Label(name, tuple(self(cell, whole=True)), likely=likely is not None)

    @cached_property
    def running(self) -> Sequence[TextLine]:
        """The lines of all cells in the order in which their words run: cell after cell."""
        return [line for _, row in self.grid.rows() for cell in row for line in self(cell, whole=True)]
