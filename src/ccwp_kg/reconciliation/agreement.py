"""Whether a value that somebody has for a property agrees with what is stated of a thing: a number from 0 to 100."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from ccwp_kg.namespaces import XSD
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.reconciliation.asking import Value
from ccwp_kg.reconciliation.likeness import likeness, numbers
from ccwp_kg.reconciliation.stated_values import Object
from ccwp_kg.search import Entity
from ccwp_kg.search.index.words import folded, squeezed

ALIKE = 80.0
"""Names and texts that look less alike do not agree at all."""
_NUMERIC = frozenset((XSD.integer, XSD.decimal, XSD.double, XSD.float))
_DATED = frozenset((XSD.date, XSD.dateTime, XSD.gYearMonth, XSD.gYear))


def agreement(
    given: Sequence[Value], values: Sequence[Object], things: Mapping[str, Entity], base: Base
) -> float | None:
    """How well the best of the given values agrees with one of those stated; None where nothing is stated.

    `things` are those that the stated values may be, by IRI, so that a name can be compared with theirs.
    """
    if not values:
        return None
    return max((_agrees(each, value, things, base) for each in given for value in values), default=0.0)


def _agrees(given: Value, value: Object, things: Mapping[str, Entity], base: Base) -> float:
    if isinstance(value, NamedNode):
        names = (value.value, base.reference(value.value))
        if given.reference is not None or given.text in names:
            return 100.0 if {given.reference, given.text} & {*names} else 0.0
        thing = things.get(value.value)
        return 0.0 if thing is None else max((_alike(given.text, name.text) for name in thing.names), default=0.0)
    if given.reference is not None or not isinstance(value, Literal):
        return 0.0
    if value.datatype in _NUMERIC:
        return 100.0 if _number(given.text) == _number(value.value) is not None else 0.0
    if value.datatype in _DATED:  # a year, or a year and a month, agrees with every day in it
        return 100.0 if value.value == given.text or value.value.startswith(f"{given.text}-") else 0.0
    return _alike(given.text, value.value)


def _alike(given: str, stated: str) -> float:
    """Texts agree as far as they look alike, and only with the same numbers in them."""
    written, name = folded(given), folded(stated)
    if not written:
        return 0.0
    if squeezed(given) == squeezed(stated):
        return 100.0
    found = likeness(written, name)
    return found if found >= ALIKE and numbers(written) == numbers(name) else 0.0


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
