"""What the store knows of a document that was read, and the blocks of its layout, each with what it became."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.evidence import Mark, is_printed_form
from ccwp_kg.entities.facts.facts import Facts, Names, Thing, Words, look_up
from ccwp_kg.entities.facts.silences import recorded_silences
from ccwp_kg.namespaces import CCWP, DCTERMS, OA, RDF
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.sources.records.source_layout import SourceLayout
from ccwp_kg.store import Store, Term


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of the text of a document as received, and of the rights in the document.

    `words` and `accounted` count its words and those that became part of a fact, as the store states them. `marks` are
    the spans that name a thing; `spans` are start and end of every span that a fact stands on.
    """

    thing: Thing
    file_name: str
    rights: Words | None
    sha256: str | None
    words: str | None
    accounted: str | None
    marks: tuple[Mark, ...]
    spans: tuple[tuple[int, int], ...]


def source_facts(store: Store, name: str, *, prefixes: Prefixes) -> SourceFacts | None:
    """What the store knows of a source, or None where it holds none of that name."""
    source = store.base.thing(f"source/{name}")
    facts = Facts.of_rows(
        store.rows(
            f"SELECT ({source} AS ?s) ?p ?o WHERE {{ {{ {source} a {CCWP.SourceText} ; ?p ?o }} UNION "
            f"{{ {source} {DCTERMS.isFormatOf} ?document . ?document ?p ?o FILTER(?p = {DCTERMS.rights}) }} }}"
        )
    )
    file_name = facts.text(source, CCWP.fileName)
    if file_name is None:
        return None
    named = (row["span"] for row in store.rows(f"SELECT ?span WHERE {{ ?span {OA.hasSource} {source} }}"))
    spans = {each: place for each in named if isinstance(each, NamedNode) and (place := iris.stretch_of(each))}
    meant = [
        (spans[row["span"]], row["thing"], row.get("said"), " ".join(row["exact"].value.split()))
        for row in store.rows(
            f"SELECT ?span ?thing ?said ?exact ?printed WHERE {{ ?span {OA.hasSource} {source} ; "
            f"{OA.hasSelector}/{OA.exact} ?exact . ?x {CCWP.hasSpan}|{OA.hasTarget} ?span ; ?link ?thing "
            f"OPTIONAL {{ ?x {CCWP.printedForm} ?printed }} OPTIONAL {{ ?x {RDF.predicate} ?said }} "
            # after the join, else an engine begins at the links of all sources
            f"FILTER(?link IN ({CCWP.citedDocument}, {CCWP.referredAction}, {OA.hasBody}, {RDF.object})) }}"
        )
        if isinstance(row["span"], NamedNode)
        and isinstance(row["thing"], NamedNode)
        and isinstance(row["exact"], Literal)
        and row["span"] in spans
        and is_printed_form(row["exact"].value, row.get("printed"))
    ]
    names = look_up(store, [source, *(thing for _, thing, *_ in meant)], languages=(), prefixes=prefixes)

    def is_named(thing: NamedNode, said: Term | None, exact: str) -> bool:
        """Whether the words name the thing: those of a statement need not, unless it is about an entry."""
        return said in (None, CCWP.involvedParty, CCWP.namesAsExample) or exact in (
            names[thing].name,
            names[thing].short,
        )

    return SourceFacts(
        thing=names[source],
        file_name=file_name,
        rights=facts.words(source, DCTERMS.rights),
        sha256=facts.text(source, CCWP.sha256),
        words=facts.text(source, CCWP.wordCount),
        accounted=facts.text(source, CCWP.accountedWordCount),
        marks=tuple({Mark(*span, names[thing]) for span, thing, said, exact in meant if is_named(thing, said, exact)}),
        spans=tuple(sorted(set(spans.values()))),
    )


Stretch = tuple[int, int]
"""Where some words begin and end: code points of the document, end exclusive."""

