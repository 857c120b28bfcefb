"""The page of an action: objectives, indicators, outcomes, parties, what it builds on, and its subjects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.evidence import Grounds, Prose
from ccwp_kg.entities.facts.facts import Thing, Words
from ccwp_kg.entities.facts.inferences import Inference
from ccwp_kg.entities.facts.silences import last_step
from ccwp_kg.entities.portraits import fields as read
from ccwp_kg.entities.portraits.fields import MATCHES, STATEMENTS, StatementRow, statements
from ccwp_kg.entities.portraits.plans import Period, period_of
from ccwp_kg.namespaces import CCWP, DCTERMS, M8G, OA, OWL, RDF
from ccwp_kg.rdf.terms.labels import TITLE
from ccwp_kg.rdf.terms.order import natural_key

_MAPPINGS = (
    f"?assignment {DCTERMS.isPartOf} $subject ; {CCWP.restsOnMapping} ?s . ?s ?p ?o "
    f"FILTER(?p IN ({OWL.annotatedSource}, {OWL.annotatedProperty}))"
)
"""The mappings that subjects of the page's action rest on."""

CONTEXT = (
    (f"$subject {CCWP.partOfPlan} ?s . ?s ?p ?o FILTER(?p IN ({CCWP.validFrom}, {CCWP.validUntil}, {CCWP.status}))"),
    f"$subject {CCWP.readFrom} ?s . ?s ?p ?o FILTER(?p IN ({CCWP.status}, {CCWP.forwardedTo}))",
    # The rules of its document, one of which may come nearest to what a row leaves open.
    (
        f"$subject {CCWP.readFrom} ?d . ?d {CCWP.hasRule} ?s . ?s ?p ?o "
        f"FILTER(?p IN ({RDF.type}, {CCWP.text}, {CCWP.hasSpan}))"
    ),
    f"?s {CCWP.refersToAction} $subject ; ?p ?o FILTER(?p IN ({CCWP.refersToAction}, {CCWP.followsUp}))",
    _MAPPINGS,
    STATEMENTS,
)


_TIMES = (
    ("", CCWP.timetableAsPrinted), ("from", CCWP.scheduledFrom), ("from", CCWP.validFrom),
    ("until", CCWP.scheduledUntil), ("until", CCWP.validUntil), ("until", CCWP.deadline), ("for", CCWP.runsFor),
)  # fmt: skip
_T = TypeVar("_T")
_FIELDS = {
    "objectives": (CCWP.pursuesObjective, CCWP.hasObjectiveAssignment),
    "indicators": (CCWP.hasIndicator,),
    "outcomes": (CCWP.hasOutcome,),
    "parties": (CCWP.concernsParty, CCWP.hasPartyInvolvement),
}
"""Field of the page → the properties of the action whose corrections stand there."""
_LEAD = "/concept/lead"
"""How the role of a lead ends, at any base."""


def is_partial(g: EntityContext, assignment: NamedNode) -> bool:
    """Whether an action covers only a part of the objective that it is assigned to."""
    coverage = g.facts.thing(assignment, CCWP.coverage)
    return coverage is not None and coverage.value.endswith("/part")


def _number(g: EntityContext, assignment: NamedNode) -> int | None:
    objective = g.facts.thing(assignment, CCWP.assignedObjective)
    number = "" if objective is None else last_step(objective)
    return int(number) if number.isdigit() else None


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective the action is assigned to, with the wording printed in its row."""

    number: int | None = read.by(_number)
    printed_number: int | None = read.number(CCWP.printedNumber)
    objective: Thing | None = read.thing(CCWP.assignedObjective)
    wording: Words | None = read.words(CCWP.wording)
    is_partial: bool = read.by(is_partial)
    derivations: tuple[str, ...] = read.rules()
    evidence: Grounds = read.by(EntityContext.grounds)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a part of an action expects: a decision of a body on products, or a product of which no body is named."""

    decision: Thing | None = read.thing(CCWP.expectsDecision)
    by: Thing | None = read.thing(CCWP.decisionBy)
    products: tuple[Thing, ...] = read.things(CCWP.expectsProduct)
    recurrence: str | None = read.text(CCWP.recurrence)
    derivations: tuple[str, ...] = read.rules()
    evidence: Grounds = read.by(EntityContext.grounds)


def _expectations(g: EntityContext, whole: NamedNode) -> tuple[Expectation, ...]:
    """What a part expects, in printed order; of two with the same words, in the order of their numbers."""
    parts = sorted(
        g.facts.things(whole, DCTERMS.hasPart),
        key=lambda part: ([(place.start, place.end) for place in g.where(part)], natural_key(part.value)),
    )
    return tuple(read.draw(Expectation, g, part) for part in parts)


