"""The pages of what has names in several languages: organisations and groups of parties, and concepts.

Names of bodies are dated where an act gave them. Strategic objectives, work areas and subject codes are concepts, too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext, Links
from ccwp_kg.entities.facts.evidence import Grounds
from ccwp_kg.entities.facts.facts import Thing, Words
from ccwp_kg.entities.portraits import fields as read
from ccwp_kg.entities.portraits.actions import is_partial
from ccwp_kg.entities.portraits.fields import MAPPED, Outside, outside_links
from ccwp_kg.namespaces import CCWP, CITO, DCTERMS, EUVOC, OA, ORG, OWL, RDF, RDFS, SKOS, SKOSXL
from ccwp_kg.rdf.terms.labels import TITLE
from ccwp_kg.rdf.terms.order import natural_key

_FORM = CCWP.printedForm
_WHOLE = f"FILTER NOT EXISTS {{ ?s {OA.hasTarget} ?piece FILTER(?piece != ?t) }}"
"""A piece of a name that is printed in several is none."""
CONTEXT = (
    (f"?s {CCWP.concernsParty} $subject ; ?p ?o FILTER(?p IN ({CCWP.actionNumber}, {TITLE}, {CCWP.concernsParty}))"),
    f"?s {CCWP.involvedParty} $subject ; ?p ?o FILTER(?p IN ({CCWP.involvedParty}, {CCWP.printedForm}))",
    f"?s {OA.hasBody} $subject ; {OA.hasTarget} ?t . ?t {OA.hasSelector}/{OA.exact} ?o {_WHOLE} BIND({_FORM} AS ?p)",
    f"?s {RDF.object} $subject ; {CCWP.hasSpan} ?t . ?t {OA.hasSelector}/{OA.exact} ?o BIND({_FORM} AS ?p)",
    f"?s {ORG.member} $subject ; ?p ?o",
    *MAPPED,
    f"$subject {SKOSXL.prefLabel}|{SKOSXL.altLabel}|{SKOSXL.hiddenLabel} ?s . ?s ?p ?o",
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the languages it is the name in; `is_preferred` is False where it is only a further name."""

    text: str
    languages: tuple[str, ...]
    is_preferred: bool


def _since(g: EntityContext, of: NamedNode) -> str:
    return g.facts.text(of, EUVOC.startDate) or ""


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name that an act gave the body, from which day to which; `until` is None for the name of today."""

    text: Words | None = read.words(SKOSXL.literalForm)
    since: str = read.by(_since)
    until: str | None = read.text(EUVOC.endDate)
    act: Thing | None = read.thing(DCTERMS.source)
    proof: str | None = read.text(RDFS.comment)


@dataclass(frozen=True, slots=True)
class Membership:
    """Of which group a state was a member, from which day to which; `until` is None while it is one."""

    group: Thing | None = read.thing(ORG.organization)
    since: str = read.by(_since)
    until: str | None = read.text(EUVOC.endDate)


def names_of(g: EntityContext, _: NamedNode) -> tuple[Name, ...]:
    """Every name of the page's thing in every language, preferred names first."""
    return (*_names(g, SKOS.prefLabel), *_names(g, SKOS.altLabel))


def _names(g: EntityContext, predicate: NamedNode) -> list[Name]:
    languages: defaultdict[str, list[str]] = defaultdict(list)
    for found in g.facts.all_words(g.subject, predicate):
        languages[found.text].append(found.language or "")
    names = [Name(text, tuple(sorted(tags)), predicate == SKOS.prefLabel) for text, tags in languages.items()]
    return sorted(names, key=lambda name: ("en" not in name.languages, -len(name.languages), name.languages))


def _dated_names(g: EntityContext, _: NamedNode) -> tuple[DatedName, ...]:
    """The names with their dates, the earliest first."""
    found = (read.draw(DatedName, g, name) for name in g.facts.members(SKOSXL.Label))
    return tuple(sorted((name for name in found if name.text and name.since), key=lambda name: name.since))


def _memberships(g: EntityContext, body: NamedNode) -> tuple[Membership, ...]:
    found = (read.draw(Membership, g, membership) for membership in g.facts.pointing(ORG.member, body))
    return tuple(each for each in found if each.group and each.since)


