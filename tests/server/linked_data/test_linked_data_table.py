"""One table of what linked-data addresses answer, for each of the formats that a client may want."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, Triple
from werkzeug.test import TestResponse

from ccwp_kg.formats import HTML, RDF_FORMATS
from ccwp_kg.namespaces import ADMS, CCWP, DCTERMS, OWL, RDF, RDFS, SKOS
from ccwp_kg.rdf.terms import iris
from ccwp_kg.server import create_app
from ccwp_kg.server.site.site import read_release
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from support.serving import Server

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
TTL, NT, JSONLD, RDFXML, TRIG, NQ = (form.essence for form in RDF_FORMATS)
PAGE, PROBLEM, LINKSET = HTML.essence, "application/problem+json", "application/linkset+json"
ACTION = "/doc/plan/5/action/5.4"
MEETING = "/doc/meeting/draft-fifth-action-plan-2011-02-18"
FILE = "dataset/{version}/distribution/dataset.nq"


@pytest.fixture
def client(release_app: Flask) -> FlaskClient:
    return release_app.test_client()


@pytest.fixture(scope="module")
def version(published: Path) -> str:
    return read_release(published).version


ANSWERS = [
    # (status, media type, Accept, path, where it leads: Location of a 303, Content-Location of a 200)
    (303, None, None, "/id/plan/5", "/doc/plan/5"),
    (303, None, BROWSER, "/id/plan/5", "/doc/plan/5"),
    (303, None, "image/png", "/id/plan/5", "/doc/plan/5"),
    (303, None, TTL, "/id/plan/5/action/5.4", ACTION),
    (303, None, None, "/id/plan/5/action/5.4/indicator/1", "/doc/plan/5/action/5.4/indicator/1"),
    (303, None, None, "/id/plan/1/action/6.6", "/doc/plan/1/action/6.6"),
    (303, None, None, "/id/organisation/olaf", "/doc/organisation/olaf"),
    (303, None, None, "/id/document/ST-8351-2009-REV-2", "/doc/document/ST-8351-2009-REV-2"),
    (303, None, None, "/id/source/fifth-action-plan", "/doc/source/fifth-action-plan"),
    (303, None, None, "/id/graph/source/fifth-action-plan", "/doc/graph/source/fifth-action-plan"),
    (303, None, None, "/id/graph/shapes", "/doc/graph/shapes"),
    (303, None, None, "/id/dataset", "/doc/dataset"),
    (303, None, None, "/id/dataset/{version}", "/doc/dataset/{version}"),
    (303, None, None, "/dataset/{version}", "/doc/dataset/{version}"),
    (303, None, BROWSER, "/dataset/0.1.0", "/doc/dataset/0.1.0"),
    (200, TTL, None, "/doc/dataset/{version}", "/doc/dataset/{version}.ttl"),
    (200, PAGE, BROWSER, "/doc/dataset/0.1.0", "/doc/dataset/0.1.0.html"),
    # What a release was made of is gone with it, and the release tells so.
    (303, None, None, "/id/dataset/0.1.0/distribution/merged.ttl", "/doc/dataset/0.1.0"),
    (303, None, None, "/doc/dataset/0.1.0/distribution/merged.ttl", "/doc/dataset/0.1.0.ttl"),
    (404, PROBLEM, None, "/id/dataset/0.0.9/distribution/merged.ttl", None),
    (404, PROBLEM, None, "/dataset/0.0.9", None),
    (200, TTL, None, "/ontology/0.1.0", "/ontology/0.1.0.ttl"),
    (303, None, BROWSER, "/ontology/0.1.0", "/ontology"),
    (406, PROBLEM, "image/png", "/ontology/0.1.0", None),
    (404, PROBLEM, None, "/shapes/0.1.0", None),
    (303, None, None, f"/id/{FILE}", f"/doc/{FILE}"),
    (303, None, None, "/ontology/{version}", "/ontology"),
    (303, None, BROWSER, "/ontology/{version}", "/ontology"),
    (303, None, None, "/ontology/{version}.ttl", "/ontology.ttl"),
    (303, None, None, "/ontology/rich/{version}", "/ontology/rich"),
    (303, None, BROWSER, "/ontology/rich/{version}", "/ontology/rich"),
    (303, None, None, "/ontology/rich/{version}.ttl", "/ontology/rich.ttl"),
    (303, None, None, "/.well-known/void", "/catalog"),
    (303, None, None, "/id/catalogue", "/catalog"),
    (303, None, BROWSER, "/doc/catalogue", "/catalog"),
    (303, None, None, "/doc/catalogue.ttl", "/catalog.ttl"),
    (200, TTL, None, "/catalog", "/catalog.ttl"),
    (200, PAGE, BROWSER, "/catalog", "/catalog.html"),
    (200, JSONLD, "application/json", "/catalog", "/catalog.jsonld"),
    (200, RDFXML, RDFXML, "/catalog", "/catalog.rdf"),
    (406, PROBLEM, "image/png", "/catalog", None),
    (404, None, None, "/catalog.pdf", None),
    (200, TTL, None, "/doc/plan/5", "/doc/plan/5.ttl"),
    (200, TTL, "*/*", "/doc/plan/5", "/doc/plan/5.ttl"),
    (200, TTL, "text/*", ACTION, f"{ACTION}.ttl"),
    (200, PAGE, BROWSER, "/doc/plan/5", "/doc/plan/5.html"),
    (200, PAGE, "application/xhtml+xml", ACTION, f"{ACTION}.html"),
    (200, PAGE, "text/html", "/doc/dataset", "/doc/dataset.html"),
    (200, PAGE, BROWSER, "/doc/graph/inferred", "/doc/graph/inferred.html"),
    (200, PAGE, BROWSER, f"/doc/{FILE}", f"/doc/{FILE}.html"),
    (200, NT, NT, "/doc/organisation/europol", "/doc/organisation/europol.nt"),
    (200, NT, "text/plain", "/doc/organisation/europol", "/doc/organisation/europol.nt"),
    (200, JSONLD, JSONLD, "/doc/objective/2009/1", "/doc/objective/2009/1.jsonld"),
    (200, JSONLD, f'{JSONLD};profile="http://www.w3.org/ns/json-ld#expanded"', ACTION, f"{ACTION}.jsonld"),
    (200, RDFXML, RDFXML, "/doc/act/naples-ii", "/doc/act/naples-ii.rdf"),
    (200, RDFXML, "application/xml", MEETING, f"{MEETING}.rdf"),
    (200, TRIG, TRIG, "/doc/graph/curated/acts", "/doc/graph/curated/acts.trig"),
    (200, NQ, NQ, "/doc/document/ST-8351-2009", "/doc/document/ST-8351-2009.nq"),
    (200, JSONLD, f"{TTL};q=0.2, {JSONLD};q=0.9", "/doc/dataset", "/doc/dataset.jsonld"),
    (200, NT, f"{TTL};q=0, */*", "/doc/dataset", "/doc/dataset.nt"),
    (200, TTL, TTL, f"/doc/{FILE}", f"/doc/{FILE}.ttl"),
    (200, TTL, None, "/ontology", "/ontology.ttl"),
    (200, PAGE, BROWSER, "/ontology", "/ontology.html"),
    (200, JSONLD, JSONLD, "/ontology", "/ontology.jsonld"),
    (200, TTL, None, "/ontology/rich", "/ontology/rich.ttl"),
    (200, PAGE, BROWSER, "/ontology/rich", "/ontology/rich.html"),
    (200, TRIG, TRIG, "/shapes", "/shapes.trig"),
    (200, PAGE, BROWSER, "/shapes", "/shapes.html"),
    (406, PROBLEM, "image/png", "/rules", None),
    (200, LINKSET, None, "/linkset/plan/5", None),
    (200, LINKSET, LINKSET, "/linkset/dataset", None),
    (200, LINKSET, "application/json", "/linkset/organisation/europol", None),
    (200, LINKSET, BROWSER, f"/linkset/{FILE}", None),
    (406, PROBLEM, "image/png", "/doc/plan/5", None),
    (406, PROBLEM, "text/html;q=0", "/doc/dataset", None),
    (406, PROBLEM, "*/*;q=0", ACTION, None),
    (406, PROBLEM, "image/png", "/ontology", None),
    (200, TTL, None, "/ontology/overview", "/ontology/overview.ttl"),
    (200, PAGE, BROWSER, "/ontology/overview", "/ontology/overview.html"),
    (406, PROBLEM, "image/png", "/ontology/rich", None),
    (406, PROBLEM, TTL, "/linkset/plan/5", None),
    (406, PAGE, "text/html", "/linkset/plan/5", None),
    (404, PROBLEM, None, "/id/plan/77", None),
    (404, PAGE, BROWSER, "/id/plan/77", None),
    (404, PROBLEM, TTL, "/doc/plan/77", None),
    (404, PROBLEM, "image/png", "/doc/plan/77", None),
    (404, PAGE, BROWSER, "/doc/plan/77.ttl", None),
    (404, PROBLEM, None, "/doc/plan/5.exe", None),
    (404, PROBLEM, None, "/linkset/plan/77", None),
    (404, PROBLEM, None, "/id/dataset/0.0.0", None),
    (404, PROBLEM, None, "/ontology/0.0.0", None),
    (404, PROBLEM, None, "/ontology.exe", None),
    (404, PROBLEM, None, "/ontology/rich/0.0.0", None),
    (404, PROBLEM, None, "/ontology/rich/{version}.exe", None),
    (404, PROBLEM, None, "/ontology/rich.exe", None),
    (404, PROBLEM, None, "/shapes/0.0.0", None),
    (404, PAGE, BROWSER, "/nowhere", None),
]
# A suffix beats whatever Accept says; so does one that people try.
ANSWERS += [
    (200, answered, BROWSER, f"{ACTION}.{suffix}", None)
    for suffix, answered in (("json", JSONLD), ("n3", TTL), ("xml", RDFXML))
]
ANSWERS += [(200, form.essence, "image/png", f"{ACTION}.{form.suffix}", None) for form in (*RDF_FORMATS, HTML)]
ANSWERS += [(200, form.essence, "image/png", f"/ontology.{form.suffix}", None) for form in (*RDF_FORMATS, HTML)]
ANSWERS += [(200, form.essence, "image/png", f"/ontology/rich.{form.suffix}", None) for form in (*RDF_FORMATS, HTML)]


def ask(client: FlaskClient, path: str, accept: str | None, method: str = "GET", **headers: str) -> TestResponse:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.open(path, method=method, headers=sent if accept is None else {"Accept": accept, **sent})


@pytest.mark.parametrize(("status", "kind", "accept", "path", "leads"), ANSWERS)
def test_what_an_address_answers(
    *,
    client: FlaskClient,
    version: str,
    status: int,
    kind: str | None,
    accept: str | None,
    path: str,
    leads: str | None,
) -> None:
    """Status, type and Vary are as the table says; safety, sharing and validators are on every answer."""
    path, leads = path.format(version=version), leads and leads.format(version=version)
    response = ask(client, path, accept)
    assert status == response.status_code
    assert kind is None or kind == response.mimetype
    # RFC 9110 §12.5.5: what was negotiated varies; the address of one format does not.
    is_of_one_format = status == 200 and leads is None and kind != LINKSET
    assert is_of_one_format != ("Accept" in response.vary)
    assert leads == response.headers.get("Location" if status == 303 else "Content-Location")
    assert_safe(response)
    assert_head_and_options(client, path, accept, response)
    if status == 200:
        assert_validators(client, path, accept, response)
        links = response.headers.get("Link", "")
        assert len(links) < 4_000
        for relation in () if kind == LINKSET else ("cite-as", "canonical", "license", "describedby", "type"):
            assert f'rel="{relation}"' in links


def assert_safe(response: TestResponse) -> None:
    headers = response.headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Permissions-Policy"]
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    is_page = response.mimetype == "text/html" and response.status_code != 303
    assert ("same-origin" if is_page else "cross-origin") == headers["Cross-Origin-Resource-Policy"]
    assert (None if is_page else "*") == headers.get("Access-Control-Allow-Origin")
    assert ("same-origin" if is_page else None) == headers.get("Cross-Origin-Opener-Policy")
    assert headers["Cache-Control"] == "public, max-age=300, must-revalidate"


def assert_head_and_options(client: FlaskClient, path: str, accept: str | None, response: TestResponse) -> None:
    """RFC 9110 §9.3.2 and §9.3.7."""
    head = ask(client, path, accept, "HEAD")
    assert (b"", response.status_code) == (head.data, head.status_code)
    ignored = {"Date"}
    assert {k: v for k, v in response.headers if k not in ignored} == {
        k: v for k, v in head.headers if k not in ignored
    }
    if response.status_code != 404:
        options = ask(client, path, accept, "OPTIONS")
        assert (200, {"GET", "HEAD", "OPTIONS"}) == (options.status_code, set(options.headers["Allow"].split(", ")))


def assert_validators(client: FlaskClient, path: str, accept: str | None, response: TestResponse) -> None:
    tag = response.headers["ETag"]
    assert tag.startswith('"')
    written = parsedate_to_datetime(response.headers["Last-Modified"])
    before, at = format_datetime(written - timedelta(seconds=1), usegmt=True), format_datetime(written, usegmt=True)
    cases = [
        # (status, headers): RFC 9110 §13.1.2, §13.1.3; the tag counts before the date (§13.2.2)
        (304, {"If_None_Match": tag}),
        (304, {"If_None_Match": f'"other", {tag}'}),
        (304, {"If_None_Match": "*"}),
        (200, {"If_None_Match": '"other"'}),
        (304, {"If_Modified_Since": at}),
        (200, {"If_Modified_Since": before}),
        (200, {"If_Modified_Since": "yesterday"}),
        (200, {"If_None_Match": '"other"', "If_Modified_Since": at}),
        (304, {"If_None_Match": tag, "If_Modified_Since": before}),
    ]
    for status, conditions in cases:
        answered = ask(client, path, accept, **conditions)
        assert status == answered.status_code, conditions
        if status == 304:
            # §15.4.5: what caches need is sent again.
            assert b"" == answered.data
            for name in ("ETag", "Vary", "Cache-Control", "Content-Location"):
                assert response.headers.get(name) == answered.headers.get(name)
            assert answered.headers["Content-Security-Policy"]
    zipped = ask(client, path, accept, Accept_Encoding="gzip")
    if zipped.headers.get("Content-Encoding") == "gzip":
        assert tag != zipped.headers["ETag"]
        assert "Accept-Encoding" in zipped.vary
        assert (
            304 == ask(client, path, accept, Accept_Encoding="gzip", If_None_Match=zipped.headers["ETag"]).status_code
        )


def test_the_moment_is_that_of_the_release(client: FlaskClient, published: Path) -> None:
    """Last-Modified is when the release was written, and the same on every page of it."""
    written = max(path.stat().st_mtime for path in published.iterdir())
    moments = {
        ask(client, path, None).headers["Last-Modified"] for path in ("/doc/plan/5", "/ontology", "/doc/dataset")
    }
    assert [datetime.fromtimestamp(int(written), None).astimezone()] == [parsedate_to_datetime(m) for m in moments]


WITHDRAWN, RENAMED, ENDED, KEPT = (iris.thing(f"organisation/{name}") for name in ("gone", "old", "ended", "kept"))
NOT_YET, CAFE = iris.thing("organisation/not-yet"), iris.thing("concept/café-Ω")
PLANTED = [
    Triple(KEPT, RDF.type, CCWP.Organisation),
    Triple(KEPT, SKOS.prefLabel, Literal("Kept body", language="en")),
    # Replaced, but still described: no tombstone.
    Triple(KEPT, DCTERMS.isReplacedBy, iris.thing("organisation/later")),
    Triple(RENAMED, DCTERMS.isReplacedBy, KEPT),
    Triple(RENAMED, RDFS.label, Literal("Old body", language="en")),
    Triple(WITHDRAWN, OWL.deprecated, Literal(True)),
    Triple(ENDED, ADMS.status, NamedNode("http://purl.org/adms/status/Withdrawn")),
    Triple(NOT_YET, OWL.deprecated, Literal(False)),
    Triple(CAFE, SKOS.prefLabel, Literal("Café Ω", language="fr")),
]


@pytest.fixture(scope="module")
def planted() -> Flask:
    return create_app(EmbeddedStore.of_triples(PLANTED), settings=Settings())


GONE = [
    # (status, replacements, reference)
    (410, ["Kept body"], "organisation/old"),
    (410, [], "organisation/gone"),
    (410, [], "organisation/ended"),
    (200, [], "organisation/kept"),
    (200, [], "organisation/not-yet"),
    (200, [], "organisation/later"),
    (404, [], "organisation/never"),
]


@pytest.mark.parametrize("start", ["/id/", "/doc/", "/linkset/"])
@pytest.mark.parametrize(("status", "replacements", "reference"), GONE)
def test_what_was_withdrawn_says_what_replaces_it(
    planted: Flask, status: int, replacements: list[str], reference: str, start: str
) -> None:
    """RFC 9110 §15.5.11: 410 for a thing of which only its withdrawal is left, with the replacement that is stated."""
    client = planted.test_client()
    response = client.get(f"{start}{reference}")
    assert (303 if status == 200 and start == "/id/" else status) == response.status_code
    if status == 410:
        named = response.get_json().get("replacement", [])
        assert replacements == [each["label"] for each in named]
        assert "Accept" in response.vary
        page = client.get(f"{start}{reference}", headers={"Accept": "text/html"})
        assert 410 == page.status_code
        assert bool(replacements) == ('<a href="/doc/organisation/kept">Kept body</a>' in page.text)
        assert 410 == client.get(f"/doc/{reference}.ttl").status_code


@pytest.mark.parametrize("accept", [TTL, PAGE])
def test_a_header_holds_no_more_than_a_header_may(planted: Flask, accept: str) -> None:
    """RFC 9110 §5.5: an IRI with letters beyond ASCII is percent-encoded where a header names it."""
    response = planted.test_client().get("/doc/concept/caf%C3%A9-%CE%A9", headers={"Accept": accept})
    assert 200 == response.status_code
    assert response.headers["Link"].isascii()
    assert '<https://w3id.org/ccwp/id/concept/caf%C3%A9-%CE%A9>; rel="cite-as"' in response.headers["Link"]
    assert response.headers["Content-Location"].startswith("/doc/concept/caf%C3%A9-%CE%A9.")
    moved = planted.test_client().get("/id/concept/caf%C3%A9-%CE%A9")
    assert "/doc/concept/caf%C3%A9-%CE%A9" == moved.headers["Location"]


def test_without_a_release_no_moment_is_named(planted: Flask) -> None:
    """RFC 9110 §8.8.2: no Last-Modified where nobody knows when it was."""
    assert "Last-Modified" not in planted.test_client().get("/doc/organisation/kept").headers


@pytest.mark.parametrize("path", ["/doc/plan/5", "/", "/ontology.ttl", "/dumps/SHA256SUMS"])
def test_dates_are_compared_where_answers_are_kept(server: Server, path: str) -> None:
    """RFC 9110 §13.2.2 over real connections, on an answer that is made and on the same one kept."""
    written = parsedate_to_datetime(server.ask("GET", path)[1]["last-modified"])
    before, at = format_datetime(written - timedelta(seconds=1), usegmt=True), format_datetime(written, usegmt=True)
    cases = [
        # (status, headers)
        (304, {"if_modified_since": at}),
        (200, {"if_modified_since": before}),
        (200, {"if_modified_since": "yesterday"}),
        (200, {"if_modified_since": at, "if_none_match": '"other"'}),
        (200, {"if_unmodified_since": at}),
        (412, {"if_unmodified_since": before}),
        (200, {"if_unmodified_since": "yesterday"}),
        (200, {"if_unmodified_since": before, "if_match": "*"}),
    ]
    for _ in range(2):
        assert [status for status, _ in cases] == [server.ask("GET", path, **headers)[0] for _, headers in cases]
