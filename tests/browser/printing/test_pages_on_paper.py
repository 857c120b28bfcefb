"""On A4 an action takes at most 3 pages and a plan 8; opened sources are printed, folded ones and inferences not."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from ccwp_kg.namespaces import CCWP
from ccwp_kg.store import EmbeddedStore
from support.clients.chromium import Tab
from support.serving import Server

pytestmark = pytest.mark.browser
MOST = {"Action": 3, "ActionPlan": 8}


def printed(tab: Tab, site: Server, path: str, file: Path, *, opened: str = "") -> Path:
    """The file as the page is printed."""
    page = tab.visit(f"{site.address}{path}")
    if opened:
        page.locator(opened).first.evaluate("each => { each.open = true }")
    page.pdf(path=str(file), prefer_css_page_size=True)
    return file


def pages_of(file: Path) -> int:
    with pdfplumber.open(file) as document:
        return len(document.pages)


def words_of(file: Path) -> str:
    with pdfplumber.open(file) as document:
        return "\n".join(page.extract_text() for page in document.pages)


@pytest.mark.parametrize("kind", MOST)
def test_pages_are_few(
    kind: str, tab: Tab, release_server: Server, release_store: EmbeddedStore, tmp_path: Path
) -> None:
    rows = release_store.rows(f"SELECT ?x WHERE {{ ?x a {CCWP.term(kind)} ; {CCWP.readFrom} ?document }}")
    paths = [row["x"].value.replace("https://w3id.org/ccwp/id", "/doc") for row in rows]
    assert paths
    pages = {path: pages_of(printed(tab, release_server, path, tmp_path / "page.pdf")) for path in paths}
    assert {} == {path: count for path, count in pages.items() if not 0 < count <= MOST[kind]}


def test_what_is_opened_is_printed(tab: Tab, release_server: Server, tmp_path: Path) -> None:
    """The words of the document, where the reader opened them; of what is folded the address at the end tells."""
    path = "/doc/plan/5/action/5.4"
    folded = words_of(printed(tab, release_server, path, tmp_path / "folded.pdf"))
    assert "show in the document" not in folded
    assert "Our inference: " not in folded
    assert f"{path} has the source of each fact" in folded
    opened = printed(tab, release_server, path, tmp_path / "open.pdf", opened="section:has(#indicators) .evidence")
    assert "show in the document" in words_of(opened)
