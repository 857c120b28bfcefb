"""The query page: what it shows of an answer, of a failure, and what it offers to take along."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, urlencode
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from ccwp_kg.errors import (
    AnswerTooLarge,
    CcwpError,
    QueryMemoryExceeded,
    QueryTooSlow,
    StoreTooSlow,
    StoreUnavailable,
    TooManyQueries,
)
from ccwp_kg.rdf.example_queries import by_subject, read_examples
from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore, Written
from support.serving import Server

ROOT = Path(__file__).parents[3]
PAGE = {"Accept": "text/html"}
ID = "https://w3id.org/ccwp/id/"
PLAN = f"<{ID}plan/5>"
GRAPH = f"{ID}graph/source/fifth-action-plan"
DESCRIBE = f"DESCRIBE {PLAN}"
TENFOLD = "BIND(CONCAT(?%(a)s,?%(a)s,?%(a)s,?%(a)s,?%(a)s,?%(a)s,?%(a)s,?%(a)s,?%(a)s,?%(a)s) AS ?%(b)s) "
BOMB = "".join(
    ["SELECT ?z { BIND('0123456789' AS ?a) ", *(TENFOLD % {"a": a, "b": b} for a, b in ("ab", "bc", "cd", "dz")), "}"]
)


def path_of(query: str, *others: tuple[str, str]) -> str:
    return "/sparql?" + urlencode([("query", query), *others], quote_via=quote)


def tree(html: str) -> Element:
    """The page as a tree; html5lib in strict mode refuses what is not HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    found: Element = parser.parse(html)
    return found


def words(element: Element) -> str:
    return "".join(element.itertext())


def with_class(page: Element, name: str) -> list[Element]:
    return [each for each in page.iter() if name in (each.get("class") or "").split()]


def test_the_first_query_tells_the_actions_held_in_their_order(
    release_app: Flask, release_store: EmbeddedStore
) -> None:
    page = tree(release_app.test_client().get("/sparql", headers=PAGE).get_data(as_text=True))
    rows = release_store.rows(words(next(page.iter("textarea"))))
    assert [f'"5.{place}"' for place in range(1, 11)] == [str(row["number"]) for row in rows]


CELLS = [
    # (what stands in the answer, the query)
    ('<a href="/doc/plan/5">Fifth Action Plan</a><small class="iri">plan:5</small>',
     f"SELECT ?x {{ BIND({PLAN} AS ?x) }}"),
    ('<a href="https://a.example/" rel="nofollow noopener external" class="iri">&lt;https://a.example/&gt;</a>',
     "SELECT ?x { BIND(<https://a.example/> AS ?x) }"),
    ('<td class="count"><span>12</span></td>', "SELECT ?x { BIND(12 AS ?x) }"),
    ('<th scope="col" class="count">x <small class="tag">xsd:integer</small></th>', "SELECT ?x { VALUES ?x { 1 2 } }"),
    ('<th scope="col">x</th>', "SELECT ?x { VALUES ?x { 1 'a' } }"),
    ('<td class="count"><span>1</span> <small class="tag">xsd:integer</small></td>',
     "SELECT ?x { VALUES ?x { 1 'a' } }"),
    ('<th scope="col">x <small class="tag">@de</small></th>', "SELECT ?x { BIND('Zoll'@de AS ?x) }"),
    ('<span lang="de">Zoll</span>', "SELECT ?x { BIND('Zoll'@de AS ?x) }"),
    ('<span>customs</span>', "SELECT ?x { BIND('customs'@en AS ?x) }"),
    ('<small class="tag">xsd:date</small>',
     "SELECT ?x { BIND('2011-07-01'^^<http://www.w3.org/2001/XMLSchema#date> AS ?x) }"),
    ('<small class="tag">&lt;urn:odd&gt;</small>', "SELECT ?x { BIND('a'^^<urn:odd> AS ?x) }"),
    ('<small class="tag">blank node</small>', "SELECT ?x { BIND(BNODE() AS ?x) }"),
    ("<td></td>", "SELECT ?x ?y { BIND(1 AS ?x) }"),
    ("<b>1 row</b> in ", "SELECT ?x { BIND(1 AS ?x) }"),
    ("<b>2 rows</b> in ", "SELECT ?x { VALUES ?x { 1 2 } }"),
    ("<b>0 rows</b> in ", "SELECT ?x { ?x <urn:none> ?y }"),
    ("Nothing in the data fits the query", "SELECT ?x { ?x <urn:none> ?y }"),
    ('<p class="truth">Yes</p>', "ASK {}"),
    ('<p class="truth">No</p>', "ASK { ?x <urn:none> ?y }"),
    ("that is not to say that it is false", "ASK { ?x <urn:none> ?y }"),
    ("<b>0 triples</b> in ", "CONSTRUCT WHERE { ?x <urn:none> ?y }"),
    ('<a class="term" href="/doc/plan/5">plan:5</a>', DESCRIBE),
    ('<span class="number">5</span>', DESCRIBE),
    ('<span class="keyword">a</span>', DESCRIBE),
]  # fmt: skip


