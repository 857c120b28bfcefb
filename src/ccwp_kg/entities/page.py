"""From an IRI to the value a page is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities import actions, documents, objectives, organisations, plans
from ccwp_kg.entities.evidence import Evidence
from ccwp_kg.entities.facts import Words, words
from ccwp_kg.entities.gathered import Gathered, gather, own_facts
from ccwp_kg.entities.incoming import Incoming
from ccwp_kg.entities.names import LABELS, Thing
from ccwp_kg.namespaces import CCWP, RDF
from ccwp_kg.rdf.prefixes import Prefixes
from ccwp_kg.store import Store

Kind = OneOf["action", "plan", "organisation", "document", "objective", "thing"]
Portrait = (
    actions.ActionPortrait
    | plans.PlanPortrait
    | organisations.OrganisationPortrait
    | documents.DocumentPortrait
    | objectives.ObjectivePortrait
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A property and its values, for the table that every page ends with."""

    property: Thing
    values: tuple[Thing | Words, ...]


@dataclass(frozen=True, slots=True)
class EntityPage:
    """What is known of one thing.

    `portrait` tells it the way its kind is read; `facts`, `evidence` and `incoming` tell everything, for every kind.
    """

    thing: Thing
    kind: Kind
    classes: tuple[Thing, ...]
    facts: tuple[Fact, ...]
    evidence: tuple[Evidence, ...]
    incoming: Incoming
    portrait: Portrait | None


_KINDS: tuple[tuple[NamedNode, Kind, tuple[str, ...]], ...] = (
    (CCWP.Action, "action", actions.AROUND),
    (CCWP.EarlierAction, "action", actions.AROUND),
    (CCWP.ActionPlan, "plan", plans.AROUND),
    (CCWP.Organisation, "organisation", organisations.AROUND),
    (CCWP.PartyGroup, "organisation", organisations.AROUND),
    (CCWP.CouncilDocument, "document", documents.AROUND),
    (CCWP.DocumentFamily, "document", documents.AROUND),
    (CCWP.OfficialJournalReference, "document", documents.AROUND),
    (CCWP.StrategicObjective, "objective", objectives.AROUND),
)


def entity_page(
    store: Store, iri: NamedNode, *, prefixes: Prefixes, languages: Sequence[str] = ()
) -> EntityPage | None:
    """The page of a thing, or None where nothing is said of it and nothing points to it."""
    own = own_facts(store, iri)
    kind, around = next(((kind, around) for cls, kind, around in _KINDS if own.is_a(iri, cls)), ("thing", ()))
    patterns = [pattern.replace("$subject", str(iri)) for pattern in around]
    gathered = gather(store, iri, around=patterns, languages=languages, prefixes=prefixes)
    facts = _facts(gathered)
    if not facts and not gathered.incoming.count:
        return None
    return EntityPage(
        thing=gathered.names[iri],
        kind=kind,
        classes=gathered.things(iri, RDF.type),
        facts=facts,
        evidence=gathered.where(iri),
        incoming=gathered.incoming,
        portrait=_portrait(kind, gathered),
    )


def _portrait(kind: Kind, gathered: Gathered) -> Portrait | None:
    match kind:
        case "action":
            return actions.action_portrait(gathered)
        case "plan":
            return plans.plan_portrait(gathered)
        case "organisation":
            return organisations.organisation_portrait(gathered)
        case "document":
            return documents.document_portrait(gathered)
        case "objective":
            return objectives.objective_portrait(gathered)
        case "thing":
            return None


def _facts(g: Gathered) -> tuple[Fact, ...]:
    """Everything said of the thing: class first, then names, then the rest by the name of the property."""

    def rank(predicate: NamedNode) -> tuple[int, str, str]:
        place = 0 if predicate == RDF.type else 1 if predicate in LABELS else 2
        return place, g.names[predicate].name.lower(), predicate.value

    return tuple(
        Fact(g.names[predicate], tuple(_value(g, term) for term in g.facts.values(g.subject, predicate)))
        for predicate in sorted(g.facts.properties(g.subject), key=rank)
    )


def _value(g: Gathered, term: object) -> Thing | Words:
    if isinstance(term, NamedNode):
        return g.names[term]
    return words(term) if isinstance(term, Literal) else Words(str(term))
