"""The facts of the dataset, read once for each state of the store: the foot of every page shows them."""

from __future__ import annotations

from ccwp_kg.entities.dataset import DatasetFacts, dataset_facts
from ccwp_kg.store import Store


class DatasetFactsReader:
    """Reads the facts of the dataset, again only where the store may have changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._state: str | None = None
        self._last = DatasetFacts()

    def read(self) -> DatasetFacts:
        """What the store says now; raises what the store raises."""
        state = self._store.state
        if state is None or state != self._state:
            self._last = dataset_facts(self._store)
            self._state = state
        return self._last

    @property
    def last(self) -> DatasetFacts:
        """What was read last, without asking: for pages about a store that does not answer."""
        return self._last
