"""Words with positions on the pages of a PDF become text, in reading order, and every word keeps its place.

The rule, which the stored text follows: pages stand apart by form feeds; lines run from the top down, words from the
left to the right, a small figure right behind a word belongs to it, letters printed apart are one word; a raised figure
is written as one (“REV 1⁴”); a blank line stands where the page leaves room. A ruled table is written row by row, cell
after cell. Nothing is added and nothing is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from statistics import median, median_low

from ccwp_kg.sources.intake.normalise import RAISED
from ccwp_kg.sources.records.printed import Box, PlacedWord, Printed, Table, TableCell
from ccwp_kg.sources.records.source_text import Span


@dataclass(frozen=True, slots=True)
class PdfWord(Box):
    """A word in the box that it fills on its page; `size` is that of its letters.

    One `is_raised` where its figures are the small ones that a fount draws above the line.
    """

    text: str
    size: float
    is_raised: bool = False


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A ruled table by the boxes of its cells; a cell that spans others has the box of them all.

    One that is `open` has upright rules only: a row of the table before goes on, or rows have no rules between them.
    """

    cells: tuple[Box, ...]
    is_open: bool = False

    @property
    def top(self) -> float:
        """Where it begins."""
        return min(cell.top for cell in self.cells)

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return max(cell.bottom for cell in self.cells)

    @property
    def columns(self) -> int:
        """The places at which cells of it begin."""
        return len({round(cell.x0) for cell in self.cells})

    def is_as_wide(self, other: PdfTable) -> bool:
        """Whether it begins and ends where another one does, from the left to the right."""
        ends = [(min(cell.x0 for cell in each.cells), max(cell.x1 for cell in each.cells)) for each in (self, other)]
        return all(abs(end - end_of_other) < EDGE for end, end_of_other in zip(*ends, strict=True))


Rule = tuple[float, float, float]
"""An upright rule: its place from the left, its top and its bottom; a level one: its height, its left and its right."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The words of a page, its tables, its width and its height."""

    words: tuple[PdfWord, ...]
    tables: tuple[PdfTable, ...]
    size: tuple[float, float]


_OVERLAP = 0.5
"""Words are in one line where they share so much of the height of the lower one."""
_TOUCHING = 0.15
"""Letters of another size that stand so near, in sizes of letters, are part of the word, as a raised mark is."""
_RAISED = 0.2
"""Smaller letters whose feet stand higher than those before them, by so many sizes of these, are raised."""
_EQUAL = 0.5
"""Sizes of letters, in points, that differ by no more are one."""
_HIGH = 0.8
"""Lower words of a line, in heights of its highest, are marks or the like."""
_ROOM = 0.55
"""More space than this between two lines, in heights of a line, leaves one blank."""
_LOOSER, _SEVERAL, _NEARLY = 1.3, 3, 0.8
"""More space than so many times that inside paragraphs parts these, where so many pairs of lines show it."""
_STOPS = ".:;!?"
"""What ends a line that no other need go on."""
_WIDE = 2.0
"""More space than this between two words, in sizes of letters, parts two columns: it is kept as three spaces."""
_SPELT, _APART, _WIDER = 4, 0.6, 1.6
"""So many single letters, so many sizes of letters apart, are of words; so many times the usual space parts these."""
_UPPER, _LOWER = 0.25, 0.5
"""The part of a page in which the rest of a row begins, and that below which the table before it ends."""
EDGE = 3
"""Edges of cells that differ by fewer points are one line of the table."""
_TALLEST, _NEAR, _FEWEST = 4, 1.5, 3
"""Headings take so many lines at most; so many heights of a line below them, at most, begins what they head: a line of
so many cells, at least, each more than the size of a letter from the next."""


def text_of_pages(pages: Sequence[PdfPage]) -> tuple[str, Printed]:
    """The text of a document, pages parted by form feeds, and where its words stand."""
    rooms = (_room([*lines_of(_words_outside_tables(page))]) for page in pages)
    written = _Written(room=min((room for room in rooms if room is not None), default=_ROOM))
    for number, page in enumerate(pages, 1):
        if number > 1:
            written.put("\f")
        written.page(page, number)
        written.put("\n")
    sizes = tuple((_rounded(width), _rounded(height)) for width, height in (page.size for page in pages))
    return "".join(written.parts), Printed("pdf", sizes, tuple(written.words), tuple(written.tables))


