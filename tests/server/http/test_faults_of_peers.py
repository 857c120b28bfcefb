"""What other servers of such data were seen to do wrong, one row for each fault, over real HTTP."""

from __future__ import annotations

import gzip
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results

from ccwp_kg.formats import HTML, RDF_FORMATS, RESULT_FORMATS, Format
from support.serving import Server, eventually, running, stop_server

ID = "https://w3id.org/ccwp/id/"
FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
PROBLEM = "application/problem+json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PLAN = f"SELECT ?label {{ <{ID}plan/5> <http://www.w3.org/2000/01/rdf-schema#label> ?label }}"
CAFE, ESCAPED = "http://x.example/caf\u00e9", "http://x.example/caf%C3%A9"

Sent = tuple[str, str, bytes | None, dict[str, str]]
"""Method, path, body and headers."""


def get(query: str, *graphs: tuple[str, str], **headers: str) -> Sent:
    return "GET", "/sparql?" + urlencode([("query", query), *graphs]), None, headers


def form(query: str, *graphs: tuple[str, str], **headers: str) -> Sent:
    return "POST", "/sparql", urlencode([("query", query), *graphs]).encode(), {"content_type": FORM} | headers


def direct(query: str, *graphs: tuple[str, str], **headers: str) -> Sent:
    path = "/sparql?" + urlencode(graphs) if graphs else "/sparql"
    return "POST", path, query.encode(), {"content_type": DIRECT} | headers


def answer(server: Server, sent: Sent) -> tuple[int, dict[str, str], bytes]:
    method, path, body, headers = sent
    return server.ask(method, path, body=body, **headers)


Way = Callable[..., Sent]
WAYS: list[Way] = [get, form, direct]

ANSWERS = [
    # (status, media type, what the body holds, what was seen elsewhere, request)
    (200, "text/turtle; charset=utf-8", "a ", "DESCRIBE came as RDF/XML under the name of JSON",
     get(f"DESCRIBE <{ID}plan/5>", accept="text/turtle")),
    (200, "text/tab-separated-values; charset=utf-8", '?label\n"Fifth Action Plan"', "TSV asked, XML sent",
     get(PLAN, accept="text/tab-separated-values")),
    (200, "text/csv; charset=utf-8", "true", "ASK as CSV was a 422", get("ASK {}", accept="text/csv")),
    (200, "text/tab-separated-values; charset=utf-8", "true", "ASK as TSV was a 422",
     get("ASK {}", accept="text/tab-separated-values")),
    (200, "text/csv; charset=utf-8", "true", "format= was overruled", get("ASK {}", ("format", "csv"))),
    (406, PROBLEM, '"offers": ["application/sparql-results+json"', "no 406", get("ASK {}", accept="*/*;q=0")),
    (406, PROBLEM, '"offers": ["text/turtle"', "no 406", get(f"DESCRIBE <{ID}plan/5>", accept="*/*;q=0, text/csv")),
    (406, PROBLEM, '"offers": ["text/turtle"', "no 406", ("GET", "/doc/plan/5", None, {"accept": "image/png"})),
    (406, PROBLEM, '"offers": ["text/turtle"', "no 406", ("GET", "/sparql", None, {"accept": "text/csv"})),
    (406, PROBLEM, "no format 'xls'", "an unknown format= gave another", ("GET", "/sparql?format=xls", None, {})),
    (200, "application/sparql-results+json", "true", "an unknown format= was refused",
     get("ASK {}", ("format", "xls"))),
    (200, "application/sparql-results+json", "true", "a format= was compared by case",
     get("ASK {}", ("format", "JSON"))),
    (200, "application/sparql-results+json", "true", "an unfit format= was refused",
     get("ASK {}", ("format", "nquads"))),
    (200, "text/csv; charset=utf-8", "true", "two format= were refused",
     get("ASK {}", ("format", "csv"), ("format", "xml"))),
    (404, PROBLEM, "Nothing is known", "an unknown thing was 200 and empty", ("GET", "/doc/plan/77", None, {})),
    (404, PROBLEM, "Nothing is known", "an unknown thing was 200 and empty", ("GET", "/id/plan/77", None, {})),
    (404, PROBLEM, "Nothing is known", "an unknown thing was 200 and empty", ("GET", "/doc/plan/77.ttl", None, {})),
    (404, HTML.media_type, "Nothing is known", "a page was answered with data",
     ("GET", "/doc/plan/77", None, {"accept": BROWSER})),
    (400, PROBLEM, '"line": 1, "column": 6', "a syntax error was 200", get("ASK {")),
    (400, PROBLEM, '"line": 1, "column": 6', "an error was written as CSV", get("ASK {", accept="text/csv, */*;q=0.1")),
    (400, HTML.media_type, "line 1, column 6", "an error was no page", get("ASK {", accept=BROWSER)),
    (200, HTML.media_type, "<!doctype html>", "text/html was Turtle",
     ("GET", "/doc/plan/5", None, {"accept": "text/html"})),
    (200, HTML.media_type, "<!doctype html>", "text/html was Turtle", ("GET", "/sparql", None, {"accept": BROWSER})),
    (200, HTML.media_type, "Fifth Action Plan", "text/html was Turtle", get(PLAN, accept="text/html")),
    (200, HTML.media_type, "Fifth Action Plan", "text/html was Turtle", form(PLAN, accept="text/html")),
    (200, HTML.media_type, "Fifth Action Plan", "text/html was Turtle", direct(PLAN, accept=BROWSER)),
    (400, PROBLEM, "empty", "an empty query was answered", form("# only a comment")),
    (400, PROBLEM, "2 times", "two queries were one", form("ASK {}", ("query", "ASK {}"))),
    (400, PROBLEM, "2 times", "two queries were one",
     ("POST", "/sparql?query=ASK%7B%7D", b"query=ASK%7B%7D", {"content_type": FORM})),
    (400, PROBLEM, "percent", "bad escapes were guessed",
     ("POST", "/sparql", b"query=ASK%7B%7D&default-graph-uri=%u00e9", {"content_type": FORM})),
    (400, PROBLEM, "UTF-8", "bad UTF-8 was replaced", ("GET", "/sparql?query=ASK%7B%7D%C3%28", None, {})),
    (400, PROBLEM, "UTF-8", "bad UTF-8 was replaced", ("GET", "/sparql?query=ASK%7B%7D%ED%A0%80", None, {})),
    (400, PROBLEM, "UTF-8", "overlong UTF-8 was decoded", ("GET", "/sparql?query=%C1%81SK%7B%7D", None, {})),
    (400, PROBLEM, "UTF-8", "bad UTF-8 was replaced",
     ("POST", "/sparql", b"query=ASK%7B%7D%FF", {"content_type": FORM})),
    (415, PROBLEM, "posted as", "JSON was read",
     ("POST", "/sparql", b'{"query":"ASK{}"}', {"content_type": "application/json"})),
    (415, PROBLEM, "posted as", "a file upload was read",
     ("POST", "/sparql", b"--x\r\n\r\nASK{}\r\n--x--", {"content_type": "multipart/form-data; boundary=x"})),
    (415, PROBLEM, "posted as", "a media type that begins alike was read",
     ("POST", "/sparql", b"ASK{}", {"content_type": DIRECT + "2"})),
    (415, PROBLEM, "UTF-8", "Latin-1 was read as UTF-8",
     ("POST", "/sparql", b"query=ASK{}%23%E9", {"content_type": FORM + '; charset="iso-8859-1"'})),
    (415, PROBLEM, "without Content-Encoding", "compressed bytes were read as a query",
     ("POST", "/sparql", gzip.compress(b"ASK{}"), {"content_type": DIRECT, "content_encoding": "gzip"})),
    (200, "application/sparql-results+json", "true", "no coding was one",
     ("POST", "/sparql", b"ASK{}", {"content_type": DIRECT, "content_encoding": "identity"})),
    (200, "application/sparql-results+json", "true", "a charset was a 415",
     ("POST", "/sparql", b"ASK{}", {"content_type": DIRECT + '; charset="UTF-8"'})),
    (200, "application/sparql-results+json", "true", "a media type was compared by case",
     ("POST", "/sparql", b"ASK{}", {"content_type": DIRECT.upper()})),
    (403, PROBLEM, "only reads", "an update ran", get("DELETE WHERE { ?s ?p ?o }")),
    (403, PROBLEM, "only reads", "an update ran", form("CLEAR ALL")),
    (403, PROBLEM, "only reads", "an update ran", direct("INSERT DATA { <urn:a> <urn:b> <urn:c> }")),
    (403, PROBLEM, "only reads", "an update after a prologue ran",
     direct("PREFIX x: <urn:x> BASE <urn:y> # c\nDROP ALL")),
    (403, PROBLEM, "only reads", "an update beside a query ran",
     ("GET", "/sparql?query=ASK%7B%7D&update=CLEAR%20ALL", None, {})),
    (403, PROBLEM, "only reads", "an update beside a query ran",
     ("POST", "/sparql?update=CLEAR%20ALL", b"ASK{}", {"content_type": DIRECT})),
    (400, PROBLEM, "does not parse", "an update after a query ran", direct("ASK {} ; CLEAR ALL")),
    (405, PROBLEM, "", "a thing was deleted", ("DELETE", "/id/plan/5", None, {})),
    (405, PROBLEM, "", "TRACE gave headers back", ("TRACE", "/sparql", None, {"x_secret": "s"})),
]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "media_type", "part", "sent"),
    [(status, media_type, part, sent) for status, media_type, part, _, sent in ANSWERS],
    ids=[row[3] for row in ANSWERS],
)
def test_a_fault_of_others(server: Server, status: int, media_type: str, part: str, sent: Sent) -> None:
    """Status, media type and a mark of the body, for each request that another server got wrong."""
    answered, headers, body = answer(server, sent)
    assert (status, media_type) == (answered, headers["content-type"])
    assert part in body.decode("utf-8")
    if media_type == PROBLEM:
        assert status == json.loads(body)["status"]
    if status == 405:
        assert "GET" in headers["allow"].split(", ")
    assert ("identity" if "Content-Encoding" in part else None) == headers.get("accept-encoding")


