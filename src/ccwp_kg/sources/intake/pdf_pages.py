"""Words with positions on the pages of a PDF become text, in reading order.

The rule, which the stored text follows: pages stand apart by form feeds; lines run from the top down, words from the
left to the right, a small figure right behind a word belongs to it; a blank line stands where the page leaves room. In
a ruled table the positions decide: the rows from the top down, in each row the cells from the left to the right, each
under the heading of its column. Empty cells and their headings are left out, and headings repeated on the next page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
    """A ruled table: where it begins, and its rows; cells that others span are left out of a row."""

    top: float
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
"""Likeness, of 100, from which two headings are the same."""
_EDGE = 3
"""The edges of a cell and of its column differ by fewer points."""


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
    words = page.words
    for table in sorted(page.tables, key=lambda table: table.top):
        _add(lines, _paragraphs([word for word in words if word.top < table.top]))
        words = tuple(word for word in words if word.top >= table.top)
        headings, rows = _headed(table, headings)
        for row in rows:
            _add(lines, _cells(row, headings))
    _add(lines, _paragraphs(words))
    return lines, headings


def _add(lines: list[str], more: Sequence[str]) -> None:
    """Append lines behind a blank one."""
    if lines and more:
        lines.append("")
    lines += more


def _headed(
    table: PdfTable, known: tuple[_Heading, ...]
) -> tuple[tuple[_Heading, ...], tuple[tuple[PdfCell, ...], ...]]:
    """The headings of a table's columns, and its rows without them.

    A table that only continues the one before has that one's headings; `known` are these.
    """
    texts = [" ".join(word.text for line in _lines(cell.words) for word in line) for cell in table.rows[0]]
    if len(texts) == len(known):
        same = [fuzz.ratio(text.lower(), each.text.lower()) for text, each in zip(texts, known, strict=True)]
        continues = sum(score >= _SAME_HEADING for score in same) < len(known) / 2
    else:
        continues = len(texts) < 2 and bool(known)
    if continues:
        return known, table.rows
    headings = (_Heading(text, cell.x0, cell.x1) for text, cell in zip(texts, table.rows[0], strict=True))
    return tuple(headings), table.rows[1:]


def _cells(row: Sequence[PdfCell], headings: Sequence[_Heading]) -> list[str]:
    """The cells of a row, each under the heading of its column; a cell over the whole width has none."""
    lines: list[str] = []
    for cell in row:
        words = _paragraphs(cell.words, blank=False)
        if not words:
            continue
        column = (each.text for each in headings if abs(cell.x0 - each.x0) < _EDGE and abs(cell.x1 - each.x1) < _EDGE)
        heading = next(column, "")
        _add(lines, [heading, "", *words] if heading else words)
    return lines


def _paragraphs(words: Sequence[PdfWord], *, blank: bool = True) -> list[str]:
    """The lines of some words, with a blank one where the page leaves room."""
    lines: list[str] = []
    bottom: float | None = None
    for line in _lines(words):
        top, height = min(word.top for word in line), max(word.bottom - word.top for word in line)
        if blank and bottom is not None and top - bottom > _ROOM * height:
            lines.append("")
        text = line[0].text
        for before, word in pairwise(line):
            gap = word.x0 - before.x1
            raised = word.text.isdigit() and word.size < _RAISED * before.size
            glued = raised and gap < _TOUCHING * before.size
            text += ("" if glued else "   " if gap > _WIDE * before.size else " ") + word.text
        lines.append(text)
        bottom = max(word.bottom for word in line)
    return lines


def _lines(words: Sequence[PdfWord]) -> Iterator[list[PdfWord]]:
    """Words by lines from the top down, in each from the left to the right."""
    line: list[PdfWord] = []
    for word in sorted(words, key=lambda word: ((word.top + word.bottom) / 2, word.x0)):
        top = max((each.top for each in line), default=word.top)
        bottom = min((each.bottom for each in line), default=word.bottom)
        shared = min(bottom, word.bottom) - max(top, word.top)
        if line and shared <= _OVERLAP * min(bottom - top, word.bottom - word.top):
            yield sorted(line, key=lambda word: word.x0)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda word: word.x0)
