"""The way of a query from an HTTP process to the workers and back, in the event loop of that process.

One socket receives all answers. A look every 20 milliseconds ends the queries that are over their limit, that nobody
waits for any more, or that take more than their client's share, and asks those again whose worker was lost.

A query that runs longer than a fifth of a second is a long one; of those only so many may run at a time, in all and for
one client, so that there are always workers for short ones. Who has its share waits until one of them has ended.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from ccwp_kg import errors
from ccwp_kg.engine.channel import Failed, Job, Lost, QueueFull, ReplySocket, pack, send_with
from ccwp_kg.engine.concurrency import ConcurrencyLimiter
from ccwp_kg.engine.launcher import ReleaseRegistry, WorkerLink
from ccwp_kg.engine.slots import Running, client_number
from ccwp_kg.errors import (
    CcwpError,
    QueryCancelled,
    QueryMemoryExceeded,
    QuerySyntaxError,
    QueryTooSlow,
    StoreUnavailable,
    TooManyQueries,
    in_seconds,
)
from ccwp_kg.formats import Format
from ccwp_kg.store import Bounds, Dataset, Ticket, Written

_TICK = 0.02
_NEARLY_LONG, _LONG = 0.16, 0.2
_WORTH_ENDING = 0.05
"""Seconds: a query that nobody waits for is ended after so much work; a shorter one costs less than a new worker."""
_HANG_UPS_COUNT = 1.0
"""Seconds for which a query that was ended so counts as a long one of its client."""
_JUST_RESUMED = 0.3
"""Seconds after which a resumed query is long again, or has ended."""
_PATIENCE = 5.0
_ATTEMPTS = 3
_NICE = 10
_PLACES, _PLACES_PER_CLIENT = 4, 2
"""More queries at a time in one process only slow each other down until all of them seem long."""
_AT_ONCE = 64
_MOST_HELD_UP = 1_000


class _HeldUp(Exception):  # a turn in the road, no error
    """The query was ended to make room and is to be asked again in its turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How many long queries may run at a time: in all, and for one client."""

    long: int
    long_per_client: int


@dataclass(slots=True)
class _Pending:
    """A query that was sent. Its place is given back at its end or when it has become long."""

    request: int
    link: WorkerLink
    ticket: Ticket
    client: str
    reply: asyncio.Future[Written | Failed]
    losses: int
    sent: float
    is_abandoned: bool = False
    has_place: bool = True


class EngineClient:
    """The workers as one HTTP process sees them; `begin` is called in its event loop."""

    def __init__(
        self,
        registry: ReleaseRegistry,
        *,
        bounds: Bounds,
        shares: Shares,
        memory: int,
    ) -> None:
        self._registry = registry
        self._bounds = bounds
        self._shares = shares
        self._memory = memory
        self._requests = itertools.count(os.getpid() << 32)
        self._replies = ReplySocket()
        self._places = ConcurrencyLimiter(_PLACES, share=_PLACES_PER_CLIENT)
        self._attaching = asyncio.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._pending: dict[int, _Pending] = {}
        self._held_up: list[tuple[Ticket, asyncio.Future[None]]] = []
        self._resumed: deque[tuple[float, int]] = deque()
        self._hang_ups: deque[tuple[float, int]] = deque()
        self._looking = False
        self._link: WorkerLink | None = None

    async def begin(self) -> None:
        """Begin to receive answers in the event loop that runs, and connect to the release that answers now.

        Raises StoreUnavailable where none does.
        """
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            self._loop.add_reader(self._replies.fileno(), self._receive)
        await self._attach()

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The event loop that answers arrive in."""
        if self._loop is None:
            raise StoreUnavailable("the server is starting; try again in a moment")
        return self._loop

    @property
    def link(self) -> WorkerLink:
        """The connection to the release that answers now, as far as this process knows."""
        if self._link is None:
            raise StoreUnavailable("the release is being loaded; try again in a moment")
        return self._link

    async def _attach(self) -> WorkerLink:
        """The connection to the release that answers now. Raises StoreUnavailable if there is none for 5 seconds."""
        if self._is_current(self._link):
            return self.link
        async with self._attaching:
            if not self._is_current(self._link):
                self._link = await self.loop.run_in_executor(None, self._registry.attach, _PATIENCE)
        return self.link

    def _is_current(self, link: WorkerLink | None) -> bool:
        return link is not None and link.generation == self._registry.generation and self._registry.is_serving

    def running(self) -> Iterator[Running]:
        """The queries that run now, in all processes, with their labels and texts."""
        return self.link.slots.shown()

    def cancel(self, label: str) -> bool:
        """End the query that the request of this name asked; False where none runs."""
        slots = self.link.slots
        found = [each for each in slots.shown() if each.label == label]
        for each in found:
            slots.kill(each, cause="ordered")
        return bool(found)

    async def evaluate(self, query: str, form: Format, *, dataset: Dataset, ticket: Ticket) -> Written:
        """See Evaluate."""
        client = next(iter(ticket.clients))
        graphs = (
            tuple(graph.value for graph in dataset.default_graphs),
            tuple(graph.value for graph in dataset.named_graphs),
        )
        losses = 0
        if self._hang_ups and self._has_hung_up_much(ticket):
            await self._wait_for_share(ticket)
        while losses < _ATTEMPTS:
            try:
                job = Job(next(self._requests), client, ticket.request, query, form.name, *graphs)
                return await self._ask(job, ticket)
            except Lost:
                losses += 1
            except _HeldUp:
                await self._wait_for_share(ticket)
        raise StoreUnavailable("the processes that answer queries keep ending; try again in a moment")

    async def _ask(self, job: Job, ticket: Ticket) -> Written:
        client = next(iter(ticket.clients))
        await self._places.acquire(client)
        try:
            link = self.link if self._is_current(self._link) else await self._attach()
            pending = _Pending(
                job.request, link, ticket, client, self.loop.create_future(), link.slots.losses, time.monotonic()
            )
            send_with(link.queue, pack(job), self._replies.far_end)
        except BaseException as error:
            self._places.release(client)
            if isinstance(error, QueueFull):
                raise StoreUnavailable("more queries wait than can be answered; try again in a moment") from None
            raise
        self._pending[job.request] = pending
        self._look_soon()
        try:
            reply = await pending.reply
        except asyncio.CancelledError:
            pending.is_abandoned = True
            raise
        if isinstance(reply, Failed):
            raise self._error(reply)
        return reply

    def _receive(self) -> None:
        """Take the answers that have arrived; an answer that nobody waits for is dropped."""
        for _ in range(_AT_ONCE):
            message = self._replies.receive()
            if message is None:
                return
            pending = self._pending.get(message[0])
            if pending is not None:
                self._end(pending, message[1])
            if not self._pending:
                return

    def _end(self, pending: _Pending, result: Written | Failed | Exception) -> None:
        del self._pending[pending.request]
        self._leave_place(pending)
        if pending.reply.done():
            return
        if isinstance(result, Exception):
            pending.reply.set_exception(result)
        else:
            pending.reply.set_result(result)

    def _leave_place(self, pending: _Pending) -> None:
        if pending.has_place:
            pending.has_place = False
            self._places.release(pending.client)

    def _look_soon(self) -> None:
        if not self._looking:
            self._looking = True
            self.loop.call_later(_TICK, self._look)

    def _look(self) -> None:
        """Look after all queries that were sent."""
        self._looking = False
        self._receive()  # what has arrived is no longer to be looked after
        running: dict[int, Mapping[int, Running]] = {}
        for pending in tuple(self._pending.values()):
            slots = pending.link.slots
            if id(slots) not in running:
                running[id(slots)] = {each.request: each for each in slots.running()}
            query = running[id(slots)].get(pending.request)
            if query is None:
                self._look_for_end(pending)
            else:
                self._look_at(pending, query)
        if self._held_up:
            self._resume()
        if self._pending or self._held_up:
            self._look_soon()

    def _look_at(self, pending: _Pending, query: Running) -> None:
        """Make a query that runs leave its place, make room, or end, as its age demands."""
        age = (time.monotonic_ns() - query.started) / 1e9
        slots = pending.link.slots
        if pending.is_abandoned:
            if age >= _WORTH_ENDING:
                slots.kill(query, cause="cancelled")
                self._hang_ups.append((time.monotonic(), query.client))
                self._end(pending, Lost())
        elif age >= self._bounds.seconds:
            slots.kill(query, cause="limit")
            self._end(pending, self._too_slow())
        elif _NEARLY_LONG <= age < _LONG + 2 * _TICK and self._is_over_share(pending, query):
            slots.kill(query, cause="held_up")
            self._end(pending, _HeldUp())
        elif age >= _LONG and pending.has_place:
            self._leave_place(pending)
            with suppress(PermissionError, ProcessLookupError):  # a courtesy to short queries, nothing depends on it
                os.setpriority(os.PRIO_PROCESS, query.pid, _NICE)

    def _look_for_end(self, pending: _Pending) -> None:
        """Nobody evaluates the query: end it where no answer will come.

        It is QueryMemoryExceeded where the query ended its own worker, and Lost where it may only have been lost:
        asking again costs time and is never wrong.
        """
        link = pending.link
        ending = link.slots.ending(pending.request)
        if ending is not None and ending.cause == "ordered":
            self._end(pending, QueryCancelled("the query was ended by the operator of this server"))
        elif ending is not None and ending.cause == "limit":
            self._end(pending, self._too_slow())
        elif ending is not None and ending.signal not in (0, signal.SIGKILL, signal.SIGTERM):
            self._end(pending, self._memory_exceeded())
        elif ending is not None or not self._is_current(link) or link.slots.losses != pending.losses:
            self._end(pending, Lost())
        elif time.monotonic() - pending.sent > self._bounds.seconds:
            self._end(pending, StoreUnavailable("all processes that answer queries are busy; try again in a moment"))

    def _is_over_share(self, pending: _Pending, query: Running) -> bool:
        """Whether a query that becomes a long one is one too many; those that began before it come first."""
        limit = time.monotonic_ns() - int(_NEARLY_LONG * 1e9)
        older = Counter(
            each.client
            for each in pending.link.slots.running()
            if each.started <= limit and (each.started, each.slot) < (query.started, query.slot)
        )
        holder = self._holder(pending.ticket, older)
        if holder is not None:
            pending.ticket.held_up = holder
        return holder is not None

    def _holder(self, ticket: Ticket, long: Counter[int]) -> Literal["client", "server"] | None:
        """Whose share is used up by these long queries, if any is."""
        if all(client and long[client_number(client)] >= self._shares.long_per_client for client in ticket.clients):
            return "client"
        return "server" if long.total() >= self._shares.long else None

    def _has_hung_up_much(self, ticket: Ticket) -> bool:
        self._forget_old(self._hang_ups, _HANG_UPS_COUNT)
        return self._holder(ticket, Counter(client for _, client in self._hang_ups)) == "client"

    async def _wait_for_share(self, ticket: Ticket) -> None:
        if len(self._held_up) >= _MOST_HELD_UP:
            raise TooManyQueries(f"{_MOST_HELD_UP:,} long queries wait already; try again in a moment")
        ticket.held_up = ticket.held_up or "client"
        turn: asyncio.Future[None] = self.loop.create_future()
        waits = ticket, turn
        self._held_up.append(waits)
        self._held_up.sort(key=lambda each: each[0].arrived)
        self._look_soon()
        try:
            await turn
        finally:
            with suppress(ValueError):  # it was resumed
                self._held_up.remove(waits)

    def _resume(self) -> None:
        """Let those go on whose share has become free, who came first before the others."""
        if self._link is None:
            return
        self._forget_old(self._hang_ups, _HANG_UPS_COUNT)
        self._forget_old(self._resumed, _JUST_RESUMED)
        limit = time.monotonic_ns() - int(_NEARLY_LONG * 1e9)
        long = Counter(each.client for each in self._link.slots.running() if each.started <= limit)
        long.update(client for _, client in self._resumed)
        hung_up = Counter(client for _, client in self._hang_ups)
        for waits in tuple(self._held_up):
            ticket, turn = waits
            holder = self._holder(ticket, long) or self._holder(ticket, hung_up)
            if holder is not None:
                ticket.held_up = holder
            elif not turn.done():
                self._held_up.remove(waits)
                number = client_number(next(iter(ticket.clients)))
                self._resumed.append((time.monotonic(), number))
                long[number] += 1
                turn.set_result(None)

    @staticmethod
    def _forget_old(times: deque[tuple[float, int]], seconds: float) -> None:
        while times and times[0][0] < time.monotonic() - seconds:
            times.popleft()

    def _too_slow(self) -> QueryTooSlow:
        return QueryTooSlow(
            f"the query ran for {in_seconds(self._bounds.seconds)}, the limit here, and was ended; make it more "
            "selective or ask in smaller pieces"
        )

    def _memory_exceeded(self) -> QueryMemoryExceeded:
        return QueryMemoryExceeded(
            f"the query took more than {self._memory >> 20:,} MB of memory, the limit here, or nests too deep for the "
            "engine; ask in smaller pieces"
        )

    def _error(self, failed: Failed) -> CcwpError:
        kind = getattr(errors, failed.name, CcwpError)
        if kind is QuerySyntaxError:
            return QuerySyntaxError(failed.sentence, line=failed.line, column=failed.column)
        if kind is QueryMemoryExceeded:
            return self._memory_exceeded()
        error: CcwpError = kind(failed.sentence)
        return error
