"""What the cells of a column have in common: how they begin and end, and how broad and long they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccwp_kg.sources.running.words import SPACE, RowWords, Tally

Cell = tuple[RowWords, int, int]
"""A row, and the places between which its cell stands."""

_BROADER = 1.08
"""A line this much broader than those of its column does not fit it."""
_TOP = 0.75
"""So many cells are no broader than their column is held to be."""
_EARLY = 0.06
"""A line may leave so much of the room unused that the next word would have taken."""
_NEAREST = 0.5
"""The least spread of lengths, in powers of e."""
_OFTEN_EMPTY = 0.3
_CAPITALS_WEIGH, _MARKS_WEIGH, _STOPS_WEIGH = 0.7, 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Habit:
    """The habits of a column, as shares of its cells; before any cell is known, those of usual columns.

    `breadth` is that of its lines, `length` and `spread` are of the logarithms of the words of a cell, `states` is the
    share of Member States among the names.
    """

    breadth: float = 0.0
    marked: float = 0.3
    stops: float = 0.4
    capitals: float = 0.85
    states: float = 0.5
    empty: float = 0.05
    length: float | None = None
    spread: float = 1.0

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> Habit:
        """The habits of the cells of a column, some of which may be empty."""
        filled = [cell for cell in cells if cell[1] < cell[2]]
        if not filled:
            return cls(empty=1.0)
        count = len(filled) + 2
        logs = [math.log(end - start) for _, start, end in filled]
        length = sum(logs) / len(logs)
        tallies = [row.tally(start, end) for row, start, end in filled]
        all_names = sum(tallies, Tally())
        broadest = sorted(
            max(breadth for _, breadth in lines)
            for row, start, end in filled
            if len(lines := row.line_breadths(start, end)) > 1
        )
        return cls(
            breadth=broadest[int(_TOP * (len(broadest) - 1))] if broadest else 0.0,
            marked=(sum(bool(row.mark[start]) for row, start, _ in filled) + 0.6) / count,
            stops=(sum(row.words[end - 1][-1] == "." for row, _, end in filled) + 0.8) / count,
            capitals=(sum(row.begins[start] for row, start, _ in filled) + 1.8) / count,
            states=(all_names.states + 1) / (max(all_names.states, all_names.parties) + 2),
            empty=(len(cells) - len(filled) + 0.1) / (len(cells) + 4),
            length=length,
            spread=max(_NEAREST, math.sqrt(sum((each - length) ** 2 for each in logs) / len(logs))),
        )

    @property
    def of_empty(self) -> float:
        """What it costs that a cell is empty: little only in a column where that is usual."""
        return 2.5 if self.empty > _OFTEN_EMPTY else 5.0

    def of_beginning(self, row: RowWords, start: int, *, may_be_small: bool) -> float:
        """What it costs to begin a cell at a place: with or without a capital or a mark."""
        cost = _rare(self.marked if row.mark[start] else 1 - self.marked, _MARKS_WEIGH, least=0.03)
        if not may_be_small and not row.begins[start]:
            cost += 1 + _rare(1 - self.capitals, _CAPITALS_WEIGH, least=0.02)
        return cost

    def of_end(self, row: RowWords, end: int) -> float:
        """What it costs to end a cell at a place: with or without a full stop."""
        stops, is_open = row.words[end - 1][-1] == ".", row.words[end - 1][-1] in ";:"
        return 1.5 * is_open + _rare(self.stops if stops else 1 - self.stops, _STOPS_WEIGH, least=0.05)

    def of_lines(self, row: RowWords, start: int, end: int, *, of_names: bool) -> float:
        """What it costs that lines are broader than the column, or end early, with room for the next word.

        A line may end early before a list mark, behind a mark that closes an item and, in a list of names, anywhere.
        """
        lines = row.line_breadths(start, end)
        room = max(self.breadth, *(breadth for _, breadth in lines))
        cost = 0.0
        for (last, breadth), _ in pairwise(lines):
            early = (room - breadth - SPACE - row.breadths[last]) / room
            is_paragraph = of_names or bool(row.mark[last]) or row.words[last - 1][-1] in ".;:"
            if early > _EARLY:
                cost += 0.3 if is_paragraph else min(3.0, 0.8 + 6 * early)
            cost += 0.5 * (row.begins[last] and not row.leaves_open[last - 1] and not is_paragraph)
        if self.breadth:
            over = (breadth / self.breadth - _BROADER for _, breadth in lines)
            cost += sum(min(5.0, 1 + 10 * each) for each in over if each > 0)
        return cost

    def of_length(self, words: int) -> float:
        """What it costs that a cell is longer or shorter than others."""
        if self.length is None:
            return 0.0
        return min(4.0, 0.5 * ((math.log(words) - self.length) / self.spread) ** 2)

    def of_names(self, tally: Tally) -> float:
        """What it costs that names are of Member States in a column of bodies, or the other way round."""
        bodies = max(0.0, tally.parties - tally.states)
        return min(6.0, max(0.0, -tally.states * math.log(2 * self.states) - bodies * math.log(2 - 2 * self.states)))


def _rare(share: float, weight: float, *, least: float) -> float:
    return -weight * math.log(max(least, share))