@pytest.mark.parametrize("accept", RDF_FORMATS, ids=lambda each: each.name)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_describe_is_the_description_of_the_thing(server: Server, accept: Format, way: Way) -> None:
    """No bare outgoing triples, no other format: what the thing's document says, with the links that come in."""
    status, headers, body = answer(server, way(f"DESCRIBE <{ID}organisation/com>", accept=accept.essence))
    assert (200, accept.media_type) == (status, headers["content-type"])
    found = {quad.triple for quad in parse(body, format=accept.rdf)}
    document = server.ask("GET", "/doc/organisation/com.nt")[2]
    assert {quad.triple for quad in parse(document, format=RdfFormat.N_TRIPLES)} == found
    coming = {str(t.subject) for t in found if t.object == NamedNode(f"{ID}organisation/com")}
    assert f"<{ID}organisation/olaf>" in coming


@pytest.mark.parametrize("accept", RESULT_FORMATS, ids=lambda each: each.name)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize(
    ("truth", "query"), [(True, f"ASK {{ <{ID}plan/5> ?p ?o }}"), (False, "ASK { <urn:x> ?p ?o }")]
)
def test_ask_in_every_format(server: Server, accept: Format, way: Way, truth: bool, query: str) -> None:
    """Yes and no can be written in all four; CSV and TSV have no form for it in their specification, so the word."""
    status, headers, body = answer(server, way(query, accept=accept.essence))
    assert (200, accept.media_type) == (status, headers["content-type"])
    if accept.results == QueryResultsFormat.CSV:
        assert str(truth).lower() == body.decode().strip()
    else:
        parsed = parse_query_results(body, format=accept.results)
        assert isinstance(parsed, QueryBoolean)
        assert truth is bool(parsed)


