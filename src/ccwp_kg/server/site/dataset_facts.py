"""What the dataset says of itself, read once for each state of the store: the foot of every page shows it."""

from __future__ import annotations

from ccwp_kg.entities.dataset import DatasetFacts, dataset_facts
from ccwp_kg.server.site.site import Site


class Stated:
    """The dataset's own statements; read again where the store may have changed."""

    def __init__(self, site: Site) -> None:
        self._store = site.store
        self._state: str | None = None
        self._last = DatasetFacts()

    def facts(self) -> DatasetFacts:
        """What the store says now; raises what the store raises."""
        state = self._store.state
        if state is None or state != self._state:
            self._last = dataset_facts(self._store)
            self._state = state
        return self._last

    @property
    def last(self) -> DatasetFacts:
        """What was read last, without asking: for pages that tell of a store that does not answer."""
        return self._last
