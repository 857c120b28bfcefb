"""Headings in words that no list has, known by the form of their table, so that none is lost for what its secretariat
calls things.

Most rows of sheets begin with one of a few, which each sheet has again, one after the other. In a table with a row per
action the headings stand in one row, right above rows of which each has a number in one of its first cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby

from ccwp_kg.sources.grid.headings import GAP, Measure
from ccwp_kg.sources.layout.headings import folded
from ccwp_kg.sources.records.printed import Printed
from ccwp_kg.sources.records.source_text import Span, words_of

_FEWEST_SHEETS, _FEWEST = 3, 4
"""The sheets, and the headings of each, at least, that show what is a heading."""
_NUMBERED, _NEAR = 3, 3
"""The rows with numbers below a row of headings, at least, and the rows from it to the first; a number stands in one
of the first three cells."""
_MOST_WORDS = 8
"""The words of a heading, at most."""
_KNOWN = 2
"""So many headings of lists show a table."""
_USUAL = 0.5
"""A heading stands in more than this share of the sheets, and more than this share of the rows begin with one."""


def headings_by_form(
    rows: Sequence[Sequence[str]], *, is_known: Callable[[str], bool], is_number: Callable[[str], bool]
) -> frozenset[str]:
    """The headings of some rows, folded; none where lists have two of them, for these show the table by themselves."""
    firsts = {folded(row[0]) for row in rows if len(row) > 1}
    if sum(map(is_known, firsts)) >= _KNOWN or any(sum(map(is_known, {*row})) >= _KNOWN for row in rows):
        return frozenset()
    return repeated_headings(rows) or row_of_headings(rows, is_number=is_number)


def row_of_headings(rows: Sequence[Sequence[str]], *, is_number: Callable[[str], bool]) -> frozenset[str]:
    """The cells, folded, of the row above the first of several rows with numbers, if all of them may be headings."""
    numbered = [at for at, row in enumerate(rows) if len(row) > 1 and any(map(is_number, row[:_NEAR]))]
    first = numbered[0] if len(numbered) >= _NUMBERED else 0
    for row in reversed(rows[max(0, first - _NEAR) : first]):
        cells = [cell for cell in row if cell]
        if len(cells) >= _FEWEST:
            are_heads = all(_may_head(cell) and not any(map(str.isdigit, cell)) for cell in cells)
            return frozenset(map(folded, cells)) if are_heads else frozenset()
    return frozenset()


def repeated_headings(rows: Sequence[Sequence[str]]) -> frozenset[str]:
    """The headings, folded, with which most rows of two cells or more begin; none where the rows are not of sheets."""
    firsts = [folded(row[0]) for row in rows if len(row) > 1 and _may_head(row[0])]
    counts = Counter(firsts)
    most = max(counts.values(), default=0)
    usual = {head for head, count in counts.items() if count >= _FEWEST_SHEETS and count > _USUAL * most}
    order = [head for head in firsts if head in usual]
    # a first cell that several rows have one after another heads a group of them
    grouped = {head for head, run in groupby(order) if len([*run]) > 1}
    found = frozenset(usual - grouped)
    every = sum(len(row) > 1 for row in rows)
    covered = sum(head in found for head in firsts)
    return found if len(found) >= _FEWEST and covered > _USUAL * every else frozenset()


def _may_head(text: str) -> bool:
    """Whether words may be a heading: a few, and no sentence, though a single word may be shortened, as “Ref.” is."""
    is_closed = text[-1:] in (",", ";") or (text[-1:] == "." and " " in text)
    return text[:1].isupper() and not is_closed and len(text.split()) <= _MOST_WORDS


def rows_of_tables(text: str, printed: Printed) -> Iterator[Sequence[str]]:
    """The cells of each row of the tables of a file, in words."""
    for table in printed.tables:
        for _, row in groupby(sorted(table.cells, key=lambda each: (each.row, each.column)), key=lambda each: each.row):
            yield [" ".join(text[cell.span.start : cell.span.end].split()) if cell.span else "" for cell in row]


def rows_of_lines(
    text: str, lines: Sequence[Span], *, tabs: Collection[int], measure: Measure
) -> Iterator[Sequence[str]]:
    """The words of each line in pieces, parted by gaps, tabs or pipes."""
    for line in lines:
        row, end = [""], None
        for word in words_of(text, line):
            printed, (start, stop) = text[word.start : word.end], measure(word)
            is_apart = end is not None and (
                start - end[1] >= GAP or any(at in tabs for at in range(end[0], word.start))
            )
            if (is_apart or printed == "|") and row[-1]:
                row.append("")
            row[-1] = f"{row[-1]} {printed}".strip() if printed != "|" else row[-1]
            end = word.end, stop
        yield [piece for piece in row if piece]