def open_ends(upright: Sequence[Rule], level: Sequence[Rule]) -> list[float]:
    """The heights at which upright rules of a table end and no level rule closes them all."""
    rules: list[list[float]] = []
    lines = _edges([x for x, _, _ in upright])
    placed = sorted((lines[_nearest(x, lines)], top, bottom) for x, top, bottom in upright)
    for x, top, bottom in placed:
        if rules and rules[-1][0] == x and top - rules[-1][2] < EDGE:
            rules[-1][2] = max(rules[-1][2], bottom)
        else:
            rules.append([x, top, bottom])
    closing: defaultdict[int, list[Rule]] = defaultdict(list)
    for rule in level:
        for step in range(-EDGE, EDGE + 1):
            closing[round(rule[0]) + step].append(rule)
    ends: defaultdict[int, list[float]] = defaultdict(list)
    unclosed: dict[int, float] = {}
    for x, *edges in rules:
        for edge in edges if edges[1] - edges[0] > EDGE else ():
            ends[round(edge)].append(x)
            if not any(left - EDGE <= x <= right + EDGE for _, left, right in closing[round(edge)]):
                unclosed.setdefault(round(edge), edge)
    return [edge for at, edge in sorted(unclosed.items()) if ends[at][-1] - ends[at][0] > EDGE]


def without_frames(pages: Sequence[PdfPage]) -> list[PdfPage]:
    """The pages without boxes of one column, which make no table of the words in them.

    One that opens a page does where it has the edges of the table that closes the page before: its last row goes on.
    """
    made: list[PdfPage] = []
    last: PdfTable | None = None
    for page in pages:
        tables = sorted(page.tables, key=lambda table: table.top)
        first = tables[0] if tables and tables[0].top < _UPPER * page.size[1] else None
        kept = [table for table in tables if table.columns > 1 or (table is first and last and table.is_as_wide(last))]
        made.append(replace(page, tables=tuple(kept)))
        last = kept[-1] if kept and kept[-1].bottom > _LOWER * page.size[1] else None
    return made


def without_headings_alone(pages: Sequence[PdfPage]) -> list[PdfPage]:
    """The pages without tables that are but the headings, as shaded ones, of a table without rules."""
    return [
        replace(page, tables=tuple(table for table in page.tables if not _heads_words(table, page.words)))
        for page in pages
    ]


def _heads_words(table: PdfTable, words: Sequence[PdfWord]) -> bool:
    """Whether a table has one row, and of the words near below it none stands on an edge of two of its columns."""
    left, right = min(cell.x0 for cell in table.cells), max(cell.x1 for cell in table.cells)
    own = [word for word in words if left - EDGE < word.x0 and word.x1 < right + EDGE]
    inside = [*lines_of([word for word in own if table.top <= (word.top + word.bottom) / 2 < table.bottom])]
    below = [*lines_of([word for word in own if table.bottom <= (word.top + word.bottom) / 2])]
    if len({round(cell.top) for cell in table.cells}) > 1 or len(inside) > _TALLEST or not below:
        return False
    line = below[0]
    is_near = line[0].top - table.bottom < _NEAR * (line[0].bottom - line[0].top)
    gaps = sum(word.x0 - before.x1 > before.size for before, word in pairwise(line))
    crosses = any(word.x0 < cell.x0 < word.x1 for word in line for cell in table.cells if cell.x0 > left)
    return is_near and gaps + 1 >= _FEWEST and not crosses


