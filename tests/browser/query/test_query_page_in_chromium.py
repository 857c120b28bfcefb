"""The query page in a real browser: writing with colours and suggestions, asking, errors, copying; without script."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from support.clients.chromium import Tab
from support.serving import Server

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser, BrowserContext, Page, expect  # noqa: E402

from support.sites.accessibility import UNFOLD, in_light_and_dark  # noqa: E402

pytestmark = pytest.mark.browser
PLAN = "<https://w3id.org/ccwp/id/plan/5>"
MANY = "SELECT ?action ?title ?date (1 AS ?one) { ?action <http://purl.org/dc/terms/title> ?title } LIMIT 40"


def path_of(query: str) -> str:
    return f"/sparql?query={quote(query, safe='')}"


STATES = {
    "form": "/sparql",
    "table": path_of(MANY),
    "mixed": path_of("SELECT * { ?s ?p ?o } LIMIT 60"),
    "truth": path_of("ASK {}"),
    "graph": path_of("DESCRIBE <https://w3id.org/ccwp/id/objective/2009/3>"),
    "nothing": path_of("SELECT ?x { ?x <urn:none> ?y }"),
    "error": path_of("PREFIX x: <urn:x>\nSELECT * {\n  ?s x:y [ }"),
    "refused": path_of("CLEAR ALL"),
    "dataset": path_of("ASK {}") + "&default-graph-uri=https%3A%2F%2Fw3id.org%2Fccwp%2Fid%2Fgraph%2Fontology",
}
# A browser says of itself that a page came with a status of 4xx; that is no fault of the page.
STATUS = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    opened.route("**/search/suggest?q=*", lambda route: route.fulfill(json=["", [], [], []]))
    yield opened
    opened.close()


@pytest.fixture
def told() -> list[str]:
    """What the console says."""
    return []


@pytest.fixture
def editor(site: Server, context: BrowserContext, told: list[str]) -> Iterator[Page]:
    """The empty editor, awake."""
    page = context.new_page()
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(site.address + "/sparql")
    page.locator("#query").fill("")
    page.locator("#query[data-ready]").wait_for()
    yield page
    assert [] == told


def written(page: Page) -> str:
    return page.locator("#query").input_value()


def wait_until(page: Page, condition: str, seconds: float = 5) -> None:
    """Until a condition in JavaScript holds; wait_for_function evaluates again in the page, where CSP forbids that."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(50)


def options(page: Page) -> list[str]:
    """What is suggested, by the names that are put."""
    found = page.locator("#choices:not([hidden]) [role=option]")
    names: list[str] = found.evaluate_all("found => found.map(each => each.firstChild.textContent)")
    return names


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible_and_quiet(site: Server, tab: Tab, state: str) -> None:
    """axe finds nothing on desk and phone, in light and dark, with suggestions open too.

    The console and the CSP are silent; 320 pixels are wide enough.
    """
    page = tab.visit(site.address + STATES[state])
    if state == "nothing":
        expect(page.locator("#diagnosis")).to_be_visible()
    assert len(tab.asked) <= 6  # the sixth: what completes, where the editor has the focus, or why there is no answer
    page.evaluate(UNFOLD)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert (width, []) == (width, in_light_and_dark(page))
        if state == "form":
            page.locator("#query").fill("")
            page.locator("#query[data-ready]").wait_for()
            page.keyboard.type("ccwp:")
            page.keyboard.press("ArrowDown")
            page.locator("#choices:not([hidden])").wait_for()
            assert (width, "open", []) == (width, "open", in_light_and_dark(page))
    page.set_viewport_size({"width": 320, "height": 700})  # WCAG 1.4.10
    # The list of suggestions closes when the window changes, which the page hears a moment later.
    wait_until(page, "document.documentElement.scrollWidth <= 320")
    assert [] == [each for each in tab.told if not STATUS.match(each)]
    assert all(url.startswith((site.address, "data:")) for url in tab.asked)


