"""A conversation as OpenRefine 3.8 holds it: its pages ask from another origin, its server posts forms."""

from __future__ import annotations

import gzip
import json
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from support.clients.chromium import chromium
from support.clients.web_folder import served_folder
from support.serving import Server

ASKED_BY_JAVA = [
    {"User-Agent": "OpenRefine/3.8.7", "Accept-Encoding": "gzip, x-gzip, deflate"},
    {"User-Agent": "Java/11", "Accept": "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"},  # before 3.3
]
CELLS = ["OLAF", "Europol", "Frontex", "European Anti-Fraud Office", "DG TAXUD", "Interpol", "Naples II Convention"]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A page of another origin, as OpenRefine's at 127.0.0.1:3333 is."""
    folder = tmp_path_factory.mktemp("openrefine")
    (folder / "index.html").write_text('<!doctype html><link rel="icon" href="data:,"><body></body>', encoding="utf-8")
    with served_folder(folder) as elsewhere, chromium() as browser:
        opened = browser.new_context().new_page()
        opened.goto(elsewhere)
        yield opened


def ajax(page: Any, address: str, **parameters: str) -> Any:
    """What `$.ajax({url, data, dataType: "json"})` gets: jQuery's Accept, no cookies, no JSONP."""
    script = """async (address) => {
      const answer = await fetch(address, { headers: { Accept: "application/json, text/javascript, */*; q=0.01" } });
      return answer.ok ? answer.json() : Promise.reject(new Error(`${answer.status}: ${await answer.text()}`));
    }"""
    return page.evaluate(script, f"{address}?{urlencode(parameters)}" if parameters else address)


def post(address: str, headers: dict[str, str], **form: object) -> Any:
    """What OpenRefine's server gets for a form of JSON texts."""
    body = urlencode({name: json.dumps(value) for name, value in form.items()}).encode()
    sent = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8", **headers}
    with urllib.request.urlopen(urllib.request.Request(address, body, sent), timeout=20) as answer:
        content = answer.read()
        return json.loads(gzip.decompress(content) if answer.headers["Content-Encoding"] == "gzip" else content)


@pytest.mark.browser
def test_the_pages_of_openrefine(page: Any, server: Server) -> None:
    """Add the service; choose a type and a property; look for a match by hand, see it, open it."""
    manifest = ajax(page, f"{server.address}/reconcile")
    assert {"name", "identifierSpace", "schemaSpace", "view", "preview", "suggest", "extend"} <= manifest.keys()
    suggest = {kind: part["service_url"] + part["service_path"] for kind, part in manifest["suggest"].items()}
    assert {"entity", "property", "type"} == suggest.keys()
    for kind, words, expected in [
        ("entity", "European Anti", "organisation/olaf"),
        ("type", "organ", "Organisation"),
        ("property", "part of", "dcterms:isPartOf"),
    ]:
        found = ajax(
            page, suggest[kind], prefix=words, type="Organisation", _="1764288000000"
        )  # jQuery's `cache: false`
        assert expected in [each["id"] for each in found["result"]]
    entity = manifest["suggest"]["entity"]
    flyout = entity["flyout_service_url"] + entity["flyout_service_path"].replace("${id}", quote("organisation/olaf"))
    assert "European Anti-Fraud Office" in ajax(page, flyout)["html"]

    preview = manifest["preview"]["url"].replace("{{id}}", quote("organisation/olaf", safe=""))
    page.evaluate("address => { document.body.innerHTML = `<iframe src='${address}'></iframe>` }", preview)
    page.frame_locator("iframe").get_by_text("European Anti-Fraud Office").first.wait_for()
    opened = page.context.new_page()
    opened.goto(manifest["view"]["url"].replace("{{id}}", "organisation/olaf"))
    assert "OLAF" in opened.title() or "European Anti-Fraud Office" in opened.title()


@pytest.mark.parametrize("headers", ASKED_BY_JAVA, ids=["3.8", "before 3.3"])
def test_the_server_of_openrefine(headers: dict[str, str], server: Server) -> None:
    """Reconcile cells in a batch, then add columns: one English name a cell, other languages where they are named."""
    service = f"{server.address}/reconcile"
    queries = {
        f"q{n}": {"query": cell, "type": "Organisation", "type_strict": "should"} for n, cell in enumerate(CELLS)
    }
    found = post(service, headers, queries=queries)
    matched = {cell: [each["id"] for each in found[f"q{n}"]["result"] if each["match"]] for n, cell in enumerate(CELLS)}
    olaf, taxud = "organisation/olaf", "organisation/dg-taxud"
    assert [olaf] == matched["OLAF"] == matched["European Anti-Fraud Office"]
    assert [taxud] == matched["DG TAXUD"]
    assert [] == matched["Interpol"] == matched["Naples II Convention"]

    columns = [{"id": "skos:prefLabel"}, {"id": "dcterms:isPartOf"}]
    extended = post(service, headers, extend={"ids": [olaf, taxud], "properties": columns})
    assert [column["id"] for column in columns] == [each["id"] for each in extended["meta"]]
    assert [{"str": "European Anti-Fraud Office"}] == extended["rows"][olaf]["skos:prefLabel"]
    assert [{"id": "organisation/com", "name": "European Commission"}] == extended["rows"][taxud]["dcterms:isPartOf"]
    german = [{"id": "skos:prefLabel", "settings": {"language": "de"}}]
    told = post(service, headers, extend={"ids": [olaf], "properties": german})["rows"][olaf]
    assert [{"str": "Europäisches Amt für Betrugsbekämpfung"}] == told["skos:prefLabel"]
