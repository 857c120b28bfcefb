"""Requests made at random from all that has broken servers: each gets a sound answer, and the server stays as it is."""

from __future__ import annotations

import gzip
import http.client
import itertools
import json
import re
import socket
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import QueryBoolean, parse, parse_query_results

from ccwp_kg.formats import JSONLD, JSONLD_FRAMED, RDF_FORMATS, RESULT_FORMATS, SPARQL_CSV
from support.serving import Server, children, eventually, running, stop_server

pytestmark = pytest.mark.timed

BOUNDED = settings(deadline=None, max_examples=150, derandomize=True, database=None)
PATIENCE = 5.0
"""Seconds that any answer may take; a query has two."""
FORM, DIRECT = b"application/x-www-form-urlencoded", b"application/sparql-query"
ROWS = 2_000
_BY_TYPE = {form.media_type: form for form in (*RDF_FORMATS, *RESULT_FORMATS)} | {JSONLD_FRAMED: JSONLD}
_STATUSES = {status.value for status in HTTPStatus if status.value < 500} | {501, 503}
_numbers = itertools.count()


@pytest.fixture(scope="module")
def server(release_folder: Path) -> Iterator[Server]:
    """With small answers, so that what is asked at random ends soon, and with a log that nobody reads."""
    started = running(
        "release",
        str(release_folder),
        max_query_seconds=2,
        max_query_mb=256,
        max_rows=ROWS,
        max_answer_bytes=1_000_000,
        trusted_proxies="127.0.0.1",
        access_log="queries",
    )
    yield started
    stop_server(started.process)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; the names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


