"""The annex as a table whose columns stand beside each other, as text that keeps the place of each word prints it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from siblings.making.content import Plan
from siblings.making.expected import Record
from siblings.making.ink import BLANK, Line, Press, Word, ink, length, words_of
from siblings.making.layout import TERMS, Layout
from siblings.making.tables.cells import Cells, Entry

_NUMBER = 16
"""The characters before the title, where the number stands."""
_GAP = 2


def in_columns(plan: Plan, layout: Layout, press: Press, record: Record) -> list[Line]:
    """The rows of the table; the box under each goes over all columns."""
    lines: list[Line] = []
    for action in plan.actions:
        cells = Cells(plan, action, layout, record)
        number = press.lines(cells.number_words(), 99)
        columns = [
            [line for entry in cells.entries(name) for line in press.lines(entry, layout.widths[name])]
            for name in layout.columns
        ]
        lines += [*_beside(layout, number, columns), BLANK]
        if action.terms:
            heading = ink(layout.labels[TERMS], f"heading/{TERMS}", beside=[f"{cells.path}/heading"])
            terms = [line for entry in cells.entries(TERMS) for line in press.lines(entry, layout.box_width)]
            lines += [*press.lines(words_of(heading), 99), BLANK, *terms, BLANK]
    return lines


def column_headings(layout: Layout, press: Press) -> list[Line]:
    """The headings beside each other, each over as many lines as the width of its column asks."""
    heads: list[Entry] = [
        words_of(ink(layout.labels[name], f"heading/{name}", beside=["annex/heading"])) for name in layout.columns
    ]
    columns = [press.lines(head, layout.widths[name]) for head, name in zip(heads, layout.columns, strict=True)]
    return [*_beside(layout, [], columns, indent=0), BLANK]


def _beside(
    layout: Layout, number: Sequence[Line], columns: Sequence[Sequence[Line]], *, indent: int = _NUMBER
) -> list[Line]:
    """Lines of several columns side by side."""
    starts = [0]
    for place, name in enumerate(layout.columns):
        starts.append(starts[-1] + layout.widths[name] + _GAP + (_NUMBER if place == 0 else 0))
    starts[0] = indent
    lines = []
    for at, parts in enumerate(zip_longest(*columns)):
        words: list[Word] = []
        gaps: list[str] = []
        end = 0
        for start, part in [(0, number[at] if at < len(number) else None), *zip(starts, parts, strict=False)]:
            if part is not None and part.words:
                own = [" " * (start - end if words or start else 0), *part.gaps[1:]]
                words += part.words
                gaps += own
                end = start + sum(map(length, part.words)) + sum(map(len, part.gaps[1:]))
        lines.append(Line(tuple(words), tuple(gaps), breakable=at > 1))
    return lines
