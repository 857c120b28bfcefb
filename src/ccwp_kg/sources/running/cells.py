"""Parts the words of rows that run on from cell to cell, where only the order of the columns is known.

Of all ways to part a row the cheapest is taken. A way costs something for each cell that begins in small letters or
behind an open sentence, that leaves a line early, holds no country under “Lead” or no time under “Timetable”, or
differs from the other cells of its column. What these have in common is learnt from rows parted before.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.running.habits import Habit
from ccwp_kg.sources.running.words import DASHES, Row, RowWords
from ccwp_kg.sources.table.cell_features import (
    LEAD,
    OF_ITEMS,
    PARTIES,
    RECOGNISABLE,
    START,
    TIMES,
    TIMETABLE,
    TITLE,
    FeatureExtractor,
)

_ROUNDS, _SAMPLE = 4, 24
"""So often are the habits of columns learnt, from so many rows at most."""
_MOST_LINES, _MOST_CHARACTERS = 120, 20_000
"""The lines and characters of a row, at most."""
_MOST_WAYS = 6_000_000
"""The cells that are weighed for all rows together, about, at most."""
_LINES = {LEAD: 8, START: 6, TIMETABLE: 8, TITLE: 16, PARTIES: 40}
"""The lines of a cell, at most, in columns of short cells."""
_SILENT, _LISTED = (PARTIES, *RECOGNISABLE), (TITLE, *OF_ITEMS)
_LONGEST_TIME, _LONGEST_TITLE, _LONGEST_LEAD = 14, 20, 6
"""The words of a time, a title and a lead, at most, that cost nothing."""
_TIME = 0.9
"""The least likeness of what is taken for a time."""
_UNJOINED = 3.0
"""What it costs that nothing stands between two Member States of a cell, where something does between others."""
_TORN = 4.0
"""What it costs a cell that it has another paragraph."""
_UNCLOSED = 2.5
"""What it costs that a list goes on behind a full stop, where that closes lists."""
_LISTS_CLOSE = 0.25
"""So many of the items behind another end that with a semicolon where a full stop closes a list."""
_NEVER = math.inf


@dataclass(frozen=True, slots=True)
class CellPart:
    """The words of one cell, in the lines that they take; `margin` tells how much more the next best way costs.

    Behind the last column stands what follows the table.
    """

    column: int
    lines: tuple[TextLine, ...]
    margin: float


def part_rows(
    columns: Sequence[str | None], rows: Sequence[Row], *, grammar: Grammar
) -> list[tuple[CellPart, ...]] | None:
    """The cells of each row, without empty ones; None where the rows are too long for this.

    `columns` are those of the profile by their order in print; None is one that it does not know. A row whose cells
    run on has the first line of each cell in the line of the cell before it, if that has no more than one.
    """
    ways = sum(len(row.lines) ** 2 for row in rows) * len(columns)
    if not rows or ways > _MOST_WAYS or any(map(_is_too_long, rows)):
        return None
    words = [RowWords(row, grammar) for row in rows]
    parting = _Parting(columns, grammar, are_closed=_are_closed(words))
    sample = [each for each in words if not each.row.is_broken][:_SAMPLE]
    before: list[_Way] = []
    for _ in range(_ROUNDS):
        found = parting.of(sample)
        if found == before:
            break
        before = found
        parting.learn(sample, found)
    return [
        tuple(
            CellPart(column, row.lines(start, end), min(way.margins[column : column + 2]))
            for column, (start, end) in enumerate(zip(way.places, way.places[1:], strict=False))
            if start < end
        )
        for row, way in zip(words, parting.of(words), strict=True)
    ]


def _are_closed(rows: Sequence[RowWords]) -> bool:
    """Whether a full stop closes each list of a table, and a semicolon its other items."""
    marks = ((row, at) for row in rows for at in range(1, row.size) if row.mark[at] and row.opens_line[at])
    ends = Counter(row.words[at - 1][-1] for row, at in marks)
    return ends[";"] > _LISTS_CLOSE * ends.total()


def _is_too_long(row: Row) -> bool:
    return len(row.lines) > _MOST_LINES or sum(len(line.text) for line in row.lines) > _MOST_CHARACTERS


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to part a row: the places at which its cells begin and end, each with its margin."""

    places: tuple[int, ...]
    margins: tuple[float, ...]


