"""The page of an organisation or a group of parties: its names, dated where an act gave them, and its actions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.facts import Thing, Words
from ccwp_kg.entities.portraits import fields as read
from ccwp_kg.entities.portraits.fields import MAPPED, Outside, outside_links
from ccwp_kg.kinds import named_in_entry
from ccwp_kg.namespaces import CCWP, DCTERMS, EUVOC, OA, ORG, RDFS, SKOS, SKOSXL
from ccwp_kg.rdf.terms.labels import TITLE

_FORM = CCWP.printedForm
_WHOLE = f"FILTER NOT EXISTS {{ ?s {OA.hasTarget} ?piece FILTER(?piece != ?t) }}"
"""A piece of a name that is printed in several is none."""
CONTEXT = (
    (f"?s {CCWP.concernsParty} $subject ; ?p ?o FILTER(?p IN ({CCWP.actionNumber}, {TITLE}, {CCWP.concernsParty}))"),
    f"?s {CCWP.involvedParty} $subject ; ?p ?o FILTER(?p IN ({CCWP.involvedParty}, {CCWP.printedForm}))",
    f"?s {OA.hasBody} $subject ; {OA.hasTarget} ?t . ?t {OA.hasSelector}/{OA.exact} ?o {_WHOLE} BIND({_FORM} AS ?p)",
    f"?s {named_in_entry('$subject', at='?t')} ?t {OA.hasSelector}/{OA.exact} ?o BIND({_FORM} AS ?p)",
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


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name that an act gave the body, from which day to which; `until` is None for the name of today."""

    text: Words
    since: str
    until: str | None
    act: Thing | None
    proof: str | None


@dataclass(frozen=True, slots=True)
class Membership:
    """Of which group a state was a member, from which day to which; `until` is None while it is one."""

    group: Thing
    since: str
    until: str | None


@dataclass(frozen=True, slots=True)
class Partner:
    """Another organisation that the same actions concern, and how many of them."""

    organisation: Thing
    count: int


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
    found = []
    for name in g.facts.members(SKOSXL.Label):
        text, since = g.facts.words(name, SKOSXL.literalForm), g.facts.text(name, EUVOC.startDate)
        if text is not None and since is not None:
            until, act = g.facts.text(name, EUVOC.endDate), g.thing(name, DCTERMS.source)
            found.append(DatedName(text, since, until, act, g.facts.text(name, RDFS.comment)))
    return tuple(sorted(found, key=lambda name: name.since))


def _memberships(g: EntityContext, body: NamedNode) -> tuple[Membership, ...]:
    found = []
    for membership in g.facts.pointing(ORG.member, body):
        group, since = g.thing(membership, ORG.organization), g.facts.text(membership, EUVOC.startDate)
        if group is not None and since is not None:
            found.append(Membership(group, since, g.facts.text(membership, EUVOC.endDate)))
    return tuple(found)


def _partners(g: EntityContext, _: NamedNode) -> tuple[Partner, ...]:
    met = Counter(
        party
        for action in g.facts.pointing(CCWP.concernsParty, g.subject)
        for party in g.facts.things(action, CCWP.concernsParty)
        if party != g.subject
    )
    partners = [Partner(g.names[party], count) for party, count in met.items()]
    return tuple(sorted(partners, key=lambda partner: (-partner.count, partner.organisation.short.lower())))


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
    partners: tuple[Partner, ...] = read.by(_partners)
    printed_forms: tuple[str, ...] = read.by(_printed_forms)
    outside: tuple[Outside, ...] = read.by(outside_links)
