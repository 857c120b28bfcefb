"""Words with positions on the pages of a PDF become text, in reading order.

The rule, which the stored text follows: pages stand apart by form feeds; lines run from the top down, words from the
left to the right, a small figure right behind a word belongs to it; a blank line stands where the page leaves room. In
a ruled table the positions decide: the rows from the top down, in each row the cells from the left to the right, each
under the heading of its column. Empty cells and their headings are left out, and headings that only come back on the
next page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz


@dataclass(frozen=True, slots=True)
class PdfWord:
    """A word and where it stands, in points from the left and the top of its page; `size` is that of its letters."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class PdfCell:
    """A cell of a table: its edges and its words."""

    x0: float
    x1: float
    words: tuple[PdfWord, ...]


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A ruled table: where it begins and ends, and its rows; cells that others span are left out of a row."""

    top: float
    bottom: float
    rows: tuple[tuple[PdfCell, ...], ...]


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The words of a page that stand in no table, and its tables."""

    words: tuple[PdfWord, ...]
    tables: tuple[PdfTable, ...]


@dataclass(frozen=True, slots=True)
class _Heading:
    """The heading of a column, and where the column lies."""

    text: str
    x0: float
    x1: float


_OVERLAP = 0.5
"""Words are in one line where they share so much of the height of the lower one."""
_RAISED = 0.75
"""A figure smaller than this share of the letters before it is a raised mark."""
_TOUCHING = 0.15
"""A raised mark stands so near to its word, in sizes of letters."""
_ROOM = 0.55
"""More space than this between two lines, in heights of a line, leaves one blank."""
_WIDE = 2.0
"""More space than this between two words, in sizes of letters, parts two columns: it is kept as three spaces."""
_SAME_HEADING = 85


def text_of_pages(pages: Sequence[PdfPage]) -> str:
    """The text of a document, pages parted by form feeds."""
    headings: tuple[_Heading, ...] = ()
    texts = []
    for page in pages:
        lines, headings = _lines_of_page(page, headings)
        texts.append("\n".join(lines) + "\n")
    return "\f".join(texts)


def _lines_of_page(page: PdfPage, headings: tuple[_Heading, ...]) -> tuple[list[str], tuple[_Heading, ...]]:
    lines: list[str] = []
    waiting = list(page.words)
    for table in sorted(page.tables, key=lambda table: table.top):
        above = [word for word in waiting if word.top < table.top]
        waiting = [word for word in waiting if word.top >= table.top]
        _add(lines, _paragraphs(above))
        headings, rows = _headed(table, headings)
        for row in rows:
            _add(lines, _cells(row, headings))
    _add(lines, _paragraphs(waiting))
    return lines, headings


def _add(lines: list[str], more: Sequence[str]) -> None:
    """Append lines behind a blank one."""
    if lines and more:
        lines.append("")
    lines += more


def _headed(
    table: PdfTable, known: tuple[_Heading, ...]
) -> tuple[tuple[_Heading, ...], tuple[tuple[PdfCell, ...], ...]]:
    """The headings of a table's columns and its rows; a table that only goes on has the headings of the one before."""
    first = table.rows[0]
    said = tuple(_Heading(" ".join(_words(cell.words)), cell.x0, cell.x1) for cell in first)
    if len(said) == len(known):
        same = [fuzz.ratio(one.text.lower(), other.text.lower()) for one, other in zip(said, known, strict=True)]
        if sum(score >= _SAME_HEADING for score in same) < len(known) / 2:
            return known, table.rows
    elif len(said) < 2 and known:
        return known, table.rows
    return said, table.rows[1:]


def _cells(row: Sequence[PdfCell], headings: Sequence[_Heading]) -> list[str]:
    """The cells of a row, each under the heading of its column; a cell over the whole width has none."""
    lines: list[str] = []
    for cell in row:
        words = _paragraphs(cell.words, blank=False)
        if not words:
            continue
        heading = next((each for each in headings if _is_column(cell, each)), None)
        _add(lines, [heading.text, "", *words] if heading is not None and heading.text else words)
    return lines


def _is_column(cell: PdfCell, heading: _Heading) -> bool:
    return abs(cell.x0 - heading.x0) < 3 and abs(cell.x1 - heading.x1) < 3


def _words(words: Sequence[PdfWord]) -> Iterator[str]:
    for line in _lines(words):
        yield from (word.text for word in line)


def _paragraphs(words: Sequence[PdfWord], *, blank: bool = True) -> list[str]:
    """The lines of some words, blank ones where there is room."""
    lines: list[str] = []
    bottom: float | None = None
    for line in _lines(words):
        top, height = min(word.top for word in line), max(word.bottom - word.top for word in line)
        if blank and bottom is not None and top - bottom > _ROOM * height:
            lines.append("")
        lines.append(_joined(line))
        bottom = max(word.bottom for word in line)
    return lines


def _lines(words: Sequence[PdfWord]) -> Iterator[list[PdfWord]]:
    """Words by lines from the top down, in each from the left to the right."""
    line: list[PdfWord] = []
    for word in sorted(words, key=lambda word: ((word.top + word.bottom) / 2, word.x0)):
        if line and not _in_line(line, word):
            yield sorted(line, key=lambda word: word.x0)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda word: word.x0)


def _in_line(line: Sequence[PdfWord], word: PdfWord) -> bool:
    top, bottom = max(each.top for each in line), min(each.bottom for each in line)
    shared = min(bottom, word.bottom) - max(top, word.top)
    return shared > _OVERLAP * min(bottom - top, word.bottom - word.top)


def _joined(line: Sequence[PdfWord]) -> str:
    text = ""
    before: PdfWord | None = None
    for word in line:
        if before is None:
            text = word.text
        else:
            gap = word.x0 - before.x1
            raised = word.text.isdigit() and word.size < _RAISED * before.size
            glued = raised and gap < _TOUCHING * before.size
            text += ("" if glued else "   " if gap > _WIDE * before.size else " ") + word.text
        before = word
    return text