COLOURED = [
    # (kind and text of each coloured word, what is typed)
    ([("keyword", "SELECT"), ("variable", "?x")], "SELECT ?x {"),
    ([("term", "ccwp:Action"), ("comment", "# ?x SELECT")], "ccwp:Action . # ?x SELECT"),
    ([("literal", '"a # b"'), ("number", "12")], '"a # b" 12'),
    ([("literal", "'''two\nlines'''"), ("keyword", "a")], "'''two\nlines''' a"),
    ([("term", "<urn:a#b>"), ("variable", "$y")], "<urn:a#b> $y"),
    ([("literal", '"open')], '"open'),
    ([], "nothing < here & there"),
    ([], "\n".join(60 * [f"the line {'x ' * 80}"])),
]


@pytest.mark.parametrize(("coloured", "typed"), COLOURED)
def test_words_are_coloured_where_they_are_typed(editor: Page, coloured: list[tuple[str, str]], typed: str) -> None:
    """The coloured copy under the text holds the same characters at the same place."""
    editor.locator("#query").fill(typed)
    found = editor.locator(".editor pre span").all()
    assert coloured == [(each.get_attribute("class"), each.text_content()) for each in found]
    assert typed + "\n" == editor.locator(".editor pre").text_content()
    boxes = [editor.locator(".editor pre").bounding_box(), editor.locator("#query").bounding_box()]
    assert boxes[0] == boxes[1]
    heights = "document.getElementById('query').scrollHeight - document.getElementById('query').clientHeight"
    assert 0 == editor.evaluate(heights)


def test_a_class_is_completed_by_keyboard(editor: Page) -> None:
    """Typing opens the list, arrows choose, Enter puts the name and the missing PREFIX line; Ctrl-Z takes it back."""
    area = editor.locator("#query")
    area.press_sequentially("SELECT * { ?s a ccwp:Counc")
    expect(editor.get_by_role("listbox", name="Suggestions")).to_be_visible()
    assert "ccwp:CouncilDocument" == options(editor)[0]
    assert area.get_attribute("aria-activedescendant") is None
    editor.keyboard.press("ArrowDown")
    active = area.get_attribute("aria-activedescendant")
    assert "true" == editor.locator(f"#{active}").get_attribute("aria-selected")
    editor.keyboard.press("Enter")
    assert "PREFIX ccwp: <https://w3id.org/ccwp/ontology#>\nSELECT * { ?s a ccwp:CouncilDocument" == written(editor)
    editor.keyboard.type(" }")
    assert written(editor).endswith("ccwp:CouncilDocument }")
    for _ in range(12):
        editor.keyboard.press("Control+z")
    assert "PREFIX" not in written(editor)


def test_a_declared_prefix_is_not_declared_again(editor: Page) -> None:
    """The PREFIX line goes after those there are, and only where it is missing."""
    area = editor.locator("#query")
    area.fill("# mine\nPREFIX ccwp: <https://w3id.org/ccwp/ontology#>\nASK { ?s ")
    area.press_sequentially("ccwp:concernsPar")
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("Enter")
    area.press_sequentially(" ?o ; dcterms:titl")
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("Enter")
    assert written(editor) == (
        "# mine\nPREFIX ccwp: <https://w3id.org/ccwp/ontology#>\nPREFIX dcterms: <http://purl.org/dc/terms/>\n"
        "ASK { ?s ccwp:concernsParty ?o ; dcterms:title"
    )


COMPLETED = [
    # (first suggestion, what is typed)
    ("ccwp:concernsParty", "SELECT * { ?s concernsP"),
    ("ccwp:", "PREFIX ccw"),
    ("?action", "SELECT ?action ?ac"),
    ("ccwp:actionNumber", "ASK { ?s ccwp:actionN"),
    ("ccwp:actionNumber", "ASK { ?s actionn"),
    (None, "ASK { ?s ?p 'ccwp:Act"),
    (None, "# ccwp:Act"),
    (None, "ASK { ?s ccwp:NoSuchTerm"),
    (None, "ASK { 5.1"),
]


