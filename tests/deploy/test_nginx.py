"""The shipped nginx configuration in front of the server: answers pass unchanged, slow visitors hold nobody up."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from nginx_site import SLASHED, STATEMENTS, Site, behind_nginx

pytestmark = pytest.mark.timed

JSON = "application/sparql-results+json"
ALL = "SELECT * { ?s ?p ?o }"
FORM = {"content_type": "application/x-www-form-urlencoded", "accept": JSON}
PROBLEM = "application/problem+json"
# What differs from answer to answer, and what nginx says of itself and its connections.
_OWN = {"date", "expires", "server", "connection", "x-request-id", "keep-alive", "transfer-encoding"}


def same(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name not in _OWN}


PATHS = [
    ("/", "text/html", ""),
    ("/doc/plan/5", "text/html", ""),
    ("/doc/plan/5", "text/turtle", "gzip"),
    ("/doc/plan/5.html", "*/*", "gzip"),
    ("/doc/plan%2F5.ttl", "*/*", ""),
    ("/doc/plan/55", "text/html", ""),
    ("/doc/plan/5", "image/png", ""),
    ("/id/plan/5", "text/turtle", ""),
    ("/ontology", "text/turtle", "gzip"),
    ("/sparql?query=ASK%20%7B%3Fs%20%3Fp%20%22%C3%A9%2F+%2B%22%7D", JSON, ""),
    ("/sparql?query=nonsense", JSON, "gzip"),
    ("/dumps/merged.ttl", "*/*", "gzip"),
    ("/dumps/dataset.nq", "*/*", ""),
    ("/healthz", "*/*", ""),
    ("/readyz", "*/*", ""),
]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(("path", "accept", "coding"), PATHS)
def test_answers_pass_unchanged(site: Site, method: str, path: str, accept: str, coding: str) -> None:
    """Status, headers and body are those of the server, to the byte."""
    headers = {"accept": accept, "accept_encoding": coding or "identity"}
    status, expected, body = site.ours.ask(method, path, **headers)
    found = site.front.ask(method, path, **headers)
    assert (status, same(expected), body) == (found[0], same(found[1]), found[2])


@pytest.mark.parametrize(("expected", "coding"), [("gzip", "gzip"), (None, "identity")])
def test_compression_is_negotiated_by_the_server(site: Site, expected: str | None, coding: str) -> None:
    """Who asks for gzip gets it, nobody else, and caches are told that it depends."""
    status, headers, body = site.front.ask("GET", "/doc/plan/5.ttl", accept_encoding=coding)
    assert (200, expected) == (status, headers.get("content-encoding"))
    assert "accept-encoding" in headers["vary"].lower()
    plain = gzip.decompress(body) if expected else body
    assert site.ours.ask("GET", "/doc/plan/5.ttl")[2] == plain


@pytest.mark.parametrize("coding", ["gzip", "identity"])
@pytest.mark.parametrize("path", ["/doc/plan/5.ttl", "/sparql?" + urlencode({"query": ALL + " LIMIT 100"})])
def test_what_is_known_is_not_sent_again(site: Site, path: str, coding: str) -> None:
    """A validator that came through nginx gives 304 through nginx (RFC 9110 §13.1.2), strong as the server made it."""
    headers = {"accept": "*/*", "accept_encoding": coding}
    status, first, body = site.front.ask("GET", path, **headers)
    assert (200, True) == (status, len(body) > 1_000)
    assert not first["etag"].startswith("W/")
    status, second, body = site.front.ask("GET", path, if_none_match=first["etag"], **headers)
    assert (304, first["etag"], b"") == (status, second["etag"], body)


def test_posted_queries(site: Site) -> None:
    """A posted form and a posted query are answered like the query in a URL."""
    expected = site.ours.query(ALL + " ORDER BY ?s ?p ?o LIMIT 5", accept=JSON)[2]
    text = (ALL + " ORDER BY ?s ?p ?o LIMIT 5").encode()
    form = site.front.ask("POST", "/sparql", body=urlencode({"query": text}).encode(), **FORM)
    plain = site.front.ask("POST", "/sparql", body=text, content_type="application/sparql-query", accept=JSON)
    assert [(200, expected)] * 2 == [(form[0], form[2]), (plain[0], plain[2])]


def test_large_answers_arrive_whole(narrow: Site) -> None:
    """Some megabytes, more than nginx keeps in memory."""
    status, headers, body = narrow.front.query(ALL, accept=JSON)
    assert (200, str(len(body))) == (status, headers["content-length"])
    assert STATEMENTS + 1 == len(json.loads(body)["results"]["bindings"])
    assert narrow.ours.query(ALL, accept=JSON)[2] == body


def test_a_part_of_a_dump(site: Site, published: Path) -> None:
    """Ranges are answered as such (RFC 9110 §14)."""
    status, headers, body = site.front.ask("GET", "/dumps/dataset.nq", range="bytes=1000-1999")
    assert (206, (published / "dataset.nq").read_bytes()[1_000:2_000]) == (status, body)
    assert headers["content-range"].startswith("bytes 1000-1999/")


def test_addresses_are_those_of_the_proxy(site: Site) -> None:
    """What names the server in full names it as visitors know it; a redirect stays where the visitor is."""
    canonical = f'<{site.address}/doc/plan/5>; rel="canonical"'
    assert canonical in site.front.ask("GET", "/doc/plan/5.ttl")[1]["link"]
    page = site.front.ask("GET", "/doc/plan/5.html")[2].decode()
    assert f'<link rel="canonical" href="{site.address}/doc/plan/5">' in page
    assert f"<{site.address}/sparql>" in site.front.ask("GET", "/sparql", accept="text/turtle")[2].decode()
    status, headers, _ = site.front.ask("GET", "/id/plan/5", accept="text/turtle")
    assert (303, True) == (status, headers["location"].removeprefix(site.address).startswith("/doc/plan/5"))


@pytest.mark.parametrize("path", ["/metrics", "/%6Detrics", "//metrics", "/data/../metrics", "/metrics?x", "/metrics/"])
def test_figures_are_not_for_visitors(site: Site, path: str) -> None:
    """However it is written; the server itself answers on its own port."""
    assert 403 == site.front.ask("GET", path)[0]
    assert b"ccwp_http_requests_total" in site.ours.ask("GET", "/metrics")[2]


BODIES = [
    (200, JSON, 1_000_000),
    (200, JSON, 4_000_000),
    (413, "text/html", 4_000_001),
    (413, "text/html", 5_000_000),
]


@pytest.mark.parametrize(("expected", "kind", "size"), BODIES)
def test_bodies_have_a_limit(site: Site, expected: int, kind: str, size: int) -> None:
    """A body over the server's limit is refused by nginx, for the server would break the connection."""
    form = b"query=ASK%7B%7D&padding="
    body = form + b"x" * (size - len(form))
    status, headers, _ = site.front.ask("POST", "/sparql", body=body, **FORM)
    assert (expected, True) == (status, headers["content-type"].startswith(kind))


