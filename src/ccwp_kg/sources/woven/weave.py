"""Gives pieces of lines to rows and columns: the cheapest way, found line by line among the best so far.

A piece goes on with a cell or begins the one of a later row. Lines of one block run down the page, and pieces at one
height from left to right; so a cell that goes on in the next line of its own has one line at each height.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple, TypeVar

from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.table.cell_features import TITLE
from ccwp_kg.sources.woven.costs import Costs
from ccwp_kg.sources.woven.habits import Piece, Strand

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
class Woven:
    """The cells in some lines: the pieces of each by its row and column.

    A way of about that `cost` reads the `unsure` ones otherwise.
    """

    text: Strand
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


_Cell = tuple[float, int, int, float]
"""What it costs that a cell takes a piece, its row, and the item and the height of its column behind it."""


_Found = TypeVar("_Found", "_Way", "_Step")
_COST = attrgetter("cost")


class _Trail(NamedTuple):
    """A piece and the cell that takes it, behind all before it."""

    cell: tuple[int, int]
    piece: Piece
    before: _Trail | None


class _Way(NamedTuple):
    """A way to give the first words to columns.

    `last` is the column of the last piece, `height` the height it has come to in this block, `lowest` the last row.
    """

    cost: float
    columns: tuple[_Column, ...]
    last: int = -1
    height: float = 0.0
    lowest: int = -1
    trail: _Trail | None = None


class _Step(NamedTuple):
    """A way that may take a piece more: for a column, whose row, item and height are then those given."""

    cost: float
    way: _Way
    piece: Piece
    column: int
    row: int
    item: int
    height: float

    def taken(self) -> _Way:
        """The way behind the piece."""
        _, way, piece, column, row, item, height = self
        new = _Column(row, *piece, item, height)
        columns = (*way.columns[:column], new, *way.columns[column + 1 :])
        trail = _Trail((row, column), piece, way.trail)
        return _Way(self.cost, columns, column, max(way.height, height), max(way.lowest, row), trail)


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
    """Parts lines by what their pieces cost."""

    costs: Costs

    def read(self) -> Woven:
        """The cheapest way."""
        ways = [_Way(0.0, (_Column(),) * len(self.costs.columns))]
        block = None
        for line, each in self._lines():
            if line.block != block:
                kept: dict[object, _Way] = {}
                for way in (self._in_next_block(way, each) for way in ways):
                    key = tuple(_places(way))
                    if key not in kept or way.cost < kept[key].cost:
                        kept[key] = way
                ways = _best(kept)
            block = line.block
            ways = self._longer(ways, each)
        best, *others = sorted(map(self._finished, ways), key=_COST)
        cells, unsure = _cells(best), set()
        for way in others:
            if way.cost < best.cost + _NEAR:
                other = _cells(way)
                unsure |= {cell for cell in {*cells, *other} if cells.get(cell) != other.get(cell)}
        return Woven(self.costs.text, cells, frozenset(unsure), best.cost)

    def _lines(self) -> Iterator[tuple[TextLine, _Line]]:
        text = self.costs.text
        lines, numbers = text.row.lines, text.numbers
        blocks = [lines[at].block if at < len(lines) else None for at in numbers]
        place = 0
        for at, line in enumerate(lines):
            end = place + len(line.text.split())
            row = sum(number <= at for number in numbers) - 1
            opens_page = at > 0 and lines[at - 1].page != line.page
            yield line, _Line(place, end, row, line.block in blocks[row + 1 :], at in text.inline, opens_page)
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
        return way._replace(cost=cost, columns=tuple(columns), last=-1, height=0.0, lowest=-1)

    def _longer(self, ways: Sequence[_Way], line: _Line) -> list[_Way]:
        """Every way with one line more, piece by piece, that costs `most` at most: little more than the cheapest."""
        reached: dict[int, dict[object, _Step]] = {place: {} for place in range(line.start, line.end + 1)}
        most, join = math.inf, self.costs.join
        alike: dict[object, int] = {}  # ways that differ in one column at most
        for place in range(line.start, line.end):
            is_behind = place > line.start
            before = [step.taken() for step in _best(reached[place])] if is_behind else ways
            pieces = self._pieces(place, line) if before else []
            for way in before:
                if way.cost > most:
                    break
                pieces = [each for each in pieces if way.cost + each[2] <= most]
                first, places = way.last + 1 if is_behind else 0, _places(way)
                cells: dict[int, tuple[int, list[_Cell]]] = {}
                for end, column, fit in pieces:
                    cost = way.cost + fit
                    if column < first or cost > most:
                        continue
                    if column not in cells:
                        others = (column, *places[:column], *places[column + 1 :])
                        kind = alike.setdefault(others, len(alike))
                        cells[column] = kind, self._cells_at(way, column, place, line)
                    old, kept, (kind, found) = way.columns[column], reached[end], cells[column]
                    for own, row, item, height in found:
                        full = cost + own
                        if row == old.row and old.end:
                            full += join(column, old.start, old.end, place, end)
                        key = (kind, row, place)
                        if full <= most and (key not in kept or full < kept[key].cost):
                            kept[key] = _Step(full, way, (place, end), column, row, item, height)
                            if end == line.end:
                                most = min(most, full + _FAR)
        return [step.taken() for step in _best(reached[line.end])]

    def _pieces(self, start: int, line: _Line) -> list[tuple[int, int, float]]:
        """The pieces that may begin at a place: where each ends, its column, and what it costs that it stands there."""
        names, fit, in_name = self.costs.columns, self.costs.fit, self.costs.text.in_name
        columns = [at for at, name in enumerate(names) if name == TITLE or not line.is_inline or start > line.start]
        found = [(line.end, column, fit(column, start, line.end)) for column in columns]
        for end in range(line.end - 1, start, -1):
            if not in_name[end]:
                found += [(end, at, fit(at, start, end) + _CUT) for at in columns if at < len(names) - 1]
        return found

    def _cells_at(self, way: _Way, column: int, start: int, line: _Line) -> list[_Cell]:
        """The cells of a column that may take a piece, beside what it costs to join it to the last one."""
        old, costs, is_behind = way.columns[column], self.costs, start > line.start
        mark, item = costs.text.mark[start], costs.items[start]
        is_title, lowest = costs.columns[column] == TITLE, way.lowest
        gap = _gap_cost(way, column) if old.height < 0 else 0.0
        height, more = _height(way, column, is_behind, is_free=True)
        more += costs.begin(column, start) + (costs.close(column, old.end) if old.end else 0.0)
        later = max([each.row for each in way.columns[column + 1 :]], default=-1)
        first = old.row + (old.end > 0 or old.row < 0)
        last = line.row if is_title else max(line.row, old.row) + _AHEAD
        place = item.place if item else -1 if mark else 0
        found = [self._going_on(way, column, start, line, gap)] if old.end else []
        for row in range(first, min(len(self.costs.text.numbers), last + 1)):
            cost = more + (row - old.row - 1) * costs.empty[column]
            ahead = row - line.row
            if ahead > 0:
                cost += ahead * (1.2 if line.ahead else 2.0)
            if lowest > row:
                cost += 5.0
            if is_title and ahead:
                cost += 3.0
            if later >= row:
                cost += costs.late[column]
            found.append((gap + cost, row, place, height))
        return [each for each in found if each[1] == line.row] if line.is_inline and not is_behind else found

    def _going_on(self, way: _Way, column: int, start: int, line: _Line, gap: float) -> _Cell:
        """The cell that a column has come to."""
        old, costs = way.columns[column], self.costs
        mark, item = costs.text.mark[start], costs.items[start]
        is_item = bool(mark) or (costs.ends_item(column, old.end) and costs.text.begins[start])
        height, cost = _height(way, column, start > line.start, is_free=is_item)
        cost += gap + 5.0 * (way.lowest > old.row)
        if item is not None:
            cost += 5.0 * (item.place != old.item + 1 or old.item < 0)
        if mark:
            cost += 1.0 if old.item == 0 else 3.0 if old.item > 0 and item is None else 0.0
        if old.height < 0:
            # no blank line stands inside an item, but a page may end there
            cost += (0.3 if mark else 1.2) if is_item else 0.8 if line.opens_page else 4.5
        return cost, old.row, item.place if item else -1 if mark else old.item, height

    def _finished(self, way: _Way) -> _Way:
        cost = way.cost
        for at, each in enumerate(way.columns):
            cost += self.costs.close(at, each.end) if each.end else 0.0
            cost += (len(self.costs.text.numbers) - 1 - each.row) * self.costs.empty[at]
        return way._replace(cost=cost)


def _gap_cost(way: _Way, column: int) -> float:
    """What it costs that a block holds words of one column more: most where it stands next to none of the others."""
    apart = [abs(at - column) for at, each in enumerate(way.columns) if each.height >= 0]
    return 0.9 + 1.2 * (min(apart) > 1) if apart else 0.0


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


def _places(way: _Way) -> list[object]:
    return [each[:3] for each in way.columns]


def _best(kept: Mapping[object, _Found]) -> list[_Found]:
    """The cheapest of those that are kept: of all that have come to the same pieces one."""
    ordered = sorted(kept.values(), key=_COST)[:_MOST_WAYS]
    return [each for each in ordered if each.cost <= ordered[0].cost + _FAR]


def _cells(way: _Way) -> dict[tuple[int, int], tuple[Piece, ...]]:
    found: dict[tuple[int, int], tuple[Piece, ...]] = {}
    trail = way.trail
    while trail is not None:
        found[trail.cell] = (trail.piece, *found.get(trail.cell, ()))
        trail = trail.before
    return found
