"""The subjects of an action: terms of EuroVoc, each with the words of the action that led to it."""

from __future__ import annotations

from dataclasses import dataclass

from ccwp_kg.entities.facts.corrections import Grounds
from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.facts.outside import MATCHES
from ccwp_kg.namespaces import CCWP, DCTERMS, OA, OWL

MAPPINGS = (
    f"?assignment {DCTERMS.isPartOf} $subject ; {CCWP.restsOnMapping} ?s . ?s ?p ?o "
    f"FILTER(?p IN ({OWL.annotatedSource}, {OWL.annotatedProperty}))"
)
"""The mappings that subjects of the page's action rest on."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Something the action mentions that matches the term, and how closely."""

    thing: Thing
    match: str
    mapping: Thing


@dataclass(frozen=True, slots=True)
class Subject:
    """A term the action is indexed with, what it matches there, and where the action mentions that."""

    term: Thing
    matched: tuple[Matched, ...]
    evidence: Grounds


def subjects(g: EntityContext) -> tuple[Subject, ...]:
    """The subjects of the page's action, by name."""
    found = []
    for assignment in g.facts.members(CCWP.SubjectAssignment):
        mentions = g.facts.things(assignment, CCWP.restsOnMention)
        evidence = Grounds(tuple(sorted({place for mention in mentions for place in g.where(mention)})))
        matched = tuple(
            Matched(g.names[thing], MATCHES[match].partition(":")[0], g.names[mapping])
            for mapping in g.facts.things(assignment, CCWP.restsOnMapping)
            for thing in g.facts.things(mapping, OWL.annotatedSource)
            for match in g.facts.things(mapping, OWL.annotatedProperty)
            if match in MATCHES
        )
        terms = g.facts.things(assignment, OA.hasBody)
        found += [Subject(g.names[term], matched, evidence) for term in terms]
    return tuple(sorted(found, key=lambda subject: (subject.term.name.lower(), subject.term.iri)))
