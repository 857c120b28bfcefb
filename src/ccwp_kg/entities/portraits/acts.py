"""The page of an act, a convention or a programme: what it is, where it is published, and who builds on it."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.facts.outside import MAPPED, Outside, outside_links
from ccwp_kg.entities.portraits import fields as read
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

    acronym: str | None = read.text(CCWP.acronym)
    definition: Words | None = read.words(SKOS.definition)
    notes: tuple[Words, ...] = read.all_words(SKOS.note)
    names: tuple[Name, ...] = read.by(names_of)
    kind: tuple[Thing, ...] = read.things(CCWP.instrumentKind)
    passed_by: tuple[Thing, ...] = read.things(ELI.passed_by)
    celex: str | None = read.text(CCWP.celexNumber)
    date: str | None = read.text(ELI.date_document)
    in_force: bool | None = read.by(lambda g, act: _IN_FORCE.get(g.facts.thing(act, ELI.in_force)))
    in_force_since: str | None = read.text(ELI.first_date_entry_in_force)
    in_force_until: str | None = read.text(ELI.date_no_longer_in_force)
    printed_forms: tuple[str, ...] = read.texts(CCWP.printedForm)
    published_in: tuple[Thing, ...] = read.things(CCWP.publishedIn)
    documented_in: tuple[Thing, ...] = read.things(CCWP.documentedIn)
    objectives: tuple[Thing, ...] = read.by(lambda g, _: g.names.things(g.parts(CCWP.StrategicObjective)))
    based_on: tuple[Thing, ...] = read.things(CCWP.basedOn)
    basis_of: tuple[Thing, ...] = read.pointing(CCWP.basedOn)
    taken_into_account_by: tuple[Thing, ...] = read.pointing(CCWP.takesIntoAccount)
    outside: tuple[Outside, ...] = read.by(outside_links)