@dataclass(slots=True)
class _Written:
    """The text as it is written, with the words and tables in it."""

    parts: list[str] = field(default_factory=list)
    words: list[PlacedWord] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    length: int = 0
    room: float = _ROOM
    """The least space that leaves a line blank on any page; it does on those with too few lines to show their own."""
    edges: list[float] = field(default_factory=list)
    """The upright rules of the table before."""

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def page(self, page: PdfPage, number: int) -> None:
        """Write the words of a page: those above a table, its cells, and so on."""
        start = self.length
        tables = [table for table in sorted(page.tables, key=lambda table: table.top) if self._is_table(table)]
        tables = [_completed(table, page.words) for table in tables]
        held = _held(page.words, tables)
        inside = {id(word) for words in held.values() for word in words}
        words = [word for word in page.words if id(word) not in inside]
        for place, table in enumerate(tables):
            self._lines([word for word in words if word.top < table.top], number, start)
            words = [word for word in words if word.top >= table.top]
            cells = []
            for box, cell in _in_grid(table):
                first = len(self.words)
                self._lines(held.get((place, box), ()), number, start, blank=False)
                own = self.words[first:]
                cells.append(replace(cell, span=Span(own[0].span.start, own[-1].span.end) if own else None))
            self.tables.append(Table(tuple(cells), number))
        self._lines(words, number, start)

    def _is_table(self, table: PdfTable) -> bool:
        """Whether rules part the rows of a table: its own, or those of the table with which an open one goes on."""
        edges = _edges([edge for cell in table.cells for edge in (cell.x0, cell.x1)])
        if table.is_open:
            return all(any(abs(edge - other) < EDGE for other in self.edges) for edge in edges)
        self.edges = edges
        return True

    def _lines(self, words: Sequence[PdfWord], page: int, start: int, *, blank: bool = True) -> None:
        """Write words line by line behind a blank line; with a blank one where the page leaves room."""
        lines = [*lines_of(words)]
        room = _room(lines) or self.room
        above: list[PdfWord] = []
        for line in lines:
            if self.length > start:
                self.put("\n\n" if not above or (blank and _space(above, line) > room) else "\n")
            before: PdfWord | None = None
            for word in line:
                if before is not None:  # a raised figure that opens a line is the number of a footnote
                    is_small = before.size < word.size or before.is_raised
                    opens = before is line[0] and before.text.isdigit() and is_small
                    self.put(_between(before, word, opens=opens))
                self.words.append(PlacedWord(Span(self.length, self.length + len(word.text)), page, _box(word)))
                self.put(word.text.translate(RAISED) if before is not None and _is_raised(before, word) else word.text)
                before = word
            above = line


def _between(before: PdfWord, word: PdfWord, *, opens: bool) -> str:
    """The white space between two words of a line; none where nothing but the size of letters parts them."""
    gap = word.x0 - before.x1
    differs = before.size != word.size or before.is_raised != word.is_raised
    glued = not opens and differs and gap < _TOUCHING * max(before.size, word.size)
    return "" if glued else "   " if gap > _WIDE * before.size else " "


def _is_raised(before: PdfWord, word: PdfWord) -> bool:
    """Whether figures are those of a footnote's mark or of a power, behind the word before."""
    is_higher = before.bottom - word.bottom > _RAISED * before.size
    return word.is_raised or (is_higher and word.size < before.size and not any(map(str.isalpha, word.text)))


def _in_grid(table: PdfTable) -> list[tuple[Box, TableCell]]:
    """The cells of a table in the order of rows, each with its place among the lines of the table and no words yet."""
    across = _edges([edge for cell in table.cells for edge in (cell.x0, cell.x1)])
    down = _edges([edge for cell in table.cells for edge in (cell.top, cell.bottom)])

    def placed(cell: Box) -> tuple[Box, TableCell]:
        row, column = _nearest(cell.top, down), _nearest(cell.x0, across)
        rows, columns = _nearest(cell.bottom, down) - row, _nearest(cell.x1, across) - column
        return cell, TableCell(row, column, max(1, rows), max(1, columns), None, _box(cell))

    return sorted(map(placed, table.cells), key=lambda each: (each[1].row, each[1].column))


def _completed(table: PdfTable, words: Sequence[PdfWord]) -> PdfTable:
    """A table with the cells of its first and last row that hold words and that no rule closes at the page's edge."""
    across = _edges([edge for cell in table.cells for edge in (cell.x0, cell.x1)])
    down = _edges([edge for cell in table.cells for edge in (cell.top, cell.bottom)])
    rows = {(down[0], down[1]), (down[-2], down[-1])}
    bands = [Box(x0, top, x1, bottom) for top, bottom in sorted(rows) for x0, x1 in pairwise(across)]
    open_cells = [
        band
        for band in bands
        if not any(_holds(cell, band) for cell in table.cells) and any(_holds(band, word) for word in words)
    ]
    return replace(table, cells=(*table.cells, *open_cells))


def _holds(box: Box, part: Box) -> bool:
    """Whether the middle of something lies in a box."""
    x, y = (part.x0 + part.x1) / 2, (part.top + part.bottom) / 2
    return box.x0 <= x < box.x1 and box.top <= y < box.bottom


def _edges(places: Sequence[float]) -> list[float]:
    """The lines of a table in one direction: places that differ by little are one."""
    ordered = sorted(places)
    return ordered[:1] + [second for first, second in pairwise(ordered) if second - first > EDGE]


def _nearest(place: float, edges: Sequence[float]) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - place))


