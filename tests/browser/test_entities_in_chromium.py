"""Pages of things in a real browser: readable in light and dark, on a phone and on a desk, in any language of names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ccwp_kg.publish.release import write_release
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.rdf.dataset import NamedGraphs
from support.serving import Server, running, stop_server

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser  # noqa: E402  # after the check that a browser can be driven

from support.sites.accessibility import UNFOLD, in_light_and_dark  # noqa: E402

pytestmark = pytest.mark.browser
SHACL = "http://www.w3.org/ns/shacl#"
REPORT = {
    "conforms": False,
    "results": [
        {
            "focusNode": "https://w3id.org/ccwp/id/act/naples-ii",
            "path": "https://w3id.org/ccwp/ontology#instrumentKind",
            "value": '"a-very-long-value-without-any-space-that-no-narrow-screen-can-hold-in-one-line"',
            "severity": SHACL + severity,
            "message": "An act is of exactly one kind from the list of instrument kinds.",
            "sourceShape": "https://w3id.org/ccwp/shapes#LegalInstrument-kind",
            "sourceConstraint": None,
            "component": SHACL + "MinCountConstraintComponent",
        }
        for severity in ("Violation", "Warning")
    ],
    "shapesWithoutFocusNodes": ["https://w3id.org/ccwp/shapes#Corrigendum"],
}


def test_a_report_with_results_is_accessible(browser: Browser, dataset: NamedGraphs, tmp_path: Path) -> None:
    """In light and dark; 320 CSS pixels hold a value without any space (WCAG 1.4.10)."""
    folder = tmp_path / "release"
    write_release(folder, dataset, texts=TextFiles.of_package(), reports={"validation.json": json.dumps(REPORT)})
    server = running("release", str(folder))
    page = browser.new_page(viewport={"width": 1280, "height": 844})
    page.goto(server.address + "/validation")
    page.evaluate(UNFOLD)
    assert "An act is of exactly one kind" in page.locator("main").inner_text()
    assert [] == in_light_and_dark(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
    stop_server(server.process)


def test_the_party_stays_in_sight(site: Server, browser: Browser) -> None:
    """The first column of a wide table stands still while the keyboard scrolls the rest."""
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(site.address + "/doc/plan/5")
    region = page.get_by_role("region", name="Table of parties and actions")
    region.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    for _ in range(100):  # the page's own rules forbid to wait for an expression
        if region.evaluate("each => each.scrollLeft") > 20:
            break
        page.wait_for_timeout(50)
    assert region.evaluate("each => each.scrollLeft") > 20
    header, box = region.locator("tbody th").first.bounding_box(), region.bounding_box()
    assert header is not None
    assert box is not None
    assert abs(header["x"] - box["x"]) <= 2
    page.close()


def test_a_language_is_kept_from_page_to_page(site: Server, browser: Browser) -> None:
    """Chosen once in the switch, it stays on the way from an organisation to an action and into the document."""
    page = browser.new_page()
    page.goto(site.address + "/doc/organisation/olaf")
    page.get_by_role("navigation", name="Language of names").get_by_role("link", name="Deutsch").click()
    page.wait_for_url("**/doc/organisation/olaf?lang=de")
    assert "Europäisches Amt für Betrugsbekämpfung" in page.locator("h1").inner_text()
    page.locator("section:has(#passages) .points a").first.click()
    page.wait_for_url("**/doc/plan/5/action/*?lang=de")
    name = page.get_by_role("link", name="Europäisches Amt für Betrugsbekämpfung").first
    assert name.get_attribute("lang") == "de"
    page.locator("section:has(#indicators) summary").first.click()
    page.locator("section:has(#indicators) figcaption a").first.click()
    page.wait_for_url("**/source/fifth-action-plan?lang=de#char=*")
    assert page.locator(":target").count() == 1
    page.close()


def test_a_mention_leads_to_its_passage(site: Server, browser: Browser) -> None:
    """From a passage on an act's page to the very words in the document."""
    page = browser.new_page()
    page.goto(site.address + "/doc/act/naples-ii")
    passage = page.locator(".passages li").first
    words = passage.locator("mark").first.inner_text()
    passage.locator(".at a").first.click()
    page.wait_for_url("**/source/fifth-action-plan#char=*")
    assert words == " ".join(page.locator(":target").inner_text().split())
    page.close()