def exchange(server: Server, request: bytes, *, hang_up: bool = False) -> Answer | None:
    """The answer to bytes as they are; None where the server hung up without one. `hang_up`: nothing more will come."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        try:
            connection.sendall(request)
            if hang_up:
                with suppress(OSError):  # the server was the first to hang up
                    connection.shutdown(socket.SHUT_WR)
            with closing(
                http.client.HTTPResponse(connection, method=request.split(b" ")[0].decode("latin-1"))
            ) as found:
                found.begin()
                headers = {name.lower(): value for name, value in found.getheaders()}
                return Answer(found.status, headers, found.read())
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            return None


def check(server: Server, answer: Answer | None, *, may_hang_up: bool = False) -> None:
    """The answer is one of HTTP, its body is what it is said to be, and the next question is answered at once."""
    if answer is None:
        assert may_hang_up
    else:
        assert answer.status in _STATUSES, answer
        is_without_body = answer.status in (204, 304)
        assert is_without_body or int(answer.headers["content-length"]) == len(answer.body) or not answer.body
        kind = answer.headers.get("content-type")
        # What is no HTTP at all is refused before there is anybody to write a reason.
        assert kind is not None or not answer.body
        assert kind is None or "x-request-id" in answer.headers
        if answer.body:
            check_body(kind or "", answer)
    begun = time.monotonic()
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)) as connection:
        connection.request("GET", f"/sparql?query=ASK%7B%7D%23{next(_numbers)}")
        assert 200 == connection.getresponse().status
    assert time.monotonic() - begun < 1


_FOREIGN_SCRIPT = re.compile(rb'<script(?! type="(?:module" src="/static/|application/ld\+json"))')


def check_body(kind: str, answer: Answer) -> None:
    body = gzip.decompress(answer.body) if answer.headers.get("content-encoding") == "gzip" else answer.body
    form = _BY_TYPE.get(kind)
    if answer.status >= 400:
        assert kind in ("application/problem+json", "text/html; charset=utf-8")
    if kind == "application/problem+json":
        assert answer.status == json.loads(body)["status"]
    elif answer.status == 206:
        assert "content-range" in answer.headers
    elif form is not None and form.rdf is not None:
        assert list(parse(body, format=form.rdf)) or b"<" not in body or form.suffix == "rdf"
    elif form is not None and form is not SPARQL_CSV:
        parsed = parse_query_results(body, format=form.results)
        assert isinstance(parsed, QueryBoolean) or len(list(parsed)) <= ROWS
    else:
        assert kind.startswith(("text/", "image/x-icon", "application/json", "application/xml"))
        if kind.startswith("text/html"):
            assert body.decode("utf-8").lower().startswith("<!doctype html>")
            assert not _FOREIGN_SCRIPT.search(body)


def state_of(server: Server) -> tuple[str, int, int, tuple[int, ...]]:
    """What no request may change: the statements, and the processes but those that answer queries and may be ended."""
    count = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    body = server.query(f"{count} # {next(_numbers)}", accept="text/csv")[2]
    return body.decode(), server.launcher, server.zygote, tuple(sorted(children(server.http)))


@pytest.fixture(autouse=True)
def unchanged(server: Server) -> Iterator[None]:
    """Before and after each test the server is the same, and as many processes answer."""
    before, many = state_of(server), len(server.everybody())
    yield
    assert before == state_of(server)
    assert eventually(lambda: many == len(server.everybody()), within=PATIENCE)


WORDS = [
    b"SELECT", b"ASK", b"CONSTRUCT", b"DESCRIBE", b"WHERE", b"*", b"?s", b"$o", b"?s ?p ?o", b"{", b"}", b"(", b")",
    b"[", b"]", b".", b";", b",", b"{}", b"OPTIONAL", b"UNION", b"MINUS", b"FILTER", b"BIND", b"VALUES", b"GRAPH",
    b"SERVICE", b"LOAD", b"INSERT DATA", b"FROM", b"FROM NAMED", b"ORDER BY", b"LIMIT 1",
    b"OFFSET 99999999999999999999", b"GROUP BY", b"(COUNT(*) AS ?n)", b"a", b"true", b"1e999", b"-0", b"<urn:x>",
    b"<https://w3id.org/ccwp/id/plan/5>", b"<", b">", b"<<", b">>", b"{|", b"|}", b"PREFIX : <urn:>", b"BASE <urn:x>",
    b":a", b"_:b", b"'", b'"', b"'''", b'"""', b"\\", b"\\u0022", b"\\ud800", b"\\U0010FFFF", b"\\UFFFFFFFF", b"#",
    b"\n", b"\r", b"\t", b"\0", b"\xef\xbb\xbf", b"\xef\xbf\xbe", b"\xed\xa0\x80", b"\xff", b"\xc3\xa9",
    b"\xf0\x9f\x98\x80", b"\xe2\x80\xa8", b"^", b"^^", b"/", b"|", b"!", b"+", b"?", b"=", b"&", b"%", b"%2", b"%00",
    b"+", b"NOW()", b"UUID()", b"REGEX(?o, '(a+)+$')", b"STR(?s)", b"IF(1,2,3)", b"EXISTS { ?s ?p ?o }",
    b"(<urn:p>|<urn:q>)*", b"SELECT *", b"SELECT (COUNT(*) AS ?n) {", b"CONSTRUCT {", b"ASK {", b"DESCRIBE <urn:x>",
    b"LATERAL", b"@en", b"@en--ltr", b"~", b"\x7f",
]  # fmt: skip
SHAPES = [
    b"%s", b"SELECT * { %s }", b"ASK { %s }", b"CONSTRUCT { ?s ?p ?o } { %s }", b"DESCRIBE ?s { %s }",
    b"ASK { FILTER(%s) }",
]  # fmt: skip
words = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), st.binary(max_size=6))
sentences = st.tuples(st.sampled_from([b" ", b"", b"\n"]), st.lists(words, max_size=12)).map(
    lambda pair: pair[0].join(pair[1])
)
long = st.tuples(st.sampled_from(WORDS), st.sampled_from([200, 2_000, 20_001])).map(
    lambda pair: (pair[0] * pair[1])[:20_001]
)
queries = st.one_of(
    st.tuples(st.sampled_from(SHAPES), sentences).map(lambda pair: pair[0].replace(b"%s", pair[1])), sentences, long
)


