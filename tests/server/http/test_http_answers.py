"""Methods, validators, headers, downloads: HTTP beside negotiation, over a real connection where it matters."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from support.serving import Server

PAGES = [
    "/", "/plans", "/actions", "/organisations", "/documents", "/objectives", "/concepts", "/meetings", "/about",
    "/add-a-plan", "/data", "/links", "/rules", "/ontology/overview",
    "/sparql", "/ontology", "/shapes", "/source/fifth-action-plan", "/doc/plan/5", "/doc/plan/5/action/5.4",
    "/doc/plan/3/action/3.1", "/doc/organisation/olaf", "/doc/group/border-guards", "/doc/document/ST-8351-2009-REV-2",
    "/doc/document/ST-8351-2009", "/doc/objective/2009/3", "/doc/concept/afis-mab", "/doc/act/naples-ii",
    "/doc/meeting/draft-fifth-action-plan-2011-02-18", "/doc/work-area/intelligence",
    "/doc/subject-code/ENFOCUSTOM-42-2009", "/nothing-here",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_safe_and_small(client: FlaskClient, path: str) -> None:
    """The CSP and its companions stand on every page, none exceeds 20 kB as sent, no script stands in it."""
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.mimetype == "text/html"
    assert response.headers["Content-Security-Policy"].startswith(
        "default-src 'none'; script-src 'self'; style-src 'self'"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in response.headers
    sent = client.get(path, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
    assert int(sent.headers["Content-Length"]) <= 20_000
    assert not re.search(r'<script(?! type="(?:module" src="/static/|application/ld\+json"))', response.text)
    assert response.text.count("<h1") == 1


@pytest.mark.parametrize("path", ["/doc/plan/5", "/sparql?query=ASK%7B%7D", "/ontology.nt", "/id/plan/5", "/id/no"])
def test_data_may_be_read_from_any_page(client: FlaskClient, path: str) -> None:
    """CORS without credentials, and no origin is echoed."""
    response = client.get(path, headers={"Origin": "https://evil.example"})
    if response.status_code != 303:
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_preflight_is_answered(client: FlaskClient) -> None:
    """Fetch §3.2.2: a preflight names methods and headers."""
    asked = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    response = client.options("/sparql", headers=asked)
    assert {"GET", "HEAD", "OPTIONS", "POST"} == set(response.headers["Access-Control-Allow-Methods"].split(", "))
    assert {"Authorization", "Content-Type", "Range"} <= {*response.headers["Access-Control-Allow-Headers"].split(", ")}
    assert "Content-Range" in response.headers["Access-Control-Expose-Headers"]


METHODS = [
    # (status, Allow, method, path)
    (200, "GET, HEAD, OPTIONS", "OPTIONS", "/doc/plan/5"),
    (200, "GET, HEAD, OPTIONS, POST", "OPTIONS", "/sparql"),
    (405, "GET, HEAD, OPTIONS", "DELETE", "/doc/plan/5"),
    (405, "GET, HEAD, OPTIONS", "POST", "/id/plan/5"),
    (405, "GET, HEAD, OPTIONS", "PUT", "/"),
    (405, "GET, HEAD, OPTIONS, POST", "PATCH", "/sparql"),
]


@pytest.mark.parametrize(("status", "allow", "method", "path"), METHODS)
def test_methods(server: Server, status: int, allow: str, method: str, path: str) -> None:
    """RFC 9110 §15.5.6: a wrong method is a 405 that names the right ones."""
    answered, headers, _ = server.ask(method, path)
    assert (status, ", ".join(sorted(allow.split(", ")))) == (answered, headers["allow"])  # the same from each process


@pytest.mark.parametrize(
    "path", ["/doc/plan/5", "/", "/sparql?query=ASK%7B%7D", "/dumps/dataset.nq", "/static/no", "/id/plan/5"]
)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_head_is_get_without_body(server: Server, path: str, accept: str) -> None:
    """RFC 9110 §9.3.2, over a real connection."""
    got, get_headers, _ = server.ask("GET", path, accept=accept)
    headed, head_headers, body = server.ask("HEAD", path, accept=accept)
    ignored = {"date", "transfer-encoding", "server", "x-request-id"}
    if "server-timing" in get_headers:  # the page tells how long its answer took, which differs from process to process
        ignored |= {"server-timing", "content-length"}
    assert (got, b"") == (headed, body)
    assert {k: v for k, v in get_headers.items() if k not in ignored} == {
        k: v for k, v in head_headers.items() if k not in ignored
    }


@pytest.mark.parametrize(
    "path", ["/doc/plan/5", "/doc/plan/5.html", "/sparql?query=ASK%7B%7D", "/dumps/dataset.nq", "/"]
)
def test_validators(server: Server, path: str) -> None:
    """A strong ETag, 304 with the headers that a cache needs (RFC 9110 §15.4.5), and another tag when compressed."""
    status, headers, _ = server.ask("GET", path)
    tag = headers["etag"]
    assert (200, True) == (status, tag.startswith('"'))
    status, again, body = server.ask("GET", path, if_none_match=tag)
    assert (304, b"", tag) == (status, body, again["etag"])
    assert headers.get("vary") == again.get("vary")
    assert headers["cache-control"] == again["cache-control"]
    assert server.ask("GET", path, if_none_match='"other"')[0] == 200
    _, zipped, content = server.ask("GET", path, accept_encoding="gzip")
    if zipped.get("content-encoding") == "gzip":
        assert zipped["etag"] != tag
        assert gzip.decompress(content) == server.ask("GET", path)[2]


def test_checksums_are_there_to_check_with(server: Server, release_folder: Path) -> None:
    """`sha256sum -c SHA256SUMS` works on what was downloaded."""
    status, _, body = server.ask("GET", "/dumps/SHA256SUMS")
    assert (200, (release_folder / "SHA256SUMS").read_bytes()) == (status, body)
    assert b'href="/dumps/SHA256SUMS"' in server.ask("GET", "/data", accept="text/html")[2]


def test_dump_whole_and_in_part(server: Server, release_folder: Path) -> None:
    """RFC 9110 §14: ranges of a dump; the file is named, and its ETag is its digest."""
    content = (release_folder / "dataset.nq").read_bytes()
    status, headers, body = server.ask("GET", "/dumps/dataset.nq")
    assert (200, content) == (status, body)
    assert headers["content-disposition"] == "attachment; filename=ccwp-9.9.9-dataset.nq"
    assert headers["content-type"] == "application/n-quads"
    assert hashlib.sha256(content).hexdigest()[:32] in headers["etag"]
    status, headers, body = server.ask("GET", "/dumps/dataset.nq", range="bytes=10-19")
    assert (206, content[10:20], f"bytes 10-19/{len(content)}") == (status, body, headers["content-range"])
    assert server.ask("GET", "/dumps/dataset.nq", range=f"bytes={len(content)}-")[0] == 416
    for status, tag in ((206, headers["etag"]), (412, '"another"')):
        assert status == server.ask("GET", "/dumps/dataset.nq", range="bytes=10-19", if_match=tag)[0]


@pytest.mark.parametrize("ranges", ["bytes=0-1,4-5", "bytes=0-1, 4-5", "rows=1-2", "rows=1-2,3-4"])
def test_other_ranges_get_the_whole_file(server: Server, release_folder: Path, ranges: str) -> None:
    """RFC 9110 §14.2: an unknown unit is ignored, and several ranges may be."""
    status, headers, body = server.ask("GET", "/dumps/dataset.nq", range=ranges)
    assert (200, (release_folder / "dataset.nq").read_bytes()) == (status, body)
    assert "content-range" not in headers


ASKED = "/sparql?query=ASK%20%7B%7D"
PARTS = [
    (206, slice(0, 5), {"range": "bytes=0-4"}),
    (206, slice(3, None), {"range": "bytes=3-"}),
    (206, slice(-4, None), {"range": "bytes=-4"}),
    (206, slice(0, None), {"range": "bytes=0-99999999"}),
    (206, slice(0, 1), {"range": "bytes=0-0", "if_range": "ETAG"}),
    (200, slice(None), {"range": "bytes=0-0", "if_range": '"another"'}),
    (200, slice(None), {"range": "bytes=0-1,4-5"}),
    (200, slice(None), {"range": "rows=0-1"}),
    (200, slice(None), {"range": "bytes=5-2"}),
    (416, None, {"range": "bytes=99999999-"}),
    (304, None, {"range": "bytes=0-1", "if_none_match": "ETAG"}),
    (412, None, {"range": "bytes=0-1", "if_match": '"another"'}),
    (412, None, {"if_none_match": "ETAG", "if_match": '"another"'}),
    (304, None, {"if_none_match": "ETAG", "if_match": "ETAG"}),
]


@pytest.mark.parametrize("path", ["/actions.csv", "/doc/plan/5.ttl", ASKED])
@pytest.mark.parametrize(("status", "part", "headers"), PARTS)
def test_an_answer_in_part(server: Server, path: str, status: int, part: slice | None, headers: dict[str, str]) -> None:
    """RFC 9110 §14: readers such as Polars take a table only in ranges. Twice, for an answer may be kept."""
    _, told, whole = server.ask("GET", path)
    sent = {name: value.replace("ETAG", told["etag"]) for name, value in headers.items()}
    for _ in range(2):
        found, answered, body = server.ask("GET", path, **sent)
        assert status == found
        if part is not None:
            assert whole[part] == body
            assert str(len(body)) == answered["content-length"]
        start, stop, _ = (part or slice(None)).indices(len(whole))
        expected = {206: f"bytes {start}-{stop - 1}/{len(whole)}", 416: f"bytes */{len(whole)}"}
        assert expected.get(found) == answered.get("content-range")
        assert (200, whole) == server.ask("GET", path)[::2]
    assert 200 == server.ask("HEAD", path, range="bytes=0-0")[0]


@pytest.mark.parametrize(
    "path",
    ["/dumps/../release.json", "/dumps/%2e%2e%2fpyproject.toml", "/dumps/none.nq", "/source/..%2f..%2fpyproject",
     "/static/site.css", "/doc/", "/doc//plan/5", "/doc/plan/5.exe", "/doc/a%3Eb", "/doc/a%20b", "/doc/%FF", "/id/%00"],
)  # fmt: skip
def test_not_found(server: Server, path: str) -> None:
    """What is not there is 404, never a 500 and never a file from elsewhere."""
    assert server.ask("GET", path)[0] == 404


def test_static_files_may_be_kept_for_ever(client: FlaskClient) -> None:
    """The address of a static file holds its digest."""
    page = client.get("/", headers={"Accept": "text/html"}).text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    response = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert (200, "text/css") == (response.status_code, response.mimetype)
    assert "immutable" in response.headers["Cache-Control"]
    assert int(response.headers["Content-Length"]) <= 8_000


def test_percent_sign_in_an_iri_is_not_decoded_twice(client: FlaskClient) -> None:
    """`caf%25C3%25A9` in a path means an IRI with a literal `%C3%A9`."""
    assert client.get("/doc/caf%25C3%25A9").get_json()["detail"].endswith("“caf%C3%A9”.")
    assert client.get("/doc/caf%C3%A9").get_json()["detail"].endswith("“café”.")


NAMED = [
    # (name on the page, property that gives it, path)
    ("Fifth Action Plan", "rdfs:label", "/doc/plan/5"),
    ("European Anti-Fraud Office", "skos:prefLabel", "/doc/organisation/olaf"),
    ("Meeting of 18 February 2011", "rdfs:label", "/doc/meeting/draft-fifth-action-plan-2011-02-18"),
    ("AFIS MAB", "skos:prefLabel", "/doc/concept/afis-mab"),
    ("Ontology", "dcterms:title", "/ontology"),
]


def test_every_page_has_a_title_of_its_own(server: Server) -> None:
    """WCAG 2.2, success criterion 2.4.2: the title is the name of the thing, whichever property names it."""
    titles = []
    for name, _, path in NAMED:
        page = server.ask("GET", path, accept="text/html")[2].decode()
        titles += re.findall(r"<title>(.*?)</title>", page)[:1]  # pictures have titles, too
        assert name in titles[-1]
    assert len(NAMED) == len(set(titles)) == len(titles)
