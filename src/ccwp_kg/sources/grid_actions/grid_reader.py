"""Reads the actions of a grid: a row each, a sheet with headings beside, or a heading over prose and a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby, pairwise

from ccwp_kg.sources.grid.blocks import BLOCKS, is_heading
from ccwp_kg.sources.grid.front_ends import is_of_steps
from ccwp_kg.sources.grid.grid import Grid, GridCell
from ccwp_kg.sources.grid_actions.record import (
    Group,
    Record,
    by_number,
    cover,
    group_below,
    group_in,
    of_another_plan,
    part_cells,
)
from ccwp_kg.sources.grid_actions.record_cells import CellLines, RecordCells
from ccwp_kg.sources.grid_actions.row_numbers import (
    RULES,
    RowNumbers,
    behind_number,
    has_paragraphs,
    heads_rows,
    is_title_alone,
    may_be_actions,
    names_titles,
    title_place,
)
from ccwp_kg.sources.grid_actions.titles import part_titles
from ccwp_kg.sources.layout.action_numbers import Number, end_with_dash, number_at
from ccwp_kg.sources.layout.headings import Label, Labels
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.profile.profile import STEPS
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.table.cell_features import OBJECTIVES, TITLE
from ccwp_kg.sources.table.cells import Cells
from ccwp_kg.sources.table.column_order import ONCE, PAGES, ROWS, ColumnOrder
from ccwp_kg.sources.table.parted_headings import parted_cell, parted_heading
from ccwp_kg.sources.table.rows import Annex
from ccwp_kg.sources.text.patterns import CLOSED

_BOX, _LONGEST_LABEL = -1, 60
"""The place of a box among the columns; the characters of a heading that the profile does not know, at most."""


@dataclass
class GridReader:
    """Reads one grid; `lines` are those of the annex in which it stands, `prose` those before it.

    `of_steps` are the headings of a table of steps, `pairs` the columns that two headings share. `current` is the
    column of a sheet, or the box, whose cell the next line may continue. By `by_title` each row with a title is an
    action; `unnumbered` counts the rows of several cells before the first action.
    """

    grid: Grid
    lines: Sequence[TextLine]
    prose: Sequence[TextLine]
    grammar: Grammar
    records: list[Record] = field(default_factory=list)
    headings: list[Label] = field(default_factory=list)
    loose: list[TextLine] = field(default_factory=list)
    heads: dict[int, Label] = field(default_factory=dict)
    head_rows: list[Mapping[int, Label]] = field(default_factory=list)
    of_steps: dict[int, Label] = field(default_factory=dict)
    current: tuple[int, Label] | None = None
    pairs: dict[int, tuple[Label, Label]] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    by_title: bool = False
    unnumbered: int = 0
    ordinal: int | None = None

    def read(self) -> tuple[Annex, tuple[Cells, ...]] | None:
        """The annex and the cells of its rows.

        None where no row of the grid has a number, and nothing else tells which rows are actions.
        """
        sheets = not self.grid.headings
        for is_head, row in group_below(self.grid.rows(), self._group):
            self.current = None if row[0].row in self.grid.apart else self.current
            if is_head:
                self._head(row)
            elif any(cell.words for cell in row):
                beside = sheets or row[0].row in self.grid.beside
                self._titled_row(row) if self.by_title else self._row(row, sheets=beside)
        if len(self.records) <= self.unnumbered:  # the numbers are those of another table below the actions
            other = self.records or self.by_title or self._is_headed
            may = not other and may_be_actions(self.grid, self.head_rows, self._labels)
            return GridReader(self.grid, self.lines, self.prose, self.grammar, by_title=True).read() if may else None
        others = () if sheets else of_another_plan(self.records, self.ordinal)
        self.loose += (line for each in others for line in each.lines)
        self.records = by_number([each for each in self.records if each not in others])
        made = RecordCells(self.grid, self.records, self.running, self.grammar)
        part_cells(self.records, self._labels, profile=self.grammar.profile)
        cover(self.records, made_by=self.grid.made_by)
        part_titles(self.records, self.grammar.source.text, is_told=self.grid.paragraphs is not None)
        held = {line.span for record in self.records for line in record.held}
        loose = (*self.loose, *(line for group in self.groups for line in group.lines))
        self.loose = [line for line in loose if line.span not in held]
        position = ROWS if sheets else PAGES if sum(row for row, _ in self.grid.rows()) > 1 else ONCE
        names = [each.column for at, label in self.heads.items() for each in self.pairs.get(at, (label,))]
        headed = [label.column for record in self.records for label in record.labels]
        names += [*headed, *(group.label.column for group in self.groups)]
        names += [TITLE, self.grammar.profile.box.name] if self._is_headed else []
        columns = tuple(dict.fromkeys(name for name in names if name in made.known))
        order = ColumnOrder(columns, position, frozenset(headed))
        rows, headings = tuple(record.row() for record in self.records), tuple(self.headings)
        drawn = dict.fromkeys((*self.grid.drawn(self.lines), *(each for one in self.records for each in one.drawn)))
        annex = Annex(rows, headings, tuple(drawn), tuple(self.loose), order)
        return annex, tuple(made.of(record, order) for record in self.records)

    @property
    def running(self) -> Sequence[TextLine]:
        """All lines in the order in which their words run: those before the table, then those of cell after cell."""
        return [*self.prose, *self._lines.running]

    @cached_property
    def _lines(self) -> CellLines:
        return CellLines(self.grid, self.lines, self.grammar)

    @cached_property
    def _numbers(self) -> RowNumbers:
        return RowNumbers(self.grid, self.grammar, self._lines)

    @property
    def _labels(self) -> Labels:
        return self.grammar.labels

    def _head(self, row: Sequence[GridCell]) -> None:
        self.current = self.current if self.current and self.current[0] == _BOX else None  # a page may end in a box
        heads: dict[int, Label] = {}
        taken = {self._labels.column(each.printed(self.grammar.source.text)) for each in row}
        for cell in (each for each in row if each.words):
            heads[cell.column] = self._lines.label(cell, taken={*taken, *(label.column for label in heads.values())})
        self.head_rows.append(heads)
        self.pairs = {at: pair for at, each in heads.items() if (pair := parted_heading(each.lines, self._labels))}
        self.headings += [each for at, label in heads.items() for each in self.pairs.get(at, (label,))]
        behind = {cell.column: heads[cell.column - 1] for cell in row if not cell.words and cell.column - 1 in heads}
        heads |= {at: label for at, label in behind.items() if label.column == TITLE}  # over the number, too
        self.of_steps, self.heads = (heads, {}) if STEPS in {each.column for each in heads.values()} else ({}, heads)

    def _row(self, row: Sequence[GridCell], *, sheets: bool) -> None:
        first = self._numbers.cell_of(row, self.heads)
        lines, every = self._numbers.lines_of(first), [line for cell in row for line in self._lines(cell, whole=True)]
        alone = len(row) == 1 or (not sheets and is_title_alone(row, row[0]) and self._is_boxed(row[0]))
        is_title = first.column in self.heads and self.heads[first.column].column == TITLE
        may_number = first is row[0] or self._numbers.is_alone(lines[0].text) or is_title
        number = self._numbers.at(lines[0].text) if may_number else None
        if self.of_steps and not alone and self.records:
            self._step(row)
        elif sheets and self.records and self.records[-1].repeats(number, every):
            self.records[-1].drawn += every
        elif number is not None and self._opens(number, lines[0].text, sheets=sheets, alone=alone):
            self._open_row(row, number, sheets=sheets)
        elif self._begins_group(row) or (not alone and self._labelled_row(row, sheets=sheets)):
            return
        elif not self.records or (not alone and heads_rows(row, self.heads, self.grid, self.grammar)):
            self.loose += [line for cell in row for line in self._lines(cell)]
            self.unnumbered += not self.records and bool([cell for cell in row if cell.words][2:])
            if self.records and self.current is None:
                self._doubt("words in the column of titles alone, behind its row, are of no action", row[0])
        elif alone:
            self._box(first, sheets=sheets)
        elif sheets:
            for cell in row:
                self._go_on(cell)
        elif {cell.words for cell in row if cell.words} <= {cell.words for cell in self._over.get(row[0].row + 1, ())}:
            self.loose += [line for cell in row for line in self._lines(cell)]
        else:
            self._fill(row)

    def _titled_row(self, row: Sequence[GridCell]) -> None:
        """Read a row of a table without numbers; one without a title goes on with the row above it."""
        place, over = title_place(self.heads, self._labels), self._over.get(row[0].row, ())
        title = next((cell for cell in row if cell.words and cell.column == place and len(row) > 1), None)
        if self._begins_group(row) or (len(row) > 1 and self._labelled_row(row, sheets=False)):
            return
        if title is not None and self._lines(title)[0].text[0].islower() and self._begins_page(title):
            self._fill(row)
            self._doubt("its title goes on in small letters on the next page", title)
        elif title is not None and (over or not is_title_alone(row, title)):
            self._open_titled(row, title)
        elif title is None and len(row) > 1 and place is not None and self.records:
            self._fill(row)
            first = next(cell for cell in row if cell.words)
            if all(cell.column != place for cell in over):
                self._doubt("a row without a title goes on with it, and may be another action", first)
        elif self.records and (len(row) == 1 or (is_title_alone(row, row[0]) and self._is_boxed(row[0]))):
            self._box(row[0])
        else:
            self.loose += [line for cell in row for line in self._lines(cell)]

    def _is_boxed(self, cell: GridCell) -> bool:
        """Whether a cell begins with the heading of the box, or stands below that as its words."""
        begins = self._labels.opening(cell.printed(self.grammar.source.text), self.grammar.profile.box.name) > 0
        is_below = self.current is not None and self.current[0] == _BOX
        return begins or (is_below and not self.records[-1].columns[_BOX][1])

    def _open_titled(self, row: Sequence[GridCell], title: GridCell) -> None:
        """Open an action by its title."""
        begins_page = self._begins_page(title)
        self._begin(Record(None, None))
        self._fill(row)
        self._share(row[0].row)
        if begins_page:
            self._doubt("it begins a page and may go on with the row above it", title)
        if self.grid.made_by == RULES and has_paragraphs(title, self.grid):
            self._doubt("its title has several paragraphs and may be those of several actions", title)

    def _begins_page(self, title: GridCell) -> bool:
        """Whether a title is the first one of a page of a ruled table, where the row above it may go on."""
        above = [line.page for record in self.records[-1:] for line in record.held]
        return self.grid.made_by == RULES and bool(above) and max(above) < self._lines(title)[0].page

    def _doubt(self, message: str, cell: GridCell) -> None:
        """Say what is not certain of the last action."""
        self.records[-1].doubts.append((message, self._lines(cell)[0]))

    def _begins_group(self, row: Sequence[GridCell]) -> bool:
        """Whether a row says what the actions below it pursue."""
        may = self.heads and OBJECTIVES not in {label.column for label in self.heads.values()}
        found = [group] if may and (group := self._group(row)) is not None else []
        self.groups += found
        self.headings += [group.label for group in found]
        return bool(found)

    def _group(self, row: Sequence[GridCell]) -> Group | None:
        """What the actions below a row pursue; None where it has other words than those."""
        alone = row[0].words and not any(cell.words for cell in row[1:])
        return group_in(self._lines(row[0], whole=True), self._labels) if alone else None

    def _opens(self, number: Number, text: str, *, sheets: bool, alone: bool) -> bool:
        """Whether a number opens an action; a sentence may begin with one."""
        if alone and self._is_headed:
            return is_heading(text, cues=self.grammar.profile.actions)
        return sheets or number.alone or not alone

    def _open_row(self, row: Sequence[GridCell], number: Number, *, sheets: bool) -> None:
        """Open an action; what stands behind its number in the first cell is its title, or the cell of that column."""
        first = self._numbers.cell_of(row, self.heads)
        rest = self._open(number, self._numbers.lines_of(first))
        self.records[-1].word = self._numbers.word_of(first)
        at = behind_number(first, self.heads, self.grid) if rest else first.column
        title = self.heads.get(at) or (Label(TITLE, ()) if rest or sheets else None)
        if title is not None and rest and self.heads and names_titles(title, self.heads, self.grammar.profile):
            title = self.heads[at] = replace(title, column=TITLE, likely=True)
        if title is not None and not (number.alone and not rest):
            self.records[-1].put(at, title, rest)
            self.records[-1].suspect += [title.column] if (first.row, first.column) in self.grid.unsure else []
        for cell in [cell for cell in row if cell is not first] if sheets else ():
            self.records[-1].put(0, Label(TITLE, ()), self._lines(cell))
        if not sheets:
            self._fill([cell for cell in row if cell is not first])
            self._share(row[0].row)

    def _share(self, row: int) -> None:
        """Give the action of a row the cells that go over it, but for titles; their words stand apart from its own."""
        record = self.records[-1]
        for cell in self._over.get(row, ()):
            label = self.heads.get(cell.column)
            if label is not None and label.column != TITLE and cell.column not in self.pairs:
                record.put(cell.column, label, lines := self._lines(cell))
                record.apart += lines

    @cached_property
    def _over(self) -> Mapping[int, Sequence[GridCell]]:
        """The cells of rows above by the row that they go over."""
        return {row: tuple(cells) for row, cells in groupby(self.grid.over, key=lambda cell: cell.row)}

    def _open(self, number: Number, lines: Sequence[TextLine]) -> list[TextLine]:
        """Open an action with the number at the head of some lines; what stands behind that."""
        end = end_with_dash(number, lines[0].text)
        self._begin(Record(lines[0].part(0, end), number.value))
        return [*(() if number.alone else lines[0].behind(end)), *lines[1:]]

    def _begin(self, record: Record) -> None:
        """Begin an action, which has what the group above it pursues."""
        self.current = None
        self.records.append(record)
        for group in self.groups[-1:]:
            group.give(record)

    def _fill(self, row: Sequence[GridCell]) -> None:
        """Put the cells of a row, or of one that goes on with it, into the columns under whose headings they stand."""
        record = self.records[-1]
        for cell in row:
            at, lines = cell.column, self._lines(cell, whole=cell.column in self.pairs)
            if at in self.pairs:
                record.put_parts(at, self.pairs[at], parted_cell(lines, self.pairs[at], self._labels))
            elif at in self.heads:
                record.put(at, self.heads[at], lines)
            else:
                record.loose += lines
            if at in self.heads and (cell.row, at) in self.grid.unsure:
                record.suspect += [label.column for label in self.pairs.get(at, (self.heads[at],))]

    @cached_property
    def _is_headed(self) -> bool:
        """Whether each action has a heading over prose, labelled values or a table of its steps."""
        return self.grid.made_by == BLOCKS or is_of_steps(self.grid, self.grammar)

    @cached_property
    def _has_prose_below(self) -> bool:
        """Whether sentences stand over all columns below most rows of a table, of whose headings none names the box."""
        text, box = self.grammar.source.text, self.grammar.profile.box.name
        if not self.grid.headings or any(label.column == box for label in self.headings):
            return False
        below = [
            len(row) == 1 and row[0].columns > 1 and CLOSED.search(row[0].printed(text)) is not None
            for (_, above), (_, row) in pairwise(self.grid.rows())
            if len(above) > 1
        ]
        return 2 * sum(below) > len(below)

    def _step(self, row: Sequence[GridCell]) -> None:
        """Put the cells of a row into a step of the action; without a name the row goes on with the step above it."""
        record = self.records[-1]
        names = {at for at, label in self.of_steps.items() if label.column == STEPS}
        if not record.steps or any(cell.words and cell.column in names for cell in row):
            record.steps.append({})
        for cell in row:
            label = self.of_steps.get(cell.column)
            if label is None:
                record.loose += self._lines(cell)
            else:
                record.steps[-1].setdefault(cell.column, (label, []))[1].extend(self._lines(cell, whole=True))
                if (cell.row, cell.column) in self.grid.unsure:
                    record.unsure.append((len(record.steps) - 1, cell.column))

    def _labelled_row(self, row: Sequence[GridCell], *, sheets: bool) -> bool:
        """Read a heading with its cell beside it. False where the first cell is no heading."""
        printed = row[0].printed(self.grammar.source.text)
        column = row[0].named(self.grammar.source.text, self._labels.column)
        if not (printed and (sheets or column == self.grammar.profile.box.name)) or len(printed) > _LONGEST_LABEL:
            return False
        label, values = self._lines.label(row[0]), [line for cell in row[1:] for line in self._lines(cell)]
        named = sheets and self._labels.means(printed) == TITLE  # then a title may follow
        number = number_at(values[0].text, cues=self.grammar.profile.actions) if values else None
        if values and named and number is None:
            number = self._numbers.at(values[0].text)
        if number is not None and ((number.alone and column in (None, TITLE)) or named):
            values = self._open(number, values)
        elif not self.records:
            return False
        record = self.records[-1]
        if label.column == STEPS or record.steps:
            self.headings.append(label)
            record.steps += [{}] if label.column == STEPS else []
            record.steps[-1][len(record.steps[-1])] = (label, values)
            return True
        self._put_labelled(label, values if values or number is None else None)
        record.suspect += [label.column for cell in row[1:] if (cell.row, cell.column) in self.grid.unsure]
        return True

    def _put_labelled(self, label: Label, values: Sequence[TextLine] | None) -> None:
        """Add a heading of the last action and its cell, if it is one."""
        self.records[-1].labels.append(label)
        at = 1_000 + len(self.records[-1].labels)
        self.current = None if self.grid.made_by == BLOCKS else (at, label)  # a block has the whole value
        if values is not None:
            self.records[-1].put(at, label, values)

    def _box(self, cell: GridCell, *, sheets: bool = False) -> None:
        """Read a cell over all columns: the heading of the box, its words, or words of no column."""
        record, box = self.records[-1], self.grammar.profile.box.name
        lines = self._lines(cell, whole=True)
        end = self._labels.opening(lines[0].text, box)
        if end and not any(label.column == box for label, _ in record.columns.values()):
            head = lines[0].part(0, end)
            label = Label(box, (head,), likely=self._labels.column(head.text) is None)
            record.labels.append(label)
            self.current = (_BOX, label)
            record.put(_BOX, label, [*lines[0].behind(end), *lines[1:]])
        elif sheets and (found := record.labelled_line(lines, self.current, self._labels)) is not None:
            self._put_labelled(*found)
        else:
            self._go_on(cell)

    def _go_on(self, cell: GridCell) -> None:
        """Put the words of a cell where the cell above it is not at its end, else among the loose words."""
        record, lines = self.records[-1], self._lines(cell, whole=True)
        if not lines or (not self.current and record.goes_on_with_title(lines)):
            return
        closed = CLOSED.search(lines[-1].text) is not None
        goes_on = closed or self._labels.opens_line(lines[0].text)
        held = record.columns[self.current[0]][1] if self.current and self.current[0] in record.columns else None
        has_prose = self.grammar.profile.has_prose if self._is_headed else closed and self._has_prose_below
        if has_prose and not record.labels and not record.steps:
            record.put(_BOX, Label(self.grammar.profile.box.name, ()), lines)
        elif self.current and held is not None and (goes_on or not held or held[-1].text[-1] != "."):
            record.put(*self.current, lines)
        else:
            self.loose += lines
            if self.current:
                self._doubt(f"words behind its cell of “{self.current[1].column}” are of no column", cell)