@pytest.mark.parametrize(("shown", "query"), CELLS)
def test_an_answer_is_shown_for_people(client: FlaskClient, shown: str, query: str) -> None:
    """Names beside IRIs, languages and datatypes quietly, numbers to the right, truth in words."""
    response = client.get(path_of(query), headers=PAGE)
    assert response.status_code == 200
    assert shown in response.text


STATES = {
    "form": "/sparql",
    "table": path_of("SELECT * { ?s ?p ?o }"),
    "truth": path_of("ASK {}"),
    "graph": path_of(DESCRIBE),
    "nothing": path_of("SELECT ?x { ?x <urn:none> ?y }"),
    "error": path_of("SELECT"),
    "update": path_of("CLEAR ALL"),
    "dataset": path_of("ASK {}", ("default-graph-uri", GRAPH)),
}


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_html(client: FlaskClient, state: str) -> None:
    """html5lib finds no fault; every id is there once, and what refers to an id finds it."""
    page = tree(client.get(STATES[state], headers=PAGE).text)
    ids = [found for each in page.iter() if (found := each.get("id"))]
    assert len(ids) == len(set(ids))
    for each in page.iter():
        for name in ("aria-labelledby", "aria-describedby", "for"):
            assert set((each.get(name) or "").split()) <= set(ids)


def test_more_rows_than_a_page_holds(client: FlaskClient) -> None:
    """A page shows 1,000 rows and says that there are more; the downloads hold all."""
    many = " ".join(map(str, range(40)))
    query = f"SELECT ?a ?b {{ VALUES ?a {{ {many} }} VALUES ?b {{ {many} }} }}"
    text = client.get(path_of(query), headers=PAGE).text
    assert "<b>1\u202f600 rows</b>" in text
    assert "the first 1\u202f000 are shown, the downloads hold all" in text
    assert 1_001 == text.count("<tr>")
    assert 1_600 == len(client.get(path_of(query, ("format", "csv"))).text.splitlines()) - 1


def test_time_and_tag(client: FlaskClient) -> None:
    """The page says how long the query took and has a weak ETag that does not depend on it; data have a strong one."""
    first, second = (client.get(path_of(DESCRIBE), headers=PAGE) for _ in range(2))
    assert re.search(r"triples</b> in (?:less than 1 ms|\d+ ms|\d+\.\d s)", first.text)
    assert re.fullmatch(r"query;dur=\d+\.\d{3}", first.headers["Server-Timing"])
    assert first.headers["ETag"] == second.headers["ETag"]
    assert first.headers["ETag"].startswith('W/"')
    assert first.headers["ETag"] != client.get(path_of(DESCRIBE + " "), headers=PAGE).headers["ETag"]
    known = client.get(path_of(DESCRIBE), headers=PAGE | {"If-None-Match": first.headers["ETag"]})
    assert (304, b"") == (known.status_code, known.data)
    data = client.get(path_of(DESCRIBE), headers={"Accept": "text/turtle"})
    assert "Server-Timing" not in data.headers
    assert data.headers["ETag"].startswith('"')


def test_what_changes_is_not_kept(client: FlaskClient) -> None:
    """An answer that asks for the time or for chance is never stored."""
    response = client.get(path_of("SELECT (NOW() AS ?x) {}"), headers=PAGE)
    assert "no-store" == response.headers["Cache-Control"]


