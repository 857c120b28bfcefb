"""A picture on a small screen: whole, or left to the words below it, or it says that it goes on, without script."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from support.serving import Server

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser  # noqa: E402  # after the check that a browser can be driven

pytestmark = pytest.mark.browser

PAGES = {
    "/": False, "/together": False, "/questions/most-frequent-parties": True, "/questions/mentions-of-naples-ii": True,
    "/questions/plans-in-time": False, "/doc/plan/5": False, "/doc/plan/5/action/5.10": False, "/lines": False,
    "/doc/document/ST-8282-2008-REV-3": False, "/lines/plan/5/action/5.10": False,
    "/together/organisation/europol": True,
}  # fmt: skip
"""Pages with pictures, and whether all of one fits a phone; of the others the words stand there instead."""
FIGURES = "each => each.filter(one => one.checkVisibility()).map(one => one.scrollWidth - one.clientWidth)"
CUT = """each => each.filter(one => one.checkVisibility()).filter(one => {
  const room = one.ownerSVGElement.getBoundingClientRect(), has = one.getBoundingClientRect()
  return has.left < room.left - .5 || has.right > room.right + .5
}).map(one => one.textContent)"""
ENDS = "each => each.map(one => Math.round(one.getBoundingClientRect().width))"


@pytest.mark.parametrize("width", [320, 390, 600, 1280])
def test_a_picture_is_whole_or_its_words_stand_there(browser: Browser, release_server: Server, width: int) -> None:
    """No picture of these pages is cut; on a phone the same as a list is open where there is none."""
    context = browser.new_context(viewport={"width": width, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    for path, fits in PAGES.items():
        page.goto(release_server.address + path)
        figures = page.eval_on_selector_all(".wide-figure", FIGURES)
        assert bool(figures) == (fits or width > 640), path
        assert all(beyond <= 0 for beyond in figures), path
        assert [] == page.eval_on_selector_all(".wide-figure text, .wide-figure rect", CUT), path
        assert width > 640 or page.locator("details.twin:not(:has(> :not(summary):visible))").count() == 0, path
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_bars_are_as_long_as_their_numbers(browser: Browser, release_server: Server, width: int) -> None:
    """9 is longer than 7, on any screen; each number stands beside its name."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{release_server.address}/questions/most-frequent-parties")
    lengths = page.eval_on_selector_all(".bars .period", ENDS)
    numbers = [
        int(words.rpartition(" ")[2]) for words in page.locator(".bars a > title, .bars g > title").all_text_contents()
    ]
    assert lengths == pytest.approx([lengths[0] * number / numbers[0] for number in numbers], abs=1)
    assert lengths[0] > min(width, 700) * 0.8
    page.close()


QUERY = """PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?plan ?on { VALUES (?plan ?on) { ('a' '2011-01-01'^^xsd:date) ('b' '2012-01-01'^^xsd:date) } }"""


def test_one_without_words_says_that_it_goes_on(browser: Browser, release_server: Server) -> None:
    """And is scrolled by keyboard, without script."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{release_server.address}/sparql?{urlencode({'query': QUERY, 'view': 'timeline'})}")
    figure = page.locator(".wide-figure")
    assert "It goes on to the right: scroll it sideways." == page.locator(".sideways:visible").inner_text()
    assert 2 == figure.evaluate("one => getComputedStyle(one).backgroundImage.split('linear-gradient').length - 1")
    figure.focus()
    page.keyboard.press("ArrowRight")
    for _ in range(40):
        if moved := figure.evaluate("one => one.scrollLeft"):
            break
        page.wait_for_timeout(50)
    assert moved > 0
    context.close()
