"""The pages of a plan (its period and status, what it builds on, its actions) and of a meeting."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.facts import Facts, Words
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.facts.silences import last_step
from ccwp_kg.entities.portraits.periods import Period, period_of
from ccwp_kg.entities.portraits.statements import STATEMENTS, RequestView, StatementRow, requests, statements
from ccwp_kg.entities.portraits.versions import VERSIONS, OtherVersion, other_versions
from ccwp_kg.namespaces import CCWP, DCTERMS, FOAF, RDF
from ccwp_kg.rdf.terms.labels import TITLE
from ccwp_kg.rdf.terms.silences import silence_of

_OTHERS_SAY = (CCWP.status, CCWP.validFrom, CCWP.validUntil, CCWP.approvedBy, CCWP.approvedOn)
CONTEXT = (
    (
        f"?s {CCWP.partOfPlan} $subject ; ?p ?o FILTER(?p IN ({CCWP.actionNumber}, {CCWP.position}, {TITLE}, "
        f"{CCWP.pursuesObjective}, {CCWP.concernsParty}, {CCWP.partOfPlan}, {CCWP.readFrom}))"
    ),
    f"?s {CCWP.precededBy} $subject ; ?p ?o FILTER(?p IN ({CCWP.precededBy}))",
    (
        f"?action {CCWP.partOfPlan} $subject . ?s {DCTERMS.isPartOf} ?action ; {CCWP.field} ?field ; ?p ?o "
        f"FILTER(?p IN ({DCTERMS.isPartOf}, {CCWP.field}, {CCWP.silence})) "
        'FILTER(STRENDS(STR(?field), "/parties") || STRENDS(STR(?field), "/objectives"))'
    ),
    (
        f"$subject {CCWP.readFrom} ?s . ?s ?p ?o FILTER(?p IN ({TITLE}, {CCWP.status}, {CCWP.draftedAt}, "
        f"{CCWP.addressedTo}, {CCWP.forwardedTo}, {CCWP.declaredActionCount}))"
    ),
    (
        f"$subject {CCWP.readFrom} ?document . ?s {DCTERMS.isPartOf} ?document ; a ?kind ; {CCWP.text} ?words ; ?p ?o "
        f"FILTER(?kind = {CCWP.ExpectedDecision}) "
        f"FILTER(?p IN ({RDF.type}, {CCWP.text}, {CCWP.expectsDecision}, {CCWP.decisionBy}, {CCWP.hasSpan})) "
        f"FILTER NOT EXISTS {{ ?column a {CCWP.ColumnDefinition} ; {CCWP.text} ?meaning "
        "FILTER(CONTAINS(?meaning, ?words)) }"
    ),
    STATEMENTS,
    VERSIONS,
    (
        f"?s {FOAF.primaryTopic} $subject ; ?p ?o "
        f"FILTER(?p IN ({FOAF.primaryTopic}, {TITLE}, {CCWP.status}, {DCTERMS.issued}))"
    ),
    (
        f"?s {RDF.subject} $subject ; {RDF.predicate} ?said ; ?p ?o "
        f"FILTER(?said IN ({', '.join(map(str, _OTHERS_SAY))})) "
        f"FILTER(?p IN ({RDF.subject}, {RDF.predicate}, {RDF.object}, {CCWP.printedForm}, {DCTERMS.isPartOf}))"
    ),
)
MEETING_CONTEXT = (f"?s {CCWP.draftedAt} $subject ; ?p ?o FILTER(?p IN ({CCWP.draftedAt}))",)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as a row of the plan's tables. `number` is the last step of its IRI where it has none.

    `no_objectives` and `no_parties` are the silences that stand where it has none.
    """

    action: Thing
    number: str
    title: Words | None
    objectives: frozenset[str]
    parties: frozenset[str]
    no_objectives: str
    no_parties: str


@dataclass(frozen=True, slots=True)
class StatementElsewhere:
    """What a document that does not set the plan out says of it: a property, the value, and how that is printed."""

    document: Thing
    property: Thing
    value: Thing | Words
    printed: str | None


@dataclass(frozen=True, slots=True)
class PlanPortrait:
    """A plan as its page shows it; totals count the actions that pursue an objective or concern a party.

    `read_from` is the document that stands for the plan: title and status are the document's. `other_versions` tell
    what is different in its other documents, `statements_elsewhere` what documents of other plans say of it.
    """

    ordinal: int | None
    title: Words | None
    period: Period
    status: tuple[Thing, ...]
    read_from: Thing | None
    other_documents: tuple[Thing, ...]
    other_versions: tuple[OtherVersion, ...]
    statements_elsewhere: tuple[StatementElsewhere, ...]
    documented_in: tuple[Thing, ...]
    based_on: tuple[Thing, ...]
    takes_into_account: tuple[Thing, ...]
    drafted_at: tuple[Thing, ...]
    addressed_to: tuple[Thing, ...]
    forwarded_to: tuple[Thing, ...]
    requests: tuple[RequestView, ...]
    approved_by: tuple[Thing, ...]
    approved_on: str | None
    preceded_by: Thing | None
    followed_by: tuple[Thing, ...]
    work_areas: tuple[Thing, ...]
    objectives: tuple[Thing, ...]
    objective_totals: tuple[int, ...]
    parties: tuple[Thing, ...]
    party_totals: tuple[int, ...]
    actions: tuple[ActionRow, ...]
    declared_actions: int | None
    statements: tuple[StatementRow, ...]


