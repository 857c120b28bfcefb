"""The cells of lines whose columns show by the place of words in them.

A line is shifted where a proportional font does not fit the grid of characters. So a column has no one offset: a piece
of a line belongs to the column that begins last before it, or to the next one where that is far nearer; and one space
parts two columns where other lines of the same row begin a piece at that very offset.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ccwp_kg.sources.grid.columns.column_heads import Head, Line, Piece, column_at
from ccwp_kg.sources.grid.grid import Grid, GridCell
from ccwp_kg.sources.grid.headings import Headings
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.text.list_marks import BETWEEN, item_mark

SHIFT = 4
"""The characters by which the beginnings of a column may differ from line to line."""
_DOUBT = 3
"""From this cost on, the place at which one space parts two columns is in doubt."""
_NEAR = 5
"""Up to this cost, or little more than the least, another place may part them as well."""
_WIDE = 5
"""The spaces, at most, that stand between two words of one heading."""
SHORT = 4
"""Words with fewer letters often end a line; they begin no cell by themselves."""

_CODED = re.compile(r"[A-Z]{1,2}\d?")
"""What a figure goes on with: "Q2 2018", "SO 1"."""


@dataclass(slots=True)
class ColumnCells:
    """Builds a grid line by line."""

    text: str
    headings: Headings
    heads: list[GridCell] = field(default_factory=list)
    cells: list[GridCell] = field(default_factory=list)
    row: int = 0
    unsure: set[tuple[int, int]] = field(default_factory=set)
    middle: dict[int, bool] = field(default_factory=dict)
    """Where rows begin whose numbers stand in their middle, each with whether that is sure."""
    number_at: int = 0
    """The column of numbers, the first one or one behind that of groups of actions."""
    inside: dict[int, tuple[Head, int]] = field(default_factory=dict)
    """Rows of headings inside sheets by their place, each with the place where its cells end. Those that stand before
    their cells, as in "Lead BE Timetable 2013", tell only where headings and cells begin in turn."""

    def _printed(self, words: Sequence[Span]) -> str:
        return " ".join(self.text[word.start : word.end] for word in words)

    def _add(self, columns: Sequence[tuple[int, Sequence[Piece]]], *, wide: int = 1, heads: bool = False) -> None:
        cells = [GridCell(self.row, column, tuple(lines), columns=wide) for column, lines in columns]
        (self.heads if heads else self.cells).extend(cells)
        self.row += 1

    def _grid(self) -> Grid:
        over = (words[0].start for head, _ in self.inside.values() for words, *_ in head.cells)
        unsure, over_cells = frozenset(self.unsure), frozenset(over)
        return Grid("columns", tuple(self.heads), tuple(self.cells), unsure=unsure, over_cells=over_cells)

    def _is_broken_number(self, lines: Sequence[Line]) -> bool:
        """Whether a number stands below its word at the left of two lines: "Action", "1"."""
        if len(lines) < 2 or not lines[1].follows or len(lines[0].pieces) < 2:
            return False
        words = [line.pieces[0] for line in lines]
        below_each_other = lines[0].x(words[0][0]) == lines[1].x(words[1][0])
        printed = [self._printed(each) for each in words]
        whole = len(words[0]) == len(words[1]) == 1 and self.headings.is_number(" ".join(printed))
        return below_each_other and whole and not self.headings.is_number(printed[0])

    def _number(self, line: Line) -> int:
        """How many of a line's first pieces are the number of an action, perhaps with the first words of a title."""
        for count in (1, 2):
            words = [word for piece in line.pieces[:count] for word in piece]
            is_short = len(words) < SHORT or (count == 1 and self._printed(words[1:2])[0].isupper())
            if is_short and self.headings.is_number(self._printed(words)):
                return count
        return 0

    def _leading(self, line: Line, second: int) -> int:
        """The pieces of such a number where the line begins left of the second column."""
        return self._number(line) if line.x(line.words[0]) < second else 0

    def _cells(self, lines: Sequence[Line], starts: Sequence[int]) -> dict[int, list[Piece]]:
        """The pieces of a row's lines by column."""
        pieces_of = ((line, place, piece) for line in lines for place, piece in enumerate(line.pieces))
        usual = Counter(line.x(piece[0]) for line, place, piece in pieces_of if line.gap(place) > _WIDE)
        begins: list[set[int]] = [{start} for start in starts]
        for x in usual:
            begins[column_at(x, starts)].add(x)
        cells: dict[int, list[Piece]] = {}
        numbers = [1, 1] if self._is_broken_number(lines[:2]) else [self._number(line) for line in lines[:1]]
        if self.middle and not any(numbers):
            counts = [self._leading(line, starts[1]) for line in lines]
            numbers = counts[: 1 + next((at for at, count in enumerate(counts) if count), -1)]
        number = tuple(
            word for line, count in zip(lines, numbers, strict=False) for piece in line.pieces[:count] for word in piece
        )
        if number:
            cells[self.number_at] = [number]
        full = set[int]()
        for at, line in enumerate(lines):
            own: dict[int, list[Span]] = {}
            skipped = numbers[at] if at < len(numbers) else 0
            pieces = line.pieces[skipped:]
            columns: list[int] = []
            for place, piece in enumerate(pieces, skipped):
                # nothing of its first cell stands above a number
                column = column_at(line.x(piece[0]), starts)
                printed = self._printed(piece)
                # a word before the first one of a column is of the one before it
                if printed.islower() and not _is_mark(printed):
                    begun = (line.x(each[0]) == starts[column] for each in line.pieces[place + 1 :])
                    column -= line.x(piece[0]) < starts[column] and any(begun)
                column = max(column, int(at + 1 < len(numbers)))
                near = min(abs(line.x(piece[0]) - x) for x in begins[column]) <= _WIDE
                # words of one cell may stand wide apart
                columns.append(columns[-1] if columns and not near and line.gap(place) <= _WIDE else column)
            for place in range(len(line.pieces)):
                if misfits(line, place, [x for own in begins for x in own if usual[x] > 1 or x in starts]):
                    nearest = column_at(line.x(line.pieces[place][0]), starts)
                    self.unsure |= {(self.row, nearest), (self.row, max(0, nearest - 1))}
            for piece, column, following in zip(pieces, columns, [*columns, len(starts)][1:], strict=False):
                for each, parted in self._parted(line, piece, column, begins[:following]):
                    own.setdefault(each, []).extend(parted)
            for column, words in own.items():
                cells.setdefault(column, []).append(tuple(words))
                reaches = column + 1 < len(starts) and line.end(words[-1]) > starts[column + 1] - SHIFT
                full |= {column} if reaches and words[1:] and self._printed(words[-1:])[0].isupper() else set()
        empty = {column for column in full if column + 1 not in cells}  # one space may part its first word
        self.unsure |= {(self.row, each) for column in empty for each in (column, column + 1)}
        return cells

    def _parted(
        self, line: Line, piece: Piece, column: int, begins: Sequence[set[int]]
    ) -> Iterator[tuple[int, Sequence[Span]]]:
        """A piece of a line by columns: its own, and those of which one of the offsets `begins` lies inside it."""
        start = 0
        for other in range(column + 1, len(begins)):
            costs = {at: self._cost(line, piece, at, begins[other]) for at in range(start + 1, len(piece))}
            at = min(costs, key=lambda place: (costs[place], place), default=0)
            near = [each for each in costs.values() if costs[at] <= _NEAR and each <= max(_NEAR, costs[at] + SHIFT)]
            if near and (costs[at] >= _DOUBT or len(near) > 1):
                self.unsure |= {(self.row, column), (self.row, other)}
            crosses = line.end(piece[-1]) > max(begins[other]) + 2 * SHIFT
            if at and costs[at] <= (_NEAR if crosses else SHIFT):
                yield column, piece[start:at]
                column, start = other, at
        yield column, piece[start:]

    def _cost(self, line: Line, piece: Piece, at: int, begins: set[int]) -> int:
        """How little a word looks like the first one of a column: by its distance, and by what kind of word it is."""
        word, before = (self._printed([piece[place]]) for place in (at, at - 1))
        behind = self._printed(piece[at + 1 : at + 2])
        goes_on = before.isdigit() and not behind and not word.isalnum()  # "Q2 2018 –"
        if _is_mark(before) or {word, before} & BETWEEN or goes_on:
            return 2 * SHIFT
        distance = min(abs(line.x(piece[at]) - x) for x in begins)
        if _is_mark(word):
            return distance - (SHORT if behind[:1].isupper() else 2)
        is_tail = word.islower() and len(word) < SHORT and not behind and not before[-1].isdigit()
        is_tail |= word.isdigit() and _CODED.fullmatch(before) is not None
        return distance + word[0].islower() + SHORT * (is_tail or word[0] == "(") + 2 * (before[-1] == ",")


def misfits(line: Line, place: int, begins: Sequence[int]) -> bool:
    """Whether a piece begins where no column does, and not behind a gap such as spaced words leave."""
    if line.gap(place) < SHIFT:
        return False
    return all(abs(line.x(line.pieces[place][0]) - x) > SHIFT for x in begins)


def _is_mark(word: str) -> bool:
    """Whether a word is the mark of an item."""
    return item_mark(word) is not None or not any(map(str.isalnum, word))
