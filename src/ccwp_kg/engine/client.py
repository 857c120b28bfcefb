"""The store's door in an HTTP process: sends a query to the workers, watches it, ends it at the limit.

Whoever waits for an answer is the one who keeps the time, so no other process has to know about it. A query that runs
longer than a fifth of a second is a long one; of those only so many may run at a time, in all and for one client, so
that there are always workers for short ones.
"""

from __future__ import annotations

import itertools
import os
import threading
import time
import zlib
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

from pyoxigraph import QuerySolutions, Triple, parse, parse_query_results

from ccwp_kg import errors
from ccwp_kg.engine.channel import Failed, Job, Line, Lost, QueueFull, pack, send_with
from ccwp_kg.engine.launcher import Link, ReleaseRegistry
from ccwp_kg.engine.slots import Running
from ccwp_kg.errors import (
    CcwpError,
    QueryMemoryExceeded,
    QuerySyntaxError,
    QueryTooSlow,
    StoreUnavailable,
    TooManyQueries,
)
from ccwp_kg.formats import NTRIPLES, SPARQL_JSON, Format
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.rdf.terms.order import sorted_statements
from ccwp_kg.store import WHOLE, Bounds, Dataset, Rows, Written, rows_of

_GRACE, _NEARLY_LONG, _LONG = 0.02, 0.16, 0.2
_LOOK = 0.05
"""Seconds between two looks at whether the worker of a long query still lives."""
_PATIENCE = 5.0
_ATTEMPTS = 3
_NICE = 10
_PLACES = 2
"""More queries at a time in one process only slow each other down until all of them seem long."""


class _Places:
    """How many queries of this process may run that are not long yet; who waits for a place gets it in turn.

    A semaphore would let newcomers overtake those who wait, some of them for ever.
    """

    def __init__(self, count: int) -> None:
        self._free = count
        self._waiting: deque[threading.Lock] = deque()
        self._lock = threading.Lock()

    def take(self) -> None:
        """Wait for a place."""
        with self._lock:
            if self._free:
                self._free -= 1
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()  # until a place is handed over

    def give_back(self) -> None:
        """Hand a place to whoever waits longest."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


class _Place:
    """A place of one query; it is left once, at its end or when it has become long."""

    def __init__(self, places: _Places) -> None:
        places.take()
        self._places: _Places | None = places

    def leave(self) -> None:
        """Make room for the next one."""
        places, self._places = self._places, None
        if places is not None:
            places.give_back()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How many long queries may run at a time: in all, and for one client."""

    long: int
    long_per_client: int


