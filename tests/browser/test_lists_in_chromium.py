"""Lists and pictures on pages in a real browser: narrowed, sorted, filtered and printed, with and without script."""

from __future__ import annotations

import io
import re

import pdfplumber
import pytest

from support.serving import Server

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser  # noqa: E402  # after the check that a browser can be driven

pytestmark = pytest.mark.browser
PICTURES = ["/", "/together", "/together/organisation/europol"]
_OUTSIDE = """() => [...document.querySelectorAll('.figure')].flatMap(figure => {
  const frame = figure.getBoundingClientRect()
  return [...figure.querySelectorAll('text')].filter(text => {
    const box = text.getBoundingClientRect()
    const rect = text.closest('.node')?.querySelector('rect')?.getBoundingClientRect() ?? frame
    return box.left < rect.left - 1 || box.right > rect.right + 1 || box.top < rect.top - 2
      || box.bottom > rect.bottom + 2
  }).map(text => text.textContent)
})"""
_OVERLAPPING = """() => [...document.querySelectorAll('.figure')].flatMap(figure => {
  const boxes = [...figure.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()])
  const found = []
  boxes.forEach(([name, a], place) => boxes.slice(place + 1).forEach(([other, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
    if (wide > 1 && high > 2) found.push([name, other])
  }))
  return found
})"""


@pytest.mark.parametrize("path", PICTURES)
def test_words_of_a_picture_stay_in_place(site: Server, browser: Browser, path: str) -> None:
    """As the browser draws them, no words leave their box or frame, and none overlap."""
    page = browser.new_page()
    page.goto(site.address + path)
    assert page.locator(".figure text").count() > 3
    assert [] == page.evaluate(_OUTSIDE)
    assert [] == page.evaluate(_OVERLAPPING)
    page.close()


def test_a_list_is_narrowed_and_sorted_by_keyboard(site: Server, browser: Browser) -> None:
    """A facet, a heading, and back again, without a mouse and without script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + "/actions")
    page.get_by_role("link", name="Europol", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions?party=organisation/europol")
    assert 7 == page.locator("table.list tbody tr").count()
    page.get_by_role("link", name="Documents cited").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**sort=-documents")
    assert "descending" == page.locator("th", has_text="Documents cited").get_attribute("aria-sort")
    page.get_by_role("link", name="remove").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions?sort=-documents")
    assert 20 == page.locator("table.list tbody tr").count()
    context.close()


def test_a_plan_opens_from_the_timeline(site: Server, browser: Browser) -> None:
    """The bars are links that the keyboard reaches."""
    page = browser.new_page()
    page.goto(site.address + "/")
    page.locator(".figure a[href='/doc/plan/5']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/doc/plan/5")
    page.close()


def test_values_are_added_without_script(site: Server, browser: Browser) -> None:
    """Each link adds its value; all values are there, behind "more"; one link removes each, and one all."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + "/actions")
    assert 0 == page.locator(".facets input").count()
    parties = page.locator(".facets div", has=page.locator("#by-party"))
    parties.get_by_role("link", name="Europol").click()
    alone = page.locator("table.list tbody tr").count()
    parties.locator("summary").click()
    parties.locator("details a").first.click()
    page.wait_for_url(re.compile("party=.*&party="))
    assert alone <= page.locator("table.list tbody tr").count()
    chosen = page.get_by_role("list", name="Chosen")
    assert 3 == chosen.get_by_role("listitem").count()
    chosen.get_by_role("link", name="remove Party: Europol").click()
    assert 1 == chosen.get_by_role("listitem").count()
    chosen.get_by_role("link").click()
    page.wait_for_url("**/actions")
    context.close()


def test_a_long_facet_is_filtered(site: Server, browser: Browser) -> None:
    """A box over it leaves the values with its words, also those folded away; without accents and in any case."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(site.address + "/actions")
    parties = page.locator(".facets div", has=page.locator("#by-party"))
    everything = parties.locator("li").count()
    assert everything > 8 > parties.locator("li:visible").count() - 1
    box = page.get_by_role("searchbox", name="Filter: Party")
    facets = page.locator(".facets div:has(> h3)")
    assert [each.locator("li").count() > 8 for each in facets.all()] == [
        each.locator("input").count() == 1 for each in facets.all()
    ]
    box.fill("WORKING pa")
    left = parties.locator("li:visible a").all_inner_texts()
    assert 0 < len(left) < 8
    assert all("working party" in each.lower() for each in left)
    assert f"{len(left)} of {everything} values" == parties.get_by_role("status").inner_text()
    box.fill("nothing like it")
    assert 0 == parties.locator("li:visible").count()
    box.fill("")
    assert 8 == parties.locator("li:visible").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


@pytest.mark.parametrize("path", ["/ontology", "/shapes"])
def test_contents_are_filtered(site: Server, browser: Browser, path: str) -> None:
    """The same box over the contents of a page; without a script all of them are there."""
    page = browser.new_page()
    page.goto(site.address + path)
    contents = page.locator("[data-filter]")
    everything = contents.locator("li").count()
    assert everything > 60
    page.get_by_role("searchbox", name="Filter:").press_sequentially("ACTION plan")
    left = contents.locator("li:visible")
    assert 0 < left.count() < 8
    assert all("action" in each.lower() and "plan" in each.lower() for each in left.all_inner_texts())
    page.keyboard.press("Tab")
    while "#" not in page.evaluate("document.activeElement.getAttribute('href') ?? ''"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(":target").inner_text()
    page.close()


def test_a_list_can_be_taken_along_without_scrolling(site: Server, browser: Browser) -> None:
    """However many facets there are: on a desk and on a phone the files of the list stand above its rows."""
    for width, height in ((1280, 800), (390, 844)):
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(site.address + "/documents")
        box = page.get_by_role("link", name="CSV", exact=True).bounding_box()
        rows = page.locator("tbody tr").first.bounding_box()
        assert box is not None
        assert rows is not None
        assert box["y"] + box["height"] < min(height, rows["y"])
        page.close()


def test_a_list_is_printed_without_what_leads_elsewhere(site: Server, browser: Browser) -> None:
    """The heading, what is chosen and the rows; no facets, downloads, pages or arrows; 25 rows on two pages."""
    page = browser.new_page()
    page.goto(site.address + "/documents?kind=CouncilDocument")
    with pdfplumber.open(io.BytesIO(page.pdf(format="A4"))) as paper:
        words = "\n".join(sheet.extract_text() for sheet in paper.pages)
        assert len(paper.pages) <= 2
    for wanted in ("Documents", "Kind: Council document", "8282/3/08 REV 3"):
        assert wanted in words
    for unwanted in ("Narrow", "remove", "Turtle", "Next", "↕", "Search"):
        assert unwanted not in words
    page.close()
