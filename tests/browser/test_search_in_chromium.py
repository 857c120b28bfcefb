"""The search in a real browser: suggestions by keyboard and by mouse, and everything without script."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from support.clients.chromium import Tab
from support.serving import Server

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser, Page, Route, expect  # noqa: E402

from support.sites.accessibility import in_light_and_dark  # noqa: E402

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.browser
PAGES = {
    "start": "/search",
    "hits": "/search?q=customs",
    "question": "/search?q=who+is+concerned+by+5.3",
    "choices": "/search?q=actions+about+border",
    "second page": "/search?q=customs&page=2",
    "type": "/search?q=customs&type=concept",
    "nothing": "/search?q=europian+comission+xyz",
    "long": "/search?q=" + "a" * 200,
    "other script": "/search?q=%D7%A2%D7%91%D7%A8%D7%99%D7%AA",
}


@pytest.fixture
def page(browser: Browser, site: Server) -> Iterator[Page]:
    """A page that fails its test where the console is not silent."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    told: list[str] = []
    opened = context.new_page()
    opened.on("console", lambda message: told.append(message.text))
    opened.on("pageerror", lambda error: told.append(str(error)))
    yield opened
    context.close()
    assert [] == told


def suggested(page: Page, typed: str) -> None:
    """Type into the box and wait for the suggestions for all of it: those for its beginning may come before."""
    with page.expect_response(lambda response: response.url.endswith(f"/search/suggest?q={quote(typed, safe='')}")):
        page.locator("#find").press_sequentially(typed)
    page.wait_for_timeout(50)  # they are shown a moment after they arrive
    expect(page.locator("#find")).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_accessible(name: str, site: Server, tab: Tab) -> None:
    """axe finds nothing, with the suggestions closed and open; nothing is asked elsewhere; nothing scrolls sideways."""
    page = tab.visit(site.address + PAGES[name])
    assert all(url.startswith((site.address, "data:")) for url in tab.asked)
    assert 5 >= len(tab.asked)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert (width, []) == (width, in_light_and_dark(page))
    page.locator("#find").fill("")
    suggested(page, "europ")
    page.keyboard.press("ArrowDown")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        expect(page.get_by_role("option", selected=True)).to_be_visible()
        assert (width, "open", []) == (width, "open", in_light_and_dark(page))
    assert [] == tab.told
    page.set_viewport_size({"width": 320, "height": 700})
    assert 320 >= page.evaluate("document.documentElement.scrollWidth")


def test_the_keyboard_alone_goes_from_the_box_to_the_thing(site: Server, page: Page) -> None:
    """WAI-ARIA APG, editable combobox: the arrows choose, the focus stays, Enter goes there."""
    page.goto(site.address + "/about")
    box = page.locator("#find")
    while page.evaluate("document.activeElement.id") != "find":
        page.keyboard.press("Tab")
    expect(box).to_have_role("combobox")
    expect(box).to_have_accessible_name("Search")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("betrugs")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("option").first).to_contain_text("European Anti-Fraud Office")  # of the last letter
    count = page.get_by_role("option").count()
    expect(page.get_by_role("search").get_by_role("status")).to_have_text(f"{count} suggestion{'s'[: count - 1]}")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    option = page.get_by_role("option", selected=True)
    expect(option).to_contain_text("European Anti-Fraud Office")
    assert option.get_attribute("id") == box.get_attribute("aria-activedescendant")
    assert "listbox" == page.locator(f"#{box.get_attribute('aria-controls')}").get_attribute("role")
    assert "find" == page.evaluate("document.activeElement.id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/doc/organisation/olaf")


def test_arrows_go_round_and_back_into_the_box(site: Server, page: Page) -> None:
    page.goto(site.address + "/about")
    box = page.locator("#find")
    suggested(page, "europ")
    count = page.get_by_role("option").count()
    assert 2 < count
    page.keyboard.press("ArrowUp")
    assert f"find-suggestions-{count - 1}" == box.get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    assert "find-suggestions-0" == box.get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    assert "europ" == box.input_value()