HOSTILE = [
    # (what must stand there, what must not, a SPARQL term)
    ("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert", "'<script>alert(1)</script>'"),
    ('<span class="iri">&lt;javascript:alert(1)&gt;</span>', 'href="javascript:', "<javascript:alert(1)>"),
    ('<span class="iri">&lt;data:text/html,x&gt;</span>', 'href="data:text', "<data:text/html,x>"),
    ("abc[U+202E]fed", "\u202e", "'abc\\u202efed'"),
    ("a[U+2067]b", "\u2067", "'a\\u2067b'"),
    ("a[U+0001]b", "\x01", "'a\\u0001b'"),
    ("{{ 7*7 }}", "49", "'{{ 7*7 }}'"),
    ("&lt;/textarea&gt;", "</textarea><x>", "'</textarea><x>'"),
]


@pytest.mark.parametrize(
    "form", ["SELECT ?x { BIND(%s AS ?x) }", "CONSTRUCT { <urn:s> <urn:p> ?x } { BIND(%s AS ?x) }"]
)
@pytest.mark.parametrize(("there", "not_there", "term"), HOSTILE)
def test_hostile_answers_are_harmless(client: FlaskClient, form: str, there: str, not_there: str, term: str) -> None:
    """Nothing in an answer acts: no markup, no address that runs, no turned text."""
    text = client.get(path_of(form % term), headers=PAGE).text
    answer = text[text.index('<h2 id="answer">') : text.index('<h2 id="along">')]
    assert not_there not in answer
    if form.startswith("SELECT"):
        assert there in answer
    tree(text)


@pytest.mark.parametrize("form", ["{}", "CONSTRUCT {{ <urn:s> <urn:p> ?z }} WHERE {}"])
def test_long_literals_are_cut(client: FlaskClient, form: str) -> None:
    """A literal of 100 kB is cut with "…", in a table and in Turtle; the download holds it."""
    query = BOMB if form == "{}" else form.format("{ " + BOMB + " }")
    response = client.get(path_of(query), headers=PAGE)
    assert "0123456789…" in response.text
    assert len(response.data) < 60_000
    assert len(client.get(path_of(query), headers={"Accept": "*/*"}).data) > 100_000


ERRORS = [
    # (the marked line, the column of the caret, query)
    ("  ?s ?p [ }", 11, "SELECT * {\n  ?s ?p [ }"),
    ("SELEC * {}", 1, "SELEC * {}"),
    ("\t?s ?p [ }", 10, "ASK {\n\t?s ?p [ }"),
    ("", 1, ""),
    ('ASK { ?s ?p "a }', 13, 'ASK { ?s ?p "a }'),
]


@pytest.mark.parametrize(("line", "column", "query"), ERRORS)
def test_an_error_is_marked(client: FlaskClient, line: str, column: int, query: str) -> None:
    """The line that breaks stands under its number, a caret under the column, and the editor is told invalid."""
    response = client.get(path_of(query), headers=PAGE)
    assert 400 == response.status_code
    page = tree(response.text)
    box = next(each for each in page.iter() if each.get("id") == "failure")
    assert ("alert", "-1", True) == (box.get("role"), box.get("tabindex"), "autofocus" in box.attrib)
    assert "The query does not parse" == words(next(each for each in box.iter("h2")))
    shown, caret = words(next(box.iter("code"))).split("\n")
    assert line == shown.partition("│ ")[2]
    before = caret.partition("│ ")[2].removesuffix("^")
    assert column - 1 == len(before)
    assert not before.strip()
    assert [place for place, c in enumerate(line[: column - 1]) if c == "\t"] == [
        place for place, c in enumerate(before) if c == "\t"
    ]
    area = next(page.iter("textarea"))
    assert "true" == area.get("aria-invalid")
    assert query == (area.text or "")


def test_a_long_line_is_shown_around_the_place(client: FlaskClient) -> None:
    """Of a line of thousands of characters what stands around the caret is shown."""
    query = "SELECT * { " + "?s ?p ?o . " * 100 + "?s ?p [number . " + "?s ?p ?o . " * 15 + "}"
    page = tree(client.get(path_of(query), headers=PAGE).text)
    shown, caret = words(next(with_class(page, "failure")[0].iter("code"))).split("\n")
    assert len(shown) < 200
    assert "…" in shown
    assert "[number ." in shown[caret.index("^") - 10 : caret.index("^") + 10]


