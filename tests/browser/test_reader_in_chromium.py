"""The document in a real browser: reached by keyboard, highlighted without script, readable on a phone and on paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support.clients.chromium import Tab
from support.serving import Server

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser, Page  # noqa: E402  # after the check that a browser can be driven

from support.sites.accessibility import UNFOLD, in_light_and_dark  # noqa: E402

PATH = "/source/fifth-action-plan"
SECOND_INDICATOR = "#char=15088,15162"
STYLE = "(element, name) => getComputedStyle(element)[name]"
pytestmark = pytest.mark.browser


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A wide window in which no script runs but what a test evaluates."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_document_is_accessible_while_it_is_folded(site: Server, tab: Tab) -> None:
    """axe finds nothing; unfolded, the document is one of the pages in `test_pages_in_chromium.py`."""
    page = tab.visit(site.address + PATH)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert (width, []) == (width, in_light_and_dark(page))


def test_evidence_lands_on_the_highlighted_passage(site: Server, desk: Page) -> None:
    """From a fact of action 5.4 to the very words in its cell, with the keyboard alone and without script."""
    desk.goto(site.address + "/doc/plan/5/action/5.4")
    folded = desk.locator(f'details:has(> figure a[href$="{SECOND_INDICATOR}"])').first
    folded.locator("summary").first.focus()
    desk.keyboard.press("Enter")
    assert folded.locator(f'a[href$="{SECOND_INDICATOR}"]').first.is_visible()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**" + PATH + SECOND_INDICATOR)
    target = desk.locator("td.k3 :target")
    assert "(2) Report, analysis and recommendation to the CCWP, approval by the CCWP." == " ".join(
        target.inner_text().split()
    )
    box = target.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900 - box["height"]


def test_notes_leave_no_voids_between_passages(site: Server, desk: Page) -> None:
    """What a long note says beyond the room beside its passage is folded, and opens without script."""
    desk.goto(site.address + PATH)
    beyond = desk.evaluate("""[...document.querySelectorAll(".leaf:not(.cells):has(> .margin)")].map(leaf =>
        leaf.querySelector(".margin").offsetHeight - leaf.querySelector(".said").offsetHeight)""")
    assert len(beyond) > 40
    assert max(beyond) < 100
    folded = desk.locator(".became details")
    assert folded.count() > 3
    assert not folded.first.locator("a").first.is_visible()
    folded.first.locator("summary").press("Enter")
    assert folded.first.locator("a").first.is_visible()


@pytest.mark.parametrize("width", [1248, 1280, 1600])
def test_page_marks_stand_with_the_document(site: Server, browser: Browser, width: int) -> None:
    """Beside its words, behind the line that parts it from the contents, whose page numbers they would seem to be."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(site.address + PATH)
    line, words = page.evaluate("""(() => {
      const paper = document.querySelector(".paper"), style = getComputedStyle(paper)
      const { left } = paper.getBoundingClientRect()
      return [left + parseFloat(style.borderLeftWidth), left + parseFloat(style.paddingLeft)] })()""")
    marks = page.eval_on_selector_all(
        ".folio",
        """each => each.map(one => {
      const range = new Range(); range.selectNodeContents(one)
      const { left, right } = range.getBoundingClientRect(); return [left, right] })""",
    )
    assert len(marks) > 10
    assert all(line + 4 < left < right < words - 4 for left, right in marks)
    page.close()


def test_the_target_and_its_note_are_highlighted(site: Server, browser: Browser) -> None:
    """The passage has a ground and a frame of its own, the note beside it a mark; others have neither."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(site.address + PATH + SECOND_INDICATOR)
    target, other = page.locator(":target"), page.locator("#action-5\\.4 td.k3 li span").first
    for name in ("backgroundColor", "outlineStyle"):
        assert target.evaluate(STYLE, name) != other.evaluate(STYLE, name)
    row = page.locator("#action-5\\.4")
    notes = [row.locator(f".became.k{number}").evaluate(STYLE, "borderLeftColor") for number in range(1, 6)]
    assert 2 == len(set(notes))
    assert 4 == notes.count(notes[0])
    assert notes[2] != notes[0]
    page.close()


PAIRS = [
    # (what is pointed at, what lights up, what changes)
    ("#action-5\\.4 .became.k3", "#action-5\\.4 td.k3", "backgroundColor"),
    ("#action-5\\.4 td.k5", "#action-5\\.4 .became.k5", "borderLeftColor"),
    ("#section-introduction .leaf:nth-of-type(2) .became", "#section-introduction .leaf:nth-of-type(2) .said",
     "backgroundColor"),
]  # fmt: skip


@pytest.mark.parametrize(("pointed", "lit", "name"), PAIRS)
def test_a_note_and_its_passage_light_each_other(
    site: Server, browser: Browser, pointed: str, lit: str, name: str
) -> None:
    """Pointing at a note marks its passage, and the other way round, in CSS alone."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(site.address + PATH)
    page.mouse.move(0, 0)
    before = page.locator(lit).first.evaluate(STYLE, name)
    page.locator(pointed).first.hover(position={"x": 4, "y": 4})
    assert before != page.locator(lit).first.evaluate(STYLE, name)
    page.close()


