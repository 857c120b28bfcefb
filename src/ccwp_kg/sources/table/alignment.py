"""Which blocks of a row are which cells: the cheapest way to give them to the columns in the order of print.

A block may start the cell of a later column or go on with the cell before it. Each step has a cost: an empty cell, a
second block in one cell, a block that does not look like its column. A heading that the row prints stands before its
cell. Where two ways cost about the same, the blocks in which they differ are given to no column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.table.cell_features import OBJECTIVES, OPTIONAL, PARTIES, RECOGNISABLE, STATUS, TITLE, CellFeatures
from ccwp_kg.sources.table.cells import Block
from ccwp_kg.sources.text.list_marks import item_mark, list_mark

EMPTY, EMPTY_OPTIONAL = 2.0, 1.0
"""A cell without words; parties, terms and the columns that only some plans have are often empty."""
SECOND_BLOCK, LOOSE_BLOCK = 3.0, 4.0
"""A block more in a cell, and a block that no column takes."""
UNHEADED = 1.0
"""A cell whose heading the row lacks although other rows print it."""
UNDER_ANOTHER = 2.0
"""A cell right below the heading of another column that stands there alone."""
MARGIN, EQUAL = 1.5, 0.5
"""The next best way must cost more by the first; others that cost less than the second more count as much."""
IMPOSSIBLE = 1000.0
_FAINT = 0.5
_UNLIKE, _NO_FEATURE = 2.0, 1.0
"""A block that does not look like its column, or looks like another, or a title with the mark of an item before it; one
without any feature of its column costs more."""

_NEAR = 4
"""Blocks back in which the mark is sought that an item counts on from."""

_LISTED: CellFeatures = {PARTIES: 1.0}
_WITH_FEATURES = (OBJECTIVES, *OPTIONAL)
_OTHERS = frozenset(_WITH_FEATURES) - {STATUS}
"""Columns of which a block may look like one although it is another's."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Blocks by column, and those no column could take for sure; `doubtful` are the columns they may belong to."""

    cells: Mapping[str, tuple[Block, ...]]
    loose: tuple[Block, ...]
    doubtful: tuple[str, ...]
    cost: float


class _Way(NamedTuple):
    """A way to give the first blocks to columns: its cost, the column of the last block (-1: none yet), the choices.

    `held` is the last column that has words: behind a block of two columns, the right one of them.
    """

    cost: float
    last: int
    choices: tuple[int | None, ...]
    held: int = -1


_COST = attrgetter("cost")


