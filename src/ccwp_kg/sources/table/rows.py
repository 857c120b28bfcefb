"""Reads the rows of an annex: in each row the number, the headings, and the words that remain.

The text of a table has lost its columns. Headings may stand all before the cells, each before its own cell, between
cells, once above all rows, or on every page. In some rows the number comes first. Without headings and number, the
words that remain are the cells in the order of the columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, pairwise

from ccwp_kg.sources.layout.action_numbers import Number, numbers_in
from ccwp_kg.sources.layout.headings import NUMBER, Label, Labels, is_of_numbers
from ccwp_kg.sources.layout.text_lines import TextLine, blocks, cut, is_rule, opens_block
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.table.column_order import ONCE, ROWS, ColumnOrder, column_order_of, heading_runs, headings_position

_MOST_WORDS = 4
"""The words of a heading that nobody knows, at most."""


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """Everything printed for one action: its number, its headings, and the words that remain.

    `number` is the line of its number and `value` that number; both are None where a row of a grid prints none.
    """

    number: TextLine | None
    value: str | None
    labels: tuple[Label, ...]
    body: tuple[TextLine, ...]
    lines: tuple[TextLine, ...]
    number_word: TextLine | None = None
    """The word of the number, where others stand between: "Action"."""
    doubts: tuple[tuple[str, TextLine], ...] = ()
    """What is not certain of the row: a sentence and its place each."""

    @property
    def head(self) -> TextLine:
        """The line that stands for the whole row: that of its number, else its first one."""
        return self.number or self.lines[0]

    @property
    def around_number(self) -> tuple[tuple[TextLine, ...], tuple[TextLine, ...]]:
        """The lines above the number in its block, and those below. If any are above, two columns share the block."""
        lines = sorted([self.head, *self.body], key=lambda line: line.index)
        block = next(group for group in blocks(lines) if self.head in group)
        at = block.index(self.head)
        return block[:at], block[at + 1 :]

    def label(self, column: str) -> Label | None:
        """The heading of a column in this row."""
        return next((label for label in self.labels if label.column == column), None)

    def heads(self, column: str, first: TextLine) -> bool:
        """Whether only the number stands between the heading of a column and the first line of its cell."""
        label = self.label(column)
        if label is None or label.lines[-1].span.end > first.span.start:
            return False
        others = (line for other in self.labels if other != label for line in other.lines)
        return not any(label.lines[-1].span.end <= line.span.start < first.span.start for line in (*self.body, *others))


@dataclass(frozen=True, slots=True)
class Annex:
    """The rows of an annex, and what is in no row: headings of many rows, rules between rows, and loose words."""

    rows: tuple[AnnexRow, ...]
    headings: tuple[Label, ...]
    rules: tuple[TextLine, ...]
    loose: tuple[TextLine, ...]
    column_order: ColumnOrder

    @property
    def labels(self) -> tuple[Label, ...]:
        """The headings of many rows, then those that single rows print."""
        return (*self.headings, *(label for row in self.rows for label in row.labels))


def read_annex(
    lines: Sequence[TextLine], labels: Labels, *, profile: Profile, ordinal: int | None, explained: Sequence[str]
) -> Annex:
    """The annex of plan `ordinal`. `explained` are the columns in the order in which the document explains them."""
    table = _TableLines(lines, labels, profile=profile, ordinal=ordinal)
    annex = table.annex(explained)
    unknown = _unknown_headings(table.lines, table.heads, table.numbers)
    rows = (
        replace(
            row, doubts=tuple((f"nothing tells its words under the heading “{each}”", row.head) for each in unknown)
        )
        for row in annex.rows
    )
    return replace(annex, rows=tuple(rows)) if unknown else annex


def _unknown_headings(
    lines: Sequence[TextLine], heads: Mapping[int, Label], numbers: Mapping[int, str]
) -> tuple[str, ...]:
    """What seem to be further headings: a few words in a block of their own, as often as the heading before them.

    What stands behind the heading of each row is a value.
    """
    known = {at for place, label in heads.items() for at in range(place, place + len(label.lines))}
    ends = {place + len(label.lines): label.column for place, label in heads.items()}
    often = Counter(label.column for label in heads.values())
    sizes = Counter(line.block for line in lines)
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        is_short = line.text[0].isupper() and line.text[-1].isalpha() and len(line.text.split()) <= _MOST_WORDS
        if is_short and sizes[line.block] == 1 and at not in numbers and at not in known:
            places.setdefault(line.text, []).append(at)
    return tuple(
        text
        for text, found in places.items()
        if 1 < len(found) < len(numbers) and any(at in ends and often[ends[at]] == len(found) for at in found)
    )


def _cut_numbers(lines: Sequence[TextLine], numbers: Sequence[Number]) -> tuple[tuple[TextLine, ...], dict[int, str]]:
    """The lines with each number in a line of its own, and the numbers by the index of their line."""
    ends = {lines[number.place].index: number.end for number in numbers if not number.alone}
    values: dict[int, str] = {}
    added = 0
    for number in numbers:
        values[number.place + added] = number.value
        added += not number.alone
    return cut(lines, lambda line: [ends[line.index]] if line.index in ends else []), values


class _TableLines:
    """The lines of an annex without rules. `numbers` and `heads` go by the index in `lines`."""

    def __init__(self, lines: Sequence[TextLine], labels: Labels, *, profile: Profile, ordinal: int | None) -> None:
        self.labels, self.profile, self.box = labels, profile, profile.box.name
        places = {line.index: at for at, line in enumerate(lines)}
        lines = cut(lines, lambda line: labels.sequence_at(lines, places[line.index]))
        self.rules = tuple(line for line in lines if is_rule(line.text))
        drawn = {line.index for line in self.rules}
        lines = [line for line in lines if line.index not in drawn]
        found = numbers_in(lines, labels, cues=profile.actions, ordinal=ordinal)
        self.lines, self.numbers = _cut_numbers(lines, found)
        self.heads: dict[int, Label] = {}
        end = 0
        for place, line in enumerate(self.lines):
            # a heading begins with a capital
            may_head = place >= end and line.text[0].isupper() and place not in self.numbers
            label = labels.at(self.lines, place) if may_head else None
            if label is not None:
                if place and is_of_numbers(self.lines[place - 1].text):
                    self.heads[place - 1] = Label(NUMBER, (self.lines[place - 1],))
                self.heads[place] = label
                end = place + len(label.lines)
        self.headings = headings_position(heading_runs(self.heads), box=self.box, numbers=self.numbers)

    def annex(self, explained: Sequence[str]) -> Annex:
        """The annex with its rows; `explained` are the columns in the order in which the document explains them."""
        own = self.headings == ROWS
        rows = []
        starts = self._starts_by_heading() if own else [*self.numbers]  # headings stand elsewhere
        starts = [place for place, end in pairwise([*starts, len(self.lines)]) if not self._goes_on(place, end)]
        loose = list(self.lines[: starts[0]] if starts else self.lines)
        for start, end in pairwise([*starts, len(self.lines)]):
            place = next((place for place in range(start, end) if place in self.numbers), None)
            if place is None:
                loose += self.lines[start:end]
                continue
            heads = [label for at in range(start, end) if (label := self.heads.get(at))]
            heads = [label for label in heads if own or label.column == self.box]
            rows.append(self._row(self.lines[start:end], place, heads))
        in_rows = {line.index for row in rows for label in row.labels for line in label.lines}
        headings = tuple(label for label in self.heads.values() if label.lines[0].index not in in_rows)
        heading_lines = {line.index for label in headings for line in label.lines}
        sequences = [[label.column for label in row.labels] for row in rows]
        if not own:
            runs = [[label.column for label in run] for run in heading_runs(self.heads).values()]
            sequences += [[*chain(*runs)]] if self.headings == ONCE else runs
        headed = frozenset(label.column for row in rows for label in row.labels) | {label.column for label in headings}
        columns, undecided = column_order_of(sequences, explained, self.profile)
        return Annex(
            tuple(rows),
            headings,
            self.rules,
            tuple(line for line in loose if line.index not in heading_lines),
            ColumnOrder(columns, self.headings, headed, undecided),
        )

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether headings without a number, as a new page repeats them, stand before the rest of a sentence."""
        numbered = any(place in self.numbers for place in range(start, end))
        body = (line for line in self.lines[start:end] if line.index not in self._heading_lines)
        first = next(body, None)
        return start > 0 and not numbered and first is not None and first.text[0].islower()

    def _starts_by_heading(self) -> list[int]:
        """Where rows begin that have headings of their own.

        A row begins with the first column's heading or with its number, whichever comes first behind the box of the
        row before or a rule. A heading or number that a row already has begins a row, too.
        """
        opener = next((label.column for label in self.heads.values() if label.column != self.box), "")
        ruled = {line.index for line in self.rules}
        starts: list[int] = []
        seen: set[str] = set()
        for place, line in enumerate(self.lines):
            label = self.heads.get(place)
            kind = "" if place in self.numbers else label.column if label is not None else None
            if place and any(index in ruled for index in range(self.lines[place - 1].index + 1, line.index)):
                seen.add(self.box)
            if kind in ("", opener) and (not starts or kind in seen or self.box in seen):
                starts.append(place)
                seen = set()
            if kind is not None:
                seen.add(kind)
        return starts

    def _row(self, lines: Sequence[TextLine], place: int, heads: Sequence[Label]) -> AnnexRow:
        """A row with its number at `place`. A heading in one line with its cell is cut off if the row has no other."""
        number = self.lines[place]
        known = {label.column for label in heads}
        missing = [column for column in dict.fromkeys(self.labels.columns.values()) if column not in known]
        inline: list[Label] = []
        body: list[TextLine] = []
        for line in lines:
            if line.index == number.index or line.index in self._heading_lines:
                continue
            rest = line
            column, end = self._inline(line, body[-1] if body else None, missing)
            if column and (self.headings == ROWS or column == self.box):
                inline.append(Label(column, (line.part(0, end),)))
                missing.remove(column)
                rest = replace(line.part(end), indent=line.indent)
            # a heading that was cut off counts as a line of its own
            body.append(rest.at(line.index + len(inline)) if inline else line)
        return AnnexRow(
            number=number,
            value=self.numbers[place],
            labels=tuple(sorted([*heads, *inline], key=lambda label: label.lines[0].span)),
            body=tuple(body),
            lines=tuple(lines),
        )

    @cached_property
    def _heading_lines(self) -> frozenset[int]:
        return frozenset(line.index for label in self.heads.values() for line in label.lines)

    def _inline(self, line: TextLine, before: TextLine | None, columns: Sequence[str]) -> tuple[str, int]:
        """The column whose heading opens a line before its cell, and where the heading ends."""
        first = line.text.split(maxsplit=1)[0]
        if opens_block(before, line) and first[0].isupper() and self.labels.begins(first):
            for column in columns:
                end = self.labels.inline(line.text, column, needs_colon=True)
                if end:
                    return column, end
        return "", 0
