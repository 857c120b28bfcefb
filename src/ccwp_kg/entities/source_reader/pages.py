"""A document as received, cut into lines of pieces: what each piece means, and where a quotation may land."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.facts import Words, words
from ccwp_kg.entities.facts.names import Thing, look_up
from ccwp_kg.entities.facts.prose import Mark
from ccwp_kg.namespaces import CCWP, DCTERMS, OA
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.store import Row, Store


@dataclass(frozen=True, slots=True, order=True)
class PlacedSpan:
    """A span of the document that some fact stands on, and the page it is on."""

    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of a document as received."""

    thing: Thing
    file_name: str
    rights: Words | None
    sha256: str | None
    words: str | None
    accounted: str | None
    issues: tuple[Words, ...]
    marks: tuple[Mark, ...]
    spans: tuple[PlacedSpan, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One step of writing a page: `text` as it stands, or a span that opens, closes, or is only a place to land on.

    An opened span has the `anchor` of its IRI (`char=6976,7050`), and the thing it means, if any. Opened spans nest; a
    span that crosses another, or a page, is only a `place`.
    """

    step: OneOf["text", "open", "close", "place"]
    text: str = ""
    anchor: str = ""
    thing: Thing | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page of the document."""

    number: int
    pieces: tuple[Piece, ...]


def source_facts(store: Store, name: str, *, prefixes: Prefixes) -> SourceFacts | None:
    """What the store knows of a source, or None where it holds none of that name."""
    source = iris.source(name)
    said = {
        row["p"]: row["o"]
        for row in store.rows(f"SELECT ?p ?o WHERE {{ {source} a {CCWP.SourceText} ; ?p ?o }} ORDER BY ?p ?o")
    }
    file_name = said.get(CCWP.fileName)
    if not isinstance(file_name, Literal):
        return None
    spans = _spans(store, source)
    meant = store.rows(
        f"SELECT ?span ?thing ?exact ?printed WHERE {{ VALUES ?link {{ {CCWP.citedDocument} {CCWP.referredAction} "
        f"{CCWP.mentionedThing} }} ?x {CCWP.hasSpan} ?span ; ?link ?thing . "
        f"?span {OA.hasSource} {source} ; {OA.exact} ?exact "
        f"OPTIONAL {{ ?x {CCWP.printedForm} ?printed }} }}"
    )
    things = {row["thing"] for row in meant if isinstance(row["thing"], NamedNode)}
    names = look_up(store, [source, *(t for t in things if isinstance(t, NamedNode))], languages=(), prefixes=prefixes)
    marks = {
        Mark(spans[row["span"].value].start, spans[row["span"].value].end, names[row["thing"]])
        for row in meant
        if isinstance(row["span"], NamedNode)
        and isinstance(row["thing"], NamedNode)
        and row["span"].value in spans
        and _is_name(row)
    }
    issues = store.rows(f"SELECT ?text WHERE {{ ?i a {CCWP.ReadingIssue} ; {CCWP.text} ?text }} ORDER BY ?i")

    def literal(predicate: NamedNode) -> Words | None:
        term = said.get(predicate)
        return words(term) if isinstance(term, Literal) else None

    def text(predicate: NamedNode) -> str | None:
        found = literal(predicate)
        return None if found is None else found.text

    return SourceFacts(
        thing=names[source],
        file_name=file_name.value,
        rights=literal(DCTERMS.rights),
        sha256=text(CCWP.sha256),
        words=text(CCWP.wordCount),
        accounted=text(CCWP.accountedWordCount),
        issues=tuple(words(row["text"]) for row in issues if isinstance(row["text"], Literal)),
        marks=tuple(marks),
        spans=tuple(sorted(set(spans.values()))),
    )


def _is_name(row: Row) -> bool:
    """Whether the span holds the printed form, and not what a document is cited for."""
    exact, printed = row["exact"], row.get("printed")
    if not isinstance(exact, Literal) or not isinstance(printed, Literal):
        return True
    return "".join(exact.value.split()) == "".join(printed.value.split())


def _spans(store: Store, source: NamedNode) -> dict[str, PlacedSpan]:
    rows = store.rows(
        f"SELECT ?span ?start ?end ?page WHERE {{ ?span {OA.hasSource} {source} ; {OA.start} ?start ; {OA.end} ?end "
        f"OPTIONAL {{ ?span {CCWP.page} ?page }} }}"
    )
    found = {}
    for row in rows:
        span, start, end, page = row["span"], row["start"], row["end"], row.get("page")
        if isinstance(span, NamedNode) and isinstance(start, Literal) and isinstance(end, Literal):
            number = int(page.value) if isinstance(page, Literal) else 1
            found[span.value] = PlacedSpan(int(start.value), int(end.value), number)
    return found


def pages(text: str, facts: SourceFacts) -> tuple[Page, ...]:
    """The document as its printed pages."""
    starts = page_starts(text, facts.spans)
    things = {(mark.start, mark.end): mark.thing for mark in _without_overlaps(facts.marks)}
    return tuple(
        Page(number, tuple(_pieces(text, start, end, facts.spans, things)))
        for (number, start), end in zip(starts, [*(start for _, start in starts[1:]), len(text)], strict=True)
    )


def page_starts(text: str, spans: Sequence[PlacedSpan]) -> list[tuple[int, int]]:
    """Number and offset of each page: a break survives as one leading space, and the spans know their page."""
    starts = [(1, 0)]
    for offset in (match.end() - 1 for match in re.finditer(r"\n ", text)):
        number = next((span.page for span in spans if span.start >= offset), 0)
        if number > starts[-1][0]:
            starts.append((number, offset))
    return starts


def _without_overlaps(marks: Iterable[Mark]) -> Iterator[Mark]:
    done = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.thing.iri)):
        if mark.start >= done:
            done = mark.end
            yield mark


def _pieces(
    text: str, start: int, end: int, spans: Sequence[PlacedSpan], things: Mapping[tuple[int, int], Thing]
) -> Iterator[Piece]:
    """Write a page, opening and closing its spans where they begin and end."""
    opened: list[tuple[int, Thing | None]] = []
    written = start

    def up_to(offset: int) -> Iterator[Piece]:
        nonlocal written
        while opened and opened[-1][0] <= offset:
            last, thing = opened.pop()
            if written < last:
                yield Piece("text", text[written:last])
                written = last
            yield Piece("close", thing=thing)
        if written < offset:
            yield Piece("text", text[written:offset])
            written = offset

    for span in sorted({(s.start, s.end) for s in spans if start <= s.start < end}, key=lambda s: (s[0], -s[1])):
        yield from up_to(span[0])
        anchor = f"char={span[0]},{span[1]}"
        thing = None if any(each is not None for _, each in opened) else things.get(span)
        if span[1] > (opened[-1][0] if opened else end):
            yield Piece("place", anchor=anchor)
        else:
            opened.append((span[1], thing))
            yield Piece("open", anchor=anchor, thing=thing)
    yield from up_to(end)
