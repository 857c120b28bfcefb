"""A store that counts what it is asked."""

from __future__ import annotations

from pyoxigraph import Triple

from ccwp_kg.formats import Format
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.store import WHOLE, Dataset, Rows, Store, Written


class CountingStore:
    """Another store behind it answers; `queries` are the texts of all queries since they were last cleared.

    `state` is what the test says it is: under a new one nothing that was kept before counts any more.
    """

    def __init__(self, store: Store, state: str | None = "counted") -> None:
        self._store = store
        self.state = state
        self.queries: list[str] = []

    @property
    def base(self) -> Base:
        return self._store.base

    @property
    def has_graphs(self) -> bool:
        return self._store.has_graphs

    def rows(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> Rows:
        self.queries.append(query)
        return self._store.rows(query, dataset=dataset, client=client)

    def triples(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> tuple[Triple, ...]:
        self.queries.append(query)
        return self._store.triples(query, dataset=dataset, client=client)

    def written(self, query: str, form: Format, *, dataset: Dataset = WHOLE, client: str = "") -> Written:
        self.queries.append(query)
        return self._store.written(query, form, dataset=dataset, client=client)
