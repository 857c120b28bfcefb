"""What tests of the reconciliation share: the release of this checkout, and a way to ask it for one name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from ccwp_kg.installation import folder
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.reconciliation.candidates import ReconciliationCandidate, reconcile
from ccwp_kg.reconciliation.queries import Query
from ccwp_kg.reconciliation.schema import Schema, read_schema
from ccwp_kg.search import FILE, Index
from ccwp_kg.store import EmbeddedStore, Store


@pytest.fixture(scope="session")
def store(release_store: EmbeddedStore) -> Store:
    return release_store


@pytest.fixture(scope="session")
def index(published: Path) -> Iterator[Index]:
    opened = Index.of_file(published / FILE)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def schema(store: Store, index: Index) -> Schema:
    return read_schema(store, index, prefixes=read_prefixes(folder("ontology") / "prefixes.ttl"))


@pytest.fixture(scope="session")
def ask(store: Store, index: Index, schema: Schema) -> Callable[[Query], Sequence[ReconciliationCandidate]]:
    def answer(query: Query) -> Sequence[ReconciliationCandidate]:
        return reconcile({"q": query}, store=store, index=index, schema=schema)["q"]

    return answer
