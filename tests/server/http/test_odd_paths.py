"""Addresses nobody should ask for: each gets a page or a problem, none breaks the server, over real connections."""

from __future__ import annotations

import json
import re
import socket

import pytest
from pyoxigraph import Literal, Triple

from ccwp_kg.errors import StoreUnavailable
from ccwp_kg.namespaces import SKOS
from ccwp_kg.rdf.terms import iris
from ccwp_kg.search.lookup.did_you_mean import OFFERED
from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from ccwp_kg.store.protocol import Rows
from support.serving import Server

LONG = "x" * 8_000


@pytest.fixture(scope="module")
def server(release_server: Server) -> Server:
    return release_server


def raw(server: Server, target: bytes, accept: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body for a request target sent as it is, byte by byte."""
    head = b"GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: %s\r\nConnection: close\r\n\r\n" % (target, accept.encode())
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(head)
        received = b""
        while piece := connection.recv(65_536):
            received += piece
    top, _, body = received.partition(b"\r\n\r\n")
    line, *fields = top.decode("latin-1").split("\r\n")
    headers = dict(field.split(": ", 1) for field in fields)
    return int(line.split()[1]), {name.lower(): value for name, value in headers.items()}, body


# Not even the HTTP server takes these, and answers by itself.
BROKEN = [
    b"/doc/plan/5 /x",
    b"/doc/\x00",
    b"/doc/\x7f",
    b"/doc/caf\xe9",
    b"/doc/caf\xc3\xa9",
    b"doc/plan/5",
]
ODD = [
    # (status, request target)
    (404, b"/doc/../plan/5"),
    (404, b"/doc/%2e%2e/plan/5"),
    (404, b"/doc/%2e%2e%2f%2e%2e%2fetc%2fpasswd"),
    (404, b"/doc/..%5c..%5cwindows"),
    (404, b"/static/%2e%2e/site.css"),
    (404, b"/static/..%2f..%2fpyproject.toml"),
    (404, b"/dumps/%2e%2e%2frelease.json"),
    (404, b"/source/%2e%2e%2ffifth-action-plan"),
    (404, b"/doc/%00"),
    (404, b"/doc/plan/5%00"),
    (404, b"/doc/plan/5%00.ttl"),
    (404, b"/id/%00"),
    (404, b"/static/%00"),
    (404, b"/dumps/%00"),
    (404, b"/source/%00"),
    (404, b"/doc/plan/5%0d%0aSet-Cookie:%20a=b"),
    (404, b"/id/plan/5%0aX:y"),
    (404, b"//evil.example/%2e%2e"),
    (404, b"/doc//plan/5"),
    (404, b"/doc/plan//5"),
    (404, b"/id//evil.example/"),
    (404, b"/doc/plan/77/"),
    (404, b"/doc/"),
    (404, b"/id/"),
    (404, b"/doc"),
    (404, b"/linkset/"),
    (404, b"/doc/."),
    (404, b"/doc/.."),
    (404, b"/doc/.ttl"),
    (404, b"/doc/plan/5."),
    (404, b"/doc/plan/5.."),
    (404, b"/doc/plan/5..ttl"),
    (404, b"/doc/plan/5.ttl."),
    (404, b"/doc/plan/5.ttl.ttl"),
    (404, b"/doc/plan/5.TTL"),
    (404, b"/doc/plan/5;v=1"),
    (404, b"/doc/plan/5;v=1.ttl"),
    (404, b"/doc/plan;a/5"),
    (404, b"/ontology;x"),
    (404, b"/ontology."),
    (404, b"/ontology.ttl.nt"),
    (404, b"/ontology/%00"),
    (404, b"/ontology/a%20b"),
    (404, b"/ontology/%3E%3C"),
    (404, b"/shapes/0.1.0/x"),
    (404, b"/doc/caf%C3%A9"),
    (404, b"/doc/caf%E9"),
    (404, b"/doc/%FF%FE"),
    (404, b"/doc/%C0%AF"),
    (404, b"/doc/%ED%A0%80"),
    (404, b"/doc/%F0%9F%9B%83"),
    (404, b"/doc/%E2%80%AE"),
    (404, b"/doc/%"),
    (404, b"/doc/%zz"),
    (404, b"/doc/%u0041"),
    (404, b"/doc/plan/5%3F"),
    (404, b"/doc/plan/5%23char=1,2"),
    (404, b"/doc/a%3Eb"),
    (404, b"/doc/a%7Bb%7D"),
    (404, b"/doc/%22%3E%3Cscript%3Ealert(1)%3C/script%3E"),
    (404, b"/doc/'%20OR%201=1"),
    (404, b"/doc/%3E%20%3Fp%20%3Fo%20%7D%20%23"),
    (404, b"/doc/plan/5.exe"),
    (404, b"/doc/" + LONG.encode()),
    (404, b"/id/" + LONG.encode()),
    (404, b"/linkset/" + LONG.encode()),
    (404, b"/doc/plan/5." + LONG.encode()),
    (404, b"/ontology." + LONG.encode()),
    (404, b"/ontology/" + LONG.encode()),
    (404, b"/" + LONG.encode()),
    (404, b"/doc/" + b"a/" * 4_000),
    (404, b"/doc/" + b"." * 8_000),
    (404, b"/doc/" + b"%2e" * 2_700),
    (404, b"/doc/" + b"%00" * 2_700),
    (404, b"/doc/" + b"%F0%9F%9B%83" * 600),
    (404, b"/wp-login.php"),
    (200, b"/doc/plan/5?x=1"),
    (200, b"/doc/plan/5?%00=%FF"),
    (404, b"//doc/plan/5"),
    (404, b"//id/plan/5"),
    (404, b"//"),
    (404, b"///doc/plan/5"),
    (404, b"//sparql?query=ASK%20%7B%7D"),
    (200, b"/ontology/"),
    (200, b"/doc/%70lan/5"),
    (200, b"/doc/plan%2F5"),
    (200, b"http://localhost/doc/plan/5"),
    (200, b"http://evil.example/doc/plan/5"),
]


@pytest.mark.parametrize(("status", "target"), ODD, ids=[target[:40].decode("latin-1") for _, target in ODD])
def test_an_odd_path_gets_an_orderly_answer(server: Server, status: int, target: bytes) -> None:
    """A problem where data was asked for, a page where a page was, safe headers on both, and no split header."""
    for accept, kind in (("application/json", "application/problem+json"), ("text/html", "text/html; charset=utf-8")):
        answered, headers, body = raw(server, target, accept if status == 404 else "text/turtle, text/html;q=0.5")
        assert status == answered
        assert "set-cookie" not in headers
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["x-content-type-options"] == "nosniff"
        assert "accept" in headers["vary"].lower()
        if status == 404:
            assert len(body) < 40_000
            assert kind == headers["content-type"]
            assert b"Traceback" not in body
            assert b"<script>alert" not in body
            if kind == "application/problem+json":
                assert {"type", "title", "status", "detail"} <= json.loads(body).keys()
    assert 200 == server.ask("GET", "/healthz")[0]


@pytest.mark.parametrize("target", BROKEN, ids=repr)
def test_what_is_no_request_is_refused(server: Server, target: bytes) -> None:
    """RFC 9112 §3: a request line that is none is a 400 and never a 500, and the next request is answered."""
    assert 400 == raw(server, target, "*/*")[0]
    assert 200 == server.ask("GET", "/healthz")[0]


SAFE_EVERYWHERE = [
    # (status, method, path, Accept)
    (200, "GET", "/", "text/html"),
    (200, "GET", "/favicon.ico", "*/*"),
    (200, "GET", "/dumps/SHA256SUMS", "*/*"),
    (206, "GET", "/dumps/dataset.nq", "*/*"),
    (303, "GET", "/id/plan/5", "text/html"),
    (304, "GET", "/doc/plan/5", "text/turtle"),
    (404, "GET", "/static/no.css", "*/*"),
    (404, "GET", "/dumps/no.nq", "*/*"),
    (404, "GET", "/nowhere", "text/html"),
    (405, "DELETE", "/doc/plan/5", "text/html"),
    (405, "POST", "/id/plan/5", "*/*"),
    (406, "GET", "/doc/plan/5", "image/png"),
    (400, "GET", "/sparql?query=nonsense", "*/*"),
    (415, "POST", "/sparql", "*/*"),
    (200, "OPTIONS", "/doc/plan/5", "*/*"),
    (200, "OPTIONS", "*", "*/*"),
    (200, "HEAD", "/doc/plan/5", "text/html"),
    (412, "GET", "/doc/plan/5", "*/*"),
    (501, "get", "/doc/plan/5", "*/*"),
]


@pytest.mark.parametrize(("status", "method", "path", "accept"), SAFE_EVERYWHERE)
def test_safe_headers_stand_on_everything(server: Server, status: int, method: str, path: str, accept: str) -> None:
    """Errors, redirects, 304, files and downloads carry the same safety as pages; data may be read from anywhere."""
    sent = {"accept": accept, "origin": "https://other.example"}
    if status == 206:
        sent["range"] = "bytes=0-99"
    if status == 304:
        sent["if_none_match"] = server.ask("GET", path, accept=accept)[1]["etag"]
    if status == 412:
        sent["if_match"] = '"another"'
    answered, headers, _ = server.ask(method, path, **sent)
    assert status == answered
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    for name in ("x-content-type-options", "referrer-policy", "permissions-policy", "cross-origin-resource-policy"):
        assert headers[name]
    is_page = headers.get("content-type", "").startswith("text/html") and status != 303
    if is_page and method != "OPTIONS":
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
    else:
        assert headers["access-control-allow-origin"] == "*"
        assert {"ETag", "Link", "Location"} <= set(headers["access-control-expose-headers"].split(", "))
    assert "access-control-allow-credentials" not in headers


NEAR = [
    # (what comes first, reference)
    ("organisation/europol", "organisation/europoll"),
    ("organisation/europol", "organisation/Europol"),
    ("organisation/europol", "organisations/europol"),
    ("organisation/olaf", "organization/olaf"),
    ("organisation/olaf", "organisation/European Anti-Fraud Office"),
    ("organisation/dg-taxud", "organisation/dg_taxud"),
    ("organisation/europol", "europol"),
    ("plan/5/action/5.4", "plan/5/action/5.44"),
    ("plan/5/action/5.10", "plan/5/actions/5.10"),
    ("document/ST-8284-2008-REV-1", "document/ST-8284-2008-REV-2"),
    ("concept/joint-customs-operation", "concept/joint-custom-operations"),
    ("source/fifth-action-plan", "source/fifth-plan"),
    ("act/naples-ii", "act/naples2"),
    (None, "organisation/zzzzzzzzzz"),
    (None, "zzzz"),
    (None, ""),
    (None, "/"),
    (None, LONG),
]


@pytest.mark.parametrize(("expected", "reference"), NEAR)
def test_a_mistyped_address_names_what_was_meant(server: Server, expected: str | None, reference: str) -> None:
    """The likeliest thing comes first, at most five are named, in the problem and on the page."""
    path = "/doc/" + reference.replace(" ", "%20")
    status, _, body = server.ask("GET", path)
    assert 404 == status
    near = json.loads(body).get("nearest", [])
    assert len(near) <= OFFERED
    assert expected == (near[0]["iri"].partition("/id/")[2] if near else None)
    page = server.ask("GET", path, accept="text/html")[2].decode()
    assert bool(near) == ("Did you mean" in page)
    assert all(f'href="/doc/{each["iri"].partition("/id/")[2]}"' in page for each in near)
    assert all(each["label"] for each in near)


@pytest.mark.parametrize("path", ["/data", "/catalog", "/questions"])
def test_a_page_with_a_last_slash_names_the_address_without(server: Server, path: str) -> None:
    status, _, page = server.ask("GET", f"{path}/", accept="text/html")
    assert 200 == status
    assert re.search(rf'<link rel="canonical" href="http://127.0.0.1:[0-9]+{path}">', page.decode())


@pytest.mark.parametrize(
    ("status", "path", "without"),
    [
        (308, "/doc/plan/5/", "/doc/plan/5"),
        (308, "/id/organisation/europol/", "/id/organisation/europol"),
        (308, "/linkset/plan/5//", "/linkset/plan/5"),
        (308, "/doc/plan/5/?lang=de&page=2", "/doc/plan/5?lang=de&page=2"),
        (404, "/doc/plan/77/", None),
    ],
)
def test_the_address_of_a_thing_has_no_last_slash(server: Server, status: int, path: str, without: str | None) -> None:
    answered, headers, _ = server.ask("GET", path)
    assert (status, without) == (answered, headers.get("location"))
    assert "nosniff" == headers["x-content-type-options"]


def test_the_dataset_is_where_its_releases_are(server: Server) -> None:
    """It was told to be like "Data security"."""
    status, headers, _ = server.ask("GET", "/dataset")
    assert (303, True) == (status, headers["location"].endswith("/doc/dataset"))


@pytest.mark.parametrize("path", ["/data/actions.csv", "/tables/actions.csv", "/actions/actions.csv"])
def test_the_file_of_a_list_is_found_where_it_is_not(server: Server, path: str) -> None:
    """The name of a list is like that of a thing: "actions" like "Action 8"."""
    status, _, body = server.ask("GET", path)
    assert (404, ["actions.csv"]) == (status, [each["label"] for each in json.loads(body)["nearest"]])
    page = server.ask("GET", path, accept="text/html")[2].decode()
    assert '<a href="/actions.csv">actions.csv</a>' in page
    assert 200 == server.ask("GET", "/actions.csv")[0]


SMALL = [Triple(iris.thing("concept/road"), SKOS.prefLabel, Literal("Road", language="en"))]


class Counting:
    """A store that counts the questions, and fails as often as it is told to."""

    def __init__(self, *, failing: int = 0) -> None:
        self.store = EmbeddedStore.of_triples(SMALL)
        self.base = self.store.base
        self.state = None
        self.asked = 0
        self.failing = failing

    def rows(self, query: str) -> Rows:
        self.asked += 1
        if self.asked <= self.failing:
            raise StoreUnavailable("the store is away; ask again later")
        return self.store.rows(query)


def test_a_title_stands_beside_the_name(server: Server) -> None:
    """An action is called by its number, and known by its title."""
    page = server.ask("GET", "/doc/plan/5/action/5.44", accept="text/html")[2].decode()
    lines = server.ask("GET", "/doc/plan/5/action/5.4.nt")[2].decode().splitlines()
    start = "<https://w3id.org/ccwp/id/plan/5/action/5.4> <http://purl.org/dc/terms/title> "
    (title,) = (line.split('"')[1] for line in lines if line.startswith(start))
    assert f'<a href="/doc/plan/5/action/5.4">Action 5.4</a>: <span>{title[:40]}' in page


def test_a_404_needs_no_store() -> None:
    """An address that names no page is a 404 also while the store gives no answer."""
    app = create_app(Counting(failing=9), settings=Settings())  # type: ignore[arg-type]
    response = app.test_client().get("/organisation/blue-sheild")
    assert (404, None) == (response.status_code, response.get_json().get("nearest"))