def test_a_term_is_found_from_the_index(site: Server, browser: Browser) -> None:
    """The index of the ontology leads to the class and to each kind of property; the IRI of a term lands there too.

    So does a class in the picture of them.
    """
    page = browser.new_page()
    page.goto(site.address + "/ontology")
    page.locator(".index summary", has_text="Classes").click()
    page.locator(".index").get_by_role("link", name="Citation", exact=True).click()
    assert page.locator(":target h3").inner_text().startswith("Citation")
    page.locator(".index").get_by_role("link", name="Object properties", exact=True).click()
    assert page.locator(":target").inner_text() == "Object properties"
    page.goto(site.address + "/ontology#citesDocument")
    assert page.locator(":target h3").inner_text().startswith("cites document")
    page.goto(site.address + "/ontology/overview")
    page.locator("svg.classes").get_by_role("link", name="Action plan", exact=True).first.click()
    page.wait_for_url("**/ontology#ActionPlan")
    page.close()


def test_a_plan_is_walked_action_by_action(site: Server, browser: Browser) -> None:
    """By keyboard and without scripts, from the top and from the bottom, in any language."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + "/doc/plan/5/action/5.8?lang=de")
    for place, number in (("Previous and next action", "5.9"), ("Previous and next action, again", "5.10")):
        page.get_by_role("navigation", name=place, exact=True).get_by_role("link", name="→").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/doc/plan/5/action/{number}?lang=de")
    ways = page.get_by_role("navigation", name="Previous and next action", exact=True).get_by_role("link")
    assert ["← Action 5.9"] == ways.all_inner_texts()
    context.close()


@pytest.mark.parametrize(("width", "is_folded"), [(1280, False), (390, True), (320, True)])
def test_a_long_page_has_contents(site: Server, browser: Browser, width: int, is_folded: bool) -> None:
    """A link to each heading, in their order; folded on a phone; nothing of it on paper, nor on a short page."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(site.address + "/doc/plan/5/action/5.4")
    contents = page.get_by_role("navigation", name="On this page")
    first = contents.locator("a").first
    assert is_folded != first.is_visible()
    if is_folded:
        contents.locator("summary").click()
    words = contents.locator("a").all_inner_texts()
    assert words == page.locator(".body h2").all_inner_texts()
    assert len(words) > 4
    contents.get_by_role("link", name="Documents cited").click()
    assert page.url.endswith("#cited")
    assert page.locator("#cited").is_visible()
    page.emulate_media(media="print")
    assert not contents.is_visible()
    page.goto(site.address + "/doc/meeting/draft-fifth-action-plan-2011-02-18")
    assert 0 == page.get_by_role("navigation", name="On this page").count()
    context.close()


def test_the_tables_of_a_plan_fit_on_a_phone(site: Server, browser: Browser) -> None:
    """Those of ten actions need no scrolling at 390; where one is wider, what its rows are called stays in view."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(site.address + "/doc/plan/5")
    wide = "[...document.querySelectorAll('.scroll:has(> .matrix)')].map(each => each.scrollWidth - each.clientWidth)"
    assert [0, 0] == page.evaluate(wide)
    page.set_viewport_size({"width": 320, "height": 844})
    table = page.get_by_role("region", name="Table of parties and actions")
    table.evaluate("each => { each.scrollLeft = 1000 }")
    name, scrolled = table.locator("tbody th").first.bounding_box(), table.bounding_box()
    assert name
    assert scrolled
    assert table.evaluate("each => each.scrollLeft") > 0
    assert name["x"] == pytest.approx(scrolled["x"], abs=1)
    page.close()
