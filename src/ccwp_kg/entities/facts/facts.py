"""Statements by subject and property."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from ccwp_kg.namespaces import RDF
from ccwp_kg.rdf.terms.order import natural_key, term_key
from ccwp_kg.store import Rows, Term


@dataclass(frozen=True, slots=True)
class Words:
    """A literal as people see it: its characters, its language where it has one, its datatype's IRI."""

    text: str
    language: str | None = None
    datatype: str | None = None


_natural_key = lru_cache(maxsize=16_384)(natural_key)
"""The same IRIs occur on page after page."""


class Facts:
    """An index over rows `?s ?p ?o` of one query; values come in the order people count (5.2 before 5.10)."""

    def __init__(self, rows: Rows) -> None:
        index: dict[Term, dict[NamedNode, set[Term]]] = {}
        for row in rows:
            predicate = row["p"]
            if isinstance(predicate, NamedNode):
                index.setdefault(row["s"], {}).setdefault(predicate, set()).add(row["o"])
        self._index = index
        self._subjects = sorted((s for s in index if isinstance(s, NamedNode)), key=lambda iri: _natural_key(iri.value))
        self._of_class: defaultdict[Term, list[NamedNode]] = defaultdict(list)
        for subject in self._subjects:
            for kind in index[subject].get(RDF.type, ()):
                self._of_class[kind].append(subject)

    def subjects(self, kind: NamedNode | None = None) -> list[NamedNode]:
        """Every subject, or the subjects of a class."""
        return self._subjects if kind is None else self._of_class.get(kind, [])

    def properties(self, subject: NamedNode) -> list[NamedNode]:
        """The properties of a subject, sorted by IRI."""
        return sorted(self._index.get(subject, {}), key=lambda iri: iri.value)

    def values(self, subject: NamedNode, predicate: NamedNode) -> list[Term]:
        """All values of one property."""
        found = self._index.get(subject, {}).get(predicate, ())
        return sorted(found, key=term_key) if len(found) > 1 else list(found)

    def things(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The values that are IRIs."""
        return [value for value in self.values(subject, predicate) if isinstance(value, NamedNode)]

    def thing(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | None:
        """The first value that is an IRI."""
        return next(iter(self.things(subject, predicate)), None)

    def all_words(self, subject: NamedNode, predicate: NamedNode) -> list[Words]:
        """The values that are literals."""
        return [words(value) for value in self.values(subject, predicate) if isinstance(value, Literal)]

    def words(self, subject: NamedNode, predicate: NamedNode) -> Words | None:
        """The first value that is a literal."""
        return next(iter(self.all_words(subject, predicate)), None)

    def text(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """The characters of the first literal."""
        found = self.words(subject, predicate)
        return None if found is None else found.text

    def number(self, subject: NamedNode, predicate: NamedNode) -> int | None:
        """The first literal that is a whole number."""
        for found in self.all_words(subject, predicate):
            if found.text.isascii() and found.text.isdigit():
                return int(found.text)
        return None

    def is_a(self, subject: NamedNode, kind: NamedNode) -> bool:
        """Whether the thing is said to be of that class."""
        return kind in self.values(subject, RDF.type)

    def in_order(self, subjects: Iterable[NamedNode], position: NamedNode) -> list[NamedNode]:
        """Parts by their position, those without one last."""
        return sorted(subjects, key=lambda s: (self.number(s, position) or 10_000, natural_key(s.value)))

    def mentioned(self) -> Iterator[NamedNode]:
        """Every IRI that stands anywhere in the facts."""
        for subject, properties in self._index.items():
            if isinstance(subject, NamedNode):
                yield subject
            for predicate, values in properties.items():
                yield predicate
                yield from (value for value in values if isinstance(value, NamedNode))


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
