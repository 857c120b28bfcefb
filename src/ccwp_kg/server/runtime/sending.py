"""How much memory large answers take while clients read them."""

from __future__ import annotations

from collections import Counter

from ccwp_kg.engine.channel import FileInMemory
from ccwp_kg.errors import StoreUnavailable, TooManyQueries
from ccwp_kg.server.http.reply import Reply


class Sending:
    """Files in memory on their way to clients: `most` bytes of them in all, a quarter for one client."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._by_client: Counter[str] = Counter()

    def take(self, client: str, reply: Reply) -> None:
        """Count a reply; raises TooManyQueries or StoreUnavailable where there is no room; one has always room."""
        if not isinstance(reply.pieces, FileInMemory):
            return
        own, total = self._by_client[client], self._by_client.total()
        if own and own + reply.size > self._most // 4:
            raise TooManyQueries("you are reading several large answers at once; wait until one of them is there")
        if total and total + reply.size > self._most:
            raise StoreUnavailable("many large answers are being sent; try again in a moment")
        self._by_client[client] += reply.size

    def give_back(self, client: str, reply: Reply) -> None:
        """A reply was sent."""
        if isinstance(reply.pieces, FileInMemory):
            self._by_client[client] -= reply.size
            self._by_client += Counter()  # forget who has none
