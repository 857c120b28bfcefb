"""Answers to checked queries, each made once: kept in memory that all processes share, made by one for all who wait.

An answer is a function of the release, the query, its dataset and the format, as long as the store can name its state
and the query asks for nothing volatile. Whoever waits for an answer costs a future; when the last of them has gone, the
query is ended.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from typing import TypeAlias

from ccwp_kg import errors
from ccwp_kg.errors import (
    AnswerTooLarge,
    CcwpError,
    QueryMemoryExceeded,
    QuerySyntaxError,
    QueryTooSlow,
    StoreUnavailable,
    TooManyQueries,
    in_seconds,
)
from ccwp_kg.formats import Format
from ccwp_kg.query.cache import SharedCache
from ccwp_kg.query.claims import Claim, Claims
from ccwp_kg.query.describe import Describe
from ccwp_kg.query.evaluate import answer, require_fit
from ccwp_kg.query.guard import CheckedQuery
from ccwp_kg.query.lookups import LookUps
from ccwp_kg.query.undeclared_prefix import with_cure
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.store import Bounds, Dataset, Evaluate, Store, Ticket, Written

_LARGEST_KEPT = 4 << 20
"""Bytes of the largest answer that is kept."""
_FAILURES_KEPT = 5.0
"""Seconds for which a failure is kept."""
_GRACE = 0.3
"""Seconds beyond the limit of a query in which the engine says itself what became of it."""
_EXTRA = 1.0
"""Seconds beyond the limit of a query after which another process is not waited for any more."""
_MOST_RELEASES = 3
"""So often a query is asked anew because another release came meanwhile."""
_WORTH_SHARING = 0.001
"""Seconds: what takes less is made again as fast as it is kept."""
_FIRST_PAUSE, _LONGEST_PAUSE, _GROWTH = 0.002, 0.02, 1.5  # seconds between two looks at another process's work

Run: TypeAlias = Callable[[Callable[[], Written], Ticket], Awaitable[Written]]
"""Runs a function that waits, without holding up the event loop."""


class HungUp(Exception):  # nothing went wrong
    """The client has closed its connection: there is nobody to answer."""


@dataclass(slots=True)
class Asker:
    """Who waits for an answer, at most so many `seconds` (None: as long as a query may take).

    `client` is its key, `request` the name of the request. `begins_to_wait` is called when there is no answer at once.
    """

    client: str = ""
    request: str = ""
    begins_to_wait: Callable[[], None] = lambda: None
    seconds: float | None = None
    _waiter: asyncio.Future[Written] | None = None

    def hang_up(self) -> None:
        """End the wait with HungUp: the client has gone."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(HungUp())

    def waits_for(self, waiter: asyncio.Future[Written]) -> None:
        """Remember the future that `hang_up` ends, and say that the wait begins."""
        self._waiter = waiter
        self.begins_to_wait()


@dataclass(frozen=True, slots=True)
class Memory:
    """What all processes share: the kept answers, and which process makes which answer."""

    cache: SharedCache
    claims: Claims


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """An answer, and what identifies it (None: its bytes alone)."""

    written: Written
    identity: bytes | None = None


@dataclass(slots=True)
class _Flight:
    """An answer that is being made in this process, and all who wait for it here."""

    ticket: Ticket
    key: bytes | None = None
    waiters: set[asyncio.Future[Written]] = field(default_factory=set)
    task: asyncio.Task[Written] | None = None


async def run_at_once(function: Callable[[], Written], _ticket: Ticket) -> Written:
    """The result of a function, in the event loop itself."""
    return function()