def plan_portrait(g: EntityContext) -> PlanPortrait:
    """The portrait of a plan."""
    facts, plan = g.facts, g.subject
    document = facts.thing(plan, CCWP.readFrom) or plan
    actions = facts.in_order(facts.pointing(CCWP.partOfPlan, plan), CCWP.position)
    parties = {party for action in actions for party in facts.things(action, CCWP.concernsParty)}
    rows = tuple(
        ActionRow(
            action=g.names[action],
            number=facts.text(action, CCWP.actionNumber) or action.value.rpartition("/")[2],
            title=facts.words(action, TITLE),
            objectives=frozenset(iri.value for iri in facts.things(action, CCWP.pursuesObjective)),
            parties=frozenset(iri.value for iri in facts.things(action, CCWP.concernsParty)),
            no_objectives=_silence(facts, action, "objectives"),
            no_parties=_silence(facts, action, "parties"),
        )
        for action in actions
    )
    objectives = g.things(plan, CCWP.hasStrategicObjective)
    named = tuple(sorted(g.names.things(parties), key=lambda party: party.short.lower()))
    return PlanPortrait(
        ordinal=facts.number(plan, CCWP.ordinal),
        title=facts.words(document, TITLE),
        period=period_of(facts, plan),
        status=g.things(document, CCWP.status),
        read_from=g.thing(plan, CCWP.readFrom),
        other_documents=tuple(each for each in g.pointing(FOAF.primaryTopic) if each.iri != document.value),
        other_versions=other_versions(g, document),
        statements_elsewhere=_statements_elsewhere(g),
        documented_in=g.things(plan, CCWP.documentedIn),
        based_on=g.things(plan, CCWP.basedOn),
        takes_into_account=g.things(plan, CCWP.takesIntoAccount),
        drafted_at=g.things(document, CCWP.draftedAt),
        addressed_to=g.things(document, CCWP.addressedTo),
        forwarded_to=g.things(document, CCWP.forwardedTo),
        requests=requests(g),
        approved_by=g.things(plan, CCWP.approvedBy),
        approved_on=facts.text(plan, CCWP.approvedOn),
        preceded_by=g.thing(plan, CCWP.precededBy),
        followed_by=g.pointing(CCWP.precededBy),
        work_areas=g.things(plan, CCWP.hasWorkArea),
        objectives=objectives,
        objective_totals=tuple(sum(each.iri in row.objectives for row in rows) for each in objectives),
        parties=named,
        party_totals=tuple(sum(party.iri in row.parties for row in rows) for party in named),
        actions=rows,
        declared_actions=facts.number(document, CCWP.declaredActionCount),
        statements=statements(g),
    )


def _silence(facts: Facts, action: NamedNode, field: str) -> str:
    """Why nothing is known of a field of an action."""
    parts = facts.pointing(DCTERMS.isPartOf, action)
    found = ((facts.thing(part, CCWP.field), facts.thing(part, CCWP.silence)) for part in parts)
    recorded = {last_step(name): last_step(kind) for name, kind in found if name is not None and kind is not None}
    return silence_of(field, recorded, is_held=facts.thing(action, CCWP.readFrom) is not None)


def _statements_elsewhere(g: EntityContext) -> tuple[StatementElsewhere, ...]:
    own = g.facts.pointing(FOAF.primaryTopic, g.subject)
    found = []
    for statement in g.facts.pointing(RDF.subject, g.subject):
        document, said = g.facts.thing(statement, DCTERMS.isPartOf), g.facts.thing(statement, RDF.predicate)
        value = g.thing(statement, RDF.object) or g.facts.words(statement, RDF.object)
        if document is not None and document not in own and said is not None and value is not None:
            printed = g.facts.text(statement, CCWP.printedForm)
            found.append(StatementElsewhere(g.names[document], g.names[said], value, printed))
    return tuple(sorted(found, key=lambda each: (each.document.name, each.property.name)))


@dataclass(frozen=True, slots=True)
class MeetingPortrait:
    """A meeting as its page shows it."""

    held_on: str | None
    drafted: tuple[Thing, ...]


def meeting_portrait(g: EntityContext) -> MeetingPortrait:
    """The portrait of a meeting."""
    return MeetingPortrait(g.facts.text(g.subject, CCWP.heldOn), g.pointing(CCWP.draftedAt))
