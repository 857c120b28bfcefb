"""Finds a table without rules by the place of words in their lines, in PDF or in text as `pdftotext -layout` writes it.

Places are counted in characters; those of a PDF are divided by the usual width of one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccwp_kg.sources.grid.columns.column_cells import SHORT, ColumnCells, misfits
from ccwp_kg.sources.grid.columns.column_heads import Head, HeadFinder, Line, Piece, column_at
from ccwp_kg.sources.grid.columns.sheet_columns import SheetColumns
from ccwp_kg.sources.grid.grid import Grid
from ccwp_kg.sources.grid.headings import GAP, Headings, Measure
from ccwp_kg.sources.layout.headings import is_of_numbers
from ccwp_kg.sources.records.source_text import Span, grouped, words_of

_FEW = 3
"""Fewer columns show nothing about a line that goes over them."""
_CITES = re.compile(r"\D{0,20}\d[\w.]* (?:[^\W\d_A-Z]|\()")
"""A number that a sentence begins with: "Action 5.1 has shown", "Action 5.1 (8284/08) has"."""


def grid_by_columns(text: str, lines: Sequence[Span], *, measure: Measure, headings: Headings) -> Grid | None:
    """The table in the lines of a text whose columns show by the place of words in their lines.

    `lines` are the words of each line. None where no line has two known headings with a gap between them, and no two
    known headings stand at the left with a cell beside them.
    """
    printed = [_line(text, span, before, measure) for before, span in zip([None, *lines], lines, strict=False)]
    finder, sheets = HeadFinder(text, headings), SheetColumns(text, headings)
    pairs, heads = sheets.pairs(printed), finder.heads(printed)
    found = {at: head for at, head in heads.items() if not pairs.keys() & range(at, at + head.lines)}
    inside = finder.inside_sheets(printed, found)
    if found and not inside:
        return _RowColumns(text, headings).rows_of(printed, found)
    sheets.inside = dict(sorted({**pairs, **inside}.items()))
    return sheets.sheets_of(printed)


def _line(text: str, span: Span, before: Span | None, measure: Measure) -> Line:
    words = words_of(text, span)
    edges = {word.start: measure(word) for word in words}
    pieces = grouped(words, lambda last, word: edges[word.start][0] - edges[last.start][1] < GAP)
    follows = before is not None and text.count("\n", before.end, span.start) == 1
    return Line(tuple(pieces), edges, follows)


@dataclass(slots=True)
class _RowColumns(ColumnCells):
    """Builds the grid of a table with a row per action; `numbered` says that its first column is that of numbers."""

    numbered: bool = False

    def rows_of(self, lines: Sequence[Line], found: Mapping[int, Head]) -> Grid:
        """The grid of some lines, in which rows of headings were `found`, by the place of their first line."""
        self.numbered, self.number_at = self._columns_of_numbers(found)
        self.middle = self._around_numbers(lines, found)
        upper = self._upper(lines, found)
        starts: tuple[int, ...] = ()
        waiting: list[Line] = []
        wide: list[Piece] = []
        in_box = after_head = False
        end = 0
        for place, line in enumerate(lines):
            if place < end:
                continue
            head = found.get(place)
            if starts and not line.follows and self._ends_table(line, lines[place + 1 : place + 2]):
                self._flush(waiting, wide, starts)
                waiting, wide, starts, in_box = [], [], (), False
            at_left = bool(starts) and line.x(line.words[0]) < starts[1]
            left = at_left and len(line.pieces) == 1
            is_first = not waiting and (not wide or _fits(line, starts))
            opens = bool(starts) and (
                place in self.middle
                if self.middle
                else self._opens(lines, place, starts, is_first=is_first, in_box=in_box)
            )
            if place in upper or (left and head is None and self.headings.opens_group(self._printed(line.words))):
                self._flush(waiting, wide, starts)
                self._add([(0, [line.words])], wide=max(2, len(starts)), heads=place in upper)
                waiting, wide, in_box = [], [], in_box and place in upper
                continue
            may_box = (at_left or self._stands_alone(line)) and not opens
            label = self._label(line) if may_box else ()
            is_box = bool(label) or (may_box and self.headings.opens_box(self._printed(line.words)))
            # a box goes on behind headings that a page repeats
            before, in_box = in_box, in_box and head is None and (left or not after_head)
            is_wide = in_box or not starts or bool(wide and line.follows) or self._is_wide(line, starts)
            below = lines[place + 1 : place + 2 - (place + 1 in found)]
            is_wide |= left and bool(waiting) and not opens and self._heads_section(line, below, starts)
            if head is not None or opens or is_box or (is_wide and (waiting or not line.follows)):
                self._flush(waiting, wide, starts)
                waiting, wide = [], []
            if head is not None:
                starts, end = head.starts, place + head.lines
                if head.over:
                    self._add([(at, [piece]) for at, piece in enumerate(head.over)], heads=True)
                self._add([*enumerate(head.cells)], heads=True)
                in_box, after_head = before, True
                continue
            in_box, after_head = is_box or (in_box and not opens), False
            if opens or not (is_box or is_wide):
                waiting.append(line)
                if not self.middle.get(place, True):
                    self.unsure |= {(self.row + at, column) for at in (-1, 0) for column in range(len(starts))}
            else:
                self._flush([], [label] if label else [], starts)
                wide += [line.words[len(label) :]] if len(label) < len(line.words) else []
        self._flush(waiting, wide, starts)
        return self._grid()

    def _columns_of_numbers(self, found: Mapping[int, Head]) -> tuple[bool, int]:
        """Whether the heading of the first column names numbers in each row of headings, and which other one does."""
        are = [[is_of_numbers(self._printed(cell[0])) for cell in head.cells[:_FEW]] for head in found.values()]
        return all(each[0] for each in are), next((at for each in are for at, is_one in enumerate(each) if is_one), 0)

    def _upper(self, lines: Sequence[Line], found: Mapping[int, Head]) -> set[int]:
        """The lines above several rows of headings that are the same, on the same page: headings over theirs."""
        above = {
            at - 1: self._printed(lines[at - 1].words)
            for at in found
            if at and at - 1 not in found
            if not self.text[lines[at - 1].words[-1].end : lines[at].words[0].start].strip(" \n")  # no page ends
        }
        several = {words for words, count in Counter(above.values()).items() if count > 1}
        return {at for at, words in above.items() if words in several}

    def _flush(self, waiting: Sequence[Line], wide: Sequence[Piece], starts: Sequence[int]) -> None:
        """Add the lines that wait as a row, and those that are wide as a cell over all columns."""
        if waiting:
            cells = self._cells(waiting, starts)
            self._add([(column, cells.get(column, [])) for column in range(len(starts))])
        if wide:
            self._add([(0, wide)], wide=max(2, len(starts)))

    def _around_numbers(self, lines: Sequence[Line], found: Mapping[int, Head]) -> dict[int, bool]:
        """Where rows begin that reach above their numbers: behind a blank line, the only one if that is sure.

        Lines above the first number of a later page may go on with the row before it unless most numbers have some.
        """
        begins: dict[int, bool] = {}
        firsts, numbered = set[int](), set[int]()
        for at, end in pairwise([*found, len(lines)]):
            starts, first = found[at].starts, found[at].lines + at
            # what goes over all columns below the headings is of no row
            first = next((each for each in range(first, end) if not self._is_wide(lines[each], starts)), first)
            numbers = [place for place in range(first, end) if self._leading(lines[place], starts[1])]
            for before, number in pairwise([first - 1, *numbers]):
                blank = [place for place in range(before + 1, number + 1) if not lines[place].follows or place == first]
                begins[blank[-1] if blank else number] = len(blank) == 1
            firsts.add(first)
            numbered.update(numbers)
        known = [place in numbered for place in begins if place not in firsts]
        is_usual = 2 * known.count(False) > len(known)
        above = firsts & begins.keys() - numbered
        sure = {first for first in above if is_usual or first == min(begins)}
        return begins | dict.fromkeys(above - sure, False) if sure else {}

    def _opens(self, lines: Sequence[Line], at: int, starts: Sequence[int], *, is_first: bool, in_box: bool) -> bool:
        """Whether a line begins a row: with a number in its first column, and behind a blank line, a gap or a box.

        `is_first` tells that no line of a row stands above it. Behind a box a figure shows one, before words of several
        columns; a sentence over all of them shows none.
        """
        line = lines[at]
        if self.number_at:
            own = (piece for piece in line.pieces if column_at(line.x(piece[0]), starts) == self.number_at)
            return self.headings.is_number(self._printed(next(own, ())))
        cites = in_box and self._is_wide(line, starts) and _CITES.match(self._printed(line.words)) is not None
        if cites or self._is_broken_number(lines[at - 1 : at + 1]):
            return False
        number = self._number(line)
        in_first = column_at(line.x(line.words[0]), starts) == 0
        if in_first and self._is_broken_number(lines[at : at + 2]):
            return True
        alone = number > 0 and len(line.pieces) > 1 and line.end(line.pieces[0][-1]) < starts[1]
        explicit = number > 0 or self.headings.is_number(self._printed(line.pieces[0]))
        explicit |= in_box and _fits(line, starts) and self.headings.is_number(self._printed(line.words[:1]))
        return in_first and explicit and (alone or is_first or not line.follows)

    def _stands_alone(self, line: Line) -> bool:
        return len(line.pieces) == 1 and not line.follows and len(line.words) <= SHORT

    def _ends_table(self, line: Line, following: Sequence[Line]) -> bool:
        """Whether a line heads an action, or boxes behind the table, each under the number of its action."""
        printed = self._printed(line.words)
        if self.headings.heads_action(printed):
            return True
        is_heading = self._stands_alone(line) and self.headings.opens_box(printed)
        alone = (self._printed(each.words) for each in following if len(each.pieces) == 1)
        return is_heading and any(self.headings.is_number(each) and not _CITES.match(each) for each in alone)

    def _label(self, line: Line) -> Piece:
        """The heading of a box, alone in a line or beside its first words."""
        ways = (words for words in (line.words, line.pieces[0]) if self.headings.opens_box(self._printed(words)))
        return next((words for words in ways if self.headings.column_of(self._printed(words))), ())

    def _heads_section(self, line: Line, below: Sequence[Line], starts: Sequence[int]) -> bool:
        """Whether a line between blank ones, above the number of a row, is too long for its column; else unsure.

        Where headings are repeated `below` it there is no line, and it heads their table.
        """
        may = not any(each.follows or not self._leading(each, starts[1]) for each in below) and not line.follows
        if not may or not self._printed(line.words)[0].isupper():
            return False
        is_long = not below or line.end(line.words[-1]) > starts[1]
        self.unsure |= set() if is_long else {(self.row, 0)}
        return is_long

    def _is_wide(self, line: Line, starts: Sequence[int]) -> bool:
        """Whether a line goes over several columns without a gap."""
        if len(starts) < _FEW:
            return False
        if (first := column_at(line.x(line.words[0]), starts)) > 0:  # below the title, as prose under its row
            over = starts[first + 1 : first + 1 + _FEW]
            begun = sum(line.x(word) in over for word in line.words)
            goes_over = len(over) == _FEW and line.end(line.words[-1]) > over[-1]
            return len(line.pieces) == 1 and goes_over and begun < _FEW - 1
        # words of a cell stand in no column of numbers
        narrow = self.numbered and len(line.words) > 1 and not self._number(line)
        crosses = len(line.pieces) == 1 and line.end(line.pieces[0][-1]) > starts[1 if narrow else 2]
        apart = sum(misfits(line, place, starts) for place in range(1, len(line.pieces)))
        begun = sum(line.x(piece[0]) in starts for piece in line.pieces[1:])  # words of a spread line stand anywhere
        return crosses or apart >= _FEW - 1 > begun


def _fits(line: Line, starts: Sequence[int]) -> bool:
    """Whether a line has pieces of several columns, each where its own begins; words of a box have not."""
    return len(line.pieces) >= _FEW and not any(misfits(line, place, starts) for place in range(1, len(line.pieces)))
