"""The frame of every page in a real browser: where the keyboard leads, what fits a phone, what goes on paper."""

from __future__ import annotations

from typing import Any

import pytest

from ccwp_kg.markup import style
from support.clients.chromium import Tab
from support.commands import ROOT
from support.serving import Server

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser, Page  # noqa: E402  # after the check that a browser can be driven

from support.sites.accessibility import in_light_and_dark  # noqa: E402

pytestmark = pytest.mark.browser
PAGES = {
    "home": "/",
    "list": "/actions",
    "action": "/doc/plan/5/action/5.4",
    "citation": "/cite/plan/5/action/5.4",
    "citation of the dataset": "/cite/dataset",
    "failure": "/nothing-here",
}


@pytest.fixture
def page(tab: Tab) -> Any:
    """An empty window."""
    return tab.visit("about:blank")


@pytest.mark.parametrize("name", PAGES)
def test_the_frame_is_sound(site: Server, tab: Tab, name: str) -> None:
    """axe finds nothing, the console is silent (data blocks do not offend the CSP), nothing scrolls sideways."""
    page = tab.visit(site.address + PAGES[name])
    assert [] == tab.told
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert (width, []) == (width, in_light_and_dark(page))


@pytest.mark.parametrize("name", PAGES)
def test_landmarks(site: Server, page: Page, name: str) -> None:
    """WCAG 1.3.1: one banner, main, contentinfo and search; every navigation has a name of its own."""
    page.goto(site.address + PAGES[name])
    for role in ("banner", "main", "contentinfo", "search"):
        assert page.get_by_role(role).count() == 1, role
    names = page.eval_on_selector_all("nav", "all => all.map(each => each.getAttribute('aria-label'))")
    assert len(names) == len(set(names))
    assert None not in names
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("width", [320, 390, 641, 800, 1000, 1040, 1080, 1120, 1280])
def test_the_prompt_of_the_search_is_whole(site: Server, page: Page, width: int) -> None:
    """In a field of any page, in a window of any width."""
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("/", "/actions"):
        page.goto(site.address + path)
        room, needed = page.locator("#find").evaluate("""field => {
          const style = getComputedStyle(field), drawn = document.createElement("canvas").getContext("2d")
          drawn.font = style.font
          return [field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 16,
            drawn.measureText(field.placeholder).width]
        }""")
        assert needed <= room, path


def test_the_keyboard_goes_through_the_frame_in_order(site: Server, page: Page) -> None:
    """WCAG 2.4.3, 2.4.7: skip link, name, navigation, search, then the trail; each focus is seen."""
    page.goto(site.address + "/actions")
    met = []
    for _ in range(14):
        page.keyboard.press("Tab")
        place = "document.activeElement.closest('.skip, .name, nav, .find')"
        met.append(page.evaluate(f"{place}?.getAttribute('aria-label') || {place}?.className"))
        seen = page.evaluate("(s => s.outlineStyle + s.outlineWidth)(getComputedStyle(document.activeElement))")
        assert seen != "none0px"
    order = list(dict.fromkeys(met))
    assert order[:4] == ["skip", "name", "Main", "find"]
    assert order[4] == "Breadcrumb"


def test_the_current_section_is_marked(site: Server, page: Page) -> None:
    """WCAG 1.3.1, 1.4.1: by aria-current and a line under it, not by colour alone."""
    page.goto(site.address + "/doc/plan/5/action/5.4")
    here = page.locator("nav[aria-label=Main] [aria-current=page]")
    assert "Actions" == here.inner_text()
    widths = [
        page.evaluate(f"getComputedStyle(document.querySelector({selector!r})).borderBottomColor")
        for selector in ("nav[aria-label=Main] [aria-current]", "nav[aria-label=Main] a:not([aria-current])")
    ]
    assert widths[0] != widths[1]


def test_the_search_is_a_form(site: Server, browser: Browser) -> None:
    """Without script, words and Enter lead to /search."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + "/about")
    box = page.get_by_role("search").locator("input[name=q]")
    assert page.get_by_label("Search", exact=False).count() >= 1
    box.fill("Europol & OLAF")
    with page.expect_request(lambda request: "/search?" in request.url) as asked:
        box.press("Enter")
    assert asked.value.url.startswith(site.address + "/search?q=Europol+%26+OLAF")
    context.close()


@pytest.mark.parametrize("width", [320, 390])
def test_targets_are_large_enough(site: Server, browser: Browser, width: int) -> None:
    """WCAG 2.5.8: what is pressed in the frame is 24 pixels high, on the narrowest phone too."""
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto(site.address + "/")
    heights = page.eval_on_selector_all(
        ".bar a, .bar input, .bar button, .foot nav a", "all => all.map(each => each.getBoundingClientRect().height)"
    )
    assert len(heights) > 12
    assert min(heights) >= 24
    context.close()


def test_paper_has_the_words_only(site: Server, page: Page) -> None:
    """In print: no navigation, no search; the name, the heading, the licence and the release stay."""
    page.goto(site.address + "/doc/plan/5/action/5.4")
    page.emulate_media(media="print", color_scheme="dark")
    for selector in (".skip", "nav[aria-label=Main]", ".find", "nav[aria-label=Breadcrumb]", "nav[aria-label=Further]"):
        assert not page.locator(selector).first.is_visible(), selector
    for selector in (".name", "h1", ".foot p"):
        assert page.locator(selector).first.is_visible(), selector
    assert "rgb(28, 36, 38)" == page.evaluate("getComputedStyle(document.body).color")  # dark on white


def test_the_style_sheet_is_the_one_that_was_written(browser: Browser) -> None:
    """As it is sent, Chromium reads the same rules from it as from the sheets with their comments and white space."""
    page = browser.new_page()
    read = """text => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return [...sheet.cssRules].map(rule => rule.cssText.replaceAll(", ", ","));
    }"""
    written = "".join(path.read_text() for path in sorted((ROOT / "web" / "styles").glob("*.css")))
    assert page.evaluate(read, style()) == page.evaluate(read, written)
    page.close()
