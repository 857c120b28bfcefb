"""Statements by subject and property."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from pyoxigraph import Literal, NamedNode

from ccwp_kg.namespaces import DCTERMS
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.store import Row


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


def shortened(text: str, *, most: int) -> str:
    """At most so many characters, the cut marked.

    >>> shortened("customs", most=4)
    'cust…'
    """
    return text if len(text) <= most else f"{text[:most]}…"
