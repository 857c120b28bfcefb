"""A site of files in a browser, under a path and at the root: readable, quiet, small, and it can be searched."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from support.clients.chromium import Tab
from support.sites.of_files import FileSite, at_root

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser, Page  # noqa: E402  # after the check that a browser can be driven

from support.sites.accessibility import UNFOLD, in_light_and_dark  # noqa: E402

pytestmark = pytest.mark.browser
PAGES = (
    "/", "/plans.html", "/documents.page-2.html", "/concepts.scheme-scheme-glossary.html", "/doc/plan/5.html",
    "/doc/plan/5/action/5.10.html", "/doc/organisation/europol.html", "/together.html",
    "/cite/plan/5/action/5.4.html", "/source/fifth-action-plan.html",
    "/ontology.html", "/shapes.html", "/validation.html", "/changes.html", "/data.html", "/catalog.html",
    "/sparql.html", "/questions.html", "/questions/most-frequent-parties.html",
    "/reconcile/guide.html", "/search.html", "/search.html?q=customs",
    "/search.html?q=zzzz", "/about.html", "/doc/service/reconciliation.html",
)  # fmt: skip
LONG = ("/source/", "/ontology", "/shapes", "/data", "/rules")
"""Pages that hold a whole document or vocabulary."""


@pytest.fixture(scope="module", params=["under a path", "at the root"])
def site(file_site: FileSite, request: pytest.FixtureRequest) -> Iterator[FileSite]:
    if request.param == "under a path":
        yield file_site
    else:
        with at_root(file_site) as moved:
            yield moved


@pytest.fixture(scope="module")
def tab(tab: Tab) -> Tab:
    """One that writes down what the policy of a page refuses."""
    tab.page.add_init_script(
        "window.refused = []; document.addEventListener('securitypolicyviolation', "
        "(event) => window.refused.push(`${event.violatedDirective} ${event.blockedURI}`));"
    )
    return tab


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible_quiet_and_small(site: FileSite, file_site: FileSite, tab: Tab, path: str) -> None:
    """axe finds nothing in light and dark, the console is silent, the policy refuses nothing, and the budgets hold."""
    # A search goes on after the page has loaded.
    page = tab.visit(site.address + path, until="networkidle" if "search" in path else "load")
    page.evaluate(UNFOLD)
    assert [] == tab.told
    assert [] == page.evaluate("window.refused")
    assert "script-src 'self'" in (page.locator("meta[http-equiv]").get_attribute("content") or "")
    responses = [request.response() for request in tab.answered]
    assert {200} == {response.status for response in responses}
    bodies = {response.url: response.body() for response in responses}
    assert all(url.startswith(site.address) for url in bodies)
    assert len(bodies) <= 5
    zipped = {url: len(gzip.compress(body, 6)) for url, body in bodies.items()}
    document = zipped.pop(page.url)
    assert path.startswith(LONG) or document <= 20_000
    assert sum(zipped.values()) <= 40_000
    assert all(size <= 3_000 for url, size in zipped.items() if url.endswith(".js"))
    if site is file_site:  # at the root the pages are the same bytes
        assert [] == in_light_and_dark(page)


def test_nothing_scrolls_sideways_at_320_pixels(file_site: FileSite, browser: Browser) -> None:
    """WCAG 1.4.10, of the pages that only a site of files has."""
    context = browser.new_context(viewport={"width": 320, "height": 700})
    shown = context.new_page()
    for path in (
        "/search.html?q=europol",
        "/sparql.html",
        "/questions/documents-cited-by-several-actions.html",
        "/404.html",
        "/data.html",
    ):
        shown.goto(file_site.address + path, wait_until="networkidle" if "search" in path else "load")
        assert shown.evaluate("document.documentElement.scrollWidth") <= 320, path
    context.close()


RESOLUTION = "Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation"
FOUND = {
    "OLAF": ("European Anti-Fraud Office", "exactly so"),
    "olaf": ("European Anti-Fraud Office", "exactly so"),
    "8284/1/08": ("8284/1/08 REV 1", "begins so"),
    "ST 8284 2008 REV 1": ("8284/1/08 REV 1", "exactly so"),
    "Betrugsbekämpfung": ("European Anti-Fraud Office", "holds the words"),
    "betrugsbekampfung": ("European Anti-Fraud Office", "holds the words"),
    "5.10": ("Action 5.10", "exactly so"),
    "agency Europol": ("Europol", "exactly so"),
    "documents 8284/1/08": ("8284/1/08 REV 1", "begins so"),
    "Eurpol": ("Europol", "spelled nearly so"),
    "tobbaco": ("Tobacco smuggling", "spelled nearly so"),
    "Fifth Action Plan": ("Fifth Action Plan", "exactly so"),
    "partOfPlan": ("part of plan", "exactly so"),
    "Tabakschmuggel": ("Tobacco smuggling", "synonym or related word"),
    "licence": ("Sources and licences", "holds the words"),
    "download": ("Data", "synonym or related word"),
    # of words that nothing has together, those that tell least are left out
    "which actions concern Europol": ("Europol", "exactly so"),
    "actions concern Europol": ("Europol", "exactly so"),
    "Frontex zzzz": ("Frontex", "exactly so"),
    "who is involved in action 5.3?": ("Action 5.3", "exactly so, without “involved”"),
    "parties of action 5.3": ("Action 5.3", "exactly so, without “parties”"),
    "who leads action 5.2?": ("Action 5.2", "exactly so, without “leads”"),
    # identifiers, as they are or in an address
    "st8284/1/08": ("8284/1/08 REV 1", "begins so"),
    "CELEX 32009G1030(01)": (RESOLUTION, "exactly so"),
    "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32009G1030(01)": (RESOLUTION, "exactly so"),
    "http://eurovoc.europa.eu/5545": ("Customs cooperation", "exactly so"),
    "eurovoc:5545": ("Customs cooperation", "exactly so"),
    "https://www.wikidata.org/wiki/Q8880": ("European Commission", "exactly so"),
    "https://w3id.org/ccwp/id/organisation/europol": ("Europol", "exactly so"),
}


@pytest.mark.parametrize("words", FOUND)
def test_the_best_hit_comes_first_and_leads_to_its_page(file_site: FileSite, tab: Tab, words: str) -> None:
    """From the box of any page, as deep as it may be."""
    finds(tab, file_site, words)


@pytest.mark.parametrize("words", ["OLAF", "5.10", "actions concern Europol"])
def test_it_is_found_at_the_root_as_well(site: FileSite, tab: Tab, words: str) -> None:
    finds(tab, site, words)


def finds(tab: Tab, site: FileSite, words: str) -> None:
    """What is searched for from a page of a site is its first hit, with the reason, and the hit leads to its page."""
    page = tab.visit(f"{site.address}/doc/plan/5/action/5.4.html")
    page.get_by_role("searchbox", name="Search").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    first = page.locator("#hits li").first
    label, why = FOUND[words]
    assert (label, True) == (first.locator("a").inner_text(), why in first.locator(".why").inner_text())
    assert words == page.get_by_role("searchbox", name="Search").input_value()
    first.locator("a").click()
    page.wait_for_url("**/*.html*")
    assert "search.html" not in page.url
    assert page.locator("h1").is_visible()


OLAF, EUROPOL = "European Anti-Fraud Office", "Europol"
LISTED = {
    "OLAF Europol": (
        "9 hits.", [*(f"Action 5.{n}" for n in (1, 3, 4, 8, 10)), EUROPOL, OLAF],
        ["speaks of what was found: Europol, European Anti-Fraud Office", "exactly so: OLAF, without “Europol”"],
    ),
    "approval of the CCWP": (
        "13 hits.", ["Customs Cooperation Working Party", "Approval"],
        ["exactly so: CCWP, without “approval”", "exactly so, without “CCWP”"],
    ),
    # figures that marks hold together are one number, which is whole
    "action 5.3": ("2 hits.", ["Action 5.3", "Citations of action 5.3 with role and page"], []),
    "5.1": ("1 hit.", ["Action 5.1"], []),
    # what nothing has is told, and what is spelled in no such way
    "Frontex zzzz": ("4 hits, without “zzzz”.", ["Frontex", "Action 5.3"], []),
    "tobbaco": ("3 hits. Nothing is spelled “tobbaco”; these have words like “tobacco”.", ["Tobacco smuggling"], []),
    "rontex": ("4 hits. Nothing is spelled “rontex”; these have words like “frontex”.", ["Frontex"], []),
    "Europol": ("8 hits.", [EUROPOL], []),
    # a name within a longer one is none
    "Naples II Convention Handbook": ("3 hits.", ["Naples II Convention Handbook", "Action 4.10"], []),
}  # fmt: skip


@pytest.mark.parametrize("words", LISTED)
def test_hits_tell_what_they_lack_and_how_words_are_spelled(file_site: FileSite, page: Page, words: str) -> None:
    told, hits, reasons = LISTED[words]
    page.goto(f"{file_site.address}/search.html?{urlencode({'q': words})}", wait_until="networkidle")
    assert told == page.locator("#told").inner_text()
    assert hits == page.locator("#hits a").all_inner_texts()[: len(hits)]
    why = "\n".join(page.locator("#hits .why").all_inner_texts())
    assert [] == [each for each in reasons if each not in why]
    assert ("spelled nearly so" in why) == ("Nothing is spelled" in told)


def test_an_address_of_nothing_here_finds_nothing_by_the_words_in_it(file_site: FileSite, page: Page) -> None:
    """`y` at the end of an address is not the beginning of `year`."""
    page.goto(f"{file_site.address}/search.html?q=http://data.europa.eu/eli/x/y", wait_until="networkidle")
    assert page.locator("#told").inner_text().startswith("Nothing was found.")


def test_with_scripts_nothing_is_said_of_them(file_site: FileSite, page: Page) -> None:
    page.goto(f"{file_site.address}/search.html", wait_until="networkidle")
    assert 0 == page.get_by_text("Where it runs none").count()


def test_words_from_an_address_stay_words(file_site: FileSite, page: Page) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    alerts: list[Any] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog), dialog.dismiss()))
    page.goto(f"{file_site.address}/search.html?q=%3Cimg%20src=x%20onerror=alert(1)%3E", wait_until="networkidle")
    assert f"“{hostile}”" == page.locator("h1").inner_text()
    assert "Nothing was found" in page.locator("#told").inner_text()
    assert [] == alerts


def test_without_scripts_search_says_so_and_leads_on(file_site: FileSite, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    shown = context.new_page()
    shown.goto(f"{file_site.address}/index.html")
    shown.get_by_role("searchbox", name="Search").fill("OLAF")
    shown.keyboard.press("Enter")
    shown.wait_for_url("**/search.html?q=OLAF")
    assert shown.get_by_text("Where it runs none").is_visible()
    shown.locator("main").get_by_role("link", name="Organisations").click()
    assert "Organisations" == shown.locator("h1").inner_text()
    context.close()


def test_what_cannot_be_loaded_is_told(file_site: FileSite, page: Page) -> None:
    page.route("**/search.json", lambda route: route.abort())
    page.goto(f"{file_site.address}/search.html?q=OLAF", wait_until="networkidle")
    assert "could not be loaded" in page.locator("#told").inner_text()


def test_evidence_lands_on_the_passage(site: FileSite, page: Page) -> None:
    """From a fact to its very words in the document, through relative links."""
    page.goto(f"{site.address}/doc/plan/5/action/5.4.html")
    page.locator("section:has(#indicators) summary").first.click()
    words = page.locator("section:has(#indicators) blockquote").first.inner_text().strip("“”")
    page.locator("section:has(#indicators) details a").first.click()
    page.wait_for_url("**/source/fifth-action-plan.html#char=*")
    assert words == " ".join(page.locator(":target").inner_text().split())


def test_the_page_for_what_is_not_there_works_at_any_depth(file_site: FileSite, page: Page) -> None:
    """A host such as GitHub Pages sends 404.html, with its own address staying what was asked for."""
    body = (file_site.folder / "404.html").read_bytes()
    page.route("**/nowhere/at/all", lambda route: route.fulfill(status=404, body=body, content_type="text/html"))
    page.goto(f"{file_site.address}/nowhere/at/all")
    assert "There is nothing here" == page.locator("h1").inner_text()
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).display") == "block"
    assert page.evaluate("document.styleSheets.length") == 1
    page.get_by_role("link", name="Actions", exact=True).first.click()
    assert "Actions" == page.locator("h1").inner_text()
