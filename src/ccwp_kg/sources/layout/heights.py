"""Headers and footers of a document whose pages are known: lines at the same height of page after page.

Each edge line is judged by itself, from the edge inwards: at one height of half of the pages stand lines that are alike
but for a number that counts the pages. A line of a table is none, unless the table has one row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ccwp_kg.sources.layout.text_lines import TextLine, masked
from ccwp_kg.sources.records.printed import Box, Printed
from ccwp_kg.sources.records.source_text import grouped, is_held

_FIGURES = re.compile(r"\d+")
_DEEPEST = 8
"""A header or footer has at most so many lines, those beside each other counted."""
_SAME = 2.5
"""Lines whose heights differ by fewer points stand at the same height."""
_MOST_PAGES = 0.5
"""The share of pages on which lines must stand at that height."""
_ROOM = 0.6
"""The room between a header or footer and the text, in heights of a line, at least."""
_LONGEST = 160
"""A line of a header or footer has at most so many characters."""


@dataclass(frozen=True, slots=True)
class _EdgeLine:
    """A line with its page, where it begins and ends as seen from the edge of the page, and its left."""

    line: TextLine
    page: int
    height: float
    end: float
    x0: float

    @property
    def mask(self) -> str:
        return masked(self.line.text)


def at_heights(lines: Sequence[TextLine], printed: Printed, *, is_content: Callable[[TextLine], bool]) -> set[int]:
    """The indices of lines of headers and footers, and of those that the file itself calls so.

    `is_content` says of a line that it is part of the document although it may be repeated.
    """
    taken = {line.index for line in lines if any(margin.holds(line.span) for margin in printed.margins)}
    with_rows = [table.cells for table in printed.tables if len({cell.row for cell in table.cells}) > 1]
    cells = sorted(cell.span for cells in with_rows for cell in cells if cell.span)

    def may_be(line: TextLine) -> bool:
        return not is_held(line.span, cells) and len(masked(line.text)) <= _LONGEST and not is_content(line)

    placed = [(line, *places[0]) for line in lines if (places := printed.places(line.span))]
    for is_foot in (False, True):
        pages = {
            page: _from_edge(group, printed.pages[page - 1][1], is_foot=is_foot)
            for page, group in groupby(placed, key=lambda each: each[1])
        }
        layers: list[list[_EdgeLine]] = []
        while len(layers) < _DEEPEST:
            edge = [rows[0] for rows in pages.values() if rows and may_be(rows[0].line)]
            layers.append(_repeated(edge, least=max(2, _MOST_PAGES * len(printed.pages))))
            for each in layers[-1]:
                pages[each.page].pop(0)
            if not layers[-1]:
                break
        # what touches the text of most pages is part of it
        while layers and not _is_apart(layers[-1], pages):
            for each in layers.pop():
                pages[each.page].insert(0, each)
        taken |= {each.line.index for layer in layers for each in layer}
    return taken


def _is_apart(layer: Sequence[_EdgeLine], pages: Mapping[int, Sequence[_EdgeLine]]) -> bool:
    """Whether room lies between the innermost lines of headers or footers and most of the lines that follow."""
    inner = [(each, pages[each.page][0]) for each in layer if pages[each.page]]
    apart = sum(other.height - each.end > _ROOM * (each.end - each.height) for each, other in inner)
    return bool(layer) and 2 * apart >= len(inner)


def _from_edge(placed: Iterable[tuple[TextLine, int, Box]], height: float, *, is_foot: bool) -> list[_EdgeLine]:
    """The lines of a page of some height from its top down, or from its foot up."""
    lines = []
    for line, page, box in placed:
        ends = (height - box.bottom, height - box.top) if is_foot else (box.top, box.bottom)
        lines.append(_EdgeLine(line, page, *ends, box.x0))
    return sorted(lines, key=lambda each: (each.height, each.x0))


def _repeated(edge: Sequence[_EdgeLine], *, least: float) -> list[_EdgeLine]:
    """The lines at one height of at least so many pages, of which most are alike; those that begin as these do."""
    ordered = sorted(edge, key=lambda each: each.height)
    at_one_height = grouped(ordered, lambda first, each: each.height - first.height < _SAME, by_first=True)
    for group in sorted(at_one_height, key=len, reverse=True):
        masks = Counter(each.mask for each in group)
        alike = [each for each in group if masks[each.mask] > 1 and _counts([e for e in group if e.mask == each.mask])]
        if len(group) >= least and 2 * len(alike) >= len(group) and len(alike) > 1:
            return [each for each in group if any(abs(each.x0 - other.x0) < _SAME for other in alike)]
    return []


def _counts(group: Sequence[_EdgeLine]) -> bool:
    """Whether each number in lines that are alike is the same in all, or counts the pages."""
    in_order = sorted(group, key=lambda each: each.page)
    columns = zip(*([int(found) for found in _FIGURES.findall(each.line.text)] for each in in_order), strict=True)
    pages = [each.page for each in in_order]
    return all(
        len(set(numbers)) == 1 or len({number - page for number, page in zip(numbers, pages, strict=True)}) == 1
        for numbers in columns
    )
