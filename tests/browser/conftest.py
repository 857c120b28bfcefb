"""What the tests in a browser share: Debian's Chromium, and the knowledge base of this checkout over HTTP."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.serving import Server

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="module")
def site(release_server: Server) -> Server:
    """The release of this checkout, over HTTP."""
    return release_server


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, driven by playwright; in CI it must be there."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{CHROMIUM} is missing, and in CI the pages must be seen in a browser")
        pytest.skip(f"{CHROMIUM} is missing; install Debian's chromium to see the pages")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--headless"])
        yield started
        started.close()
