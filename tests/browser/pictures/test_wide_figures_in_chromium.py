"""A picture that is wider than the screen says so, without script, and is scrolled by keyboard."""

from __future__ import annotations

import pytest

from support.serving import Server

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser  # noqa: E402  # after the check that a browser can be driven

pytestmark = pytest.mark.browser

PAGES = (
    "/", "/together", "/questions/most-frequent-parties", "/doc/plan/5", "/doc/plan/5/action/5.10",
    "/doc/document/ST-8282-2008-REV-3", "/lines/plan/5/action/5.10",
)  # fmt: skip
FIGURES = """each => each.filter(one => one.checkVisibility()).map(one => [
  one.scrollWidth - one.clientWidth > 1,
  one.previousElementSibling?.matches('.sideways') && one.previousElementSibling.checkVisibility() || false,
  getComputedStyle(one).backgroundImage.split('linear-gradient').length - 1,
  one.tabIndex])"""
CUES = "each => each.filter(one => one.checkVisibility()).length"


@pytest.mark.parametrize("width", [320, 390, 600, 1280])
def test_a_wide_figure_says_that_it_goes_on(browser: Browser, release_server: Server, width: int) -> None:
    """The words stand above a picture that does not fit and above no other; a shade at its edge needs no words."""
    context = browser.new_context(viewport={"width": width, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    wide = 0
    for path in PAGES:
        page.goto(release_server.address + path)
        figures = page.eval_on_selector_all(".wide-figure", FIGURES)
        for is_cut, has_words, shades, tab in figures:
            assert is_cut or not has_words, path
            assert (shades, tab) == (2, 0)
            wide += is_cut
        assert page.eval_on_selector_all(".sideways", CUES) == sum(words for _, words, *_ in figures), path
        if width == 390:
            assert sum(words for _, words, *_ in figures) == sum(is_cut for is_cut, *_ in figures), path
    assert (wide > 0) == (width < 1280)
    context.close()


def test_a_wide_figure_is_scrolled_by_keyboard(browser: Browser, release_server: Server) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{release_server.address}/questions/most-frequent-parties")
    figure = page.locator(".wide-figure")
    figure.focus()
    page.keyboard.press("ArrowRight")
    for _ in range(40):
        if moved := figure.evaluate("one => one.scrollLeft"):
            break
        page.wait_for_timeout(50)
    assert moved > 0
    context.close()