class EngineStore:
    """A release in other processes, as a store."""

    def __init__(self, registry: ReleaseRegistry, *, bounds: Bounds, shares: Shares, memory: int) -> None:
        self._registry = registry
        self._bounds = bounds
        self._shares = shares
        self._memory = memory
        self._requests = itertools.count(os.getpid() << 32)
        self._attaching = threading.Lock()
        self._places = _Places(_PLACES)
        self._mine = threading.local()
        self._link = registry.attach(_PATIENCE)

    @property
    def base(self) -> Base:
        """See Store.base."""
        return Base(str(self.facts["base"]))

    @property
    def state(self) -> str | None:
        """See Store.state."""
        state = self.facts.get("state")
        return None if state is None else str(state)

    @property
    def facts(self) -> Mapping[str, object]:
        """What was said of the release when it was loaded."""
        return self._current().facts

    @property
    def generation(self) -> int:
        """Which loading of a release answers now."""
        return self._current().generation

    def rows(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> Rows:
        """See Store.rows."""
        answer = parse_query_results(
            self.written(query, SPARQL_JSON, dataset=dataset, client=client).whole(), format=SPARQL_JSON.results
        )
        if not isinstance(answer, QuerySolutions):
            raise TypeError("rows() takes a SELECT query")
        return rows_of(answer)

    def triples(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> tuple[Triple, ...]:
        """See Store.triples."""
        written = self.written(query, NTRIPLES, dataset=dataset, client=client).whole()
        return tuple(sorted_statements(quad.triple for quad in parse(written, format=NTRIPLES.rdf)))

    def written(self, query: str, form: Format, *, dataset: Dataset = WHOLE, client: str = "") -> Written:
        """See Store.written."""
        job = Job(
            next(self._requests),
            zlib.crc32(client.encode("utf-8", "replace")) if client else 0,
            query,
            form.name,
            tuple(graph.value for graph in dataset.default_graphs),
            tuple(graph.value for graph in dataset.named_graphs),
        )
        link = self._current()
        for _ in range(_ATTEMPTS):
            try:
                return self._exchange(link, job)
            except Lost:
                link = self._after(link)
        raise StoreUnavailable("the processes that answer queries keep ending; try again in a moment")

    def _current(self) -> Link:
        link = self._link
        return link if link.generation == self._registry.generation else self._after(link)

    def _after(self, link: Link) -> Link:
        """The link to use after this one was lost or is out of date."""
        with self._attaching:
            if self._link is link and (link.generation != self._registry.generation or not self._registry.is_serving):
                self._link = self._registry.attach(_PATIENCE)
            return self._link

    def _exchange(self, link: Link, job: Job) -> Written:
        line: Line = self._mine.__dict__.pop("line", None) or Line()
        with _Place(self._places) as place:
            losses = link.slots.losses
            try:
                send_with(link.queue, pack(job), line.far_end)
            except QueueFull:
                raise StoreUnavailable("more queries wait than can be answered; try again in a moment") from None
            reply = self._wait(link, job, line, place, losses)
        self._mine.line = line  # an answer has come: nothing else can come through it
        if isinstance(reply, Failed):
            raise self._error(reply)
        return reply

    def _wait(self, link: Link, job: Job, line: Line, place: _Place, losses: int) -> Written | Failed:
        """Look after the query: at first often, for it may have to make room; then at the limit."""
        busy_at = time.monotonic() + self._bounds.seconds
        pause = _GRACE
        while True:
            reply = line.receive(pause)
            if reply is not None:
                return reply
            running = link.slots.find(job.request)
            if running is None:
                self._look_for_end(link, job, losses)
                if time.monotonic() > busy_at:
                    raise StoreUnavailable("all processes that answer queries are busy; try again in a moment")
                continue
            age = (time.monotonic_ns() - running.started) / 1e9
            if age >= _LONG:
                place.leave()
            left = self._bounds.seconds - age
            if left <= 0:
                link.slots.kill(running)
                raise QueryTooSlow(
                    f"the query ran for {self._bounds.seconds:g} seconds, the limit here, and was ended; "
                    "make it more selective or ask in smaller pieces"
                )
            is_young = age < _LONG + _GRACE
            if is_young:
                self._share(link, job, running, is_long=age >= _LONG)
            pause = min(_GRACE if is_young else _LOOK, left)

    def _look_for_end(self, link: Link, job: Job, losses: int) -> None:
        """Nobody evaluates the query: raise where no answer will come.

        It is QueryMemoryExceeded where the query ended its own worker, and Lost where it may only have been lost:
        asking again costs time and is never wrong.
        """
        ended = link.slots.signal_that_ended(job.request)
        if ended not in (None, 0, 9, 15):
            raise self._memory_exceeded()
        is_current = link.generation == self._registry.generation and self._registry.is_serving
        if ended is not None or not is_current or link.slots.losses != losses:
            raise Lost

    def _share(self, link: Link, job: Job, running: Running, *, is_long: bool) -> None:
        """End a query that becomes a long one where there are as many as there may be."""
        limit = time.monotonic_ns() - int(_NEARLY_LONG * 1e9)
        older = [
            each
            for each in link.slots.running()
            if each.started <= limit and (each.started, each.slot) < (running.started, running.slot)
        ]
        if job.client and sum(each.client == job.client for each in older) >= self._shares.long_per_client:
            link.slots.kill(running)
            raise TooManyQueries(
                f"{self._shares.long_per_client} long queries of yours are running, as many as one client may have; "
                "wait for one of them"
            )
        if len(older) >= self._shares.long:
            link.slots.kill(running)
            raise StoreUnavailable(f"{len(older)} long queries are running, as many as may be; try again in a moment")
        if is_long:
            with suppress(PermissionError, ProcessLookupError):  # a courtesy to short queries, nothing depends on it
                os.setpriority(os.PRIO_PROCESS, running.pid, _NICE)

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
