"""The page of a document: how it is printed, its versions, and the words of one that was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.corrections import Grounds
from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.facts.outside import MAPPED, MATCHES, Outside, outside_links
from ccwp_kg.entities.facts.prose import Prose
from ccwp_kg.entities.portraits.actions import Citing, citing
from ccwp_kg.entities.portraits.statements import STATEMENTS, RequestView, StatementRow, requests, statements
from ccwp_kg.namespaces import CCWP, DCTERMS, FOAF, RDFS
from ccwp_kg.rdf.terms.labels import TITLE

_OF_VERSION = f"{CCWP.memberOfFamily}, {CCWP.revision}, {CCWP.correctsDocument}"

CONTEXT = (
    # Versions of the family that the document is, or is in: plain patterns, which every store answers without a search.
    f"?s {CCWP.memberOfFamily} $subject ; ?p ?o FILTER(?p IN ({_OF_VERSION}))",
    (
        f"$subject {CCWP.memberOfFamily} ?family . ?s {CCWP.memberOfFamily} ?family ; ?p ?o "
        f"FILTER(?p IN ({_OF_VERSION}))"
    ),
    f"?s {CCWP.correctsDocument} $subject ; ?p ?o FILTER(?p IN ({CCWP.correctsDocument}, {CCWP.corrigendum}))",
    f"?s {CCWP.reportedIn} $subject ; ?p ?o FILTER(?p IN ({CCWP.reportedIn}, {CCWP.actionNumber}))",
    f"?s {CCWP.documentedIn} $subject ; ?p ?o FILTER(?p IN ({CCWP.documentedIn}))",
    f"?s {CCWP.basedOn} $subject ; ?p ?o FILTER(?p IN ({CCWP.basedOn}))",
    f"?s {CCWP.publishedIn} $subject ; ?p ?o FILTER(?p IN ({CCWP.publishedIn}))",
    f"$subject {DCTERMS.hasFormat} ?s . ?s ?p ?o FILTER(?p IN ({CCWP.wordCount}, {CCWP.accountedWordCount}))",
    *MAPPED,
    STATEMENTS,
)


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph of a document, a definition of a column, or a rule."""

    label: Thing
    text: Prose
    evidence: Grounds


@dataclass(frozen=True, slots=True)
class SectionView:
    """A titled part of a document."""

    heading: Thing
    paragraphs: tuple[ParagraphView, ...]


@dataclass(frozen=True, slots=True)
class FootnoteView:
    """A footnote: its number, the words it stands at, and what it refers to."""

    number: int | None
    annotates: str | None
    citation: Citing


@dataclass(frozen=True, slots=True)
class DocumentPortrait:
    """A document, a family of versions, or a place in the Official Journal, as its page shows it.

    `originals` are the vocabularies whose addresses may lead to the document itself, each with those links alone.
    From `status` on, only a document that was read has any of it.
    """

    title: Words | None
    register_key: str | None
    printed_forms: tuple[str, ...]
    family: Thing | None
    versions: tuple[Thing, ...]
    corrects: tuple[Thing, ...]
    corrigenda: tuple[Thing, ...]
    subject_codes: tuple[Thing, ...]
    published_on: str | None
    sets_out: tuple[Thing, ...]
    issued: str | None
    prepared_by: tuple[Thing, ...]
    audience: tuple[Thing, ...]
    discussed_by: tuple[Thing, ...]
    basis_of: tuple[Thing, ...]
    markings: tuple[str, ...]
    publisher: tuple[Thing, ...]
    language: tuple[Thing, ...]
    rights: Words | None
    texts: tuple[Thing, ...]
    status: tuple[Thing, ...]
    requests: tuple[RequestView, ...]
    cover: tuple[ParagraphView, ...]
    columns: tuple[ParagraphView, ...]
    rules: tuple[ParagraphView, ...]
    sections: tuple[SectionView, ...]
    footnotes: tuple[FootnoteView, ...]
    statements: tuple[StatementRow, ...]
    reports_on: tuple[Thing, ...]
    documents: tuple[Thing, ...]
    outside: tuple[Outside, ...]
    originals: tuple[Outside, ...]


