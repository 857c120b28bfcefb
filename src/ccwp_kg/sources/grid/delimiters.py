"""Finds a table whose cells a tab or a pipe parts, as spreadsheets, word processors and Markdown write it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from ccwp_kg.sources.grid.grid import Grid, GridCell
from ccwp_kg.sources.grid.headings import Headings
from ccwp_kg.sources.layout.headings import NUMBER
from ccwp_kg.sources.records.source_text import Span

_MARKUP = re.compile(r"(?P<break><br\s*/?>)|\*\*|(?<![^\s|])\\(?=[|*_<\\])", re.IGNORECASE)
_ESCAPE = re.compile(r"(?<=[^\s|])\\(?=[|*_<\\])")
_QUOTED = re.compile(r'"(?:[^"]|"")*"(?!")')
"""A cell that keeps its line ends in quotes, of which two stand for one."""
_DOUBLED = re.compile('""')
_PIPE = re.compile(r"(?<!\\)\|")
_EDGE = re.compile(r"[^\S\n]*\|")
_RULE = re.compile(r"[\s|:+=-]+")
"""The line under the headings of a Markdown table, and a line that draws the edge of a cell."""
_NUMBER = re.compile(r"\d[\w.]*$")
_SEVERAL = 2
"""The headings, at least, that show a row of them."""


_Mark = tuple[Span, bool]
"""Characters of a cell that are no words, and whether a line of the cell ends there."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line, or those of a quoted cell: its edges, the places at which delimiters part it, and its markup."""

    span: Span
    places: tuple[int, ...]
    markup: tuple[_Mark, ...]
    quoted: tuple[Span, ...]
    follows: bool
    """Whether the line before stands right above it."""


def grid_by_delimiters(text: str, lines: Sequence[Span], *, tabs: Collection[int], headings: Headings) -> Grid | None:
    """The table in the lines of a text whose cells a delimiter parts. None where no table with known headings is found.

    `lines` are the words of each line, `tabs` the offsets of tabs. A table is one where a row names two columns or
    more, or where its first cells do, row by row. Between tabs a cell in quotes has its lines as RFC 4180 says; any
    other goes on in the next line while its row lacks cells, or while nothing closes the last one; between pipes, while
    its row is not closed. Any other line without a delimiter is a cell over all columns.
    """
    for is_pipes in (False, True):
        if not ("|" in text if is_pipes else tabs):
            continue
        quoted = [] if is_pipes else list(_quoted(text, lines, tabs))
        whole = list(_joined(lines, quoted))
        pairs = zip([None, *whole], whole, strict=False)
        every = (_line(text, span, before, tabs, quoted, is_pipes=is_pipes) for before, span in pairs)
        printed = [line for line in every if line is not None]
        last_place = max((place for line in printed for place in line.places), default=0)
        builder = _Rows(text, headings, is_pipes=is_pipes, last_place=last_place)
        cells = [_cells(text, line, is_pipes=is_pipes) for line in printed]
        of_pairs = headings.pairs([[cell.printed(text) for cell in row] for row in cells])
        for at, (line, row) in enumerate(zip(printed, cells, strict=True)):
            below = cells[at + 1][0].printed(text) if at + 1 < len(cells) else ""
            builder.is_above_row = bool(below) and headings.opens_row(below)
            if at in of_pairs:
                builder.add_pairs(line, row)
            else:
                builder.add(line, row)
        grid = builder.grid(printed)
        if grid is not None:
            return grid
    return None


def _quoted(text: str, lines: Sequence[Span], tabs: Collection[int]) -> Iterator[Span]:
    """The cells in quotes that stand beside a tab, or are a row of several lines by themselves."""
    end = -1
    for line in lines:
        first = _line_start(text, line.start)
        for at in (first, *(tab + 1 for tab in range(first, line.end) if tab in tabs)):
            cell = _QUOTED.match(text, at) if at >= end else None
            if cell is None:
                continue
            is_row = (
                "\n" in cell[0] and "\n\n" not in cell[0] and not any(cell.start() < tab < cell.end() for tab in tabs)
            )
            is_last = (at > first or is_row) and text[cell.end() : cell.end() + 1] in ("", "\n", "\f")
            if is_last or cell.end() in tabs:
                end = cell.end()
                yield Span(at, end)


def _line_start(text: str, place: int) -> int:
    return max(text.rfind(mark, 0, place) for mark in "\n\f") + 1


def _joined(lines: Sequence[Span], quoted: Sequence[Span]) -> Iterator[Span]:
    """The lines; those over which a quoted cell goes are one."""
    cells = [*reversed(quoted)]
    whole: Span | None = None
    for line in lines:
        whole = line if whole is None else Span(whole.start, line.end)
        while cells and cells[-1].end <= line.end:
            cells.pop()
        if not cells or cells[-1].start >= line.end:
            yield whole
            whole = None


