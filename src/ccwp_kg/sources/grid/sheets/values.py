"""The values of sheets that stand behind several headings, as `pdftotext` writes them.

Those of the first sheet stand first, or those of one row above the next. They are cut into as many cells as headings
wait for one, if there is a way: no cell begins inside a sentence, an open bracket or a list, a lead is of Member
States, a timetable is a time. Where several cuts are possible, or only a sentence that ends with its line shows one,
the cells beside it are unsure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ccwp_kg.sources.grid.sheets.value_cuts import ValueCuts
from ccwp_kg.sources.layout.headings import Labels, joined
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.records.source_text import grouped
from ccwp_kg.sources.table.cell_features import RECOGNISABLE
from ccwp_kg.sources.text.list_marks import item_mark

_BESIDE = 2
"""Of so many headings in a row, at most, the first ones have no value where most stand beside their values.

They have one where the cells show what they are.
"""
_MOST_ALONE = 0.5
"""More than this share of the headings have a value to themselves where others cannot be cut."""
_MOST_FIT = 0.8
"""Else more than this share of the stretches of values can be cut."""

SheetRow = tuple[tuple[TextLine, ...], ...]
"""A heading and its value, or the number and title of a sheet."""
Cuts = Callable[[Sequence[str | None], Sequence[TextLine]], ValueCuts]
"""The cuts of lines into as many cells as there are columns."""


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
    headings in a row has none. What cannot be cut is the value of the last heading, and unsure, if most others can or
    more than half of the headings have a value alone. None where values and headings do not come out even.
    """
    found: list[SheetRow] = []
    unsure: set[int] = set()
    waiting: list[int] = []
    last: int | None = None
    fits, alone = list[bool](), 0
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
        columns = [labels.means(joined(found[at][0])) for at in waiting]
        parts = cuts(columns, lines).cells()
        fits.append(parts is not None)
        alone += len(waiting) == 1
        shows = parts is not None and all(is_sure for _, is_sure in parts) and not set(columns).isdisjoint(RECOGNISABLE)
        is_printed = len(waiting) == 1 or (beside and len(waiting) <= _BESIDE and not shows)
        if parts is None or is_printed:
            may_be_cut = parts is not None and any(part for part, _ in parts[:-1])
            parts = [(part, is_printed and not may_be_cut) for part in (*[()] * (len(waiting) - 1), lines)]
        for at, (part, is_sure) in zip(waiting, parts, strict=True):
            found[at] = (found[at][0], tuple(part))
            unsure |= set() if is_sure else {at}
        waiting = []
    headings = sum(len(row) > 1 for row in rows)
    if not beside and (waiting or not (sum(fits) > _MOST_FIT * len(fits) or alone > _MOST_ALONE * headings)):
        return None
    return found, frozenset(unsure)


def of_one_page(
    before: Sequence[SheetRow], rows: Sequence[SheetRow], *, cuts: Cuts, labels: Labels
) -> tuple[Sequence[SheetRow], Sequence[SheetRow]]:
    """The rows of two sheets of one page, of which the last columns are printed below the second: those of both.

    Their headings stand there twice and all values behind them, those of the first sheet first. As they are where
    neither blank lines nor the values show for sure which is which.
    """
    held = rows[-1][1] if len(rows[-1]) > 1 else ()
    start = next((at for at in range(len(rows)) if _stand_again(rows[at:], held)), len(rows))
    heads = [row[0] for row in rows[start:]]
    is_held = any(value for row in rows[start:-1] for value in row[1:])
    if not heads or is_held or {*map(joined, heads)} & {joined(row[0]) for row in before}:
        return before, rows
    lines = iter(held)
    heads += [tuple(next(lines) for _ in head) for head in heads]
    values = tuple(lines)
    blocks = grouped(values, lambda last, line: last.block == line.block)
    cells = cuts([labels.means(joined(head)) for head in heads], values).cells()
    if len(blocks) == len(heads):
        cells = [(block, True) for block in blocks]
    if cells is None or not all(is_sure for _, is_sure in cells):
        return before, rows
    found = [(head, tuple(cell)) for head, (cell, _) in zip(heads, cells, strict=True)]
    return [*before, *found[: len(found) // 2]], [*rows[:start], *found[len(found) // 2 :]]


def _stand_again(rows: Sequence[SheetRow], held: Sequence[TextLine]) -> bool:
    """Whether the words of the last cell begin with the headings of some rows."""
    texts = [line.text for head, *_ in rows for line in head]
    return [line.text for line in held[: len(texts)]] == texts


def _is_further(line: TextLine) -> bool:
    """Whether a line is of an item that is not the first of its cell."""
    mark = item_mark(line.text)
    return mark.place > 1 if mark is not None else line.text[0].islower()