class Answers:
    """Answers of one store.

    `evaluate` asks the store without a thread, where it can be asked so. `run` is for what waits: a store elsewhere, or
    a DESCRIBE, which takes several queries; by default it runs at once. `loop` is the event loop in which answers are
    found, where there is one. `on_lookup` is called with where something was looked up, and whether it was there.
    `lookups`, from when there are some, answer what is no more than that.
    """

    def __init__(
        self,
        store: Store,
        *,
        describe: Describe,
        prefixes: Prefixes,
        bounds: Bounds,
        memory: Memory | None = None,
        on_lookup: Callable[[str, bool], None] = lambda *_: None,
        evaluate: Evaluate | None = None,
        run: Run = run_at_once,
        loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        self._store = store
        self._describe = describe
        self.prefixes = prefixes
        self._bounds = bounds
        self._memory = memory
        self._on_lookup = on_lookup
        self._evaluate = evaluate
        self._run = run
        self._loop = loop
        self.lookups: LookUps | None = None
        self._flights: dict[bytes, _Flight] = {}

    @property
    def base(self) -> Base:
        """See Store.base."""
        return self._store.base

    @property
    def seconds(self) -> float:
        """The time of a query."""
        return self._bounds.seconds

    async def find(self, checked: CheckedQuery, form: Format, *, dataset: Dataset, asker: Asker) -> FoundAnswer:
        """The answer to a checked query.

        Raises UnknownFormat where the format cannot hold it, QueryTooSlow, TooManyQueries or StoreUnavailable where
        there is none in the time that the asker waits, HungUp where it waits no more, and what the store raises.
        """
        try:
            return await self._find(checked, form, dataset, asker)
        except QuerySyntaxError as error:
            raise with_cure(error, checked.text, self.prefixes) from error

    async def _find(self, checked: CheckedQuery, form: Format, dataset: Dataset, asker: Asker) -> FoundAnswer:
        if (found := self.look_up(checked, form, dataset=dataset)) is not None:
            return found
        state = self._store.state
        end = time.monotonic() + min(self._bounds.seconds, asker.seconds or self._bounds.seconds)
        if state is None or self._memory is None or checked.is_volatile:
            make = partial(self._make, checked, form, dataset)
            return FoundAnswer(await self._wait(self._flight(None, asker, make), asker, end))
        for _ in range(_MOST_RELEASES):
            key = identity(state, checked, form, dataset)
            kept = self._memory.cache.get(key)
            self._on_lookup("results", kept is not None)
            if kept is not None:
                return FoundAnswer(_opened(kept), key)
            make = partial(self._make_and_keep, self._memory, key, state, partial(self._make, checked, form, dataset))
            written = await self._wait(self._flight(key, asker, make), asker, end)
            now = self._store.state
            if now is None or now == state:
                break
            state = now  # another release came in between: ask that one
        return FoundAnswer(written, key)

    def look_up(self, checked: CheckedQuery, form: Format, *, dataset: Dataset) -> FoundAnswer | None:
        """The answer to a look-up, found without waiting; None where the query is more than that.

        Raises UnknownFormat where the format cannot hold it, and what the store raises.
        """
        require_fit(checked, form)
        lookups = self.lookups
        if lookups is None or checked.lookup is None or dataset.is_given or lookups.state != self._store.state:
            return None
        written = lookups.answer(checked.lookup, checked.text, form)
        self._on_lookup("merge", written is not None)
        return None if written is None else FoundAnswer(written)

    def find_from_thread(self, checked: CheckedQuery, form: Format, *, dataset: Dataset) -> FoundAnswer:
        """See `find`. For code in a thread of the server, which blocks until the answer is there."""
        finding = self.find(checked, form, dataset=dataset, asker=Asker())
        if self._loop is None:
            return asyncio.run(finding)
        return asyncio.run_coroutine_threadsafe(finding, self._loop).result()

    def _flight(self, key: bytes | None, asker: Asker, make: Callable[[Ticket], Awaitable[Written]]) -> _Flight:
        """The flight for a key, begun now if there is none."""
        flight = None if key is None else self._flights.get(key)
        if flight is not None:
            flight.ticket.clients.add(asker.client)
            return flight
        flight = _Flight(Ticket({asker.client}, asker.request), key)
        flight.task = asyncio.get_running_loop().create_task(make(flight.ticket))  # type: ignore[arg-type]
        flight.task.add_done_callback(partial(self._land, flight))
        if key is not None:
            self._flights[key] = flight
        return flight

    def _land(self, flight: _Flight, task: asyncio.Task[Written]) -> None:
        """Hand the answer, or the failure, to all who wait for it."""
        self._forget(flight)
        failure = None if task.cancelled() else task.exception()
        for waiter in flight.waiters:
            if waiter.done():
                continue
            if task.cancelled():
                waiter.cancel()
            elif failure is not None:
                waiter.set_exception(failure)
            else:
                waiter.set_result(task.result())

    def _forget(self, flight: _Flight) -> None:
        if flight.key is not None and self._flights.get(flight.key) is flight:
            del self._flights[flight.key]

    async def _wait(self, flight: _Flight, asker: Asker, end: float) -> Written:
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[Written] = loop.create_future()
        flight.waiters.add(waiter)
        asker.waits_for(waiter)
        left = max(0.0, end - time.monotonic())
        timer = loop.call_later(left, self._give_up, waiter, flight.ticket, asker)
        try:
            return await waiter
        finally:
            timer.cancel()
            flight.waiters.discard(waiter)
            if not flight.waiters and flight.task is not None and not flight.task.done():
                self._end_unless_awaited(flight)

    def _give_up(
        self, waiter: asyncio.Future[Written], ticket: Ticket, asker: Asker, *, has_waited: bool = False
    ) -> None:
        """The time of one who waits is over; this failure is its own and nobody else sees it."""
        if waiter.done():
            return
        has_own_limit = asker.seconds is not None and asker.seconds < self._bounds.seconds
        if has_waited or has_own_limit or ticket.held_up in ("client", "server"):
            waiter.set_exception(self._too_late(ticket, asker))
            return
        more = _GRACE if ticket.held_up is None else self._bounds.seconds + 2 * _EXTRA
        once_more = partial(self._give_up, waiter, ticket, asker, has_waited=True)
        asyncio.get_running_loop().call_later(more, once_more)

    def _too_late(self, ticket: Ticket, asker: Asker) -> CcwpError:
        if ticket.held_up == "client":
            return TooManyQueries("as many long queries of yours are running as one client may have; wait for one")
        if ticket.held_up == "server":
            return StoreUnavailable("as many long queries are running as may be; try again in a moment")
        if asker.seconds is not None and asker.seconds < self._bounds.seconds:
            return QueryTooSlow(
                f"there was no answer within {in_seconds(asker.seconds)}, the timeout of the request; give it more "
                f"time, up to {in_seconds(self._bounds.seconds)}, or make the query more selective"
            )
        return QueryTooSlow(
            f"there was no answer within {in_seconds(self._bounds.seconds)}, the limit here; make the query more "
            "selective or ask in smaller pieces"
        )

    def _end_unless_awaited(self, flight: _Flight) -> None:
        """End a flight that nobody here waits for, as soon as no other process waits for it either."""
        if flight.waiters or flight.task is None or flight.task.done():
            return
        makes_it = flight.ticket.held_up != "process"
        if makes_it and self._memory and flight.key is not None and self._memory.claims.is_awaited(flight.key):
            asyncio.get_running_loop().call_later(_LONGEST_PAUSE, self._end_unless_awaited, flight)
            return
        self._forget(flight)
        flight.ticket.is_over = True
        flight.task.cancel()

    async def _make(self, checked: CheckedQuery, form: Format, dataset: Dataset, ticket: Ticket) -> Written:
        if self._evaluate is not None and checked.kind != "DESCRIBE":
            return await self._evaluate(checked.text, form, dataset=dataset, ticket=ticket)
        on_behalf = getattr(self._store, "on_behalf", None)
        ask = partial(
            answer,
            self._store if on_behalf is None else on_behalf(ticket),
            checked,
            form,
            dataset=dataset,
            describe=self._describe,
            prefixes=self.prefixes,
            client=next(iter(ticket.clients)),
            bounds=self._bounds,
        )
        return await self._run(ask, ticket)

    async def _make_and_keep(
        self, memory: Memory, key: bytes, state: str, make: Callable[[Ticket], Awaitable[Written]], ticket: Ticket
    ) -> Written:
        """Make the answer for this process, unless another process comes first."""
        claim = memory.claims.take(key)
        if claim == "elsewhere":
            found, claim = await self._from_elsewhere(memory, key, ticket)
            if found is not None:
                return found
        begun = time.monotonic()
        try:
            written = await make(ticket)
            if written.size > _LARGEST_KEPT:
                return written
            body = written.whole()
            if time.monotonic() - begun > _WORTH_SHARING:
                self._keep(memory, key, state, b"A" + body)
            return Written.of(body)
        except (QueryTooSlow, QueryMemoryExceeded, AnswerTooLarge) as error:
            self._keep(memory, key, state, b"E" + json.dumps([type(error).__name__, str(error)]).encode())
            raise
        finally:
            if claim == "taken":
                memory.claims.give_up(key)

    async def _from_elsewhere(self, memory: Memory, key: bytes, ticket: Ticket) -> tuple[Written | None, Claim]:
        """The answer that another process makes, and what became of its claim.

        None where the other process has ended without an answer, and where there is none after more time than a query
        may take.
        """
        pause = _FIRST_PAUSE
        end = time.monotonic() + self._bounds.seconds + _EXTRA
        ticket.held_up = "process"
        with memory.claims.waiting(key):
            while time.monotonic() < end:
                await asyncio.sleep(pause)
                pause = min(pause * _GROWTH, _LONGEST_PAUSE)
                claim = memory.claims.take(key)
                kept = memory.cache.get(key)  # it may have left its answer just before its claim ended
                if kept is not None and claim == "taken":
                    memory.claims.give_up(key)
                if kept is not None or claim != "elsewhere":
                    break
        ticket.held_up = None
        return None if kept is None else _opened(kept), claim

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
