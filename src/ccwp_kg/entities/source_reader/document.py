"""A document as it was printed: its sections of prose and the rows of its table in their order, linked, with notes."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal as OneOf

from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.entities.source_reader.notes import Note, Notes
from ccwp_kg.entities.source_reader.printed_text import Inline, InlineLink, InlineRenderer, InlineToken, mended
from ccwp_kg.entities.source_reader.read_things import (
    ReadBlock,
    ReadThings,
    SourceFacts,
    Stretch,
    anchor,
    read_blocks,
    read_things,
)
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.silences import silence_of
from ccwp_kg.sources.records.source_layout import LayoutColumn, SourceLayout
from ccwp_kg.store import Store

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


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """What the reading had to decide or did not understand; `anchor` is its place, empty where it has none."""

    thing: Thing
    text: str
    severity: str
    anchor: str


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """The whole document; `pages` is the number of its pages."""

    pages: int
    parts: tuple[PrintedSection | PrintedRow, ...]
    issues: tuple[ReadingNote, ...]

    @property
    def sections(self) -> tuple[PrintedSection, ...]:
        """The parts that are prose under a heading."""
        return tuple(part for part in self.parts if isinstance(part, PrintedSection) and part.name)

    @property
    def rows(self) -> tuple[PrintedRow, ...]:
        """The parts that are rows of the table."""
        return tuple(part for part in self.parts if isinstance(part, PrintedRow))


def printed_document(
    store: Store, text: str, layout: SourceLayout, source: SourceFacts, *, prefixes: Prefixes
) -> PrintedDocument:
    """A document as it was printed; `text` is its file, decoded with its line ends untouched."""
    things = read_things(store, source, prefixes=prefixes)
    blocks = tuple(read_blocks(text, layout, things))
    return PrintedDocument(
        pages=len(layout.pages),
        parts=tuple(_parts(text, layout, source, things, blocks)),
        issues=tuple(_reading_notes(things)),
    )


def _parts(
    text: str, layout: SourceLayout, source: SourceFacts, things: ReadThings, blocks: tuple[ReadBlock, ...]
) -> Iterator[PrintedSection | PrintedRow]:
    """The parts in printed order; where two have the same name, the second has a number behind it."""
    links = _links(text, source)
    spans: set[Stretch] = set(source.spans)
    for note in layout.footnotes:
        mark, body = (note.mark.start, note.mark.end), (note.body.start, note.body.end)
        links[mark] = InlineLink(f"{things.source.value}#{anchor(body)}", is_footnote=True)
        spans |= {mark, body}
    renderer = InlineRenderer(text, tuple(spans), links, layout.pages, layout.paragraphs)
    notes = Notes(things)
    names: Counter[tuple[type, str]] = Counter()
    for number, group in by_row(tuple(_written(blocks, renderer)), layout.pages):
        parts: Iterator[PrintedSection | PrintedRow] = (
            iter([printed_row(number, group, columns=layout.columns, things=things, notes=notes)])
            if number
            else sections(group, notes)
        )
        for part in parts:
            names[type(part), part.name] += 1
            count = names[type(part), part.name]
            yield replace(part, name=f"{part.name}-{count}") if part.name and count > 1 else part


def _written(blocks: tuple[ReadBlock, ...], renderer: InlineRenderer) -> Iterator[WrittenBlock]:
    """The words of each block; the number of a page goes to the first block that begins on it."""
    shown = 0
    for block in blocks:
        started = sum(start <= block.start for start in renderer.pages)
        page = started if started > shown else None
        # a page that begins inside the block is marked there
        shown = sum(start < block.end for start in renderer.pages)
        yield WrittenBlock(block, renderer.write(block.start, block.end), page)


def _links(text: str, source: SourceFacts) -> dict[Stretch, InlineLink]:
    """Names lead to what they mean, of two meanings to the first by IRI; the title is there for what is abbreviated."""
    links = {}
    for mark in sorted(source.marks, key=lambda mark: mark.thing.iri, reverse=True):
        thing, words = mark.thing, mended(text[mark.start : mark.end]).split()
        is_short = 2 * len(" ".join(words)) < len(thing.name)
        links[mark.start, mark.end] = InlineLink(thing.iri, thing.name if is_short else "")
    return links


def _reading_notes(things: ReadThings) -> Iterator[ReadingNote]:
    for subject in things.of(CCWP.ReadingIssue):
        text = things.facts.text(subject, CCWP.text) or ""
        severity = things.facts.text(subject, CCWP.severity) or ""
        yield ReadingNote(things.name(subject), text, severity, anchor(things.places[subject][0]))