URLS = [
    (200, JSON, 8_000),
    (200, JSON, 19_000),
    (413, PROBLEM, 25_000),
    (413, PROBLEM, 63_900),
    (414, PROBLEM, 64_100),
    (414, "text/html", 66_000),
]


@pytest.mark.parametrize(("expected", "kind", "size"), URLS)
def test_long_urls(site: Site, expected: int, kind: str, size: int) -> None:
    """A long query in a URL is answered; one over the limit gets a clean refusal, from the server or from nginx."""
    text = "ASK {}#" + "x" * (size - len("ASK {}#"))
    status, headers, _ = site.front.ask("GET", "/sparql?query=" + quote(text), accept=JSON)
    assert (expected, True) == (status, headers["content-type"].startswith(kind))


def test_encoded_slashes_stay_encoded(narrow: Site) -> None:
    """The IRI of a thing may hold %2F; its document is found under %252F, and not under another name."""
    path = "/doc/" + quote(SLASHED.removeprefix("https://w3id.org/ccwp/id/"))
    assert "%252F" in path
    status, _, body = narrow.front.ask("GET", path + ".nt")
    assert (200, True) == (status, f"<{SLASHED}>".encode() in body)
    assert 404 == narrow.front.ask("GET", "/doc/document/a%2Fb.nt")[0]