class _Parting:
    """Parts rows by what is known of their columns; `above` is the part of a row on the page before.

    `are_closed`: a full stop closes each list.
    """

    def __init__(self, columns: Sequence[str | None], grammar: Grammar, *, are_closed: bool) -> None:
        self.columns, self.grammar, self.are_closed = columns, grammar, are_closed
        self.habits = [Habit() for _ in columns]
        self.above: tuple[RowWords, _Way] | None = None
        self._extractor = FeatureExtractor(grammar, (), (TIMETABLE,))
        self._times: dict[tuple[int, int, int], float] = {}

    def of(self, rows: Sequence[RowWords]) -> list[_Way]:
        """The cheapest way to part each row."""
        found: list[_Way] = []
        for at, row in enumerate(rows):
            self.above = (rows[at - 1], found[-1]) if row.row.goes_on and found else None
            found.append(self._way(row))
        return found

    def learn(self, rows: Sequence[RowWords], ways: Sequence[_Way]) -> None:
        """Take the habits of the columns from rows that are parted."""
        self.habits = [
            Habit.of([(row, way.places[at], way.places[at + 1]) for row, way in zip(rows, ways, strict=True)])
            for at in range(len(self.columns))
        ]

    def _way(self, row: RowWords) -> _Way:
        """The cheapest way, by what the cells before each place and behind it cost."""
        cells = self._cells(row)
        before, behind = [{0: 0.0}], [{row.size: 0.0}]
        for column in cells:
            before.append(_cheapest((end, before[-1].get(start, _NEVER) + cost) for start, end, cost in column))
        for column in reversed(cells):
            behind.insert(0, _cheapest((start, behind[0].get(end, _NEVER) + cost) for start, end, cost in column))
        places = [row.size]
        for column, own in zip(reversed(cells), before[-2::-1], strict=True):
            ways = [(own[start] + cost, at) for at, (start, end, cost) in enumerate(column) if end == places[0]]
            places.insert(0, column[min(ways)[1]][0])
        margins = (
            min((own[at] + rest[at] for at in own if at in rest and at != place), default=_NEVER) - behind[0][0]
            for place, own, rest in zip(places, before, behind, strict=True)
        )
        return _Way(tuple(places), tuple(margins))

    def _cells(self, row: RowWords) -> list[list[tuple[int, int, float]]]:
        """The cells that each column may have, by the places between which they stand, with what each costs."""
        count = len(self.columns) + row.row.closes
        ends: dict[int, list[int]] = {row.size: [row.size]}
        starts: Iterable[int] = (0,)
        cells: list[list[tuple[int, int, float]]] = []
        for column in range(count):
            own: list[tuple[int, int, float]] = []
            for start in starts:
                if start not in ends:
                    ends[start] = [start, *row.ends(start)]
                places = [row.size] if column == count - 1 else ends[start]
                own += [(start, end, cost) for end in places if (cost := self._cost(row, column, start, end)) < _NEVER]
            starts = dict.fromkeys(end for _, end, _ in own)
            cells.append(own)
        return cells

    def _cost(self, row: RowWords, column: int, start: int, end: int) -> float:
        """What it costs that a cell of a column stands between two places."""
        if column == len(self.columns):
            return self._of_rest(row, start, end)
        name, habit = self.columns[column], self.habits[column]
        if start == end:
            return 1.0 if row.row.goes_on else 8.0 if name == TITLE else habit.of_empty
        lines = row.line_breadths(start, end)
        if len(lines) > _LINES.get(name or "", len(lines)):
            return _NEVER
        if (nothing := self._of_nothing(row, name, start, end)) is not None:
            return nothing
        may_be_small = row.row.goes_on or row.is_soft[start] or name in TIMES
        cost = habit.of_beginning(row, start, may_be_small=may_be_small) + habit.of_end(row, end)
        cost += self._of_place(row, start, end) + self._of_marks(row, start, end)
        cost += 0.0 if row.row.by_blocks else habit.of_lines(row, start, end, of_names=name in (PARTIES, LEAD))
        # the first line of the next cell stands beside a cell of one line
        is_alone = len(lines) == 1 and end < row.size and row.opens_line[end] and column + 1 < len(self.columns)
        cost += 3.0 * (is_alone and not row.row.goes_on and not row.row.by_blocks) + 2.0 * (
            len(lines) > 1 and not row.opens_line[end]
        )
        cost += 0.0 if row.row.is_broken else habit.of_length(end - start)
        if row.blocks <= len(self.columns):  # so none need be two
            cost += _TORN * row.parts(start, end)
        if self.above is not None:
            above, way = self.above
            first, last = way.places[column : column + 2]
            cost += 1.5 * (first == last or above.words[last - 1][-1] == ".")
        return cost + self._of_words(row, name, habit, start, end)

    def _of_rest(self, row: RowWords, start: int, end: int) -> float:
        """What it costs that words follow the table: they begin a line, and are broader than the cells."""
        if start == end:
            return 0.0
        if not row.opens_line[start] or not row.begins[start] or (start and row.leaves_open[start - 1]):
            return 11.5
        broadest = max(breadth for _, breadth in row.line_breadths(start, end))
        return 2.5 if broadest > 1.15 * max(habit.breadth for habit in self.habits) else 5.0

    def _of_nothing(self, row: RowWords, name: str | None, start: int, end: int) -> float | None:
        """What a cell costs that holds a dash alone; None for any other cell."""
        if end == start + 1 and row.words[start] in DASHES:
            is_alone = row.opens_line[end] or not row.mark[start]
            return 0.5 if is_alone else 1.5 if name in _SILENT else 6.0
        return None

    def _of_place(self, row: RowWords, start: int, end: int) -> float:
        """What it costs to begin behind an open sentence, inside a name, or to leave a bracket open."""
        cost = 6.0 * (start > 0 and row.leaves_open[start - 1]) + 4.0 * (start > 0 and row.in_name[start])
        is_open = row.brackets[end] > row.brackets[start] or row.brackets[start] > 0
        cost += 4.0 * (is_open and not row.row.is_broken)
        return cost + 2.0 * (row.words[start][0] == "(" and not row.mark[start])

    def _of_marks(self, row: RowWords, start: int, end: int) -> float:
        """What it costs to part a list, or to hold marks of several kinds, or only behind the first words."""
        kinds = {row.mark[at] for at in range(start, end) if row.mark[at] and (at == start or row.opens_line[at])}
        cost = 3.0 * (len(kinds) > 1) + 1.5 * (bool(kinds) and not row.mark[start])
        if self.are_closed:
            cost += _UNCLOSED * sum(self._is_closed(row, at) for at in range(start + 1, end))
        if row.mark[start] and not (self.are_closed and self._is_closed(row, start)):
            before = next(filter(None, reversed(row.mark[:start])), "")
            goes_on = before == row.mark[start] and (not row.is_first_item[start] or len(before) == 1)
            cost += 2.5 if goes_on else 0.0 if row.is_first_item[start] else 2.0
        return cost

    def _is_closed(self, row: RowWords, at: int) -> bool:
        """Whether a list mark, which tells no place in a list, stands behind a full stop."""
        return at > 0 and len(row.mark[at]) == 1 and row.opens_line[at] and row.words[at - 1][-1] == "."

    def _of_words(self, row: RowWords, name: str | None, habit: Habit, start: int, end: int) -> float:
        """What it costs that a cell holds other words than its column is for, or those of another column."""
        tally, size = row.tally(start, end), end - start
        time = self._time(row, start, end) if size <= _LONGEST_TIME else 0.0
        if name in TIMES:
            if size > _LONGEST_TIME:
                return 6 + 0.3 * size
            is_list = any(row.mark[start:end]) and time < _TIME
            return 5 * (1 - time) + 2.0 * is_list + 4 * self._goes_back(row, start, end)
        cost = 3.0 * time * (time >= _TIME)
        if name == LEAD:
            return cost + self._of_lead(row, start, end)
        if name == PARTIES:
            figures = sum(any(map(str.isdigit, word)) for word in row.words[start:end])
            kinds = habit.of_names(tally) if self.columns.count(PARTIES) > 1 else 0.0
            return cost + 5 * (1 - tally.share) + figures + kinds + _UNJOINED * self._unjoined_states(row, start, end)
        cost += 3.0 * (tally.share > 0.8) + 0.6 * tally.states * (name in _LISTED)
        if name == TITLE:
            stops = sum(word[-1] == "." and len(word) > 3 for word in row.words[start : end - 1])
            cost += 2.0 * (stops + sum(map(bool, row.mark[start:end]))) + 0.15 * max(0, size - _LONGEST_TITLE)
        return cost

    def _of_lead(self, row: RowWords, start: int, end: int) -> float:
        """What it costs that a cell names no Member State to lead, or several with nothing between them.

        Brackets and labels printed in the cell count for nothing.
        """
        own = [row.tallies[at] for at in range(start, end) if not self._is_no_name(row, at)]
        parties, states = sum(each.parties for each in own), sum(each.states for each in own)
        cost = 5 * (1 - max(states, 0.8 * parties) / max(1, len(own))) + 0.2 * max(0, end - start - _LONGEST_LEAD)
        each = 0.3 if self._are_apart(row, start, end) else 1.5
        return cost + each * max(0, states - 1) + _UNJOINED * self._unjoined_states(row, start, end)

    def _are_apart(self, row: RowWords, start: int, end: int) -> bool:
        linking = self.grammar.profile.words.linking
        return any(word[-1] in ",;:/" or word in linking for word in row.words[start : end - 1])

    def _unjoined_states(self, row: RowWords, start: int, end: int) -> int:
        """How many Member States stand right behind another one where marks or words part others: "PL DE, EE"."""
        pairs = range(start, end - 1 if self._are_apart(row, start, end) else start)
        both = (at for at in pairs if row.tallies[at].states and row.tallies[at + 1].states)
        return sum(not row.in_name[at + 1] and row.words[at][-1].isalpha() for at in both)

    def _is_no_name(self, row: RowWords, at: int) -> bool:
        word = row.words[at]
        is_linking = word in self.grammar.profile.words.linking
        return word[-1] == ":" or word[0] in "(–-/&" or row.brackets[at] > 0 or is_linking

    def _goes_back(self, row: RowWords, start: int, end: int) -> bool:
        """Whether words before a time belong to it, which are none by themselves: "by | 31 December 2013"."""
        return self._time(row, start, end) >= _TIME and any(
            self._time(row, at, end) >= _TIME and self._time(row, at, start) < 1
            for at in range(max(0, start - 3), start)
        )

    def _time(self, row: RowWords, start: int, end: int) -> float:
        key = (id(row), start, end)
        if key not in self._times:
            self._times[key] = self._extractor.features_of(row.lines(start, end)).get(TIMETABLE, 0.0)
        return self._times[key]


def _cheapest(costs: Iterable[tuple[int, float]]) -> dict[int, float]:
    """The least cost of each place."""
    least: dict[int, float] = {}
    for place, cost in costs:
        least[place] = min(cost, least.get(place, _NEVER))
    return least
