"""The page of an action: objectives, indicators, outcomes, parties, and the documents and actions it builds on."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.corrections import Grounds
from ccwp_kg.entities.facts.derivations import derivations
from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.facts.inferences import Inference
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.facts.prose import Prose
from ccwp_kg.entities.portraits.periods import Period, period_of
from ccwp_kg.entities.portraits.statements import STATEMENTS, StatementRow, statements
from ccwp_kg.entities.portraits.subjects import MAPPINGS, Subject, subjects
from ccwp_kg.namespaces import CCWP, DCTERMS, M8G, RDF
from ccwp_kg.rdf.terms.labels import TITLE
from ccwp_kg.rdf.terms.order import natural_key

CONTEXT = (
    (f"$subject {CCWP.partOfPlan} ?s . ?s ?p ?o FILTER(?p IN ({CCWP.validFrom}, {CCWP.validUntil}, {CCWP.status}))"),
    f"$subject {CCWP.readFrom} ?s . ?s ?p ?o FILTER(?p IN ({CCWP.status}, {CCWP.forwardedTo}))",
    # The rules of its document, one of which may come nearest to what a row leaves open.
    (
        f"$subject {CCWP.readFrom} ?d . ?d {CCWP.hasRule} ?s . ?s ?p ?o "
        f"FILTER(?p IN ({RDF.type}, {CCWP.text}, {CCWP.hasSpan}))"
    ),
    f"?s {CCWP.refersToAction} $subject ; ?p ?o FILTER(?p IN ({CCWP.refersToAction}, {CCWP.followsUp}))",
    MAPPINGS,
    STATEMENTS,
)


_TIMES = (
    ("", CCWP.timetableAsPrinted), ("from", CCWP.scheduledFrom), ("from", CCWP.validFrom),
    ("until", CCWP.scheduledUntil), ("until", CCWP.validUntil), ("until", CCWP.deadline), ("for", CCWP.runsFor),
)  # fmt: skip
_LEAD = "/concept/lead"
"""How the role of a lead ends, at any base."""


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective the action is assigned to, with the wording printed in its row."""

    number: int | None
    printed_number: int | None
    objective: Thing | None
    wording: Words | None
    is_partial: bool
    derivations: tuple[str, ...]
    evidence: Grounds


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a part of an action expects: a decision of a body on products, or a product of which no body is named."""

    decision: Thing | None
    by: Thing | None
    products: tuple[Thing, ...]
    recurrence: str | None
    derivations: tuple[str, ...]
    evidence: Grounds


@dataclass(frozen=True, slots=True)
class Point:
    """An indicator or an outcome: its number, its words, and what it expects."""

    iri: str
    number: int | None
    text: Prose
    expectations: tuple[Expectation, ...]
    evidence: Grounds


@dataclass(frozen=True, slots=True)
class Party:
    """An entry on parties: what is printed, in which role, whom it means, and whom it names as examples."""

    printed: str
    role: Thing | None
    involved: tuple[Thing, ...]
    examples: tuple[Thing, ...]
    evidence: Grounds

    @property
    def is_lead(self) -> bool:
        """Whether it leads the action."""
        return self.role is not None and self.role.iri.endswith(_LEAD)


@dataclass(frozen=True, slots=True)
class UnmappedEntry:
    """What is printed in a column for which there is no property, under its heading.

    `beside` are the other cells of a step of the action, where it names that step.
    """

    heading: str
    text: Prose
    evidence: Grounds
    beside: tuple[UnmappedEntry, ...]


@dataclass(frozen=True, slots=True)
class Citing:
    """A document cited in the terms of reference, and why."""

    documents: tuple[Thing, ...]
    role: Thing | None
    printed: str | None
    regarding: Words | None
    quotes: Words | None
    recommendations: tuple[str, ...]
    pending: str | None
    derivations: tuple[str, ...]
    evidence: Grounds


@dataclass(frozen=True, slots=True)
class Referring:
    """An action the terms of reference point to."""

    action: Thing
    printed: str | None
    follows_up: bool
    evidence: Grounds


@dataclass(frozen=True, slots=True)
class ActionPortrait:
    """An action as its page shows it; what the source does not say is absent.

    `timetable` are the times that are stated of the action itself, each after “from”, “until”, “for” or nothing.
    """

    number: str
    title: Words | None
    is_read: bool
    plan: Thing | None
    plan_inferred: tuple[Inference, ...] | None
    period: Period
    status: tuple[Thing, ...]
    awaits: Thing | None
    objectives: tuple[Objective, ...]
    indicators: tuple[Point, ...]
    outcomes: tuple[Point, ...]
    parties: tuple[Party, ...]
    others: tuple[UnmappedEntry, ...]
    terms: Prose
    terms_evidence: Grounds
    announced: tuple[Expectation, ...]
    citations: tuple[Citing, ...]
    references: tuple[Referring, ...]
    statements: tuple[StatementRow, ...]
    lead: tuple[Party, ...]
    starts_on: str | None
    start_printed: str | None
    timetable: tuple[tuple[str, Words], ...]
    progress: str | None
    work_areas: tuple[Thing, ...]
    reported_in: tuple[Thing, ...]
    pointed_to_by: tuple[Thing, ...]
    followed_up_by: tuple[Thing, ...]
    subjects: tuple[Subject, ...]


def action_portrait(g: EntityContext) -> ActionPortrait:
    """The portrait of an action that was read, or that is known only by its mention."""
    facts, action = g.facts, g.subject
    plan = facts.thing(action, CCWP.partOfPlan)
    says = facts.thing(action, CCWP.readFrom) or plan
    terms = facts.thing(action, CCWP.hasTermsOfReference)
    followed = facts.things(action, CCWP.followsUp)
    parties = [_party(g, part) for part in g.parts(CCWP.PartyInvolvement)]
    return ActionPortrait(
        number=facts.text(action, CCWP.actionNumber) or "",
        title=facts.words(action, TITLE),
        is_read=facts.thing(action, CCWP.readFrom) is not None,
        plan=None if plan is None else g.names[plan],
        plan_inferred=None if plan is None else g.inferences.get((CCWP.partOfPlan, plan)),
        period=period_of(facts, plan),
        status=() if says is None else g.things(says, CCWP.status),
        awaits=None if says is None else g.thing(says, CCWP.forwardedTo),
        objectives=tuple(_objective(g, part) for part in g.parts(CCWP.ObjectiveAssignment)),
        indicators=tuple(_point(g, part) for part in g.parts(CCWP.PerformanceIndicator)),
        outcomes=tuple(_point(g, part) for part in g.parts(CCWP.PossibleOutcome)),
        parties=tuple(party for party in parties if not party.is_lead),
        others=_others(g, action),
        terms=() if terms is None else g.prose(terms),
        terms_evidence=Grounds() if terms is None else g.grounds(terms),
        announced=() if terms is None else tuple(_expectation(g, each) for each in _in_printed_order(g, terms)),
        citations=tuple(citing(g, part) for part in g.parts(CCWP.Citation)),
        references=tuple(
            Referring(
                action=g.names[earlier := facts.thing(part, CCWP.referredAction) or part],
                printed=facts.text(part, CCWP.printedForm),
                follows_up=earlier in followed,
                evidence=g.grounds(part),
            )
            for part in g.parts(CCWP.ActionReference)
        ),
        statements=statements(g),
        lead=tuple(party for party in parties if party.is_lead),
        starts_on=facts.text(action, CCWP.startDate),
        start_printed=facts.text(action, CCWP.startAsPrinted),
        timetable=tuple((word, told) for word, each in _TIMES for told in facts.all_words(action, each)),
        progress=facts.text(action, CCWP.progressAsPrinted),
        work_areas=g.things(action, CCWP.hasWorkArea),
        reported_in=g.things(action, CCWP.reportedIn),
        pointed_to_by=g.pointing(CCWP.refersToAction),
        followed_up_by=g.pointing(CCWP.followsUp),
        subjects=subjects(g),
    )


def _objective(g: EntityContext, part: NamedNode) -> Objective:
    objective = g.facts.thing(part, CCWP.assignedObjective)
    number = None if objective is None else objective.value.rpartition("/")[2]
    coverage = g.facts.thing(part, CCWP.coverage)
    return Objective(
        number=int(number) if number is not None and number.isdigit() else None,
        printed_number=g.facts.number(part, CCWP.printedNumber),
        objective=None if objective is None else g.names[objective],
        wording=g.facts.words(part, CCWP.wording),
        is_partial=coverage is not None and coverage.value.endswith("/part"),
        derivations=derivations(g.facts, part, g.rules),
        evidence=g.grounds(part),
    )


def _party(g: EntityContext, part: NamedNode) -> Party:
    return Party(
        printed=g.facts.text(part, CCWP.printedForm) or "",
        role=g.thing(part, M8G.role),
        involved=g.things(part, CCWP.involvedParty),
        examples=g.things(part, CCWP.namesAsExample),
        evidence=g.grounds(part),
    )


def _others(g: EntityContext, whole: NamedNode) -> tuple[UnmappedEntry, ...]:
    """The other entries that are parts of the action, or of the entry that names a step."""
    own = [part for part in g.parts(CCWP.OtherEntry) if g.facts.whole(part) == whole]
    return tuple(
        UnmappedEntry(g.facts.text(part, CCWP.columnHeading) or "", g.prose(part), g.grounds(part), _others(g, part))
        for part in own
    )


def _point(g: EntityContext, part: NamedNode) -> Point:
    return Point(
        iri=part.value,
        number=g.facts.number(part, CCWP.printedNumber),
        text=g.prose(part),
        expectations=tuple(_expectation(g, each) for each in _in_printed_order(g, part)),
        evidence=g.grounds(part),
    )


def _in_printed_order(g: EntityContext, whole: NamedNode) -> list[NamedNode]:
    """The parts of a part; of two with the same words, in the order of their numbers."""
    return sorted(
        g.facts.things(whole, DCTERMS.hasPart),
        key=lambda part: ([(place.start, place.end) for place in g.where(part)], natural_key(part.value)),
    )


def _expectation(g: EntityContext, part: NamedNode) -> Expectation:
    return Expectation(
        decision=g.thing(part, CCWP.expectsDecision),
        by=g.thing(part, CCWP.decisionBy),
        products=g.things(part, CCWP.expectsProduct),
        recurrence=g.facts.text(part, CCWP.recurrence),
        derivations=derivations(g.facts, part, g.rules),
        evidence=g.grounds(part),
    )


def citing(g: EntityContext, part: NamedNode) -> Citing:
    """A citation, of an action or in a footnote of the plan."""
    facts = g.facts
    return Citing(
        documents=g.things(part, CCWP.citedDocument),
        role=g.thing(part, CCWP.citationRole),
        printed=facts.text(part, CCWP.printedForm),
        regarding=facts.words(part, CCWP.citedRegarding),
        quotes=facts.words(part, CCWP.quotes),
        recommendations=tuple(found.text for found in facts.all_words(part, CCWP.singledOutRecommendation)),
        pending=facts.text(part, CCWP.pendingStatus),
        derivations=derivations(facts, part, g.rules),
        evidence=g.grounds(part),
    )
