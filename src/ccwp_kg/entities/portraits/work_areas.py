"""The page of a work area: the plans that name it, and the other areas."""

from __future__ import annotations

from dataclasses import dataclass

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.namespaces import CCWP, SKOS

CONTEXT = (
    f"?s {CCWP.hasWorkArea} $subject ; ?p ?o FILTER(?p IN ({CCWP.hasWorkArea}, {CCWP.partOfPlan}))",
    f"$subject {SKOS.inScheme} ?scheme . ?s {SKOS.inScheme} ?scheme ; ?p ?o FILTER(?p IN ({SKOS.inScheme}))",
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
    naming = [s for s in facts.subjects() if area in facts.things(s, CCWP.hasWorkArea)]
    actions = [s for s in naming if facts.things(s, CCWP.partOfPlan)]
    return WorkAreaPortrait(
        definition=facts.words(area, SKOS.definition),
        scheme=g.things(area, SKOS.inScheme),
        plans=g.names.things(s for s in naming if s not in actions),
        actions=g.names.things(actions),
        others=g.names.things(
            s for s in facts.subjects() if s != area and schemes & set(facts.things(s, SKOS.inScheme))
        ),
    )