def _line(
    text: str, span: Span, before: Span | None, tabs: Collection[int], quoted: Sequence[Span], *, is_pipes: bool
) -> _Line | None:
    """A line by its delimiters; None for one that only draws."""
    start = _line_start(text, span.start)
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    if is_pipes and "|" in text[start:end] and _RULE.fullmatch(text, start, end) and "-" in text[start:end]:
        return None
    places = (pipe.start() for pipe in _PIPE.finditer(text, start, end)) if is_pipes else range(start, end)
    own = [cell for cell in quoted if start <= cell.start < end]
    found = tuple(
        place
        for place in places
        if is_pipes or (place in tabs and not any(cell.start <= place < cell.end for cell in own))
    )
    marks = () if is_pipes else (each for cell in own for each in _marks_of(text, cell))
    found_marks = ((Span(*each.span()), each.lastgroup == "break") for each in _MARKUP.finditer(text, start, end))
    markup = sorted((*marks, *(each for each in found_marks if is_pipes or each[1])))
    follows = before is not None and text.count("\n", before.end, span.start) == 1
    return _Line(Span(start, end), found, tuple(markup), tuple(own), follows)


def _marks_of(text: str, cell: Span) -> Iterator[_Mark]:
    """What is no word of a quoted cell: its quotes, and the ends of its lines."""
    yield Span(cell.start, cell.start + 1), False
    for mark in re.compile(r"\n").finditer(text, cell.start + 1, cell.end - 1):
        yield Span(*mark.span()), True
    yield Span(cell.end - 1, cell.end), False