_PREDICATES = (
    RDF.object, RDF.predicate, RDF.subject, RDF.type, DCTERMS.term("title"), CCWP.actionNumber,
    CCWP.assignedObjective, CCWP.citationRole, CCWP.citedDocument, CCWP.columnHeading, CCWP.coverage,
    CCWP.decisionBy, CCWP.derivedByRule, CCWP.expectsDecision, CCWP.expectsProduct, CCWP.footnoteNumber,
    CCWP.hasCorrection, CCWP.matchScore, DCTERMS.isPartOf, CCWP.position, CCWP.printedForm, CCWP.printedNumber,
    CCWP.readFrom, CCWP.referredAction, CCWP.severity, CCWP.text,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadThings:
    """The things that were read from one document, with their places, facts and names."""

    source: NamedNode
    document: NamedNode | None
    facts: Facts
    names: Names
    places: Mapping[NamedNode, tuple[Stretch, ...]]
    """Thing → where it was read, in the order of the document. Mentions are left out."""
    silences: Mapping[NamedNode | None, Mapping[str, str]]
    """Action → the silences recorded of its fields."""
    _members: dict[NamedNode, frozenset[NamedNode]] = field(default_factory=dict)

    def name(self, iri: NamedNode, shown: str | None = None) -> Thing:
        """A thing to link to, under its own name or as `shown`."""
        known = self.names[iri]
        return known if shown is None else Thing(known.iri, shown, title=known.name)

    def of(self, kind: NamedNode) -> list[NamedNode]:
        """The things of a class that were read in this document; an action that it only names is none."""
        return [
            subject
            for subject in self.facts.members(kind)
            if subject in self.places and (kind != CCWP.Action or self.facts.things(subject, CCWP.readFrom))
        ]

    def is_a(self, subject: NamedNode, kind: NamedNode) -> bool:
        """Whether a thing that was read is of a class."""
        if kind not in self._members:
            self._members[kind] = frozenset(self.of(kind))
        return subject in self._members[kind]


def read_things(store: Store, source: SourceFacts, *, prefixes: Prefixes) -> ReadThings:
    """Everything that was read on the spans of a text: one query for the facts, one for its document, and the names."""
    iri = NamedNode(source.thing.iri)
    predicates = ", ".join(map(str, _PREDICATES))
    rows = store.rows(
        f"SELECT ?s ?p ?o ?span WHERE {{ ?span {OA.hasSource} {iri} . ?s {CCWP.hasSpan} ?span ; ?p ?o "
        f"FILTER(?p IN ({predicates})) }}"
    )
    document = document_of(store, iri)
    facts = Facts.of_rows(rows)
    names = look_up(store, facts.mentioned(), languages=(), prefixes=prefixes)
    silences = recorded_silences(store, [] if document is None else [f"?x {CCWP.readFrom} {document} ."])
    places: defaultdict[NamedNode, set[Stretch]] = defaultdict(set)
    for subject, span in {(row["s"], row["span"]) for row in rows}:
        if isinstance(subject, NamedNode) and isinstance(span, NamedNode):
            stretch = iris.stretch_of(span)
            if stretch is not None:
                places[subject].add(stretch)
    in_order = {subject: tuple(sorted(stretches)) for subject, stretches in places.items()}
    return ReadThings(iri, document, facts, names, in_order, silences)


def document_of(store: Store, source: NamedNode) -> NamedNode | None:
    """The document that a text is a text of."""
    rows = store.rows(f"SELECT ?document WHERE {{ {source} {DCTERMS.isFormatOf} ?document }} ORDER BY ?document")
    return next((each for row in rows if isinstance(each := row["document"], NamedNode)), None)


def anchor(stretch: Stretch) -> str:
    """The fragment at which a stretch stands on the page.

    >>> anchor((6976, 7050))
    'char=6976,7050'
    """
    return f"char={stretch[0]},{stretch[1]}"


_CLASSES = {
    "section-heading": CCWP.Section,
    "paragraph": CCWP.Paragraph,
    "work-area": CCWP.Paragraph,
    "column-definition": CCWP.Paragraph,
    "objective": CCWP.Paragraph,
    "footnote": CCWP.Citation,
    "number": CCWP.Action,
    "terms-of-reference": CCWP.TermsOfReference,
}
"""The class of what a block became, by the kind of the block; that of a cell goes by its column."""
_CLASSES_OF_CELLS = {
    "title": CCWP.Action,
    "objectives": CCWP.ObjectiveAssignment,
    "indicators": CCWP.PerformanceIndicator,
    "outcomes": CCWP.PossibleOutcome,
    "parties": CCWP.PartyInvolvement,
    "lead": CCWP.PartyInvolvement,
}
"""The class of an entry of a cell; in any other column it is a statement, or an entry that has no property."""
_LINE_BY_LINE = frozenset({"unread", "unassigned"})


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A block as it is shown; see LayoutBlock. `subject` is what it became, None where the store does not know it."""

    kind: str
    start: int
    end: int
    field: str
    row: str
    column: str
    subject: NamedNode | None = None


def read_blocks(text: str, layout: SourceLayout, things: ReadThings) -> Iterator[ReadBlock]:
    """Every block of a layout in printed order; words that nothing was made of are shown line by line."""
    subject_in: dict[NamedNode, Callable[[int, int], NamedNode | None]] = {}
    for block in layout.blocks:
        start, end = block.span.start, block.span.end
        if block.kind in _LINE_BY_LINE:
            for line in re.finditer(r"\S(?:[^\n\f]*\S)?", text[start:end]):
                yield ReadBlock(
                    block.kind, start + line.start(), start + line.end(), block.field, block.row, block.column
                )
            continue
        if block.kind == "cell":
            usual = CCWP.OtherEntry if "/entry/" in block.field else CCWP.Statement
            kind: NamedNode | None = _CLASSES_OF_CELLS.get(block.column, usual)
        else:
            kind = _CLASSES.get(block.kind)
        subject = things.document if block.kind == "title" else None
        if kind is not None:
            if kind not in subject_in:
                subject_in[kind] = _subject_in(things, kind)
            subject = subject_in[kind](start, end)
        yield ReadBlock(block.kind, start, end, block.field, block.row, block.column, subject)


def _subject_in(things: ReadThings, kind: NamedNode) -> Callable[[int, int], NamedNode | None]:
    """A function from start and end of a block to the thing of a class that was read in it: the first, the longest."""
    found: list[tuple[Stretch, NamedNode]] = sorted(
        (((start, -end), subject) for subject in things.of(kind) for start, end in things.places[subject]),
        key=lambda each: (each[0], each[1].value),
    )
    starts = [stretch[0] for stretch, _ in found]

    def subject_in(start: int, end: int) -> NamedNode | None:
        for stretch, subject in found[bisect_left(starts, start) : bisect_left(starts, end)]:
            if -stretch[1] <= end:
                return subject
        return None

    return subject_in
