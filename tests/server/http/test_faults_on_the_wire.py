"""What other servers were seen to do wrong with methods, headers and the bytes of a request, over a real connection."""

from __future__ import annotations

import gzip
import http.client
import re
import socket
from contextlib import closing, suppress

import pytest
from werkzeug.exceptions import BadRequest

from ccwp_kg.formats import HTML
from ccwp_kg.server.linked_data.mementos import chosen
from support.serving import Server

PROBLEM = "application/problem+json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HEADED = [
    "/sparql", "/sparql?query=ASK%7B", "/sparql?query=DESCRIBE%20%3Chttps://w3id.org/ccwp/id/plan/5%3E", "/ontology",
    "/doc/plan/5.jsonld", "/doc/plan/77", "/id/plan/77", "/shapes.ttl", "/plans", "/source/fifth-action-plan", "/data",
    "/robots.txt", "/.well-known/void", "/healthz", "/readyz", "/graph-store?default", "/favicon.ico", "/dumps/none",
    "/nothing",
]  # fmt: skip


@pytest.mark.parametrize("accept", ["text/turtle", "image/png"])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize("path", HEADED)
def test_head_is_offered_wherever_get_is(server: Server, path: str, coding: str, accept: str) -> None:
    """RFC 9110 §9.3.2: the same status and headers, no body, and no 405."""
    got, expected, _ = server.ask("GET", path, accept=accept, accept_encoding=coding)
    headed, found, body = server.ask("HEAD", path, accept=accept, accept_encoding=coding)
    assert (got, b"") == (headed, body)
    for headers in (expected, found):
        for name in ("date", "x-request-id"):
            del headers[name]
    assert expected == found


SHARED = [
    ("GET", "/sparql?query=ASK%7B%7D"), ("GET", "/sparql?query=ASK%7B"), ("GET", "/sparql"), ("GET", "/doc/plan/5"),
    ("GET", "/id/plan/5"), ("GET", "/graph-store?default"), ("GET", "/nothing"), ("DELETE", "/sparql"), ("GET", "/"),
    ("HEAD", "/doc/plan/5"), ("OPTIONS", "/sparql"), ("GET", "/dumps/dataset.nq"), ("GET", "/shapes"),
]  # fmt: skip


@pytest.mark.parametrize("accept", ["*/*", BROWSER])
@pytest.mark.parametrize(("method", "path"), SHARED)
def test_no_origin_is_reflected(server: Server, method: str, path: str, accept: str) -> None:
    """Fetch §3.2.5: whoever asks, the answer is the same and never shared with credentials."""
    origin = {"origin": "https://evil.example", "cookie": "a=1", "access_control_request_headers": "x-evil"}
    _, headers, body = server.ask(method, path, accept=accept, **origin)
    assert "evil" not in str(headers)
    assert b"evil.example" not in body
    assert "access-control-allow-credentials" not in headers
    assert "set-cookie" not in headers
    assert headers.get("access-control-allow-origin") in ("*", None)
    is_page = headers.get("content-type") == HTML.media_type and method != "OPTIONS" and "location" not in headers
    assert is_page is ("access-control-allow-origin" not in headers)


@pytest.mark.parametrize("path", ["/sparql", "/doc/plan/5", "/graph-store?default", "/id/plan/5", "/ontology"])
def test_a_preflight_is_answered(server: Server, path: str) -> None:
    """Fetch §3.2.2, §4.8: methods and headers that a page may use are named; what it asked for is not given back."""
    asked = {"origin": "https://evil.example", "access_control_request_method": "DELETE"}
    status, headers, body = server.ask("OPTIONS", path, access_control_request_headers="X-Evil", **asked)
    assert (200, b"", "*") == (status, body, headers["access-control-allow-origin"])
    allowed = {"GET", "HEAD", "OPTIONS"} | ({"POST"} if path == "/sparql" else set())
    assert allowed == set(headers["access-control-allow-methods"].split(", "))
    assert {"accept", "content-type"} <= set(headers["access-control-allow-headers"].lower().split(", "))
    assert "evil" not in str(headers).lower()


def test_every_answer_has_a_name(server: Server) -> None:
    """X-Request-ID: on each answer, another each time, and never the one that a stranger sent."""
    names = []
    for method, path in SHARED:
        _, headers, _ = server.ask(method, path, x_request_id="mine")
        names.append(headers["x-request-id"])
    assert len(names) == len(set(names))
    assert "mine" not in names
    assert all(re.fullmatch(r"[A-Za-z0-9-]{8,64}", name) for name in names)


