"""From the home page to a passage of the document and on to a download, by keyboard alone and without scripts; and from
a query without an answer to one with an answer."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from support.clients.chromium import Tab
from support.serving import Server

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser, Page, expect  # noqa: E402  # after the check that a browser can be driven

pytestmark = pytest.mark.browser

QUESTION = "SELECT ?name { <https://w3id.org/ccwp/id/plan/5> <http://www.w3.org/2000/01/rdf-schema#label> ?name }"
# Budgets, in bytes as sent: of the page itself, of style sheets, of scripts, of everything; and how many requests.
CONTENT = (20_000, 8_000, 3_000, 60_000, 5)
ANSWER = (30_000, 8_000, 3_000, 60_000, 5)
BUDGETS = {
    "/": CONTENT,
    "/plans": CONTENT,
    "/actions": CONTENT,
    "/organisations": CONTENT,
    "/documents": CONTENT,
    "/concepts": CONTENT,
    "/doc/plan/5": CONTENT,
    "/doc/plan/5/action/5.4": CONTENT,
    "/doc/plan/5/action/5.10": CONTENT,
    "/doc/organisation/europol": CONTENT,
    "/doc/document/ST-8351-2009-REV-2": CONTENT,
    "/doc/concept/joint-customs-operation": CONTENT,
    "/together": CONTENT,
    "/together/organisation/europol": CONTENT,
    "/search?q=customs": CONTENT,
    "/ontology": CONTENT,
    "/ontology/overview": CONTENT,
    "/shapes": CONTENT,
    "/validation": CONTENT,
    "/links": CONTENT,
    "/data": CONTENT,
    "/about": CONTENT,
    "/no/such/page": CONTENT,
    "/questions": CONTENT,
    "/questions/most-frequent-parties": ANSWER,
    "/questions/actions-of-body?body=organisation/europol": ANSWER,
    "/lines": CONTENT,
    "/add-a-plan": CONTENT,
    # The whole document is one page, so that every link to a passage lands; see CHANGELOG.
    "/source/fifth-action-plan": (28_000, 8_000, 3_000, 60_000, 5),
    "/sparql": (20_000, 8_000, 8_000, 60_000, 5),
}


def tab_to(page: Page, selector: str, *, at_most: int = 300) -> None:
    """Press Tab until the focus is on an element of this kind."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{at_most} times Tab on {page.url} never reached {selector}")


def follow(page: Page, selector: str, lands_on: str) -> None:
    """Reach a link by Tab, and follow it."""
    tab_to(page, selector)
    page.keyboard.press("Enter")
    page.wait_for_url(lands_on)


def test_the_whole_way_by_keyboard(site: Server, browser: Browser) -> None:
    """WCAG 2.1.1, 2.1.2: home → plan → action → document → passage → query → download, with Tab and Enter alone."""
    page = browser.new_page()
    page.goto(site.address + "/")
    follow(page, 'main a[href="/doc/plan/5"]', "**/doc/plan/5")
    follow(page, 'main a[href="/doc/plan/5/action/5.4"]', "**/doc/plan/5/action/5.4")
    follow(page, 'section a[href^="/doc/document/ST-8351-2009-REV-2"]', "**/doc/document/ST-8351-2009-REV-2")
    tab_to(page, "main .evidence > summary")
    page.keyboard.press("Enter")
    follow(page, 'main .evidence a[href*="#char="]', "**/source/fifth-action-plan#char=*")
    assert page.locator(":target").first.is_visible()
    page.goto(page.url.partition("#")[0])  # the focus goes back to the top, as with Ctrl-Home
    follow(page, 'nav a[href="/sparql"]', "**/sparql")
    tab_to(page, "textarea")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(QUESTION)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("table.results")
    assert "Fifth Action Plan" in page.locator("table.results").inner_text()
    tab_to(page, 'a[href*="format=csv"]')
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert b"Fifth Action Plan" in Path(download.value.path()).read_bytes()
    page.close()


def test_the_whole_way_without_scripts(site: Server, browser: Browser) -> None:
    """Every page works with JavaScript switched off: the same way with the pointer, and a search."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + "/")
    page.locator('main a[href="/doc/plan/5"]').first.click()
    page.locator('main a[href="/doc/plan/5/action/5.4"]').first.click()
    page.locator('section a[href^="/doc/document/ST-8351-2009-REV-2"]').first.click()
    page.locator("main .evidence > summary").first.click()
    page.locator('main .evidence a[href*="#char="]').first.click()
    page.wait_for_url("**/source/fifth-action-plan#char=*")
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill("8284/1/08")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert "8284/1/08" in page.locator("main").inner_text()
    page.locator('nav a[href="/sparql"]').first.click()
    page.locator("textarea").fill(QUESTION)
    page.locator("main form button").first.click()
    assert "Fifth Action Plan" in page.locator("table.results").inner_text()
    with page.expect_download() as download:
        page.locator('a[href*="format=csv"]').first.click()
    assert b"Fifth Action Plan" in Path(download.value.path()).read_bytes()
    context.close()


@pytest.mark.parametrize("path", BUDGETS)
def test_a_page_stays_within_its_budget(site: Server, tab: Tab, path: str) -> None:
    """What a page weighs on the wire: the bytes of each body as the browser got them, compressed by the server."""
    largest, styles, scripts, everything, requests = BUDGETS[path]
    tab.visit(site.address + path, until="networkidle")
    # Sizes are read here, for a listener that asks for them may still wait when the page is left.
    found = [(request.resource_type, request.sizes()["responseBodySize"]) for request in tab.answered]
    weights = {kind: sum(size for of_kind, size in found if of_kind == kind) for kind, _ in found}
    assert 0 < weights["document"] <= largest, weights
    assert 0 < weights["stylesheet"] <= styles, weights
    assert weights.get("script", 0) <= scripts, weights
    assert sum(weights.values()) <= everything, weights
    assert len(found) <= requests, found


def path_of(query: str) -> str:
    return f"/sparql?query={quote(query, safe='')}"


def test_why_an_answer_is_empty_is_shown_with_what_to_ask(site: Server, browser: Browser) -> None:
    """Without a click; the link asks the corrected query. Where nothing comes, the link to the reasons stays."""
    query = "PREFIX ccwp: <https://w3id.org/ccwp/ontology#> SELECT ?n { ?a ccwp:actionNumer ?n }"
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.address + path_of(query))
    expect(page.get_by_role("region", name="Why it is empty")).to_contain_text("Did you mean ccwp:actionNumber?")
    page.get_by_role("link", name="Run with ccwp:actionNumber").click()
    expect(page.locator(".results tbody tr").first).to_be_visible()
    expect(page.locator("[data-diagnosis]")).to_have_count(0)
    context.route("**/sparql/diagnosis?*", lambda route: route.fulfill(status=503, body="no"))
    page.goto(site.address + path_of("ASK { ?a <urn:none> ?b }"))
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("link", name="Find out why it is empty")).to_be_visible()
    context.close()


def test_without_script_a_link_says_why_an_answer_is_empty(site: Server, browser: Browser) -> None:
    opened = browser.new_context(java_script_enabled=False)
    page = opened.new_page()
    page.goto(site.address + path_of("SELECT ?x { ?x <urn:none> ?y }"))
    page.get_by_role("link", name="Find out why it is empty").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Why an answer is empty")
    page.get_by_role("link", name="To the answer").click()
    expect(page.get_by_label("Query in SPARQL")).to_have_value(re.compile("urn:none"))
    opened.close()
