"""The page of a strategic objective, and of a work area: its words and the actions under it."""

from __future__ import annotations

from dataclasses import dataclass

from ccwp_kg.entities.facts.corrections import Grounds
from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.namespaces import CCWP, DCTERMS, SKOS
from ccwp_kg.rdf.terms.order import natural_key

CONTEXT = (
    f"?s {CCWP.assignedObjective} $subject ; ?p ?o",
    f"?s {CCWP.hasStrategicObjective} $subject ; ?p ?o FILTER(?p IN ({CCWP.hasStrategicObjective}))",
)
WORK_AREA_CONTEXT = (
    f"?s {CCWP.hasWorkArea} $subject ; ?p ?o FILTER(?p IN ({CCWP.hasWorkArea}, {CCWP.partOfPlan}))",
    f"$subject {SKOS.inScheme} ?scheme . ?s {SKOS.inScheme} ?scheme ; ?p ?o FILTER(?p IN ({SKOS.inScheme}))",
)


@dataclass(frozen=True, slots=True)
class Pursuit:
    """An action that pursues the objective, with the words and the number printed there."""

    action: Thing
    printed_number: int | None
    wording: Words | None
    is_partial: bool


@dataclass(frozen=True, slots=True)
class ObjectivePortrait:
    """A strategic objective as its page shows it."""

    position: int | None
    definition: Words | None
    scheme: tuple[Thing, ...]
    strategy: tuple[Thing, ...]
    plans: tuple[Thing, ...]
    pursued_by: tuple[Pursuit, ...]
    evidence: Grounds


def objective_portrait(g: EntityContext) -> ObjectivePortrait:
    """The portrait of a strategic objective."""
    facts, objective = g.facts, g.subject
    pursuits = []
    for part in facts.members(CCWP.ObjectiveAssignment):
        action, coverage = facts.whole(part), facts.thing(part, CCWP.coverage)
        if action is not None and objective in facts.things(part, CCWP.assignedObjective):
            partial = coverage is not None and coverage.value.endswith("/part")
            number, wording = facts.number(part, CCWP.printedNumber), facts.words(part, CCWP.wording)
            pursuits.append(Pursuit(g.names[action], number, wording, partial))
    return ObjectivePortrait(
        position=facts.number(objective, CCWP.position),
        definition=facts.words(objective, SKOS.definition),
        scheme=g.things(objective, SKOS.inScheme),
        strategy=g.things(objective, DCTERMS.isPartOf),
        plans=g.pointing(CCWP.hasStrategicObjective),
        pursued_by=tuple(sorted(pursuits, key=lambda pursuit: natural_key(pursuit.action.iri))),
        evidence=g.grounds(objective),
    )


@dataclass(frozen=True, slots=True)
class WorkAreaPortrait:
    """A work area as its page shows it; `actions` are those that a text assigns to it singly."""

    definition: Words | None
    scheme: tuple[Thing, ...]
    plans: tuple[Thing, ...]
    actions: tuple[Thing, ...]
    others: tuple[Thing, ...]


def work_area_portrait(g: EntityContext) -> WorkAreaPortrait:
    """The portrait of a work area."""
    facts, area = g.facts, g.subject
    schemes = set(facts.things(area, SKOS.inScheme))
    naming = facts.pointing(CCWP.hasWorkArea, area)
    actions = [s for s in naming if facts.things(s, CCWP.partOfPlan)]
    return WorkAreaPortrait(
        definition=facts.words(area, SKOS.definition),
        scheme=g.things(area, SKOS.inScheme),
        plans=g.names.things(s for s in naming if s not in actions),
        actions=g.names.things(actions),
        others=g.names.things(
            s for s in facts.having(SKOS.inScheme) if s != area and schemes & set(facts.things(s, SKOS.inScheme))
        ),
    )
