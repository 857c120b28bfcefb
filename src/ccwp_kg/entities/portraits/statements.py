"""What documents say of a thing, property by property, and what they ask bodies to do, each with the words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.evidence import Grounds, merged
from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.facts.prose import Prose
from ccwp_kg.entities.portraits import fields as read
from ccwp_kg.namespaces import CCWP, RDF
from ccwp_kg.rdf.terms.labels import TITLE

STATEMENTS = f"?s {RDF.subject} $subject ; ?p ?o"
"""The pattern of the statements about a thing."""

_IN_ITS_HEAD = {TITLE, CCWP.actionNumber, CCWP.ordinal}
"""What the heading of a page says already."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A property and its value, which is a thing or words, and all places that state it."""

    property: Thing
    thing: Thing | None
    value: Words | None
    evidence: Grounds


def statements(g: EntityContext, of: NamedNode) -> tuple[StatementRow, ...]:
    """What is stated of a thing, in the order of the documents: what several passages say is one row."""
    said: defaultdict[tuple[NamedNode, Thing | None, Words | None], list[Grounds]] = defaultdict(list)
    for statement in g.facts.pointing(RDF.subject, of):
        predicate = g.facts.thing(statement, RDF.predicate)
        if predicate is not None and predicate not in _IN_ITS_HEAD:
            value = (g.thing(statement, RDF.object), g.facts.words(statement, RDF.object))
            said[predicate, *value].append(g.grounds(statement))
    rows = [
        StatementRow(g.names[predicate], thing, value, merged(behind))
        for (predicate, thing, value), behind in said.items()
    ]
    return tuple(sorted(rows, key=lambda row: row.evidence.places))


@dataclass(frozen=True, slots=True)
class RequestView:
    """What the document of a page, or that of its plan, asks a body to do, in its words."""

    kind: Thing | None = read.thing(CCWP.expectsDecision)
    by: Thing | None = read.thing(CCWP.decisionBy)
    text: Prose = read.prose()
    evidence: Grounds = read.grounds()
