"""The annex of a plan: its rows, and in each row the number, the headings and the words that remain.

The text of a table keeps no columns. Headings may stand all before the cells, each before its own, between them, once
above all rows or on every page, and in some rows the number comes first. So headings and number are taken out, and what
remains are the cells in the order of the columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from ccwp_kg.sources.layout.action_numbers import Number, numbers_in
from ccwp_kg.sources.layout.headings import Label, Labels, folded
from ccwp_kg.sources.layout.lines import TextLine, blocks, cut
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.table.column_order import ROWS, ColumnOrder, column_order_of, heading_runs, headings_position


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """Everything printed for one action: its number, its headings, and the words that remain.

    `above` are the words that share a block with the number and stand before it: there two columns share the lines.
    """

    number: TextLine
    value: str
    labels: tuple[Label, ...]
    body: tuple[TextLine, ...]
    lines: tuple[TextLine, ...]

    @property
    def above(self) -> tuple[TextLine, ...]:
        """The words right before the number in its block."""
        block = next(group for group in blocks(sorted([self.number, *self.body], key=_place)) if self.number in group)
        return tuple(line for line in block if line.index < self.number.index)

    @property
    def below(self) -> tuple[TextLine, ...]:
        """The words right behind the number in its block."""
        block = next(group for group in blocks(sorted([self.number, *self.body], key=_place)) if self.number in group)
        return tuple(line for line in block if line.index > self.number.index)

    def label(self, column: str) -> Label | None:
        """The heading of a column in this row."""
        return next((label for label in self.labels if label.column == column), None)

    def heads(self, column: str, first: TextLine) -> bool:
        """Whether the heading of a column stands right above the first line of its cell, at most the number between."""
        label = self.label(column)
        if label is None or label.lines[-1].span.end > first.span.start:
            return False
        others = (line for other in self.labels if other != label for line in other.lines)
        return not any(label.lines[-1].span.end <= line.span.start < first.span.start for line in (*self.body, *others))


@dataclass(frozen=True, slots=True)
class Annex:
    """The rows of an annex, and what stands in none: headings for many rows, rules between them, words."""

    rows: tuple[AnnexRow, ...]
    headings: tuple[Label, ...]
    rules: tuple[TextLine, ...]
    loose: tuple[TextLine, ...]
    column_order: ColumnOrder


_MOST_ROWS = 0.6
"""The share of rows in which a heading of one word must begin a block to be no word of the cell."""


def _place(line: TextLine) -> int:
    return line.index


def is_rule(text: str) -> bool:
    """Whether a line is drawn, not written: one or two signs again and again, `______`, `* * *`, `-.-.-`."""
    drawn = text.replace(" ", "")
    return len(drawn) >= 3 and len(set(drawn)) <= 2 and not any(map(str.isalnum, drawn))


def read_annex(
    lines: Sequence[TextLine], labels: Labels, *, profile: Profile, ordinal: int | None, explained: Sequence[str]
) -> Annex:
    """The annex in some lines; `explained` are the columns in the order in which the document explains them."""
    lines = cut(lines, lambda line: labels.sequence(line.text))
    rules = tuple(line for line in lines if is_rule(line.text))
    drawn = {line.index for line in rules}
    lines = [line for line in lines if line.index not in drawn]
    lines, numbers = _cut_numbers(lines, numbers_in(lines, labels, cues=profile.actions, ordinal=ordinal))
    taken = {number.place for number in numbers}
    heads = _labels_in(lines, labels, taken)
    places = {label.lines[0].index: place for place, label in heads.items()}
    runs = heading_runs(list(heads.values()), list(heads))
    first_lines = [places[run[0].lines[0].index] for run in runs]
    headings = headings_position(runs, box=profile.box.name, numbers=taken, lines=first_lines)
    found = _Found(lines, numbers, heads, rules, headings, profile.box.name, _often(lines, labels, heads, len(numbers)))
    starts = _starts_by_heading(found) if headings == ROWS else _starts_by_number(found)
    return _annex(found, starts, labels, profile=profile, explained=explained)


@dataclass(frozen=True)
class _Found:
    """The lines of an annex, and by their place among them its numbers and headings.

    `often` are the headings, folded, that begin a block in most rows, of columns whose heading never stands alone.
    """

    lines: Sequence[TextLine]
    numbers: Sequence[Number]
    heads: Mapping[int, Label]
    rules: Sequence[TextLine]
    headings: str
    box: str
    often: frozenset[str]

    @cached_property
    def values(self) -> dict[int, str]:
        """The numbers of actions by the index of the line in which they stand."""
        return {self.lines[number.place].index: number.value for number in self.numbers}

    @cached_property
    def spoken(self) -> frozenset[int]:
        """The lines, by their index, that are headings."""
        return frozenset(line.index for label in self.heads.values() for line in label.lines)


def _cut_numbers(
    lines: Sequence[TextLine], numbers: Sequence[Number]
) -> tuple[tuple[TextLine, ...], tuple[Number, ...]]:
    """The lines with every number in a line of its own, and the numbers at their new places."""
    ends = {lines[number.place].index: number.end for number in numbers if not number.alone}
    places = [lines[number.place].index for number in numbers]
    parted = cut(lines, lambda line: [ends[line.index]] if line.index in ends else [])
    shifted = []
    added = 0
    for number, index in zip(numbers, places, strict=True):
        shifted.append(replace(number, place=number.place + added))
        added += index in ends
    return parted, tuple(shifted)


def _labels_in(lines: Sequence[TextLine], labels: Labels, numbers: set[int]) -> dict[int, Label]:
    """The headings among some lines by their place. A heading begins with a capital."""
    found: dict[int, Label] = {}
    place = 0
    while place < len(lines):
        upper = lines[place].text[0].isupper() and place not in numbers
        label = labels.at(lines, place) if upper else None
        if label is not None:
            found[place] = label
        place += len(label.lines) if label is not None else 1
    return found


def _starts_by_heading(found: _Found) -> list[int]:
    """Where rows begin that have headings of their own.

    A row opens with the first column's heading or with its number, whichever comes first after the box of the row
    before or a rule; a heading or number that a row already has opens a row too.
    """
    numbers = {number.place for number in found.numbers}
    opener = next((label.column for label in found.heads.values() if label.column != found.box), "")
    ruled = {line.index for line in found.rules}
    starts: list[int] = []
    seen: set[str] = set()
    for place, line in enumerate(found.lines):
        label = found.heads.get(place)
        kind = "number" if place in numbers else label.column if label is not None else None
        if place and any(index in ruled for index in range(found.lines[place - 1].index + 1, line.index)):
            seen.add(found.box)
        if kind in ("number", opener) and (not starts or kind in seen or found.box in seen):
            starts.append(place)
            seen = set()
        if kind is not None:
            seen.add(kind)
    return starts


def _starts_by_number(found: _Found) -> list[int]:
    """Where rows begin in a table whose headings stand elsewhere: at the block of each number."""
    starts = []
    for number in found.numbers:
        start = number.place
        block = found.lines[start].block
        while (
            start
            and start - 1 not in found.heads
            and found.lines[start - 1].block == block
            and found.lines[start - 1].index + 1 == found.lines[start].index
        ):
            start -= 1
        starts.append(start)
    return starts


def _annex(
    found: _Found, starts: Sequence[int], labels: Labels, *, profile: Profile, explained: Sequence[str]
) -> Annex:
    own = found.headings == ROWS
    numbered = {number.place for number in found.numbers}
    rows = []
    loose = list(found.lines[: starts[0]]) if starts else list(found.lines)
    for start, end in pairwise([*starts, len(found.lines)]):
        place = next((place for place in range(start, end) if place in numbered), None)
        if place is None:
            loose += found.lines[start:end]
            continue
        heads = [
            label for at in range(start, end) if (label := found.heads.get(at)) and (own or label.column == found.box)
        ]
        rows.append(_row(found.lines[start:end], found.lines[place], heads, found, labels))
    taken = {line.index for row in rows for label in row.labels for line in label.lines}
    headings = tuple(label for label in found.heads.values() if label.lines[0].index not in taken)
    spoken = {line.index for label in headings for line in label.lines}
    sequences = [[label.column for label in row.labels] for row in rows]
    if not own:
        sequences += [
            [label.column for label in run] for run in heading_runs(list(found.heads.values()), list(found.heads))
        ]
    headed = frozenset(label.column for row in rows for label in row.labels) | {label.column for label in headings}
    columns, undecided = column_order_of(sequences, explained, profile)
    return Annex(
        tuple(rows),
        headings,
        tuple(found.rules),
        tuple(line for line in loose if line.index not in spoken),
        ColumnOrder(columns, found.headings, headed, undecided),
    )


def _row(
    lines: Sequence[TextLine], number: TextLine, heads: Sequence[Label], found: _Found, labels: Labels
) -> AnnexRow:
    """A row of some lines; a heading in one line with its cell is cut from it where the row has none by itself."""
    body = [line for line in lines if line.index not in found.spoken and line.index != number.index]
    missing = [
        column for column in dict.fromkeys(labels.columns.values()) if all(label.column != column for label in heads)
    ]
    inline: list[Label] = []
    kept: list[TextLine] = []
    for line in body:
        column, end = _inline(line, kept[-1] if kept else None, missing, labels, found.often)
        if column and (found.headings == ROWS or column == found.box):
            inline.append(Label(column, (line.part(0, end),)))
            missing.remove(column)
            kept.append(_placed(replace(line.part(end, len(line.text)), indent=line.indent), len(inline)))
        else:
            kept.append(_placed(line, len(inline)))
    return AnnexRow(
        number=number,
        value=found.values[number.index],
        labels=tuple(sorted([*heads, *inline], key=lambda label: label.lines[0].span)),
        body=tuple(kept),
        lines=tuple(lines),
    )


def _placed(line: TextLine, headings: int) -> TextLine:
    """A line in the count of lines in which the headings cut off before it are lines of their own."""
    return line.at(line.index + headings) if headings else line


def _opens(line: TextLine, before: TextLine | None) -> bool:
    return before is None or before.block != line.block or before.index + 1 < line.index


def _often(lines: Sequence[TextLine], labels: Labels, heads: Mapping[int, Label], rows: int) -> frozenset[str]:
    alone = {label.column for label in heads.values()}
    columns = [column for column in dict.fromkeys(labels.columns.values()) if column not in alone]
    counts = Counter(
        folded(line.text[:end])
        for before, line in zip([None, *lines], lines, strict=False)
        if _opens(line, before) and labels.begins(line.text.split(maxsplit=1)[0])
        for column in columns
        if (end := labels.inline(line.text, column, often=None))
    )
    return frozenset(heading for heading, count in counts.items() if count >= max(2, _MOST_ROWS * rows))


def _inline(
    line: TextLine, before: TextLine | None, columns: Sequence[str], labels: Labels, often: frozenset[str]
) -> tuple[str, int]:
    """The column whose heading opens a line before its cell, and where the heading ends."""
    if _opens(line, before) and line.text[0].isupper() and labels.begins(line.text.split(maxsplit=1)[0]):
        for column in columns:
            end = labels.inline(line.text, column, often=often)
            if end:
                return column, end
    return "", 0
