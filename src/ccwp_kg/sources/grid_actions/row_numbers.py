"""Finds the number of an action in the row of a grid, and tells the actions of a table whose rows have no numbers.

There each row with a title is one, where its bounds are certain: where the file tells its rows, or delimiters or ruled
lines part them. Where only rules between columns are drawn, the title cells of most rows hold several paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ccwp_kg.sources.grid.grid import Grid, GridCell
from ccwp_kg.sources.grid_actions.record_cells import CellLines
from ccwp_kg.sources.layout.action_numbers import Number, is_explicit_number, number_at
from ccwp_kg.sources.layout.headings import Label, Labels, is_of_numbers, joined
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.table.cell_features import TITLE
from ccwp_kg.sources.table.cells import CERTAIN

_FIGURE = re.compile(r"(\d{1,3}) (?=\S)")
_BEFORE_NUMBER = 3
"""The number stands in one of so many cells with words."""


@dataclass
class RowNumbers:
    """The numbers in the rows of a grid; `lines` are those of a cell."""

    grid: Grid
    grammar: Grammar
    lines: CellLines

    def cell_of(self, row: Sequence[GridCell], heads: Mapping[int, Label]) -> GridCell:
        """The first cell with words; under headings the one with a number that shows or is headed as one."""
        filled = [cell for cell in row if cell.words]
        cues = self.grammar.profile.actions
        named = {at for at, label in heads.items() if is_of_numbers(joined(label.lines))}
        texts = ((each, self.lines_of(each)[0].text) for each in (filled[:_BEFORE_NUMBER] if heads else ()))
        alone = ((each, text) for each, text in texts if self.is_alone(text))
        numbers = (each for each, text in alone if each.column in named or is_explicit_number(text, cues=cues))
        return next(numbers, filled[0])

    def word_of(self, cell: GridCell) -> TextLine | None:
        """The word of a number that stands in the line below it, where words of another cell stand between."""
        lines = self.lines(cell)
        return lines[0] if self.lines_of(cell) == lines[1:] else None

    def lines_of(self, cell: GridCell) -> list[TextLine]:
        """The lines of a first cell; a number is one line, though the cell be too narrow for it: "Action / 1"."""
        lines = self.lines(cell)
        if len(lines) == 1:
            return lines
        is_apart = self.grammar.source.text[lines[0].span.end : lines[1].span.start].strip()
        if is_apart and not self.is_alone(lines[0].text) and self.is_alone(f"{lines[0].text} {lines[1].text}"):
            return lines[1:]
        span = Span(lines[0].span.start, lines[1].span.end)
        text = " ".join(self.grammar.source.text[span.start : span.end].split())
        is_broken = text == f"{lines[0].text} {lines[1].text}" and self.is_alone(text)
        return [replace(lines[0], span=span, text=text), *lines[2:]] if is_broken else lines

    def at(self, text: str) -> Number | None:
        """The number with which a first cell begins, or that beside the heading of titles.

        A bare figure before words counts where such figures count up. Beside numbers such as 5.1 a bare figure is none.
        """
        number = number_at(text, cues=self.grammar.profile.actions)
        if self._explicit > 1 and not is_explicit_number(text, cues=self.grammar.profile.actions):
            return None
        if number is None and self._figures_count and (figure := _FIGURE.match(text)) is not None:
            return Number(0, figure[1], figure.end(1), alone=False)
        return number

    def is_alone(self, text: str) -> bool:
        """Whether a text is the number of an action and nothing else."""
        number = number_at(text, cues=self.grammar.profile.actions)
        return number is not None and number.alone

    @cached_property
    def _explicit(self) -> int:
        """How many first cells begin with a number that shows that it is one."""
        cues = self.grammar.profile.actions
        firsts = (next((each for each in row if each.words), None) for is_head, row in self.grid.rows() if not is_head)
        lines = (self.lines_of(cell)[0] for cell in firsts if cell is not None)
        return sum(is_explicit_number(line.text, cues=cues) for line in lines)

    @cached_property
    def _figures_count(self) -> bool:
        """Whether the first cells, or those beside the heading of titles, begin with 1, 2, 3 …, and none with 5.1."""
        text, means = self.grammar.source.text, self.grammar.labels.means
        rows = [row for is_heading, row in self.grid.rows() if not is_heading and len(row) > 1]
        firsts = [row[1].printed(text) for row in rows if means(row[0].printed(text)) == TITLE]
        firsts = firsts or [row[0].printed(text) for row in rows]
        figures = [figure[1] for first in firsts if (figure := _FIGURE.match(first))]
        explicit = any(number_at(first, cues=self.grammar.profile.actions) for first in firsts if first)
        return not explicit and figures == [str(count) for count in range(1, len(figures) + 1)]


RULES = "rules"
_FEWEST = 2
"""The rows, at least, of a ruled table: one alone may hold several that no line parts."""


def may_be_actions(grid: Grid, head_rows: Sequence[Mapping[int, Label]], labels: Labels) -> bool:
    """Whether the rows of a grid, none of which has a number, may be actions: no heading names a column of numbers.

    `head_rows` are the headings of each of its tables by their columns.
    """
    places = {place for heads in head_rows if (place := title_place(heads, labels)) is not None}
    if grid.made_by not in CERTAIN or grid.beside or grid.is_ragged or not places:
        return False
    headings = (joined(label.lines) for heads in head_rows for label in heads.values())
    if any(map(is_of_numbers, headings)):
        return False
    titles = [cell for cell in grid.cells if cell.column in places and cell.columns == 1 and cell.words]
    several = sum(has_paragraphs(cell, grid) for cell in titles)
    return grid.made_by != RULES or (len(titles) >= _FEWEST and 2 * several < len(titles))


def title_place(heads: Mapping[int, Label], labels: Labels) -> int | None:
    """The column of titles: of several the one whose heading is the usual one."""
    places = [at for at, label in heads.items() if label.column == TITLE]
    return min(places, key=lambda at: (heads[at].likely, labels.rank(joined(heads[at].lines)), at), default=None)


def has_paragraphs(cell: GridCell, grid: Grid) -> bool:
    """Whether a further paragraph begins inside a cell."""
    return grid.paragraphs is not None and any(line[0].start in grid.paragraphs for line in cell.lines[1:])


def is_title_alone(row: Sequence[GridCell], title: GridCell) -> bool:
    """Whether the other cells of a row are empty, as those of a row that heads a group of actions."""
    return not any(cell.words for cell in row if cell is not title)


def heads_rows(row: Sequence[GridCell], heads: Mapping[int, Label], grid: Grid, grammar: Grammar) -> bool:
    """Whether a row without a number has words in the column of numbers or titles alone: they head the rows below it.

    In small letters they go on with the title above. Beside other cells they are of another table, as a bare figure is.
    """
    first, label = row[0].printed(grammar.source.text), heads.get(row[0].column)
    is_of_number = label is not None and is_of_numbers(joined(label.lines)) and row[0].columns == 1
    if is_of_number and first.isdigit():
        return True
    is_named = is_of_number or (label is not None and label.column == TITLE)
    may = is_named and len(row) > 1 and grid.made_by in CERTAIN and not first[:1].islower()
    return may and bool(first) and (is_of_number or is_title_alone(row, row[0]))


def names_titles(label: Label, heads: Mapping[int, Label], profile: Profile) -> bool:
    """Whether the heading of the column with numbers and words names titles: it is not known, and no other does."""
    known = {profile.box.name, *(column.name for column in profile.columns)}
    return label.column not in known and all(each.column != TITLE for each in heads.values())


def behind_number(first: GridCell, heads: Mapping[int, Label], grid: Grid) -> int:
    """The column of the words behind a number in its cell: that of titles where columns are not certain and it is next.

    Words close behind a number seem to stand in its column.
    """
    label, beside = heads.get(first.column), heads.get(first.column + 1)
    is_of_number = label is not None and is_of_numbers(joined(label.lines)) and grid.made_by not in CERTAIN
    return first.column + (is_of_number and beside is not None and beside.column == TITLE)