REFUSED = [
    (403, "Nothing can be changed here", "CLEAR ALL"),
    (403, "No other endpoint is asked from here", "SELECT * { SERVICE <urn:x> { ?s ?p ?o } }"),
    (400, "The query is larger than one may be", "ASK {" + "{" * 90 + "}" * 90 + "}"),
]


@pytest.mark.parametrize(("status", "heading", "query"), REFUSED)
def test_what_may_not_run_is_explained(client: FlaskClient, status: int, heading: str, query: str) -> None:
    """A refusal says what to change, beside the query that was kept."""
    response = client.get(path_of(query), headers=PAGE)
    assert status == response.status_code
    assert heading in response.text
    assert query == next(tree(response.text).iter("textarea")).text


FAILURES = [
    (503, "add a LIMIT", QueryTooSlow("it took longer than 10 seconds")),
    (503, "leave out ORDER BY", QueryMemoryExceeded("it took more memory than one query may")),
    (400, "count instead", AnswerTooLarge("the answer has more than 1000000 rows")),
    (429, "Wait until one of your long queries has ended", TooManyQueries("you have 4 long queries")),
    (503, "ask it again in a few seconds", StoreUnavailable("the store does not answer")),
    (504, "ask it again in a few seconds", StoreTooSlow("the store did not answer in time")),
]


@pytest.mark.parametrize(("status", "cure", "error"), FAILURES)
def test_a_failure_says_what_to_change(
    status: int, cure: str, error: CcwpError, monkeypatch: pytest.MonkeyPatch
) -> None:
    """400, 429 and 503 come with the reason and a cure, keep the query, and are not stored."""
    app = create_app(EmbeddedStore.of_triples([]), settings=Settings())

    def fail(*_: object, **__: object) -> Written:
        raise error

    with monkeypatch.context() as changed:
        changed.setattr(EmbeddedStore, "written", fail)
        response = app.test_client().get(path_of("ASK {}"), headers=PAGE)
    assert status == response.status_code
    assert cure in response.text
    assert str(error)[1:] in response.text
    assert response.headers["Cache-Control"] in ("no-store", "no-cache")
    assert ("Retry-After" in response.headers) == isinstance(error, TooManyQueries | StoreUnavailable)


DOWNLOADS = [
    (["json", "xml", "csv", "tsv"], f"SELECT ?p {{ {PLAN} ?p ?o }}"),
    (["json", "xml", "csv", "tsv"], f"ASK {{ {PLAN} ?p ?o }}"),
    (["turtle", "ntriples", "jsonld", "rdfxml", "trig", "nquads"], f"CONSTRUCT WHERE {{ {PLAN} ?p ?o }}"),
]


@pytest.mark.parametrize(("names", "query"), DOWNLOADS)
@pytest.mark.parametrize("graphs", [(), (("default-graph-uri", GRAPH),), (("named-graph-uri", GRAPH),)])
def test_downloads_hold_the_same_question(
    client: FlaskClient, names: list[str], query: str, graphs: Sequence[tuple[str, str]]
) -> None:
    """Every format of the kind of query is offered, is what it says, and sees the graphs that were asked of."""
    page = tree(client.get(path_of(query, *graphs), headers=PAGE).text)
    links = [each for each in page.iter("a") if "download" in each.attrib]
    assert names == [re.search(r"format=(\w+)", each.get("href") or "")[1] for each in links]  # type: ignore[index]
    for each, name in zip(links, names, strict=True):
        found = client.get(each.get("href") or "")
        assert found.content_type.startswith(each.get("type") or "-")
        assert found.data == client.get(path_of(query, *graphs, ("format", name))).data
    share = next(each for each in page.iter("a") if "data-copy" in each.attrib)
    assert path_of(query, *graphs) == share.get("href")


