"""Look-ups, answered by the process that is asked, from a copy of the merge: what they may cost is known before.

A look-up is some triple patterns. The triples that match each of them are counted up to a small bound, and the product
of the counts bounds the solutions. All other queries go to workers, which can be ended.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from ccwp_kg.errors import AnswerTooLarge
from ccwp_kg.formats import Format
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.sparql_text import Lookup
from ccwp_kg.store import Bounds, EmbeddedStore, Written

_MOST_TRIPLES = 256
"""Solutions of a look-up, times the triples that are made of each."""
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class LookUps:
    """A store of one graph."""

    store: EmbeddedStore
    state: str

    @classmethod
    def within(cls, store: EmbeddedStore, *, bounds: Bounds, prefixes: Prefixes, state: str) -> Self:
        """Look-ups in a store, which is bounded; see EmbeddedStore."""
        small = replace(bounds, rows=min(bounds.rows, _MOST_TRIPLES), size=min(bounds.size, _LARGEST))
        return cls(store.bounded(small, prefixes=prefixes, state=state), state)

    def answer(self, lookup: Lookup, text: str, form: Format) -> Written | None:
        """The answer to the text of a look-up; None where it may cost too much."""
        cost = lookup.triples
        for pattern in lookup.patterns:
            cost *= max(1, self.store.count(pattern, most=_MOST_TRIPLES + 1))
            if cost > _MOST_TRIPLES:
                return None
        try:
            return self.store.written(text, form)
        except AnswerTooLarge:
            return None
