"""What the tests of clients share: one server and one release; a client is a program of somebody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.clients.jena import Jena
from support.clients.jena import jena as installed_jena
from support.serving import Server

HERE = Path(__file__).parent
FAST = {"test_clients_document.py", "test_lock_files.py"}
"""Files that say themselves which tests need a client; every test of the others does, and is slow."""


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents and item.path.name not in FAST:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def server(release_server: Server) -> Server:
    """The release of this checkout over real HTTP; clients only read from it."""
    return release_server


@pytest.fixture(scope="session")
def dump(published: Path) -> Path:
    """The merged graph of the same release, as N-Triples."""
    return published / "merged.nt"


@pytest.fixture(scope="session")
def jena(tmp_path_factory: pytest.TempPathFactory) -> Jena:
    """Debian's Jena."""
    return installed_jena(tmp_path_factory.mktemp("jena"))