@pytest.mark.parametrize("coding", ["identity", "gzip", "gzip;q=0", "br, gzip;q=0.1", "*", "nonsense;q=x"])
@pytest.mark.parametrize(
    "path", ["/sparql?query=SELECT%20*%7B%3Fs%20%3Fp%20%3Fo%7D", "/doc/plan/5", "/", "/graph-store?default", "/nothing"]
)
def test_the_length_is_right(server: Server, path: str, coding: str) -> None:
    """RFC 9110 §8.6: Content-Length is that of the body as it is sent, also where it is compressed."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)) as connection:
        connection.request("GET", path, headers={"Accept-Encoding": coding})
        response = connection.getresponse()
        length = response.getheader("Content-Length")
        body = response.read()
        assert length is not None
        assert int(length) == len(body)
        is_zipped = response.getheader("Content-Encoding") == "gzip"
        assert not (is_zipped and coding in ("identity", "gzip;q=0", "nonsense;q=x"))
        if is_zipped:
            assert "Accept-Encoding" in response.getheader("Vary", "")
            assert len(gzip.decompress(body)) > len(body)
        connection.request("GET", "/healthz")  # the connection is where it should be
        assert b"ok\n" == connection.getresponse().read()


INJECTED = "%0D%0AX-Evil:%201%0D%0A%0D%0A%3Cscript%3E"
INJECTIONS = [
    f"/sparql?query=ASK%7B%7D{INJECTED}",
    f"/sparql?query=ASK%7B%7D&format=csv{INJECTED}",
    f"/sparql?query=ASK%7B%7D&default-graph-uri=urn:x{INJECTED}",
    f"/sparql?query=ASK%7B%7D&{INJECTED}=1",
    f"/sparql?query=DESCRIBE%20%3Curn:x{INJECTED}%3E",
    f"/graph-store?graph=urn:x{INJECTED}",
    f"/graph-store?default&format=turtle{INJECTED}",
    f"/doc/plan/5{INJECTED}",
    f"/doc/plan/5.ttl{INJECTED}",
    f"/id/plan/5{INJECTED}",
    f"/id/plan/5?{INJECTED}",
    f"/dumps/dataset.nq{INJECTED}",
    f"/source/fifth-action-plan{INJECTED}",
    f"/plans?page={INJECTED}",
]


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
@pytest.mark.parametrize("path", INJECTIONS)
def test_no_header_comes_from_a_parameter(server: Server, path: str, accept: str) -> None:
    """A line end in an address ends no header, and markup stays text (RFC 9112 §11.1)."""
    status, headers, body = server.ask("GET", path, accept=accept)
    assert status < 500
    assert "x-evil" not in headers
    assert not any("\r" in value or "\n" in value for value in headers.values())
    if headers.get("content-type") == HTML.media_type:
        assert b"<script>" not in body


REPEATED = [
    # (status, media type, headers of GET /sparql?query=ASK{})
    (200, "text/csv; charset=utf-8", [("Accept", "image/png"), ("Accept", "text/csv")]),
    (200, "application/sparql-results+json", [("Accept", "image/png"), ("Accept", "image/gif")]),
    (200, "application/sparql-results+json", [("Accept", ""), ("Accept", "")]),
    (200, "text/csv; charset=utf-8", [("Accept", "image/png;q=0.1," * 500 + "text/csv")]),
    (200, "application/sparql-results+json", [("Accept", "a/b;q=0.1," * 800)]),
    (200, "application/sparql-results+json", [("Accept", '"' * 8_000)]),
    (200, "application/sparql-results+json", [("Accept", 'a/b;x="' + "\\\\" * 4_000)]),
    (200, "application/sparql-results+json", [("Accept", "," * 8_000)]),
    (406, PROBLEM, [("Accept", "*/*;q=0"), ("Accept", "a/b;q=0.1," * 800)]),
    (200, "application/sparql-results+json", [("Accept", ";" * 8_000)]),
    (200, "text/csv; charset=utf-8", [("Accept", ";, text/csv")]),
    (200, "application/sparql-results+json", [("Accept", "*/*;q=0." + "0" * 8_000)]),
    (200, "application/sparql-results+json", [("Accept", "text/" + "x" * 8_000)]),
    (200, "application/sparql-results+json", [("Accept-Encoding", "gzip;q=1e9,;;,," * 500)]),
    (200, "application/sparql-results+json", [("If-None-Match", 'W/"' * 2_500)]),
    (200, "application/sparql-results+json", [("If-None-Match", '"a"'), ("If-None-Match", '"b"')]),
    (200, "application/sparql-results+json", [("X-Forwarded-For", "1.2.3.4," * 1_000)]),
]


@pytest.mark.parametrize(("status", "media_type", "headers"), REPEATED)
def test_headers_twice_or_absurd(server: Server, status: int, media_type: str, headers: list[tuple[str, str]]) -> None:
    """RFC 9110 §5.3: lines of a list are one list; eight kilobytes of nonsense are nonsense, and cost no time."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=1)) as connection:
        connection.putrequest("GET", "/sparql?query=ASK%7B%7D")
        for name, value in headers:
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        assert (status, media_type) == (response.status, response.getheader("Content-Type"))


