"""Where things about the data are described: the dataset, its releases and graphs, the services, rules and terms.

A plain query does not see them, for it asks for what the plans say; see ccwp_kg.rdf.dataset.is_merged.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.dataset import ABOUT, CONCEPTS, EXTERNAL, INFERRED, ONTOLOGY
from ccwp_kg.store.protocol import Dataset, Store, StoreView

_COLLECTIONS = ("agent", "catalogue", "dataset", "graph", "rule", "service", "vocabulary")


def about(store: Store, *more: NamedNode) -> Store:
    """A store as queries about the data see it, with `more` graphs; the store itself where it has no named graphs."""
    if not store.has_graphs:
        return store
    here = store.base.here
    seen = (*map(here, (*ABOUT, CONCEPTS, EXTERNAL, INFERRED)), *more)
    return StoreView(store, Dataset(seen, (here(INFERRED), here(ONTOLOGY))))


def described_in(store: Store, thing: NamedNode) -> Store:
    """A store as queries for the description of a thing see it."""
    collection = store.base.reference(thing.value).partition("/")[0]
    if collection not in _COLLECTIONS and not thing.value.startswith(CCWP.removesuffix("#")):
        return store
    return about(store, *((thing,) if collection == "graph" else ()))
