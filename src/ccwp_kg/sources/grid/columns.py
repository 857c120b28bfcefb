"""Finds a table without rules by the place of words in their lines, in PDF or in text as `pdftotext -layout` writes it.

Places are counted in characters; those of a PDF are divided by the usual width of one. A line is shifted where a
proportional font does not fit the grid of characters. So a column has no one offset: a piece of a line belongs to the
column that begins last before it, or to the next one where that is far nearer; and one space parts two columns where
other lines of the same row begin a piece at that very offset.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ccwp_kg.sources.grid.grid import Grid, GridCell
from ccwp_kg.sources.grid.headings import GAP, Head, HeadFinder, Headings, Line, Measure, Piece, column_at
from ccwp_kg.sources.records.source_text import Span, grouped, words_of
from ccwp_kg.sources.text.list_marks import item_mark

_SHIFT = 4
"""The characters by which the beginnings of a column may differ from line to line."""
_DOUBT = 3
"""From this cost on, the place at which one space parts two columns is in doubt."""
_NEAR = 5
"""Up to this cost, or little more than the least, another place may part them as well."""
_WIDE = 5
"""The spaces, at most, that stand between two words of one heading."""
_FEW = 3
"""Fewer columns show nothing about a line that goes over them."""
_SHORT = 4
"""Words with fewer letters often end a line; they begin no cell by themselves."""


def grid_by_columns(text: str, lines: Sequence[Span], *, measure: Measure, headings: Headings) -> Grid | None:
    """The table in the lines of a text whose columns show by the place of words in their lines.

    `lines` are the words of each line. None where no line has two known headings with a gap between them, and no two
    known headings stand at the left with a cell beside them.
    """
    printed = [_line(text, span, before, measure) for before, span in zip([None, *lines], lines, strict=False)]
    table = _Table(text, headings)
    return table.rows_of(printed) or table.sheets_of(printed)


def _line(text: str, span: Span, before: Span | None, measure: Measure) -> Line:
    words = words_of(text, span)
    edges = {word.start: measure(word) for word in words}
    pieces = grouped(words, lambda last, word: edges[word.start][0] - edges[last.start][1] < GAP)
    follows = before is not None and text.count("\n", before.end, span.start) == 1
    return Line(tuple(pieces), edges, follows)


@dataclass(slots=True)
class _Table:
    """Builds a grid line by line."""

    text: str
    headings: Headings
    heads: list[GridCell] = field(default_factory=list)
    cells: list[GridCell] = field(default_factory=list)
    row: int = 0
    unsure: set[tuple[int, int]] = field(default_factory=set)
    middle: dict[int, bool] = field(default_factory=dict)
    """Where rows begin whose numbers stand in their middle, each with whether that is sure."""
    inside: dict[int, tuple[Head, int]] = field(default_factory=dict)
    """Rows of headings inside sheets by their place, each with the place where its cells end."""

    def _printed(self, words: Sequence[Span]) -> str:
        return " ".join(self.text[word.start : word.end] for word in words)

    def _add(self, columns: Sequence[tuple[int, Sequence[Piece]]], *, wide: int = 1, heads: bool = False) -> None:
        cells = [GridCell(self.row, column, tuple(lines), columns=wide) for column, lines in columns]
        (self.heads if heads else self.cells).extend(cells)
        self.row += 1

    def _grid(self) -> Grid:
        over = (words[0].start for head, _ in self.inside.values() for words, *_ in head.cells)
        unsure, over_cells = frozenset(self.unsure), frozenset(over)
        return Grid("columns", tuple(self.heads), tuple(self.cells), unsure=unsure, over_cells=over_cells)

    # a row per action

    def rows_of(self, lines: Sequence[Line]) -> Grid | None:
        """The grid of a table with a row per action; None where no line has two known headings."""
        finder = HeadFinder(self.text, self.headings)
        found = finder.heads(lines)
        self.inside = finder.inside_sheets(lines, found)
        if not found or self.inside:
            return None
        self.middle = self._around_numbers(lines, found)
        starts: tuple[int, ...] = ()
        waiting: list[Line] = []
        wide: list[Piece] = []
        in_box = after_head = False
        end = 0
        for place, line in enumerate(lines):
            if place < end:
                continue
            head = found.get(place)
            if starts and not line.follows and self._ends_table(line, lines[place + 1 : place + 2]):
                self._flush(waiting, wide, starts)
                waiting, wide, starts, in_box = [], [], (), False
            at_left = bool(starts) and line.x(line.words[0]) < starts[1]
            left = at_left and len(line.pieces) == 1
            is_first = not waiting and (not wide or _fits(line, starts))
            opens = bool(starts) and (
                place in self.middle if self.middle else self._opens(lines, place, starts, is_first=is_first)
            )
            if left and head is None and self.headings.opens_group(self._printed(line.words)):
                self._flush(waiting, wide, starts)
                self._flush([], [line.words], starts)
                waiting, wide, in_box = [], [], False
                continue
            may_box = (at_left or self._stands_alone(line)) and not opens
            is_box = may_box and self.headings.opens_box(self._printed(line.words))
            before = in_box
            # a box goes on behind headings that a page repeats
            in_box = in_box and head is None and (left or not after_head)
            is_wide = in_box or not starts or bool(wide and line.follows) or self._is_wide(line, starts)
            if head is not None or opens or is_box or (is_wide and (waiting or not line.follows)):
                self._flush(waiting, wide, starts)
                waiting, wide = [], []
            if head is not None:
                starts, end = head.starts, place + head.lines
                self._add([*enumerate(head.cells)], heads=True)
                in_box, after_head = before, True
                continue
            in_box, after_head = is_box or (in_box and not opens), False
            if opens or not (is_box or is_wide):
                waiting.append(line)
                if not self.middle.get(place, True):
                    self.unsure |= {(self.row + at, column) for at in (-1, 0) for column in range(len(starts))}
            elif is_box and self.headings.column_of(self._printed(line.words)):
                self._flush([], [line.words], starts)
            else:
                wide.append(line.words)
        self._flush(waiting, wide, starts)
        return self._grid()

    def _flush(self, waiting: Sequence[Line], wide: Sequence[Piece], starts: Sequence[int]) -> None:
        """Add the lines that wait as a row, and those that are wide as a cell over all columns."""
        if waiting:
            cells = self._cells(waiting, starts)
            self._add([(column, cells.get(column, [])) for column in range(len(starts))])
        if wide:
            self._add([(0, wide)], wide=max(2, len(starts)))

    def _around_numbers(self, lines: Sequence[Line], found: Mapping[int, Head]) -> dict[int, bool]:
        """Where rows begin that reach above their numbers: behind a blank line, the only one if that is sure.

        Lines above the first number of a later page may go on with the row before it unless most numbers have some.
        """
        begins: dict[int, bool] = {}
        firsts, numbered = set[int](), set[int]()
        for at, end in pairwise([*found, len(lines)]):
            first, second = found[at].lines + at, found[at].starts[1]
            numbers = [place for place in range(first, end) if self._leading(lines[place], second)]
            for before, number in pairwise([first - 1, *numbers]):
                blank = [place for place in range(before + 1, number + 1) if not lines[place].follows or place == first]
                begins[blank[-1] if blank else number] = len(blank) == 1
            firsts.add(first)
            numbered.update(numbers)
        known = [place in numbered for place in begins if place not in firsts]
        is_usual = 2 * known.count(False) > len(known)
        above = firsts & begins.keys() - numbered
        sure = {first for first in above if is_usual or first == min(begins)}
        return begins | dict.fromkeys(above - sure, False) if sure else {}

    def _opens(self, lines: Sequence[Line], at: int, starts: Sequence[int], *, is_first: bool) -> bool:
        """Whether a line begins a row: with a number in its first column, and behind a blank line, a gap or a box.

        `is_first` tells that no line of a row stands above it.
        """
        line = lines[at]
        if self._is_broken_number(lines[at - 1 : at + 1]):
            return False
        number = self._number(line)
        in_first = column_at(line.x(line.words[0]), starts) == 0
        if in_first and self._is_broken_number(lines[at : at + 2]):
            return True
        alone = number > 0 and len(line.pieces) > 1 and line.end(line.pieces[0][-1]) < starts[1]
        explicit = number > 0 or self.headings.is_number(self._printed(line.pieces[0]))
        return in_first and explicit and (alone or is_first or not line.follows)

    def _is_broken_number(self, lines: Sequence[Line]) -> bool:
        """Whether a number stands below its word at the left of two lines: "Action", "1"."""
        if len(lines) < 2 or not lines[1].follows or len(lines[0].pieces) < 2:
            return False
        words = [line.pieces[0] for line in lines]
        below_each_other = lines[0].x(words[0][0]) == lines[1].x(words[1][0])
        printed = [self._printed(each) for each in words]
        whole = len(words[0]) == len(words[1]) == 1 and self.headings.is_number(" ".join(printed))
        return below_each_other and whole and not self.headings.is_number(printed[0])

    def _number(self, line: Line) -> int:
        """How many of a line's first pieces are the number of an action, perhaps with the first words of a title."""
        for count in (1, 2):
            words = [word for piece in line.pieces[:count] for word in piece]
            is_short = len(words) < _SHORT or (count == 1 and self._printed(words[1:2])[0].isupper())
            if is_short and self.headings.is_number(self._printed(words)):
                return count
        return 0

    def _leading(self, line: Line, second: int) -> int:
        """The pieces of such a number where the line begins left of the second column."""
        return self._number(line) if line.x(line.words[0]) < second else 0

    def _stands_alone(self, line: Line) -> bool:
        return len(line.pieces) == 1 and not line.follows and len(line.words) <= _SHORT

    def _ends_table(self, line: Line, following: Sequence[Line]) -> bool:
        """Whether a line heads an action, or boxes behind the table, each under the number of its action."""
        printed = self._printed(line.words)
        if self.headings.heads_action(printed):
            return True
        is_heading = self._stands_alone(line) and self.headings.opens_box(printed)
        alone = (self._printed(each.words) for each in following if len(each.pieces) == 1)
        return is_heading and any(map(self.headings.is_number, alone))

    def _is_wide(self, line: Line, starts: Sequence[int]) -> bool:
        """Whether a line goes over several columns without a gap."""
        if len(starts) < _FEW or line.x(line.words[0]) >= starts[1]:
            return False
        crosses = len(line.pieces) == 1 and line.end(line.pieces[0][-1]) > starts[2]
        return crosses or sum(_misfits(line, place, starts) for place in range(1, len(line.pieces))) >= _FEW - 1

    def _cells(self, lines: Sequence[Line], starts: Sequence[int]) -> dict[int, list[Piece]]:
        """The pieces of a row's lines by column."""
        pieces_of = ((line, place, piece) for line in lines for place, piece in enumerate(line.pieces))
        usual = Counter(line.x(piece[0]) for line, place, piece in pieces_of if line.gap(place) > _WIDE)
        begins: list[set[int]] = [{start} for start in starts]
        for x in usual:
            begins[column_at(x, starts)].add(x)
        cells: dict[int, list[Piece]] = {}
        numbers = [1, 1] if self._is_broken_number(lines[:2]) else [self._number(line) for line in lines[:1]]
        if self.middle and not any(numbers):
            counts = [self._leading(line, starts[1]) for line in lines]
            numbers = counts[: 1 + next((at for at, count in enumerate(counts) if count), -1)]
        number = tuple(
            word for line, count in zip(lines, numbers, strict=False) for piece in line.pieces[:count] for word in piece
        )
        if number:
            cells[0] = [number]
        for at, line in enumerate(lines):
            own: dict[int, list[Span]] = {}
            skipped = numbers[at] if at < len(numbers) else 0
            pieces = line.pieces[skipped:]
            columns: list[int] = []
            for place, piece in enumerate(pieces, skipped):
                # nothing of its first cell stands above a number
                column = max(column_at(line.x(piece[0]), starts), int(at + 1 < len(numbers)))
                near = min(abs(line.x(piece[0]) - x) for x in begins[column]) <= _WIDE
                # words of one cell may stand wide apart
                columns.append(columns[-1] if columns and not near and line.gap(place) <= _WIDE else column)
            for place in range(len(line.pieces)):
                if _misfits(line, place, [x for own in begins for x in own if usual[x] > 1 or x in starts]):
                    nearest = column_at(line.x(line.pieces[place][0]), starts)
                    self.unsure |= {(self.row, nearest), (self.row, max(0, nearest - 1))}
            for piece, column, following in zip(pieces, columns, [*columns, len(starts)][1:], strict=False):
                for each, words in self._parted(line, piece, column, begins[:following]):
                    own.setdefault(each, []).extend(words)
            for column, words in own.items():
                cells.setdefault(column, []).append(tuple(words))
        return cells

    def _parted(
        self, line: Line, piece: Piece, column: int, begins: Sequence[set[int]]
    ) -> Iterator[tuple[int, Sequence[Span]]]:
        """A piece of a line by columns: its own, and those of which one of the offsets `begins` lies inside it."""
        start = 0
        for other in range(column + 1, len(begins)):
            costs = {at: self._cost(line, piece, at, begins[other]) for at in range(start + 1, len(piece))}
            at = min(costs, key=lambda place: (costs[place], place), default=0)
            near = [each for each in costs.values() if costs[at] <= _NEAR and each <= max(_NEAR, costs[at] + _SHIFT)]
            if near and (costs[at] >= _DOUBT or len(near) > 1):
                self.unsure |= {(self.row, column), (self.row, other)}
            crosses = line.end(piece[-1]) > max(begins[other]) + 2 * _SHIFT
            if at and costs[at] <= (_NEAR if crosses else _SHIFT):
                yield column, piece[start:at]
                column, start = other, at
        yield column, piece[start:]

    def _cost(self, line: Line, piece: Piece, at: int, begins: set[int]) -> int:
        """How little a word looks like the first one of a column: by its distance, and by what kind of word it is."""
        word, before = (self._printed([piece[place]]) for place in (at, at - 1))
        if _is_mark(before):
            return 2 * _SHIFT
        distance = min(abs(line.x(piece[at]) - x) for x in begins)
        if _is_mark(word):
            return distance - 2
        is_tail = word.islower() and len(word) < _SHORT and at == len(piece) - 1
        return distance + word[0].islower() + _SHORT * is_tail + 2 * (before[-1] == ",")

    # a sheet per action

    def sheets_of(self, lines: Sequence[Line]) -> Grid | None:
        """The grid of sheets with headings at the left; None where not two of them are known and have a cell beside."""
        beside = {self.headings.column_of(self._printed(line.pieces[0])) for line in lines if len(line.pieces) > 1}
        if len(beside - {None}) < 2:
            return None
        # a page may stand farther to the left than another
        pages = grouped(lines, lambda last, line: "\f" not in self.text[last.words[-1].end : line.words[0].start])
        under = {id(line) for at, (_, end) in self.inside.items() for line in lines[at:end]}
        beside_cells = ([line for line in page if id(line) not in under] for page in pages)
        rights = [right for page, own in zip(pages, beside_cells, strict=True) for right in [_second(own)] * len(page)]
        starts = enumerate(zip(lines, rights, strict=True))
        left = (at for at, (line, x) in starts if line.x(line.words[0]) < x - _SHIFT or len(line.words) < _SHORT)
        opening = [at for at in left if self.headings.is_number(self._printed(lines[at].words))]
        # what stands above the first heading that has a cell beside it, or the first number, is no part of a sheet
        heads = ((at, self._printed(line.pieces[0])) for at, line in enumerate(lines) if len(line.pieces) > 1)
        headed = (at for at, head in heads if self.headings.begins(head) or self.headings.column_of(head))
        first_row = min([next(headed, len(lines)), *opening[:1]])
        while first_row and lines[first_row].follows:
            first_row -= 1
        for start, end in pairwise([first_row, *opening, len(lines)]):
            if start == end:
                continue
            first = 1 if start in opening else 0
            while first and start + first < end and self._goes_on_alone(lines[start + first]):
                first += 1  # a title takes several lines
            if first:
                self._add([(0, [line.words for line in lines[start : start + first]])], wide=2)
            for at in (at for at in self.inside if start + first <= at < end):
                head, stop = self.inside[at]
                self._sheet(lines[start + first : at], rights[start + first : at])
                row, cells = self.row, self._cells(lines[at + head.lines : stop], head.starts)
                self.unsure = {(row + column, 1) if place == row else (place, column) for place, column in self.unsure}
                for column, label in enumerate(head.cells):
                    self._add([(0, label), (1, cells.get(column, []))])
                first = stop - start
            self._sheet(lines[start + first : end], rights[start + first : end])
        return self._grid()

    def _goes_on_alone(self, line: Line) -> bool:
        return line.follows and len(line.pieces) == 1 and self._printed(line.words)[0].islower()

    def _sheet(self, lines: Sequence[Line], rights: Sequence[int]) -> None:
        """Add the rows of one sheet: headings, perhaps over several lines, with cells that begin at `rights`."""
        label: list[Piece] = []
        values: list[Piece] = []
        for line, right in zip(lines, rights, strict=True):
            head, value = self._parts(line, right)
            if head and label and not self._continues(label, head):
                self._add([(0, label), (1, values)])
                label, values = [], []
            label += [head] if head else []
            values += [value] if value else []
        if label or values:
            self._add([(0, label), (1, values)])

    def _parts(self, line: Line, right: int) -> tuple[Piece, Piece]:
        """The heading in a line of a sheet, and its cell; the cells begin at about `right`."""
        words, edge = line.words, right - _SHIFT
        if line.x(words[0]) >= edge:
            return (), words
        head = line.pieces[0]
        is_whole = len(head) < len(words) and self.headings.begins(self._printed(head))
        if not is_whole and (len(head) == len(words) or line.x(head[-1]) >= edge):
            for count in range(len(head) - 1, 0, -1):
                near = abs(line.x(head[count]) - right) <= 2 * _SHIFT
                if near and self.headings.begins(self._printed(head[:count])):
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
    begins = Counter(line.x(piece[0]) for line in lines for piece in line.pieces if line.x(piece[0]) > left + _SHIFT)
    return max(begins, key=lambda x: (begins[x], -x), default=left + _SHIFT)


def _fits(line: Line, starts: Sequence[int]) -> bool:
    """Whether a line has pieces of several columns, each where its own begins; words of a box have not."""
    return len(line.pieces) >= _FEW and not any(_misfits(line, place, starts) for place in range(1, len(line.pieces)))


def _misfits(line: Line, place: int, begins: Sequence[int]) -> bool:
    """Whether a piece begins where no column does, and not behind a gap such as spaced words leave."""
    if line.gap(place) < _SHIFT:
        return False
    return all(abs(line.x(line.pieces[place][0]) - x) > _SHIFT for x in begins)


def _is_mark(word: str) -> bool:
    """Whether a word is the mark of an item."""
    return item_mark(word) is not None or not any(map(str.isalnum, word))
