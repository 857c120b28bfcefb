"""Finds rows in text that has lost the places of its words, as `pdftotext -raw` writes it: cell after cell.

The headings stand in one run above the first number and tell the order of the columns. Each row begins with its number
and runs on to the next one, to a box or to the heading of a group. Where its cells end, the words tell, see
`ccwp_kg.sources.running`. Where the next best way costs little more, the cells beside the place are unsure, and so are
all cells of a row that a page end breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ccwp_kg.sources.grid.grid import Grid, LinedRows
from ccwp_kg.sources.grid.headings import Headings
from ccwp_kg.sources.grid.running_headings import RunningHeadings
from ccwp_kg.sources.layout.action_numbers import Number, end_with_dash, explicit_number, is_explicit_number
from ccwp_kg.sources.layout.headings import NUMBER, Label
from ccwp_kg.sources.layout.text_lines import TextLine, blocks
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.running.cells import part_rows
from ccwp_kg.sources.running.words import Row
from ccwp_kg.sources.text.list_marks import ItemMark, item_marks

_HEAD, _WIDE, _CELLS = "head", "wide", "cells"
"""Rows of headings, of one cell over all columns, and of cells."""
_MOST_LINES = 10
"""The lines of all headings, at most."""
_MOST_TRIED = 60
"""So many numbers are tried as the first of a table."""
_FEWEST = 3
"""The known headings, at least."""
_FIGURE = re.compile(r"(\d{1,2}) (?=[^\W\d])")
_TALLEST = 4
"""The lines of what a group of actions pursues, at most."""
_SURE = 2.0
"""The next best place of a cut costs so much more, at least, where it is sure."""


@dataclass(slots=True)
class _Row:
    """A row as it runs: its kind, and its lines; `number` is that of a row of cells, None where one goes on."""

    kind: str
    lines: list[TextLine]
    number: TextLine | None = None
    is_broken: bool = False


@dataclass
class _Table:
    """The table in some lines; `is_bare`: its numbers are bare figures, 1, 2, 3 …"""

    lines: Sequence[TextLine]
    grammar: Grammar
    headings: Headings
    finder: RunningHeadings
    rows: list[_Row] = field(default_factory=list)
    is_bare: bool = False
    section: str = ""
    """The form of the marks of sections, of which the first stands between the headings and the first number."""

    def head(self) -> tuple[int, int, tuple[Label, ...]] | None:
        """The first run of headings that ends right above a number or group, and where it begins and ends."""
        firsts = (at for at, line in enumerate(self.lines) if self._may_be_first(at, line))
        for first in islice(firsts, _MOST_TRIED):
            is_explicit = self._is_explicit(self.lines[first])
            group = self._group_above(first)
            ends = [first] if group is None else [group, first]
            section = next(self._sections(first - 1), None) if first else None
            ends += [] if section is None else [first - 1]
            ways = ((start, end) for end in ends for start in range(max(0, end - _MOST_LINES), end))
            best: tuple[float, int, int, tuple[Label, ...]] | None = None
            for start, end in ways:
                if any(self.headings.opens_group(each.text) for each in self.lines[start:end]):
                    continue
                found = self.finder.of(self.lines[start:end])
                known = len({each.column for each in found} - {""})
                worth = 2.0 * known - (len(found) - known)
                has_numbers = bool(found) and (found[0].column == NUMBER or is_explicit)
                if known >= _FEWEST and has_numbers and (best is None or worth > best[0]):
                    best = worth, start, end, found
            if best is not None:
                self.is_bare = not is_explicit
                self.section = section.form if section is not None and best[2] < first else ""
                return best[1:]
        return None

    def read(self, start: int, end: int) -> int:
        """Part the lines behind the headings, which stand between two places, into rows; how many have a number."""
        group = self._group_above(start)
        self.rows = [_Row(_WIDE, [*self.lines[group:start]])] if group is not None else []
        repeated = " ".join(line.text for line in self.lines[start:end])
        last: tuple[int, ...] = ()
        at, sections = end, 0
        while at < len(self.lines):
            line = self.lines[at]
            if again := self._repeats(at, repeated):
                self.rows.append(_Row(_HEAD, [*self.lines[at : at + again]]))
                # what follows without a number goes on with a row of the page before
                self.rows += [_Row(_CELLS, [], is_broken=True)] if last else []
                at += again
                continue
            if (number := self._number(at, last)) is not None:
                last, close = number.counts, end_with_dash(number, line.text)
                self.rows.append(_Row(_CELLS, [*line.behind(close)], number=line.part(0, close)))
            elif any(mark.form == self.section and mark.place == 1 + sections for mark in self._sections(at)):
                sections += 1
                self.rows.append(_Row(_WIDE, [line]))
            elif self.headings.opens_box(line.text) or self.headings.opens_group(line.text):
                self.rows.append(_Row(_WIDE, [line]))
            elif self.rows:
                self.rows[-1].lines.append(line)
            at += 1
        self.rows = [row for row in self.rows if row.lines or row.number is not None]
        numbered: list[_Row] = []
        for row in self.rows:
            for before in numbered[-1:] if row.is_broken else ():
                before.is_broken = True
            numbered += [row] if row.number is not None else []
        return len(numbered)

    def running(self) -> list[Row]:
        """The rows of cells, as they run."""
        return [
            Row(
                tuple(row.lines),
                is_broken=row.is_broken,
                goes_on=row.number is None,
                closes=after is None or after.kind == _HEAD,
            )
            for row, after in zip(self.rows, [*self.rows[1:], None], strict=True)
            if row.kind == _CELLS
        ]

    def _may_be_first(self, at: int, line: TextLine) -> bool:
        """Whether a line begins with a number and stands near below a line that may begin with a heading."""
        is_first = self._is_explicit(line) or (line.text.startswith("1 ") and _FIGURE.match(line.text) is not None)
        above = self.lines[max(0, at - _MOST_LINES) : at] if is_first else ()
        words = (word for each in above for word in each.text.split(maxsplit=2)[:2])
        return any(map(self.headings.begins, words))

    def _is_explicit(self, line: TextLine) -> bool:
        return is_explicit_number(line.text, cues=self.grammar.profile.actions)

    def _sections(self, at: int) -> Iterator[ItemMark]:
        """The marks of a section with which a line may begin: a letter or Roman figure in capitals."""
        return (mark for mark in item_marks(self.lines[at].text) if set("AI") & {*mark.form} and "1" not in mark.form)

    def _group_above(self, place: int) -> int | None:
        """Where the heading of a group begins near above a place."""
        near = range(max(0, place - _TALLEST), place)
        return next((at for at in near if self.headings.opens_group(self.lines[at].text)), None)

    def _repeats(self, at: int, headings: str) -> int:
        """The lines from a place on that are the headings again."""
        joined = ""
        for count, line in enumerate(self.lines[at : at + 2 * _MOST_LINES], 1):
            joined = f"{joined} {line.text}".strip()
            if joined == headings:
                return count
            if not headings.startswith(joined):
                return 0
        return 0

    def _number(self, at: int, last: tuple[int, ...]) -> Number | None:
        """The number that a line begins with, if it counts on from the last one and is not cited."""
        line, cues = self.lines[at], self.grammar.profile.actions
        if at and self.lines[at - 1].text.split()[-1] in cues.numbered:
            return None
        if self.is_bare:
            figure = _FIGURE.match(line.text)
            goes_on = figure is not None and int(figure[1]) == (last[-1] + 1 if last else 1)
            return Number(0, figure[1], figure.end(1), False, (int(figure[1]),)) if figure and goes_on else None
        number = explicit_number(line.text, cues=cues)
        return number if number is not None and number.counts_on(last) else None


def grid_of_running_rows(lines: Sequence[TextLine], *, grammar: Grammar, headings: Headings) -> Grid | None:
    """The rows in lines that no blank lines part; None where no headings stand above numbers that count on."""
    text = grammar.source.text
    finder = RunningHeadings(text, headings)
    table = _Table(lines, grammar, headings, finder)
    found = table.head()
    if found is None:
        return None
    start, end, heads = found
    numbered = table.read(start, end)
    if numbered < 2 or len(blocks(lines[end:])) >= 2 * numbered:
        return None
    first = 1 if heads[0].column == NUMBER else 0
    columns = [each.column or None for each in heads[first:]]
    parts = part_rows(columns, table.running(), grammar=grammar)
    if not parts:
        return None
    made, left = LinedRows(text, first, first + len(columns)), iter(parts)
    made.add_heads(each.lines for each in heads)
    for row in table.rows:
        if row.kind == _HEAD:
            made.add_heads(each.lines for each in finder.of(row.lines))
        elif row.kind == _WIDE:
            made.add_wide(row.lines)
        else:
            # what goes on with a row of the page before stands in its cells
            made.begin(row.number)
            for part in next(left):
                if part.column == len(columns):
                    made.add_wide(part.lines, is_apart=True)
                else:
                    made.put(part.column, part.lines, is_sure=not row.is_broken and part.margin >= _SURE)
    return made.grid()