@pytest.mark.parametrize(("first", "typed"), COMPLETED)
def test_what_is_suggested(editor: Page, first: str | None, typed: str) -> None:
    """Prefixes, classes, properties and variables where they fit; nothing in strings and comments."""
    editor.locator("#query").press_sequentially(typed)
    editor.wait_for_timeout(60)
    assert first == next(iter(options(editor)), None)


def test_things_are_found_by_name(editor: Page, context: BrowserContext) -> None:
    """What the search knows is offered by its label and written as a prefixed name, or as an IRI."""
    found = ["eu", ["Europol", "A.B."], ["organisation", ""], ["/doc/organisation/europol", "/doc/plan/5/action/5.4"]]
    context.unroute("**/search/suggest?q=*")
    context.route("**/search/suggest?q=europ", lambda route: route.fulfill(json=found))
    for name, put in (("Europol", "body:europol"), ("A.B.", "<https://w3id.org/ccwp/id/plan/5/action/5.4>")):
        editor.locator("#query").fill("")
        editor.locator("#query").press_sequentially("europ")
        option = editor.get_by_role("option", name=name)
        expect(option).to_be_visible()
        option.click()
        assert written(editor).endswith(put)
    assert "PREFIX body: <https://w3id.org/ccwp/id/organisation/>" not in written(editor)


@pytest.mark.parametrize("status", [404, 500, 503])
def test_without_a_search_only_that_is_missing(site: Server, browser: Browser, status: int) -> None:
    """Where the search does not answer, terms are completed all the same; where there is none, it is asked once."""
    context = browser.new_context()
    asked: list[str] = []
    context.route(
        "**/search/suggest?q=*", lambda route: (asked.append(route.request.url), route.fulfill(status=status))
    )
    page = context.new_page()
    page.goto(site.address + "/sparql")
    page.locator("#query").fill("")
    page.locator("#query[data-ready]").wait_for()
    page.locator("#query").focus()
    for word in ("concerns", " europol", " document"):
        page.keyboard.insert_text(word)  # at once: a pause between two letters would ask for a part of the word
        page.wait_for_timeout(400)
    assert options(page)
    assert (1 if status == 404 else 3) == len(asked)
    context.close()


def test_keys_of_the_list(editor: Page) -> None:
    """Ctrl-Space opens and chooses the first, Escape closes for this word, Enter then is a new line."""
    area = editor.locator("#query")
    area.press_sequentially("ASK { ?s ccwp:act")
    editor.keyboard.press("Escape")
    assert [] == options(editor)
    editor.keyboard.press("Enter")
    assert written(editor).endswith("ccwp:act\n")
    editor.keyboard.press("Control+Space")
    assert "choice-0" == area.get_attribute("aria-activedescendant")
    assert len(options(editor)) > 10
    editor.keyboard.press("ArrowUp")
    assert f"choice-{len(options(editor)) - 1}" == area.get_attribute("aria-activedescendant")
    editor.keyboard.press("ArrowLeft")
    assert [] == options(editor)


@pytest.mark.parametrize("typed", ["", "ASK { ?s ccwp:act"])
def test_tab_leaves_the_editor(editor: Page, typed: str) -> None:
    """WCAG 2.1.2: Tab goes on to the button and Shift-Tab back before the editor, with the list open too."""
    editor.locator("#query").press_sequentially(typed)
    assert bool(typed) == bool(options(editor))
    editor.keyboard.press("Tab")
    assert "Run" == editor.evaluate("document.activeElement.textContent")
    assert [] == options(editor)
    assert typed == written(editor)
    editor.keyboard.press("Shift+Tab")
    assert "query" == editor.evaluate("document.activeElement.id")
    editor.keyboard.press("Shift+Tab")
    assert "query" != editor.evaluate("document.activeElement.id")


def test_ctrl_enter_asks(editor: Page) -> None:
    """The answer comes with the query kept, its rows, and the time."""
    query = f"SELECT ?label {{\n  {PLAN} <http://www.w3.org/2000/01/rdf-schema#label> ?label\n}}"
    editor.locator("#query").fill(query)
    editor.keyboard.press("Control+Enter")
    editor.wait_for_url("**/sparql?query=*")
    assert query == written(editor)
    assert "Fifth Action Plan" == editor.locator("table.results td span").inner_text()
    assert re.fullmatch(r"1 row in (less than 1|\d+) ms", editor.locator(".answer > p").inner_text())
    assert "%0D" not in editor.url.replace("%0D%0A", "")


