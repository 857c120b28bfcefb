"""A document to be read as what it is: laid out as printed, linked in place, with notes and a count of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.source_reader.facts import Reading, Stretch, anchor, read_facts
from ccwp_kg.entities.source_reader.inline import Link, Weaver, link_to
from ccwp_kg.entities.source_reader.layout import Printer, Section
from ccwp_kg.entities.source_reader.notes import Notes
from ccwp_kg.entities.source_reader.pages import SourceFacts, page_starts
from ccwp_kg.entities.source_reader.passages import Item, Line, Passage, breaks, footnote, items
from ccwp_kg.entities.source_reader.rows import Row
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import Store


@dataclass(frozen=True, slots=True)
class Issue:
    """What the reading had to decide or did not understand, and where; `anchor` is empty where no place is stated."""

    thing: Thing
    text: str
    severity: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many words went where."""

    name: str
    words: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of the words: all there are, all accounted for as the store states it, and by what."""

    words: int
    accounted: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole document for its reader."""

    plan: Thing | None
    pages: int
    parts: tuple[Section | Row, ...]
    issues: tuple[Issue, ...]
    coverage: Coverage | None

    @property
    def sections(self) -> tuple[Section, ...]:
        """The parts that are prose under a heading."""
        return tuple(part for part in self.parts if isinstance(part, Section) and part.name)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The parts that are rows of the table."""
        return tuple(part for part in self.parts if isinstance(part, Row))


def read_document(store: Store, text: str, source: SourceFacts, *, prefixes: Prefixes) -> Document:
    """Lay out a document; `text` is its file, decoded with its line ends untouched."""
    reading = read_facts(store, source, prefixes=prefixes)
    found = items(text, reading)
    starts = page_starts(text, source.spans)
    spans: list[Stretch] = [(span.start, span.end) for span in source.spans]
    weaver = Weaver(text, spans, _links(text, source, reading), starts, breaks(text, found))
    printer = Printer(text, reading, weaver, Notes(reading))
    return Document(
        plan=None if reading.plan is None else reading.name(reading.plan),
        pages=len(starts),
        parts=tuple(printer.parts(found)),
        issues=tuple(_issue(reading, subject) for subject in reading.of(CCWP.ReadingIssue)),
        coverage=_coverage(text, source, found),
    )


def _links(text: str, source: SourceFacts, reading: Reading) -> dict[Stretch, Link]:
    """Names lead to what they mean, marks of footnotes to the footnotes."""
    marks = sorted(source.marks, key=lambda mark: mark.thing.iri, reverse=True)  # of two meanings the first by IRI
    links = {(mark.start, mark.end): link_to(mark.thing) for mark in marks}
    for citation in reading.of(CCWP.Citation):
        mark, body = footnote(text, reading, citation)
        if mark is not None and body is not None:
            links[mark] = Link(f"{reading.source.value}#{anchor(body)}", "footnote", "footnote")
    return links


def _issue(reading: Reading, subject: NamedNode) -> Issue:
    facts, places = reading.facts, reading.places[subject]
    severity = facts.text(subject, CCWP.severity) or ""
    return Issue(
        reading.name(subject), facts.text(subject, CCWP.text) or "", severity, anchor(places[0]) if places else ""
    )


_SHARES: tuple[tuple[str, frozenset[str]], ...] = (
    ("titles, paragraphs and headings", frozenset({"title", "heading", "paragraph"})),
    ("cells of the table", frozenset({"number", "name", "objective", "indicator", "outcome", "party"})),
    ("terms of reference", frozenset({"terms"})),
    ("footnotes", frozenset({"footnote"})),
)


def _coverage(text: str, source: SourceFacts, found: tuple[Item, ...]) -> Coverage | None:
    """The count that the store states, and how the words shown are shared out; None where it states none."""
    if source.words is None or source.accounted is None:
        return None
    words, accounted = int(source.words), int(source.accounted)

    def count(kept: list[Item]) -> int:
        return sum(len(re.findall(r"\S+", text[item.start : item.end])) for item in kept)

    shares = [
        Share(name, count([item for item in found if isinstance(item, Passage) and item.role in roles]))
        for name, roles in _SHARES
    ]
    lines = count([item for item in found if isinstance(item, Line)])
    unread = words - accounted
    shares.append(Share("column headings, list marks and page furniture", max(lines - unread, 0)))
    shares.append(Share("not accounted for", unread))
    return Coverage(words, accounted, tuple(share for share in shares if share.words))
