"""Council documents and Official Journal places: from a mention in a text to the thing it names."""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import NamedNode

from ccwp_kg.build.facts import Facts
from ccwp_kg.namespaces import ADMS, BIBO, CCWP, ELI, SKOS
from ccwp_kg.rdf import iris
from ccwp_kg.rdf.literals import code, date, integer
from ccwp_kg.sources.document_version import DocumentVersion
from ccwp_kg.sources.records import DocumentReference, JournalReference, Passage, SubjectCode


def council_document(facts: Facts, reference: DocumentReference) -> NamedNode:
    """Describe the document a mention names, its family, codes and the documents cited with it; give its IRI."""
    iri = _version(facts, reference.version, reference.printed)
    facts.add(iri, CCWP.printedForm, code(reference.printed.text))
    for subject_code in reference.codes:
        facts.add(iri, CCWP.hasSubjectCode, _subject_code(facts, subject_code))
    cited_besides(facts, reference)
    return iri


def cited_besides(facts: Facts, reference: DocumentReference) -> list[NamedNode]:
    """The documents of their own that the same words cite with the first: those of `+ COR 1`, the rest of a range."""
    return [_version(facts, version, reference.printed) for version in reference.besides]


def _version(facts: Facts, version: DocumentVersion, printed: Passage) -> NamedNode:
    """Describe one version, and what it corrects: a corrigendum's number names that document, too."""
    iri = facts.thing(iris.document(version.key), CCWP.CouncilDocument, ELI.Work, BIBO.Document, label=version.label)
    facts.evidence(iri, printed)
    facts.add(iri, CCWP.registerKey, code(version.key))
    facts.add(iri, CCWP.documentNumber, integer(version.number))
    facts.add(iri, CCWP.documentYear, integer(version.year))
    for predicate, value in [
        (CCWP.revision, version.revision),
        (CCWP.addendum, version.addendum),
        (CCWP.corrigendum, version.corrigendum),
    ]:
        facts.add(iri, predicate, None if value is None else integer(value))
    facts.add(iri, CCWP.memberOfFamily, _family(facts, version.number, version.year))
    identifier = facts.thing(iris.part(iri, "identifier"), ADMS.Identifier, label=version.key)
    facts.add(identifier, SKOS.notation, code(version.key))
    facts.add(iri, ADMS.identifier, identifier)
    if version.corrigendum is not None:
        facts.thing(iri, CCWP.Corrigendum)
        corrected = _version(facts, replace(version, corrigendum=None), printed)
        facts.add(corrected, CCWP.hasCorrigendum, iri)
        facts.add(iri, CCWP.correctsDocument, corrected)
        facts.add(iri, ELI.corrects, corrected)
    return iri


def _family(facts: Facts, number: int, year: int) -> NamedNode:
    iri = iris.document_family(number, year)
    facts.thing(iri, CCWP.DocumentFamily, ELI.ComplexWork, label=f"{number}/{year % 100:02} (all versions)")
    facts.add(iri, CCWP.documentNumber, integer(number))
    facts.add(iri, CCWP.documentYear, integer(year))
    return iri


def _subject_code(facts: Facts, subject_code: SubjectCode) -> NamedNode:
    iri = iris.subject_code(subject_code.series, subject_code.serial, subject_code.year)
    label = f"{subject_code.series} {subject_code.serial} ({subject_code.year})"
    facts.thing(iri, CCWP.SubjectCode, label=label)
    facts.add(iri, CCWP.series, iris.thing(f"concept/{subject_code.series.lower()}"))
    facts.add(iri, CCWP.serial, integer(subject_code.serial))
    facts.add(iri, CCWP.year, integer(subject_code.year))
    return iri


def journal_place(facts: Facts, reference: JournalReference) -> NamedNode:
    """Describe a place in the Official Journal and give its IRI."""
    iri = iris.journal(reference.series, reference.number, int(reference.date[:4]), reference.page)
    facts.thing(iri, CCWP.OfficialJournalReference, ELI.LegalResource, label=reference.printed.text)
    facts.add(iri, CCWP.journalSeries, code(reference.series))
    facts.add(iri, CCWP.journalNumber, integer(reference.number))
    facts.add(iri, CCWP.publishedOn, date(reference.date))
    facts.add(iri, CCWP.page, integer(reference.page))
    facts.add(iri, CCWP.printedForm, code(reference.printed.text))
    facts.evidence(iri, reference.printed)
    return iri
