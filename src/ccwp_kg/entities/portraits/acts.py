"""The page of an act, a convention or a programme: what it is, where it is published, and who builds on it."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.facts.outside import MAPPED, Outside, outside_links
from ccwp_kg.entities.portraits.organisations import Name, names_of
from ccwp_kg.namespaces import CCWP, ELI, SKOS

CONTEXT = (
    f"?s {CCWP.basedOn} $subject ; ?p ?o FILTER(?p IN ({CCWP.basedOn}))",
    f"?s {CCWP.takesIntoAccount} $subject ; ?p ?o FILTER(?p IN ({CCWP.takesIntoAccount}))",
    *MAPPED,
)
_IN_FORCE: dict[NamedNode | None, bool] = {ELI.term("InForce-inForce"): True, ELI.term("InForce-notInForce"): False}


@dataclass(frozen=True, slots=True)
class ActPortrait:
    """An act as its page shows it; `in_force` is None where nothing is known of it."""

    acronym: str | None
    definition: Words | None
    notes: tuple[Words, ...]
    names: tuple[Name, ...]
    kind: tuple[Thing, ...]
    passed_by: tuple[Thing, ...]
    celex: str | None
    date: str | None
    in_force: bool | None
    in_force_since: str | None
    in_force_until: str | None
    printed_forms: tuple[str, ...]
    published_in: tuple[Thing, ...]
    documented_in: tuple[Thing, ...]
    objectives: tuple[Thing, ...]
    based_on: tuple[Thing, ...]
    basis_of: tuple[Thing, ...]
    taken_into_account_by: tuple[Thing, ...]
    outside: tuple[Outside, ...]


def act_portrait(g: EntityContext) -> ActPortrait:
    """The portrait of an act."""
    facts, act = g.facts, g.subject
    return ActPortrait(
        acronym=facts.text(act, CCWP.acronym),
        definition=facts.words(act, SKOS.definition),
        notes=tuple(facts.all_words(act, SKOS.note)),
        names=names_of(g),
        kind=g.things(act, CCWP.instrumentKind),
        passed_by=g.things(act, ELI.passed_by),
        celex=facts.text(act, CCWP.celexNumber),
        date=facts.text(act, ELI.date_document),
        in_force=_IN_FORCE.get(facts.thing(act, ELI.in_force)),
        in_force_since=facts.text(act, ELI.first_date_entry_in_force),
        in_force_until=facts.text(act, ELI.date_no_longer_in_force),
        printed_forms=tuple(found.text for found in facts.all_words(act, CCWP.printedForm)),
        published_in=g.things(act, CCWP.publishedIn),
        documented_in=g.things(act, CCWP.documentedIn),
        objectives=g.names.things(g.parts(CCWP.StrategicObjective)),
        based_on=g.things(act, CCWP.basedOn),
        basis_of=g.pointing(CCWP.basedOn),
        taken_into_account_by=g.pointing(CCWP.takesIntoAccount),
        outside=outside_links(g),
    )
