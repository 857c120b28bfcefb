"""Documents and acts named by a number: from a mention in a text to the thing it names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import NamedNode

from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.namespaces import BIBO, CCWP, ELI, RDFS, SKOS
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code, date, english, integer
from ccwp_kg.sources.records.references import (
    ActReference,
    DocumentReference,
    DocumentVersion,
    JournalReference,
    Passage,
    SubjectCode,
)


def named(facts: DocumentFacts, reference: DocumentReference | JournalReference | ActReference) -> list[NamedNode]:
    """Describe what a reference names and give the IRIs: the first is its own, others are cited with the same words."""
    match reference:
        case DocumentReference(printed=printed):
            versions = (reference.version, *reference.also_cited)
            documents = [numbered(facts, version, printed) for version in versions]
            facts.words(documents[0], CCWP.printedForm, code, printed)
            subject_codes(facts, documents[0], reference.codes, printed)
            return documents
        case JournalReference():
            return [_journal_place(facts, reference)]
        case ActReference():
            return [_act(facts, reference)]


def numbered(facts: DocumentFacts, version: DocumentVersion, printed: Passage | None) -> NamedNode:
    """Describe one version, and what it corrects: the number of a corrigendum names that document, too.

    `printed` are the words that name it, None where its number is not read from the document.
    """
    iri = facts.thing(iris.document(version.key), CCWP.CouncilDocument, ELI.Work, BIBO.Document, label=version.label)
    facts.evidence(iri, printed)
    facts.add(iri, CCWP.registerKey, code(version.key), read_from=printed)
    for predicate, value in [
        (CCWP.documentNumber, version.number),
        (CCWP.documentYear, version.year),
        (CCWP.revision, version.revision),
        (CCWP.addendum, version.addendum),
        (CCWP.addendumRevision, version.addendum_revision),
        (CCWP.corrigendum, version.corrigendum),
    ]:
        facts.add(iri, predicate, None if value is None else integer(value), read_from=printed)
    facts.add(iri, CCWP.memberOfFamily, _family(facts, version))
    if version.corrigendum is not None:
        facts.thing(iri, CCWP.Corrigendum)
        corrected = numbered(facts, replace(version, corrigendum=None), printed)
        facts.add(corrected, CCWP.hasCorrigendum, iri, read_from=printed)
        facts.add(iri, CCWP.correctsDocument, corrected, read_from=printed)
        facts.add(iri, ELI.corrects, corrected, read_from=printed)
    return iri


def _family(facts: DocumentFacts, version: DocumentVersion) -> NamedNode:
    """All versions of one number of one year: no text names them; number and year are those of each version."""
    label = f"{version.number}/{version.year % 100:02} (all versions)"
    iri = iris.document_family(version.number, version.year)
    return facts.thing(iri, CCWP.DocumentFamily, ELI.ComplexWork, label=label)


def subject_codes(
    facts: DocumentFacts, document: NamedNode, codes: Iterable[SubjectCode], number: Passage | None
) -> None:
    """Describe the subject codes of a document; `number` are the words of which those without own words are a part."""
    for each in codes:
        printed = each.printed or number
        iri = iris.subject_code(each.series, each.serial, each.year)
        facts.thing(iri, CCWP.SubjectCode, label=f"{each.series} {each.serial} ({each.year})")
        facts.evidence(iri, printed)
        facts.add(iri, CCWP.series, _series(facts, each.series), read_from=printed)
        facts.add(iri, CCWP.serial, integer(each.serial), read_from=printed)
        facts.add(iri, CCWP.year, integer(each.year), read_from=printed)
        facts.add(document, CCWP.hasSubjectCode, iri, read_from=printed)


def _series(facts: DocumentFacts, name: str) -> NamedNode:
    """A series of subject codes: one that no curator has entered is a concept made from what is printed."""
    iri, scheme = (
        facts.thing(iris.thing(f"concept/{name.lower()}"), SKOS.Concept),
        iris.thing("scheme/subject-code-series"),
    )
    facts.add(iri, SKOS.inScheme, scheme)
    facts.add(iri, SKOS.prefLabel, english(name))
    facts.add(iri, SKOS.notation, code(name))
    return iri


def _journal_place(facts: DocumentFacts, reference: JournalReference) -> NamedNode:
    iri = iris.thing(reference.target)
    printed = reference.printed
    facts.thing(iri, CCWP.OfficialJournalReference, ELI.LegalResource)
    facts.words(iri, RDFS.label, english, printed)
    facts.words(iri, CCWP.printedForm, code, printed)
    facts.add(iri, CCWP.journalSeries, code(reference.series), read_from=printed)
    facts.add(iri, CCWP.journalNumber, integer(reference.number), read_from=printed)
    facts.add(iri, CCWP.publishedOn, date(reference.date), read_from=printed)
    facts.add(iri, CCWP.page, integer(reference.page), read_from=printed)
    return iri


def _act(facts: DocumentFacts, reference: ActReference) -> NamedNode:
    """The act a mention names, described unless curators do.

    Nothing is said of it but what its number says: kind, name and CELEX number, and the forms in which it is printed.
    """
    iri = iris.thing(reference.target)
    if reference.known:
        return iri
    printed = reference.printed
    facts.thing(iri, CCWP.LegalInstrument)
    facts.add(iri, SKOS.prefLabel, english(reference.name), read_from=printed)
    facts.add(iri, CCWP.instrumentKind, iris.thing(f"concept/{reference.kind}"), read_from=printed)
    if reference.celex is not None:
        facts.thing(iri, ELI.LegalResource)
        facts.add(iri, CCWP.celexNumber, code(reference.celex), read_from=printed)
    if not reference.articles:  # words that name articles are no form of the treaty's name
        facts.words(iri, CCWP.printedForm, code, printed)
    facts.evidence(iri, printed)
    return iri
