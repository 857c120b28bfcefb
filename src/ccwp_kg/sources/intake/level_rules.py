"""Tables of a PDF whose rules are level only: they part the rows, and the words part the columns.

Level rules that run from one same place to another are those of a table. What stands between two of them is a row; what
stands near above the first or near below the last is one, too. A column is parted from the next by room that the words
of all rows leave, or by the upright edges of a row that has some, such as that of shaded headings. Rules that part
headings from the rest, and no row from another, make no table: the rows show by the place of words alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ccwp_kg.sources.intake.pdf_pages import EDGE, WIDE, PdfPage, PdfTable, PdfWord, Rule, lines_of
from ccwp_kg.sources.records.printed import Box
from ccwp_kg.sources.records.source_text import grouped

_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3
"""Fewer rows show no rule between actions; two columns are a label and its value, which each line shows."""
_PARTED, _APART = 0.6, 1.0
"""So much room, in sizes of letters, parts two columns where all rows leave it; so much in one line shows two cells."""
_NEARLY, _LOOSER = 1.0, 0.5
"""Lines farther apart than others by so many points are none of a row; nor is a first line that stands farther from the
rule than is usual by so many heights of a line."""

_TALLEST, _NEAR = 4, 1.5
"""Headings take so many lines at most; so many heights of a line below them, at most, begins what they head."""

_Extent = tuple[int, int]
"""The rules of one table by their left and right ends."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands between two level rules."""

    top: float
    bottom: float
    words: tuple[PdfWord, ...]

    def lines(self) -> list[list[PdfWord]]:
        """Its words by lines, each from the left to the right."""
        return [*lines_of(self.words)]

    def has_cells(self, least: int = 2) -> bool:
        """Whether some line of it shows two cells, or so many at least."""
        return any(
            1 + sum(word.x0 - before.x1 > _APART * before.size for before, word in pairwise(line)) >= least
            for line in self.lines()
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows of a table on one page; it `goes_on` on the next one where no rule closes its last row."""

    extent: _Extent
    rows: tuple[_Row, ...]
    goes_on: bool


def with_level_tables(pages: Sequence[PdfPage]) -> list[PdfPage]:
    """The pages of a document with the tables whose rules are level, where these part rows on some page.

    The headings of a table without further rules are none by themselves, though upright edges part them.
    """
    found: list[list[_Found]] = []
    for page in pages:
        found.append(_tables(page, found[-1] if found else ()))
    most = [(each.extent, sum(row.has_cells() for row in each.rows)) for tables in found for each in tables]
    parted: list[list[tuple[_Found, tuple[float, ...]]]] = []
    before: tuple[float, ...] = ()
    for page, tables in zip(pages, found, strict=True):
        parted.append([])
        for table in tables:
            if any(count >= _FEWEST_ROWS and _is_same(table.extent, extent) for extent, count in most):
                parted[-1].append((table, _across(page, table, before)))
                before = parted[-1][-1][1] or before
    # a table that has no columns on one page has none, nor one that goes on over a page that shows no row of it
    without = [table.extent for tables in parted for table, across in tables if not across]
    for at, tables in enumerate(found):
        following, later = found[at + 1 : at + 2], found[at + 2 :]
        without += [t.extent for t in tables if t.goes_on and not _holds(t, following) and _holds(t, later)]
    made = []
    for page, tables_of_page in zip(pages, parted, strict=True):
        own = page
        for table, across in tables_of_page:
            if not any(_is_same(table.extent, extent) for extent in without):
                own = _with_table(own, table.rows, across)
        made.append(replace(own, tables=tuple(each for each in own.tables if not _goes_on_below(each, own))))
    return made


def _holds(table: _Found, pages: Sequence[Sequence[_Found]]) -> bool:
    return any(_is_same(table.extent, each.extent) for tables in pages for each in tables)


def _is_same(extent: _Extent, other: _Extent) -> bool:
    return all(abs(end - end_of_other) <= EDGE for end, end_of_other in zip(extent, other, strict=True))


def _tables(page: PdfPage, before: Sequence[_Found]) -> list[_Found]:
    """The rows between level rules of the same ends, outside of tables that have upright rules in several rows.

    `before` are those of the page before.
    """
    ruled = [table for table in page.tables if len({round(cell.top) for cell in table.cells}) > 1]
    groups: list[tuple[_Extent, int, list[float]]] = []
    for height, left, right in _joined(page.level):
        if any(table.top - EDGE < height < table.bottom + EDGE for table in ruled):
            continue
        extent, above = (round(left), round(right)), sum(table.top < height for table in ruled)
        own = next((heights for other, count, heights in groups if _is_same(extent, other) and count == above), None)
        if own is None:
            groups.append((extent, above, [height]))
        else:
            own.append(height)
    tables = []
    for extent, _, heights in groups:
        goes_on = any(each.goes_on and _is_same(each.extent, extent) for each in before)
        if (table := _table(page, extent, heights, goes_on=goes_on)).rows:
            tables.append(table)
    return tables


def _joined(level: Sequence[Rule]) -> Iterator[Rule]:
    """Level rules from the top down; those that touch each other at one height are one."""
    for rules in grouped(sorted(level), lambda last, rule: rule[0] - last[0] <= EDGE):
        height = rules[0][0]
        left, right = min((start, end) for _, start, end in rules)
        for _, start, end in sorted(rules, key=lambda rule: rule[1]):
            if start - right > EDGE:
                yield height, left, right
                left = start
            right = max(right, end) if start - right <= EDGE else end
        yield height, left, right


def _table(page: PdfPage, extent: _Extent, heights: Sequence[float], *, goes_on: bool) -> _Found:
    """The rows between rules; the first and the last show cells, or a further row follows that no rule closes.

    Where the table of the page before `goes_on`, the rest of its last row may be of one cell.
    """
    left, right = extent
    words = _between(page, left, right)
    outer = [word for word in words if not any(table.top <= word.top < table.bottom for table in page.tables)]

    def below(rows: Sequence[_Row]) -> _Row | None:
        end = rows[-1].bottom
        last = _open_row([word for word in outer if word.top >= end - EDGE], rows, at=end, upwards=False)
        return last if last.has_cells() else None

    rows = [_row(words, top, bottom) for top, bottom in pairwise(heights)]
    filled = [at for at, row in enumerate(rows) if row.has_cells()]
    if not filled:
        return _Found(extent, (), goes_on=False)
    whole, closed = rows, rows[filled[0] : filled[-1] + 1]
    last = below(rows)
    if last is None:
        whole, last = rows[: filled[-1] + 1], below(closed)

    def above(rows: Sequence[_Row]) -> _Row:
        start = rows[0].top
        return _open_row([word for word in outer if word.bottom <= start + EDGE], rows, at=start, upwards=True)

    first = above(whole)
    if not first.has_cells():  # else a row of one cell stands right below the headings
        whole = whole[filled[0] :]
        first = above(whole)
    opening = [first] if first.has_cells() or (goes_on and first.words) else []
    return _Found(extent, (*opening, *whole, *([last] if last else [])), goes_on=last is not None)


def _between(page: PdfPage, left: float, right: float) -> list[PdfWord]:
    return [word for word in page.words if left - EDGE < word.x0 and word.x1 < right + EDGE]


def _row(words: Sequence[PdfWord], top: float, bottom: float) -> _Row:
    return _Row(top, bottom, tuple(word for word in words if top <= (word.top + word.bottom) / 2 < bottom))


def _open_row(words: Sequence[PdfWord], rows: Sequence[_Row], *, at: float, upwards: bool) -> _Row:
    """The row near a rule that no further rule closes: lines at the distances that those between rules have, if any."""
    filled = [(row, lines) for row in rows if (lines := row.lines())]
    steps = [abs(line[0].top - above[0].top) for _, lines in filled for above, line in pairwise(lines)]
    step = max(steps, default=0.0)
    near = median(row.bottom - lines[-1][0].bottom if upwards else lines[0][0].top - row.top for row, lines in filled)
    taken: list[PdfWord] = []
    lines = _Row(0, 0, tuple(words)).lines()
    last: PdfWord | None = None
    for line in reversed(lines) if upwards else lines:
        word = line[0]
        distance = abs(word.top - last.top) if last else (at - word.bottom if upwards else word.top - at)
        if distance > (step + _NEARLY if last else near + _LOOSER * (word.bottom - word.top)):
            break
        taken += line
        last = word
    if upwards:
        return _Row(min((word.top for word in taken), default=at), at, tuple(taken))
    return _Row(at, max((word.bottom for word in taken), default=at), tuple(taken))


def _across(page: PdfPage, found: _Found, before: Sequence[float]) -> tuple[float, ...]:
    """The edges of all columns: those of a row with upright ones, of the table before, or by room; else none."""
    rows, (left, right) = found.rows, found.extent
    ruled = [tuple(sorted({cell.x0 for cell in table.cells})) for table in page.tables if _is_in(table, rows)]
    if before and _is_same(found.extent, (round(before[0]), round(before[-1]))):
        ruled.append(tuple(before[:-1]))
    for edges in ruled:
        parts = (row for row in rows if row.has_cells(_FEWEST_COLUMNS))
        if len(edges) >= _FEWEST_COLUMNS and not any(_crosses(row, edges[1:]) for row in parts):
            return float(left), *edges[1:], float(right)
    for least in (2, _FEWEST_COLUMNS):  # a row of a label and its text shows no others
        room = _edges([row for row in rows if row.has_cells(least)])
        if len(room) + 1 >= _FEWEST_COLUMNS and not any(_lacks(row, room) for row in rows):
            return float(left), *room, float(right)
    return ()


def _lacks(row: _Row, edges: Sequence[float]) -> bool:
    """Whether words stand wide apart in one cell of a row: another row is none of the table, as a header."""
    pairs = [pair for line in row.lines() for pair in pairwise(line)]
    return any(
        word.x0 - before.x1 > WIDE * before.size and not any(before.x1 < edge < word.x0 for edge in edges)
        for before, word in pairs
    )


def _is_in(table: PdfTable, rows: Sequence[_Row]) -> bool:
    return rows[0].top - EDGE < table.top < rows[-1].bottom


def _with_table(page: PdfPage, rows: Sequence[_Row], across: Sequence[float]) -> PdfPage:
    """A page with a table of level rules instead of those of its single rows."""
    cells = [Box(x0, row.top, x1, row.bottom) for row in rows for x0, x1 in pairwise(_parted(row, across))]
    return replace(page, tables=(*(each for each in page.tables if not _is_in(each, rows)), PdfTable(tuple(cells))))


def _goes_on_below(table: PdfTable, page: PdfPage) -> bool:
    """Whether a table is but the headings of one without rules: one row, and the words near below keep its columns."""
    if len({round(cell.top) for cell in table.cells}) > 1:
        return False
    left, right = min(cell.x0 for cell in table.cells), max(cell.x1 for cell in table.cells)
    own = _between(page, left, right)
    below = _row(own, table.bottom, math.inf).lines()
    if not below or len(_row(own, table.top, table.bottom).lines()) > _TALLEST:
        return False
    line = below[0]
    row = _Row(table.bottom, line[0].bottom, tuple(line))
    is_near = line[0].top - table.bottom < _NEAR * (line[0].bottom - line[0].top)
    return (
        is_near
        and row.has_cells(_FEWEST_COLUMNS)
        and not _crosses(row, [cell.x0 for cell in table.cells if cell.x0 > left])
    )


def _edges(rows: Sequence[_Row]) -> list[float]:
    """Where columns begin, but for the first: behind room that all words of some rows leave."""
    words = sorted((word for row in rows for word in row.words), key=lambda word: word.x0)
    if not words:
        return []
    room = _PARTED * median(word.size for word in words)
    edges, reach = [], words[0].x1
    for word in words:
        if word.x0 - reach > room:
            edges.append((word.x0 + max(reach, word.x0 - EDGE)) / 2)
        reach = max(reach, word.x1)
    return edges


def _parted(row: _Row, across: Sequence[float]) -> Sequence[float]:
    """The edges of the cells of a row: running text has one over all columns, a label one beside that of its words."""
    first, *inner, last = across
    if not row.has_cells():
        return (first, last) if _crosses(row, inner) else across
    room = _APART if _crosses(row, inner) and not row.has_cells(_FEWEST_COLUMNS) else -math.inf
    return first, *(edge for edge in inner if not _crosses(row, [edge], room=room)), last


def _crosses(row: _Row, edges: Sequence[float], *, room: float = -math.inf) -> bool:
    """Whether a word of a row stands on an edge, or, where its lines are running text, a line does.

    Words with less `room` between them, in sizes of letters, stand there as one.
    """
    room = room if row.has_cells() else math.inf
    parts = [
        part for line in row.lines() for part in grouped(line, lambda last, word: word.x0 - last.x1 <= room * last.size)
    ]
    return any(part[0].x0 < edge < part[-1].x1 for part in parts for edge in edges)
