"""What clients share: threads for queries that wait, and memory for large answers while they are read."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from ccwp_kg.engine.concurrency import ConcurrencyLimiter
from ccwp_kg.errors import StoreUnavailable, TooManyQueries
from ccwp_kg.server.http.reply import Reply
from ccwp_kg.server.runtime.asgi import LARGE
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


class Sending:
    """Large answers on their way to clients: `most` bytes of them in all, a quarter for one client."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._by_client: Counter[str] = Counter()

    def take(self, client: str, reply: Reply) -> None:
        """Count a reply; raises TooManyQueries or StoreUnavailable where there is no room; one has always room."""
        if reply.size <= LARGE:
            return
        own, total = self._by_client[client], self._by_client.total()
        if own and own + reply.size > self._most // 4:
            raise TooManyQueries("you are reading several large answers at once; wait until one of them is there")
        if total and total + reply.size > self._most:
            raise StoreUnavailable("many large answers are being sent; try again in a moment")
        self._by_client[client] += reply.size

    def give_back(self, client: str, reply: Reply) -> None:
        """A reply was sent."""
        if reply.size > LARGE:
            self._by_client[client] -= reply.size
            self._by_client += Counter()  # forget who has none
