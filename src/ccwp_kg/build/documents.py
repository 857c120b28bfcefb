"""Council documents and Official Journal places: from a mention in a text to the thing it names."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ccwp_kg.build.facts import Facts
from ccwp_kg.namespaces import ADMS, BIBO, CCWP, ELI, RDFS, SKOS
from ccwp_kg.rdf import iris
from ccwp_kg.rdf.literals import code, date, english, integer
from ccwp_kg.sources.records import DocumentReference, JournalReference, Passage, SubjectCode


def council_document(facts: Facts, reference: DocumentReference) -> NamedNode:
    """Describe the document a mention names, its family, codes and the corrigenda cited with it; give its IRI."""
    iri = _version(
        facts,
        reference,
        revision=reference.revision,
        addendum=reference.addendum,
        corrigendum=reference.corrigendum,
    )
    printed = reference.printed
    facts.words(iri, CCWP.printedForm, code, printed)
    facts.evidence(iri, printed)
    for subject_code in reference.codes:
        facts.add(iri, CCWP.hasSubjectCode, _subject_code(facts, subject_code, printed), read_from=printed)
    for corrigendum in _corrigenda(facts, reference):
        facts.add(iri, CCWP.hasCorrigendum, corrigendum, read_from=printed)
        facts.add(corrigendum, CCWP.correctsDocument, iri, read_from=printed)
        facts.add(corrigendum, ELI.corrects, iri, read_from=printed)
    return iri


def cited_besides(facts: Facts, reference: DocumentReference) -> list[NamedNode]:
    """The documents of their own that `+ COR n` and `+ ADD n` cite besides."""
    besides = [*_corrigenda(facts, reference), *_addenda(facts, reference)]
    for document in besides:
        facts.evidence(document, reference.printed)
    return besides


def _corrigenda(facts: Facts, reference: DocumentReference) -> list[NamedNode]:
    return [
        _version(facts, reference, revision=reference.revision, addendum=reference.addendum, corrigendum=number)
        for number in reference.corrigenda
    ]


def _addenda(facts: Facts, reference: DocumentReference) -> list[NamedNode]:
    return [
        _version(facts, reference, revision=reference.revision, addendum=number, corrigendum=None)
        for number in reference.addenda
    ]


def _version(
    facts: Facts,
    reference: DocumentReference,
    *,
    revision: int | None,
    addendum: int | None,
    corrigendum: int | None,
) -> NamedNode:
    key = iris.document_key(
        reference.number, reference.year, revision=revision, addendum=addendum, corrigendum=corrigendum
    )
    label = document_label(
        reference.number, reference.year, revision=revision, addendum=addendum, corrigendum=corrigendum
    )
    iri = facts.thing(iris.document(key), CCWP.CouncilDocument, ELI.Work, BIBO.Document, label=label)
    if corrigendum is not None:
        facts.thing(iri, CCWP.Corrigendum)
    printed = reference.printed
    facts.add(iri, CCWP.registerKey, code(key), read_from=printed)
    for predicate, value in [
        (CCWP.documentNumber, reference.number),
        (CCWP.documentYear, reference.year),
        (CCWP.revision, revision),
        (CCWP.addendum, addendum),
        (CCWP.corrigendum, corrigendum),
    ]:
        facts.add(iri, predicate, None if value is None else integer(value), read_from=printed)
    facts.add(iri, CCWP.memberOfFamily, _family(facts, reference))
    identifier = facts.thing(iris.part(iri, "identifier"), ADMS.Identifier, label=key)
    facts.add(identifier, SKOS.notation, code(key), read_from=printed)
    facts.add(iri, ADMS.identifier, identifier)
    return iri


def document_label(
    number: int,
    year: int,
    *,
    revision: int | None = None,
    addendum: int | None = None,
    corrigendum: int | None = None,
) -> str:
    """How the Council writes the document's number.

    >>> document_label(8284, 2008, revision=1)
    '8284/1/08 REV 1'
    >>> document_label(6285, 2006, corrigendum=1)
    '6285/06 COR 1'
    """
    middle = "" if revision is None else f"/{revision}"
    marks = [("REV", revision), ("ADD", addendum), ("COR", corrigendum)]
    return f"{number}{middle}/{year % 100:02}" + "".join(f" {mark} {n}" for mark, n in marks if n is not None)


def _family(facts: Facts, reference: DocumentReference) -> NamedNode:
    number, year = reference.number, reference.year
    iri = iris.document_family(number, year)
    facts.thing(iri, CCWP.DocumentFamily, ELI.ComplexWork, label=f"{number}/{year % 100:02} (all versions)")
    facts.add(iri, CCWP.documentNumber, integer(number), read_from=reference.printed)
    facts.add(iri, CCWP.documentYear, integer(year), read_from=reference.printed)
    return iri


def _subject_code(facts: Facts, subject_code: SubjectCode, printed: Passage) -> NamedNode:
    iri = iris.subject_code(subject_code.series, subject_code.serial, subject_code.year)
    label = f"{subject_code.series} {subject_code.serial} ({subject_code.year})"
    facts.thing(iri, CCWP.SubjectCode, label=label)
    facts.add(iri, CCWP.series, iris.thing(f"concept/{subject_code.series.lower()}"), read_from=printed)
    facts.add(iri, CCWP.serial, integer(subject_code.serial), read_from=printed)
    facts.add(iri, CCWP.year, integer(subject_code.year), read_from=printed)
    return iri


def journal_place(facts: Facts, reference: JournalReference) -> NamedNode:
    """Describe a place in the Official Journal and give its IRI."""
    iri = iris.journal(reference.series, reference.number, int(reference.date[:4]), reference.page)
    printed = reference.printed
    facts.thing(iri, CCWP.OfficialJournalReference, ELI.LegalResource)
    facts.words(iri, RDFS.label, english, printed)
    facts.add(iri, CCWP.journalSeries, code(reference.series), read_from=printed)
    facts.add(iri, CCWP.journalNumber, integer(reference.number), read_from=printed)
    facts.add(iri, CCWP.publishedOn, date(reference.date), read_from=printed)
    facts.add(iri, CCWP.page, integer(reference.page), read_from=printed)
    facts.words(iri, CCWP.printedForm, code, printed)
    facts.evidence(iri, printed)
    return iri