def head(line: bytes, *headers: tuple[bytes, bytes]) -> bytes:
    """A request's first lines."""
    lines = [line, b"Host: localhost", b"Connection: close", *(name + b": " + value for name, value in headers)]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def post(body: bytes, kind: bytes, target: bytes = b"/sparql") -> bytes:
    return (
        head(b"POST " + target + b" HTTP/1.1", (b"Content-Type", kind), (b"Content-Length", b"%d" % len(body))) + body
    )


@BOUNDED
@given(query=queries, way=st.sampled_from(["get", "form", "direct"]))
@example(query=b"ASK {" + b"{" * 600 + b"}" * 600, way="direct")
@example(query=b"SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a", way="get")
@example(query=b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }", way="form")
@example(query=b"ASK { ?s ?p ?o FILTER(REGEX(?o, '" + b"(" * 60 + b"a" + b"+)" * 60 + b"')) }", way="direct")
def test_any_text_as_a_query(server: Server, query: bytes, way: str) -> None:
    """Whatever bytes are sent as a query, by any of the three ways, the answer is a result or a refusal."""
    quoted = quote_from_bytes(query, safe="").encode()
    if way == "get":
        request = head(b"GET /sparql?query=" + quoted + b" HTTP/1.1")
    else:
        request = post(b"query=" + quoted, FORM) if way == "form" else post(query, DIRECT)
    check(server, exchange(server, request))


NAMES = [
    b"query", b"format", b"default-graph-uri", b"named-graph-uri", b"graph", b"default", b"update", b"page", b"q",
    b"Query", b"query[]", b"%71uery", b"", b"\xff", b"%00", b"query%00",
]  # fmt: skip
VALUES = [
    b"ASK%7B%7D", b"ASK+%7B%7D", b"json", b"html", b"csv", b"turtle", b"nquads", b"urn:x", b"relative", b"", b"%",
    b"%2", b"%zz", b"%u00e9", b"%FF", b"%ED%A0%80", b"%C0%80", b"%00", b"%0d%0aX-Evil:1", b"\xc3\xa9", b"\xff",
    b"a=b", b"1e9", b"-1", b"9" * 400, b"https://w3id.org/ccwp/id/graph/shapes", b"x" * 8_000,
    b"SELECT+*%7B%3Fs+%3Fp+%3Fo%7D+LIMIT+3", b"\"'><script>",
]  # fmt: skip
parameters = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from([b"=", b"=", b"=", b"", b"=="]), st.sampled_from(VALUES)),
    max_size=5,
)
encoded = st.tuples(st.sampled_from([b"&", b"&", b";", b"&&"]), parameters).map(
    lambda pair: pair[0].join(b"".join(each) for each in pair[1])
)
accepts = st.sampled_from([b"*/*", b"text/html", b"text/turtle", b"application/json", b"image/png", b"text/csv;q=0"])


@BOUNDED
@given(
    address=encoded, form=st.none() | encoded, accept=accepts,
    path=st.sampled_from([b"/sparql", b"/sparql", b"/graph-store", b"/plans", b"/doc/plan/5", b"/id/plan/5", b"/"]),
)  # fmt: skip
@example(address=b"query=ASK{}&format=\r\nX-Evil:1", form=None, accept=b"*/*", path=b"/sparql")
def test_any_parameters(server: Server, address: bytes, form: bytes | None, accept: bytes, path: bytes) -> None:
    """Names, values and escapes at random, in the address and in a form, on every kind of address."""
    target = path + b"?" + address
    if form is None:
        request = head(b"GET " + target + b" HTTP/1.1", (b"Accept", accept))
    else:
        request = post(form, FORM + b"\r\nAccept: " + accept, target)
    answer = exchange(server, request)
    check(server, answer)
    assert answer is not None
    assert "x-evil" not in answer.headers


