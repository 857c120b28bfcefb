"""An earlier release in a store: every query sees the graph of that release alone."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from ccwp_kg.formats import Format
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.store.protocol import WHOLE, Dataset, Rows, Store, Written


class AsOf:
    """A store that answers every query from one graph, whatever dataset is given."""

    def __init__(self, store: Store, graph: NamedNode) -> None:
        self._store = store
        self._dataset = Dataset(default_graphs=(graph,))

    @property
    def base(self) -> Base:
        """See Store.base."""
        return self._store.base

    @property
    def state(self) -> str | None:
        """See Store.state."""
        state = self._store.state
        return None if state is None else f"{state} {self._dataset.default_graphs[0]}"

    def rows(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> Rows:  # noqa: ARG002
        """See Store.rows."""
        return self._store.rows(query, dataset=self._dataset, client=client)

    def triples(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> tuple[Triple, ...]:  # noqa: ARG002
        """See Store.triples."""
        return self._store.triples(query, dataset=self._dataset, client=client)

    def written(self, query: str, form: Format, *, dataset: Dataset = WHOLE, client: str = "") -> Written:  # noqa: ARG002
        """See Store.written."""
        return self._store.written(query, form, dataset=self._dataset, client=client)
