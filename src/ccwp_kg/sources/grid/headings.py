"""What tells the headings of a table, and where words stand in their lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.layout.headings import Labels
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.table.cell_features import OBJECTIVES

GAP = 2
"""The spaces, at least, between two pieces of a line."""
_PAIR = 2
"""The cells of a row of a sheet: a heading and its value."""

_GROUP = re.compile(r"([^:–—]{1,40}?)(?: (?:[A-Z]|[IVX]+|\d+))?(?::| [–—-]) ?")

Measure = Callable[[Span], tuple[int, int]]
"""Where a word begins and ends in its line, in characters from the left."""


def in_characters(text: str, received: Callable[[int], int]) -> Measure:
    """The places of words in the lines of a text that keeps them.

    `received` tells where a character stood before ligatures and accents were written out, which makes lines longer.
    """
    starts = [0, *(found.end() for found in re.finditer("[\n\f]", text))]

    def measure(word: Span) -> tuple[int, int]:
        start = received(starts[bisect_right(starts, word.start) - 1])
        return received(word.start) - start, received(word.end - 1) + 1 - start

    return measure


@dataclass(frozen=True, slots=True)
class Headings:
    """What tells headings: the column that one names, and whether words begin one or a box; and what is a number.

    `likely` tells the column that a cue makes likely. `heads_action` tells a line that is the heading of an action,
    where the table above it ends, `opens_group` one that says what the actions below it pursue, or their area.
    """

    column_of: Callable[[str], str | None]
    begins: Callable[[str], bool]
    opens_box: Callable[[str], bool]
    is_number: Callable[[str], bool]
    likely: Callable[[str], str | None] = lambda _: None
    heads_action: Callable[[str], bool] = lambda _: False
    opens_group: Callable[[str], bool] = lambda _: False

    def opens_row(self, text: str) -> bool:
        """Whether a first cell begins a row: with the number of an action, a heading or a box."""
        return self.is_number(text) or self.column_of(text) is not None or self.opens_box(text)

    def pairs(self, rows: Sequence[Sequence[str]]) -> frozenset[int]:
        """The rows of sheets that have several headings, each before its cell: "Lead", "BE", "Timetable", "2013".

        Other rows of a heading and its cell name two columns or more; empty cells may follow. Of the headings one is
        known or likely, and any that is not known stands in most rows with the same first one.
        """
        rows = [row[: max((at for at, cell in enumerate(row, 1) if cell), default=0)] for row in rows]
        beside = {self.column_of(row[0]) for row in rows if len(row) == _PAIR} - {None}
        longer = {at: row for at, row in enumerate(rows) if len(row) > _PAIR}
        counts = Counter((row[0], cell) for row in longer.values() for cell in row[::2])

        def is_head(first: str, cell: str) -> bool:
            return self.column_of(cell) is not None or 2 * counts[first, cell] > counts[first, first] > 1

        return frozenset(
            at
            for at, row in (longer.items() if len(beside) > 1 else ())
            if any(self.column_of(cell) or self.likely(cell) for cell in row[::2])
            if all(is_head(row[0], cell) for cell in row[::2])
            if not any(map(self.column_of, row[1::2]))
        )


def group_head(text: str, labels: Labels, column: str = OBJECTIVES) -> int:
    """Where a heading of a column ends that begins a text before a colon or dash, or 0: "Objective 1: To find"."""
    head = _GROUP.match(text)
    return head.end() if head is not None and labels.means(head[1]) == column else 0