def document_portrait(g: EntityContext) -> DocumentPortrait:
    """The portrait of a document."""
    facts, document = g.facts, g.subject
    elsewhere = outside_links(g)
    family = facts.thing(document, CCWP.memberOfFamily) or document
    return DocumentPortrait(
        title=facts.words(document, TITLE),
        register_key=facts.text(document, CCWP.registerKey),
        printed_forms=tuple(found.text for found in facts.all_words(document, CCWP.printedForm)),
        family=None if family == document else g.names[family],
        versions=g.pointing(CCWP.memberOfFamily, to=family),
        corrects=g.things(document, CCWP.correctsDocument),
        corrigenda=g.pointing(CCWP.correctsDocument),
        subject_codes=g.things(document, CCWP.hasSubjectCode),
        published_on=facts.text(document, CCWP.publishedOn),
        sets_out=g.things(document, FOAF.primaryTopic),
        issued=facts.text(document, DCTERMS.issued),
        prepared_by=g.things(document, CCWP.preparedBy),
        audience=g.things(document, DCTERMS.audience),
        discussed_by=g.things(document, CCWP.discussedBy),
        basis_of=g.pointing(CCWP.basedOn),
        markings=tuple(found.text for found in facts.all_words(document, CCWP.marking)),
        publisher=g.things(document, DCTERMS.publisher),
        language=g.things(document, DCTERMS.language),
        rights=facts.words(document, DCTERMS.rights),
        texts=g.things(document, DCTERMS.hasFormat),
        status=g.things(document, CCWP.status),
        requests=requests(g),
        cover=tuple(_paragraph(g, part) for part in g.parts(CCWP.CoverEntry)),
        columns=tuple(_paragraph(g, part) for part in g.parts(CCWP.ColumnDefinition)),
        rules=tuple(_paragraph(g, part) for part in g.parts(CCWP.ImplementationRule)),
        sections=_sections(g),
        footnotes=_footnotes(g),
        statements=statements(g),
        reports_on=g.pointing(CCWP.reportedIn),
        documents=(*g.pointing(CCWP.documentedIn), *g.pointing(CCWP.publishedIn)),
        outside=elsewhere,
        originals=tuple(_addresses(elsewhere)),
    )


def _addresses(elsewhere: Sequence[Outside]) -> Iterator[Outside]:
    """Of the links elsewhere those that say where to look, and not what is the same thing."""
    for each in elsewhere:
        if links := tuple(link for link in each.links if link.relation == MATCHES[RDFS.seeAlso]):
            yield Outside(each.vocabulary, links)


def _paragraph(g: EntityContext, part: NamedNode) -> ParagraphView:
    return ParagraphView(g.names[part], g.prose(part), g.grounds(part))


def _sections(g: EntityContext) -> tuple[SectionView, ...]:
    """Sections in the order of the document."""

    def start(section: NamedNode) -> int:
        parts = (section, *g.facts.things(section, CCWP.hasParagraph))
        return min((place.start for part in parts for place in g.where(part)), default=1 << 40)

    found = []
    for section in sorted(g.facts.members(CCWP.Section), key=start):
        paragraphs = g.facts.in_order(g.facts.things(section, CCWP.hasParagraph), CCWP.position)
        found.append(SectionView(g.names[section], tuple(_paragraph(g, part) for part in paragraphs)))
    return tuple(found)


def _footnotes(g: EntityContext) -> tuple[FootnoteView, ...]:
    notes = [
        FootnoteView(g.facts.number(part, CCWP.footnoteNumber), g.facts.text(part, CCWP.annotates), citing(g, part))
        for part in g.parts(CCWP.Citation)
        if g.subject in g.facts.things(part, DCTERMS.isPartOf)
    ]
    return tuple(sorted(notes, key=lambda note: note.number or 0))
