"""What it costs that a piece of a line stands in a column, at the beginning of a cell or behind another piece of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from ccwp_kg.sources.profile.profile import LanguageWords
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.running.words import sums
from ccwp_kg.sources.table.cell_features import LEAD, OBJECTIVES, PARTIES, RECOGNISABLE, STATUS, TIMES, TITLE
from ccwp_kg.sources.text.list_marks import item_mark
from ccwp_kg.sources.woven.habits import ColumnHabit, Strand, Three, threes

_SHORT = (STATUS, *RECOGNISABLE)
_BROADER = 1.04
"""A piece this much broader than the lines of its column does not fit it."""
_EARLY = 0.05
"""A line may leave so much of the room unused that the next word would have taken."""
_FEW = 6
"""The words of a piece, at most, that may be a value of a column of short cells."""
_LATE = {TITLE: (0.3, 0.9)}
"""The usual share of cells that begin behind one of a later column, and the largest that is believed."""
_SELDOM_LATE = (0.06, 0.2)
_OFTEN_EMPTY = 0.3


class Costs:
    """The costs of the pieces of some lines in each of the `columns`, the last of which may be the `box`.

    `quoted` are words of objectives, three in a row, `linked` two words that leave a cell open and follow one another.
    """

    def __init__(
        self,
        text: Strand,
        columns: Sequence[str],
        habits: Sequence[ColumnHabit],
        quoted: frozenset[Three],
        linked: frozenset[tuple[str, str]],
        *,
        box: str,
        grammar: Grammar,
    ) -> None:
        self.text, self.columns, self.habits = text, columns, habits
        self._quoted, self._box = quoted, box
        self._linking, self._linked = frozenset(grammar.profile.words.linking), linked
        words = _words_of_time(grammar.profile.words)
        is_time = [
            low in words or (any(map(str.isdigit, low)) and not mark)
            for low, mark in zip(text.low, text.mark, strict=True)
        ]
        self._times = sums(is_time)
        self._likeness = [[habit.words.get(word, 0.0) for word in text.low] for habit in habits]
        self._hidden = sums(map(self._hides, range(text.size)))
        self._closed = sums(word[-1] == ";" for word in text.words)
        self._held = sums(each in quoted for each in threes(text.low))
        self.items = [item_mark(text.text(at, at + 2)) if text.mark[at] else None for at in range(text.size)]
        """The numbers and letters of items, by the place at which they stand."""
        self.fit, self.join = cache(self._fit), cache(self._join)
        self.begin, self.close = cache(self._begin), cache(self._close)
        self.late = [self._late(column) for column in range(len(columns))]
        self.empty = [self._empty(column) for column in range(len(columns))]

    def ends_item(self, column: int, end: int) -> bool:
        """Whether an item may end before a place."""
        last = self.text.words[end - 1][-1]
        return last in ".;:" or (last == "," and self.columns[column] == PARTIES)

    def _late(self, column: int) -> float:
        """What it costs that a cell begins behind one of a later column in the same row."""
        usual, most = _LATE.get(self.columns[column], _SELDOM_LATE)
        share = self.habits[column].late
        return -0.9 * math.log(max(0.03, usual if share is None else min(share, most)))

    def _empty(self, column: int) -> float:
        """What it costs that a row has no words in a column."""
        name = self.columns[column]
        if name == TITLE:
            return 9.0
        usual = 2.5 if name == PARTIES else 4.5
        return 1.0 if self.habits[column].empty > _OFTEN_EMPTY else usual

    def _fit(self, column: int, start: int, end: int) -> float:
        """What it costs that the words between two places are a line of a column."""
        text, habit, name, size = self.text, self.habits[column], self.columns[column], end - start
        cost = sum(self._likeness[column][start:end])
        if habit.breadth and (over := text.breadth(start, end) / habit.breadth - _BROADER) > 0:
            # one name may be broader than all others
            cost += min(1.5 if name in (PARTIES, *_SHORT) else 9.0, 1 + 14 * over)
        # an item begins a line
        cost += self._hidden[end] - self._hidden[start + 1]
        cost += 2.0 * (self._closed[end - 1] - self._closed[start])
        count = max(0, size - 2)
        held = self._held[start + count] - self._held[start] if count else 0
        if held and count - held <= 1:
            share = 1.0 if held == count else 0.3
            cost += -1.0 * share if name == OBJECTIVES else 1.5 * share
        times = self._times[end] - self._times[start]
        if name in TIMES:
            return cost + 1.2 * (size - times)
        if size <= _FEW and times == size:
            cost += 2.0 if name in (PARTIES, LEAD) else 0.6
        if size > _FEW and name not in (PARTIES, LEAD):
            return cost
        tally = text.tally(start, end)
        if name == PARTIES:
            return cost + max(0.0, tally.words - tally.parties)
        if name == LEAD:
            foreign = max(0.0, tally.words - 0.8 * tally.parties - 0.2 * tally.states)
            return cost + 2.5 * foreign + 0.3 * max(0, size - 3)
        return cost + 1.5 * (tally.share > 0.75)

    def _hides(self, at: int) -> float:
        """What a list mark inside a line costs: a dash may stand in a sentence, but seldom before a name."""
        mark, behind = self.text.mark[at], self.text.tallies[at + 1 : at + 2]
        return (3.0 if len(mark) > 1 or any(each.parties for each in behind) else 1.5) if mark else 0.0

    def _join(self, column: int, before: int, last: int, start: int, end: int) -> float:
        """What it costs that the words between `start` and `end` go on with those between `before` and `last`."""
        text, habit, name = self.text, self.habits[column], self.columns[column]
        closing, is_open = text.words[last - 1][-1], text.leaves_open[last - 1]
        is_item = self.ends_item(column, last)
        if kind := text.mark[start]:
            cost = 1.5 * (bool(habit.marks) and kind not in habit.marks) + 2.0 * (closing == ".")
            return cost + (0.0 if is_item or name == PARTIES else 4.0 if is_open else 1.2)
        breadth = text.breadth(before, last)
        room = max(habit.breadth, breadth, text.breadth(start, end))
        early = (room - breadth - text.breadth(start, start + 1)) / room
        cost = 0.0
        if is_item and text.begins[start]:
            cost += 1.0 * (early > _EARLY) + 2.0 * (name in (*_SHORT, TITLE))
        elif early > _EARLY and name not in _SHORT:
            if name == PARTIES:
                cost += 0.4
            else:
                is_loose = text.begins[start] and not is_open
                cost += 0.6 + 4 * early if is_loose else min(5.0, 1 + 9 * early)
        if not text.begins[start]:
            cost += 2.5 * (closing in ".;") - 0.3
        elif name not in _SHORT and not is_item and not is_open:
            cost += 0.5 if text.tallies[start].parties else 0.9
        pair = (text.low[last - 1], text.low[start])
        cost -= 1.2 * (pair in habit.pairs)
        cost += 2.0 * (self._linking.issuperset(pair) and pair not in self._linked)
        if name == OBJECTIVES and self._quoted.intersection(threes([*text.low[max(before, last - 2) : last], pair[1]])):
            cost -= 1.5
        return cost

    def _begin(self, column: int, start: int) -> float:
        """What it costs that a cell begins at a place."""
        text, habit, name = self.text, self.habits[column], self.columns[column]
        kind, item = text.mark[start], self.items[start]
        usual = 0.3 if kind else 0.7
        cost = -0.8 * math.log(max(0.03, habit.marks.get(kind, 0.0) if habit.marks else usual))
        cost += 5.0 * (item is not None and item.place != 1)
        if not text.begins[start] and not text.is_soft[start] and name not in TIMES:
            cost += 1.0 - 0.8 * math.log(max(0.02, 1 - habit.capitals))
        cost += 3.0 * (bool(kind) and name in (TITLE, *_SHORT, self._box))
        return cost + (habit.firsts.get(text.first(start), habit.rare_first) if habit.firsts else 0.0)

    def _close(self, column: int, end: int) -> float:
        """What it costs that a cell ends before a place."""
        closing, stops = self.text.words[end - 1][-1], self.habits[column].stops
        cost = 5.0 * self.text.leaves_open[end - 1] + 2.0 * (closing in ";:")
        return cost - 0.9 * math.log(max(0.04, stops if closing == "." else 1 - stops))


@cache
def _words_of_time(words: LanguageWords) -> frozenset[str]:
    """Words that stand in times: months, units, parts of a year, and those around them."""
    forms = [form for each in (*words.parts_of_year, *words.units) for form in each.forms]
    around = (*words.before_time, *words.behind_time, *words.until, *words.of, *words.unbounded, *words.between)
    every = (*forms, *around, *words.months, *words.low_ordinals, *words.before_last_days)
    return frozenset(word.casefold() for each in every for word in each.split())
