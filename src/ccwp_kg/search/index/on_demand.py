"""An index made of a store when it is first asked for."""

from __future__ import annotations

import logging
import time
from threading import Lock, Thread

from ccwp_kg.errors import CcwpError, StoreUnavailable
from ccwp_kg.search.index.pages import findable
from ccwp_kg.search.index.read import Index
from ccwp_kg.store import Store

_LOG = logging.getLogger("ccwp_kg")
_MAX_AGE_SECONDS = 600.0
"""After so many seconds the index of a store that may change is made anew; the old one is used until then."""


class IndexOnDemand:
    """Makes the index in a thread of its own that asks one small query after another, so that neither requests nor
    query workers have to wait for it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._made: Index | None = None
        self._made_at = 0.0
        self._making: Thread | None = None
        self._failure: CcwpError | None = None
        self._lock = Lock()

    def get(self, *, max_wait_seconds: float = 3.0) -> Index:
        """The index. Raises StoreUnavailable while it is being made, or if it could not be."""
        is_fresh = self._store.state is not None or time.monotonic() - self._made_at < _MAX_AGE_SECONDS
        if self._made is not None and is_fresh:
            return self._made
        with self._lock:
            if self._making is None or not self._making.is_alive():
                self._making = Thread(target=self._make, name="search index", daemon=True)
                self._making.start()
            making = self._making
        if self._made is None:
            making.join(max_wait_seconds)
        if self._made is not None:
            return self._made
        if self._failure is not None and not making.is_alive():
            raise StoreUnavailable("the search index could not be made; ask again later") from self._failure
        raise StoreUnavailable("the search index is being made; ask again in some seconds")

    def _make(self) -> None:
        try:
            self._made = Index.of_things(findable(self._store), self._store.base)
            self._made_at = time.monotonic()
            self._failure = None
        except CcwpError as error:
            self._failure = error
            _LOG.warning("the search index could not be made: %s", error)