@dataclass(frozen=True, slots=True)
class Point:
    """An indicator or an outcome: its number, its words, and what it expects."""

    number: int | None = read.number(CCWP.printedNumber)
    text: Prose = read.by(EntityContext.prose)
    expectations: tuple[Expectation, ...] = read.by(_expectations)
    evidence: Grounds = read.by(EntityContext.grounds)


@dataclass(frozen=True, slots=True)
class Party:
    """An entry on parties: what is printed, in which role, whom it means, and whom it names as examples."""

    printed: str = read.by(lambda g, part: g.facts.text(part, CCWP.printedForm) or "")
    role: Thing | None = read.thing(M8G.role)
    involved: tuple[Thing, ...] = read.things(CCWP.involvedParty)
    examples: tuple[Thing, ...] = read.things(CCWP.namesAsExample)
    evidence: Grounds = read.by(EntityContext.grounds)

    @property
    def is_participant(self) -> bool:
        """Whether it takes part, which is less than to be concerned."""
        return self.role is not None and self.role.iri.endswith("/participant")

    @property
    def is_lead(self) -> bool:
        """Whether it leads the action."""
        return self.role is not None and self.role.iri.endswith(_LEAD)


def _parties(g: EntityContext, _: NamedNode, *, are_leads: bool) -> tuple[Party, ...]:
    parties = (read.draw(Party, g, part) for part in g.parts(CCWP.PartyInvolvement))
    return tuple(party for party in parties if party.is_lead is are_leads)


def _others(g: EntityContext, whole: NamedNode) -> tuple[UnmappedEntry, ...]:
    """The other entries that are parts of the action, or of the entry that names a step."""
    own = (part for part in g.parts(CCWP.OtherEntry) if g.facts.whole(part) == whole)
    return tuple(read.draw(UnmappedEntry, g, part) for part in own)


@dataclass(frozen=True, slots=True)
class UnmappedEntry:
    """What is printed in a column for which there is no property, under its heading.

    `beside` are the other cells of a step of the action, where it names that step.
    """

    heading: str = read.by(lambda g, part: g.facts.text(part, CCWP.columnHeading) or "")
    text: Prose = read.by(EntityContext.prose)
    evidence: Grounds = read.by(EntityContext.grounds)
    beside: tuple[UnmappedEntry, ...] = read.by(_others)


@dataclass(frozen=True, slots=True)
class Citing:
    """A document cited in the terms of reference of an action, or in a footnote of a plan, and why."""

    documents: tuple[Thing, ...] = read.things(CCWP.citedDocument)
    role: Thing | None = read.thing(CCWP.citationRole)
    regarding: Words | None = read.words(CCWP.citedRegarding)
    quotes: Words | None = read.words(CCWP.quotes)
    recommendations: tuple[str, ...] = read.texts(CCWP.singledOutRecommendation)
    pending: str | None = read.text(CCWP.pendingStatus)
    derivations: tuple[str, ...] = read.rules()
    evidence: Grounds = read.by(EntityContext.grounds)


def _earlier(g: EntityContext, part: NamedNode) -> NamedNode:
    return g.facts.thing(part, CCWP.referredAction) or part


@dataclass(frozen=True, slots=True)
class Referring:
    """An action the terms of reference point to."""

    action: Thing = read.by(lambda g, part: g.names[_earlier(g, part)])
    follows_up: bool = read.by(lambda g, part: _earlier(g, part) in g.facts.things(g.subject, CCWP.followsUp))
    evidence: Grounds = read.by(EntityContext.grounds)


@dataclass(frozen=True, slots=True)
class Matched:
    """Something the action mentions that matches the term, and how closely."""

    thing: Thing
    match: str
    mapping: Thing


@dataclass(frozen=True, slots=True)
class Subject:
    """A term the action is indexed with, what it matches there, and where the action mentions that."""

    term: Thing
    matched: tuple[Matched, ...]
    evidence: Grounds


def _subjects(g: EntityContext, _: NamedNode) -> tuple[Subject, ...]:
    """The subjects of the page's action, by name."""
    found = []
    for assignment in g.facts.members(CCWP.SubjectAssignment):
        mentions = g.facts.things(assignment, CCWP.restsOnMention)
        evidence = Grounds(tuple(sorted({place for mention in mentions for place in g.where(mention)})))
        matched = tuple(
            Matched(g.names[thing], MATCHES[match].partition(":")[0], g.names[mapping])
            for mapping in g.facts.things(assignment, CCWP.restsOnMapping)
            for thing in g.facts.things(mapping, OWL.annotatedSource)
            for match in g.facts.things(mapping, OWL.annotatedProperty)
            if match in MATCHES
        )
        terms = g.facts.things(assignment, OA.hasBody)
        found += [Subject(g.names[term], matched, evidence) for term in terms]
    return tuple(sorted(found, key=lambda subject: (subject.term.name.lower(), subject.term.iri)))


