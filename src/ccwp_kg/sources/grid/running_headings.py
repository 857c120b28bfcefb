"""Parts a run of headings, word after word: "No Action Strategic objective(s) Lead / Co-leaders Timetable"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ccwp_kg.sources.grid.grid import GridCell, Word
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.records.source_text import words_of
from ccwp_kg.sources.table.cell_features import LEAD, PARTIES, START, TIMETABLE

_MOST_WORDS = 6
"""The words of a heading, at most."""
_LONGEST = 600
"""The characters of all headings together, at most."""
_OPEN = "/-,(&"
"""What ends no heading."""
_KNOWN, _LIKELY = 2.0, 1.0
"""What a heading is worth that names a column, and one that is likely to."""
_WORD, _CAPITAL = 0.1, 0.3
"""What each word of another heading takes away, and each capital inside it, where the next one may begin."""
_BELOW = (((START, TIMETABLE), TIMETABLE), ((LEAD, PARTIES), PARTIES))
"""Two headings below one that names both, and the column of that."""


@dataclass(frozen=True, slots=True)
class RunningHeading:
    """A heading: the column that it names or is likely to name, its lines, and whether it stands over two others."""

    column: str | None
    lines: tuple[TextLine, ...]
    is_likely: bool = False
    is_over: bool = False

    @property
    def worth(self) -> float:
        """What it adds to a way to part a run of headings."""
        if self.column is not None and not self.is_likely:
            return _KNOWN
        words = [word for line in self.lines for word in line.text.split()]
        inside = sum(word[0].isupper() for word in words[1:])
        return _LIKELY * self.is_likely - _WORD * len(words) - _CAPITAL * inside


@dataclass(frozen=True, slots=True)
class RunningHeadings:
    """Parts headings; `column_of` tells the column that words name, `likely` that which they are likely to name."""

    text: str
    column_of: Callable[[str], str | None]
    likely: Callable[[str], str | None]

    def of(self, lines: Sequence[TextLine]) -> tuple[RunningHeading, ...]:
        """The headings in some lines: as many known and as few others as there can be; none if words are left."""
        if sum(len(line.text) for line in lines) > _LONGEST:
            return ()
        words = [(at, word) for at, line in enumerate(lines) for word in words_of(self.text, line.span)]
        if not words or not self.text[words[0][1].start].isupper():
            return ()
        best: list[tuple[float, tuple[RunningHeading, ...]] | None] = [(0.0, ())]
        for end, (_, last) in enumerate(words, 1):
            ways = []
            for start in range(max(0, end - _MOST_WORDS), end):
                before = best[start]
                may_be = self.text[words[start][1].start].isupper() and self.text[last.end - 1] not in _OPEN
                if before is not None and may_be:
                    own = self._heading(lines, words[start:end])
                    ways.append((before[0] + own.worth, (*before[1], own)))
            best.append(max(ways, key=lambda way: way[0], default=None))
        return _in_order(best[-1][1]) if best[-1] is not None else ()

    def _heading(self, lines: Sequence[TextLine], words: Sequence[tuple[int, Word]]) -> RunningHeading:
        own = []
        for at in dict.fromkeys(at for at, _ in words):
            spans = [span for place, span in words if place == at]
            first = lines[at].span.start
            own.append(lines[at].part(spans[0].start - first, spans[-1].end - first))
        cell = GridCell(0, 0, tuple(words_of(self.text, line.span) for line in own))
        known = cell.named(self.text, self.column_of)
        likely = None if known else cell.named(self.text, self.likely)
        return RunningHeading(known or likely, tuple(own), is_likely=likely is not None)


def _in_order(found: tuple[RunningHeading, ...]) -> tuple[RunningHeading, ...]:
    """Headings in the order of columns: two below another stand behind it or, in a second row, behind all others."""
    names = [each.column for each in found]
    for pair, over in _BELOW:
        for at in range(1, len(names) - 1):
            above = max((place for place in range(at) if names[place] == over), default=None)
            is_pair = tuple(names[at : at + 2]) == pair
            if above is not None and is_pair and (above == at - 1 or at + 2 == len(names)):
                others = (*found[:at], *found[at + 2 :])
                heads = (*others[:above], replace(found[above], is_over=True), *found[at : at + 2])
                return (*heads, *others[above + 1 :])
    return found