def test_escape_closes_and_the_arrow_opens_again(site: Server, page: Page) -> None:
    page.goto(site.address + "/about")
    box, options = page.locator("#find"), page.get_by_role("option")
    suggested(page, "olaf")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(options.first).to_be_hidden()
    assert "olaf" == box.input_value()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(options.first).to_be_hidden()


def test_enter_without_a_choice_asks_the_question(site: Server, page: Page) -> None:
    page.goto(site.address + "/about")
    suggested(page, "tobacco")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=tobacco")
    assert "tobacco" == page.locator("#find").input_value()
    assert "“tobacco”" == page.locator("h1").inner_text()


def test_the_mouse_chooses_too(site: Server, page: Page) -> None:
    page.goto(site.address + "/about")
    suggested(page, "8284/1/08")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/doc/document/ST-8284-2008-REV-1")


def test_the_number_of_suggestions_is_told(site: Server, page: Page) -> None:
    """WCAG 4.1.3: said without moving the focus, also where there are none."""
    page.goto(site.address + "/about")
    suggested(page, "europ")
    expect(page.get_by_role("search").get_by_role("status")).to_have_text(
        f"{page.get_by_role('option').count()} suggestions"
    )
    page.locator("#find").press_sequentially("xyzq")
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("No suggestions")
    expect(page.locator("#find")).to_have_attribute("aria-expanded", "false")


def test_nothing_moves_when_suggestions_appear(site: Server, page: Page) -> None:
    page.goto(site.address + "/about")
    before = page.locator("h1").bounding_box()
    suggested(page, "europ")
    assert before == page.locator("h1").bounding_box()
    first, box = page.get_by_role("option").first.bounding_box(), page.locator("#find").bounding_box()
    assert first is not None
    assert box is not None
    assert first["y"] >= box["y"] + box["height"]


def test_late_answers_to_old_questions_are_dropped(site: Server, page: Page) -> None:
    """A slow answer to what was typed before does not replace the one to what stands there now; few are asked for."""
    page.goto(site.address + "/about")
    asked: list[str] = []

    def late(route: Route) -> None:
        asked.append(route.request.url)
        if route.request.url.endswith("q=eur"):
            page.wait_for_timeout(400)
        route.continue_()

    page.route("**/search/suggest*", late)
    page.locator("#find").press_sequentially("eur")
    page.wait_for_timeout(160)
    page.locator("#find").press_sequentially("ojust")
    expect(page.get_by_role("option").first).to_contain_text("Eurojust")
    page.wait_for_timeout(500)
    expect(page.get_by_role("option").first).to_contain_text("Eurojust")
    assert 4 >= len(asked)


def test_a_failing_server_leaves_the_form_as_it_is(site: Server, browser: Browser) -> None:
    page = browser.new_page()
    page.route("**/search/suggest*", lambda route: route.fulfill(status=503, body=""))
    page.goto(site.address + "/about")
    page.locator("#find").press_sequentially("olaf")
    page.wait_for_timeout(300)
    expect(page.locator("#find")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=olaf")
    page.close()


def test_without_script_everything_can_be_found(site: Server, browser: Browser) -> None:
    """From any page to hits, to those of one type, to the next page, to the thing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + "/about")
    assert page.locator("#find").get_attribute("role") is None
    page.locator("#find").fill("customs")
    page.locator("form[role=search] button").click()
    page.get_by_role("link", name="Next →").click()
    assert "26" in page.locator("p.lead").inner_text()
    page.locator(".kinds").get_by_role("link", name="Concepts").click()
    page.get_by_role("link", name="Customs fraud").click()
    page.wait_for_url("**/doc/concept/customs-fraud")
    context.close()


def test_the_module_is_small() -> None:
    """pages.md: the suggestion module up to 3 kB gzipped."""
    assert 3_000 >= len(gzip.compress((ROOT / "web" / "static" / "page.js").read_bytes()))
