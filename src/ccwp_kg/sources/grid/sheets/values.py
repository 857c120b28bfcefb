"""The values of sheets that stand behind several headings, as `pdftotext` writes them.

Those of the first sheet stand first, or those of one row above the next. They are cut into as many cells as headings
wait for one, if there is a way: no cell begins inside a sentence, an open bracket or a list, a lead is of Member
States, a timetable is a time. Where several cuts are possible, or only a sentence that ends with its line shows one,
the cells beside it are unsure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ccwp_kg.sources.layout.headings import Labels, joined
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.text.list_marks import item_mark

_BESIDE = 2
"""Of so many headings in a row, at most, the first ones have no value where most stand beside their values."""
_MOST_ALONE = 0.5
"""More than this share of the headings have a value to themselves where others cannot be cut."""

SheetRow = tuple[tuple[TextLine, ...], ...]
"""A heading and its value, or the number and title of a sheet."""
Cuts = Callable[[Sequence[str | None], Sequence[TextLine]], Sequence[tuple[Sequence[TextLine], bool]] | None]
"""Cuts lines into as many cells as there are columns, each with whether it is sure; None where they do not fit."""


def too_long(rows: Sequence[SheetRow]) -> frozenset[int]:
    """The last row, if its value takes more lines than any other under the heading: it may hold what follows."""
    label, *value = rows[-1]
    lengths = [len(row[1]) for row in rows[:-1] if len(row) > 1 and joined(row[0]) == joined(label)]
    is_long = bool(value) and len(value[0]) > max(lengths, default=len(value[0]))
    return frozenset((len(rows) - 1,) if is_long else ())


def from_behind(
    rows: Sequence[SheetRow], *, cuts: Cuts, labels: Labels, beside: bool
) -> tuple[list[SheetRow], frozenset[int]] | None:
    """The rows of sheets with the values that stand behind several headings, and the places of those that are unsure.

    The first value is that of the first heading without one. Where most stand `beside` their headings, the first of two
    headings in a row has none. What cannot be cut is the value of the last heading, and unsure, if more than half of
    the headings have a value alone. None where values and headings do not come out even.
    """
    found: list[SheetRow] = []
    unsure: set[int] = set()
    waiting: list[int] = []
    last: int | None = None
    fits, alone = True, 0
    for row in rows:
        found.append(row)
        if len(row) == 1:
            waiting = [] if beside else waiting
            continue
        waiting.append(len(found) - 1)
        found[-1] = (row[0], ())
        goes_on = next((at for at, line in enumerate(row[1]) if not _is_further(line)), len(row[1]))
        if goes_on and len(waiting) > 1 and last is not None and not beside:  # over a page
            found[last] = (found[last][0], (*found[last][1], *row[1][:goes_on]))
        else:
            goes_on = 0
        lines = row[1][goes_on:]
        if not lines:
            continue
        last = waiting[-1]
        parts = cuts([labels.means(joined(found[at][0])) for at in waiting], lines)
        fits &= parts is not None
        alone += len(waiting) == 1
        is_printed = len(waiting) == 1 or (beside and len(waiting) <= _BESIDE)
        if parts is None or is_printed:
            may_be_cut = parts is not None and any(part for part, _ in parts[:-1])
            parts = [(part, is_printed and not may_be_cut) for part in (*[()] * (len(waiting) - 1), lines)]
        for at, (part, is_sure) in zip(waiting, parts, strict=True):
            found[at] = (found[at][0], tuple(part))
            unsure |= set() if is_sure else {at}
        waiting = []
    headings = sum(len(row) > 1 for row in rows)
    if not beside and (waiting or not (fits or alone > _MOST_ALONE * headings)):
        return None
    return found, frozenset(unsure)


def _is_further(line: TextLine) -> bool:
    """Whether a line is of an item that is not the first of its cell."""
    mark = item_mark(line.text)
    return mark.place > 1 if mark is not None else line.text[0].islower()
