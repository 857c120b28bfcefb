"""What tests of the agents' tools share: the tools over the release."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools_in_process import Tell, collection_of, teller

from ccwp_kg.agents.collection import Collection
from ccwp_kg.store import EmbeddedStore


@pytest.fixture(scope="session")
def collection(release_store: EmbeddedStore, published: Path) -> Collection:
    """The release of this checkout."""
    return collection_of(release_store, published)


@pytest.fixture(scope="session")
def tell(collection: Collection) -> Tell:
    """Calls a tool over the release of this checkout."""
    return teller(collection)
