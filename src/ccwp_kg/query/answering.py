"""Answers to checked queries, each worked out once: kept in a memory all processes share, made by one for all who wait.

The answer to a query is a function of the release, the query, the graphs it may see and the format, as long as the
store can name its state and the query asks for nothing that changes.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from hashlib import blake2b

from ccwp_kg import errors
from ccwp_kg.errors import AnswerTooLarge, CcwpError, QueryTooHungry, QueryTooSlow, TooManyQueries
from ccwp_kg.formats import Format
from ccwp_kg.query.answer import answer
from ccwp_kg.query.cache import SharedCache
from ccwp_kg.query.describe import Describe
from ccwp_kg.query.flight import Flights
from ccwp_kg.query.guard import Question
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import Bounds, Dataset, Store, Written

_KEPT = 4 << 20
_FAILURES_KEPT = 5.0
_PATIENCE = 2.0
_SWAPS = 3
_WORTH_SHARING = 0.001
"""Seconds: what takes less is made again as fast as it is kept."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is shared by all processes that answer: kept answers, and who works on what."""

    cache: SharedCache
    flights: Flights


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, and the state of the store it was drawn from (None: not to be relied on later)."""

    written: Written
    state: str | None
    identity: bytes | None = None
    """See `identity`; None where the state is."""


class Answers:
    """Answers drawn from one store.

    `note` is told of every lookup in the memory, whether it was a hit. Who waits long for an answer that another
    makes enters `linger` with the name of the client, which may raise TooManyQueries or StoreUnavailable.
    """

    def __init__(
        self,
        store: Store,
        *,
        describe: Describe,
        prefixes: Prefixes,
        bounds: Bounds,
        memory: Memory | None = None,
        note: Callable[[bool], None] = lambda _: None,
        linger: Callable[[str], AbstractContextManager[object]] = lambda _: nullcontext(),
    ) -> None:
        self._store = store
        self._describe = describe
        self._prefixes = prefixes
        self._bounds = bounds
        self._memory = memory
        self._note = note
        self._linger = linger

    def find(self, question: Question, form: Format, *, dataset: Dataset, client: str) -> Found:
        """The answer to a checked query; raises what the store raises."""
        state = self._store.state

        def make() -> Written:
            return answer(
                self._store,
                question,
                form,
                dataset=dataset,
                describe=self._describe,
                prefixes=self._prefixes,
                client=client,
                bounds=self._bounds,
            )

        if state is None or self._memory is None or question.is_volatile:
            return Found(make(), None)
        for _ in range(_SWAPS):
            key = identity(state, question, form, dataset)
            written = self._once(self._memory, state, key, make, client)
            now = self._store.state
            if now is None or now == state:
                break
            state = now  # another release came in between: ask that one
        return Found(written, state, key)

    def _once(self, memory: Memory, state: str, key: bytes, make: Callable[[], Written], client: str) -> Written:
        kept = memory.cache.get(key)
        self._note(kept is not None)
        if kept is not None:
            return _opened(kept)
        leads = lingers = False

        def linger() -> AbstractContextManager[object]:
            nonlocal lingers
            lingers = True
            return self._linger(client)

        def make_and_keep() -> Written:
            nonlocal leads
            leads = True
            begun = time.monotonic()
            try:
                written = make()
            except (QueryTooSlow, QueryTooHungry, AnswerTooLarge) as error:
                self._keep(memory, key, state, b"E" + json.dumps([type(error).__name__, str(error)]).encode())
                raise
            if written.size > _KEPT:
                return written
            body = written.whole()
            if time.monotonic() - begun > _WORTH_SHARING:
                self._keep(memory, key, state, b"A" + body)
            return Written.of(body)

        def look() -> Written | None:
            kept = memory.cache.get(key)
            return None if kept is None else _opened(kept)

        try:
            patience = self._bounds.seconds + _PATIENCE
            return memory.flights.once(key, look=look, make=make_and_keep, patience=patience, linger=linger)
        except TooManyQueries:
            if leads or lingers:
                raise
            return make()  # another client had too many, not this one

    def _keep(self, memory: Memory, key: bytes, state: str, value: bytes) -> None:
        if self._store.state == state:  # an answer of another release never enters under this one's name
            memory.cache.put(key, value, seconds=_FAILURES_KEPT if value[:1] == b"E" else None)


def identity(state: str, question: Question, form: Format, dataset: Dataset) -> bytes:
    """A digest of all that an answer's bytes depend on: two answers with the same are the same."""
    parts = (
        state,
        form.name,
        *(graph.value for graph in dataset.default_graphs),
        "",
        *(graph.value for graph in dataset.named_graphs),
        "",
        question.text,
    )
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=32).digest()


def _opened(kept: bytes) -> Written:
    if kept[:1] == b"A":
        return Written.of(kept[1:])
    name, sentence = json.loads(kept[1:])
    kind: type[CcwpError] = getattr(errors, name)
    raise kind(sentence)
