"""Answers to checked queries, each made once: kept in memory that all processes share, made by one for all who wait.

An answer is a function of the release, the query, its dataset and the format, as long as the store can name its state
and the query asks for nothing volatile.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from hashlib import blake2b

from ccwp_kg import errors
from ccwp_kg.errors import AnswerTooLarge, CcwpError, QueryMemoryExceeded, QueryTooSlow, TooManyQueries
from ccwp_kg.formats import Format
from ccwp_kg.query.answer import answer
from ccwp_kg.query.cache import SharedCache
from ccwp_kg.query.describe import Describe
from ccwp_kg.query.flight import Flights
from ccwp_kg.query.guard import CheckedQuery
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import Bounds, Dataset, Store, Written

_LARGEST_KEPT = 4 << 20
"""Bytes of the largest answer that is kept."""
_FAILURES_KEPT = 5.0
"""Seconds for which a failure is kept."""
_EXTRA_WAIT = 2.0
"""Seconds to wait for another's answer, on top of the time limit of a query."""
_MOST_RELEASES = 3
"""So often a query is asked anew because another release came meanwhile."""
_WORTH_SHARING = 0.001
"""Seconds: what takes less is made again as fast as it is kept."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What all processes share: the kept answers, and which process makes which answer."""

    cache: SharedCache
    flights: Flights


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """An answer, and the state of the store that gave it (None: the same query may have another answer later)."""

    written: Written
    state: str | None
    identity: bytes | None = None
    """See `identity`; None where the state is."""


class Answers:
    """Answers of one store.

    `on_lookup` is called with whether a lookup in the memory was a hit. A request that waits long for an answer that
    another makes enters `waiting_slot` with the key of its client; that may raise TooManyQueries or StoreUnavailable.
    """

    def __init__(
        self,
        store: Store,
        *,
        describe: Describe,
        prefixes: Prefixes,
        bounds: Bounds,
        memory: Memory | None = None,
        on_lookup: Callable[[bool], None] = lambda _: None,
        waiting_slot: Callable[[str], AbstractContextManager[object]] = lambda _: nullcontext(),
    ) -> None:
        self._store = store
        self._describe = describe
        self._prefixes = prefixes
        self._bounds = bounds
        self._memory = memory
        self._on_lookup = on_lookup
        self._waiting_slot = waiting_slot

    def find(self, checked: CheckedQuery, form: Format, *, dataset: Dataset, client: str) -> FoundAnswer:
        """The answer to a checked query; raises what the store raises."""
        state = self._store.state

        def make() -> Written:
            return answer(
                self._store,
                checked,
                form,
                dataset=dataset,
                describe=self._describe,
                prefixes=self._prefixes,
                client=client,
                bounds=self._bounds,
            )

        if state is None or self._memory is None or checked.is_volatile:
            return FoundAnswer(make(), None)
        for _ in range(_MOST_RELEASES):
            key = identity(state, checked, form, dataset)
            written = self._once(self._memory, state, key, make, client)
            now = self._store.state
            if now is None or now == state:
                break
            state = now  # another release came in between: ask that one
        return FoundAnswer(written, state, key)

    def _once(self, memory: Memory, state: str, key: bytes, make: Callable[[], Written], client: str) -> Written:
        kept = memory.cache.get(key)
        self._on_lookup(kept is not None)
        if kept is not None:
            return _opened(kept)
        makes = waits = False

        def waiting_slot() -> AbstractContextManager[object]:
            nonlocal waits
            waits = True
            return self._waiting_slot(client)

        def make_and_keep() -> Written:
            nonlocal makes
            makes = True
            begun = time.monotonic()
            try:
                written = make()
            except (QueryTooSlow, QueryMemoryExceeded, AnswerTooLarge) as error:
                self._keep(memory, key, state, b"E" + json.dumps([type(error).__name__, str(error)]).encode())
                raise
            if written.size > _LARGEST_KEPT:
                return written
            body = written.whole()
            if time.monotonic() - begun > _WORTH_SHARING:
                self._keep(memory, key, state, b"A" + body)
            return Written.of(body)

        def try_cache() -> Written | None:
            kept = memory.cache.get(key)
            return None if kept is None else _opened(kept)

        try:
            longest = self._bounds.seconds + _EXTRA_WAIT
            return memory.flights.once(key, look=try_cache, make=make_and_keep, patience=longest, linger=waiting_slot)
        except TooManyQueries:
            if makes or waits:
                raise
            return make()  # another client had too many, not this one

    def _keep(self, memory: Memory, key: bytes, state: str, value: bytes) -> None:
        if self._store.state == state:  # an answer of another release never enters under this one's name
            memory.cache.put(key, value, seconds=_FAILURES_KEPT if value[:1] == b"E" else None)


def identity(state: str, checked: CheckedQuery, form: Format, dataset: Dataset) -> bytes:
    """A digest of all that the bytes of an answer depend on."""
    parts = (
        state,
        form.name,
        *(graph.value for graph in dataset.default_graphs),
        "",
        *(graph.value for graph in dataset.named_graphs),
        "",
        checked.text,
    )
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=32).digest()


def _opened(kept: bytes) -> Written:
    if kept[:1] == b"A":
        return Written.of(kept[1:])
    name, sentence = json.loads(kept[1:])
    kind: type[CcwpError] = getattr(errors, name)
    raise kind(sentence)
