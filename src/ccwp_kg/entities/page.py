"""From an IRI to the value a page is drawn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from ccwp_kg.entities import releases
from ccwp_kg.entities.facts.corrections import Correction, Grounds, shown
from ccwp_kg.entities.facts.derivations import derivations
from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.facts.gathered import Gathered, gather, own_facts
from ccwp_kg.entities.facts.incoming import Incoming
from ccwp_kg.entities.facts.inferences import Inference
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.portraits import (
    actions,
    acts,
    concepts,
    documents,
    meetings,
    objectives,
    organisations,
    plans,
    source_texts,
    work_areas,
)
from ccwp_kg.namespaces import CCWP, RDF, RDFS, SKOS
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.labels import LABELS
from ccwp_kg.store import Store

Kind = OneOf[
    "action", "plan", "organisation", "document", "objective", "work_area", "act", "meeting", "source_text", "concept",
    "release", "thing",
]  # fmt: skip
Portrait = (
    actions.ActionPortrait
    | plans.PlanPortrait
    | organisations.OrganisationPortrait
    | documents.DocumentPortrait
    | objectives.ObjectivePortrait
    | work_areas.WorkAreaPortrait
    | acts.ActPortrait
    | meetings.MeetingPortrait
    | source_texts.SourceTextPortrait
    | concepts.ConceptPortrait
    | releases.ReleasePortrait
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A property, its values and the corrections of them, for the table that every page ends with.

    Beside each value stands what infers it, or None where it is read, kept by hand or follows from the structure.
    """

    property: Thing
    values: tuple[Thing | Words, ...]
    inferred: tuple[tuple[Inference, ...] | None, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class EntityPage:
    """What is known of one thing.

    `portrait` tells it the way its kind is read; `facts`, `evidence` and `incoming` tell everything, for every kind.
    `derivations` are the rules, in words, that led to some of it; `languages` those in which things of the page have a
    name. `is_whole` is False where so much surrounds the thing that the portrait may tell only a part of it.
    """

    thing: Thing
    kind: Kind
    classes: tuple[Thing, ...]
    facts: tuple[Fact, ...]
    evidence: Grounds
    incoming: Incoming
    portrait: Portrait | None
    derivations: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class _Telling:
    """How a class of things is told: as which kind, from which further facts, by which portrait."""

    of: NamedNode
    kind: Kind
    around: tuple[str, ...]
    portrait: Callable[[Gathered], Portrait | None]


_TELLINGS = (
    _Telling(CCWP.Action, "action", actions.AROUND, actions.action_portrait),
    _Telling(CCWP.EarlierAction, "action", actions.AROUND, actions.action_portrait),
    _Telling(CCWP.ActionPlan, "plan", plans.AROUND, plans.plan_portrait),
    _Telling(CCWP.Organisation, "organisation", organisations.AROUND, organisations.organisation_portrait),
    _Telling(CCWP.PartyGroup, "organisation", organisations.AROUND, organisations.organisation_portrait),
    _Telling(CCWP.CouncilDocument, "document", documents.AROUND, documents.document_portrait),
    _Telling(CCWP.DocumentFamily, "document", documents.AROUND, documents.document_portrait),
    _Telling(CCWP.OfficialJournalReference, "document", documents.AROUND, documents.document_portrait),
    _Telling(CCWP.StrategicObjective, "objective", objectives.AROUND, objectives.objective_portrait),
    _Telling(CCWP.WorkArea, "work_area", work_areas.AROUND, work_areas.work_area_portrait),
    _Telling(CCWP.LegalInstrument, "act", acts.AROUND, acts.act_portrait),
    _Telling(CCWP.Meeting, "meeting", meetings.AROUND, meetings.meeting_portrait),
    _Telling(CCWP.SourceText, "source_text", (), source_texts.source_text_portrait),
    _Telling(CCWP.Release, "release", releases.AROUND, releases.release_portrait),
    _Telling(CCWP.SubjectCode, "concept", concepts.AROUND, concepts.concept_portrait),
    _Telling(SKOS.Concept, "concept", concepts.AROUND, concepts.concept_portrait),
    _Telling(SKOS.ConceptScheme, "concept", concepts.AROUND, concepts.concept_portrait),
)
"""Where several fit, the first one counts."""
_ANYTHING = _Telling(RDFS.Resource, "thing", (), lambda _: None)


def entity_page(
    store: Store, iri: NamedNode, *, prefixes: Prefixes, languages: Sequence[str] = ()
) -> EntityPage | None:
    """The page of a thing, or None where nothing is said of it and nothing points to it."""
    own = own_facts(store, iri)
    telling = next((each for each in _TELLINGS if own.is_a(iri, each.of)), _ANYTHING)
    patterns = [pattern.replace("$subject", str(iri)) for pattern in telling.around]
    gathered = gather(store, iri, around=patterns, languages=languages, prefixes=prefixes)
    facts = _facts(gathered)
    if not facts and not gathered.incoming.count:
        return None
    return EntityPage(
        thing=gathered.names[iri],
        kind=telling.kind,
        classes=gathered.things(iri, RDF.type),
        facts=facts,
        evidence=gathered.grounds(iri),
        incoming=gathered.incoming,
        portrait=telling.portrait(gathered),
        derivations=derivations(gathered.facts, iri),
        languages=gathered.names.languages,
        is_whole=gathered.is_whole,
    )


def _facts(g: Gathered) -> tuple[Fact, ...]:
    """Everything said of the thing: class first, then names, then the rest by the name of the property.

    A property of which a correction left nothing stands there without a value.
    """

    def rank(predicate: NamedNode) -> tuple[int, str, str]:
        place = 0 if predicate == RDF.type else 1 if predicate in LABELS else 2
        return place, g.names[predicate].name.lower(), predicate.value

    corrected: defaultdict[NamedNode, list[Correction]] = defaultdict(list)
    for each in g.grounds(g.subject).corrections:
        corrected[NamedNode(each.property.iri)].append(each)
    every = sorted({*g.facts.properties(g.subject), *corrected}, key=rank)
    return tuple(_fact(g, predicate, tuple(corrected.get(predicate, ()))) for predicate in every)


def _fact(g: Gathered, predicate: NamedNode, corrections: tuple[Correction, ...]) -> Fact:
    terms = g.facts.values(g.subject, predicate)
    inferred = tuple(g.inferences.get((predicate, term)) for term in terms)
    return Fact(g.names[predicate], tuple(shown(term, g.names) for term in terms), inferred, corrections)
