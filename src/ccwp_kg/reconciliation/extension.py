"""Data extension: what is stated of things by the properties that somebody wants as columns of a table."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.namespaces import XSD
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.rdf.terms.iris import absolute_iri
from ccwp_kg.reconciliation.queries import EVERY_LANGUAGE, Extension, WantedProperty
from ccwp_kg.reconciliation.schema import Schema, SchemaTerm
from ccwp_kg.reconciliation.stated_values import Object, stated
from ccwp_kg.search import Entity, Index, entities
from ccwp_kg.store import Store

Cell = Mapping[str, object]
"""One value as JSON has it: a thing with `id` and `name`, or `str`, `int`, `float`, `date`."""
_WHOLE = frozenset((XSD.integer, XSD.int, XSD.long, XSD.nonNegativeInteger, XSD.positiveInteger))
_BROKEN = frozenset((XSD.decimal, XSD.double, XSD.float))
# data-extension-response.json: a date has a time.
_MOMENT = re.compile(
    r"-?(?:[1-9][0-9]*)?[0-9]{4}-(?:1[0-2]|0[1-9])-(?:3[01]|0[1-9]|[12][0-9])"
    r"T(?:2[0-3]|[01][0-9]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:Z|[+-](?:2[0-3]|[01][0-9]):[0-5][0-9])?",
    re.ASCII,
)
_DAY = re.compile(r"(-?[0-9]{4,}-[0-9]{2}-[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Extended:
    """A data extension response (§7.4): columns with the type that all their things share, rows by identifier."""

    columns: tuple[tuple[SchemaTerm, SchemaTerm | None], ...]
    rows: Mapping[str, Mapping[str, Sequence[Cell]]]


def extend(asked: Extension, *, store: Store, index: Index, schema: Schema) -> Extended:
    """The values that are asked for; a thing that nothing is known of has none.

    Raises ReconciliationRefused for a property that there is not, AnswerTooLarge where there are too many values.
    """
    properties = [schema.property(column.property, where="the data extension query") for column in asked.columns]
    iris = {reference: store.base.id + reference for reference in asked.things}
    facts = stated(store, filter(absolute_iri, iris.values()), [term.iri for term in properties])
    values = (value.value for several in facts.values() for value in several if isinstance(value, NamedNode))
    objects = entities(index, (iri for iri in values if iri.startswith(store.base.id)))
    rows = {
        reference: {
            column.property: _cells(facts.get((iri, term.iri.value), ()), column, objects, store.base)
            for column, term in zip(asked.columns, properties, strict=True)
        }
        for reference, iri in iris.items()
    }
    types = (_shared_type(term, facts, objects, schema) for term in properties)
    return Extended(tuple(zip(properties, types, strict=True)), rows)


def _cells(values: Iterable[Object], column: WantedProperty, things: Mapping[str, Entity], base: Base) -> list[Cell]:
    chosen = _in_language(list(values), column.language)
    return [_cell(value, things, base) for value in (chosen[: column.limit] if column.limit else chosen)]


def _in_language(values: list[Object], language: str) -> list[Object]:
    """The values in that language and in none; those in English where no language is named and some are in English."""
    if language == EVERY_LANGUAGE:
        return values
    found = [value for value in values if _is_in(value, language or "en")]
    in_english = any(isinstance(value, Literal) and value.language for value in found)
    return found if language or in_english else values


def _is_in(value: Object, language: str) -> bool:
    """Whether a value is in a language, or in none (RFC 4647 §3.3.1: `de` takes `de-AT` too)."""
    tag = value.language if isinstance(value, Literal) else None
    return not tag or f"{tag.lower()}-".startswith(f"{language}-")


def _cell(value: Object, things: Mapping[str, Entity], base: Base) -> Cell:
    """A value as the specification's schema has it; what has no form there is a text."""
    if isinstance(value, NamedNode):
        thing = things.get(value.value)
        return {"str": value.value} if thing is None else {"id": base.reference(thing.iri), "name": thing.label}
    if not isinstance(value, Literal):
        return {"str": str(value)}
    text, kind = value.value, value.datatype
    if kind in _WHOLE and re.fullmatch(r"[+-]?[0-9]{1,18}", text, re.ASCII):
        return {"int": int(text)}
    if kind in _BROKEN and (number := _finite(text)) is not None:
        return {"float": number}
    if kind == XSD.date and (day := _DAY.fullmatch(text)):
        text = f"{day[1]}T00:00:00{day[2] or 'Z'}"
    if kind in (XSD.date, XSD.dateTime) and _MOMENT.fullmatch(text):
        return {"date": text}
    return {"str": value.value}


def _finite(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _shared_type(
    term: SchemaTerm, facts: Mapping[tuple[str, str], Sequence[Object]], things: Mapping[str, Entity], schema: Schema
) -> SchemaTerm | None:
    """The most special type that all values of a property have; None where some are no things of ours."""
    values = [value for (_, name), several in facts.items() if name == term.iri.value for value in several]
    found = [things.get(value.value) if isinstance(value, NamedNode) else None for value in values]
    types = [schema.types_of(thing.classes) for thing in found if thing is not None]
    if not types or len(types) < len(values):
        return None
    return next((kind for kind in types[0] if all(kind in others for others in types)), None)
