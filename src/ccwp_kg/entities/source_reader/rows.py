"""Rows of the table put back into their columns, under the headings that the document prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.source_reader.inline import Inline, InlineToken
from ccwp_kg.entities.source_reader.notes import Note, Notes
from ccwp_kg.entities.source_reader.read_things import ReadBlock, ReadThings
from ccwp_kg.entities.source_reader.sections import WrittenBlock
from ccwp_kg.rdf.terms.silences import silence_of
from ccwp_kg.sources.records.source_layout import LayoutColumn

_TERMS = "terms-of-reference"
_UNDER_THE_NUMBER = frozenset({"number", "cell", _TERMS})

Entry = tuple[Inline, ...]
"""One entry of a list or cell, in as many stretches as it was printed in."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell under its heading.

    `heading` is as printed over this row, empty where none is; `label` is the heading that the document prints
    elsewhere, or the name of the column. `marks` are list marks that stand alone; `silence` says why it has no entries.
    """

    label: str
    heading: tuple[Inline, ...]
    marks: tuple[Inline, ...]
    entries: tuple[Entry, ...]
    note: Note | None
    silence: str


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """An action: its number, its cells, its terms of reference, and the lines printed before and among them.

    `action` is None where the store does not know it.
    """

    name: str
    action: Thing | None
    page: int | None
    before: tuple[Inline, ...]
    number: Inline
    columns: tuple[PrintedCell, ...]
    terms_label: str
    terms_heading: tuple[Inline, ...]
    terms: tuple[Entry, ...]
    terms_note: Note | None
    after: tuple[Inline, ...]


def printed_row(
    number: str,
    group: Sequence[WrittenBlock],
    *,
    columns: Sequence[LayoutColumn],
    things: ReadThings,
    notes: Notes,
) -> PrintedRow:
    """The row of an action, from its blocks in printed order."""
    blocks = [each.block for each in group]
    headings = _headings(blocks)
    headed = {block for lines in headings.values() for block in lines}
    marks = _list_marks(blocks)
    page, words = _pages_in(group)
    taken = {block for block in blocks if block.kind in _UNDER_THE_NUMBER} | headed | marks.keys()
    if (numbers := [block for block in blocks if block.kind == "number"])[1:]:
        taken -= set(numbers[1:])
    first = next((block.start for block in blocks if block.kind in _UNDER_THE_NUMBER), 0)
    spare = [block for block in blocks if block not in taken]
    labels = {column.name: column.heading or column.name.replace("-", " ").capitalize() for column in columns}

    def entries(column: str) -> tuple[Entry, ...]:
        found: dict[str, list[Inline]] = {}
        for block in blocks:
            if block.kind in ("cell", _TERMS) and block.column == column:
                found.setdefault(block.field, []).append(words[block])
        return tuple(map(tuple, found.values()))

    def heading(column: str) -> tuple[Inline, ...]:
        return tuple(words[block] for block in headings.get(column, ()))

    own = (block.subject for block in blocks if block.kind == "number" or block.column == "title")
    action = next((subject for subject in own if subject is not None), None)
    return PrintedRow(
        name=number,
        action=None if action is None else things.name(action),
        page=page,
        before=tuple(words[block] for block in spare if block.start < first),
        number=words[numbers[0]] if numbers else (),
        columns=tuple(
            PrintedCell(
                label=labels[column.name],
                heading=heading(column.name),
                marks=tuple(words[block] for block, name in marks.items() if name == column.name),
                entries=entries(column.name),
                note=None if action is None else notes.of_cell(action, column.name, blocks),
                silence=silence_of(column.name, things.silences.get(action, {}), is_held=True),
            )
            for column in columns
            if column.name != _TERMS
        ),
        terms_label=labels.get(_TERMS, ""),
        terms_heading=heading(_TERMS),
        terms=entries(_TERMS),
        terms_note=None if action is None else notes.of_terms(action, blocks),
        after=tuple(words[block] for block in spare if block.start >= first),
    )


def _pages_in(group: Sequence[WrittenBlock]) -> tuple[int | None, dict[ReadBlock, Inline]]:
    """The page that begins before the cells, if any, and the words of the blocks with marks where later pages begin.

    A page that begins with a header is marked at the first words of a cell on it.
    """
    page: int | None = None
    carried: int | None = None
    words = {each.block: each.words for each in group}
    own = [each.block.kind in _UNDER_THE_NUMBER for each in group]
    first = own.index(True) if True in own else len(own)
    for place, each in enumerate(group):
        if place <= first:
            page = page or each.page
            continue
        carried = each.page or carried
        if carried is not None and (own[place] or True not in own[place:]):
            words[each.block] = (InlineToken("page", text=str(carried)), *each.words)
            carried = None
    return page, words


def _headings(blocks: Sequence[ReadBlock]) -> dict[str, list[ReadBlock]]:
    """The blocks that head each column, where it is headed first; a heading that comes back is none of them."""
    found: dict[str, list[ReadBlock]] = {}
    for is_head, run in groupby(blocks, key=lambda block: block.kind == "column-heading"):
        head: dict[str, list[ReadBlock]] = {}
        for block in run if is_head else ():
            head.setdefault(block.column, []).append(block)
        found = head | found
    return found


def _list_marks(blocks: Sequence[ReadBlock]) -> dict[ReadBlock, str]:
    """A list mark alone on its line belongs to the cell that follows: the column of each mark."""
    marks: dict[ReadBlock, str] = {}
    for place, block in enumerate(blocks):
        if block.kind == "list-mark":
            following = next((each for each in blocks[place:] if each.kind in _UNDER_THE_NUMBER), None)
            if following is not None and following.kind == "cell":
                marks[block] = following.column
    return marks
