"""The page of a concept, a list of concepts, or a subject code: what it means, and what uses it."""

from __future__ import annotations

from dataclasses import dataclass

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.facts.incoming import Links
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.facts.outside import MAPPED, Outside, outside_links
from ccwp_kg.entities.portraits.organisations import Name, names_of
from ccwp_kg.namespaces import CCWP, CITO, OA, OWL, RDF, SKOS

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

    definition: Words | None
    notes: tuple[Words, ...]
    names: tuple[Name, ...]
    notation: str | None
    scheme: tuple[Thing, ...]
    broader: tuple[Thing, ...]
    narrower: tuple[Thing, ...]
    members: tuple[Thing, ...]
    operating_since: str | None
    series: Thing | None
    serial: int | None
    year: int | None
    codes: tuple[Thing, ...]
    documents: tuple[Thing, ...]
    used: tuple[Links, ...]
    outside: tuple[Outside, ...]


def concept_portrait(g: EntityContext) -> ConceptPortrait:
    """The portrait of a concept, a list of concepts, or a subject code."""
    facts, subject = g.facts, g.subject
    return ConceptPortrait(
        definition=facts.words(subject, SKOS.definition),
        notes=tuple(facts.all_words(subject, SKOS.note)),
        names=names_of(g),
        notation=facts.text(subject, SKOS.notation),
        scheme=g.things(subject, SKOS.inScheme),
        broader=g.things(subject, SKOS.broader),
        narrower=g.pointing(SKOS.broader),
        members=g.pointing(SKOS.inScheme),
        operating_since=facts.text(subject, CCWP.inOperationSince),
        series=g.thing(subject, CCWP.series),
        serial=facts.number(subject, CCWP.serial),
        year=facts.number(subject, CCWP.year),
        codes=g.pointing(CCWP.series),
        documents=g.pointing(CCWP.hasSubjectCode),
        used=_used(g.incoming.links),
        outside=outside_links(g),
    )


def _used(links: tuple[Links, ...]) -> tuple[Links, ...]:
    """What uses the concept, each once: without properties elsewhere that say the same of the same things as ours."""
    told = [each for each in links if each.property.iri not in _SHOWN_ELSEWHERE]
    ours = {(each.count, each.first) for each in told if each.property.iri.startswith(CCWP)}
    return tuple(each for each in told if each.property.iri.startswith(CCWP) or (each.count, each.first) not in ours)
