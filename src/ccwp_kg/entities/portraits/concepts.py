"""The pages of a concept, a list of concepts or a subject code, of a strategic objective, and of a work area."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext, Links
from ccwp_kg.entities.facts.evidence import Grounds
from ccwp_kg.entities.facts.facts import Thing, Words
from ccwp_kg.entities.portraits import fields as read
from ccwp_kg.entities.portraits.actions import is_partial
from ccwp_kg.entities.portraits.fields import MAPPED, Outside, outside_links
from ccwp_kg.entities.portraits.organisations import Name, names_of
from ccwp_kg.namespaces import CCWP, CITO, DCTERMS, OA, OWL, RDF, SKOS
from ccwp_kg.rdf.terms.order import natural_key

CONTEXT = (
    f"?s {SKOS.broader} $subject ; ?p ?o FILTER(?p IN ({SKOS.broader}))",
    f"?s {SKOS.inScheme} $subject ; ?p ?o FILTER(?p IN ({SKOS.inScheme}))",
    f"?s {CCWP.series} $subject ; ?p ?o FILTER(?p IN ({CCWP.series}))",
    f"?s {CCWP.hasSubjectCode} $subject ; ?p ?o FILTER(?p IN ({CCWP.hasSubjectCode}))",
    *MAPPED,
)
_SHOWN_ELSEWHERE = frozenset(
    term.value
    for term in (
        CCWP.mentions, CCWP.hasSubjectCode, CCWP.series, CITO.cites, OA.hasBody,
        OWL.annotatedSource, RDF.subject, RDF.object, SKOS.broader, SKOS.hasTopConcept, SKOS.inScheme, SKOS.narrower,
    )
)  # fmt: skip
"""What the page tells in another place; the parts of a statement repeat its property."""


@dataclass(frozen=True, slots=True)
class ConceptPortrait:
    """A concept, a list of concepts, or a subject code, as its page shows it."""

    definition: Words | None = read.words(SKOS.definition)
    notes: tuple[Words, ...] = read.all_words(SKOS.note)
    names: tuple[Name, ...] = read.by(names_of)
    notation: str | None = read.text(SKOS.notation)
    scheme: tuple[Thing, ...] = read.things(SKOS.inScheme)
    broader: tuple[Thing, ...] = read.things(SKOS.broader)
    narrower: tuple[Thing, ...] = read.pointing(SKOS.broader)
    members: tuple[Thing, ...] = read.pointing(SKOS.inScheme)
    operating_since: str | None = read.text(CCWP.inOperationSince)
    series: Thing | None = read.thing(CCWP.series)
    serial: int | None = read.number(CCWP.serial)
    year: int | None = read.number(CCWP.year)
    codes: tuple[Thing, ...] = read.pointing(CCWP.series)
    documents: tuple[Thing, ...] = read.pointing(CCWP.hasSubjectCode)
    used: tuple[Links, ...] = read.by(lambda g, _: _used(g.incoming.links))
    outside: tuple[Outside, ...] = read.by(outside_links)


def _used(links: tuple[Links, ...]) -> tuple[Links, ...]:
    """What uses the concept, each once: without properties elsewhere that say the same of the same things as ours."""
    told = [each for each in links if each.property.iri not in _SHOWN_ELSEWHERE]
    ours = {(each.count, each.first) for each in told if each.property.iri.startswith(CCWP)}
    return tuple(each for each in told if each.property.iri.startswith(CCWP) or (each.count, each.first) not in ours)


OBJECTIVE_CONTEXT = (
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


def _pursuits(g: EntityContext, objective: NamedNode) -> tuple[Pursuit, ...]:
    facts, pursuits = g.facts, []
    for part in facts.members(CCWP.ObjectiveAssignment):
        action = facts.whole(part)
        if action is not None and objective in facts.things(part, CCWP.assignedObjective):
            number, wording = facts.number(part, CCWP.printedNumber), facts.words(part, CCWP.wording)
            pursuits.append(Pursuit(g.names[action], number, wording, is_partial(g, part)))
    return tuple(sorted(pursuits, key=lambda pursuit: natural_key(pursuit.action.iri)))


@dataclass(frozen=True, slots=True)
class ObjectivePortrait:
    """A strategic objective as its page shows it."""

    position: int | None = read.number(CCWP.position)
    definition: Words | None = read.words(SKOS.definition)
    scheme: tuple[Thing, ...] = read.things(SKOS.inScheme)
    strategy: tuple[Thing, ...] = read.things(DCTERMS.isPartOf)
    plans: tuple[Thing, ...] = read.pointing(CCWP.hasStrategicObjective)
    pursued_by: tuple[Pursuit, ...] = read.by(_pursuits)
    evidence: Grounds = read.grounds()


def _naming(g: EntityContext, area: NamedNode, *, are_actions: bool) -> tuple[Thing, ...]:
    """The actions that name a work area, or the plans."""
    naming = g.facts.pointing(CCWP.hasWorkArea, area)
    return g.names.things(s for s in naming if bool(g.facts.things(s, CCWP.partOfPlan)) is are_actions)


def _of_same_scheme(g: EntityContext, area: NamedNode) -> tuple[Thing, ...]:
    schemes = set(g.facts.things(area, SKOS.inScheme))
    every = g.facts.having(SKOS.inScheme)
    return g.names.things(s for s in every if s != area and schemes & set(g.facts.things(s, SKOS.inScheme)))


@dataclass(frozen=True, slots=True)
class WorkAreaPortrait:
    """A work area as its page shows it; `actions` are those that a text assigns to it singly."""

    definition: Words | None = read.words(SKOS.definition)
    scheme: tuple[Thing, ...] = read.things(SKOS.inScheme)
    plans: tuple[Thing, ...] = read.by(partial(_naming, are_actions=False))
    actions: tuple[Thing, ...] = read.by(partial(_naming, are_actions=True))
    others: tuple[Thing, ...] = read.by(_of_same_scheme)
