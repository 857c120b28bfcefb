"""What tests of the server share: a small dataset, the application over it, and the same over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse, serialize

from ccwp_kg.namespaces import ID
from ccwp_kg.server import create_app
from ccwp_kg.server.apis.discovery import site_paths
from ccwp_kg.server.site.site import read_release
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from support.cases import sample
from support.serving import Server, running, stop_server
from support.stores.endpoints import write_release

SMALL = Path(__file__).parent / "small.trig"


@pytest.fixture(scope="session")
def release_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the small dataset, with no more files than a release must have."""
    quads = sorted(parse(path=str(SMALL), format=RdfFormat.TRIG), key=str)
    written = serialize(quads, format=RdfFormat.N_QUADS)
    return write_release(tmp_path_factory.mktemp("release"), written.decode())


@pytest.fixture(scope="session")
def app(release_folder: Path) -> Flask:
    store = EmbeddedStore.of_named_graphs(release_folder / "dataset.nq")
    return create_app(store, settings=Settings(), release=read_release(release_folder))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def server(release_folder: Path) -> Iterator[Server]:
    """The release over real HTTP, with two HTTP processes."""
    started = running("release", str(release_folder))
    yield started
    stop_server(started.process)


@pytest.fixture(scope="session")
def release_app(release_store: EmbeddedStore, published: Path) -> Flask:
    """The application over the release, with nothing configured."""
    return create_app(release_store, settings=Settings(), release=read_release(published))


@pytest.fixture(scope="session")
def released(release_store: EmbeddedStore, published: Path) -> Flask:
    """The application at an address of its own."""
    settings = Settings(base_url="https://plans.example")
    return create_app(release_store, settings=settings, release=read_release(published))


@pytest.fixture(scope="session")
def references(release_store: EmbeddedStore) -> list[str]:
    """What stands after /doc/ for each thing."""
    found = [path.removeprefix("/doc/") for path in site_paths(release_store) if path.startswith("/doc/")]
    assert len(found) > 900
    return found


@pytest.fixture(scope="session", params=["sample", pytest.param("whole", marks=pytest.mark.slow)])
def crawled(request: pytest.FixtureRequest, release_store: EmbeddedStore, references: list[str]) -> list[str]:
    """What a crawl visits, as it stands after /doc/: one thing of each class and every 34th, or everything."""
    if request.param == "whole":
        return references
    return [iri.removeprefix(ID) for iri in sample((ID + reference for reference in references), release_store)]