@dataclass(slots=True)
class _Rows:
    """The rows of a table as its lines come. `width` is the number of headings, `last` the line that came before."""

    text: str
    headings: Headings
    is_pipes: bool
    last_place: int
    """The last place in the text at which a delimiter stands: behind its row a capital begins other words."""
    rows: list[tuple[GridCell, ...]] = field(default_factory=list)
    heads: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)
    width: int = 0
    is_shifted: bool = False
    """Whether a number may stand in a cell of its own before the first heading's."""
    last: _Line | None = None
    is_above_row: bool = False
    """Whether the next line begins with a number."""
    is_ragged: bool = False
    """Whether a line fills up the row above it, has more cells than headings, or stands between rows without a tab."""
    loose: bool = False
    """Whether a line without a tab has come behind the last row."""
    is_behind: bool = False
    """Whether words behind a blank line have come: a row of another width is one of another table."""
    beside: Collection[int] = ()
    """The rows of sheets below those of a table."""
    shifted: dict[int, int] = field(default_factory=dict)
    """The headings over each row that may have one more cell than they are, by the row."""

    def add_pairs(self, line: _Line, cells: Sequence[GridCell]) -> None:
        """Add a line of a sheet as a row for each heading and the cell behind it, which may be empty."""
        for pair in zip_longest(cells[::2], cells[1::2], fillvalue=GridCell(0, 1, ())):
            row = tuple(replace(cell, row=len(self.rows), column=column) for column, cell in enumerate(pair))
            self.rows += [row] if row[0].words else []
        self.last = line

    def add(self, line: _Line, cells: Sequence[GridCell]) -> None:
        """Add a line as a row, or to the row above it."""
        cells = tuple(replace(cell, row=len(self.rows)) for cell in cells)
        self.is_behind = self.is_behind and not self._begins_rows(cells)
        if self.is_behind and 0 < self.width != len(cells) > 1:  # a row of the other table
            cells = (replace(cells[0], column=0, lines=tuple(line for cell in cells for line in cell.lines)),)
            self.apart.add(len(self.rows))
        names = [self.headings.column_of(cell.printed(self.text)) for cell in cells if cell.words]
        are_heads = len({name for name in names if name}) >= _SEVERAL
        if not are_heads and self.width and not self.is_pipes:
            self.is_ragged |= bool(line.places) and (self.loose or len(cells) > self.width)
            first = cells[0].printed(self.text)
            is_loose = not line.places and line.follows and first[:1].isupper()
            self.loose |= is_loose and not (self._opens_any(first) or self._heads_group(line, first))
        if are_heads and len(self.rows) - 1 in self.heads and self.rows[-1][0].words and not cells[0].words:
            # of headings in two rows, the lower ones part the upper; the first one stands in the upper row alone
            pairs = zip_longest(self.rows[-1], cells)
            self.rows[-1] = tuple(
                GridCell(
                    len(self.rows) - 1, at, tuple(line for each in pair if each is not None for line in each.lines)
                )
                for at, pair in enumerate(pairs)
            )
        elif are_heads:
            self.heads.add(len(self.rows))
            self.width, self.is_shifted = len(cells), names[0] not in (None, NUMBER, names[1])
            self.rows.append(cells)
        elif self._goes_on(line, cells):
            *others, end = self.rows[-1]
            whole = GridCell(end.row, end.column, (*end.lines, *cells[0].lines))
            self.rows[-1] = (*others, whole, *(GridCell(end.row, end.column + c.column, c.lines) for c in cells[1:]))
        else:
            if self.is_shifted:
                self.shifted[len(self.rows)] = self.width
            if self.last is not None and self.last.places and not (line.places or line.follows):
                self.apart.add(len(self.rows))  # what stands behind a blank line goes on with no cell
                self.is_behind = True
            self.rows.append(cells)
        self.last = line

    def _goes_on(self, line: _Line, cells: Sequence[GridCell]) -> bool:
        if self.last is None or not line.follows or len(self.rows) - 1 in self.heads:
            return False
        if len(self.rows[-1]) == 1 and not (line.places and self._is_number(self.rows[-1][0])):
            return False
        row, first = self.rows[-1], cells[0].printed(self.text)
        if self.is_pipes:
            behind = self.text[self.last.places[-1] + 1 : self.last.span.end] if self.last.places else " open"
            first_word = next((word.start for cell in row for word in cell.words), line.span.start)
            lost_edge = self._is_edged(first_word) and not self._is_edged(line.span.start)
            return bool(behind.strip()) and (not line.places or lost_edge)
        is_behind = self.width > 0 and line.span.start > self.last_place
        opens = self.headings.opens_row(first) or (
            self.headings.opens_group(first) and not self.headings.opens_group(row[-1].printed(self.text))
        )
        if not first or opens or (is_behind and first[0].isupper()) or self._heads_group(line, first):
            return False
        is_beside = self.headings.column_of(row[0].printed(self.text)) is not None
        spare = 0 if is_beside else self.width + (self.is_shifted and self._is_number(row[0])) - len(row)
        if line.places or spare > 0:
            fills = self.width > 0 and len(cells) - 1 <= spare
            self.is_ragged |= fills
            return fills
        closed = row[-1].words and self.text[row[-1].words[-1].end - 1] == "."
        return not closed or not first[0].isupper()

    def _heads_group(self, line: _Line, first: str) -> bool:
        """Whether a line stands above a number as the one below the headings does, which is in no cell."""
        above = self.rows[max(self.heads, default=len(self.rows)) + 1 :][:1]
        has_groups = not self.is_pipes and any(len(row) == 1 and row[0].words for row in above)
        return has_groups and self.is_above_row and not line.places and first[:1].isupper()

    def _begins_rows(self, cells: Sequence[GridCell]) -> bool:
        """Whether a line has a known heading, or begins a row or a group."""
        printed = [cell.printed(self.text) for cell in cells if cell.words]
        return any(map(self.headings.column_of, printed)) or any(map(self._opens_any, printed[:1]))

    def _opens_any(self, first: str) -> bool:
        return self.headings.opens_row(first) or self.headings.opens_group(first)

    def _is_number(self, cell: GridCell) -> bool:
        """Whether a cell is a number that stands above the title of its row: "Action 6.1"."""
        printed = cell.printed(self.text)
        is_one = _NUMBER.search(printed) is not None and self.headings.column_of(printed) is None
        return is_one and self.width > 0 and self.headings.opens_row(printed)

    def _is_edged(self, place: int) -> bool:
        """Whether a pipe stands before the words of the line at a place."""
        return _EDGE.match(self.text, _line_start(self.text, place)) is not None

    def grid(self, lines: Sequence[_Line]) -> Grid | None:
        """The grid of all rows, if two headings are known."""
        printed = [[cell.printed(self.text) for cell in row] for row in self.rows if len(row) > 1]
        # a tab may stand for a space inside a heading
        firsts = [first for first, *rest in printed if not self.headings.column_of(" ".join([first, *rest]))]
        beside = {self.headings.column_of(first) for first in firsts if first} - {None}
        if not self.heads and len(beside) < 2:
            return None
        self._turn_headings()
        rows = [self._unshifted(row, self.shifted.get(at)) for at, row in enumerate(self.rows)]
        width = max(len(row) for row in rows)
        rows = [(GridCell(row[0].row, 0, row[0].lines, columns=width),) if len(row) == 1 else row for row in rows]
        marks = [Span(at, at + 1) for line in lines for at in line.places] if self.is_pipes else []
        marks += [mark for line in lines for mark, _ in line.markup if self.text[mark.start : mark.end].strip()]
        escapes = (each.start() for line in lines if line.places for each in self._escapes(line))
        return Grid(
            "delimiters",
            tuple(cell for at, row in enumerate(rows) if at in self.heads for cell in row),
            tuple(cell for at, row in enumerate(rows) if at not in self.heads for cell in row),
            tuple(sorted(marks)),
            frozenset(escapes),
            paragraphs=frozenset(self._paragraphs(lines)),
            beside=frozenset(self.beside),
            is_ragged=self.is_ragged,
            apart=frozenset(self.apart),
        )

    def _turn_headings(self) -> None:
        """Put headings that stand over their cells inside a sheet beside these, if each row of headings is such a one.

        Below it stand narrower rows of a heading and its cell. Behind a row with a number these are those of sheets.
        """
        starts = sorted(self.heads)
        turned = [*enumerate(self.rows[: min(starts, default=len(self.rows))])]
        for start, end in pairwise([*starts, len(self.rows)]):
            heads, firsts = self.rows[start], [row[0].printed(self.text) for row in self.rows[:end]]
            labelled = [at for at in range(start + 1, end) if len(self.rows[at]) == _SEVERAL]
            labelled = [at for at in labelled if self.headings.column_of(firsts[at]) is not None]
            if len({self.headings.column_of(firsts[at]) for at in labelled}) < _SEVERAL or len(heads) == _SEVERAL:
                return
            numbers = [at for at in range(start + 1, labelled[0]) if self.headings.is_number(firsts[at])]
            if numbers:
                wide = max(at for at in range(start, labelled[0]) if len(self.rows[at]) > _SEVERAL)
                self.beside = range(min([at for at in numbers if at > wide], default=labelled[0]), end)
                return
            values = [list[tuple[Span, ...]]() for _ in heads]
            at, place = start + 1, 0
            while at < end and (place + 1 < len(heads) or len(self.rows[at]) == 1):
                for cell in self.rows[at]:
                    place = min(place + (cell.column > 0), len(heads) - 1)
                    values[place] += cell.lines
                at += 1
            turned += [(-1, (head, GridCell(0, 1, tuple(own)))) for head, own in zip(heads, values, strict=True)]
            turned += [*enumerate(self.rows[at:end], at)]
        self.apart = {place for place, (at, _) in enumerate(turned) if at in self.apart}
        self.shifted = {}
        self.heads = set()
        self.rows = [
            tuple(replace(cell, row=at, column=place) for place, cell in enumerate(row))
            for at, (_, row) in enumerate(turned)
        ]

    def _paragraphs(self, lines: Sequence[_Line]) -> Iterator[int]:
        """Where the lines of a cell begin that its markup makes."""
        for line in lines:
            for mark in (mark for mark, breaks in line.markup if breaks):
                word = re.compile(r"\S").search(self.text, mark.end)
                yield word.start() if word is not None else mark.end

    def _escapes(self, line: _Line) -> Iterator[re.Match[str]]:
        """The characters that only keep the next one from being a mark."""
        if self.is_pipes:
            yield from _ESCAPE.finditer(self.text, line.span.start, line.span.end)
        for cell in line.quoted:
            yield from _DOUBLED.finditer(self.text, cell.start + 1, cell.end - 1)

    def _unshifted(self, row: tuple[GridCell, ...], width: int | None) -> tuple[GridCell, ...]:
        """A row with one cell more than there are headings: its number and the cell behind it are one."""
        if not (width is not None and len(row) == width + 1 and self.headings.opens_row(row[0].printed(self.text))):
            return row
        whole = GridCell(row[0].row, 0, (*row[0].lines, *row[1].lines))
        return (whole, *(GridCell(cell.row, cell.column - 1, cell.lines) for cell in row[2:]))


