"""Cuts a line that holds several items of a cell before each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.table.cell_features import OF_ITEMS
from ccwp_kg.sources.table.cells import Cell, Cells
from ccwp_kg.sources.text.list_marks import ItemMark, goes_on, item_mark, list_mark

_FILLED = 0.85
"""A line takes at least this share of the width of its column where the next word had no room; letters differ."""
_WORD = re.compile(r"(?<= )\S")
_FEW_WORDS = 4
"""The words of a sentence, at least."""
_IN_TEXT = frozenset("-–—−o*+~→»")
"""List marks that also stand between the words of a sentence."""


def lines_of(lines: Sequence[TextLine], *, marks: Sequence[str]) -> list[TextLine]:
    """The lines of a cell, each cut where a further item begins.

    An item begins with a mark of the form with which the cell begins. Such a mark inside a line counts on, stands
    behind what closes an item, or before a capital, unless further lines begin with a mark that stands in sentences,
    too. In a cell without marks an item begins behind a semicolon.
    """
    if not lines:
        return []
    form, bullet = item_mark(lines[0].text), list_mark(lines[0].text, marks)
    found: list[TextLine] = []
    last = 0
    is_text = bullet in _IN_TEXT and sum(list_mark(line.text, (bullet,)) is not None for line in lines) > 1
    for line in lines:
        places = [0]
        opening = item_mark(line.text, form.form) if form else None
        last = opening.place if opening is not None else last
        for at in (word.start() for word in _WORD.finditer(line.text)):
            before, rest = line.text[:at].rstrip(), line.text[at:]
            own = item_mark(rest, form.form) if form else None
            if form is not None:
                opens = own is not None and _opens(own, before, rest, last)
            elif bullet is not None:
                listed = list_mark(rest, (bullet,)) is not None
                may_open = bullet not in _IN_TEXT or (not is_text and _is_capital(rest, len(bullet)))
                opens = listed and (may_open or before[-1] in ";,.")
            else:
                opens = before[-1] == ";" and rest[0].isupper()
            if opens:
                last = own.place if own is not None else last
                places.append(at)
        for start, end in pairwise([*places, len(line.text)]):
            part = line.part(start, end)
            found.append(part.at(2 * part.span.start))
    return found


def at_semicolons(rows: Sequence[Cells], *, marks: Sequence[str]) -> tuple[Cells, ...]:
    """The rows of a table; in a column of which no cell has a mark, semicolons may part the items of a cell."""

    def is_marked(cell: Cell) -> bool:
        first = cell.lines[0].text if cell.lines else ""
        return bool(first) and (item_mark(first) is not None or list_mark(first, marks) is not None)

    plain = {name for name in OF_ITEMS if not any(is_marked(row.cell(name)) for row in rows)}

    def open_to(name: str, cell: Cell) -> Cell:
        return replace(cell, at_semicolons=True) if name in plain and cell.rule is None else cell

    def made(row: Cells, name: str) -> Cell:
        cell = row.cell(name)
        is_whole = not row.made_by and name in OF_ITEMS and is_marked(cell)
        return open_to(name, _cut(cell, marks=marks) if is_whole else cell)

    return tuple(replace(row, cells={name: made(row, name) for name in row.cells}) for row in rows)


def _cut(cell: Cell, *, marks: Sequence[str]) -> Cell:
    """A cell of which no grid has cut the lines: each is cut before its further items, if all stand behind a stop."""
    parts = lines_of(cell.lines, marks=marks)
    hosts = [line for line in cell.lines for part in parts if line.span.start <= part.span.start < line.span.end]
    placed = [*zip(parts, hosts, strict=True)]
    before = [host.text[: part.span.start - host.span.start].rstrip() for part, host in placed]
    if any(text and text[-1] not in ";,." for text in before):
        return cell
    return replace(cell, lines=tuple(part.at(host.index) for part, host in placed))


def by_paragraphs(lines: Sequence[TextLine], *, width: int, of_names: bool = False) -> list[TextLine] | None:
    """The lines of a cell, each paragraph a block; None where nothing shows its paragraphs.

    A line that begins with a capital begins one where the line before had room for its first word and leaves no bracket
    open. `width` is that of the longest line of the column, in characters, of which those of a heading that was cut off
    count. Names have capitals inside, too: where that line had no room, a line `of_names` goes on, and any other line
    shows nothing of the whole cell.
    """
    found = [*lines[:1]]
    depth = 0
    for before, line in pairwise(lines):
        depth = max(0, depth + before.text.count("(") - before.text.count(")"))
        may_open = depth == 0 and not goes_on(line.text)
        is_full = (
            before.text[-1] == "," or before.indent + len(f"{before.text} {line.text.split()[0]}") > _FILLED * width
        )
        if may_open and is_full and not of_names:
            return None
        found.append(replace(line, block=found[-1].block + (may_open and not is_full)))
    return found if len({line.block for line in found}) > 1 else None


def is_prose_behind(title: Sequence[TextLine], rest: Sequence[TextLine]) -> bool:
    """Whether what stands behind a title without a stop is a sentence that ends in one."""
    words = " ".join(line.text for line in rest).split()
    return len(words) >= _FEW_WORDS and words[0][0].isupper() and words[-1][-1] == "." and title[-1].text[-1].isalnum()


def _opens(own: ItemMark, before: str, rest: str, last: int) -> bool:
    """Whether a number inside a line opens an item."""
    return own.place == last + 1 or before[-1] in ";," or (own.form[-1] == ")" and _is_capital(rest, own.end))


def _is_capital(text: str, at: int) -> bool:
    return text[at:].lstrip()[:1].isupper()
