"""The preview of a thing within the page of another program, as OpenRefine shows it: in a frame that may do nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import quote, unquote

import pytest

from support.serving import Server

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser, Frame, Page  # noqa: E402  # after the check that a browser can be driven

pytestmark = pytest.mark.browser

Show = Callable[[Page, str, int, int], Frame]
THINGS = [
    "organisation/olaf",
    "plan/5/action/5.2",
    "document/ST-15653-2010-REV-1-COR-1",
    "act/council-conclusions-2011",
]


class Framing(BaseHTTPRequestHandler):
    """Answers every path with a page that frames the address in it, and lets it do nothing."""

    def do_GET(self) -> None:
        body = f'<!doctype html><iframe sandbox="" {unquote(self.path[1:])}></iframe>'.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Not on the console."""


@pytest.fixture(scope="module")
def framed() -> Iterator[Show]:
    """Shows an address in a frame of a page from another origin."""
    with HTTPServer(("127.0.0.1", 0), Framing) as other:
        thread = threading.Thread(target=other.serve_forever)
        thread.start()

        def show(page: Page, address: str, width: int, height: int) -> Frame:
            frame = quote(f'src="{address}" width="{width}" height="{height}"', safe="")
            page.goto(f"http://127.0.0.1:{other.server_port}/{frame}")
            return page.frames[-1]

        yield show
        other.shutdown()
        thread.join()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("thing", THINGS)
def test_a_preview_fits_its_frame(site: Server, browser: Browser, framed: Show, thing: str, scheme: str) -> None:
    """§5.1: it is shown at the size that the manifest tells, without sideways scrolling, with its own style."""
    preview = json.loads(site.ask("GET", "/reconcile")[2])["preview"]
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two there are
    page = context.new_page()
    address = preview["url"].replace("{{id}}", thing.replace("/", "%2F"))
    frame = framed(page, address, preview["width"], preview["height"])
    assert frame.locator("h1").is_visible()
    assert frame.evaluate("document.documentElement.scrollWidth") <= preview["width"]
    assert frame.evaluate("document.documentElement.scrollHeight") <= preview["height"]
    assert "serif" in frame.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    assert "0px" == frame.evaluate("getComputedStyle(document.body).marginTop")
    context.close()


def test_no_other_page_can_be_framed(site: Server, browser: Browser, framed: Show) -> None:
    """A page that somebody frames could be clicked unseen."""
    page = browser.new_page()
    frame = framed(page, f"{site.address}/doc/organisation/olaf", 400, 300)
    assert "European Anti-Fraud Office" not in frame.content()
    page.close()
