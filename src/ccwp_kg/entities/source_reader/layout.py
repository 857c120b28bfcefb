"""The document as it was printed: sections with their paragraphs, lists and footnotes, and the rows of the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from ccwp_kg.entities.source_reader.facts import Reading, Stretch
from ccwp_kg.entities.source_reader.inline import Inline, Weaver
from ccwp_kg.entities.source_reader.notes import Note, Notes
from ccwp_kg.entities.source_reader.passages import Item, Line, Passage
from ccwp_kg.entities.source_reader.rows import Row, RowPrinter, is_mark, last_name
from ccwp_kg.namespaces import CCWP


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a section; `number` is the number of a footnote as printed at its words, or nothing where only ours."""

    kind: OneOf["title", "paragraph", "item", "subitem", "footnote", "line"]
    page: int | None
    words: Inline
    mark: Inline = ()
    number: str = ""
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs under one heading; what stands before the first heading has none."""

    name: str
    heading: Inline
    page: int | None
    note: Note | None
    blocks: tuple[Block, ...]


@dataclass(slots=True)
class _Pages:
    """Hands out the number of a page to the first that stands on it."""

    starts: Sequence[tuple[int, int]]
    shown: int = 0

    def at(self, offset: int, end: int) -> int | None:
        number = max((number for number, start in self.starts if start <= offset), default=1)
        new = number if number > self.shown else None
        # a page that begins inside the stretch is marked there
        self.shown = max((n for n, start in self.starts if start < end), default=number)
        return new


@dataclass(slots=True)
class Printer:
    """Lays a document out: sections first, then the rows of the table, then what stands behind them."""

    text: str
    reading: Reading
    weaver: Weaver
    notes: Notes
    pages: _Pages = field(init=False)
    objectives: frozenset[Stretch] = field(init=False)
    rows: RowPrinter = field(init=False)

    def __post_init__(self) -> None:
        self.pages = _Pages(self.weaver.pages)
        objectives = self.reading.of(CCWP.StrategicObjective)
        self.objectives = frozenset(place for each in objectives for place in self.reading.places[each])
        self.rows = RowPrinter(self.text, self.reading, self.weaver, self.notes)

    def parts(self, items: Sequence[Item]) -> Iterator[Section | Row]:
        """The document in the order of its pages."""
        for action, group in _by_action(items):
            if action is None:
                yield from self._sections(group)
            else:
                page = self.pages.at(group[0].start, group[-1].end)
                yield self.rows.row(action, group, page=page)

    def _write(self, item: Item) -> Inline:
        return self.weaver.write(item.start, item.end)

    def _sections(self, group: Sequence[Item]) -> Iterator[Section]:
        for heading, part in _by_heading(group):
            page = self.pages.at(heading.start, heading.end) if heading is not None else None
            words = self._write(heading) if heading is not None else ()
            name = last_name(heading.subject) if heading is not None else ""
            note = self.notes.of_heading(heading) if heading is not None else None
            yield Section(name, words, page, note, tuple(self._blocks(part)))

    def _blocks(self, part: Sequence[Item]) -> Iterator[Block]:
        waiting: list[Inline] = []
        numbers: list[Inline] = []
        carried: int | None = None
        for place, item in enumerate(part):
            # a list mark that begins a page hands its number on to the words behind it
            page = carried = self.pages.at(item.start, item.end) or carried
            if isinstance(item, Line):
                if self._is_footnote_number(item, part[place:]):
                    numbers.append(self._write(item))
                    continue
                if is_mark(self.text, item) and _comes_a_paragraph(part[place:]):
                    waiting.append(self._write(item))
                    continue
                yield Block("line", page, self._write(item))
            elif item.role == "footnote":
                number = self.reading.facts.text(item.subject, CCWP.footnoteNumber) or ""
                mark = numbers.pop(0) if numbers else ()
                yield Block("footnote", page, self._write(item), mark, number, self.notes.of_footnote(item))
            elif item.role == "title":
                yield Block("title", page, self._write(item), note=self.notes.of_title(item))
            elif self._is_objective(item):
                # the mark of the item behind may stand before a strategic objective, which has none of its own
                yield Block("subitem", page, self._write(item), note=self.notes.of_paragraph(item))
            else:
                mark = waiting.pop(0) if waiting else ()
                kind: OneOf["item", "paragraph"] = "item" if mark else "paragraph"
                yield Block(kind, page, self._write(item), mark, note=self.notes.of_paragraph(item))
            carried = None

    def _is_objective(self, passage: Passage) -> bool:
        return (passage.start, passage.end) in self.objectives

    def _is_footnote_number(self, line: Line, rest: Sequence[Item]) -> bool:
        following = next((item for item in rest if isinstance(item, Passage)), None)
        words = self.text[line.start : line.end]
        return following is not None and following.role == "footnote" and words.isdigit()


def _by_action(items: Sequence[Item]) -> Iterator[tuple[NamedNode | None, list[Item]]]:
    """Items in the groups of their actions; lines go with the passage behind them, the last with none."""
    group: list[Item] = []
    waiting: list[Item] = []
    current: NamedNode | None = None
    for item in items:
        if isinstance(item, Line):
            waiting.append(item)
            continue
        if item.action != current:
            if group:
                yield current, group
            group, current = [], item.action
        group += [*waiting, item]
        waiting = []
    if group and (current is None or not waiting):
        group, waiting = [*group, *waiting], []
    if group:
        yield current, group
    if waiting:
        yield None, waiting


def _by_heading(group: Sequence[Item]) -> Iterator[tuple[Passage | None, list[Item]]]:
    heading: Passage | None = None
    part: list[Item] = []
    for item in group:
        if isinstance(item, Passage) and item.role == "heading":
            if heading is not None or part:
                yield heading, part
            heading, part = item, []
        else:
            part.append(item)
    if heading is not None or part:
        yield heading, part


def _comes_a_paragraph(rest: Iterable[Item]) -> bool:
    following = next((item for item in rest if isinstance(item, Passage)), None)
    return following is not None and following.role == "paragraph"