def test_an_error_takes_the_focus_and_leads_back(site: Server, editor: Page, told: list[str]) -> None:
    """The message has the focus and is described at the editor; its link puts the caret where the query breaks."""
    editor.locator("#query").fill('SELECT * {\n  ?s ?p "😀😀", [ }')
    editor.keyboard.press("Control+Enter")
    editor.wait_for_url("**/sparql?query=*")
    expect(editor.get_by_role("alert")).to_be_focused()
    expect(editor.get_by_role("alert")).to_be_in_viewport()
    area = editor.locator("#query[aria-invalid=true]")
    for part in (area.get_attribute("aria-describedby") or "").split():
        assert editor.locator(f"#{part}").inner_text()
    editor.get_by_role("link", name="go there").click()
    place = "[document.activeElement.id, document.activeElement.selectionStart]"
    before = 'SELECT * {\n  ?s ?p "😀😀", [ '.encode("utf-16-le")
    assert ["query", len(before) // 2] == editor.evaluate(place)
    told[:] = [each for each in told if not STATUS.match(each)]


def test_a_draft_is_kept_for_this_tab(site: Server, editor: Page, browser: Browser) -> None:
    """What was typed and not asked is there after a reload, in this tab only, and gone once it was asked."""
    editor.locator("#query").press_sequentially("ASK { ?draft ?p ?o }")
    editor.reload()
    assert "ASK { ?draft ?p ?o }" == written(editor)
    other = browser.new_context()
    page = other.new_page()
    page.goto(site.address + "/sparql")
    assert "draft" not in written(page)
    other.close()
    editor.locator("#query").focus()
    editor.keyboard.press("Control+Enter")
    editor.wait_for_url("**/sparql?query=*")
    editor.goto(site.address + "/sparql")
    assert "draft" not in written(editor)


def test_lines_are_copied(site: Server, context: BrowserContext) -> None:
    """Each line has a button that copies it as it stands, naming this server, and says so."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site.address + STATES["truth"])
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    for name, words in (
        ("curl", "curl --silent"),
        ("rdflib", "SPARQLStore"),
        ("SPARQLWrapper", "import JSON"),
        ("Link", ""),
    ):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
        copied = page.evaluate("navigator.clipboard.readText()")
        assert words in copied
        assert f"{site.address}/sparql" in copied


def test_the_picture_is_walked_by_keyboard(site: Server, context: BrowserContext) -> None:
    """Every box of the picture takes the focus and opens its thing."""
    page = context.new_page()
    page.goto(site.address + STATES["graph"])
    boxes = page.locator("svg.graph a")
    assert 5 < boxes.count() <= 40
    page.get_by_role("region", name="Picture of the graph").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('svg.graph') !== null")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")
    assert 1 == page.locator("h1").count()


def test_the_whole_way_without_script(site: Server, browser: Browser) -> None:
    """JavaScript off: an example, its answer and download, an error with the focus on it, an own query."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + "/sparql")
    page.get_by_role("link", name="When did the drafting group meet?").click()
    assert "2011-02-18" in page.locator("table.results").inner_text()
    assert re.search(r"2 rows in (less than 1|\d+) ms", page.locator(".answer").inner_text())
    assert 0 == page.get_by_role("button", name="Copy").count()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "answer.csv"
    assert "2011-02-18" in download.value.path().read_text()
    page.locator("#query").fill("ASK { ?s ?p [ }")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert "^" in page.locator(".failure code").inner_text()
    page.locator("#query").fill(f"DESCRIBE {PLAN}")
    page.get_by_role("button", name="Run").click()
    assert "Fifth Action Plan" in page.locator("svg.graph").inner_html()
    page.locator(".answer pre a", has_text="plan:4").first.click()
    page.wait_for_url("**/doc/plan/4")
    context.close()
