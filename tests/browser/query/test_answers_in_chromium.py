"""What the query page does around a query in a real browser: the time it runs, terms explained, rows sorted, print."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from support.evaluations import busy
from support.serving import Server, eventually, running, stop_server

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser, Page, expect  # noqa: E402  # after the check that a browser can be driven

pytestmark = pytest.mark.browser

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def path_of(query: str) -> str:
    return f"/sparql?query={quote(query, safe='')}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose console must stay silent."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    told: list[str] = []
    opened.on("console", lambda message: told.append(message.text))
    opened.on("pageerror", lambda error: told.append(str(error)))
    yield opened
    context.close()
    assert [] == [each for each in told if "status of 400" not in each]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """3,000 triples, of which three joined at random take longer than any limit."""
    path = tmp_path_factory.mktemp("many") / "many.nt"
    path.write_text("".join(f'<urn:x:s{n}> <urn:x:p{n % 7}> "value {n}" .\n' for n in range(3_000)), encoding="utf-8")
    started = running("data", str(path), max_query_seconds=20)
    yield started
    assert 0 == stop_server(started.process)


# While a page waits for the next one, nothing reaches it from outside; so it does by itself what a person would do.
WATCH = """() => {
  window.seen = [];
  const state = document.querySelector('.running');
  setInterval(() => { if (seen.at(-1) !== state.textContent) seen.push(state.textContent); }, 20);
  setTimeout(() => document.querySelector('.ask button').click(), 50);
  setTimeout(() => state.querySelector('button').click(), 3000);
}"""


@pytest.mark.slow
@pytest.mark.timed
def test_a_query_that_runs_shows_its_time_and_is_cancelled(many: Server, page: Page) -> None:
    """The clock goes on; Cancel hangs up, which ends the query, and everything typed is still there."""
    page.goto(many.address + "/sparql")
    page.locator("#query").fill(ENDLESS)
    page.evaluate(WATCH)
    page.wait_for_timeout(1_500)
    assert busy(many)
    page.wait_for_timeout(3_000)
    assert eventually(lambda: not busy(many), within=5)
    seen = page.evaluate("seen")
    told = [each for each in seen if re.fullmatch(r"Running \d+\.\d s of at most 20 s Cancel", each)]
    assert len(told) > 3, seen
    assert ["", *told] == seen[:-1]
    assert re.fullmatch(r"Cancelled after \d+\.\d s", seen[-1])
    assert "/sparql" == page.evaluate("location.pathname + location.search")
    assert (ENDLESS, "query") == (page.locator("#query").input_value(), page.evaluate("document.activeElement.id"))
    page.locator("#query").fill("ASK {}")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".truth")).to_have_text("Yes")


VALUES = """SELECT ?n ?name ?day {
  VALUES (?n ?name ?day) {
    (10 "b" "2009-01-02") (9 "a" UNDEF) (-1.5e0 "C" "2008-12-31") (UNDEF "action 5.10" "2009-01-02")
    (2 "action 5.9" "2009-01-01")
  }
}"""
ORDERS = [
    # (names in order, column, presses)
    (["b", "a", "C", "action 5.10", "action 5.9"], "n", 3),
    (["C", "action 5.9", "a", "b", "action 5.10"], "n", 1),
    (["b", "a", "action 5.9", "C", "action 5.10"], "n", 2),
    (["a", "action 5.9", "action 5.10", "b", "C"], "name", 1),
    (["C", "action 5.9", "b", "action 5.10", "a"], "day", 1),
    (["b", "action 5.10", "action 5.9", "C", "a"], "day", 2),
]


@pytest.mark.parametrize(("names", "column", "presses"), ORDERS)
def test_a_heading_sorts_its_column(site: Server, page: Page, names: list[str], column: str, presses: int) -> None:
    """Numbers by value and texts as people count, equal ones as they were, none last; said in aria-sort and aloud."""
    page.goto(site.address + path_of(VALUES))
    button = page.locator("table.results th").get_by_role("button", name=column, exact=True)
    button.focus()
    for _ in range(presses):
        page.keyboard.press("Enter")
    assert names == page.locator("table.results tbody tr td:nth-child(2)").all_inner_texts()
    order = ["none", "ascending", "descending"][presses % 3]
    found = page.locator("table.results th").evaluate_all("all => all.map(each => [each.innerText, each.ariaSort])")
    assert {each: order if each == column else "none" for each in ("n", "name", "day")} == {
        re.split(r"\W", name)[0]: sort for name, sort in found
    }
    said = "as answered" if order == "none" else f"sorted by {column}, {order}"
    expect(page.locator("#told")).to_have_text(f"5 rows, {said}")


def test_the_head_stays_and_downloads_stand_above_the_rows(site: Server, page: Page) -> None:
    """However far the rows are scrolled, the names of the columns are in view."""
    page.goto(site.address + path_of("SELECT * { ?s ?p ?o } LIMIT 200"))
    head = page.locator("table.results thead th").first
    page.locator(".scroll").evaluate("each => { each.scrollIntoView(); each.scrollTop = 5000 }")
    expect(head).to_be_in_viewport()
    rows = page.locator("table.results tbody tr").all()
    assert (rows[0].bounding_box() or {"y": 0})["y"] < 0
    links = page.get_by_role("list", name="Downloads")
    assert ["JSON", "XML", "CSV", "TSV", "Link to this answer"] == links.get_by_role("link").all_inner_texts()
    assert links.evaluate("each => each.compareDocumentPosition(document.querySelector('table')) === 4")


EXPLAINED = [
    # (what is said, the query, where the caret rests: before these words)
    (r"cites document · property · .+", "ASK { ?s ccwp:citesDocument ?o }", "citesDocument"),
    (
        r"cites document · property · .+",
        "PREFIX c: <https://w3id.org/ccwp/ontology#> ASK { ?s c:citesDocument ?o }",
        "D",
    ),
    (r"cites document · property · .+", "ASK { ?s <https://w3id.org/ccwp/ontology#citesDocument> ?o }", "ontology"),
    (r"no such term in these data", "ASK { ?s a ccwp:Acton }", "Acton"),
    (r"no such prefix is known here", "ASK { ?s a cwp:Action }", "Action"),
    (r"https://w3id.org/ccwp/ontology#", "PREFIX ccwp: <urn:x> ASK { ?s ?p ?o }", None),
    (None, "ASK { ?s ?p 'ccwp:Action' }", "Action"),
    (None, "ASK { ?s ?p <urn:x> }", "urn"),
]


@pytest.mark.parametrize(("said", "query", "before"), EXPLAINED)
def test_a_term_is_explained_where_the_caret_rests(
    site: Server, page: Page, said: str | None, query: str, before: str | None
) -> None:
    """By the prefix that the query declares; by keyboard, in a place that is read aloud; else the keys stand there."""
    page.goto(site.address + "/sparql")
    page.locator("#query").fill(query)
    page.locator("#query[data-ready]").wait_for()
    place = query.index(before) if before else query.index(":")
    said = "urn:x" if before is None else said
    page.keyboard.press("Control+Home")
    for _ in range(place):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    told = page.locator(".help").inner_text()
    assert "polite" == page.locator(".help").get_attribute("aria-live")
    if said is None:
        assert "Ctrl Enter runs" in told
    else:
        assert re.search(rf"{said}$", told)


def test_a_term_is_explained_under_the_pointer(site: Server, page: Page) -> None:
    """Without a click; when the pointer leaves, the keys stand there again."""
    page.goto(site.address + path_of("SELECT * { ?action a <https://w3id.org/ccwp/ontology#Action> } LIMIT 1"))
    page.locator("#query").hover()
    page.locator("#query[data-ready]").wait_for()
    page.locator(".editor pre .term").hover(force=True)
    expect(page.locator(".help")).to_contain_text("Action · class")
    page.mouse.move(5, 5)
    expect(page.locator(".help")).to_contain_text("Ctrl Enter runs")


def test_a_prefix_is_added_by_a_link(site: Server, browser: Browser) -> None:
    """Without scripts: the query runs with its declaration, and stands there with it."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + path_of("SELECT ?n {\n  ?a ccwp:actionNumber ?n ; dcterms:title ?t\n}"))
    page.get_by_role("link", name="Add PREFIX ccwp:").click()
    assert page.locator("table.results tbody tr").count() >= 10
    assert page.locator("#query").input_value().startswith("PREFIX ccwp: <https://w3id.org/ccwp/ontology#>\nPREFIX dct")
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_query_is_printed_with_its_answer(site: Server, browser: Browser, scripts: bool) -> None:
    """Every line of the query and every row, on as few pages as they take; no button, link bar or code to copy."""
    import pdfplumber  # only here

    query = "\n".join([*(f"# line {n}" for n in range(1, 41)), "SELECT ?n { VALUES ?n { 101 102 103 } }"])
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(site.address + path_of(query))
    with pdfplumber.open(io.BytesIO(page.pdf(format="A4"))) as paper:
        words = "\n".join(sheet.extract_text() for sheet in paper.pages)
        assert len(paper.pages) <= 2
    for wanted in ("# line 1\n", "# line 40\n", "SELECT ?n", "101", "103", "3 rows"):
        assert wanted in words
    for unwanted in ("Run", "Copy", "JSON", "curl", "suggests"):
        assert unwanted not in words
    context.close()


@pytest.mark.parametrize("zoomed", [(320, 256), (320, 700)])
def test_an_answer_fits_where_it_is_magnified(site: Server, page: Page, zoomed: tuple[int, int]) -> None:
    """WCAG 1.4.10 at 400 %: nothing is wider than the window, and a low window scrolls as a whole."""
    page.set_viewport_size({"width": zoomed[0], "height": zoomed[1]})
    page.goto(site.address + path_of("SELECT * { ?s ?p ?o } LIMIT 60"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    is_inner = page.locator(".scroll").evaluate("each => each.scrollHeight > each.clientHeight + 2")
    assert is_inner == (zoomed[1] == 700)
