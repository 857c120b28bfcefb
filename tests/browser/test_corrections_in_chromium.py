"""A corrected value in a real browser: its mark is seen, opened by the keyboard, and fits a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.serving import Server, running, stop_server

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser, expect  # noqa: E402

from support.sites.accessibility import violations  # noqa: E402

pytestmark = pytest.mark.browser
UNFOLD = "document.querySelectorAll('details').forEach(each => { each.open = true })"
ACTION = "/doc/plan/5/action/5.4"
LOOKS = [
    ("light", ACTION),
    ("dark", ACTION),
    ("dark", "/doc/plan/5/action/5.4/outcome/3"),
    ("light", "/doc/correction/fifth-action-plan/outcome-3"),
]


@pytest.fixture(scope="module")
def site(corrected: Path) -> Iterator[Server]:
    """A release with corrections, over HTTP."""
    server = running("release", str(corrected / "release"))
    yield server
    stop_server(server.process)


@pytest.mark.parametrize(("scheme", "path"), LOOKS)
def test_marks_are_accessible(scheme: str, path: str, site: Server, browser: Browser) -> None:
    """axe finds nothing in light and dark with everything unfolded, and 320 pixels are wide enough."""
    context = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme=scheme)
    page = context.new_page()
    page.goto(site.address + path)
    page.evaluate(UNFOLD)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert [] == violations(page)
    context.close()


def test_a_mark_is_opened_by_the_keyboard(site: Server, browser: Browser) -> None:
    """The mark is a word, not a colour alone; Enter shows what was read and what is right."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(site.address + ACTION)
    mark = page.locator("section:has(#outcomes) .corrected > summary")
    expect(mark).to_have_text("Corrected · Source for outcome 3")
    fold = page.locator("section:has(#outcomes) .correction")
    expect(fold).to_be_hidden()
    mark.focus()
    page.keyboard.press("Enter")
    expect(fold).to_be_visible()
    expect(fold.locator("dd").nth(1)).to_have_text("Promoting the use of secure channels")
    expect(fold.locator("dd").nth(2)).to_have_text("Promoting the use of secure channels;")
    room = page.locator("section:has(#outcomes) li:nth-child(3) > p").evaluate(
        "words => parseFloat(getComputedStyle(words).paddingRight)"
    )
    button = mark.bounding_box()
    assert button is not None
    assert button["width"] <= room  # it stands beside the words, not over them
    page.close()