def test_focus_in_a_note_marks_its_passage(site: Server, browser: Browser) -> None:
    """What the mouse can, the keyboard can."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(site.address + PATH)
    cell = page.locator("#action-5\\.6 td.k2")
    before = cell.evaluate(STYLE, "backgroundColor")
    page.locator("#action-5\\.6 .became.k2 a").first.focus()
    assert before != cell.evaluate(STYLE, "backgroundColor")
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_every_place_has_room_on_the_page(site: Server, browser: Browser, width: int) -> None:
    """No span lands on something hidden."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(site.address + PATH)
    # what stands only in a column heading is hidden on a phone, where each cell repeats its heading
    hidden = page.evaluate(
        "[...document.querySelectorAll('[id^=\"char=\"]')].filter(e => !e.getClientRects().length).map(e => e.id)"
    )
    assert [] == hidden
    assert page.locator('[id^="char="]').count() > 600
    page.close()


def test_notes_fold_on_a_phone_and_stand_open_on_a_desk(site: Server, browser: Browser) -> None:
    """One markup: a folded note under its passage, or a note in the margin beside it."""
    phone = browser.new_page(viewport={"width": 390, "height": 844})
    phone.goto(site.address + PATH)
    note = phone.locator("#action-5\\.4 .became").first
    assert not note.is_visible()
    phone.locator("#action-5\\.4 details.margin summary").first.press("Enter")
    assert note.is_visible()
    phone.close()
    wide = browser.new_page(viewport={"width": 1280, "height": 900})
    wide.goto(site.address + PATH + "#action-5.4")
    note, cell = wide.locator("#action-5\\.4 .became").first, wide.locator("#action-5\\.4 td").last
    assert note.is_visible()
    assert not wide.locator("#action-5\\.4 details.margin summary").first.is_visible()
    beside, edge = note.bounding_box(), cell.bounding_box()
    assert beside is not None
    assert edge is not None
    assert beside["x"] >= edge["x"] + edge["width"]
    contents = wide.locator(".contents").bounding_box()
    assert contents is not None
    assert 0 <= contents["y"] < 100
    wide.close()


COVERED = """() => {
  const boxes = selector => [...document.querySelectorAll(selector)]
    .filter(each => each.checkVisibility()).map(each => each.getBoundingClientRect());
  const meet = (a, b) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const notes = boxes('.became'), words = boxes('.said, table');
  return notes.filter((note, i) => [...words, ...notes.slice(i + 1)].some(other => meet(note, other))).length;
}"""


@pytest.mark.parametrize("width", [800, 1247, 1250, 1280, 1600])
def test_notes_never_cover_the_words(site: Server, browser: Browser, width: int) -> None:
    """In windows of any width a note stands beside or under the words, never on them or on another note."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(site.address + PATH)
    assert 0 == page.evaluate(COVERED)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(UNFOLD)
    assert 0 == page.evaluate(COVERED)
    page.close()


def test_document_prints_as_a_document(site: Server, browser: Browser) -> None:
    """On paper: the words, tables under their headings and page marks; no contents or notes."""
    page = browser.new_page(viewport={"width": 800, "height": 1100})
    page.goto(site.address + PATH)
    page.emulate_media(media="print")
    for selector in (".contents", ".became"):
        assert not page.locator(selector).first.is_visible()
    assert page.locator("#action-5\\.4 th").first.is_visible()
    assert page.locator("#page-9").is_visible()
    assert len(page.pdf()) > 20_000
    page.close()


def test_document_weighs_little(site: Server) -> None:
    """The page stays under 28 kB as it is sent, with its style sheet under 60 kB."""
    _, headers, body = site.ask("GET", PATH, accept="text/html", accept_encoding="gzip")
    assert "gzip" == headers["content-encoding"]
    sheet = body and site.ask("GET", PATH, accept="text/html")[2].decode().partition('stylesheet" href="')[2]
    path = str(sheet).partition('"')[0]
    _, _, styles = site.ask("GET", path, accept_encoding="gzip")
    assert len(body) <= 28_000
    assert len(body) + len(styles) < 60_000
