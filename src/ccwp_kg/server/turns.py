"""Turns at a store elsewhere: how many questions of one client may wait there at a time.

Questions to a release are shared out by those who watch them (`engine.client`). A store elsewhere cannot be watched, so
a client that has its share of threads waiting there gets no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from ccwp_kg.errors import TooManyQueries


class Turns:
    """At most `share` questions of one client at a time in this process."""

    def __init__(self, share: int) -> None:
        self._share = share
        self._waiting: Counter[str] = Counter()
        self._lock = Lock()

    @contextmanager
    def of(self, client: str) -> Iterator[None]:
        """A turn for a client; raises TooManyQueries where it has its share already."""
        with self._lock:
            if self._waiting[client] >= self._share:
                raise TooManyQueries(
                    f"{self._share} queries of yours are waiting for an answer, as many as one client may have; "
                    "wait for one of them"
                )
            self._waiting[client] += 1
        try:
            yield
        finally:
            with self._lock:
                self._waiting[client] -= 1
                if not self._waiting[client]:
                    del self._waiting[client]