@pytest.fixture(scope="module")
def accented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Two things whose IRIs differ only in how one letter is written, in two graphs."""
    file = tmp_path_factory.mktemp("accented") / "accented.nq"
    lines = [f'<{iri}> <urn:x:p> "{word}" <urn:x:{word}> .\n' for iri, word in ((CAFE, "letter"), (ESCAPED, "escaped"))]
    file.write_text("".join(lines), encoding="utf-8")
    started = running("data", str(file))
    yield started
    stop_server(started.process)


@pytest.mark.parametrize(("word", "iri"), [("letter", CAFE), ("escaped", ESCAPED)])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_parameter_is_decoded_once(accented: Server, way: Way, word: str, iri: str) -> None:
    """`%25C3%25A9` is an IRI with `%C3%A9` in it and not one with `é`, by GET and by POST."""
    graphs = [("default-graph-uri", "urn:x:letter"), ("default-graph-uri", "urn:x:escaped")]
    _, _, body = answer(accented, way(f"SELECT ?o {{ <{iri}> <urn:x:p> ?o }}", *graphs, accept="text/csv"))
    assert ["o", word] == body.decode().split()


def test_the_encoding_on_the_wire(accented: Server) -> None:
    """The same with the bytes written out, so that no library of the test encodes or decodes."""
    query = "query=SELECT+?o+{+GRAPH+?g+{+%3Chttp://x.example/caf%25C3%25A9%3E+?p+?o+}+}"
    status, _, body = accented.ask("POST", "/sparql", body=query.encode(), content_type=FORM, accept="text/csv")
    assert (200, b"o\r\nescaped\r\n") == (status, body)
    status, _, body = accented.ask(
        "POST", "/sparql", body=query.replace("%25", "%").encode(), content_type=FORM, accept="text/csv"
    )
    assert (200, b"o\r\nletter\r\n") == (status, body)


DATASETS = [
    # (words found, parameters)
    ({"letter"}, [("default-graph-uri", "urn:x:letter")]),
    ({"escaped", "letter"}, [("default-graph-uri", "urn:x:letter"), ("default-graph-uri", "urn:x:escaped")]),
    ({"in escaped"}, [("named-graph-uri", "urn:x:escaped")]),
    ({"letter", "in escaped"}, [("default-graph-uri", "urn:x:letter"), ("named-graph-uri", "urn:x:escaped")]),
    (set(), [("default-graph-uri", "urn:x:none")]),
]


@pytest.mark.parametrize(("expected", "graphs"), DATASETS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_graphs_of_the_request_count(
    accented: Server, way: Way, expected: set[str], graphs: list[tuple[str, str]]
) -> None:
    """SPARQL 1.1 Protocol §2.1.4: default-graph-uri and named-graph-uri are not ignored, in the address or the form."""
    query = (
        'SELECT ?w FROM <urn:x:not-this> { { ?s ?p ?w } UNION { GRAPH ?g { ?s ?p ?o } BIND(CONCAT("in ", ?o) AS ?w) } }'
    )
    _, _, body = answer(accented, way(query, *graphs, accept="text/csv"))
    assert expected == set(body.decode().split("\r\n")[1:-1])


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A socket on the loopback that notes whoever calls."""
    calls: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        done = threading.Event()

        def accept() -> None:
            while not done.is_set():
                try:
                    caller, _ = server.accept()
                except TimeoutError:
                    continue
                with caller:
                    caller.settimeout(1)
                    calls.append(caller.recv(100))

        thread = threading.Thread(target=accept)
        thread.start()
        yield server.getsockname()[1], calls
        done.set()
        thread.join(timeout=10)