def test_the_dataset_stays_with_the_form(client: FlaskClient) -> None:
    """Asking again asks the same graphs; a link asks everything instead."""
    page = tree(client.get(STATES["dataset"], headers=PAGE).text)
    hidden = [(each.get("name"), each.get("value")) for each in page.iter("input") if each.get("type") == "hidden"]
    assert [("default-graph-uri", GRAPH)] == hidden
    assert "/sparql?query=ASK%20%7B%7D" in [each.get("href") for each in page.iter("a")]


def test_the_host_that_was_asked_is_told_to_nobody_else(server: Server) -> None:
    """A page is kept for those who ask the same host, and its ETag is that of the host."""
    for state in ("form", "truth", "error"):
        _, first, body = server.ask("GET", STATES[state], accept="text/html", host="first.example")
        assert b"<h1>Query</h1>" in body
        assert b"http://first.example/sparql" in body
        _, second, body = server.ask("GET", STATES[state], accept="text/html", host="second.example")
        assert b"first.example" not in body
        assert first.get("etag", "1") != second.get("etag", "2")


def test_every_example_opens_with_its_answer(client: FlaskClient) -> None:
    """Each of the catalogue that is about things which are known, in groups, and each link runs its query."""
    examples = read_examples(ROOT / "web" / "queries")
    groups = by_subject(examples)
    assert {each.name for each in examples} == {each.name for group in groups.values() for each in group}
    assert len(groups) >= 4
    page = tree(client.get("/sparql", headers=PAGE).text)
    links = [each for box in with_class(page, "questions") for each in box.iter("a")]
    assert 25 == len(links) < len(examples)
    for each in links:
        response = client.get(each.get("href") or "", headers=PAGE)
        assert response.status_code == 200
        assert f"Answer: {words(each)}" in words(next(tree(response.text).iter("title")))


def test_line_ends_of_forms_are_undone(client: FlaskClient) -> None:
    """A browser sends CR LF; the page, its links and its lines hold what was written."""
    text = client.get(path_of("ASK {\r\n}"), headers=PAGE).text
    assert "%0D" not in text
    assert "ASK%20%7B%0A%7D" in text


def test_the_vocabulary(client: FlaskClient) -> None:
    """Prefixes with namespaces, classes and properties with name and definition, with an ETag."""
    response = client.get("/sparql/vocabulary.json")
    assert "application/json" == response.content_type
    assert response.headers["ETag"]
    found = json.loads(response.text)
    assert "https://w3id.org/ccwp/ontology#" == found["prefixes"]["ccwp"]
    assert ["class", "ccwp:Action", "Action", "One piece of work that a plan proposes."] in found["terms"]
    assert "property" == next(term[0] for term in found["terms"] if term[1] == "ccwp:concernsParty")
    assert "property" == next(term[0] for term in found["terms"] if term[1] == "dcterms:title")
    assert found["terms"] == sorted(found["terms"], key=lambda term: term[1])


def test_every_box_of_a_picture_is_a_link(client: FlaskClient) -> None:
    """A thing in the picture leads to its page; the Turtle below names it too."""
    page = tree(client.get(path_of(DESCRIBE), headers=PAGE).text)
    drawn = with_class(page, "figure")[0]
    links = [each for each in drawn.iter() if each.tag.endswith("a") and each.get("href")]
    boxes = [each for each in drawn.iter() if each.tag.endswith("rect")]
    assert len(boxes) == len(links) > 5
    text = {each.get("href") for each in with_class(page, "term")}
    assert {each.get("href") for each in links} <= text


@pytest.fixture
def based() -> FlaskClient:
    app = create_app(EmbeddedStore.of_triples([]), settings=Settings(base_url="https://ccwp.example"))
    return app.test_client()


def test_lines_name_the_address_readers_know(based: FlaskClient) -> None:
    """With a base URL every line to copy and the canonical link use it."""
    text = based.get(path_of("ASK {}"), headers=PAGE).text
    assert 4 <= text.count("https://ccwp.example/sparql")
    assert 'rel="canonical" href="https://ccwp.example/sparql?query=' in text
    assert "localhost" not in text


def test_the_scripts_are_small() -> None:
    """The modules of the query page have together at most 8 kB as they are sent."""
    files = sorted((ROOT / "web" / "static").glob("query*.js"))
    assert len(files) == 2
    assert sum(len(gzip.compress(path.read_bytes(), 6)) for path in files) <= 8_000
