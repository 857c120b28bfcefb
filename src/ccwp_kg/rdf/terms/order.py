"""The order in which statements are written, so that the same statements give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Statement = TypeVar("Statement", Quad, Triple)

_DIGITS = re.compile(r"([0-9]{1,18})")


@lru_cache(maxsize=4_096)
def natural_key(iri: str) -> tuple[tuple[str | int, ...], ...]:
    """Sorts IRIs as people count: 5.2 before 5.10, parts under their whole.

    >>> sorted(["a/5.10", "a/5.2/x", "a/5.2"], key=natural_key)
    ['a/5.2', 'a/5.2/x', 'a/5.10']
    """
    return tuple(
        tuple(int(piece) if place % 2 else piece for place, piece in enumerate(_DIGITS.split(segment)))
        for segment in iri.split("/")
    )


def in_natural_order(things: Iterable[NamedNode]) -> tuple[NamedNode, ...]:
    """Things sorted by their IRIs as people count."""
    return tuple(sorted(things, key=lambda thing: natural_key(thing.value)))


def term_key(term: Term) -> tuple[int, object, str, str]:
    """Sorts the objects of one predicate: IRIs as people count, then literals by value, language and datatype."""
    if isinstance(term, NamedNode):
        return (0, natural_key(term.value), "", "")
    if isinstance(term, Literal):
        return (1, term.value, term.language or "", term.datatype.value)
    return (2, ((str(term),),), "", "")


def sorted_statements(statements: Iterable[Statement]) -> list[Statement]:
    """Distinct statements in the order of their N-Quads lines."""
    return sorted(set(statements), key=str)
