"""Parts all rows of a table, learns what the cells of its columns have in common, and parts them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain, pairwise

from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.table.cell_features import OBJECTIVES
from ccwp_kg.sources.woven.costs import Costs
from ccwp_kg.sources.woven.habits import ColumnHabit, Strand, Three, learn, repeated
from ccwp_kg.sources.woven.weave import Weaver, Woven

_ROUNDS, _TOGETHER = 5, 2
"""So often are the rows parted, and so often before those of a group are parted together."""
_SAMPLE, _MOST_LINES = 24, 200
"""So many rows show the habits of columns, and so many lines are parted together, at most."""
_SELDOM_EMPTY = 0.3


class _Group:
    """The words of rows that may stand in one run: each row by itself, and all of them."""

    def __init__(self, rows: Sequence[Strand], grammar: Grammar) -> None:
        self.rows, self.whole = rows, joined(rows, grammar)


@dataclass
class Parting:
    """Parts rows into `columns`, the last of which may be the `box`; `quoted` are words of known objectives."""

    columns: Sequence[str]
    box: str
    quoted: frozenset[Three]
    grammar: Grammar
    habits: Sequence[ColumnHabit] = field(default_factory=list)
    held: frozenset[Three] = frozenset()

    @cached_property
    def linked(self) -> frozenset[tuple[str, str]]:
        """Words of which none ends a cell, where one follows another in a line of the document: "of the"."""
        words = (line.casefold().split() for line in self.grammar.source.text.splitlines())
        linking = frozenset(self.grammar.profile.words.linking)
        return frozenset(pair for each in words for pair in pairwise(each) if linking.issuperset(pair))

    def of(self, groups: Sequence[Sequence[Strand]]) -> list[Woven]:
        """The cells of rows; those of a group may stand in one run of lines, and are parted so if that costs less."""
        self.habits, self.held = [ColumnHabit() for _ in self.columns], self.quoted
        made = [_Group(group, self.grammar) for group in groups]
        counts = accumulate(len(group.rows) for group in made)
        sample = [group for group, count in zip(made, counts, strict=True) if count <= _SAMPLE] or made[:1]
        before: list[Woven] = []
        for turn in range(_ROUNDS):
            found = [each for group in sample for each in self._of_group(group, together=turn >= _TOGETHER)]
            if [each.cells for each in found] == [each.cells for each in before]:
                break
            before = found
            self._learn(found)
        rest = (self._of_group(group, together=True) for group in made[len(sample) :])
        return [*before, *chain.from_iterable(rest)]

    def _of_group(self, group: _Group, *, together: bool) -> Sequence[Woven]:
        """The rows of a group, or all of them in one where a row lacks a cell and that way costs less."""
        parts = [self._parted(row) for row in group.rows]
        usual = [at for at, habit in enumerate(self.habits) if habit.empty < _SELDOM_EMPTY]
        is_full = all((0, at) in each.cells for each in parts for at in usual)
        if not together or is_full or len(parts) < 2 or len(group.whole.row.lines) > _MOST_LINES:
            return parts
        whole = self._parted(group.whole)
        return [whole] if whole.cost < sum(each.cost for each in parts) else parts

    def _parted(self, text: Strand) -> Woven:
        costs = Costs(text, self.columns, self.habits, self.held, self.linked, box=self.box, grammar=self.grammar)
        return Weaver(costs).read()

    def _learn(self, parted: Sequence[Woven]) -> None:
        cells = [
            [(each.text, each.cells.get((row, at), ())) for each in parted for row in range(len(each.text.numbers))]
            for at in range(len(self.columns))
        ]
        self.habits = learn(cells, [_late(parted, at) for at in range(len(self.columns))])
        if OBJECTIVES in self.columns:
            self.held = self.quoted | repeated(cells[self.columns.index(OBJECTIVES)])


def _late(parted: Sequence[Woven], column: int) -> float:
    """The share of the cells of a column that begin behind one of a later column in their row."""
    own = [(each.cells, cell) for each in parted for cell in each.cells if cell[1] == column]
    late = [
        any(row == cell[0] and at > column and pieces[0] < cells[cell][0] for (row, at), pieces in cells.items())
        for cells, cell in own
    ]
    return (sum(late) + 0.1) / (len(own) + 2)


def joined(group: Sequence[Strand], grammar: Grammar) -> Strand:
    """The words of all rows of a group."""
    lines = [line for each in group for line in each.row.lines]
    firsts = [sum(len(each.row.lines) for each in group[:at]) for at in range(len(group))]
    numbers = tuple(first + at for first, each in zip(firsts, group, strict=True) for at in each.numbers)
    inline = frozenset(first + at for first, each in zip(firsts, group, strict=True) for at in each.inline)
    return Strand(lines, numbers, inline, grammar)
