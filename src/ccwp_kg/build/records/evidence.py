"""Evidence for each statement of a document: RDF's own words for a statement, and the characters that say it."""

from __future__ import annotations

from collections import defaultdict
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.namespaces import CCWP, CITO, DCTERMS, ELI, OA, PROV, RDF
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.sources.records.references import Passage

_Evidenced: TypeAlias = tuple[NamedNode | Literal, Passage]

_EVIDENCED_BY_PARTS = {
    *(CCWP.citesDocument, CCWP.concernsParty, CCWP.mentions, CCWP.pursuesObjective, CCWP.refersToAction),
    *(CCWP.documentNumber, CCWP.documentYear, CCWP.hasSubjectCode, CCWP.registerKey),
    *(CCWP.printedForm, CCWP.revision, CCWP.hasStrategicObjective, CCWP.hasWorkArea),
    *(ELI.corrects, OA.hasBody, PROV.wasDerivedFrom),
}
"""Properties that repeat what a part or a document says of itself: the evidence is there."""

_NEVER_ITS_OWN = {CCWP.citationRole, CCWP.involvedParty, DCTERMS.term("title")}
"""Properties that are looked for among statements: for the words of a role, for what changed between documents."""

_SAYS_MORE = {CCWP.takesIntoAccount}
"""Properties whose words say more than the thing's name: "protection of the external borders"."""


def statements(facts: DocumentFacts) -> None:
    """Add a statement of the document for each triple that was read from other characters than its subject's own.

    A thing whose words stand in one place, such as an entry or a citation, is its own evidence by `ccwp:hasSpan`.
    """
    said: defaultdict[tuple[NamedNode, NamedNode], list[_Evidenced]] = defaultdict(list)
    for triple, passages in facts.passages.items():
        match triple:
            case Triple(subject=NamedNode() as subject, object=NamedNode() | Literal() as value):
                spans = {facts.span_iri(span) for passage in passages for span in passage.spans}
                is_its_own = triple in facts.triples and spans == facts.spans_of(subject)
                is_its_own &= triple.predicate not in _NEVER_ITS_OWN
                if not is_its_own and not _is_evidenced_by_parts(triple.predicate):
                    said[subject, triple.predicate] += ((value, passage) for passage in passages)
    for (subject, predicate), each in said.items():
        in_order = sorted(each, key=lambda one: (one[1].spans, natural_key(str(one[0]))))
        for number, (value, passage) in enumerate(in_order, 1):
            iri = facts.thing(_name(facts.document, subject, predicate, number), CCWP.Statement)
            facts.add(iri, RDF.subject, subject)
            facts.add(iri, RDF.predicate, predicate)
            facts.add(iri, RDF.object, value)
            facts.add(iri, CCWP.printedForm, _printed_form(predicate, value, passage))
            facts.evidence(iri, passage)
            facts.add(iri, DCTERMS.isPartOf, facts.document)


def _is_evidenced_by_parts(predicate: NamedNode) -> bool:
    return predicate in _EVIDENCED_BY_PARTS or predicate.value.startswith(CITO.cites.value.removesuffix("cites"))


def _name(document: NamedNode, subject: NamedNode, predicate: NamedNode, number: int) -> NamedNode:
    if predicate == CCWP.citationRole and number == 1:
        return iris.part(subject, "role")
    return iris.statement(document, subject, predicate, number)


def _printed_form(predicate: NamedNode, value: NamedNode | Literal, passage: Passage) -> Literal | None:
    """The words, where the object is a value that is written otherwise, or a thing of which they say more."""
    says_more = predicate in _SAYS_MORE or (isinstance(value, Literal) and value.value != passage.text)
    return code(passage.text) if says_more else None