CALLS = [
    # (status, query) — `{url}` is the address of the listener
    (403, "ASK {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"),
    (403, "ASK {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}"),
    (403, "ASK {{ service<{url}>{{}} }}"),
    (403, "ASK {{ SERVICE ?g {{ ?s ?p ?o }} VALUES ?g {{ <{url}> }} }}"),
    (403, "ASK {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}"),
    (403, "PREFIX : <{url}> ASK {{ SERVICE :x {{ ?s ?p ?o }} }}"),
    (403, "DESCRIBE ?s {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"),
    (403, "CONSTRUCT {{ ?s ?p ?o }} {{ {{ SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }} }}"),
    (403, "ASK {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}"),
    (403, "LOAD <{url}>"),
    (200, "ASK FROM <{url}> {{ ?s ?p ?o }}"),
    (200, "ASK FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"),
    (200, "DESCRIBE <{url}>"),
    (200, "ASK {{ GRAPH <{url}> {{ ?s ?p ?o }} }}"),
]


def test_nobody_is_called(server: Server, listener: tuple[int, list[bytes]]) -> None:
    """SERVICE, LOAD and FROM reach no other server, not even one on this machine, by any of the three ways."""
    port, calls = listener
    url = f"http://127.0.0.1:{port}/sparql"
    for status, query in CALLS:
        for way in WAYS:
            assert status == answer(server, way(query.format(url=url)))[0], query
    for parameter in ("default-graph-uri", "named-graph-uri"):
        assert 200 == answer(server, get("ASK { ?s ?p ?o }", (parameter, url)))[0]
    assert 404 == server.ask("GET", "/graph-store?graph=" + quote(url, safe=""))[0]
    assert not eventually(lambda: bool(calls), within=0.3)
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"the listener listens")
    assert eventually(lambda: [b"the listener listens"] == calls, within=2)


