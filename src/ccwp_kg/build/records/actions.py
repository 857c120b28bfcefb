"""An action and its parts: objectives, indicators, outcomes, concerned parties, terms of reference."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from pyoxigraph import NamedNode

from ccwp_kg.build.records.decisions import decision
from ccwp_kg.build.records.documents import named
from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.build.records.mentions import mentions, place_of
from ccwp_kg.build.records.passages import stated_in_passages
from ccwp_kg.build.records.plans import objective_of
from ccwp_kg.namespaces import CCWP, CITO, DCTERMS, ELI, M8G, OBO, PPLAN, PROV, RDFS
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code, english, integer
from ccwp_kg.rdf.terms.silences import NOT_UNDERSTOOD, PROPERTIES
from ccwp_kg.sources.plan.plan import ANNEX
from ccwp_kg.sources.records.records import (
    Action,
    ActionReference,
    Citation,
    ExpectedDecision,
    FieldSilence,
    Indicator,
    ObjectiveAssignment,
    Outcome,
    PartyInvolvement,
    Plan,
    TermsOfReference,
    step_of,
)
from ccwp_kg.sources.records.references import OtherEntry, Passage

# Which relation of the Citation Typing Ontology a citation role stands for.
_CITO = {
    "starting-point": CITO.obtainsBackgroundFrom,
    "basis": CITO.citesAsAuthority,
    "recommendations": CITO.usesConclusionsFrom,
    "quotation": CITO.includesQuotationFrom,
    "report": CITO.citesAsSourceDocument,
    "reference": CITO.citesForInformation,
}

Wholes = tuple[NamedNode, NamedNode]
"""What a part of an action is part of: the action and its plan."""
_ENTRIES = {"concerned": "Concerned party", "participant": "Participant", "lead": "Lead"}
_USUAL_ROLE = "citation.usual-role"
"""The rule by which a document is cited in the usual role where no words tell another."""
_WHOLE_SCORE = 100
"""How well the same words agree, which needs no statement."""


def action(facts: DocumentFacts, plan: NamedNode, record: Action, *, of: Plan) -> NamedNode:
    """Describe one row of the annex of a plan, and give its IRI."""
    iri = iris.part(plan, "action", record.step)
    targets = {objective.number: objective_of(plan, objective) for objective in of.objectives}
    facts.thing(iri, CCWP.Action, PPLAN.Step, OBO.IAO_0000007)
    if record.number is None and record.title is not None:
        facts.add(iri, RDFS.label, english(record.title.text), read_from=record.title)
    else:
        facts.add(iri, RDFS.label, english(f"Action {record.number or record.step}"))
    facts.add(iri, CCWP.partOfPlan, plan)
    facts.add(iri, PPLAN.isStepOfPlan, plan)
    facts.add(iri, DCTERMS.isPartOf, plan)
    facts.add(iri, CCWP.position, integer(record.position))
    facts.add(plan, CCWP.hasAction, iri)
    if any(section.slug == ANNEX for section in of.sections):
        facts.add(iris.part(facts.document, f"section/{ANNEX}"), DCTERMS.hasPart, iri)
    facts.add(iri, CCWP.readFrom, facts.document)
    facts.words(iri, CCWP.actionNumber, code, record.number_passage)
    facts.words(iri, DCTERMS.term("title"), english, record.title)
    if record.number_passage is None and record.title is None:
        facts.evidence(iri, Passage("", (record.whole,)))
    for objective in record.objectives:
        _objective(facts, (iri, plan), objective, targets)
    for indicator in record.indicators:
        _indicator(facts, (iri, plan), indicator)
    for outcome in record.outcomes:
        _outcome(facts, (iri, plan), outcome)
    for party in (*record.parties, *([record.lead] if record.lead else [])):
        _party(facts, (iri, plan), party)
    if record.terms is not None:
        _terms(facts, (iri, plan), record.terms)
    if record.work_area is not None:
        facts.add(iri, CCWP.workArea, iris.thing(record.work_area.target), read_from=record.work_area.printed)
    for silence in record.silences:
        _silence(facts, (iri, plan), silence)
    for place, entry in enumerate(record.others, 1):
        _other_entry(facts, iri, f"entry/{place}", entry, within=(plan,))
    _references(facts, (iri, plan), iri, record.references)
    mentions(facts, iri, record.mentions)
    stated_in_passages(facts, iri, record.statements, about=iri)
    return iri


def not_understood(facts: DocumentFacts, plan: NamedNode, action: NamedNode, record: Action) -> None:
    """Say of each field of which the row tells neither a value nor a silence that its words were not understood.

    Those are the columns that the profile of the document does not know, so the reader does not speak of them.
    """
    stated = {"lead": record.lead is not None, "parties": bool(record.parties)}
    recorded = {each.field for each in record.silences}
    for field, properties in PROPERTIES.items():
        if field not in recorded and not (stated[field] if field in stated else facts.states(action, *properties)):
            _silence(facts, (action, plan), FieldSilence(field, NOT_UNDERSTOOD, Passage("", (record.whole,))))


def _of(whole: NamedNode) -> str:
    return "of action " + whole.value.rpartition("/")[2]


def _objective(
    facts: DocumentFacts, wholes: Wholes, record: ObjectiveAssignment, targets: Mapping[int, NamedNode]
) -> None:
    whole, plan = wholes
    label = f"Strategic objective entry {record.position} {_of(whole)}"
    kind, link = CCWP.ObjectiveAssignment, CCWP.hasObjectiveAssignment
    iri = facts.part(whole, "objective", kind, position=record.position, label=label, link=link, within=(plan,))
    _number(facts, iri, record.printed_number, entry=record.wording)
    facts.words(iri, CCWP.wording, english, record.wording)
    if record.objective is not None:
        target = targets[record.objective]
        coverage = iris.thing("concept/whole" if record.whole else "concept/part")
        facts.add(iri, CCWP.assignedObjective, target, read_from=record.wording)
        facts.add(iri, CCWP.coverage, coverage, read_from=record.wording)
        facts.add(iri, CCWP.matchScore, integer(record.score) if record.score < _WHOLE_SCORE else None)
        facts.add(whole, CCWP.pursuesObjective, target, read_from=record.wording)


def _number(facts: DocumentFacts, iri: NamedNode, printed: int | None, *, entry: Passage) -> None:
    """The number printed before an entry, which its spans hold."""
    facts.add(iri, CCWP.printedNumber, None if printed is None else integer(printed), read_from=entry)


def _indicator(facts: DocumentFacts, wholes: Wholes, record: Indicator) -> None:
    whole, plan = wholes
    label = f"Performance indicator {record.position} {_of(whole)}"
    types = (CCWP.PerformanceIndicator, PPLAN.Variable)
    iri = facts.part(
        whole, "indicator", *types, position=record.position, label=label, link=CCWP.hasIndicator, within=(plan,)
    )
    _number(facts, iri, record.printed_number, entry=record.text)
    facts.words(iri, CCWP.text, english, record.text)
    _decisions(facts, wholes, iri, record.decisions)
    for place in record.undecided:
        product = record.products[place - 1]
        piece = facts.part(iri, f"product/{place}", CCWP.ExpectedProduct, within=wholes)
        facts.words(piece, CCWP.text, english, product.printed)
        facts.add(piece, CCWP.expectsProduct, iris.thing(product.target), read_from=product.printed)


def _decisions(facts: DocumentFacts, wholes: Wholes, part: NamedNode, records: Sequence[ExpectedDecision]) -> None:
    """The decisions that a part of an action expects, each as a part of it."""
    for place, record in enumerate(records, 1):
        iri = facts.part(part, f"decision/{place}", CCWP.ExpectedDecision, within=wholes)
        decision(facts, record, iri)
        if record.recurrence is not None:
            stated_in_passages(facts, wholes[0], [record.recurrence], about=iri)


def _outcome(facts: DocumentFacts, wholes: Wholes, record: Outcome) -> None:
    whole, plan = wholes
    label = f"Possible outcome {record.position} {_of(whole)}"
    types = (CCWP.PossibleOutcome, OBO.IAO_0000005)
    iri = facts.part(
        whole, "outcome", *types, position=record.position, label=label, link=CCWP.hasOutcome, within=(plan,)
    )
    _number(facts, iri, record.printed_number, entry=record.text)
    facts.words(iri, CCWP.text, english, record.text)
    _decisions(facts, wholes, iri, record.decisions)


def _party(facts: DocumentFacts, wholes: Wholes, record: PartyInvolvement) -> None:
    """An entry with its role; of those that lead an action it is not said that the action concerns them."""
    whole, plan = wholes
    is_lead = record.role == "lead"
    label = f"{_ENTRIES[record.role]} entry {record.position} {_of(whole)}"
    types = (CCWP.PartyInvolvement, M8G.Participation)
    list_name = "lead" if is_lead else "party"
    iri = facts.part(
        whole, list_name, *types, position=record.position, label=label, link=CCWP.hasPartyInvolvement, within=(plan,)
    )
    facts.words(iri, CCWP.printedForm, code, facts.own_words(record.printed))
    facts.add(iri, M8G.role, iris.thing(f"concept/{record.role}"))
    for party in record.named_parties:
        target = iris.thing(party.target)
        facts.add(iri, CCWP.involvedParty, target, read_from=party.printed)
        facts.add(whole, CCWP.concernsParty, None if is_lead else target, read_from=party.printed)
    for example in record.examples:
        facts.add(iri, CCWP.namesAsExample, iris.thing(example.target), read_from=example.printed)


def _silence(facts: DocumentFacts, wholes: Wholes, record: FieldSilence) -> None:
    whole, plan = wholes
    iri = facts.part(whole, f"field/{record.field}", CCWP.FieldSilence, within=(plan,))
    facts.add(iri, CCWP.field, iris.thing(f"concept/{record.field}"))
    facts.add(iri, CCWP.silence, iris.thing(f"concept/{record.silence}"), read_from=record.place)
    facts.evidence(iri, record.place)


def _other_entry(
    facts: DocumentFacts, whole: NamedNode, name: str, record: OtherEntry, *, within: tuple[NamedNode, ...]
) -> None:
    """An entry; those beside it, of the same step of the action, are its parts."""
    iri = facts.part(whole, name, CCWP.OtherEntry, within=within)
    for place, each in enumerate(record.beside, 1):
        _other_entry(facts, iri, f"entry/{place}", each, within=(whole, *within))
    facts.words(iri, CCWP.text, english, record.text)
    facts.add(iri, CCWP.columnHeading, code(record.heading.text), read_from=record.heading)


def _terms(facts: DocumentFacts, wholes: Wholes, record: TermsOfReference) -> None:
    whole, plan = wholes
    types = (CCWP.TermsOfReference, ELI.WorkSubdivision)
    label = f"Terms of reference {_of(whole)}"
    iri = facts.part(whole, "terms-of-reference", *types, label=label, link=CCWP.hasTermsOfReference, within=(plan,))
    facts.words(iri, CCWP.text, english, record.text)
    _decisions(facts, wholes, iri, record.decisions)
    for earlier in record.dealt_with_in:
        facts.add(whole, CCWP.dealtWithIn, iris.thing(earlier.target), read_from=earlier.printed)
    for citation in record.citations:
        _citation(facts, wholes, iri, citation)
    usual = {citation.document.printed for citation in record.citations if citation.role_words is None}
    _references(facts, wholes, iri, record.references, usual=usual)


def _references(
    facts: DocumentFacts,
    wholes: Wholes,
    holder: NamedNode,
    records: Sequence[ActionReference],
    *,
    usual: Collection[Passage] = (),
) -> None:
    """The actions that the terms of reference, or other cells of an action, name."""
    for reference in records:
        ordinal = reference.ordinal
        # else nobody knows which action is meant
        if ordinal is not None and (reference.plan is not None or iris.ordinal_of(wholes[1]) is not None):
            named_action = iris.action(ordinal, step_of(reference.number, reference.position))
            _named_action(facts, named_action, reference, usual=usual)
            _reference(facts, wholes, holder, reference, named_action)


def _citation(facts: DocumentFacts, wholes: Wholes, terms: NamedNode, record: Citation) -> None:
    whole, plan = wholes
    label = f"Citation {record.position} {_of(whole)}"
    step = facts.step_of(iris.part(terms, "citation"), iris.thing(record.document.target), record.document.printed)
    name = f"terms-of-reference/citation/{step}"
    iri = facts.part(whole, name, CCWP.Citation, label=label, within=(plan,))
    facts.add(terms, CCWP.hasCitation, iri)
    cited = named(facts, record.document)
    printed = record.document.printed
    facts.words(iri, CCWP.printedForm, code, printed)
    role_words = record.role_words or replace(printed, rule=_USUAL_ROLE)
    facts.add(iri, CCWP.citationRole, iris.thing(f"concept/{record.role}"), read_from=role_words)
    facts.add(iri, CITO.hasCitingEntity, whole)
    facts.add(iri, CITO.hasCitationCharacterization, _CITO[record.role])
    for document in cited:
        facts.add(iri, CCWP.citedDocument, document, read_from=printed)
        facts.add(whole, CCWP.citesDocument, document, read_from=printed)
        facts.add(whole, CITO.cites, document, read_from=printed)
        facts.add(whole, CCWP.mentions, document, read_from=printed)
    for predicate, form, passages in (
        (CCWP.citedRegarding, english, (record.regarding,)),
        (CCWP.singledOutRecommendation, code, record.recommendations),
        (CCWP.quotes, english, record.quotations),
        (CCWP.pendingStatus, code, (record.pending,)),
    ):
        for each in passages:
            if each is not None:
                facts.add(iri, predicate, form(each.text), read_from=each)
    if record.title is not None:
        facts.add(cited[0], DCTERMS.term("title"), english(record.title.text), read_from=record.title)


def _reference(
    facts: DocumentFacts, wholes: Wholes, holder: NamedNode, record: ActionReference, earlier: NamedNode
) -> None:
    whole, plan = wholes
    label = f"Reference {record.position} {_of(whole)} to an action"
    printed = record.printed
    places = iris.part(place_of(whole, record.field), "reference")
    name = f"{places.value.removeprefix(whole.value + '/')}/{facts.step_of(places, earlier, printed)}"
    iri = facts.part(whole, name, CCWP.ActionReference, label=label, within=(plan,))
    facts.add(holder, CCWP.hasActionReference, iri)
    facts.words(iri, CCWP.printedForm, code, printed)
    facts.add(iri, CCWP.referredAction, earlier, read_from=printed)
    facts.add(whole, CCWP.refersToAction, earlier, read_from=printed)
    facts.add(whole, CCWP.mentions, earlier, read_from=printed)
    if record.follows_up is not None:
        facts.add(whole, CCWP.followsUp, earlier, read_from=record.follows_up)
        facts.add(whole, PROV.wasDerivedFrom, earlier, read_from=record.follows_up)


def _named_action(facts: DocumentFacts, iri: NamedNode, record: ActionReference, *, usual: Collection[Passage]) -> None:
    """The action that a reference names; without a plan in the text its number names the IRI, not the plan.

    That a document reports it no words say where its number is among the `usual` ones.
    """
    facts.thing(iri, CCWP.Action, PPLAN.Step, label=f"Action {record.number}")
    facts.add(iri, CCWP.actionNumber, code(record.number), read_from=record.printed)
    plan = iris.plan(record.plan) if record.plan is not None else None
    facts.add(iri, CCWP.partOfPlan, plan, read_from=record.plan_words)
    facts.evidence(iri, record.printed)
    facts.words(iri, DCTERMS.term("title"), english, record.title)
    if record.reported_in is not None:
        report = named(facts, record.reported_in)[0]
        printed = record.reported_in.printed
        words = replace(printed, rule=_USUAL_ROLE) if printed in usual else printed
        facts.add(iri, CCWP.reportedIn, report, read_from=words)