def _partners(g: EntityContext, _: NamedNode) -> tuple[tuple[Thing, int], ...]:
    """The other organisations that the same actions concern, and how many of them."""
    met = Counter(
        party
        for action in g.facts.pointing(CCWP.concernsParty, g.subject)
        for party in g.facts.things(action, CCWP.concernsParty)
        if party != g.subject
    )
    partners = ((g.names[party], count) for party, count in met.items())
    return tuple(sorted(partners, key=lambda partner: (-partner[1], partner[0].short.lower())))


def _members(g: EntityContext, body: NamedNode) -> tuple[Thing, ...]:
    parts = g.facts.pointing(DCTERMS.isPartOf, body)
    return g.names.things(each for each in parts if g.facts.is_a(each, CCWP.Organisation))


def _printed_forms(g: EntityContext, _: NamedNode) -> tuple[str, ...]:
    parts = (part for part in g.facts.subjects() if not g.facts.things(part, CCWP.concernsParty))
    printed = {" ".join(found.text.split()) for part in parts for found in g.facts.all_words(part, CCWP.printedForm)}
    return tuple(sorted(printed, key=lambda form: (form.lower(), form)))


@dataclass(frozen=True, slots=True)
class OrganisationPortrait:
    """An organisation or a group as its page shows it."""

    acronym: str | None = read.text(CCWP.acronym)
    definition: Words | None = read.words(SKOS.definition)
    names: tuple[Name, ...] = read.by(names_of)
    dated_names: tuple[DatedName, ...] = read.by(_dated_names)
    kind: tuple[Thing, ...] = read.things(CCWP.organisationKind)
    parents: tuple[Thing, ...] = read.things(DCTERMS.isPartOf)
    memberships: tuple[Membership, ...] = read.by(_memberships)
    members: tuple[Thing, ...] = read.by(_members)
    actions: tuple[Thing, ...] = read.pointing(CCWP.concernsParty)
    partners: tuple[tuple[Thing, int], ...] = read.by(_partners)
    printed_forms: tuple[str, ...] = read.by(_printed_forms)
    outside: tuple[Outside, ...] = read.by(outside_links)

    @property
    def is_of_unstated_kind(self) -> bool:
        """Whether no document says what kind of body it is, nor then whose."""
        return any(kind.iri.endswith("/concept/body-of-unstated-kind") for kind in self.kind)


CONCEPT_CONTEXT = (
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
    f"?s {CCWP.hasWorkArea}|{CCWP.workArea} $subject ; ?p ?o FILTER(?p IN ({CCWP.hasWorkArea}, {CCWP.workArea}))",
    f"$subject {SKOS.inScheme} ?scheme . ?s {SKOS.inScheme} ?scheme ; ?p ?o FILTER(?p IN ({SKOS.inScheme}))",
)


@dataclass(frozen=True, slots=True)
class Pursuit:
    """An action that pursues the objective, with the words and the number printed there."""

    action: Thing = read.by(lambda g, part: g.names[g.facts.whole(part) or part])
    printed_number: int | None = read.number(CCWP.printedNumber)
    wording: Words | None = read.words(CCWP.wording)
    is_partial: bool = read.by(is_partial)


def _pursuits(g: EntityContext, objective: NamedNode) -> tuple[Pursuit, ...]:
    parts = (part for part in g.facts.pointing(CCWP.assignedObjective, objective) if g.facts.whole(part) is not None)
    pursuits = (read.draw(Pursuit, g, part) for part in parts if g.facts.is_a(part, CCWP.ObjectiveAssignment))
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
    evidence: Grounds = read.by(EntityContext.grounds)


def _of_same_scheme(g: EntityContext, area: NamedNode) -> tuple[Thing, ...]:
    schemes = set(g.facts.things(area, SKOS.inScheme))
    every = g.facts.having(SKOS.inScheme)
    return g.names.things(s for s in every if s != area and schemes & set(g.facts.things(s, SKOS.inScheme)))


@dataclass(frozen=True, slots=True)
class WorkAreaPortrait:
    """A work area as its page shows it; `actions` are those that a text assigns to it singly."""

    definition: Words | None = read.words(SKOS.definition)
    scheme: tuple[Thing, ...] = read.things(SKOS.inScheme)
    plans: tuple[Thing, ...] = read.pointing(CCWP.hasWorkArea)
    actions: tuple[Thing, ...] = read.pointing(CCWP.workArea)
    others: tuple[Thing, ...] = read.by(_of_same_scheme)