CONDITIONS = [
    # (status, headers, path)
    (400, {"if_none_match": "*"}, "/sparql?query=ASK%7B"),
    (400, {"if_none_match": "*"}, "/sparql?query=ASK%7B%3Fs%20%3Fp%7D"),
    (400, {"if_none_match": "*"}, "/sparql?query="),
    (403, {"if_none_match": "*"}, "/sparql?query=CLEAR%20ALL"),
    (406, {"if_none_match": "*", "accept": "*/*;q=0"}, "/sparql?query=ASK%7B%7D"),
    (404, {"if_none_match": "*"}, "/doc/plan/77"),
    (200, {"if_match": "*"}, "/sparql?format=turtle&asked=here-only"),
    (200, {"if_match": "*"}, "/doc/organisation/cats?asked=here-only"),
]


@pytest.mark.parametrize(("status", "headers", "path"), CONDITIONS)
def test_a_condition_makes_no_fault_good(server: Server, status: int, headers: dict[str, str], path: str) -> None:
    """RFC 9110 §13.2.1: a condition counts only where the answer without it would be a 2xx; `*` is any answer."""
    assert status == server.ask("GET", path, **headers)[0]


def on_the_wire(server: Server, request: bytes, *, half_closed: bool = False) -> bytes:
    """What comes back for the bytes of a request, until the server hangs up."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        connection.sendall(request)
        if half_closed:
            connection.shutdown(socket.SHUT_WR)
        received = b""
        while piece := connection.recv(1 << 16):
            received += piece
        return received


def test_half_a_query_is_not_run(server: Server) -> None:
    """RFC 9112 §8: a body that ends before its length is incomplete, and its beginning is no query."""
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/sparql-query\r\n"
    received = on_the_wire(server, head + b"Content-Length: 100\r\n\r\nASK {}", half_closed=True)
    assert not received.startswith(b"HTTP/1.1 200")


CHUNKED = (
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/sparql-query\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n6\r\nASK {}\r\n0\r\n"
)


@pytest.mark.parametrize(
    "field",
    [b"Accept: text/csv", b"Host: evil.example", b"Accept-Encoding: gzip", b"Content-Type: text/plain", b"X-Any: 1"],
)
def test_what_stands_behind_a_body_is_no_header(server: Server, field: bytes) -> None:
    """RFC 9110 §6.5.1: fields of the trailer section are not merged into those of the head."""
    received = on_the_wire(server, CHUNKED + field + b"\r\n\r\n")
    assert on_the_wire(server, CHUNKED + b"\r\n").split(b"\r\n\r\n")[1] == received.split(b"\r\n\r\n")[1]
    assert b"evil" not in received
    assert received.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("endless", [b"X-Any: " + b"x" * 2_000_000, b"x: y\r\n" * 20_000])
def test_what_stands_behind_a_body_is_bounded(server: Server, endless: bytes) -> None:
    """A field that goes on for ever is held no longer than one of the head."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection, suppress(ConnectionError):
        connection.sendall(CHUNKED.replace(b"Connection: close\r\n", b"") + endless)
        while connection.recv(1 << 16):
            pass


def test_a_body_that_is_too_large_is_not_asked_for(server: Server) -> None:
    """RFC 9110 §10.1.1: who waits for 100 (Continue) with a length beyond the limit hears 413, and at once."""
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nExpect: 100-continue\r\n"
    received = on_the_wire(server, head + b"Content-Length: 99999999999\r\n\r\n")
    assert received.startswith(b"HTTP/1.1 413")
    assert b"connection: close" in received.lower()
    taken = on_the_wire(server, head + b"Connection: close\r\nContent-Length: 6\r\n\r\nASK {}")
    assert taken.startswith(b"HTTP/1.1 100")
    assert b"HTTP/1.1 200" in taken


def test_a_request_names_its_host(server: Server) -> None:
    """RFC 9112 §3.2: HTTP/1.1 without Host is a 400."""
    received = on_the_wire(server, b"GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n")
    assert received.startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize("method", [b"get", b"Get", b"head"])
def test_a_method_is_written_large(server: Server, method: bytes) -> None:
    """RFC 9110 §9.1: methods are case-sensitive, so these are none that is known."""
    received = on_the_wire(server, method + b" /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert received.split()[1] in (b"400", b"405", b"501")


@pytest.mark.parametrize("zone", ["+99999999999999999999", "-2359"])
@pytest.mark.parametrize("name", ["if_modified_since", "if_unmodified_since", "if_range"])
@pytest.mark.parametrize("path", ["/doc/plan/5", "/sparql?query=ASK%7B%7D", "/dumps/dataset.nq", "/about"])
def test_a_date_that_is_none_does_not_count(server: Server, path: str, name: str, zone: str) -> None:
    """RFC 9110 §13.1.3, §13.1.4: the offset is larger than a number of the machine, or leads out of the calendar."""
    for _ in range(2):  # made, and kept
        status, _, _ = server.ask("GET", path, **{name: f"Fri, 31 Dec 9999 23:59:59 {zone}"})
        assert 200 == status


def test_a_moment_that_is_none_is_told() -> None:
    with pytest.raises(BadRequest, match="which is no date of HTTP"):
        chosen((), "Mon, 30 Nov 2026 15:41:19 +99999999999999999999")