PLACES = [
    # ((line, column), query)
    ((1, 1), "SELEC ?s {}"),
    ((1, 6), "ASK {"),
    ((2, 1), "ASK {\n"),
    ((1, 30), "SELECT ?s { ?s ?p ?o } LIMIT x"),
    ((3, 7), "SELECT ?s\r\n{ ?s ?p ?o }\r\nLIMIT x"),
    ((1, 15), "ASK { <urn:\u00e9> ]"),
    ((1, 15), "ASK { <urn:\U0001f600> ]"),
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize(("place", "query"), PLACES)
def test_an_error_has_its_place(server: Server, way: Way, place: tuple[int, int], query: str) -> None:
    """RFC 9457: type, title, status, detail and, for a query that does not parse, line and column.

    Both count from 1, and columns count characters, not bytes.
    """
    status, headers, body = answer(server, way(query))
    problem = json.loads(body)
    assert (400, PROBLEM) == (status, headers["content-type"])
    assert {"type", "title", "status", "detail", "line", "column"} == set(problem)
    assert place == (problem["line"], problem["column"])


def nested(depth: int) -> str:
    return "ASK " + "{" * depth + "}" * depth


LIMITS = [
    # (status beyond, what of it is the most, query of so many) — each at the limit and one over it
    (413, 20_000, lambda most: "ASK {} #".ljust(most, "x")),
    (413, 1_000_000, lambda most: "ASK { VALUES ?x {" + "'x'".center(most) + "} }"),
    (400, 64, nested),
    (400, 120, lambda most: "ASK { " + "?s ?p ?o ." * (most - 1) + " }"),
    (400, 400, lambda most: "ASK { BIND(1" + "+1" * most + " AS ?x) }"),
]


@pytest.mark.parametrize(
    ("beyond", "most", "query"), LIMITS, ids=["length", "bytes of rows", "depth", "patterns", "operators"]
)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_limit_is_where_it_is_said_to_be(
    server: Server, way: Way, beyond: int, most: int, query: Callable[[int], str]
) -> None:
    """At the limit an answer, one more and a refusal names the limit; never a process that ends."""
    if way is get and most > 60_000:
        pytest.skip("an address is shorter")
    assert 200 == answer(server, way(query(most)))[0]
    status, headers, body = answer(server, way(query(most + 1)))
    assert (beyond, PROBLEM) == (status, headers["content-type"])
    assert f"{most}" in json.loads(body)["detail"]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_the_limit_of_graphs(server: Server, way: Way, name: str) -> None:
    """So many graphs can be named for a query, and no more."""
    graphs = [(name, f"urn:x:{number}") for number in range(101)]
    assert 200 == answer(server, way("ASK {}", *graphs[:100]))[0]
    status, _, body = answer(server, way("ASK {}", *graphs))
    assert (400, True) == (status, "100 is the limit" in json.loads(body)["detail"])


@pytest.mark.timed
def test_who_has_to_wait_is_told_how_long(release_folder: Path) -> None:
    """RFC 9110 §10.2.3, RFC 6585 §4: a 429 for one who asks too much, a 503 where all do, both with a time.

    Who waits gives up after two seconds, while those who hold the places still run: at their end it would be chance
    who comes next.
    """
    cross = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(CONCAT(STR(?c), STR(?f), STR(?i))) < 0)"
    server = running(
        "release", str(release_folder), max_query_seconds=6, long_queries=2, client_long_queries=1, query_workers=4
    )
    answers: dict[str, tuple[int, dict[str, str]]] = {}

    def ask(name: str, source: str, timeout: str) -> None:
        query = urlencode({"query": f"SELECT (COUNT(*) AS ?{name}) {{ {cross} }}", "timeout": timeout})
        status, headers, body = server.ask("GET", "/sparql?" + query, source=source)
        assert status == json.loads(body)["status"]
        answers[name] = (status, headers)

    asked = [("a1", "127.0.0.2", "6s"), ("a2", "127.0.0.2", "2s"), ("b1", "127.0.0.3", "6s"), ("c1", "127.0.0.4", "2s")]
    try:
        threads = []
        for each in asked:
            threads.append(threading.Thread(target=ask, args=each))
            threads[-1].start()
            threads[-1].join(timeout=0.5)
        for thread in threads:
            thread.join(timeout=15)
        assert [503, 429, 503, 503] == [answers[name][0] for name, *_ in asked]
        for name in ("a2", "c1"):
            assert re.fullmatch(r"[1-9][0-9]?", answers[name][1]["retry-after"])
            assert "no-store" == answers[name][1]["cache-control"]
        assert 200 == server.query("ASK { }")[0]
    finally:
        stop_server(server.process)
