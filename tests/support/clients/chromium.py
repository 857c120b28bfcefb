"""Debian's Chromium, driven by playwright, and a page of it that many tests visit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from support.clients.installed import require

CHROMIUM = Path("/usr/bin/chromium")


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser that ends with the block; in CI it must be there."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    require(CHROMIUM.exists(), missing=str(CHROMIUM), cure="install Debian's chromium")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--headless"])
        yield started
        started.close()


class Tab:
    """A page that one test visits after the other, so that its process and its programs are started once.

    Each visit is that of a newcomer: nothing is kept of those before, neither in the cache nor in the session. `told`
    is what the console has said since it began, but for the status of the page itself; `asked` are the addresses that
    were asked for, `answered` the requests that got the whole of their answers.
    """

    def __init__(self, browser: Any) -> None:
        self._context = browser.new_context()
        self.page = page = self._context.new_page()
        self.told: list[str] = []
        self.asked: list[str] = []
        self.answered: list[Any] = []
        network = self._context.new_cdp_session(page)
        network.send("Network.enable")  # else it keeps nothing of what it is told
        network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.told.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        # Playwright marks its listeners, which a built-in method does not allow.
        page.on("requestfinished", lambda request: self.answered.append(request))  # noqa: PLW0108

    def _hear(self, message: Any) -> None:
        if not (message.text.startswith("Failed to load resource") and message.location["url"] == self.page.url):
            self.told.append(message.text)

    def visit(self, address: str, *, until: str = "load") -> Any:
        """The page at an address, loaded so far, in the light and in a window of 1280 by 844 pixels."""
        if self.page.url.startswith("http"):
            self.page.evaluate("sessionStorage.clear(), localStorage.clear()")
        self.page.goto("about:blank")
        self._context.clear_cookies()
        self.page.set_viewport_size({"width": 1280, "height": 844})
        self.page.emulate_media(media="null", color_scheme="light")
        for each in (self.told, self.asked, self.answered):
            each.clear()
        self.page.goto(address, wait_until=until)
        return self.page

    def close(self) -> None:
        """The end of the last visit."""
        self._context.close()
