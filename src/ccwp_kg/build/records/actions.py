"""An action and its parts: objectives, indicators, outcomes, concerned parties, terms of reference."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode

from ccwp_kg.build.records.documents import also_cited_documents, council_document
from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.build.records.mentions import annotation, mentions, statements
from ccwp_kg.namespaces import CCWP, CITO, DCTERMS, ELI, EU_COUNTRY, M8G, OBO, PPLAN, PROV
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code, date, english, integer
from ccwp_kg.sources.records.records import (
    Action,
    ActionReference,
    Citation,
    Indicator,
    ObjectiveAssignment,
    Outcome,
    PartyInvolvement,
    Plan,
    TermsOfReference,
)
from ccwp_kg.sources.records.references import Passage

# Which relation of the Citation Typing Ontology a citation role stands for.
_CITO = {
    "starting-point": CITO.obtainsBackgroundFrom,
    "basis": CITO.citesAsAuthority,
    "recommendations": CITO.usesConclusionsFrom,
    "quotation": CITO.includesQuotationFrom,
    "report": CITO.citesAsSourceDocument,
    "reference": CITO.citesForInformation,
}


def action(facts: DocumentFacts, plan: NamedNode, record: Action, *, of: Plan) -> NamedNode:
    """Describe one row of the annex of a plan and give its IRI."""
    iri = iris.action(of.ordinal, record.number)
    targets = {objective.number: objective.target for objective in of.objectives}
    facts.thing(iri, CCWP.Action, PPLAN.Step, OBO.IAO_0000007, label=f"Action {record.number}")
    facts.add(iri, CCWP.partOfPlan, plan)
    facts.add(iri, PPLAN.isStepOfPlan, plan)
    facts.add(plan, CCWP.hasAction, iri)
    facts.add(iri, CCWP.actionNumber, code(record.number), read_from=record.number_passage)
    facts.words(iri, DCTERMS.term("title"), english, record.title)
    facts.evidence(iri, record.number_passage, record.title)
    for objective in record.objectives:
        _objective(facts, iri, objective, targets)
    for indicator in record.indicators:
        _indicator(facts, iri, indicator)
    for outcome in record.outcomes:
        _outcome(facts, iri, outcome)
    for party in record.parties:
        _party(facts, iri, party)
    if record.terms is not None:
        _terms(facts, iri, record.terms)
    _lead_and_start(facts, iri, record)
    mentions(facts, iri, record.mentions)
    statements(facts, iri, record.statements, about=iri)
    return iri


def _lead_and_start(facts: DocumentFacts, iri: NamedNode, record: Action) -> None:
    """Who leads, and the day of the start where one is printed; the printed words are statements."""
    if record.lead is not None:
        facts.add(
            iri,
            CCWP.leadMemberState,
            *(EU_COUNTRY.term(country) for country in record.lead.countries),
            read_from=record.lead.printed,
        )
    day = record.start.day if record.start is not None else None
    if day is not None and day.datatype == "date":
        facts.add(iri, CCWP.startDate, date(day.value), read_from=day.passage)


def _of(whole: NamedNode) -> str:
    return "of action " + whole.value.rpartition("/")[2]


def _objective(facts: DocumentFacts, whole: NamedNode, record: ObjectiveAssignment, targets: Mapping[int, str]) -> None:
    iri = iris.part(whole, "objective", record.position)
    label = f"Strategic objective entry {record.position} {_of(whole)}"
    facts.part(iri, whole, CCWP.ObjectiveAssignment, label=label)
    facts.add(whole, CCWP.hasObjectiveAssignment, iri)
    _numbered(facts, iri, position=record.position, printed=record.printed_number, entry=record.wording)
    facts.words(iri, CCWP.wording, english, record.wording)
    facts.evidence(iri, record.wording)
    if record.objective is not None:
        target = iris.thing(targets[record.objective])
        coverage = iris.thing("concept/whole" if record.whole else "concept/part")
        facts.add(iri, CCWP.assignedObjective, target, read_from=record.wording)
        facts.add(iri, CCWP.coverage, coverage, read_from=record.wording)
        facts.add(iri, CCWP.matchScore, integer(record.score))
        facts.add(whole, CCWP.pursuesObjective, target, read_from=record.wording)


def _numbered(facts: DocumentFacts, iri: NamedNode, *, position: int, printed: int | None, entry: Passage) -> None:
    """The place of an entry in its list, and the number printed before it, which its spans hold."""
    facts.add(iri, CCWP.position, integer(position))
    facts.add(iri, CCWP.printedNumber, None if printed is None else integer(printed), read_from=entry)


def _indicator(facts: DocumentFacts, whole: NamedNode, record: Indicator) -> None:
    iri = iris.part(whole, "indicator", record.position)
    label = f"Performance indicator {record.position} {_of(whole)}"
    facts.part(iri, whole, CCWP.PerformanceIndicator, PPLAN.Variable, label=label)
    facts.add(whole, CCWP.hasIndicator, iri)
    _numbered(facts, iri, position=record.position, printed=record.printed_number, entry=record.text)
    facts.words(iri, CCWP.text, english, record.text)
    facts.evidence(iri, record.text)
    if record.decision is not None:
        said, body = record.decision_passage, iris.thing(record.decision_by) if record.decision_by else None
        facts.add(iri, CCWP.expectsDecision, iris.thing(f"concept/{record.decision}"), read_from=said)
        facts.add(iri, CCWP.decisionBy, body, read_from=said)
        facts.evidence(iri, said)
    for product in record.products:
        facts.add(iri, CCWP.expectsProduct, iris.thing(product.target), read_from=product.printed)


def _outcome(facts: DocumentFacts, whole: NamedNode, record: Outcome) -> None:
    iri = iris.part(whole, "outcome", record.position)
    label = f"Possible outcome {record.position} {_of(whole)}"
    facts.part(iri, whole, CCWP.PossibleOutcome, OBO.IAO_0000005, label=label)
    facts.add(whole, CCWP.hasOutcome, iri)
    _numbered(facts, iri, position=record.position, printed=record.printed_number, entry=record.text)
    facts.words(iri, CCWP.text, english, record.text)
    facts.evidence(iri, record.text)


def _party(facts: DocumentFacts, whole: NamedNode, record: PartyInvolvement) -> None:
    iri = iris.part(whole, "party", record.position)
    label = f"Concerned party entry {record.position} {_of(whole)}"
    facts.part(iri, whole, CCWP.PartyInvolvement, M8G.Participation, label=label)
    facts.add(whole, CCWP.hasPartyInvolvement, iri)
    facts.add(iri, CCWP.position, integer(record.position))
    facts.words(iri, CCWP.printedForm, code, record.printed)
    facts.evidence(iri, record.printed)
    for leaf in record.leaves:
        target = iris.thing(leaf.target)
        facts.add(iri, CCWP.involvedParty, target, read_from=leaf.printed)
        facts.add(whole, CCWP.concernsParty, target, read_from=leaf.printed)


def _terms(facts: DocumentFacts, whole: NamedNode, record: TermsOfReference) -> None:
    iri = iris.part(whole, "terms-of-reference")
    facts.part(iri, whole, CCWP.TermsOfReference, ELI.WorkSubdivision, label=f"Terms of reference {_of(whole)}")
    facts.add(whole, CCWP.hasTermsOfReference, iri)
    facts.words(iri, CCWP.text, english, record.text)
    facts.evidence(iri, record.text)
    for citation in record.citations:
        _citation(facts, whole, iri, citation)
    for reference in record.references:
        if reference.plan is not None or "." in reference.number:  # else nobody knows which action is meant
            _reference(facts, whole, iri, reference)


def _citation(facts: DocumentFacts, whole: NamedNode, terms: NamedNode, record: Citation) -> None:
    iri = iris.part(whole, "citation", record.position)
    facts.part(iri, whole, CCWP.Citation, label=f"Citation {record.position} {_of(whole)}")
    facts.add(terms, CCWP.hasCitation, iri)
    document = council_document(facts, record.document)
    printed = record.document.printed
    facts.add(iri, CCWP.position, integer(record.position))
    facts.words(iri, CCWP.printedForm, code, printed)
    facts.add(iri, CCWP.citationRole, iris.thing(f"concept/{record.role}"))
    facts.add(terms, _CITO[record.role], document, read_from=printed)
    for cited in [document, *also_cited_documents(facts, record.document)]:
        facts.add(iri, CCWP.citedDocument, cited, read_from=printed)
        facts.add(whole, CCWP.citesDocument, cited, read_from=printed)
        facts.add(whole, CITO.cites, cited, read_from=printed)
        annotation(facts, whole, target=cited, printed=printed, field="terms-of-reference")
    facts.words(iri, CCWP.citedRegarding, english, record.regarding)
    facts.words(iri, CCWP.singledOutRecommendation, code, *record.recommendations)
    facts.words(iri, CCWP.quotes, english, *record.quotations)
    facts.words(iri, CCWP.pendingStatus, code, record.pending)
    facts.evidence(iri, printed, record.regarding, record.pending)
    facts.evidence(iri, *record.recommendations, *record.quotations)
    facts.words(document, DCTERMS.term("title"), english, record.title)
    facts.evidence(document, record.title)


def _reference(facts: DocumentFacts, whole: NamedNode, terms: NamedNode, record: ActionReference) -> None:
    iri = iris.part(whole, "reference", record.position)
    facts.part(iri, whole, CCWP.ActionReference, label=f"Reference {record.position} {_of(whole)} to an action")
    facts.add(terms, CCWP.hasActionReference, iri)
    earlier = _earlier_action(facts, record)
    facts.add(iri, CCWP.position, integer(record.position))
    printed = record.printed
    facts.words(iri, CCWP.printedForm, code, printed)
    facts.add(iri, CCWP.referredAction, earlier, read_from=printed)
    facts.evidence(iri, printed)
    facts.add(whole, CCWP.refersToAction, earlier, read_from=printed)
    annotation(facts, whole, target=earlier, printed=printed, field="terms-of-reference")
    if record.follows_up:
        facts.add(whole, CCWP.followsUp, earlier, read_from=printed)
        facts.add(whole, PROV.wasDerivedFrom, earlier, read_from=printed)


def _earlier_action(facts: DocumentFacts, record: ActionReference) -> NamedNode:
    """An action known only by its mention; without a plan in the text its number names the IRI, not the plan."""
    ordinal = record.plan if record.plan is not None else int(record.number.partition(".")[0])
    iri = iris.action(ordinal, record.number)
    facts.thing(iri, CCWP.EarlierAction, PPLAN.Step, label=f"Action {record.number}")
    facts.add(iri, CCWP.actionNumber, code(record.number), read_from=record.printed)
    facts.add(iri, CCWP.partOfPlan, iris.plan(record.plan) if record.plan is not None else None)
    facts.evidence(iri, record.printed)
    facts.words(iri, DCTERMS.term("title"), english, record.title)
    facts.evidence(iri, record.title)
    if record.reported_in is not None:
        report = council_document(facts, record.reported_in)
        facts.add(iri, CCWP.reportedIn, report, read_from=record.reported_in.printed)
    return iri
