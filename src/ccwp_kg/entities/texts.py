"""A document as received, cut into lines of pieces: what each piece means, and where a quotation may land."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts import Words, words
from ccwp_kg.entities.names import Thing, look_up
from ccwp_kg.entities.prose import Mark
from ccwp_kg.namespaces import CCWP, DCTERMS, OA
from ccwp_kg.rdf import iris
from ccwp_kg.rdf.prefixes import Prefixes
from ccwp_kg.store import Store


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
    anchors: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters, the spans that begin there (as `start,end`), and the thing they mean, if any."""

    text: str
    anchors: tuple[str, ...] = ()
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
        f"SELECT ?span ?thing WHERE {{ VALUES ?link {{ {CCWP.citedDocument} {CCWP.referredAction} "
        f"{CCWP.mentionedThing} }} ?x {CCWP.hasSpan} ?span ; ?link ?thing . ?span {OA.hasSource} {source} }}"
    )
    things = {row["thing"] for row in meant if isinstance(row["thing"], NamedNode)}
    names = look_up(store, [source, *(t for t in things if isinstance(t, NamedNode))], languages=(), prefixes=prefixes)
    marks = {
        Mark(*spans[row["span"].value], names[row["thing"]])
        for row in meant
        if isinstance(row["span"], NamedNode) and isinstance(row["thing"], NamedNode) and row["span"].value in spans
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
        anchors=frozenset(spans.values()),
    )


def _spans(store: Store, source: NamedNode) -> dict[str, tuple[int, int]]:
    rows = store.rows(
        f"SELECT ?span ?start ?end WHERE {{ ?span {OA.hasSource} {source} ; {OA.start} ?start ; {OA.end} ?end }}"
    )
    return {
        row["span"].value: (int(row["start"].value), int(row["end"].value))
        for row in rows
        if isinstance(row["span"], NamedNode) and isinstance(row["start"], Literal) and isinstance(row["end"], Literal)
    }


def pages(text: str, facts: SourceFacts) -> tuple[Page, ...]:
    """The document as its printed pages: a page begins where a line begins with one space."""
    starts = [0, *(i + 1 for i in range(len(text) - 1) if text[i] == "\n" and text[i + 1] == " ")]
    kept = tuple(_without_overlaps(facts.marks))
    return tuple(
        Page(number, tuple(_pieces(text, start, end, kept, facts.anchors)))
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), 1)
    )


def _without_overlaps(marks: Iterable[Mark]) -> Iterator[Mark]:
    done = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.thing.iri)):
        if mark.start >= done:
            done = mark.end
            yield mark


def _pieces(
    text: str, start: int, end: int, marks: Sequence[Mark], anchors: frozenset[tuple[int, int]]
) -> Iterator[Piece]:
    """Cut a page wherever a mark begins or ends or a span begins."""
    here = [mark for mark in marks if start <= mark.start and mark.end <= end]
    begins = {offset for offset, _ in anchors if start <= offset < end}
    cuts = sorted({start, end, *begins, *(m.start for m in here), *(m.end for m in here)})
    for left, right in zip(cuts, cuts[1:], strict=False):
        thing = next((mark.thing for mark in here if mark.start <= left and right <= mark.end), None)
        beginning = sorted(f"{a},{b}" for a, b in anchors if a == left)
        yield Piece(text[left:right], tuple(beginning), thing)
