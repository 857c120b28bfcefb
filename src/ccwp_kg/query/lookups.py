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
from ccwp_kg.sparql_text.lookup import Pattern
from ccwp_kg.store import Bounds, EmbeddedStore, Written

_MOST_TRIPLES = 256
"""Solutions of a look-up, times the triples that are made of each."""
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class LookUps:
    """Answers look-ups from `store`, a bounded copy of the merge; `state` is that of the release it was copied from."""

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
            cost *= max(1, self._matches(pattern))
            if cost > _MOST_TRIPLES:
                return None
        try:
            return self.store.written(text, form) if lookup.only is None else self.store.matching(lookup.only, form)
        except AnswerTooLarge:
            return None

    def _matches(self, pattern: Pattern) -> int:
        """How many triples match a pattern, where it names something that few have; else one more than is allowed.

        The store looks through all triples of the rarest name, so a pattern of two common names may take long.
        """
        most = _MOST_TRIPLES + 1
        for place in (0, 2, 1):
            alone = tuple(term if at == place else None for at, term in enumerate(pattern))
            if any(alone) and (found := self.store.count(alone, most=most)) < most:
                return found if alone == pattern else self.store.count(pattern, most=most)
        return most
