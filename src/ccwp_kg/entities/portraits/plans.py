"""The pages of a plan (its period and status, what it builds on, its actions, its words) and of a meeting."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.corrections import Grounds
from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.facts.prose import Prose
from ccwp_kg.entities.portraits.actions import Citing, StatementRow, citing, statement_row
from ccwp_kg.entities.portraits.periods import Period, period_of
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.terms.labels import TITLE

CONTEXT = (
    (
        f"?s {CCWP.partOfPlan} $subject ; ?p ?o FILTER(?p IN ({CCWP.actionNumber}, {TITLE}, {CCWP.pursuesObjective}, "
        f"{CCWP.concernsParty}, {CCWP.partOfPlan}, {CCWP.citesDocument}))"
    ),
    f"?s {CCWP.precededBy} $subject ; ?p ?o FILTER(?p IN ({CCWP.precededBy}))",
)
MEETING_CONTEXT = (f"?s {CCWP.draftedAt} $subject ; ?p ?o FILTER(?p IN ({CCWP.draftedAt}))",)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as a row of the plan's tables."""

    action: Thing
    number: str
    title: Words | None
    objectives: frozenset[str]
    parties: frozenset[str]
    documents: int


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph of the plan, a definition of a column, or a rule."""

    label: Thing
    text: Prose
    evidence: Grounds


@dataclass(frozen=True, slots=True)
class SectionView:
    """A titled part of the plan."""

    heading: Thing
    paragraphs: tuple[ParagraphView, ...]


@dataclass(frozen=True, slots=True)
class FootnoteView:
    """A footnote: its number, the words it stands at, and what it refers to."""

    number: int | None
    annotates: str | None
    citation: Citing


@dataclass(frozen=True, slots=True)
class PlanPortrait:
    """A plan as its page shows it; totals count the actions that pursue an objective or concern a party."""

    ordinal: int | None
    title: Words | None
    period: Period
    period_rule: str | None
    status: tuple[Thing, ...]
    documented_in: tuple[Thing, ...]
    based_on: tuple[Thing, ...]
    drafted_at: tuple[Thing, ...]
    addressed_to: tuple[Thing, ...]
    forwarded_to: tuple[Thing, ...]
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
    columns: tuple[ParagraphView, ...]
    rules: tuple[ParagraphView, ...]
    sections: tuple[SectionView, ...]
    footnotes: tuple[FootnoteView, ...]
    statements: tuple[StatementRow, ...]


def plan_portrait(g: EntityContext) -> PlanPortrait:
    """The portrait of a plan."""
    facts, plan = g.facts, g.subject
    actions = facts.pointing(CCWP.partOfPlan, plan)
    parties = {party for action in actions for party in facts.things(action, CCWP.concernsParty)}
    rows = tuple(
        ActionRow(
            action=g.names[action],
            number=facts.text(action, CCWP.actionNumber) or "",
            title=facts.words(action, TITLE),
            objectives=frozenset(iri.value for iri in facts.things(action, CCWP.pursuesObjective)),
            parties=frozenset(iri.value for iri in facts.things(action, CCWP.concernsParty)),
            documents=len(facts.things(action, CCWP.citesDocument)),
        )
        for action in actions
    )
    objectives = g.things(plan, CCWP.hasStrategicObjective)
    named = tuple(sorted(g.names.things(parties), key=lambda party: party.short.lower()))
    return PlanPortrait(
        ordinal=facts.number(plan, CCWP.ordinal),
        title=facts.words(plan, TITLE),
        period=period_of(facts, plan),
        period_rule=facts.text(plan, CCWP.derivedByRule),
        status=g.things(plan, CCWP.status),
        documented_in=g.things(plan, CCWP.documentedIn),
        based_on=g.things(plan, CCWP.basedOn),
        drafted_at=g.things(plan, CCWP.draftedAt),
        addressed_to=g.things(plan, CCWP.addressedTo),
        forwarded_to=g.things(plan, CCWP.forwardedTo),
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
        declared_actions=facts.number(plan, CCWP.declaredActionCount),
        columns=tuple(_paragraph(g, part) for part in g.parts(CCWP.ColumnDefinition)),
        rules=tuple(_paragraph(g, part) for part in g.parts(CCWP.ImplementationRule)),
        sections=_sections(g),
        footnotes=_footnotes(g),
        statements=tuple(statement_row(g, part) for part in g.parts(CCWP.Statement)),
    )


def _paragraph(g: EntityContext, part: NamedNode) -> ParagraphView:
    return ParagraphView(g.names[part], g.prose(part), g.grounds(part))


def _sections(g: EntityContext) -> tuple[SectionView, ...]:
    """Sections in the order of the document."""

    def start(section: NamedNode) -> int:
        parts = (section, *g.facts.things(section, CCWP.hasParagraph))
        return min((place.start for part in parts for place in g.where(part)), default=1 << 40)

    found = []
    for section in sorted(g.facts.members(CCWP.Section), key=start):
        paragraphs = g.facts.in_order(g.facts.things(section, CCWP.hasParagraph), CCWP.position)
        found.append(SectionView(g.names[section], tuple(_paragraph(g, part) for part in paragraphs)))
    return tuple(found)


def _footnotes(g: EntityContext) -> tuple[FootnoteView, ...]:
    notes = [
        FootnoteView(g.facts.number(part, CCWP.footnoteNumber), g.facts.text(part, CCWP.annotates), citing(g, part))
        for part in g.parts(CCWP.Citation)
    ]
    return tuple(sorted(notes, key=lambda note: note.number or 0))


@dataclass(frozen=True, slots=True)
class MeetingPortrait:
    """A meeting as its page shows it."""

    held_on: str | None
    drafted: tuple[Thing, ...]


def meeting_portrait(g: EntityContext) -> MeetingPortrait:
    """The portrait of a meeting."""
    return MeetingPortrait(g.facts.text(g.subject, CCWP.heldOn), g.pointing(CCWP.draftedAt))
