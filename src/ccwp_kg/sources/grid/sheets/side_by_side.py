"""Cells side by side in sheets, each below its heading or behind it in one cell: puts one below the other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from ccwp_kg.sources.grid.sheets.headings import beginnings
from ccwp_kg.sources.layout.headings import Labels
from ccwp_kg.sources.layout.text_lines import TextLine

_GAP = re.compile(r"\s{2,}")
_CAPITAL = re.compile(r"(?<=\s)[A-Z]")
_SHIFT = 3
"""A cell begins so near to its heading, in characters."""


def one_by_one(lines: Sequence[TextLine], *, tabs: Collection[int], labels: Labels) -> Sequence[TextLine]:
    """The lines of sheets, cell by cell, where several of them have the same headings side by side; else the same.

    Between tabs each cell begins with its heading, and so may two in a line: "Start May Duration 6 months". By gaps the
    headings part the lines below them, in two rows of each sheet, which those over a table have not; where words go
    across two columns, or over a page, all lines stay.
    """
    spans = [range(line.span.start, line.span.end) for line in lines]
    parted = {at: [place - span.start for place in span if place in tabs] for at, span in enumerate(spans)}
    gaps = {at: [gap.end() for gap in _GAP.finditer(lines[at].text)] for at, own in parted.items() if not own}
    inside = {at: _headings_inside(lines[at], labels) for at, own in gaps.items() if not own}
    rows, heads = _usual(lines, parted | inside, labels, alone=False), _usual(lines, gaps, labels, alone=True)
    heads = heads if len({" ".join(lines[at].text.split()) for at in heads}) > 1 else {}
    turned: list[TextLine] = []
    below: list[list[TextLine]] = []
    starts: list[int] = []
    for at, line in enumerate(lines):
        if below and (at in heads or line.block != below[0][0].block):
            if line.page != below[0][0].page and not (line.text[0].isupper() or line.text[0].isdigit()):
                return lines  # a cell goes on
            turned += (each for cell in below for each in cell)
            below = []
        if at in heads:
            starts = [line.indent + place for place in (0, *heads[at])]
            below = [[part] for part in _parts(line, heads[at])]
        elif below:
            for part in _parts(line, gaps.get(at, ())):
                column = bisect_right(starts, part.indent + _SHIFT, lo=1) - 1
                if any(part.indent + len(part.text) > start for start in starts[column + 1 :]):
                    return lines
                below[column].append(part)
        else:
            turned += _parts(line, rows.get(at, ()))
    turned += (each for cell in below for each in cell)
    return turned if rows or heads else lines


def _usual(
    lines: Sequence[TextLine], places: Mapping[int, Sequence[int]], labels: Labels, *, alone: bool
) -> Mapping[int, Sequence[int]]:
    """The lines that such places part into several headings, each perhaps before words, more than once."""
    names: dict[int, tuple[str, ...]] = {}
    for at in (at for at, own in places.items() if own):
        ways = [[part.text] if alone else beginnings(part.text) for part in _parts(lines[at], places[at])]
        names[at] = tuple(next(filter(labels.column, way), "") for way in ways)
    counts = Counter(names.values())
    is_usual = {own for own, count in counts.items() if count > 1 and len({*own} - {""}) == len(own) > 1}
    return {at: places[at] for at, own in names.items() if own in is_usual}


def _headings_inside(line: TextLine, labels: Labels) -> Sequence[int]:
    """Where further headings begin in a line that begins with one, each before its value."""
    places, value = list[int](), 0
    for start in (0, *(word.start() for word in _CAPITAL.finditer(line.text))):
        head = next(filter(labels.column, beginnings(line.text[start:])), None) if start >= value else None
        if head is None and not places:
            return ()
        if head is not None:
            if places and not line.text[value:start].strip():
                return ()
            places.append(start)
            value = start + len(head)
    return places[1:] if line.text[value:].strip() else ()


def _parts(line: TextLine, places: Sequence[int]) -> list[TextLine]:
    edges = pairwise([0, *places, len(line.text)])
    return [line.part(start, end) for start, end in edges if line.text[start:end].strip()]
