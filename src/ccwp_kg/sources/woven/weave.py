"""Gives pieces of lines to rows and columns: the cheapest way, found line by line among the best so far.

A piece goes on with a cell or begins the one of a later row. Lines of one block run down the page, and pieces at one
height from left to right; so a cell that goes on in the next line of its own has one line at each height.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.table.cell_features import TITLE
from ccwp_kg.sources.woven.costs import Costs
from ccwp_kg.sources.woven.habits import Piece

_MOST_WAYS, _FAR = 28, 9.0
"""The ways that are kept, and how much more than the cheapest one they may cost."""
_NEAR = 1.5
"""A way that costs no more than this above the cheapest one leaves in doubt where the two differ."""
_LEVEL = 0.6
"""Lines may differ by so much of a line in height and stand beside one another."""
_APART = -1.0
"""The height of a column that has no line in this block."""
_CUT = 0.9
_AHEAD = 2
"""A cell may stand before the number of its row, and before that of the one above it."""


@dataclass(frozen=True, slots=True)
class RowLines:
    """Lines of one or more rows; `numbers` has for each row the place among the lines at which its number stands.

    `inline` are the places of lines that stand behind a number in its own line.
    """

    lines: tuple[TextLine, ...]
    numbers: tuple[int, ...]
    inline: frozenset[int]


@dataclass(frozen=True, slots=True)
class Woven:
    """The pieces of each cell by its row and column; a way of about that `cost` reads the `unsure` ones otherwise."""

    cells: Mapping[tuple[int, int], tuple[Piece, ...]]
    unsure: frozenset[tuple[int, int]]
    cost: float


class _Column(NamedTuple):
    """Where a column has come to: its row, the last piece, and its height in the block.

    `item` is the place of the last item in its list, -1 behind a list mark.
    """

    row: int = -1
    start: int = 0
    end: int = 0
    item: int = 0
    height: float = _APART


class _Trail(NamedTuple):
    """A piece and the cell that takes it, behind all before it."""

    cell: tuple[int, int]
    piece: Piece
    before: _Trail | None


class _Way(NamedTuple):
    """A way to give the first words to columns; `height` is that of the last piece, in the column `last`."""

    cost: float
    columns: tuple[_Column, ...]
    height: float = 0.0
    last: int = -1
    trail: _Trail | None = None

    @property
    def lowest(self) -> int:
        """The last row that this block has reached."""
        return max((each.row for each in self.columns if each.height >= 0), default=-1)


@dataclass(frozen=True, slots=True)
class _Line:
    """The places of a line's words, and the last row numbered above it; `ahead`: a number stands below in its block.

    `is_inline`: it stands behind a number; `opens_page`: a page begins with it.
    """

    start: int
    end: int
    row: int
    ahead: bool
    is_inline: bool
    opens_page: bool


@dataclass(frozen=True, slots=True)
class Weaver:
    """Parts the lines of a segment by what its pieces cost."""

    segment: RowLines
    costs: Costs

    def read(self) -> Woven:
        """The cheapest way."""
        ways = [_Way(0.0, (_Column(),) * len(self.costs.columns))]
        block = None
        for line, each in self._lines():
            if line.block != block:
                ways = [self._in_next_block(way, each) for way in ways]
            block = line.block
            ways = self._longer(ways, each)
        best, *others = sorted(map(self._finished, ways), key=lambda way: way.cost)
        cells, unsure = _cells(best), set()
        for way in others:
            if way.cost < best.cost + _NEAR:
                other = _cells(way)
                unsure |= {cell for cell in {*cells, *other} if cells.get(cell) != other.get(cell)}
        return Woven(cells, frozenset(unsure), best.cost)

    def _lines(self) -> Iterator[tuple[TextLine, _Line]]:
        lines, numbers = self.segment.lines, self.segment.numbers
        blocks = [lines[at].block if at < len(lines) else None for at in numbers]
        place = 0
        for at, line in enumerate(lines):
            end = place + len(line.text.split())
            row = sum(number <= at for number in numbers) - 1
            opens_page = at > 0 and lines[at - 1].page != line.page
            yield line, _Line(place, end, row, line.block in blocks[row + 1 :], at in self.segment.inline, opens_page)
            place = end

    def _in_next_block(self, way: _Way, line: _Line) -> _Way:
        """A way where a block begins: on a new page no row above the last one goes on."""
        cost, columns = way.cost, [each._replace(height=_APART) for each in way.columns]
        last = max(each.row for each in columns)
        for at, each in enumerate(columns):
            if line.opens_page and each.row < last:
                cost += self.costs.empty[at] * (last - each.row)
                cost += self.costs.close(at, each.end) if each.end else 0.0
                columns[at] = _Column(last)
        return way._replace(cost=cost, columns=tuple(columns), height=0.0, last=-1)

    def _longer(self, ways: Iterable[_Way], line: _Line) -> list[_Way]:
        """Every way with one line more, piece by piece; `least` is the cost of the cheapest one so far."""
        waiting: dict[int, list[tuple[_Way, bool]]] = {line.start: [(way, False) for way in ways]}
        done: list[tuple[_Way, bool]] = []
        least = math.inf
        for place in range(line.start, line.end):
            for way, is_behind in _best(waiting.pop(place, [])):
                if way.cost > least + _FAR:
                    break
                for end in range(line.end, place, -1):
                    if end < line.end and self.costs.text.in_name[end]:
                        continue
                    for after in self._with_piece(way, place, end, line, is_behind=is_behind, most=least + _FAR):
                        if end == line.end:
                            least = min(least, after.cost)
                            done.append((after, False))
                        else:
                            waiting.setdefault(end, []).append((after, True))
        return [way for way, _ in _best(done)]

    def _with_piece(
        self, way: _Way, start: int, end: int, line: _Line, *, is_behind: bool, most: float
    ) -> Iterator[_Way]:
        """Every way in which the next piece is one of a column, for `most` at most; behind another, to its right."""
        count = len(self.costs.columns)
        for column in range(way.last + 1 if is_behind else 0, count if end == line.end else count - 1):
            is_first = line.is_inline and start == line.start
            if is_first and self.costs.columns[column] != TITLE:
                continue
            cost = way.cost + self.costs.fit(column, start, end) + _CUT * (end < line.end)
            if cost > most:
                continue
            if way.columns[column].height < 0:
                cost += _gap_cost([at for at, each in enumerate(way.columns) if each.height >= 0], column)
            for own, new in self._cells_at(way, column, (start, end), line, is_behind):
                if cost + own <= most and not (is_first and new.row != line.row):
                    columns = (*way.columns[:column], new, *way.columns[column + 1 :])
                    trail = _Trail((new.row, column), (start, end), way.trail)
                    yield _Way(cost + own, columns, max(way.height, new.height), column, trail)

    def _cells_at(
        self, way: _Way, column: int, piece: Piece, line: _Line, is_behind: bool
    ) -> Iterator[tuple[float, _Column]]:
        """The cells of a column that may take a piece, each with what that costs."""
        old, costs = way.columns[column], self.costs
        if old.end:
            yield self._going_on(way, column, piece, line, is_behind)
        mark, item = costs.text.mark[piece[0]], costs.items[piece[0]]
        height, more = _height(way, column, is_behind, is_free=True)
        more += costs.begin(column, piece[0]) + (costs.close(column, old.end) if old.end else 0.0)
        first = old.row + (old.end > 0 or old.row < 0)
        is_title = costs.columns[column] == TITLE
        last = line.row if is_title else max(line.row, old.row) + _AHEAD
        for row in range(first, min(len(self.segment.numbers), last + 1)):
            cost = more + (row - old.row - 1) * costs.empty[column]
            cost += max(0, row - line.row) * (1.2 if line.ahead else 2.0) + 5.0 * (way.lowest > row)
            cost += 3.0 * (is_title and row != line.row)
            cost += costs.late[column] * any(each.row >= row for each in way.columns[column + 1 :])
            yield cost, _Column(row, *piece, item.place if item else -1 if mark else 0, height)

    def _going_on(self, way: _Way, column: int, piece: Piece, line: _Line, is_behind: bool) -> tuple[float, _Column]:
        """What it costs that a piece goes on with the cell that its column has come to."""
        old, costs, start = way.columns[column], self.costs, piece[0]
        mark, item = costs.text.mark[start], costs.items[start]
        is_item = bool(mark) or (costs.ends_item(column, old.end) and costs.text.begins[start])
        height, cost = _height(way, column, is_behind, is_free=is_item)
        cost += costs.join(column, old.start, old.end, *piece) + 5.0 * (way.lowest > old.row)
        if item is not None:
            cost += 5.0 * (item.place != old.item + 1 or old.item < 0)
        cost += (1.0 if old.item == 0 else 3.0 if old.item > 0 and item is None else 0.0) * bool(mark)
        if old.height < 0:
            # no blank line stands inside an item, but a page may end there
            cost += (0.3 if mark else 1.2) if is_item else 0.8 if line.opens_page else 4.5
        return cost, _Column(old.row, *piece, item.place if item else -1 if mark else old.item, height)

    def _finished(self, way: _Way) -> _Way:
        cost = way.cost
        for at, each in enumerate(way.columns):
            cost += self.costs.close(at, each.end) if each.end else 0.0
            cost += (len(self.segment.numbers) - 1 - each.row) * self.costs.empty[at]
        return way._replace(cost=cost)


def _gap_cost(columns: Sequence[int], column: int) -> float:
    """What it costs that a block holds words of one column more: most where it stands next to none of the others."""
    return 0.9 + 1.2 * (min(abs(at - column) for at in columns) > 1) if columns else 0.0


def _height(way: _Way, column: int, is_behind: bool, *, is_free: bool) -> tuple[float, float]:
    """The height of the next piece in a column, and what it costs; `is_free`: there may be room above it."""
    old, height = way.columns[column], way.height
    if old.height < 0:
        return (height + 0.4 if not is_behind and column <= way.last else height), 0.0
    own = old.height + 1
    if is_behind and own > height + _LEVEL:
        return own, 3.0
    if not is_behind and own >= height:
        # what stands at the height of a column to its right would have come before it
        return (height + 0.3, 0.2 if is_free else 2.0) if column < way.last and own < height + 0.2 else (own, 0.0)
    return height, 3.0 * (not is_free and height - own > _LEVEL)


def _best(found: Sequence[tuple[_Way, bool]]) -> list[tuple[_Way, bool]]:
    """The cheapest ways; of those that have come to the same pieces, the cheapest one."""
    least = min((way.cost for way, _ in found), default=0.0)
    kept: dict[object, tuple[_Way, bool]] = {}
    for each in found:
        way = each[0]
        if way.cost <= least + _FAR:
            key = (way.last, tuple(column[:3] for column in way.columns))
            if key not in kept or way.cost < kept[key][0].cost:
                kept[key] = each
    return sorted(kept.values(), key=lambda each: each[0].cost)[:_MOST_WAYS]


def _cells(way: _Way) -> dict[tuple[int, int], tuple[Piece, ...]]:
    found: dict[tuple[int, int], tuple[Piece, ...]] = {}
    trail = way.trail
    while trail is not None:
        found[trail.cell] = (trail.piece, *found.get(trail.cell, ()))
        trail = trail.before
    return found
