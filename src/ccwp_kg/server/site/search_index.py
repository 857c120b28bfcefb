"""The search index of a site: the release's own, or one made in memory where the release has none."""

from __future__ import annotations

import logging
import threading
import time

from ccwp_kg.errors import CcwpError, StoreUnavailable
from ccwp_kg.search import FILE, Index, findable
from ccwp_kg.server.site.site import Site, open_part

_LOG = logging.getLogger("ccwp_kg")
_MAX_AGE_SECONDS = 600.0
"""After so many seconds the index of a store that may change is made anew; the old one is used until then."""


class SearchIndex:
    """Provides the index. Without a release it is made at first use, in a thread of its own that asks one small query
    after another, so that neither requests nor query workers have to wait for it."""

    def __init__(self, site: Site) -> None:
        self._store = site.store
        self._base = site.base
        self._of_release = open_part(site.release, FILE, lambda path: Index.of_file(path, site.base))
        self._made: Index | None = None
        self._made_at = 0.0
        self._making: threading.Thread | None = None
        self._failure: CcwpError | None = None
        self._lock = threading.Lock()

    def get(self, *, max_wait_seconds: float = 3.0) -> Index:
        """The index. Raises StoreUnavailable while it is being made, or if it could not be."""
        if self._of_release is not None:
            return self._of_release
        is_fresh = self._store.state is not None or time.monotonic() - self._made_at < _MAX_AGE_SECONDS
        if self._made is not None and is_fresh:
            return self._made
        with self._lock:
            if self._making is None or not self._making.is_alive():
                self._making = threading.Thread(target=self._make, name="search index", daemon=True)
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
            self._made = Index.of_things(findable(self._store), self._base)
            self._made_at = time.monotonic()
            self._failure = None
        except CcwpError as error:
            self._failure = error
            _LOG.warning("the search index could not be made: %s", error)