_MARKS = [b",", b";", b"=", b'"', b"\\", b"*", b"/"]
_GARBAGE = [
    b"", b"\xff\xfe", b"\xc3\xa9", b"0", b"-1", b"1e9", b"9" * 30, b"x" * 8_000, b"*",
    b"()", b"\t", b"a/b",
]  # fmt: skip
_ITEMS = {
    b"Accept": [b"text/turtle", b"text/html", b"*/*", b"text/*", b"*", b";q=0", b";q=2", b";q=x", b'a/b;x="',
        b"application/ld+json", b"text/csv"],
    b"Accept-Encoding": [b"gzip", b"br", b"identity;q=0", b"*;q=0", b"*", b"gzip;q=1e9", b"gzip;q=nan"],
    b"Accept-Language": [b"en", b"*", b"x;q=9"],
    b"Content-Type": [DIRECT, FORM, b"application/sparql-update", b"text/plain", b"; charset=utf-8",
        b"; charset=utf-16", b"; charset*=utf-8''%FF", b"multipart/form-data; boundary=", b'; charset="'],
    b"If-None-Match": [b"*", b'"x"', b'W/"x"', b'W/"', b'"x-gzip"', b"unquoted"],
    b"If-Modified-Since": [b"Tue, 24 Nov 2026 19:00:00 GMT", b"Tue, 99 Foo 99999 99:99:99 GMT", b"0"],
    b"If-Match": [b"*", b'"x"'],
    b"If-Range": [b'"x"', b"Tue, 24 Nov 2026 19:00:00 GMT"],
    b"Range": [b"bytes=0-", b"bytes=-1", b"bytes=5-2", b"bytes=0-1,4-5", b"bytes=99999999999999999999-",
        b"bytes=a-b", b"rows=1-2", b"bytes="],
    b"X-Forwarded-For": [b"192.0.2.1", b"::1", b"[::1]:80", b"1.2.3.4.5", b"127.0.0.1", b"unknown",
        b"2001:db8::1%eth0"],
    b"X-Request-ID": [b"abc", b"a b", b"\x80", b"a" * 65],
    b"Expect": [b"100-continue", b"200-ok"],
    b"Origin": [b"https://evil.example", b"null"],
    b"Access-Control-Request-Method": [b"GET", b"NO SUCH", b"POST"],
    b"Cookie": [b"a=b", b"session=\xff"],
    b"Authorization": [b"Basic x", b"Bearer \xff"],
    b"Forwarded": [b"for=_x;host=evil.example"],
    b"X-Forwarded-Host": [b"evil.example"],
    b"Host": [b"evil.example", b"a b", b"[::1"],
    b"User-Agent": [b"\xff" * 300, b"curl\x7f"],
    b"Transfer-Encoding": [b"identity", b"gzip"],
    b"Upgrade": [b"websocket", b"h2c"],
}  # fmt: skip


@st.composite
def header(draw: st.DrawFn) -> tuple[bytes, bytes]:
    name = draw(st.sampled_from([b"Accept", b"Content-Type", b"If-None-Match", *sorted(_ITEMS)]))
    own = st.sampled_from(_ITEMS[name])
    items = st.one_of(own, own, st.sampled_from(_MARKS), st.sampled_from(_GARBAGE))
    return name, draw(st.sampled_from([b", ", b",", b"", b";"])).join(draw(st.lists(items, min_size=1, max_size=4)))


