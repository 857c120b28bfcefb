"""The page of a concept, a list of concepts, or a subject code: what it means, and what uses it."""

from __future__ import annotations

from dataclasses import dataclass

from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.facts.incoming import Links
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.facts.outside import MAPPED, Outside, outside_links
from ccwp_kg.entities.portraits import fields as read
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
