"""From an IRI to the value a page is drawn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext, Incoming, own_facts, read_context
from ccwp_kg.entities.facts.evidence import Correction, Grounds
from ccwp_kg.entities.facts.facts import Facts, Thing, Words, called
from ccwp_kg.entities.facts.inferences import Inference, derivations
from ccwp_kg.entities.facts.silences import NONE_RECORDED, Silences, silences_of
from ccwp_kg.entities.portraits import actions, documents, named_things, plans, releases
from ccwp_kg.entities.portraits.fields import draw
from ccwp_kg.entities.source_reader.passages import NO_PASSAGES, Texts, ThingPassages, passages
from ccwp_kg.kinds import view_of
from ccwp_kg.namespaces import RDF
from ccwp_kg.page_facts import Explanation
from ccwp_kg.rdf.rules import InferenceRule
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.labels import LABELS
from ccwp_kg.store import Store, about, described_in


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

    `view` names the template, `portrait` holds what it shows. `facts`, `evidence` and `incoming` hold everything, for
    every view. `derivations` are the rules, in words, that led to some of it; `languages` those in which things of the
    page have a name. `is_whole` is False where so much surrounds the thing that the portrait may lack a part of it.
    `own` are the facts of the thing alone, `passages` those in which documents speak of it, `silences` say why nothing
    is known of what the portrait lacks.
    """

    thing: Thing
    view: str
    classes: tuple[Thing, ...]
    facts: tuple[Fact, ...]
    evidence: Grounds
    incoming: Incoming
    portrait: object
    derivations: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    is_whole: bool = True
    passages: ThingPassages = NO_PASSAGES
    own: Facts = field(default=Facts(()), repr=False, compare=False)
    silences: Silences = NONE_RECORDED


VIEWS: Mapping[str, tuple[tuple[str, ...], type | None]] = {
    "action": (actions.CONTEXT, actions.ActionPortrait),
    "plan": (plans.CONTEXT, plans.PlanPortrait),
    "organisation": (named_things.CONTEXT, named_things.OrganisationPortrait),
    "document": (documents.CONTEXT, documents.DocumentPortrait),
    "objective": (named_things.OBJECTIVE_CONTEXT, named_things.ObjectivePortrait),
    "work_area": (named_things.WORK_AREA_CONTEXT, named_things.WorkAreaPortrait),
    "act": (documents.ACT_CONTEXT, documents.ActPortrait),
    "meeting": (plans.MEETING_CONTEXT, plans.MeetingPortrait),
    "source_text": ((), documents.SourceTextPortrait),
    "release": (releases.CONTEXT, releases.ReleasePortrait),
    "concept": (named_things.CONCEPT_CONTEXT, named_things.ConceptPortrait),
    "thing": ((), None),
}
"""The views that kinds name (see `ccwp_kg.kinds`): patterns of the facts, and the portrait that is made of them."""
_NO_RULES: Mapping[str, InferenceRule] = MappingProxyType({})


def entity_page(
    store: Store,
    iri: NamedNode,
    *,
    prefixes: Prefixes,
    view: str | None = None,
    languages: Sequence[str] = (),
    rules: Mapping[str, InferenceRule] = _NO_RULES,
    explain: Callable[[NamedNode], Explanation] | None = None,
    texts: Texts = lambda _: None,
) -> EntityPage | None:
    """The page of a thing, or None where nothing is said of it and nothing points to it.

    `rules`, by name, tell why the inferred facts hold. `view` and `explain` tell what a release knows already: the view
    of the thing, and why. `texts` gives the documents that passages are quoted from.
    """
    store = described_in(store, iri)
    view = view or view_of(own_facts(store, iri).things(iri, RDF.type))
    wanted, portrait = VIEWS[view]
    patterns = [pattern.replace("$subject", str(iri)) for pattern in wanted]
    context = read_context(
        store, iri, patterns=patterns, languages=languages, prefixes=prefixes, rules=rules, explain=explain
    )
    facts = _facts(context)
    if not facts and not context.incoming.count:
        if not store.has_graphs:
            return None
        # a release may have withdrawn it
        return entity_page(about(store), iri, prefixes=prefixes, view=view, languages=languages, rules=rules)
    return EntityPage(
        thing=called(context.names[iri], store.base),
        view=view,
        classes=context.things(iri, RDF.type),
        facts=facts,
        evidence=context.grounds(iri),
        incoming=context.incoming,
        portrait=None if portrait is None else draw(portrait, context, iri),
        derivations=derivations(context.facts, iri, rules),
        languages=context.names.languages,
        is_whole=context.is_whole,
        passages=passages(store, iri, context.own, texts=texts, languages=languages, prefixes=prefixes),
        own=context.own,
        silences=silences_of(context),
    )


def _facts(g: EntityContext) -> tuple[Fact, ...]:
    """Everything said of the thing: class first, then names, then the rest by the name of the property.

    A property of which a correction left nothing stands there without a value.
    """

    def rank(predicate: NamedNode) -> tuple[int, str, str]:
        place = 0 if predicate == RDF.type else 1 if predicate in LABELS else 2
        return place, g.names[predicate].name.lower(), predicate.value

    corrected: defaultdict[NamedNode, list[Correction]] = defaultdict(list)
    for each in g.grounds(g.subject).corrections:
        corrected[NamedNode(each.property.iri)].append(each)
    found = []
    for predicate in sorted({*g.facts.properties(g.subject), *corrected}, key=rank):
        terms = g.facts.values(g.subject, predicate)
        inferred = tuple(g.inferences.get((predicate, term)) for term in terms)
        values = tuple(map(g.names.shown, terms))
        found.append(Fact(g.names[predicate], values, inferred, tuple(corrected.get(predicate, ()))))
    return tuple(found)
