"""The parts of a document in printed order: sections of prose, and rows of the table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal as OneOf

from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.entities.source_reader.notes import Note, Notes
from ccwp_kg.entities.source_reader.printed_text import Inline, InlineToken
from ccwp_kg.entities.source_reader.read_things import ReadBlock, ReadThings
from ccwp_kg.rdf.terms.silences import silence_of
from ccwp_kg.sources.records.source_layout import LayoutColumn

_LIST_ITEMS = frozenset({"paragraph", "work-area", "column-definition"})
_FOOTNOTES = frozenset({"footnote", "footnote-number"})
_WITH_THE_NEXT = frozenset(
    {"annex-heading", "column-heading", "cover", "header-footer", "list-mark", "rule", "unassigned", "unread"}
)
"""Kinds of blocks that belong to no section or row by themselves; they go with what follows on their page."""


@dataclass(frozen=True, slots=True)
class WrittenBlock:
    """A block, its words as written, and the number of the page that begins with it, None where none does."""

    block: ReadBlock
    words: Inline
    page: int | None


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A part of a section; `number` is that of a footnote, `mark` the number or list mark printed before the words."""

    kind: OneOf["title", "paragraph", "item", "subitem", "footnote", "line"]
    page: int | None
    words: Inline
    mark: Inline = ()
    number: str = ""
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """Paragraphs under one heading; what stands before the first heading has none."""

    name: str
    heading: Inline
    page: int | None
    note: Note | None
    blocks: tuple[PrintedBlock, ...]


def by_row(written: Sequence[WrittenBlock], page_starts: Sequence[int]) -> Iterator[tuple[str, list[WrittenBlock]]]:
    """Blocks in groups: those of each row under the number of its action, those between rows under "".

    Footnotes that are printed among the cells of a row come behind it.
    """
    row = ""
    group: list[WrittenBlock] = []
    waiting: list[WrittenBlock] = []
    footnotes: list[WrittenBlock] = []
    for each in written:
        block = each.block
        if not block.row and block.kind in _WITH_THE_NEXT:
            waiting.append(each)
        elif row and block.kind in _FOOTNOTES:
            footnotes.append(each)
        else:
            if block.row != row:
                page_start = page_starts[bisect_right(page_starts, block.start) - 1]
                # the foot of the page before
                while waiting and group and waiting[0].block.start < page_start:
                    group.append(waiting.pop(0))
                yield from _groups(row, group, footnotes)
                row, group, footnotes = block.row, [], []
            group += [*waiting, each]
            waiting = []
    if not row:
        group, waiting = [*group, *waiting], []
    yield from _groups(row, group, [*footnotes, *waiting])


def _groups(
    row: str, group: list[WrittenBlock], behind: list[WrittenBlock]
) -> Iterator[tuple[str, list[WrittenBlock]]]:
    if group:
        yield row, group
    if behind:
        yield "", behind


def sections(group: Sequence[WrittenBlock], notes: Notes) -> Iterator[PrintedSection]:
    """The sections of a group of blocks between rows."""
    heads = [place for place, each in enumerate(group) if each.block.kind == "section-heading"]
    edges = [*heads, len(group)]
    if edges[0] > 0:
        yield PrintedSection("", (), None, None, tuple(_blocks(group[: edges[0]], notes)))
    for place, end in pairwise(edges):
        head = group[place]
        name = head.block.field.split("/")[1]
        blocks = tuple(_blocks(group[place + 1 : end], notes))
        yield PrintedSection(name, head.words, head.page, notes.of(head.block, "section "), blocks)


def _blocks(part: Sequence[WrittenBlock], notes: Notes) -> Iterator[PrintedBlock]:
    marks: list[Inline] = []
    numbers: dict[str, Inline] = {}
    carried: int | None = None
    for place, each in enumerate(part):
        block = each.block
        # a list mark that begins a page hands its number on to the words behind it
        page = carried = each.page or carried
        number = block.field.rpartition("/")[2]
        if block.kind == "list-mark" and _next_kind(part[place:]) in (*_LIST_ITEMS, "objective"):
            marks.append(each.words)
            continue
        if block.kind == "footnote-number":
            numbers[number] = each.words
            continue
        carried = None
        if block.kind == "footnote":
            printed = numbers.pop(number, ())
            yield PrintedBlock("footnote", page, each.words, printed, number, notes.of(block))
        elif block.kind == "title":
            yield PrintedBlock("title", page, each.words, note=notes.of(block, "title of the "))
        elif block.kind == "objective":
            # the mark of the item behind may stand before a strategic objective, which has none of its own
            yield PrintedBlock("subitem", page, each.words, note=notes.of(block))
        elif block.kind in _LIST_ITEMS:
            mark = marks.pop(0) if marks else ()
            yield PrintedBlock("item" if mark else "paragraph", page, each.words, mark, note=notes.of(block))
        else:
            yield PrintedBlock("line", page, each.words)
    for words in (*marks, *numbers.values()):
        yield PrintedBlock("line", carried, words)


def _next_kind(part: Sequence[WrittenBlock]) -> str:
    """The kind of the first block that is neither a list mark nor of the edge of a page."""
    kinds = (each.block.kind for each in part)
    return next((kind for kind in kinds if kind not in ("list-mark", "header-footer")), "")


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
    number: str, group: Sequence[WrittenBlock], *, columns: Sequence[LayoutColumn], things: ReadThings, notes: Notes
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
