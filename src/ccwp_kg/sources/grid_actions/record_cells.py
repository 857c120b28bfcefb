"""The lines of the cells of a grid, and what a record makes of them: a cell for each column, and the others."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ccwp_kg.rdf.terms.iris import slug
from ccwp_kg.sources.grid.blocks import BLOCKS
from ccwp_kg.sources.grid.grid import Grid, GridCell
from ccwp_kg.sources.grid_actions.record import Record
from ccwp_kg.sources.layout.headings import Label, joined
from ccwp_kg.sources.layout.hyphens import HYPHENS, Hyphens
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.profile.profile import STEPS
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.table.cell_features import PARTIES
from ccwp_kg.sources.table.cells import UNKNOWN, Cell, Cells
from ccwp_kg.sources.table.column_order import ROWS, ColumnOrder
from ccwp_kg.sources.table.items import by_paragraphs, lines_of
from ccwp_kg.sources.text.patterns import whole_words


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


@dataclass
class RecordCells:
    """Makes the cells of the `records` of a grid; `running` are all lines in the order in which their words run."""

    grid: Grid
    records: Sequence[Record]
    running: Sequence[TextLine]
    grammar: Grammar

    @property
    def known(self) -> frozenset[str]:
        """The names of the columns of the profile, and of its box."""
        profile = self.grammar.profile
        return frozenset((*(column.name for column in profile.columns), profile.box.name))

    def of(self, record: Record, order: ColumnOrder) -> Cells:
        """The cells of one record, in a table whose columns have this order."""
        cells: dict[str, Cell] = {}
        others: list[tuple[str, Cell]] = []
        for label, lines in sorted(record.columns.values(), key=lambda column: self.rank(column[0])):
            cell = self._cell(label, lines)
            if label.column in self.known and not (lines and label.column in cells and cells[label.column].lines):
                cells[label.column] = cell if lines or label.column not in cells else cells[label.column]
            elif lines:
                others.append((label.column, cell))
        unsure = [cell for name, cell in others if name in record.suspect]
        in_steps = (record.steps[step][column] for step, column in record.unsure)
        suspect = [name for name in dict.fromkeys(record.suspect) if name in cells]
        missing = () if order.headings == ROWS else order.columns
        return Cells(
            {name: cell for name, cell in cells.items() if cell.lines},
            tuple(record.loose),
            missing=tuple(name for name in missing if name not in cells and name != self.grammar.profile.box.name),
            suspect=tuple(
                (name, *(other for other in suspect if other != name)) for name in suspect if cells[name].lines
            ),
            others=tuple(cell for _, cell in others),
            printed=frozenset(cells),
            made_by=self.grid.made_by,
            covered={name: tuple(lines) for name, lines in record.covered.items()},
            steps=tuple(self._step_cells(step) for step in record.steps),
            unsure=(*unsure, *(self._cell(*each) for each in in_steps if each[1])),
        )

    def rank(self, label: Label) -> tuple[int, bool, int]:
        """The order in which headings get the column that several of them name: "Objectives served" before "Aims".

        One with the first cue of its column comes first; of several such, one that is known, and then its place.
        """
        printed = joined(label.lines)
        columns = self.grammar.profile.columns
        cues = next((each.cues for each in columns if each.name == label.column and each.name != PARTIES), ())
        place = next((at for at, cue in enumerate(cues) if whole_words((cue,)).search(printed)), 0)
        return place, label.likely, 0 if label.column == PARTIES else self.grammar.labels.rank(printed)

    def _step_cells(self, step: Mapping[int, tuple[Label, list[TextLine]]]) -> tuple[Cell, ...]:
        """The cells of a step that hold words, that of its name first."""
        named = sorted(step.values(), key=lambda column: column[0].column != STEPS)
        return tuple(self._cell(label, lines) for label, lines in named if lines)

    def _cell(self, label: Label, lines: Sequence[TextLine]) -> Cell:
        is_told = self.grid.paragraphs is not None
        width, of_names = self._widths[self._column(label)], label.column == PARTIES
        parted = None if is_told else by_paragraphs(lines, width=width, of_names=of_names)
        return Cell(
            tuple(parted or lines),
            # characters of Markdown, hyphens at the end of a line and marks of notes are part of no word
            dividing=self.grid.escapes | self._hyphens.dividing(lines) | self._footnotes,
            heading=label.lines,
            by_paragraphs=is_told or parted is not None,
            by_blank_lines=self.grid.made_by == BLOCKS,
        )

    def _column(self, label: Label) -> str:
        """What cells share a width: those of a column, or all those beside headings but the boxes."""
        is_over = bool(label.lines) and label.lines[0].span.start in self.grid.over_cells
        is_box = label.column == self.grammar.profile.box.name
        return label.column if self.grid.headings or is_over or is_box else ""

    @cached_property
    def _widths(self) -> Mapping[str, int]:
        """The characters of the longest line of each column."""
        widths = Counter[str]()
        for record in self.records:
            for label, lines in (*record.columns.values(), *(each for step in record.steps for each in step.values())):
                longest = max((line.indent + len(line.text) for line in lines), default=0)
                widths[self._column(label)] = max(widths[self._column(label)], longest)
        return widths

    @cached_property
    def _hyphens(self) -> Hyphens:
        """What the document shows of hyphens where its words run through cells, not through lines."""
        profile = self.grammar.profile
        known = profile.legibility.long_words | profile.legibility.short_words
        return Hyphens.of(self.running, known=known, words=profile.words)

    @cached_property
    def _footnotes(self) -> frozenset[int]:
        return frozenset(at for at in self.grammar.dividing if self.grammar.source.text[at] not in HYPHENS)