METHODS = [
    b"GET", b"GET", b"GET", b"HEAD", b"POST", b"POST", b"OPTIONS", b"PUT", b"DELETE", b"PATCH", b"TRACE", b"PROPFIND",
    b"QUERY", b"get", b"G\xc3\x89T", b"GET\t", b"M" * 500, b"!",
]  # fmt: skip
PATHS = [
    b"/sparql?query=ASK%7B%7D", b"/sparql?query=SELECT%20*%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%2050", b"/sparql",
    b"/doc/plan/5", b"/id/plan/5", b"/dumps/dataset.nq", b"/graph-store?default", b"/", b"/metrics", b"/nothing",
    b"/static/site.css", b"/favicon.ico",
]  # fmt: skip
bodies = st.sampled_from([None, b"", b"ASK {}", b"query=ASK%7B%7D", b"\xff", b"x" * 9_000])
lengths = st.sampled_from([0, 0, 0, 0, 1, 100, -1, -5])


@settings(BOUNDED, max_examples=600)
@given(
    method=st.sampled_from(METHODS), path=st.sampled_from(PATHS), content=st.tuples(bodies, lengths),
    headers=st.lists(header(), max_size=4),
)  # fmt: skip
def test_any_headers(
    server: Server, method: bytes, path: bytes, content: tuple[bytes | None, int], headers: list[tuple[bytes, bytes]]
) -> None:
    """Headers and methods at random, bodies longer and shorter than they are said to be.

    Who says that more will come and sends no more may be hung up on; so may who speaks something else than HTTP.
    """
    body, more = content
    length = [] if body is None else [(b"Content-Length", b"%d" % (len(body) + more))]
    request = head(method + b" " + path + b" HTTP/1.1", *headers, *length) + (body or b"")
    is_short = body is not None and more > 0
    check(server, exchange(server, request, hang_up=is_short), may_hang_up=is_short)


PIECES = [
    b"/", b"//", b"..", b"%2e%2e", b"%2E%2e/", b".", b"%00", b"%0d%0a", b"%2f", b"%5c", b"\\", b"%", b"%zz", b"%FF",
    b"\xc3\xa9", b"\xff", b"?", b"#", b"@", b":", b";", b"*", b"doc", b"id", b"sparql", b"dumps", b"dataset.nq",
    b"static", b"source", b"plan/5", b".ttl", b".html", b".exe", b"etc/passwd", b"http://evil.example", b"http://",
    b"a" * 8_000, b"/a" * 4_000, b" ", b"\t", b"{}", b"<script>", b"%E2%80%AE",
]  # fmt: skip
targets = st.lists(st.sampled_from(PIECES), max_size=7).map(b"".join)
ENDS = [
    b" HTTP/1.1",
    b" HTTP/1.1",
    b" HTTP/1.1",
    b" HTTP/1.0",
    b" HTTP/0.9",
    b" HTTP/9.9",
    b" HTTP/1.1 x",
    b" http/1.1",
    b" ICY",
    b"",
]


@BOUNDED
@given(
    target=targets.map(lambda target: b"/" + target) | targets,
    end=st.sampled_from(ENDS),
    method=st.sampled_from([b"GET", b"GET", b"HEAD", b"POST", b"OPTIONS"]),
    accept=st.sampled_from([b"*/*", b"text/html"]),
)  # fmt: skip
@example(target=b"/dumps/%2e%2e/release.json", end=b" HTTP/1.1", method=b"GET", accept=b"*/*")
@example(target=b"/doc/" + b"%25" * 2_500, end=b" HTTP/1.1", method=b"GET", accept=b"text/html")
@example(target=b"http://evil.example/id/plan/5", end=b" HTTP/1.1", method=b"GET", accept=b"*/*")
def test_any_request_line(server: Server, target: bytes, end: bytes, method: bytes, accept: bytes) -> None:
    """Paths that leave the folder, other forms of a target, other versions; no redirect leads to another host."""
    answer = exchange(server, head(method + b" " + target + end, (b"Accept", accept)))
    check(server, answer)
    assert answer is not None
    assert answer.headers.get("location", "/").startswith("/")
    assert not answer.headers.get("location", "/").startswith("//")
    assert b"root:" not in answer.body
