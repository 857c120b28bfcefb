"""Pictures as files of their own in Chromium: words stay apart and in the frame, nothing runs, nothing is asked for."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ccwp_kg.server import create_app
from ccwp_kg.server.html.pictures.model import Picture
from ccwp_kg.server.html.pictures.rows import Row, RowValue, picture_of_rows
from ccwp_kg.server.html.svg import svg_answer
from ccwp_kg.server.site.site import Site, open_site
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from support.clients.web_folder import served_folder
from support.serving import Server

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser, Page  # noqa: E402  # after the check that a browser can be driven

pytestmark = pytest.mark.browser

WORDS = (
    "OLAF", "European Anti-Fraud Office", "MMMMMMMM WWWWW @@@@ %%%%", "Η Ευρωπαϊκή Επιτροπή", "Генерална дирекция",
    "المفوضية الأوروبية", "הנציבות האירופית", "欧洲联盟委员会海关总署", "Donaudampfschifffahrtsgesellschaftskapitän",
    "<script>alert(1)</script>", "x" * 10_000, "👩‍👩‍👧‍👦🇪🇺", "e\u0301\u0323" * 30, "﷽﷽", "i", "",
)  # fmt: skip
NUMBERS = (0, 1, -1, 7, -12345.678, 1e300, -1e300, 3e-9, 123456789012345678901234567890)
YEARS = ("-0044", "0001", "0987", "2011", "9999")
MISPLACED = """() => {
  const root = document.documentElement, frame = root.getBoundingClientRect()
  const boxes = [...root.querySelectorAll('text')].filter(each => each.textContent).map(
    each => [each.textContent.slice(0, 30), each.getBoundingClientRect()])
  const out = boxes.filter(([, a]) =>
    a.left < frame.left - .5 || a.right > frame.right + .5 || a.top < frame.top - .5 || a.bottom > frame.bottom + .5)
  const over = []
  boxes.forEach(([name, a], place) => boxes.slice(place + 1).forEach(([other, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
    if (wide > 1 && high > 3) over.push([name, other])
  }))
  return [out.map(([name]) => name), over]
}"""


def invented(seed: int) -> tuple[str, list[Row]]:
    """The rows of an invented answer, and the view that fits them."""
    chosen = random.Random(seed)
    view = ("bars", "timeline", "matrix")[seed % 3]
    count = chosen.choice((1, 2, 3, 9, 40, 100))

    def name(place: int) -> RowValue:
        return RowValue(f"{place} {chosen.choice(WORDS)}")

    if view == "bars":
        return view, [
            [name(p), RowValue(str(n), number=float(n))] for p in range(count) for n in [chosen.choice(NUMBERS)]
        ]
    if view == "timeline":
        dates = (
            RowValue(f"{year}-{month:02}-15", date=f"{year}-{month:02}-15") for year in YEARS for month in range(1, 13)
        )
        some = list(dates)
        return view, [[name(p), chosen.choice([None, *some]), chosen.choice(some)] for p in range(count)]
    side = max(int(count**0.5), 2)
    keys = [[name(place) for place in range(side)] for _ in range(2)]
    number = [RowValue(str(n), number=float(n)) for n in NUMBERS]
    return view, [[a, b, chosen.choice(number)] for a in keys[0] for b in keys[1]]


@pytest.fixture(scope="module")
def drawn() -> Iterator[Site]:
    store = EmbeddedStore.of_triples([])
    with create_app(store, settings=Settings()).test_request_context("/"):
        yield open_site(store, settings=Settings())


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("seed", range(60))
def test_words_stay_apart_and_in_the_frame(drawn: Site, page: Page, tmp_path: Path, seed: int) -> None:
    """As Chromium draws the file alone, from a disk, with the fonts it has: sixty invented answers."""
    view, rows = invented(seed)
    picture = picture_of_rows(rows, view, title=random.Random(seed).choice(WORDS) or "t")
    assert isinstance(picture, Picture)
    file = tmp_path / "picture.svg"
    file.write_bytes(svg_answer(drawn, picture).data)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert [file.as_uri()] == asked
    assert "svg" == page.evaluate("document.documentElement.tagName")
    assert [[], []] == page.evaluate(MISPLACED)


@pytest.mark.parametrize(
    "path",
    ["/together.svg", "/plans.svg", "/approval/plan/5.svg", "/ontology/overview.svg", "/questions/plans-in-time.svg"],
)
def test_a_file_is_shown_on_a_page_of_another_origin(site: Server, browser: Browser, tmp_path: Path, path: str) -> None:
    """As an image and in a frame; nothing is refused, in the frame no script would run."""
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    shown = (
        f'<link rel="icon" href="data:,"><img src="{site.address}{path}"><iframe src="{site.address}{path}"></iframe>'
    )
    (tmp_path / "index.html").write_text(shown)
    with served_folder(tmp_path) as elsewhere:
        page.goto(elsewhere)
        page.wait_for_function("document.images[0].complete && document.images[0].naturalWidth > 300")
        page.frames[1].wait_for_selector("text")
    assert [] == told
    page.close()


def test_views_are_links_that_work_without_script(site: Server, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    query = "SELECT ?n ?v { VALUES (?n ?v) { ('a' 1) ('b' 2) } }"
    page.goto(f"{site.address}/sparql?{urlencode({'query': query})}")
    page.get_by_role("link", name="Bars", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**view=bars")
    assert 2 == page.locator(".bars .period").count()
    page.get_by_role("link", name="Picture as SVG").click()
    page.wait_for_url("**/sparql/picture.svg?**")
    context.close()
