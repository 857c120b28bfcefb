"""What the tests in a browser share: Debian's Chromium, and the knowledge base of this checkout over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from support.clients.chromium import Tab, chromium
from support.serving import Server


@pytest.fixture(scope="module")
def site(release_server: Server) -> Server:
    """The release of this checkout, over HTTP."""
    return release_server


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, driven by playwright; in CI it must be there."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def tab(browser: Any) -> Iterator[Tab]:
    """A page of it for visits that leave nothing behind."""
    opened = Tab(browser)
    yield opened
    opened.close()
