"""What a document said in an earlier release: by its address, by date (Memento, RFC 7089), and over real HTTP."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

from ccwp_kg.formats import RDF_FORMATS, Format
from ccwp_kg.namespaces import CCWP
from support.serving import Server

FIRST, SECOND = "Tue, 24 Nov 2026 00:00:00 GMT", "Sat, 28 Nov 2026 00:00:00 GMT"
READING = "/doc/reading/fifth-action-plan"
VERSIONS = {"0.1.0": FIRST, "0.3.0": SECOND}


@pytest.fixture
def client(released: Flask) -> FlaskClient:
    return released.test_client()


@pytest.mark.parametrize(
    ("version", "date"),
    [
        ("0.1.0", "Tue, 24 Nov 2026 23:59:59 GMT"),
        ("0.1.0", FIRST),
        ("0.3.0", SECOND),
        ("0.3.0", "Thu, 01 Jan 2099 00:00:00 GMT"),  # the future: the last there is
        ("0.1.0", "Sat, 01 Jan 2000 00:00:00 GMT"),  # before all: the first there is (RFC 7089 §4.5.3)
        ("0.1.0", "Tuesday, 24-Nov-26 12:00:00 GMT"),  # RFC 9110 §5.6.7: obsolete forms are read
    ],
)
@pytest.mark.parametrize("suffix", ["", ".ttl", ".html"])
def test_a_date_leads_to_the_state_of_that_day(version: str, date: str, suffix: str, client: FlaskClient) -> None:
    response = client.get(READING + suffix, headers={"Accept-Datetime": date})
    assert (302, f"/dataset/{version}{READING}{suffix}") == (response.status_code, response.headers["Location"])
    assert {"accept", "accept-datetime"} <= {name.lower() for name in response.vary}
    assert f'<https://plans.example{READING}>; rel="original timegate"' in response.headers["Link"]
    assert f'<https://plans.example/timemap{READING[4:]}>; rel="timemap"' in response.headers["Link"]


@pytest.mark.parametrize("date", ["yesterday", "2026-11-24", "", "Tue, 99 Nov 2026 00:00:00 GMT"])
def test_what_is_no_date_is_refused(date: str, client: FlaskClient) -> None:
    response = client.get(READING, headers={"Accept-Datetime": date})
    assert 400 == response.status_code
    assert "send one such as Tue, 24 Nov 2026 12:00:00 GMT" in response.json["detail"]


def test_a_date_changes_nothing_else(client: FlaskClient) -> None:
    """Lists, queries and things that are not documents have no earlier states."""
    for path in ("/", "/plans", "/sparql?query=ASK%7B%7D", "/id/plan/5", "/healthz"):
        assert client.get(path, headers={"Accept-Datetime": FIRST}).status_code in (200, 303)
    assert 404 == client.get("/doc/plan/77", headers={"Accept-Datetime": FIRST}).status_code


@pytest.mark.parametrize("form", RDF_FORMATS, ids=lambda form: form.name)
def test_a_state_in_every_format(form: Format, client: FlaskClient) -> None:
    """By suffix and by Accept alike; it says what that release said, and when."""
    for version, moment in VERSIONS.items():
        path = f"/dataset/{version}{READING}"
        response = client.get(f"{path}.{form.suffix}")
        quads = parse(response.data, format=form.rdf)
        said = {quad.object.value for quad in quads if quad.predicate == CCWP.codeVersion}
        assert ({version}, moment) == (said, response.headers["Memento-Datetime"])
        negotiated = client.get(path, headers={"Accept": form.essence})
        assert (response.data, f"{path}.{form.suffix}") == (negotiated.data, negotiated.headers["Content-Location"])


def test_the_links_of_a_state(client: FlaskClient) -> None:
    """RFC 7089 §2.2: the original, the list of states, and the states around with their dates."""
    links = client.get(f"/dataset/0.1.0{READING}").headers["Link"]
    base = "https://plans.example"
    for expected in (
        f'<{base}{READING}>; rel="original timegate"',
        f'<{base}/timemap/reading/fifth-action-plan>; rel="timemap"; type="application/link-format"',
        f'<{base}/dataset/0.1.0{READING}>; rel="first memento"; datetime="{FIRST}"',
        f'<{base}/dataset/0.3.0{READING}>; rel="last next memento"; datetime="{SECOND}"',
    ):
        assert expected in links
    now = client.get(READING).headers["Link"]
    assert f'<{base}{READING}>; rel="original", <{base}{READING}>; rel="timegate"' in now
    assert f'<{base}/timemap/reading/fifth-action-plan>; rel="timemap"; type="application/link-format"' in now
    assert "Accept-Datetime" in client.get(READING).vary


def test_the_list_of_states(client: FlaskClient) -> None:
    """RFC 7089 §5: original, itself with the time it covers, and each state once, in their order."""
    response = client.get("/timemap/reading/fifth-action-plan")
    assert (200, "application/link-format") == (response.status_code, response.mimetype)
    rows = response.text.strip().split(",\n")
    assert f'rel="self"; type="application/link-format"; from="{FIRST}"; until="{SECOND}"' in rows[2]
    mementos = [re.findall(r'dataset/([^/]+)/.*rel="([^"]*)"; datetime="([^"]*)"', row)[0] for row in rows[3:]]
    assert [("0.1.0", "first memento", FIRST), ("0.3.0", "last memento", SECOND)] == mementos


def test_a_thing_that_came_later_has_one_state(client: FlaskClient) -> None:
    """A date before it leads to the first state that knows it; the release that does not know it says so."""
    path = "/doc/graph/curated/releases"
    response = client.get(path, headers={"Accept-Datetime": FIRST})
    assert f"/dataset/0.3.0{path}" == response.headers["Location"]
    unknown = client.get(f"/dataset/0.1.0{path}")
    assert 404 == unknown.status_code
    assert "Release 0.1.0 says nothing of" in unknown.json["detail"]
    assert 1 == client.get("/timemap/graph/curated/releases").text.count("datetime=")


@pytest.mark.parametrize(
    ("status", "sentence", "path"),
    [
        (404, "There is no release 0.0.9 here; there is 0.1.0, 0.3.0.", "/dataset/0.0.9/doc/plan/5"),
        (404, "No page has this address.", "/dataset/..%2Fetc/doc/plan/5"),
        (404, "Release 0.1.0 says nothing of <https://w3id.org/ccwp/id/plan/77>.", "/dataset/0.1.0/doc/plan/77"),
        (404, "holds characters that no IRI may hold", "/dataset/0.1.0/doc/plan/%3C5"),
        (404, "No state of <https://w3id.org/ccwp/id/plan/77> is kept here.", "/timemap/plan/77"),
        (404, "holds characters that no IRI may hold", "/timemap/plan/%3C5"),
    ],
)
def test_what_there_is_no_state_of(status: int, sentence: str, path: str, client: FlaskClient) -> None:
    response = client.get(path)
    assert status == response.status_code
    assert sentence in response.json["detail"]


def test_a_format_nobody_offers(client: FlaskClient) -> None:
    response = client.get(f"/dataset/0.1.0{READING}", headers={"Accept": "image/png"})
    assert 406 == response.status_code
    assert "text/turtle" in response.json["offers"]


def test_the_page_says_of_when_it_is(client: FlaskClient) -> None:
    """The banner names the release and its day; formats on the page are those of the same state."""
    page = client.get("/dataset/0.1.0/doc/plan/5/action/5.4", headers={"Accept": "text/html"}).text
    assert "This is what release" in page
    assert '<time datetime="2026-11-24">24 November 2026</time>' in page
    assert 'href="/dataset/0.1.0/doc/plan/5/action/5.4.ttl"' in page
    assert "This is what release" not in client.get("/doc/plan/5/action/5.4", headers={"Accept": "text/html"}).text
    assert "It is the current release." in client.get("/dataset/0.3.0/doc/plan/5", headers={"Accept": "text/html"}).text


def test_without_earlier_releases_dates_mean_nothing(app: Flask) -> None:
    """A release that keeps none, or a store elsewhere: the header is not even read (RFC 7089 §4.5.1)."""
    response = app.test_client().get("/doc/plan/5", headers={"Accept-Datetime": "yesterday"})
    assert 200 == response.status_code
    assert "Accept-Datetime" not in response.vary
    assert "timegate" not in response.headers["Link"]


@pytest.fixture(scope="module")
def served(release_server: Server) -> Server:
    return release_server


def test_over_http(served: Server) -> None:
    """A kept reply of today is not what a client gets who asks for another day, and the other way round."""
    for _ in range(2):
        status, headers, _ = served.ask("GET", f"{READING}.ttl")
        assert (200, None) == (status, headers.get("memento-datetime"))
        status, headers, _ = served.ask("GET", f"{READING}.ttl", **{"Accept-Datetime": FIRST})
        assert (302, f"/dataset/0.1.0{READING}.ttl") == (status, headers["location"])
        status, headers, body = served.ask("GET", headers["location"])
        assert (200, FIRST) == (status, headers["memento-datetime"])
        assert "0.1.0" in body if isinstance(body, str) else b"0.1.0" in body
        assert "memento-datetime" in headers["access-control-expose-headers"].lower()


def test_an_earlier_release_can_be_queried(served: Server) -> None:
    """SPARQL 1.1 Protocol §2.1.4: the release is the default graph that is given."""
    query = "SELECT%20%3Fv%20%7B%20%3Fr%20%3Chttps%3A%2F%2Fw3id.org%2Fccwp%2Fontology%23codeVersion%3E%20%3Fv%20%7D"
    graph = "https%3A%2F%2Fw3id.org%2Fccwp%2Fid%2Fdataset%2F0.1.0"
    for version, extra in (("0.1.0", f"&default-graph-uri={graph}"), ("0.3.0", "")):
        _, _, body = served.ask("GET", f"/sparql?query={query}{extra}", Accept="text/csv")
        assert f"v\r\n{version}\r\n" == (body if isinstance(body, str) else body.decode())
    assert list(
        parse(
            served.ask("GET", f"/graph-store?graph={graph}", Accept="application/n-triples")[2],
            format=RdfFormat.N_TRIPLES,
        )
    )