def _held(words: Sequence[PdfWord], tables: Sequence[PdfTable]) -> dict[tuple[int, Box], list[PdfWord]]:
    """The words of each cell, by the place of its table and its box. Of cells one in another the inner one has them."""
    cells = [(place, cell) for place, table in enumerate(tables) for cell in table.cells]
    cells.sort(key=lambda each: (each[1].x1 - each[1].x0) * (each[1].bottom - each[1].top))
    held: dict[tuple[int, Box], list[PdfWord]] = {}
    for word in words:
        own = next((each for each in cells if _holds(each[1], word)), None)
        if own is not None:
            held.setdefault(own, []).append(word)
    return held


def lines_of(words: Sequence[PdfWord]) -> Iterator[list[PdfWord]]:
    """Words by lines from the top down, in each from the left to the right."""
    line: list[PdfWord] = []
    for word in sorted(words, key=lambda word: ((word.top + word.bottom) / 2, word.x0)):
        top = max((each.top for each in line), default=word.top)
        bottom = min((each.bottom for each in line), default=word.bottom)
        shared = min(bottom, word.bottom) - max(top, word.top)
        if line and shared <= _OVERLAP * min(bottom - top, word.bottom - word.top):
            yield _joined(sorted(line, key=lambda word: word.x0))
            line = []
        line.append(word)
    if line:
        yield _joined(sorted(line, key=lambda word: word.x0))


def _joined(line: Sequence[PdfWord]) -> list[PdfWord]:
    """The words of a line; letters that stand apart, as headings print them, are words where the space is wider."""
    found: list[PdfWord] = []
    for single, group in groupby(line, key=lambda word: (len(word.text) == 1, word.size)):
        run = list(group)
        gaps = [word.x0 - before.x1 for before, word in pairwise(run)]
        letters = {word.text for word in run if word.text.isalpha()}
        spaced = single[0] and len(run) >= _SPELT and 2 * len(letters) >= _SPELT and median(gaps) < _APART * run[0].size
        for word, gap in zip(run, [0.0, *gaps], strict=True):
            if spaced and word is not run[0] and gap < _WIDER * median(gaps):
                last = found.pop()
                box = last.joined(word)
                found.append(PdfWord(box.x0, box.top, box.x1, box.bottom, last.text + word.text, word.size))
            else:
                found.append(word)
    return found


def _space(above: Sequence[PdfWord], line: Sequence[PdfWord]) -> float:
    """The space between two lines, in heights of the lower one; a raised mark in it takes none of it."""
    height = max(word.bottom - word.top for word in line)
    top = min(word.top for word in line if word.bottom - word.top > _HIGH * height)
    return (top - max(word.bottom for word in above)) / max(height, 1.0)


def _words_outside_tables(page: PdfPage) -> list[PdfWord]:
    """The words of a page that stand above, between or below its tables."""
    return [word for word in page.words if not any(table.top <= word.top < table.bottom for table in page.tables)]


def _room(lines: Sequence[Sequence[PdfWord]]) -> float | None:
    """The space between two lines from which on one is left blank: more than that inside the paragraphs of the page.

    A line goes on in the next one where it is nearly as long as any, and that begins with a small letter. Where few do,
    half of the spaces below lines that no stop ends and that have no room for the next word. None if few are.
    """
    longest = max((line[-1].x1 - line[0].x0 for line in lines), default=0.0)
    edge = max((line[-1].x1 for line in lines), default=0.0)
    usual = median_low([word.size for line in lines for word in line] or [0.0])
    small: list[float] = []
    full: list[float] = []
    for above, line in pairwise(lines):
        first, last = line[0], above[-1]
        if max(abs(each.size - usual) for each in (first, above[0])) > _EQUAL:
            continue  # a heading, the letterhead or a note
        if first.text[0].islower() and abs(first.x0 - above[0].x0) < EDGE and last.x1 - above[0].x0 > _NEARLY * longest:
            small.append(_space(above, line))
        # a mark or a label may stand before the first word of the line above
        elif any(abs(first.x0 - word.x0) < EDGE for word in above[:2]) and last.x1 + first.x1 - first.x0 > edge:
            full += [] if last.text[-1] in _STOPS else [_space(above, line)]
    if len(small) >= _SEVERAL:
        return max(_ROOM, _LOOSER * median(small))
    return max(_ROOM, _LOOSER * median_low(full)) if len(full) >= _SEVERAL else None


def _box(box: Box) -> Box:
    return Box(_rounded(box.x0), _rounded(box.top), _rounded(box.x1), _rounded(box.bottom))


def _rounded(points: float) -> float:
    """Points to two places; no file of a page is more exact."""
    return round(float(points), 2)
