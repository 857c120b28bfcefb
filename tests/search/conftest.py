"""What tests of the search share: the index of this checkout's data, as a release holds it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.search import Index, findable, write_index
from ccwp_kg.store import EmbeddedStore


@pytest.fixture(scope="session")
def index(dataset: NamedGraphs, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path = tmp_path_factory.mktemp("search") / "search.sqlite"
    write_index(path, findable(EmbeddedStore.of_triples(dataset.with_ontology())))
    opened = Index.of_file(path)
    yield opened
    opened.close()
