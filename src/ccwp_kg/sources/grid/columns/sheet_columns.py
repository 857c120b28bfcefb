"""Finds sheets without rules by the place of words in their lines: headings at the left, and their cells beside."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccwp_kg.sources.grid.columns.column_cells import SHIFT, SHORT, ColumnCells
from ccwp_kg.sources.grid.columns.column_heads import Head, Line, Piece
from ccwp_kg.sources.grid.grid import Grid
from ccwp_kg.sources.records.source_text import grouped


@dataclass(slots=True)
class SheetColumns(ColumnCells):
    """Builds the grid of sheets, one per action."""

    def sheets_of(self, lines: Sequence[Line]) -> Grid | None:
        """The grid of sheets with headings at the left; None where not two of them are known and have a cell beside."""
        column_of = self.headings.column_of
        # two spaces may stand inside a heading
        parted = (line for line in lines if len(line.pieces) > 1 and not column_of(self._printed(line.words)))
        beside = {column_of(self._printed(line.pieces[0])) for line in parted}
        if len(beside - {None}) < 2:
            return None
        # a page may stand farther to the left than another
        pages = grouped(lines, lambda last, line: "\f" not in self.text[last.words[-1].end : line.words[0].start])
        under = {id(line) for at, (_, end) in self.inside.items() for line in lines[at:end]}
        beside_cells = ([line for line in page if id(line) not in under] for page in pages)
        rights = [right for page, own in zip(pages, beside_cells, strict=True) for right in [_second(own)] * len(page)]
        starts = enumerate(zip(lines, rights, strict=True))
        # a short line farther to the right goes on with a cell, or stands by itself
        left = (
            at
            for at, (line, x) in starts
            if line.x(line.words[0]) < x - SHIFT or (len(line.words) < SHORT and not line.follows)
        )
        opening = [at for at in left if self.headings.is_number(self._printed(lines[at].words))]
        # what stands above the first heading that has a cell beside it, or the first number, is no part of a sheet
        heads = ((at, self._printed(line.pieces[0])) for at, line in enumerate(lines) if len(line.pieces) > 1)
        headed = (at for at, head in heads if self.headings.begins(head) or self.headings.column_of(head))
        first_row = min([next(headed, len(lines)), *opening[:1]])
        right = rights[min(first_row, len(lines) - 1)]
        while first_row and lines[first_row].follows and self._may_belong(lines[first_row - 1], right):
            first_row -= 1
        for start, end in pairwise([first_row, *opening, len(lines)]):
            if start == end:
                continue
            first = 1 if start in opening else 0
            # beside its heading a title goes on in any letters
            is_beside = lines[start].x(lines[start].pieces[-1][0]) >= rights[start] - SHIFT
            edge = rights[start] - SHIFT if is_beside else sys.maxsize
            while first and start + first < end and self._goes_on_alone(lines[start + first], edge):
                first += 1  # a title takes several lines
            if first:
                self._add([(0, [line.words for line in lines[start : start + first]])], wide=2)
            for at in (at for at in self.inside if start + first <= at < end):
                head, stop = self.inside[at]
                self._sheet(lines[start + first : at], rights[start + first : at])
                self._inside(head, lines[at + head.lines : stop])
                first = stop - start
            self._sheet(lines[start + first : end], rights[start + first : end])
        return self._grid()

    def pairs(self, lines: Sequence[Line]) -> dict[int, tuple[Head, int]]:
        """Rows of several headings, each before its cell, which may be empty, by their place; with where they end."""
        found: dict[int, tuple[Head, int]] = {}
        rows = [[self._printed(piece) for piece in line.pieces] for line in lines]
        heads = {(rows[at][0], head) for at in self.headings.pairs(rows) for head in rows[at][::2]}
        for at, (line, (first, *others)) in enumerate(zip(lines, rows, strict=True)):
            if not any((first, cell) in heads for cell in others):
                continue
            starts: list[int] = []
            for piece, cell in zip(line.pieces, (first, *others), strict=True):
                if (first, cell) in heads and len(starts) % 2:
                    starts.append(line.x(piece[0]) - 1)  # nothing stands before it
                if (first, cell) in heads or len(starts) % 2:
                    starts.append(line.x(piece[0]))
            label, end = [line.pieces[0]], at + 1
            while end < len(lines) and lines[end].follows:
                if lines[end].x(lines[end].words[0]) < starts[1] - SHIFT:
                    if not self._continues(label, lines[end].pieces[0]):
                        break
                    label.append(lines[end].pieces[0])
                end += 1
            found[at] = Head(tuple(starts), (), 0), end
        return found

    def _inside(self, head: Head, lines: Sequence[Line]) -> None:
        """Add the lines of a sheet whose cells stand under its headings, or behind each of several, as rows of one."""
        row, cells, wide = self.row, self._cells(lines, head.starts), 1 if head.cells else 2
        self.unsure = {(row + at // wide, 1) if place == row else (place, at) for place, at in self.unsure}
        for at in range(0, len(head.starts), wide):
            label = head.cells[at] if head.cells else cells.get(at, [])
            self._add([(0, label), (1, cells.get(at + wide - 1, []))])

    def _may_belong(self, line: Line, right: int) -> bool:
        """Whether a line above the first heading with a cell beside it is of the same row: no title of the table."""
        is_beside = len(line.pieces) > 1 or line.x(line.words[0]) >= right - SHIFT
        return is_beside or self.headings.begins(self._printed(line.words))

    def _goes_on_alone(self, line: Line, edge: int) -> bool:
        """Whether a line goes on with the one above it: in small letters, or not to the left of an edge."""
        is_more = self._printed(line.words)[0].islower() or line.x(line.words[0]) >= edge
        return line.follows and len(line.pieces) == 1 and is_more

    def _sheet(self, lines: Sequence[Line], rights: Sequence[int]) -> None:
        """Add the rows of one sheet: headings, perhaps over several lines, with cells that begin at `rights`."""
        if self._is_centred(lines, rights):
            self._centred(lines, rights)
            return
        label: list[Piece] = []
        values: list[Piece] = []
        prose = 0
        for at, (line, right) in enumerate(zip(lines, rights, strict=True)):
            if label and not values and not prose:
                prose = self._prose(lines[at:], rights[at:])
            head, value = ((), line.words) if prose else self._parts(line, right)
            prose -= prose > 0
            if head and label and not self._continues(label, head):
                self._add([(0, label), (1, values)])
                label, values = [], []
            label += [head] if head else []
            values += [value] if value else []
        if label or values:
            self._add([(0, label), (1, values)])

    def _is_centred(self, lines: Sequence[Line], rights: Sequence[int]) -> bool:
        """Whether headings stand in the middle of their cells: alone in a line between two of a cell."""
        heads = [bool(self._parts(line, right)[0]) for line, right in zip(lines, rights, strict=True)]
        return any(
            heads[at] and not heads[at - 1] and not heads[at + 1]
            for at in range(1, len(lines) - 1)
            if lines[at].follows and lines[at + 1].follows and not self._parts(lines[at], rights[at])[1]
            if self.headings.column_of(self._printed(lines[at].words))
        )

    def _centred(self, lines: Sequence[Line], rights: Sequence[int]) -> None:
        """Add the rows of a sheet in which as many lines of a cell stand above its heading as below.

        Rows of a block whose lines do not come out so are unsure, all of them.
        """
        for block in grouped([*zip(lines, rights, strict=True)], lambda _, following: following[0].follows):
            parts = [self._parts(*each) for each in block]
            heads: list[list[int]] = []
            for at, (head, _) in enumerate(parts):
                above = [parts[place][0] for place in heads[-1]] if heads else []
                if head and above and self._continues(above, head):
                    heads[-1].append(at)
                elif head:
                    heads.append([at])
            ends = [0]
            for own in heads:
                ends.append(own[0] + own[-1] + 1 - ends[-1])
            is_sure = ends[-1] == len(block) and all(
                start <= own[0] and own[-1] < end for own, (start, end) in zip(heads, pairwise(ends), strict=True)
            )
            if not is_sure:
                ends = [0, *(own[0] for own in heads[1:]), len(block)]
                self.unsure |= {(self.row + at, 1) for at in range(len(heads))}
            if not heads:
                self._add([(0, [line.words for line, _ in block])], wide=2)
            for own, (start, end) in zip(heads, pairwise(ends), strict=bool(heads)):
                values = [value for _, value in parts[start:end] if value]
                self._add([(0, [parts[at][0] for at in own]), (1, values)])

    def _prose(self, lines: Sequence[Line], rights: Sequence[int]) -> int:
        """The lines with which some begin that go over both columns of a sheet, as prose does below its heading."""
        count, is_over = 0, False
        for line, right in zip(lines, rights, strict=True):
            text, crosses = self._printed(line.words), line.end(line.words[-1]) > right
            is_last = count > 0 and (text[0].islower() or text[-1] == ".")
            near = (at for at, word in enumerate(line.words) if abs(line.x(word) - right) <= SHIFT)
            is_headed = any(self.headings.column_of(self._printed(line.words[:at])) for at in [*near, len(line.words)])
            if len(line.pieces) > 1 or line.x(line.words[0]) >= right - SHIFT or is_headed or not (crosses or is_last):
                break
            is_over |= crosses and all(self.text[word.start].islower() for word in line.words if line.x(word) == right)
            count += 1
        return count if is_over else 0

    def _parts(self, line: Line, right: int) -> tuple[Piece, Piece]:
        """The heading in a line of a sheet, and its cell; the cells begin at about `right`."""
        words, edge = line.words, right - SHIFT
        if line.x(words[0]) >= edge:
            return (), words
        head = line.pieces[0]
        is_whole = len(head) < len(words) and self.headings.begins(self._printed(head))
        if not is_whole and (len(head) == len(words) or line.x(head[-1]) >= edge):
            away = {count: abs(line.x(head[count]) - right) for count in range(len(head) - 1, 0, -1)}
            near = [count for count in away if not away[count]] or [each for each in away if away[each] <= 2 * SHIFT]
            for count in near:
                if self.headings.begins(self._printed(head[:count])):
                    return words[:count], words[count:]
            head = tuple(word for word in head if line.x(word) < edge)
        return head, words[len(head) :]

    def _continues(self, label: Sequence[Piece], head: Piece) -> bool:
        """Whether words at the left go on with the heading above them."""
        above, words = " ".join(map(self._printed, label)), self._printed(head)
        goes_on = self.headings.begins(f"{above} {words}") or self.headings.column_of(f"{above} {words}")
        return bool(goes_on) or words[0].islower()


def _second(lines: Sequence[Line]) -> int:
    """Where the cells of sheets begin, beside their headings."""
    left = min((line.x(line.words[0]) for line in lines), default=0)
    begins = Counter(line.x(piece[0]) for line in lines for piece in line.pieces if line.x(piece[0]) > left + SHIFT)
    return max(begins, key=lambda x: (begins[x], -x), default=left + SHIFT)
