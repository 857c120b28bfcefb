"""Every kind of page in a real browser: readable, reachable, quiet, in light and dark, on a phone and on a desk."""

from __future__ import annotations

import re

import pytest

from support.clients.chromium import Tab
from support.serving import Server

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser  # noqa: E402  # after the check that a browser can be driven

from support.sites.accessibility import UNFOLD, in_light_and_dark  # noqa: E402

pytestmark = pytest.mark.browser
PAGES = {
    "home": "/",
    "plans": "/plans",
    "actions": "/actions",
    "organisations": "/organisations",
    "documents": "/documents",
    "objectives": "/objectives",
    "concepts": "/concepts",
    "plan": "/doc/plan/5",
    "earlier plan": "/doc/plan/3",
    "action": "/doc/plan/5/action/5.4",
    "action with free objective": "/doc/plan/5/action/5.10",
    "action without parties": "/doc/plan/5/action/5.5",
    "action only named": "/doc/plan/3/action/3.1",
    "organisation": "/doc/organisation/europol",
    "group": "/doc/group/border-guards",
    "document": "/doc/document/ST-8351-2009-REV-2",
    "family": "/doc/document/ST-8351-2009",
    "journal": "/doc/document/OJ-C-115-2010-P-1",
    "objective": "/doc/objective/2009/3",
    "concept": "/doc/concept/afis-mab",
    "act": "/doc/act/naples-ii",
    "meeting": "/doc/meeting/draft-fifth-action-plan-2011-02-18",
    "meetings": "/meetings",
    "work area": "/doc/work-area/intelligence",
    "subject code": "/doc/subject-code/ENFOCUSTOM-42-2009",
    "organisation in Greek": "/doc/organisation/europol?lang=el",
    "narrowed list": "/actions?kind=Action&sort=title",
    "list of nothing": "/actions?plan=none",
    "list without rows": "/documents?year=1999&kind=CouncilDocument",
    "list narrowed twice": "/actions?party=organisation/olaf&objective=objective/2009/3",
    "list of several": "/actions?party=organisation/cepol&party=organisation/olaf&plan=plan/3&plan=plan/5",
    "list sorted": "/organisations?sort=-actions",
    "list, last page": "/documents?page=2",
    "named together": "/together",
    "named with one": "/together/organisation/europol",
    "citation of a thing": "/cite/plan/5/action/5.4",
    "search": "/search?q=customs",
    "search for nothing": "/search?q=zzzzzz",
    "validation": "/validation",
    "add a plan": "/add-a-plan",
    "mistake": "/sparql?query=SELECT%20*%20%7B%20%3Fs%20a%20%7D",
    "nothing": "/doc/organisation/europoll",
    "citation": "/doc/plan/5/action/5.4/terms-of-reference/citation/ST-8351-2009-REV-2",
    "dataset": "/doc/dataset",
    "query": "/sparql",
    "answer": "/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%2030",
    "graph": "/sparql?query=DESCRIBE%20%3Chttps://w3id.org/ccwp/id/plan/5%3E",
    "source": "/source/fifth-action-plan",
    "ontology": "/ontology",
    "overview": "/ontology/overview",
    "changes of the ontology": "/ontology/changes",
    "rich module": "/ontology/rich",
    "shapes": "/shapes",
    "data": "/data",
    "reconciliation": "/reconcile/guide",
    "preview": "/reconcile/preview?id=organisation/olaf",
    "about": "/about",
    "rules": "/rules",
    "links": "/links",
    "lines": "/lines",
    "question with a picture": "/questions/plans-in-time",
    "approved plan": "/doc/plan/1",
    "action in Greek": "/doc/plan/5/action/5.4?lang=el",
    "organisation with parts": "/doc/organisation/dg-taxud",
    "organisation in Bulgarian": "/doc/organisation/olaf?lang=bg",
    "objective of two plans": "/doc/objective/2009/2",
    "concept of the glossary": "/doc/concept/mutual-assistance",
    "list of concepts": "/doc/scheme/glossary",
    "source as a thing": "/doc/source/fifth-action-plan",
    "part": "/doc/plan/5/action/5.4/indicator/2",
}


# the query page in each of its states is judged by tests of its own
JUDGED = [name for name, path in PAGES.items() if not path.startswith("/sparql")]


@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_and_quiet(site: Server, tab: Tab, name: str) -> None:
    """Unfolded, on a desk and on a phone, axe finds nothing in the light nor, of colours, in the dark.

    The console is silent, the CSP refuses nothing, no cookie is set, and 320 CSS pixels are wide enough (WCAG 1.4.10).
    """
    page = tab.visit(site.address + PAGES[name])
    page.evaluate(UNFOLD)
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"
    for width in (1280, 390) if name in JUDGED else ():
        page.set_viewport_size({"width": width, "height": 844})
        assert (width, []) == (width, in_light_and_dark(page))
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if name in JUDGED:
        assert [] == tab.told
        assert all(url.startswith((site.address, "data:")) for url in tab.asked)
        assert len(tab.asked) <= 5
    assert [] == page.context.cookies()


def test_every_title_is_its_own(site: Server) -> None:
    """A title names its page, so no two are the same."""
    titles = {}
    for name, path in PAGES.items():
        if "?" not in path:  # another view of a page may have its title
            found = re.search(rb"<title>(.*?)</title>", site.ask("GET", path, accept="text/html")[2])
            assert found
            titles.setdefault(found[1], []).append(name)
    assert [] == [names for names in titles.values() if len(names) > 1]


def test_evidence_lands_on_the_passage(site: Server, browser: Browser) -> None:
    """From a fact to its quotation, and on to the very words in the document, with the keyboard alone."""
    page = browser.new_page()
    page.goto(site.address + "/doc/plan/5/action/5.4")
    summary = page.locator("section:has(#indicators) summary").first
    quote = page.locator("section:has(#indicators) blockquote").first
    assert not quote.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert quote.is_visible()
    words = quote.inner_text().strip("“”")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/source/fifth-action-plan#char=*")
    target = page.locator(":target")
    assert " ".join(target.inner_text().split()) == words
    assert target.bounding_box() is not None
    top = page.evaluate("document.querySelector(':target').getBoundingClientRect().top")
    assert 0 <= top < page.evaluate("innerHeight")
    page.close()


def test_skip_link_leads_past_the_navigation(site: Server, browser: Browser) -> None:
    """WCAG 2.4.1: the first Tab offers the content."""
    page = browser.new_page()
    page.goto(site.address + "/actions")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.close()


def test_a_question_is_asked_without_script(site: Server, browser: Browser) -> None:
    """The form works with JavaScript switched off."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + "/sparql")
    page.locator("textarea").fill(
        "SELECT ?label { <https://w3id.org/ccwp/id/plan/5> <http://www.w3.org/2000/01/rdf-schema#label> ?label }"
    )
    page.get_by_role("button", name="Run").click()
    assert page.locator("table.results td").inner_text() == "Fifth Action Plan"
    context.close()
