"""What documents say of a thing, property by property, and what they ask bodies to do, each with the words."""

from __future__ import annotations

from dataclasses import dataclass

from ccwp_kg.entities.facts.corrections import Grounds
from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.facts.prose import Prose
from ccwp_kg.namespaces import CCWP, RDF
from ccwp_kg.rdf.terms.labels import TITLE

STATEMENTS = f"?s {RDF.subject} $subject ; ?p ?o"
"""The pattern of the statements about a thing."""

_IN_ITS_HEAD = {TITLE, CCWP.actionNumber, CCWP.ordinal}
"""What the heading of a page says already."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement: a property and its value, which is a thing or words."""

    property: Thing
    thing: Thing | None
    value: Words | None
    evidence: Grounds


def statements(g: EntityContext) -> tuple[StatementRow, ...]:
    """The statements about the subject of a page, in the order of the documents."""
    rows = []
    for statement in g.facts.pointing(RDF.subject, g.subject):
        predicate = g.facts.thing(statement, RDF.predicate)
        if predicate is not None and predicate not in _IN_ITS_HEAD:
            row = StatementRow(
                property=g.names[predicate],
                thing=g.thing(statement, RDF.object),
                value=g.facts.words(statement, RDF.object),
                evidence=g.grounds(statement),
            )
            rows.append(row)
    return tuple(sorted(rows, key=lambda row: row.evidence.places))


@dataclass(frozen=True, slots=True)
class RequestView:
    """What a document asks a body to do, in its words."""

    kind: Thing | None
    by: Thing | None
    text: Prose
    evidence: Grounds


def requests(g: EntityContext) -> tuple[RequestView, ...]:
    """What the document of a page, or that of its plan, asks bodies to decide, in its order."""
    return tuple(
        RequestView(g.thing(part, CCWP.expectsDecision), g.thing(part, CCWP.decisionBy), g.prose(part), g.grounds(part))
        for part in g.parts(CCWP.ExpectedDecision)
    )
