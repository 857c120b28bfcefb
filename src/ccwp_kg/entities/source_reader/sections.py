"""The parts of a document in printed order: sections of prose, and rows of the table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal as OneOf

from ccwp_kg.entities.source_reader.inline import Inline
from ccwp_kg.entities.source_reader.notes import Note, Notes
from ccwp_kg.entities.source_reader.read_things import ReadBlock

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
        yield PrintedSection(name, head.words, head.page, notes.of_heading(head.block, "section "), blocks)


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
            yield PrintedBlock("footnote", page, each.words, printed, number, notes.of_footnote(block))
        elif block.kind == "title":
            yield PrintedBlock("title", page, each.words, note=notes.of_heading(block, "title of the "))
        elif block.kind == "objective":
            # the mark of the item behind may stand before a strategic objective, which has none of its own
            yield PrintedBlock("subitem", page, each.words, note=notes.of_paragraph(block))
        elif block.kind in _LIST_ITEMS:
            mark = marks.pop(0) if marks else ()
            yield PrintedBlock("item" if mark else "paragraph", page, each.words, mark, note=notes.of_paragraph(block))
        else:
            yield PrintedBlock("line", page, each.words)
    for words in (*marks, *numbers.values()):
        yield PrintedBlock("line", carried, words)


def _next_kind(part: Sequence[WrittenBlock]) -> str:
    """The kind of the first block that is neither a list mark nor of the edge of a page."""
    kinds = (each.block.kind for each in part)
    return next((kind for kind in kinds if kind not in ("list-mark", "header-footer")), "")
