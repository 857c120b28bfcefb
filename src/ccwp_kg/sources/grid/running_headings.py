"""Parts a run of headings, word after word: "No Action Strategic objective(s) Lead / Co-leaders Timetable"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.sources.grid.grid import GridCell, Word
from ccwp_kg.sources.grid.headings import Headings
from ccwp_kg.sources.layout.headings import Label
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
_BELOW = (((START, TIMETABLE), TIMETABLE), ((LEAD, PARTIES), PARTIES))
"""Two headings that may stand below one for both, and the column of that: then their order does not tell the cells."""
_WORD, _CAPITAL = 0.1, 0.3
"""What each word of another heading takes away, and each capital inside it, where the next one may begin."""


@dataclass(frozen=True, slots=True)
class RunningHeadings:
    """Parts the headings in lines of a text."""

    text: str
    headings: Headings

    def of(self, lines: Sequence[TextLine]) -> tuple[Label, ...]:
        """The headings in some lines: as many known and as few others as there can be; the latter name the column "".

        None if words are left, or where one may stand over two.
        """
        if sum(len(line.text) for line in lines) > _LONGEST:
            return ()
        words = [(at, word) for at, line in enumerate(lines) for word in words_of(self.text, line.span)]
        if not words or not self.text[words[0][1].start].isupper():
            return ()
        best: list[tuple[float, tuple[Label, ...]] | None] = [(0.0, ())]
        for end, (_, last) in enumerate(words, 1):
            ways = []
            for start in range(max(0, end - _MOST_WORDS), end):
                before = best[start]
                may_be = self.text[words[start][1].start].isupper() and self.text[last.end - 1] not in _OPEN
                if before is not None and may_be:
                    own = self._heading(lines, words[start:end])
                    ways.append((before[0] + _worth(own), (*before[1], own)))
            best.append(max(ways, key=lambda way: way[0], default=None))
        found = best[-1][1] if best[-1] is not None else ()
        names = [each.column for each in found]
        is_above = any(
            (*names[at : at + 2],) == pair and over in names[:at] for at in range(len(names)) for pair, over in _BELOW
        )
        return () if is_above else found

    def _heading(self, lines: Sequence[TextLine], words: Sequence[tuple[int, Word]]) -> Label:
        own = []
        for at in dict.fromkeys(at for at, _ in words):
            spans = [span for place, span in words if place == at]
            first = lines[at].span.start
            own.append(lines[at].part(spans[0].start - first, spans[-1].end - first))
        cell = GridCell(0, 0, tuple(words_of(self.text, line.span) for line in own))
        known = cell.named(self.text, self.headings.column_of)
        likely = None if known else cell.named(self.text, self.headings.likely)
        return Label(known or likely or "", tuple(own), likely=likely is not None)


def _worth(heading: Label) -> float:
    """What a heading adds to a way to part a run of headings."""
    if heading.column and not heading.likely:
        return _KNOWN
    words = [word for line in heading.lines for word in line.text.split()]
    inside = sum(word[0].isupper() for word in words[1:])
    return _LIKELY * heading.likely - _WORD * len(words) - _CAPITAL * inside
