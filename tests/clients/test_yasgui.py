"""YASGUI in Chromium, on a page of another origin, with its defaults: it may ask, and shows what it gets."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from support.clients.chromium import chromium
from support.clients.installed import node_modules
from support.clients.web_folder import served_folder
from support.serving import Server

PAGE = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<link rel="stylesheet" href="yasgui.min.css">
<div id="yasgui"></div><script src="yasgui.min.js"></script><script>
const endpoint = new URLSearchParams(location.search).get("endpoint");
window.yasgui = new Yasgui(document.getElementById("yasgui"), { requestConfig: { endpoint } });
</script>"""
PREFIX = "PREFIX ccwp: <https://w3id.org/ccwp/ontology#>\n"
ANSWERS = [
    (PREFIX + "SELECT ?n { ?a a ccwp:Action ; ccwp:actionNumber ?n } ORDER BY ?n", ["20 results in", "1.2", "5.10"]),
    (PREFIX + "ASK { ?action a ccwp:Action }", ["True"]),
    (PREFIX + "CONSTRUCT WHERE { <https://w3id.org/ccwp/id/plan/5> a ?class }", ["results in", "ccwp:ActionPlan"]),
    ("DESCRIBE <https://w3id.org/ccwp/id/plan/5>", ["results in", "Fifth Action Plan"]),
    (PREFIX + "SELECT * { ?action ccwp:title }", ["does not parse at line 2, column"]),
]


@pytest.fixture(scope="module")
def page(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """YASGUI, open on our endpoint; a request to any other host is an error."""
    folder = tmp_path_factory.mktemp("yasgui")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    for path in (node_modules()[1] / "@zazuko" / "yasgui" / "build").glob("yasgui.min.*s"):
        shutil.copy(path, folder)
    with served_folder(folder) as elsewhere, chromium() as browser:
        opened = browser.new_page()
        asked: list[str] = []
        opened.on("request", lambda request: asked.append(request.url))
        opened.goto(f"{elsewhere}/?endpoint={server.address}/sparql")
        opened.wait_for_function("window.yasgui && yasgui.getTab()")
        yield opened
        assert {url for url in asked if not url.startswith((elsewhere, server.address, "data:"))} == set()


@pytest.mark.browser
@pytest.mark.parametrize(("query", "expected"), ANSWERS, ids=["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "wrong"])
def test_it_shows_answers(query: str, expected: list[str], page: Any) -> None:
    """Each form of query, and what is wrong with a query, which a page may read only where CORS is on errors too."""
    page.evaluate("text => yasgui.getTab().getYasqe().setValue(text)", query)
    with page.expect_response(lambda response: response.url.endswith("/sparql")):
        page.click(".yasqe_queryButton")
    for words in expected:
        page.wait_for_function("words => document.querySelector('.yasr').innerText.includes(words)", arg=words)
