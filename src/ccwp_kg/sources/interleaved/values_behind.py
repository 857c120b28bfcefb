"""Cuts values that follow one another behind all their headings into cells, by what cells of each column look like."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ccwp_kg.sources.layout.lines import TextLine
from ccwp_kg.sources.text.list_marks import ItemMark, item_mark, list_mark

_TALLEST = 16
"""The lines of a cell, at most."""
_OPEN = (",", ";", "-", "–", "/")
"""What ends no cell."""

Looks = Callable[[str | None, Sequence[TextLine]], bool | None]
"""Whether lines look like a cell of a column: yes, no, or None where nothing tells."""


@dataclass(frozen=True)
class ValueCuts:
    """The ways to cut `lines` into a cell for each of the `columns`, none of them empty.

    `looks` tells cells of countries and times, `list_marks` are those of the profile, `linking` words end no cell.
    """

    columns: Sequence[str | None]
    lines: Sequence[TextLine]
    looks: Looks
    list_marks: Sequence[str]
    linking: Sequence[str]

    def cells(self) -> list[tuple[Sequence[TextLine], bool]] | None:
        """The cells, each with whether both its edges are sure; None where no way fits."""
        ways = self._ways
        if not ways[-1] or len(self.lines) not in ways[-1]:
            return None
        ends = {len(self.lines)}
        edges = [ends]
        for at in reversed(range(len(self.columns))):
            ends = {start for end in ends for start in ways[at] if self._fits(at, start, end)}
            edges.insert(0, ends)
        places = [len(self.lines)]
        for at in reversed(range(len(self.columns))):
            places.insert(0, max(start for start in edges[at] if self._fits(at, start, places[0])))
        both = enumerate(zip(edges, places, strict=True))
        sure = [len(each) == 1 and self._is_shown(at, place) for at, (each, place) in both]
        return [(self.lines[start:end], sure[at] and sure[at + 1]) for at, (start, end) in enumerate(pairwise(places))]

    @cached_property
    def _ways(self) -> list[set[int]]:
        """Where the cell of each column may begin if those before it have cells, and where the last one may end."""
        ways = [{0}]
        for at in range(len(self.columns)):
            ways.append({end for start in ways[-1] for end in self._ends(start) if self._fits(at, start, end)})
        return ways

    def _ends(self, start: int) -> Iterator[int]:
        """Where a cell that begins at a line may end."""
        for end in range(start + 1, min(len(self.lines), start + _TALLEST) + 1):
            if end == len(self.lines) or self._may_part(self.lines[end - 1], self.lines[end]) or self._is_time(end):
                yield end
            if end < len(self.lines) and self._must_part(start, end):
                return

    def _may_part(self, before: TextLine, line: TextLine) -> bool:
        """Whether a cell may begin at a line: not in a sentence, a bracket, or a list that goes on."""
        mark, words = item_mark(line.text), before.text.split()
        if mark is not None:
            return mark.place == 1
        if before.text.endswith(_OPEN) or words[-1] in self.linking or before.text.count("(") > before.text.count(")"):
            return False
        return self._bullet(line) or not line.text[0].islower() or before.block != line.block

    def _is_time(self, at: int) -> bool:
        """Whether a time begins at a line, perhaps in small letters."""
        return any(self.looks("timetable", self.lines[at : at + count]) for count in (1, 2))

    def _must_part(self, start: int, at: int) -> bool:
        """Whether another list begins at a line of a cell that has begun."""
        mark = item_mark(self.lines[at].text)
        opens = mark is not None and mark.place == 1
        return opens or (self._bullet(self.lines[at]) and not self._bullet(self.lines[start]))

    def _bullet(self, line: TextLine) -> bool:
        return list_mark(line.text, self.list_marks) is not None

    def _fits(self, at: int, start: int, end: int) -> bool:
        """Whether lines may be the cell of a column; a time that goes over two lines is no shorter one."""
        if not 0 < end - start <= _TALLEST or self.looks(self.columns[at], self.lines[start:end]) is False:
            return False
        return not (self.columns[at] in _TIMES and start and self.looks(self.columns[at], self.lines[start - 1 : end]))

    def _is_shown(self, at: int, place: int) -> bool:
        """Whether an edge shows: a list begins there, a blank line stands there, or a cell beside it is of a kind."""
        if not 0 < place < len(self.lines):
            return True
        line, before = self.lines[place], self.lines[place - 1]
        marked: ItemMark | None = item_mark(line.text)
        is_told = self.columns[at - 1] in _KINDS or self.columns[at] in _KINDS
        return is_told or marked is not None or self._bullet(line) or before.block != line.block


_TIMES = ("start", "timetable")
_KINDS = ("lead", *_TIMES)
"""Columns whose cells say what they are."""
