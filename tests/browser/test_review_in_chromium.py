"""The page of a review in a real browser: accessible in light and dark, on a phone and on paper, with its cut-outs."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.invented_plan import sixth_plan
from support.commands import call_command

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser  # noqa: E402

from support.sites.accessibility import violations  # noqa: E402

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("review")
    (place / "plan.pdf").write_bytes(sixth_plan())
    done = call_command("read", "plan.pdf", "--review", "plan.review.html", cwd=place)
    assert 0 == done.returncode, done.stderr
    return (place / "plan.review.html").as_uri()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(scheme: str, width: int, address: str, browser: Browser) -> None:
    """axe finds nothing, nothing scrolls sideways, nothing is fetched, and without scripts all is there."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [] == violations(page)
    assert [address] == [url for url in fetched if not url.startswith("data:")]
    context.close()


def test_a_cut_out_shows_ink_on_paper(address: str, browser: Browser, tmp_path: Path) -> None:
    """What stands in the box is the print of the words: some of it is dark; the printed page has all lines."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address)
    cut = page.get_by_role("img", name="Page 2: - GENVAL,").first
    cut.screenshot(path=tmp_path / "cut.png")
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed").open(tmp_path / "cut.png").convert("L")
    colours = image.getextrema()
    assert colours[0] < 90
    assert colours[1] > 240
    page.emulate_media(media="print")
    assert page.locator("article").count() == page.locator("article:visible").count() > 50
