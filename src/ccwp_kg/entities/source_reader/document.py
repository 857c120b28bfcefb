"""A document as it was printed: its parts, linked in place, with notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.entities.source_reader.notes import Notes
from ccwp_kg.entities.source_reader.printed_text import InlineLink, InlineRenderer, mended
from ccwp_kg.entities.source_reader.read_things import (
    ReadBlock,
    ReadThings,
    SourceFacts,
    Stretch,
    anchor,
    read_blocks,
    read_things,
)
from ccwp_kg.entities.source_reader.sections import (
    PrintedRow,
    PrintedSection,
    WrittenBlock,
    by_row,
    printed_row,
    sections,
)
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.sources.records.source_layout import SourceLayout
from ccwp_kg.store import Store


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

    document: Thing | None
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
        document=None if things.document is None else things.name(things.document),
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
