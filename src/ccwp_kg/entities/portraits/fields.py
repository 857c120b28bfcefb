"""Portraits as tables: each field says where it is read, of the thing that the portrait, or a part of it, is of.

Several show what documents say of the thing, property by property, and what they ask bodies to do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, cast

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.evidence import Grounds, Prose, merged
from ccwp_kg.entities.facts.facts import Thing, Words
from ccwp_kg.entities.facts.inferences import derivations
from ccwp_kg.namespaces import CCWP, RDF
from ccwp_kg.rdf.terms.labels import TITLE

_T = TypeVar("_T")


def draw(kind: type[_T], g: EntityContext, of: NamedNode) -> _T:
    """A portrait, or a part of one, with all its fields read."""
    return kind(**{each.name: each.metadata["read"](g, of) for each in fields(cast(Any, kind))})


def by(function: Callable[[EntityContext, NamedNode], _T]) -> _T:
    """What a function reads."""
    found: _T = field(metadata={"read": function})
    return found


def thing(predicate: NamedNode) -> Thing | None:
    """The first value of a property, with its name."""
    return by(lambda g, of: g.thing(of, predicate))


def things(predicate: NamedNode) -> tuple[Thing, ...]:
    """The values of a property, with names."""
    return by(lambda g, of: g.things(of, predicate))


def pointing(predicate: NamedNode) -> tuple[Thing, ...]:
    """What points to it with a property."""
    return by(lambda g, of: g.pointing(predicate, of))


def text(predicate: NamedNode) -> str | None:
    """The characters of the first literal."""
    return by(lambda g, of: g.facts.text(of, predicate))


def texts(predicate: NamedNode) -> tuple[str, ...]:
    """The characters of all literals."""
    return by(lambda g, of: tuple(words.text for words in g.facts.all_words(of, predicate)))


def words(predicate: NamedNode) -> Words | None:
    """The first literal."""
    return by(lambda g, of: g.facts.words(of, predicate))


def all_words(predicate: NamedNode) -> tuple[Words, ...]:
    """All literals."""
    return by(lambda g, of: tuple(g.facts.all_words(of, predicate)))


def number(predicate: NamedNode) -> int | None:
    """The first literal that is a whole number."""
    return by(lambda g, of: g.facts.number(of, predicate))


def parts(kind: type[_T], of_class: NamedNode) -> tuple[_T, ...]:
    """The parts of a class, drawn."""
    return by(lambda g, _: tuple(draw(kind, g, part) for part in g.parts(of_class)))


def prose() -> Prose:
    """Its words, with what was recognised in them."""
    return by(lambda g, of: g.prose(of))


def grounds() -> Grounds:
    """Where it was read, and how it was corrected."""
    return by(lambda g, of: g.grounds(of))


def rules() -> tuple[str, ...]:
    """The rules that led to some of it, in words."""
    return by(lambda g, of: derivations(g.facts, of, g.rules))


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

    kind: Thing | None = thing(CCWP.expectsDecision)
    by: Thing | None = thing(CCWP.decisionBy)
    text: Prose = prose()
    evidence: Grounds = grounds()
