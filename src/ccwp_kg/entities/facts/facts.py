"""Statements by subject and property."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from pyoxigraph import Literal, NamedNode

from ccwp_kg.namespaces import DCTERMS
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.terms.days import day_of
from ccwp_kg.store import Row, Term

_DATES = ("#date", "#gYearMonth", "#gYear")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


@dataclass(frozen=True, slots=True)
class Words:
    """A literal as people see it: its characters, its language where it has one, its datatype's IRI."""

    text: str
    language: str | None = None
    datatype: str | None = None


class Facts(TripleIndex):
    """What a page asks of an index of statements: literals as people see them."""

    @classmethod
    def of_rows(cls, rows: Iterable[Row]) -> Self:
        """The index of rows `?s ?p ?o`."""
        return cls((row["s"], predicate, row["o"]) for row in rows if isinstance(predicate := row["p"], NamedNode))

    def all_words(self, subject: NamedNode, predicate: NamedNode) -> list[Words]:
        """The values that are literals."""
        return [words(value) for value in self.literals(subject, predicate)]

    def words(self, subject: NamedNode, predicate: NamedNode) -> Words | None:
        """The first value that is a literal."""
        return next(iter(self.all_words(subject, predicate)), None)

    def text(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """The characters of the first literal."""
        found = self.words(subject, predicate)
        return None if found is None else found.text

    def whole(self, part: NamedNode) -> NamedNode | None:
        """The nearest of the things that a thing is part of, whose IRI is the longest."""
        return max(self.things(part, DCTERMS.isPartOf), key=lambda whole: len(whole.value), default=None)


LONGEST = 10_000
"""Of a longer literal a page shows the beginning; the data in every format have all of it."""


def words(literal: Literal) -> Words:
    """A literal as people see it."""
    return Words(shortened(literal.value, most=LONGEST), literal.language, literal.datatype.value)


def count_of(term: Term | None) -> int:
    """The number that a COUNT is; 0 where there is none."""
    return int(term.value) if isinstance(term, Literal) else 0


def shortened(text: str, *, most: int) -> str:
    """At most so many characters, the cut marked.

    >>> shortened("customs", most=4)
    'cust…'
    """
    return text if len(text) <= most else f"{text[:most]}…"


def value_in_words(text: str, datatype: str | None) -> str:
    """A literal as people write it: a date or a duration in words; any other as it stands.

    >>> value_in_words("P1Y6M", "urn:xsd#duration"), value_in_words("2004", "urn:xsd#integer")
    ('1 year 6 months', '2004')
    """
    if (datatype or "").endswith(_DATES):
        return day_of(text)
    found = _DURATION.fullmatch(text) if (datatype or "").endswith("uration") else None
    units = zip(("year", "month", "week", "day"), found.groups(), strict=True) if found else ()
    told = [f"{number} {unit}{'s' if number != '1' else ''}" for unit, number in units if number]
    return " ".join(told) or text
