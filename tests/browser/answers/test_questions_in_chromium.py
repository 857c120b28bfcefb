"""Answer pages in Chromium: the answer is in view, all of it can be used by keyboard and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ccwp_kg.rdf.example_queries import read_examples
from support.commands import ROOT
from support.serving import Server

Browser = Page = Any
EXAMPLES = [example.path for example in read_examples(ROOT / "web" / "queries")]
ASKED = [
    "/questions/actions-of-body?body=organisation/europol&other=organisation/olaf",
    "/questions/sources-of-action?action=5.10",
]
FIRST = """Math.min(...[...document.querySelectorAll('.results tbody tr, .wide-figure svg text')]
  .map(row => row.getBoundingClientRect().top))"""
"""Where the first row of an answer stands, in its table or in the picture above that."""
RIGHTMOST = "Math.max(0, ...[...document.querySelectorAll('.takes a')].map(each => each.getBoundingClientRect().right))"
"""How far the row of downloads and links above an answer reaches."""


@pytest.fixture(scope="module")
def wide(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("path", [*EXAMPLES, *ASKED])
def test_the_first_row_is_in_view(site: Server, wide: Page, phone: Page, path: str) -> None:
    """Within 800 px at 1280, and within 844 px at 390, drawn or in the table; nothing scrolls sideways or is cut."""
    for page, height in ((wide, 800), (phone, 844)):
        page.goto(site.address + path)
        assert page.evaluate(FIRST) + 24 <= height
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        assert page.evaluate(RIGHTMOST) <= page.viewport_size["width"]


def test_the_pages_fit_320_pixels(site: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    for path in (
        "/",
        "/questions",
        "/questions/deliverables-and-decisions",
        *ASKED,
        "/questions/actions-of-body",
        "/questions/topic?topic=nothing",
    ):
        page.goto(site.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    context.close()


def test_what_a_row_has_stands_at_one_edge(site: Server, phone: Page) -> None:
    """Numbers, too: on a phone each cell is a line of its own."""
    phone.goto(f"{site.address}/questions/mentions-of-naples-ii")
    starts = phone.eval_on_selector_all(
        ".results td",
        """each => each.map(one => {
      const range = new Range(); range.selectNodeContents(one)
      return Math.round(range.getBoundingClientRect().left) })""",
    )
    assert starts
    assert max(starts) < 150


def test_another_body_is_asked_by_keyboard_and_without_scripts(site: Server, browser: Browser) -> None:
    """From the home page to the actions of a body that was typed."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address)
    page.get_by_role("link", name="All questions").press("Enter")
    page.get_by_role("link", name="Actions of a body").press("Enter")
    page.get_by_label("Body", exact=True).fill("Frontex")
    page.get_by_label("Body", exact=True).press("Enter")
    assert "Actions that concern Frontex" == page.locator("h1").inner_text()
    assert page.locator(".answered").inner_text().startswith("Three actions")
    page.get_by_label("Body", exact=True).fill("nobody at all")
    page.get_by_label("Body", exact=True).press("Enter")
    assert "There is no organisation or group called “nobody at all” here" in page.locator(".answered").inner_text()
    assert "nobody at all" == page.get_by_label("Body", exact=True).input_value()
    context.close()


def test_a_quotation_leads_to_its_words(site: Server, wide: Page) -> None:
    """The words are highlighted where the link lands."""
    wide.goto(site.address + ASKED[0])
    wide.locator(".written figure a").first.click()
    wide.wait_for_url("**/source/fifth-action-plan#char=*")
    assert wide.evaluate("document.querySelector(':target') !== null")


def test_every_card_of_the_home_page_leads_to_its_answer(site: Server, wide: Page) -> None:
    wide.goto(site.address)
    count = wide.locator(".answers > li").count()
    assert 6 == count
    for place in range(count):
        wide.goto(site.address)
        card = wide.locator(".answers > li").nth(place)
        sentence = card.locator("p").inner_text()
        card.locator("h3 a").click()
        assert sentence == wide.locator(".answered").inner_text()
