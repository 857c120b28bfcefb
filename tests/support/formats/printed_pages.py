"""Pages of words at given places and tables of given rules, written as the text of a PDF is, with nothing opened."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ccwp_kg.sources.intake.pdf_pages import PdfPage, PdfTable, PdfWord, text_of_pages, without_headings_alone
from ccwp_kg.sources.records.printed import Box
from ccwp_kg.sources.records.source_text import SourceText

WIDTH, HEIGHT = 5.0, 10.0
"""Of a letter, in points."""

Line = tuple[float, float, str]
"""Where a line begins, from the left and from the top, and its words."""


def page(*lines: Line, tables: Sequence[PdfTable] = (), size: tuple[float, float] = (600.0, 800.0)) -> PdfPage:
    """A page with lines of words and with tables."""
    words = []
    for x, top, text in lines:
        place = x
        for word in text.split(" "):
            words.append(PdfWord(place, top, place + WIDTH * len(word), top + HEIGHT, word, HEIGHT))
            place += WIDTH * (len(word) + 1)
    return PdfPage(tuple(words), tuple(tables), size)


def table(across: Sequence[float], down: Sequence[float], *, joined: Sequence[Box] = ()) -> PdfTable:
    """A table by the places of its rules; `joined` are cells that take several of them."""
    every = [Box(x0, top, x1, bottom) for top, bottom in pairwise(down) for x0, x1 in pairwise(across)]
    return PdfTable((*joined, *(cell for cell in every if not any(_holds(whole, cell) for whole in joined))))


def _holds(whole: Box, part: Box) -> bool:
    across = whole.x0 <= part.x0 and part.x1 <= whole.x1
    return across and whole.top <= part.top and part.bottom <= whole.bottom


def source_of(*pages: PdfPage) -> SourceText:
    """The document of some pages."""
    return SourceText.of("printed", *text_of_pages(without_headings_alone(pages)))