def _from(*predicates: NamedNode, how: Callable[[EntityContext, NamedNode], _T], otherwise: _T) -> _T:
    """What is read of the first thing that one of these properties leads to."""

    def found(g: EntityContext, action: NamedNode) -> _T:
        of = next(filter(None, (g.facts.thing(action, each) for each in predicates)), None)
        return otherwise if of is None else how(g, of)

    return read.by(found)


def _timetable(g: EntityContext, action: NamedNode) -> tuple[tuple[str, Words], ...]:
    return tuple((word, told) for word, each in _TIMES for told in g.facts.all_words(action, each))


def _corrected(g: EntityContext, action: NamedNode) -> dict[str, Grounds]:
    """The corrections of each field that has its own place on the page; a party stays one where it is mentioned."""
    corrections = g.grounds(action).corrections
    found = {
        field: tuple(each for each in corrections if NamedNode(each.property.iri) in predicates)
        for field, predicates in _FIELDS.items()
    }
    parties = {value for each in found["parties"] for value in (*each.replaced, *each.correct)}
    found["parties"] += tuple(
        each
        for each in corrections
        if each.property.iri == CCWP.mentions.value and parties.issuperset((*each.replaced, *each.correct))
    )
    return {field: Grounds(corrections=of_field) for field, of_field in found.items()}


def _head(g: EntityContext, action: NamedNode) -> Grounds:
    """Where the action was read, and the corrections that stand at no field of it."""
    whole = g.grounds(action)
    elsewhere = {each for found in _corrected(g, action).values() for each in found.corrections}
    return Grounds(whole.places, tuple(each for each in whole.corrections if each not in elsewhere))


@dataclass(frozen=True, slots=True)
class ActionPortrait:
    """An action that was read, or is known only by its mention; what the source does not say is absent.

    `timetable` are the times that are stated of the action itself, each after “from”, “until”, “for” or nothing.
    `corrected` has the corrections by the field where they stand, `head` what stands at the title.
    """

    number: str = read.by(lambda g, action: g.facts.text(action, CCWP.actionNumber) or "")
    title: Words | None = read.words(TITLE)
    is_read: bool = read.by(lambda g, action: g.facts.thing(action, CCWP.readFrom) is not None)
    plan: Thing | None = read.thing(CCWP.partOfPlan)
    plan_inferred: tuple[Inference, ...] | None = _from(
        CCWP.partOfPlan, how=lambda g, plan: g.inferences.get((CCWP.partOfPlan, plan)), otherwise=None
    )
    period: Period = _from(CCWP.partOfPlan, how=period_of, otherwise=Period())
    status: tuple[Thing, ...] = _from(
        CCWP.readFrom, CCWP.partOfPlan, how=lambda g, of: g.things(of, CCWP.status), otherwise=()
    )
    awaits: Thing | None = _from(
        CCWP.readFrom, CCWP.partOfPlan, how=lambda g, of: g.thing(of, CCWP.forwardedTo), otherwise=None
    )
    objectives: tuple[Objective, ...] = read.parts(Objective, CCWP.ObjectiveAssignment)
    indicators: tuple[Point, ...] = read.parts(Point, CCWP.PerformanceIndicator)
    outcomes: tuple[Point, ...] = read.parts(Point, CCWP.PossibleOutcome)
    parties: tuple[Party, ...] = read.by(partial(_parties, are_leads=False))
    others: tuple[UnmappedEntry, ...] = read.by(_others)
    terms: Prose = _from(CCWP.hasTermsOfReference, how=EntityContext.prose, otherwise=())
    terms_evidence: Grounds = _from(CCWP.hasTermsOfReference, how=EntityContext.grounds, otherwise=Grounds())
    announced: tuple[Expectation, ...] = _from(CCWP.hasTermsOfReference, how=_expectations, otherwise=())
    citations: tuple[Citing, ...] = read.parts(Citing, CCWP.Citation)
    references: tuple[Referring, ...] = read.parts(Referring, CCWP.ActionReference)
    statements: tuple[StatementRow, ...] = read.by(statements)
    lead: tuple[Party, ...] = read.by(partial(_parties, are_leads=True))
    starts_on: str | None = read.text(CCWP.startDate)
    start_printed: str | None = read.text(CCWP.startAsPrinted)
    timetable: tuple[tuple[str, Words], ...] = read.by(_timetable)
    progress: str | None = read.text(CCWP.progressAsPrinted)
    work_areas: tuple[Thing, ...] = read.things(CCWP.workArea)
    reported_in: tuple[Thing, ...] = read.things(CCWP.reportedIn)
    pointed_to_by: tuple[Thing, ...] = read.pointing(CCWP.refersToAction)
    followed_up_by: tuple[Thing, ...] = read.pointing(CCWP.followsUp)
    subjects: tuple[Subject, ...] = read.by(_subjects)
    corrected: Mapping[str, Grounds] = read.by(_corrected)
    head: Grounds = read.by(_head)
