"""The annex of a plan: its rows, and in each row the cells of the table, found by reading order.

The text of a table keeps no columns. Headings may stand all before the cells, each before its own, or between them,
and in some rows the number comes first. So a cell is not "the text under the nearest heading": headings and the number
are taken out, and what remains are the cells in the order of the columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.sources.layout import Line, blocks
from ccwp_kg.sources.profile import Column, Profile


@dataclass(frozen=True, slots=True)
class Label:
    """A heading of the annex: the column or box it names, and the lines it takes."""

    column: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Everything printed for one action: its headings, its number and the blocks of words that remain.

    `tangled` is the block the number stands in the middle of: there two columns share the lines.
    `before_box` and `after_box` are the blocks on either side of the heading of the box.
    """

    number: Line
    labels: tuple[Label, ...]
    tangled: tuple[Line, ...]
    before_box: tuple[tuple[Line, ...], ...]
    after_box: tuple[tuple[Line, ...], ...]
    has_box: bool
    lines: tuple[Line, ...]

    @property
    def box_is_early(self) -> bool:
        """Whether headings of columns follow that of the box: then cells follow it too."""
        named = [label.column for label in self.labels]
        return self.has_box and named.index(BOX) < len(named) - 1


BOX = "box"
"""How the heading of the box is called among the headings of a row."""

_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}")


def labels_in(lines: Sequence[Line], *, profile: Profile) -> tuple[Label, ...]:
    """The headings among some lines; one may run over several lines."""
    columns = [*profile.columns, Column(BOX, profile.box.labels)]
    found: list[Label] = []
    place = 0
    while place < len(lines):
        label = _label_at(lines, place, columns=columns, most=profile.layout.label_lines)
        if label is None:
            place += 1
            continue
        found.append(label)
        place += len(label.lines)
    return tuple(found)


def _label_at(lines: Sequence[Line], place: int, *, columns: Sequence[Column], most: int) -> Label | None:
    for count in range(most, 0, -1):
        run = tuple(lines[place : place + count])
        joined = " ".join(line.text for line in run).casefold()
        if len(run) < count or run[-1].index - run[0].index >= count or run[-1].block != run[0].block:
            continue
        for column in columns:
            if any(joined == label.casefold() for label in column.labels):
                return Label(column.name, run)
    return None


def rows_of(lines: Sequence[Line], *, profile: Profile) -> tuple[tuple[Row, ...], tuple[Line, ...]]:
    """The rows of the annex, and the lines that stand in none.

    A row opens with the first column's heading or with its number, whichever comes first after the box of the row
    before; a heading or number that a row already has opens a row too.
    """
    labels = labels_in(lines, profile=profile)
    starts: list[int] = []
    seen: set[str] = set()
    opener = profile.columns[0].name
    heads = {label.lines[0].index: label.column for label in labels}
    for place, line in enumerate(lines):
        kind = "number" if _NUMBER.fullmatch(line.text) else heads.get(line.index)
        if kind in ("number", opener) and (not starts or kind in seen or BOX in seen):
            starts.append(place)
            seen = set()
        if kind is not None:
            seen.add(kind)
    ends = [*starts[1:], len(lines)]
    rows = [row for start, end in zip(starts, ends, strict=True) if (row := _row(lines[start:end], labels)) is not None]
    taken = {line.index for row in rows for line in row.lines}
    return tuple(rows), tuple(line for line in lines if line.index not in taken)


def _row(lines: Sequence[Line], labels: Sequence[Label]) -> Row | None:
    number = next((line for line in lines if _NUMBER.fullmatch(line.text)), None)
    if number is None:
        return None
    inside = {line.index for line in lines}
    own = tuple(label for label in labels if label.lines[0].index in inside)
    taken = {line.index for label in own for line in label.lines}
    body = [line for line in lines if line.index not in taken]
    tangled = _around(number, body)
    mixed = {line.index for line in tangled} | {number.index}
    rest = [line for line in body if line.index not in mixed]
    box = next((label for label in own if label.column == BOX), None)
    border = box.lines[0].index if box else lines[-1].index + 1
    return Row(
        number=number,
        labels=own,
        tangled=tangled,
        before_box=tuple(blocks([line for line in rest if line.index < border])),
        after_box=tuple(blocks([line for line in rest if line.index > border])),
        has_box=box is not None,
        lines=tuple(lines),
    )


def _around(number: Line, body: Sequence[Line]) -> tuple[Line, ...]:
    """The block around a number that has words right before it; nothing where the number opens its block."""
    block = next(group for group in blocks(body) if number in group)
    return () if block[0] == number else block
