"""How much a name or a value that somebody wrote looks like one of ours: a number from 0 to 100, by stated measures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from pyoxigraph import Literal, NamedNode
from rapidfuzz import fuzz

from ccwp_kg.namespaces import XSD
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.reconciliation.queries import Value
from ccwp_kg.reconciliation.stated_values import Object
from ccwp_kg.search import Entity
from ccwp_kg.search.index.words import folded, squeezed
from ccwp_kg.sources.text.ordinals import ordinals_of_plans

ALIKE = 80.0
"""Names and texts that look less alike do not agree at all."""
_NUMERIC = frozenset((XSD.integer, XSD.decimal, XSD.double, XSD.float))
_DATED = frozenset((XSD.date, XSD.dateTime, XSD.gYearMonth, XSD.gYear))
_IN_ANOTHER_ORDER = 0.98
_BEGUN = 72.0
_BEGUN_WHOLE = 98.0
_OTHER_NUMBERS = 0.6
_LONG_ENOUGH = 8
_FIGURES = re.compile(r"0*([0-9]+)", re.ASCII)
_ROMAN = re.compile(r"[ivx]{2,5}\Z")


def likeness(written: str, name: str) -> float:
    """How much two folded names look alike; 100 only where they are the same.

    The best of three: the share of letters that stand in both in the same order; 98 in a hundred of that share with
    the words in alphabetical order; from 72 to 98 by how much of the name is covered where the written words, in their
    order, begin words of it, and less by what is misspelled where the whole is a beginning of it. Six tenths of the
    best where a number is written that the name does not have.

    >>> likeness("euorpol", "europol") > likeness("euorpol", "eurojust")
    True
    >>> likeness("office anti fraud european", "european anti fraud office")
    98.0
    >>> round(likeness("eur anti fraud off", "european anti fraud office"))
    90
    >>> likeness("sixth action plan", "fifth action plan") < 60, likeness("thirteenth plan", "fourteenth plan") < 60
    (True, True)
    """
    if written == name:
        return 100.0
    asked, stated = numbers(written), numbers(name)
    best = fuzz.ratio(written, name)
    if asked == tuple(number for number in stated if number in asked):  # 3.5 is not 5.3
        best = max(best, _IN_ANOTHER_ORDER * fuzz.token_sort_ratio(written, name))
    if len(written) < len(name):
        covering = _BEGUN + (_BEGUN_WHOLE - _BEGUN) * len(written) / len(name)
        best = max(best, covering * _begins(written, name))
    return best if set(asked) <= set(stated) else _OTHER_NUMBERS * best


def _begins(written: str, name: str) -> float:
    """1 where the written words begin words of the name, in their order, else how much it looks like its beginning."""
    words = iter(name.split())
    if all(any(word.startswith(each) for word in words) for each in written.split()):
        return 1.0
    # a letter may have been left out, so one more of the name is looked at
    return fuzz.ratio(written, name[: len(written) + 1]) / 100 if len(written) >= _LONG_ENOUGH else 0.0


@lru_cache(maxsize=20_000)
def numbers(name: str) -> tuple[str, ...]:
    """The numbers in a folded name, in their order: figures, ordinals, Roman numerals of more than one letter.

    >>> numbers("21st action plan"), numbers("twenty first action plan"), numbers("naples ii convention of 04 12 1997")
    (('21',), ('21',), ('ii', '4', '12', '1997'))
    """
    found: list[str] = []
    for word in ordinals_of_plans().in_figures(name).split():
        found += [word] if _ROMAN.match(word) else _FIGURES.findall(word)
    return tuple(found)


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
