"""The page of an act, a convention or a programme: what it is, where it is published, and who builds on it."""

from __future__ import annotations

from dataclasses import dataclass

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.facts.outside import MAPPED, Outside, outside_links
from ccwp_kg.entities.portraits import concepts
from ccwp_kg.entities.portraits.documents import CitedBy, cited_by
from ccwp_kg.entities.portraits.organisations import Name, names_of
from ccwp_kg.namespaces import CCWP, SKOS

CONTEXT = (
    *concepts.MENTIONED,
    f"?s {CCWP.basedOn} $subject ; ?p ?o FILTER(?p IN ({CCWP.basedOn}))",
    f"?s {CCWP.citedDocument} $subject ; ?p ?o",
    MAPPED,
)


@dataclass(frozen=True, slots=True)
class ActPortrait:
    """An act as its page shows it."""

    acronym: str | None
    definition: Words | None
    notes: tuple[Words, ...]
    names: tuple[Name, ...]
    kind: tuple[Thing, ...]
    celex: str | None
    printed_forms: tuple[str, ...]
    published_in: tuple[Thing, ...]
    documented_in: tuple[Thing, ...]
    basis_of: tuple[Thing, ...]
    cited_by: tuple[CitedBy, ...]
    mentioned: tuple[concepts.Mentioned, ...]
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
        celex=facts.text(act, CCWP.celexNumber),
        printed_forms=tuple(found.text for found in facts.all_words(act, CCWP.printedForm)),
        published_in=g.things(act, CCWP.publishedIn),
        documented_in=g.things(act, CCWP.documentedIn),
        basis_of=g.pointing(CCWP.basedOn),
        cited_by=cited_by(g),
        mentioned=concepts.mentioned(g),
        outside=outside_links(g),
    )