def _cells(text: str, line: _Line, *, is_pipes: bool) -> tuple[GridCell, ...]:
    """The cells of a line, as those of a first row. The pipes at its edges part nothing."""
    edges = [line.span.start - 1, *line.places, line.span.end]
    pieces = list(pairwise(edges))
    if is_pipes and line.places:
        pieces = pieces[1:] if not text[pieces[0][0] + 1 : pieces[0][1]].strip() else pieces
        pieces = pieces[:-1] if len(pieces) > 1 and not text[pieces[-1][0] + 1 : pieces[-1][1]].strip() else pieces
    return tuple(
        GridCell(0, column, tuple(_lines(text, before + 1, end, line.markup)))
        for column, (before, end) in enumerate(pieces)
    )


def _lines(text: str, start: int, end: int, markup: Sequence[_Mark]) -> Iterator[tuple[Span, ...]]:
    """The words of a cell by the lines that its markup makes."""
    own = [each for each in markup if start <= each[0].start < end]
    begins, ends = [start, *(mark.end for mark, _ in own)], [*(mark.start for mark, _ in own), end]
    words: list[Span] = []
    for at, stop, breaks in zip(begins, ends, [*(breaks for _, breaks in own), True], strict=True):
        words += [Span(*word.span()) for word in re.compile(r"\S+").finditer(text, at, stop)]
        if words and breaks:
            yield tuple(words)
            words = []
