"""Places for work that only so many may do at a time, handed out in turn to those who wait.

Who waits costs a future and no thread. Clients take turns, so that one client with many requests does not make the
others wait for all of them.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Literal


class ConcurrencyLimiter:
    """`count` places in one event loop, of which one client may hold `share` (0: all of them)."""

    def __init__(self, count: int, *, share: int = 0) -> None:
        self._free = count
        self._share = share or count
        self._held: Counter[str] = Counter()
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @property
    def waiting(self) -> int:
        """How many wait for a place."""
        return sum(map(len, self._waiting.values()))

    def blocked_by(self, client: str) -> Literal["client", "server"] | None:
        """Whose share is used up, so that this client would have to wait; None where there is a place."""
        if self._held[client] >= self._share:
            return "client"
        return None if self._free else "server"

    async def acquire(self, client: str) -> None:
        """Wait for a place. Whoever took it calls `release` once."""
        if self.blocked_by(client) is None:
            self._free -= 1
            self._held[client] += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(turn)
        try:
            await turn
        except BaseException:
            if turn.done() and not turn.cancelled():
                self.release(client)  # the place was handed over in the same moment
            else:
                self._forget(client, turn)
            raise

    def release(self, client: str) -> None:
        """Hand a place to whoever is next."""
        self._held[client] -= 1
        if not self._held[client]:
            del self._held[client]
        self._free += 1
        self._hand_over()

    @asynccontextmanager
    async def place(self, client: str) -> AsyncIterator[None]:
        """A place for the time of a block."""
        await self.acquire(client)
        try:
            yield
        finally:
            self.release(client)

    def _hand_over(self) -> None:
        for client, turns in self._waiting.items():
            if self._held[client] < self._share:
                turn = turns.popleft()
                self._waiting.move_to_end(client)
                self._forget(client, turn)
                if turn.done():  # cancelled in the same moment
                    self._hand_over()
                    return
                self._free -= 1
                self._held[client] += 1
                turn.set_result(None)
                return

    def _forget(self, client: str, turn: asyncio.Future[None]) -> None:
        turns = self._waiting.get(client)
        if turns is None:
            return
        with suppress(ValueError):  # it was taken out already
            turns.remove(turn)
        if not turns:
            del self._waiting[client]