@dataclass(frozen=True, slots=True)
class Aligner:
    """Gives blocks to the columns of one document.

    `optional` columns are often empty, the `box` takes many blocks, and each row prints the headings of the columns
    that are `headed`. `closing` are commas or semicolons where they end cells and not only the items in them.
    """

    columns: Sequence[str]
    optional: frozenset[str]
    box: str
    list_marks: Sequence[str]
    headed: frozenset[str]
    closing: frozenset[str]
    features_of: Callable[[Block], CellFeatures]

    def align(
        self,
        blocks: Sequence[Block],
        *,
        headings: Mapping[str, int],
        listed: frozenset[int] = frozenset(),
        shared: tuple[int, int] | None = None,
    ) -> Aligned:
        """The cells of a row; `headings` are the offsets of the headings it prints, by column.

        The blocks at the places `listed` are known to list parties. `shared` gives one block, by its place, to two
        columns at once: the one at a place of the order and the next. That block is left out of the cells.
        """
        head, tail = self._boxed(blocks, headings)
        known_features = self._over_pages(head, headings)
        ways = [_Way(0.0, -1, ())]
        for place, block in enumerate(head):
            if shared is not None and place == shared[0]:
                ways = self._both(ways, shared[1], block, head[:place], headings)
            else:
                known = _LISTED if place in listed else known_features.get(place)
                ways = self._next(ways, block, head[:place], headings, known=known)
        end = len(self.columns) - bool(tail)
        finished = sorted(
            (way._replace(cost=way.cost + self._empty(way.held + 1, end, headings)) for way in ways),
            key=lambda way: (way.cost, [-1 if choice is None else choice for choice in way.choices]),
        )
        if not finished:
            return Aligned({}, tuple(head), (), IMPOSSIBLE)
        return self._aligned(head, tail, finished, None if shared is None else shared[0])

    def _over_pages(self, blocks: Sequence[Block], headings: Mapping[str, int]) -> dict[int, CellFeatures]:
        """The features of two blocks together, by their places, where a page ended in mid-sentence between them."""
        features: dict[int, CellFeatures] = {}
        for place, (first, second) in enumerate(pairwise(blocks), 1):
            divided = second[0].page != first[-1].page and second[0].text[0].islower()
            if divided and self._goes_on(blocks[:place], second, headings) == 2.0:
                features[place - 1] = features[place] = self.features_of((*first, *second))
        return features

    def _boxed(self, blocks: Sequence[Block], headings: Mapping[str, int]) -> tuple[Sequence[Block], Sequence[Block]]:
        """The blocks, and those that can only be the box's: behind its heading where no other heading follows."""
        start = headings.get(self.box)
        if start is None or self.columns[-1] != self.box or any(other > start for other in headings.values()):
            return blocks, ()
        at = next((at for at, block in enumerate(blocks) if block[0].span.start >= start), len(blocks))
        return blocks[:at], blocks[at:]

    def _aligned(
        self, head: Sequence[Block], tail: Sequence[Block], ways: Sequence[_Way], shared: int | None
    ) -> Aligned:
        """The cheapest way; blocks that another of nearly the same cost gives to another column are given to none."""
        best = ways[0]
        rival = next((way for way in ways if way.choices != best.choices), best)
        rivals = [way for way in ways if way.cost - best.cost < (MARGIN if way is rival else EQUAL)]
        cells: dict[str, tuple[Block, ...]] = {}
        loose: list[Block] = []
        doubtful: set[int] = set()
        for at, (block, choice) in enumerate(zip(head, best.choices, strict=True)):
            if at == shared:
                continue
            others = {way.choices[at] for way in rivals}
            if choice is None or len(others) > 1:
                loose.append(block)
                doubtful |= {each for each in others if each is not None} or self._around(best.choices, at)
            else:
                cells[self.columns[choice]] = (*cells.get(self.columns[choice], ()), block)
        if tail:
            cells[self.box] = (*cells.get(self.box, ()), *tail)
        return Aligned(cells, tuple(loose), tuple(self.columns[at] for at in sorted(doubtful)), best.cost)

    def _around(self, choices: Sequence[int | None], at: int) -> set[int]:
        """The columns between which a block stands that none took: from the cell before it to the one behind."""
        before = next((choice for choice in reversed(choices[:at]) if choice is not None), 0)
        after = next((choice for choice in choices[at:] if choice is not None), len(self.columns) - 1)
        return set(range(before, after + 1))

    def _both(
        self, ways: Sequence[_Way], at: int, block: Block, before: Sequence[Block], headings: Mapping[str, int]
    ) -> list[_Way]:
        """Every way in which the next block is the cell of a column and of the one behind it."""
        pair = self.columns[at : at + 2]
        if any(headings.get(name, -1) > block[0].span.start for name in pair):
            return []
        above = _heading_above(block, before, headings)
        if above in pair and all(name in headings for name in pair):
            return []  # the heading of the other cell stands elsewhere, and so does the cell
        more = UNDER_ANOTHER if above is not None and above not in pair else 0
        # the next block may go on with either of the two
        return [
            _Way(way.cost + more + self._empty(way.held + 1, at, headings), last, (*way.choices, at), at + 1)
            for way in ways
            if way.last < at
            for last in (at + 1, at)
        ]

    def _next(
        self,
        ways: Sequence[_Way],
        block: Block,
        before: Sequence[Block],
        headings: Mapping[str, int],
        *,
        known: CellFeatures | None,
    ) -> list[_Way]:
        """Every way with one block more; of each last column the two cheapest are kept.

        `known` are the features of a block where they do not follow from its words.
        """
        features = self.features_of(block) if known is None else known
        goes_on = self._goes_on(before, block, headings)
        above = _heading_above(block, before, headings)
        marked = item_mark(block[0].text) is not None or list_mark(block[0].text, self.list_marks) is not None
        places = [
            (
                at,
                self._alone(name, features, above, headings) + marked * (name == TITLE) * _UNLIKE,
                self._more(name, goes_on),
            )
            for at, name in enumerate(self.columns)
            if headings.get(name, -1) <= block[0].span.start
        ]
        loose = LOOSE_BLOCK + (goes_on or 0.0)
        longer: dict[int, list[_Way]] = {}
        empty = cache(lambda first, end: self._empty(first, end, headings))
        for cost, last, choices, held in ways:
            longer.setdefault(last, []).append(_Way(cost + loose, last, (*choices, None), held))
            for at, alone, more in places:
                if at >= last:
                    begun = more if at <= held else empty(held + 1, at) + (goes_on or 0.0)
                    longer.setdefault(at, []).append(_Way(cost + alone + begun, at, (*choices, at), max(at, held)))
        return [way for group in longer.values() for way in (sorted(group, key=_COST)[:2] if len(group) > 1 else group)]

    def _alone(self, name: str, features: CellFeatures, above: str | None, headings: Mapping[str, int]) -> float:
        """What a block costs in a column whatever stands before it, `above` being the heading alone above it."""
        cost = self._unlike(features, name)
        cost += UNDER_ANOTHER if above not in (None, name, self.box) else 0
        return cost + (UNHEADED if name in self.headed and name not in headings else 0)

    def _empty(self, first: int, end: int, headings: Mapping[str, int]) -> float:
        """What empty cells cost; where the row lacks the heading too, it has no such cell."""
        if first >= end:
            return 0.0
        empty = [name for name in self.columns[first:end] if name in headings or name not in self.headed]
        return sum(EMPTY_OPTIONAL if name in self.optional else EMPTY for name in empty)

    def _more(self, name: str, goes_on: float | None) -> float:
        """What a block more in one cell costs: nothing in the box, little where it goes on with the block before."""
        if name == self.box:
            return 0.0
        return SECOND_BLOCK if goes_on is None else max(0.0, SECOND_BLOCK - 1.5 * goes_on)

    def _unlike(self, features: CellFeatures, name: str) -> float:
        """What it costs that a block does not look like its column, or looks like another that the table has."""
        if name == self.box:
            return _UNLIKE * max((features.get(each, 0.0) for each in self.columns if each != STATUS), default=0.0)
        own = _UNLIKE * (1 - features.get(name, 0.0)) if name in _WITH_FEATURES else 0.0
        if name == OBJECTIVES:
            own /= 2  # an objective may be in free words
        elif name in _WITH_FEATURES and not features.get(name, 0.0):
            own += _NO_FEATURE * (2 if name in RECOGNISABLE else 1)
        if not features:
            return own
        others = [features.get(each, 0.0) for each in self.columns if each in _OTHERS and each != name]
        other = max(others, default=0.0)
        return own + (_UNLIKE * other if other > max(features.get(name, 0.0), _FAINT) else 0.0)

    def _goes_on(self, before: Sequence[Block], block: Block, headings: Mapping[str, int]) -> float | None:
        """How surely a block goes on with those before it: its mark counts on, or a page ended in mid-sentence.

        None where nothing says so; 2.0 where it is certain.
        """
        if not before or self._stands_apart(before[-1], block, headings):
            return None
        first, last = block[0], before[-1][-1]
        lines = (line for earlier in reversed(before[-_NEAR:]) for line in reversed(earlier))
        mark = next((found for line in lines if (found := item_mark(line.text))), None)
        own = next((found for line in block if mark and (found := item_mark(line.text, mark.form))), None)
        if mark is not None and own is not None and (own.place > mark.place or self._are_objectives(before[-1], block)):
            return 2.0
        bullet = list_mark(first.text, self.list_marks)
        if bullet is None and first.text[0].islower() and first.page != last.page and last.text[-1] not in ".;":
            return 2.0
        before_bullet = list_mark(before[-1][0].text, self.list_marks)
        if bullet is None and before_bullet and first.text[0].islower():
            inside = any(list_mark(line.text, (before_bullet,)) for line in block)
            return 2.0 if inside else 0.5
        if bullet is not None and before_bullet == bullet:
            closed = last.text[-1] == "." or last.text[-1] in self.closing
            return None if closed else 2.0 if last.text[-1] in ",;" else 1.0
        listed = item_mark(before[-1][0].text) is not None or before_bullet is not None
        return self._reads_on(first, last, bullet, listed=listed)

    def _are_objectives(self, before: Block, block: Block) -> bool:
        """Whether two blocks word objectives behind marks: their numbers may be those that the plan gives them."""
        marks = [item_mark(each[0].text) for each in (before, block)]
        return all(marks) and all(self.features_of(each).get(OBJECTIVES, 0.0) == 1 for each in (before, block))

    def _stands_apart(self, before: Block, block: Block, headings: Mapping[str, int]) -> bool:
        """Whether a heading parts two blocks, the first is a country or date and nothing else, or the next a status."""
        first, last = block[0], before[-1]
        parted = any(last.span.end < heading <= first.span.start for heading in headings.values())
        features = self.features_of(before)
        whole = any(features.get(name, 0.0) == 1 for name in RECOGNISABLE)
        # a status ends without a mark, an item does not; and no blank line stands inside a sentence of a page
        ended = last.text[-1] in ".;," or first.page == last.page
        status = ended and first.text[0].islower() and self.features_of(block).get(STATUS, 0.0) == 1
        return parted or whole or status

    def _reads_on(self, first: TextLine, last: TextLine, bullet: str | None, *, listed: bool) -> float | None:
        """How surely a line goes on in the sentence of the line before it, which may be of an item that is `listed`."""
        marked = item_mark(first.text) is not None
        small = first.text[0].islower()
        if last.text[-1] in ",;" and last.text[-1] not in self.closing and not marked and (small or not listed):
            return 2.0
        if not small or bullet is not None or marked:
            return None
        return 0.5 if last.text[-1] in ".;" else 1.5


def _heading_above(block: Block, before: Sequence[Block], headings: Mapping[str, int]) -> str | None:
    """The column whose heading alone stands between a block and the one before it."""
    end = before[-1][-1].span.end if before else -1
    between = [name for name, heading in headings.items() if end < heading <= block[0].span.start]
    return between[0] if len(between) == 1 else None
