"""The pages of a document and of its text, and of an act, a convention or a programme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.evidence import Grounds, Prose
from ccwp_kg.entities.facts.facts import Thing, Words
from ccwp_kg.entities.portraits import fields as read
from ccwp_kg.entities.portraits.actions import Citing
from ccwp_kg.entities.portraits.fields import (
    MAPPED,
    MATCHES,
    STATEMENTS,
    Outside,
    RequestView,
    StatementRow,
    outside_links,
    statements,
)
from ccwp_kg.entities.portraits.named_things import Name, names_of
from ccwp_kg.namespaces import CCWP, DCTERMS, ELI, FOAF, RDFS, SKOS
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

    label: Thing = read.by(lambda g, part: g.names[part])
    text: Prose = read.by(EntityContext.prose)
    evidence: Grounds = read.by(EntityContext.grounds)


@dataclass(frozen=True, slots=True)
class SectionView:
    """A titled part of a document."""

    heading: Thing
    paragraphs: tuple[ParagraphView, ...]


@dataclass(frozen=True, slots=True)
class FootnoteView:
    """A footnote: its number, the words it stands at, and what it refers to."""

    number: int | None = read.number(CCWP.footnoteNumber)
    annotates: str | None = read.text(CCWP.annotates)
    citation: Citing = read.by(lambda g, part: read.draw(Citing, g, part))


def _addresses(elsewhere: Sequence[Outside]) -> Iterator[Outside]:
    """Of the links elsewhere those that say where to look, and not what is the same thing."""
    for each in elsewhere:
        if links := tuple(link for link in each.links if link.relation == MATCHES[RDFS.seeAlso]):
            yield Outside(each.vocabulary, links)


def _sections(g: EntityContext, _: NamedNode) -> tuple[SectionView, ...]:
    """Sections in the order of the document."""

    def start(section: NamedNode) -> int:
        parts = (section, *g.facts.things(section, CCWP.hasParagraph))
        return min((place.start for part in parts for place in g.where(part)), default=1 << 40)

    found = []
    for section in sorted(g.facts.members(CCWP.Section), key=start):
        paragraphs = g.facts.in_order(g.facts.things(section, CCWP.hasParagraph), CCWP.position)
        found.append(SectionView(g.names[section], tuple(read.draw(ParagraphView, g, each) for each in paragraphs)))
    return tuple(found)


def _footnotes(g: EntityContext, document: NamedNode) -> tuple[FootnoteView, ...]:
    parts = (part for part in g.parts(CCWP.Citation) if document in g.facts.things(part, DCTERMS.isPartOf))
    return tuple(sorted((read.draw(FootnoteView, g, part) for part in parts), key=lambda note: note.number or 0))


def _family(g: EntityContext, document: NamedNode) -> NamedNode:
    return g.facts.thing(document, CCWP.memberOfFamily) or document


@dataclass(frozen=True, slots=True)
class DocumentPortrait:
    """A document, a family of versions, or a place in the Official Journal, as its page shows it.

    `originals` are the vocabularies whose addresses may lead to the document itself, each with those links alone.
    From `status` on, only a document that was read has any of it.
    """

    title: Words | None = read.words(TITLE)
    register_key: str | None = read.text(CCWP.registerKey)
    printed_forms: tuple[str, ...] = read.texts(CCWP.printedForm)
    family: Thing | None = read.by(lambda g, of: None if _family(g, of) == of else g.names[_family(g, of)])
    versions: tuple[Thing, ...] = read.by(lambda g, of: g.pointing(CCWP.memberOfFamily, to=_family(g, of)))
    corrects: tuple[Thing, ...] = read.things(CCWP.correctsDocument)
    corrigenda: tuple[Thing, ...] = read.pointing(CCWP.correctsDocument)
    subject_codes: tuple[Thing, ...] = read.things(CCWP.hasSubjectCode)
    published_on: str | None = read.text(CCWP.publishedOn)
    sets_out: tuple[Thing, ...] = read.things(FOAF.primaryTopic)
    issued: str | None = read.text(DCTERMS.issued)
    prepared_by: tuple[Thing, ...] = read.things(CCWP.preparedBy)
    audience: tuple[Thing, ...] = read.things(DCTERMS.audience)
    discussed_by: tuple[Thing, ...] = read.things(CCWP.discussedBy)
    basis_of: tuple[Thing, ...] = read.pointing(CCWP.basedOn)
    markings: tuple[str, ...] = read.texts(CCWP.marking)
    publisher: tuple[Thing, ...] = read.things(DCTERMS.publisher)
    language: tuple[Thing, ...] = read.things(DCTERMS.language)
    rights: Words | None = read.words(DCTERMS.rights)
    texts: tuple[Thing, ...] = read.things(DCTERMS.hasFormat)
    status: tuple[Thing, ...] = read.things(CCWP.status)
    requests: tuple[RequestView, ...] = read.parts(RequestView, CCWP.ExpectedDecision)
    cover: tuple[ParagraphView, ...] = read.parts(ParagraphView, CCWP.CoverEntry)
    columns: tuple[ParagraphView, ...] = read.parts(ParagraphView, CCWP.ColumnDefinition)
    rules: tuple[ParagraphView, ...] = read.parts(ParagraphView, CCWP.ImplementationRule)
    sections: tuple[SectionView, ...] = read.by(_sections)
    footnotes: tuple[FootnoteView, ...] = read.by(_footnotes)
    statements: tuple[StatementRow, ...] = read.by(statements)
    reports_on: tuple[Thing, ...] = read.pointing(CCWP.reportedIn)
    documents: tuple[Thing, ...] = read.by(lambda g, _: (*g.pointing(CCWP.documentedIn), *g.pointing(CCWP.publishedIn)))
    outside: tuple[Outside, ...] = read.by(outside_links)
    originals: tuple[Outside, ...] = read.by(lambda g, of: tuple(_addresses(outside_links(g, of))))


@dataclass(frozen=True, slots=True)
class SourceTextPortrait:
    """The text of a document as received, as its page shows it; sizes are counts."""

    documents: tuple[Thing, ...] = read.things(DCTERMS.isFormatOf)
    file_name: str | None = read.text(CCWP.fileName)
    sha256: str | None = read.text(CCWP.sha256)
    pages: int | None = read.number(CCWP.pageCount)
    characters: int | None = read.number(CCWP.characterCount)
    words: int | None = read.number(CCWP.wordCount)
    accounted: int | None = read.number(CCWP.accountedWordCount)


ACT_CONTEXT = (
    f"?s {CCWP.basedOn} $subject ; ?p ?o FILTER(?p IN ({CCWP.basedOn}))",
    f"?s {CCWP.takesIntoAccount} $subject ; ?p ?o FILTER(?p IN ({CCWP.takesIntoAccount}))",
    *MAPPED,
)
_IN_FORCE: dict[NamedNode | None, bool] = {ELI.term("InForce-inForce"): True, ELI.term("InForce-notInForce"): False}


@dataclass(frozen=True, slots=True)
class ActPortrait:
    """An act as its page shows it; `in_force` is None where nothing is known of it."""

    acronym: str | None = read.text(CCWP.acronym)
    definition: Words | None = read.words(SKOS.definition)
    notes: tuple[Words, ...] = read.all_words(SKOS.note)
    names: tuple[Name, ...] = read.by(names_of)
    kind: tuple[Thing, ...] = read.things(CCWP.instrumentKind)
    passed_by: tuple[Thing, ...] = read.things(ELI.passed_by)
    celex: str | None = read.text(CCWP.celexNumber)
    date: str | None = read.text(ELI.date_document)
    in_force: bool | None = read.by(lambda g, act: _IN_FORCE.get(g.facts.thing(act, ELI.in_force)))
    in_force_since: str | None = read.text(ELI.first_date_entry_in_force)
    in_force_until: str | None = read.text(ELI.date_no_longer_in_force)
    printed_forms: tuple[str, ...] = read.texts(CCWP.printedForm)
    published_in: tuple[Thing, ...] = read.things(CCWP.publishedIn)
    documented_in: tuple[Thing, ...] = read.things(CCWP.documentedIn)
    objectives: tuple[Thing, ...] = read.by(lambda g, _: g.names.things(g.parts(CCWP.StrategicObjective)))
    based_on: tuple[Thing, ...] = read.things(CCWP.basedOn)
    basis_of: tuple[Thing, ...] = read.pointing(CCWP.basedOn)
    taken_into_account_by: tuple[Thing, ...] = read.pointing(CCWP.takesIntoAccount)
    outside: tuple[Outside, ...] = read.by(outside_links)
