"""Cuts values that follow one another behind all their headings into cells, by what cells of each column look like."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.table.cell_features import LEAD, OBJECTIVES, PARTIES, RECOGNISABLE, TIMES, TIMETABLE, CellFeatures
from ccwp_kg.sources.text.list_marks import coded_mark, item_mark, list_mark

_TALLEST = 16
"""The lines of a cell, at most."""
_OPEN = (",", ";", ":", "-", "–", "/")
"""What ends no cell."""


@dataclass(frozen=True)
class ValueCuts:
    """The ways to cut `lines` into a cell for each of the `columns`, of which few of parties are empty.

    `features_of` knows cells of countries and times.
    """

    columns: Sequence[str | None]
    lines: Sequence[TextLine]
    features_of: Callable[[tuple[TextLine, ...]], CellFeatures]
    profile: Profile

    def cells(self) -> list[tuple[Sequence[TextLine], bool]] | None:
        """The cells, each with whether it is sure; None where no way fits.

        A cell of a kind, such as a time, is sure where its edges are. Of the others between two of these all are or
        none is: what is wrong about one edge moves the next ones, too.
        """
        if len(self.lines) not in self._empty[-1]:
            return None
        edges = [{len(self.lines)}]
        for at in reversed(range(len(self.columns))):
            edges.insert(0, {start for end in edges[0] for start in self._starts(at, end)})
        places = [len(self.lines)]
        for at in reversed(range(len(self.columns))):
            places.insert(0, max(self._starts(at, places[0])))
        both = enumerate(zip(edges, places, strict=True))
        shown = [len(each) == 1 and self._is_shown(at, place) for at, (each, place) in both]
        found: list[tuple[Sequence[TextLine], bool]] = []
        # a cell of a kind is a group of its own
        groups = groupby(range(len(self.columns)), key=lambda at: at if self.columns[at] in RECOGNISABLE else -1)
        for cells in (list(group) for _, group in groups):
            is_sure = all(shown[cells[0] : cells[-1] + 2]) and all(places[at] < places[at + 1] for at in cells)
            found += [(self.lines[places[at] : places[at + 1]], is_sure) for at in cells]
        return found

    @cached_property
    def _empty(self) -> list[dict[int, int]]:
        """Where the cell of each column may begin, and where the last one may end; each with the fewest empty cells."""
        found = [{0: 0}]
        for at, column in enumerate(self.columns):
            counts: dict[int, int] = {}
            for start, count in found[-1].items():
                ends = [end for end in self._ends(start) if self._fits(at, start, end)]
                for end in (*ends, *([start] if column == PARTIES else [])):
                    counts[end] = min(counts.get(end, len(self.columns)), count + (start == end))
            found.append(counts)
        return found

    def _starts(self, at: int, end: int) -> Iterator[int]:
        """Where a cell with an end may begin that leaves the fewest cells empty."""
        for start, count in self._empty[at].items():
            if count + (start == end) == self._empty[at + 1][end] and self._fits(at, start, end):
                yield start

    def _ends(self, start: int) -> Iterator[int]:
        """Where a cell that begins at a line may end."""
        for end in range(start + 1, min(len(self.lines), start + _TALLEST) + 1):
            if self._parts(end - 1) and end > start + 1 and not (self._is_apart and self._lists(start, end - 1)):
                return
            if end == len(self.lines) or self._may_part(end) or self._is_time(end):
                yield end
            if end < len(self.lines) and self._must_part(start, end):
                return

    def _may_part(self, at: int) -> bool:
        """Whether a cell may begin at a line: not in a sentence, a bracket, or a list that goes on."""
        before, line = self.lines[at - 1], self.lines[at]
        mark, words = item_mark(line.text), before.text.split()
        if mark is not None:
            return mark.place == 1 or (self._parts(at) and not self._lists(0, at))
        if (
            before.text.endswith(_OPEN)
            or words[-1] in self.profile.words.linking
            or before.text.count("(") > before.text.count(")")
        ):
            return False
        is_name = sum(map(str.isupper, line.text.split()[0])) > 1  # "eu-LISA"
        return self._bullet(line) or is_name or not line.text[0].islower() or self._parts(at)

    def _parts(self, at: int) -> bool:
        """Whether a blank line stands above a line."""
        return at > 0 and self.lines[at - 1].block != self.lines[at].block

    @cached_property
    def _is_apart(self) -> bool:
        """Whether a blank line stands above each line, so that none tells where a cell ends."""
        return all(map(self._parts, range(1, len(self.lines))))

    def _lists(self, start: int, at: int) -> bool:
        """Whether a line is a further item of the list in the lines from a place on."""
        mark = item_mark(self.lines[at].text)
        if mark is None:
            return self._bullet(self.lines[at]) and self._bullet(self.lines[at - 1])
        own = (item_mark(line.text, mark.form) for line in reversed(self.lines[start:at]))
        last = next(filter(None, own), None)
        return last is not None and last.place + 1 == mark.place

    def _is_time(self, at: int) -> bool:
        """Whether a time begins at a line, perhaps in small letters."""
        return any(self._resembles(TIMETABLE, self.lines[at : at + count]) for count in (1, 2))

    def _must_part(self, start: int, at: int) -> bool:
        """Whether another list begins at a line of a cell that has begun."""
        mark = item_mark(self.lines[at].text)
        if (mark is not None and mark.place == 1) or not self._bullet(self.lines[at]):
            return mark is not None and mark.place == 1
        above = self.lines[at - 1].text
        bullets = [list_mark(line.text, self.profile.layout.list_marks) for line in self.lines[start : at + 1]]
        return not above.endswith(":") and {*bullets[:-1]}.isdisjoint(bullets[-1:])

    def _bullet(self, line: TextLine) -> bool:
        return list_mark(line.text, self.profile.layout.list_marks) is not None

    @cached_property
    def _coded(self) -> Sequence[bool]:
        """For each line whether it opens with a code that names an objective: “Objective 1: To act”."""
        labels = [label for each in self.profile.columns if each.name == OBJECTIVES for label in each.labels]
        codes = (coded_mark(line.text) for line in self.lines)
        return [code is not None and code.form.removesuffix(" 1") in labels for code in codes]

    def _fits(self, at: int, start: int, end: int) -> bool:
        """Whether lines may be the cell of a column; a time that goes over two lines is no shorter one."""
        if start == end:
            return self.columns[at] == PARTIES
        if not 0 < end - start <= _TALLEST or self._resembles(self.columns[at], self.lines[start:end]) is False:
            return False
        if OBJECTIVES in self.columns and any(self._coded):
            others = zip(self.lines[start:end], self._coded[start:end], strict=True)
            is_own = self._coded[start] and all(coded or line.text[0].islower() for line, coded in others)
            if not is_own if self.columns[at] == OBJECTIVES else any(self._coded[start:end]):
                return False
        return not (
            self.columns[at] in TIMES and start and self._resembles(self.columns[at], self.lines[start - 1 : end])
        )

    def _is_shown(self, at: int, place: int) -> bool:
        """Whether an edge shows: a list begins there, a blank line stands there, or a cell beside it is of a kind."""
        if not 0 < place < len(self.lines):
            return True
        line = self.lines[place]
        if self.columns[at - 1] in RECOGNISABLE or self.columns[at] in RECOGNISABLE:
            return True
        if self._is_apart and self._lists(0, place):
            return False
        return item_mark(line.text) is not None or self._bullet(line) or self._parts(place)

    def _resembles(self, column: str | None, lines: Sequence[TextLine]) -> bool | None:
        """Whether lines resemble a cell of a column: yes, no, or None where nothing shows it."""
        features = self.features_of(tuple(lines))
        if column in RECOGNISABLE:
            return features.get(column, 0.0) == 1
        is_time = features.get(TIMETABLE, 0.0) == 1
        is_country = features.get(LEAD, 0.0) == 1 and column not in (None, PARTIES)
        return False if is_time or is_country else None
