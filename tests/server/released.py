"""The application over the release of this checkout, and the references of everything it has a page for."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from ccwp_kg.publish import open_release
from ccwp_kg.server import create_app
from ccwp_kg.server.discovery import site_paths
from ccwp_kg.server.site import read_release
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore


@pytest.fixture(scope="session")
def release_store(published: Path) -> EmbeddedStore:
    """The release, loaded."""
    return open_release(published)


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
