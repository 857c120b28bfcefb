"""An empty answer leads to why it is empty; over real HTTP."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest

from ccwp_kg.formats import RDF_FORMATS, RESULT_FORMATS
from ccwp_kg.server.sparql.query_page import DIAGNOSIS, short_path
from ccwp_kg.store import WHOLE
from support.serving import Server, running, stop_server

CCWP = "PREFIX ccwp: <https://w3id.org/ccwp/ontology#> "
NOTHING = f"{CCWP}SELECT ?a {{ ?a ccwp:concernsPart ?b }}"
GRAPH = f"{CCWP}CONSTRUCT WHERE {{ ?a ccwp:concernsPart ?b }}"
SOMETHING = f"{CCWP}SELECT ?a {{ ?a a ccwp:Action }}"


def help_in(headers: dict[str, str]) -> str | None:
    """The target of the link with rel="help"."""
    found = re.search(r'<([^>]*)>; rel="help"; type="application/json"', headers.get("link", ""))
    return None if found is None else found[1]


def diagnosis(server: Server, query: str, more: str = "", **headers: str) -> tuple[int, dict[str, str], dict[str, Any]]:
    status, found, body = server.ask("GET", f"/sparql/diagnosis?{urlencode({'query': query})}{more}", **headers)
    return status, found, json.loads(body)


FORMS = [*((NOTHING, form) for form in RESULT_FORMATS), *((GRAPH, form) for form in RDF_FORMATS)]


@pytest.mark.parametrize(("query", "form"), FORMS, ids=[form.name for _, form in FORMS])
def test_an_empty_answer_links_to_its_diagnosis(server: Server, query: str, form: Any) -> None:
    """In every format, by GET and POST, compressed or not; the link is absolute and answers JSON."""
    by_get = server.query(query, accept=form.essence)
    by_post = server.ask(
        "POST", "/sparql", body=query.encode(), accept=form.essence, content_type="application/sparql-query"
    )
    for status, headers, _ in (by_get, by_post):
        assert (HTTPStatus.OK, form.media_type) == (status, headers["content-type"])
        link = help_in(headers)
        assert link is not None
        assert link.startswith(f"{server.address}/sparql/diagnosis?")
        answer = server.ask("GET", link.removeprefix(server.address), accept="application/json")
        assert (HTTPStatus.OK, "application/json") == (answer[0], answer[1]["content-type"])
        found = json.loads(answer[2])
        assert (True, True) == (found["empty"], found["explained"])
        assert ["unknown-term", "empty-pattern"] == [each["kind"] for each in found["findings"]]
        assert ["ccwp:concernsParty"] == found["findings"][0]["suggestions"]


def test_a_false_ask_links_to_it_too(server: Server) -> None:
    assert help_in(server.query("ASK { ?a <urn:none> ?b }")[1]) is not None
    assert help_in(server.query("ASK { ?a ?b ?c }")[1]) is None


@pytest.mark.parametrize("form", RESULT_FORMATS, ids=lambda form: form.name)
def test_an_answer_links_to_none(server: Server, form: Any) -> None:
    headers = server.query(SOMETHING, accept=form.essence)[1]
    assert 'rel="service-desc"' in headers["link"]
    assert help_in(headers) is None


@pytest.mark.parametrize(("length", "expected"), [(2_000, True), (2_001, False)])
def test_a_query_too_long_for_a_link_has_none(server: Server, length: int, expected: bool) -> None:
    """2,000 characters; and the header stays below 4 kB, whatever the characters are."""
    headers = server.query(NOTHING.ljust(length))[1]
    assert expected is (help_in(headers) is not None)
    wide = f"{CCWP}ASK {{ ?a ccwp:concernsPart '{'é' * 1_000}' }}"
    assert help_in(server.query(wide)[1]) is None
    assert len(server.query(wide)[1]["link"]) < 4_000


def test_the_graphs_of_a_request_are_in_the_link(server: Server) -> None:
    path = "/sparql?" + urlencode({"query": SOMETHING, "default-graph-uri": "urn:none"})
    link = help_in(server.ask("GET", path)[1])
    assert link is not None
    found = json.loads(server.ask("GET", link.removeprefix(server.address))[2])
    assert ["empty-dataset"] == [each["kind"] for each in found["findings"]]


def test_an_answer_that_is_not_empty_is_said_not_to_be(server: Server) -> None:
    found = diagnosis(server, SOMETHING)[2]
    assert {"empty": False, "explained": False, "sentence": "The answer is not empty.", "findings": []} == found


def test_it_is_kept_like_any_answer(server: Server) -> None:
    status, headers, _ = diagnosis(server, NOTHING)
    assert HTTPStatus.OK == status
    assert "max-age" in headers["cache-control"]
    assert "*" == headers["access-control-allow-origin"]
    path = f"/sparql/diagnosis?{urlencode({'query': NOTHING})}"
    assert HTTPStatus.NOT_MODIFIED == server.ask("GET", path, if_none_match=headers["etag"])[0]
    assert b"" == server.ask("HEAD", path)[2]


REFUSED = {
    "/sparql/diagnosis": (400, "'query' is missing"),
    "/sparql/diagnosis?query=": (400, "the query is empty"),
    "/sparql/diagnosis?query=ASK%20%7B&query=x": (400, "query"),
    "/sparql/diagnosis?query=ASK%20%7B": (400, "does not parse"),
    "/sparql/diagnosis?query=ASK%20%7B%20a:b%20a:b%20a:b%20%7D": (400, "does not declare the prefix of a:b"),
    "/sparql/diagnosis?query=CLEAR%20ALL": (403, "only reads"),
    "/sparql/diagnosis?query=" + quote("ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"): (403, "SERVICE"),
    "/sparql/diagnosis?query=ASK%20%7B%7D&timeout=never": (400, "timeout"),
    "/sparql/diagnosis?query=%FF": (400, "UTF-8"),
}


@pytest.mark.parametrize("path", REFUSED)
def test_what_is_refused_at_the_endpoint_is_refused_here(server: Server, path: str) -> None:
    """As a problem document, and as a page where one is wanted."""
    expected, said = REFUSED[path]
    status, headers, body = server.ask("GET", path)
    assert (expected, "application/problem+json") == (status, headers["content-type"])
    assert said in json.loads(body)["detail"]
    status, headers, _ = server.ask("GET", path, accept="text/html")
    assert (expected, "text/html; charset=utf-8") == (status, headers["content-type"])


def test_it_is_read_only(server: Server) -> None:
    status, headers, _ = server.ask("POST", "/sparql/diagnosis", body=b"query=ASK{}")
    assert (405, {"GET", "HEAD", "OPTIONS"}) == (status, set(headers["allow"].split(", ")))


def test_people_get_a_page_with_what_to_ask_instead(server: Server) -> None:
    """It shows text of the query, none of it as markup, and a link to the corrected query, which has an answer."""
    query = NOTHING.replace("?b }", "'<b>bold</b>' }")
    path = f"/sparql/diagnosis?{urlencode({'query': query})}"
    status, headers, body = server.ask("GET", path, accept="text/html")
    page = body.decode()
    assert (HTTPStatus.OK, "text/html; charset=utf-8") == (status, headers["content-type"])
    assert '<section class="diagnosis" id="diagnosis"' in page
    assert "<b>bold" not in page
    asks = re.search(r'<a href="(/sparql\?query=[^"]*)" rel="nofollow">Run with <code>ccwp:concernsParty</code>', page)
    assert asks is not None
    assert "concernsParty" in urlsplit(asks[1]).query
    assert "concernsPart%20" not in urlsplit(asks[1]).query


def test_the_result_page_leads_there(server: Server) -> None:
    page = server.query(NOTHING, accept="text/html")[2].decode()
    assert f'<a href="{short_path(DIAGNOSIS, NOTHING, WHOLE)}" rel="nofollow">Find out why it is empty</a>' in page
    assert "/sparql/diagnosis" not in server.query(SOMETHING, accept="text/html")[2].decode()


SLOW = """ASK { ?a <urn:p> ?b . ?c <urn:p> ?d . ?e <urn:p> ?f
  FILTER(?a = <urn:none>) FILTER(STR(?d) = CONCAT(STR(?e), 'x', STR(?b))) }"""
"""Quick, and slow without its first FILTER: a product that holds nothing."""


@pytest.fixture(scope="module")
def slow_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Enough triples for a slow product, and one second for a query."""
    file = tmp_path_factory.mktemp("many") / "many.nt"
    file.write_text("".join(f"<urn:{n}> <urn:p> <urn:{n % 7}> .\n" for n in range(3_000)))
    started = running("data", str(file), max_query_seconds=1)
    yield started
    stop_server(started.process)


@pytest.mark.timed
@pytest.mark.slow
@pytest.mark.parametrize("more", ["", "&timeout=0.5"])
def test_all_questions_together_take_the_time_of_one_query(slow_server: Server, more: str) -> None:
    """What cannot be found out in it is said not to be known, and is asked again next time."""
    begun = time.monotonic()
    status, headers, found = diagnosis(slow_server, SLOW, more)
    took = time.monotonic() - begun
    assert (HTTPStatus.OK, True, False, []) == (status, found["empty"], found["explained"], found["findings"])
    assert "there was no time to find out" in found["sentence"]
    assert "no-store" == headers["cache-control"]
    assert (0.4 if more else 0.9) < took < (0.9 if more else 2)


MODULES = "import sys, ccwp_kg.server, ccwp_kg.server.app; print('\\n'.join(sys.modules))"


def test_its_modules_are_not_imported_before(tmp_path: Path) -> None:
    """Who is never asked pays nothing."""
    found = subprocess.run([sys.executable, "-c", MODULES], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "ccwp_kg.server.sparql.empty_answers" in found.stdout.splitlines()
    assert not [name for name in found.stdout.splitlines() if name.startswith("ccwp_kg.query.empty_answers")]