def test_who_asked_is_logged(published: Path, tmp_path: Path) -> None:
    """The log names the visitor's address, not the proxy's and not a forged one, and the id that nginx gave."""
    given = []
    with behind_nginx(tmp_path, "release", str(published), access_log="on") as site:
        for source, forged in (
            ("127.0.0.5", {}),
            ("127.0.0.6", {"x_forwarded_for": "198.51.100.7", "x_request_id": "me"}),
        ):
            status, headers, _ = site.front.ask("GET", "/healthz", source=source, **forged)
            assert (200, True) == (status, re.fullmatch("[0-9a-f]{32}", headers["x-request-id"]) is not None)
            given.append((source, headers["x-request-id"]))
        site.ours.process.send_signal(signal.SIGTERM)
        _, told = site.ours.process.communicate(timeout=20)
    entries = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    assert given == [(entry["client"], entry["id"]) for entry in entries]
    assert ["/healthz"] * 2 == [entry["path"] for entry in entries]


@contextmanager
def slow_reader(site: Site) -> Iterator[list[int]]:
    """A visitor who takes an answer of 32 MB at 100 kB a second; how much has come."""
    path = "/sparql?" + urlencode({"query": ALL})
    done, come = threading.Event(), [0]
    with socket.socket() as visitor:
        visitor.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
        visitor.connect(("127.0.0.1", site.front.port))
        visitor.settimeout(10)
        visitor.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept: {JSON}\r\n\r\n".encode())

        def read() -> None:
            while not done.wait(0.1):
                come[0] += len(visitor.recv(10_000))

        thread = threading.Thread(target=read)
        thread.start()
        try:
            yield come
        finally:
            done.set()
            thread.join()


@contextmanager
def slow_sender(site: Site) -> Iterator[list[int]]:
    """A visitor who sends the body of a POST a byte a second; how much has gone."""
    body = urlencode({"query": "ASK {}" + " " * 500}).encode()
    done, gone = threading.Event(), [0]
    with socket.create_connection(("127.0.0.1", site.front.port), timeout=10) as visitor:
        head = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        visitor.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode())

        def send() -> None:
            while not done.wait(1.0):
                visitor.sendall(body[gone[0] : gone[0] + 1])
                gone[0] += 1

        thread = threading.Thread(target=send)
        thread.start()
        try:
            yield gone
        finally:
            done.set()
            thread.join()


@pytest.mark.parametrize("slow", [slow_reader, slow_sender])
def test_slow_visitors_hold_no_thread(narrow: Site, slow: Callable[[Site], AbstractContextManager[list[int]]]) -> None:
    """The server has one thread; while somebody reads or sends slowly through nginx, it answers everybody else."""
    with slow(narrow) as progress:
        time.sleep(1.5)  # the large answer is made and taken by nginx
        took = []
        for _ in range(50):
            begun = time.monotonic()
            status, _, _ = narrow.front.query(f'ASK {{ ?s ?p "{begun}" }}', accept=JSON)
            took.append(time.monotonic() - begun)
            assert 200 == status
        time.sleep(0.7)
        assert progress[0] > 0
    assert sorted(took)[47] < 1.0


def test_the_connection_to_the_server_is_kept(narrow: Site) -> None:
    """One visitor, several requests on one connection: nginx answers all of them."""
    connection = http.client.HTTPConnection("127.0.0.1", narrow.front.port, timeout=10)
    statuses = []
    for _ in range(5):
        connection.request("GET", "/healthz")
        response = connection.getresponse()
        response.read()
        statuses.append(response.status)
    connection.close()
    assert [200] * 5 == statuses
