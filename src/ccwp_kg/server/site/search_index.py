"""The search index of a site: the release's own, or one made in memory where the release has none."""

from __future__ import annotations

from ccwp_kg.search import FILE, Index, IndexOnDemand
from ccwp_kg.server.site.site import Site, open_part


class SearchIndex:
    """Provides the index."""

    def __init__(self, site: Site) -> None:
        self._of_release = open_part(site.release, FILE, lambda path: Index.of_file(path, site.base))
        self._on_demand = IndexOnDemand(site.store)

    def get(self, *, max_wait_seconds: float = 3.0) -> Index:
        """The index. Raises StoreUnavailable while it is being made, or if it could not be."""
        return self._of_release or self._on_demand.get(max_wait_seconds=max_wait_seconds)
