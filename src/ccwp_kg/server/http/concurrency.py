"""Turns: how many threads of a process may wait for something that is not in our hands, in all and for one client.

A client that sends its request word by word, reads its answer drop by drop, or asks a store elsewhere that is silent
holds a thread for as long as it likes. So it gets a few of them, and there are always some for everybody else.
"""

from __future__ import annotations

from collections import Counter
from threading import Condition

from ccwp_kg.errors import StoreUnavailable, TooManyQueries


class Turn:
    """One thread's wait; it ends once, by itself at the latest when nobody knows of it any more."""

    def __init__(self, turns: Turns, client: str) -> None:
        self._turns: Turns | None = turns
        self._client = client

    def end(self) -> None:
        """Make room for the next one."""
        turns, self._turns = self._turns, None
        if turns is not None:
            turns.give_back(self._client)

    def __enter__(self) -> Turn:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def __del__(self) -> None:
        self.end()


class Turns:
    """At most `total` turns at a time, `share` for one client. `doing` says for what, as in "sending a request".

    Whoever comes when there is none waits `patience` seconds for one.
    """

    def __init__(self, doing: str, *, total: int, share: int, patience: float = 0.0) -> None:
        self._doing = doing
        self._total = max(1, total)
        self._share = max(1, min(share, self._total))
        self._patience = patience
        self._taken: Counter[str] = Counter()
        self._changed = Condition()

    def take(self, client: str) -> Turn:
        """A turn for a client; TooManyQueries where it has its share, StoreUnavailable where there is none left."""
        with self._changed:
            free = self._changed.wait_for(
                lambda: self._taken[client] < self._share and self._taken.total() < self._total, self._patience
            )
            if not free and self._taken[client] >= self._share:
                raise TooManyQueries(
                    f"you are {self._doing} {self._share} times at once, as often as one client may; "
                    "wait until one of them is done"
                )
            if not free:
                raise StoreUnavailable(f"{self._total} clients are {self._doing}; try again in a moment")
            self._taken[client] += 1
            return Turn(self, client)

    def give_back(self, client: str) -> None:
        """A turn has ended."""
        with self._changed:
            self._taken[client] -= 1
            if not self._taken[client]:
                del self._taken[client]
            self._changed.notify()
