"""Threads for queries that wait: those to a store elsewhere, and a DESCRIBE, which takes several queries."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from ccwp_kg.engine.concurrency import ConcurrencyLimiter
from ccwp_kg.store import Ticket, Written


class QueryThreads:
    """`count` threads, of which one client may hold half. Who waits for one holds none."""

    def __init__(self, count: int) -> None:
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="queries")
        self._places = ConcurrencyLimiter(count, share=max(1, count // 2))

    async def run(self, function: Callable[[], Written], ticket: Ticket) -> Written:
        """The result of a function; see Run. A thread cannot be ended: its place is free once it has finished."""
        client = next(iter(ticket.clients))
        ticket.held_up = self._places.blocked_by(client)
        await self._places.acquire(client)
        work = asyncio.get_running_loop().run_in_executor(self._pool, function)

        def finished(done: asyncio.Future[Written]) -> None:
            self._places.release(client)
            done.exception()  # where nobody waits any more, nobody else asks for it

        work.add_done_callback(finished)
        return await asyncio.shield(work)
