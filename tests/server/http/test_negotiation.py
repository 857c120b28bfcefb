"""RFC 9110 §12.5.1: which format an Accept header asks for, and what the server says when it has none of them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from ccwp_kg.formats import HTML, RDF_FORMATS, RESULT_FORMATS
from ccwp_kg.server.http.negotiation import negotiate

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"

CHOSEN = [
    # (name of the format or None, Accept)
    ("turtle", None),
    ("turtle", ""),
    ("turtle", "   "),
    ("turtle", "*/*"),
    ("html", BROWSER),
    ("html", "text/html"),
    ("html", "application/xhtml+xml"),
    ("html", "TEXT/HTML"),
    ("turtle", "text/*"),
    ("turtle", "text/html;q=0.5, */*"),
    ("html", "text/html, */*;q=0.9"),
    ("turtle", "text/html, text/turtle"),
    ("jsonld", "application/ld+json"),
    ("jsonld", 'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted, x;q=0"'),
    ("jsonld", "application/ld+json; profile=a; q=0.3, text/turtle;q=0.2"),
    ("turtle", "text/turtle;charset=utf-8"),
    ("rdfxml", "application/rdf+xml, text/turtle;q=0.9"),
    ("rdfxml", "application/xml"),
    ("rdfxml", "application/*;q=0.9, application/rdf+xml"),
    ("ntriples", "text/turtle;q=0, */*"),
    ("jsonld", "text/turtle;q=0, application/n-triples;q=0, */*"),
    ("ntriples", "text/plain"),
    ("turtle", "text/n3"),
    ("jsonld", "application/json"),
    ("turtle", "application/json;q=0.5, text/n3"),
    ("ntriples", "application/n-triples;q=0.001"),
    ("trig", "application/trig"),
    ("nquads", "application/n-quads"),
    ("ntriples", "text/turtle;q=0.4, application/n-triples;q=0.5"),
    ("turtle", "text/turtle;q=0.5, text/turtle;q=0.2"),
    (None, "image/png"),
    (None, "text/html;q=0"),
    (None, "*/*;q=0"),
    (None, "text/*;q=0, application/*;q=0"),
    (None, "nonsense"),
    (None, "text/turtle;q=2"),
    (None, "*/turtle"),
    ("turtle", "image/png, nonsense, text/turtle;q=0.1"),
    ("rdfxml", 'text/turtle;q=0.1;a="x\\", application/rdf+xml;q=0.9", application/rdf+xml;q=0.5'),
    ("turtle", 'text/turtle;a="x, application/rdf+xml'),  # a quote that nothing closes reaches to the end
    ("turtle", 'text/turtle;a="x\\'),
]


@pytest.mark.parametrize(("expected", "accept"), CHOSEN)
def test_accept_chooses_the_format(expected: str | None, accept: str | None) -> None:
    """The most wanted format wins, the first offered of equals; HTML comes only when it is named."""
    chosen = negotiate(accept, (*RDF_FORMATS, HTML))
    assert expected == (None if chosen is None else chosen.name)


ANSWERS = [
    # (status, media type, Accept, path)
    (200, "text/turtle", None, "/doc/plan/5"),
    (200, "text/turtle", "*/*", "/doc/plan/5"),
    (200, "text/html", BROWSER, "/doc/plan/5"),
    (200, "application/ld+json", "application/ld+json;profile=x", "/doc/plan/5"),
    (200, "application/rdf+xml", "application/rdf+xml", "/doc/plan/5/action/5.4"),
    (200, "application/ld+json", "application/json", "/doc/plan/5"),
    (200, "text/turtle", "text/n3", "/doc/plan/5"),
    (200, "application/trig", "application/trig", "/doc/organisation/olaf"),
    (200, "application/n-quads", "application/n-quads", "/doc/objective/2009/1"),
    (200, "application/n-triples", "text/turtle;q=0.1, application/n-triples", "/doc/act/naples-ii"),
    (406, "application/problem+json", "image/png", "/doc/plan/5"),
    (404, "application/problem+json", "image/png", "/doc/plan/77"),
    (404, "application/problem+json", None, "/doc/plan/77"),
    (404, "text/html", BROWSER, "/doc/plan/77"),
    (303, "text/html", None, "/id/plan/5"),
    (303, "text/html", BROWSER, "/id/source/fifth-action-plan"),
    (404, "application/problem+json", "text/turtle", "/id/plan/77"),
    (200, "text/turtle", "text/turtle", "/ontology"),
    (200, "text/html", BROWSER, "/ontology"),
    (406, "application/problem+json", "image/png", "/ontology"),
    (200, "text/turtle", None, "/shapes"),
    (200, "text/html", BROWSER, "/sparql"),
    (200, "text/turtle", None, "/sparql"),
    (406, "application/problem+json", "image/png", "/sparql"),
    (303, "text/html", None, "/.well-known/void"),
    (200, "text/html", None, "/"),
    (200, "text/html", "*/*", "/"),
    (200, "text/html", BROWSER, "/"),
    (200, "text/html", "image/png", "/"),
    (200, "text/html", "text/html, text/turtle;q=0.9", "/data"),
    (200, "text/html", "text/turtle;q=0, */*", "/data"),
    (303, "text/html", "text/turtle", "/"),
    (303, "text/html", "application/ld+json, */*;q=0.5", "/data"),
    (303, "text/html", "application/json, text/plain, */*", "/"),
    (303, "text/html", "text/html;q=0.5, application/rdf+xml", "/data"),
]


@pytest.mark.parametrize(("status", "media_type", "accept", "path"), ANSWERS)
def test_negotiated_answers(client: FlaskClient, status: int, media_type: str, accept: str | None, path: str) -> None:
    """Status and type are as asked, and every such answer says that it varies (RFC 9110 §12.5.5)."""
    response = client.get(path, headers={} if accept is None else {"Accept": accept})
    assert (status, media_type) == (response.status_code, response.mimetype)
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize("suffix", ["ttl", "nt", "jsonld", "rdf", "trig", "nq", "html"])
def test_a_suffix_beats_accept(client: FlaskClient, suffix: str) -> None:
    """`/doc/plan/5.ttl` is Turtle whatever Accept says, and does not vary with it."""
    form = next(form for form in (*RDF_FORMATS, HTML) if form.suffix == suffix)
    response = client.get(f"/doc/plan/5.{suffix}", headers={"Accept": "image/png"})
    assert (200, form.essence) == (response.status_code, response.mimetype)
    assert "Accept" not in response.headers.get("Vary", "").replace("Accept-Encoding", "").split(", ")


def test_content_location_names_the_variant(client: FlaskClient) -> None:
    """RFC 9110 §8.7: the negotiated document says where this very variant lives."""
    response = client.get("/doc/plan/5", headers={"Accept": "application/ld+json"})
    assert response.headers["Content-Location"] == "/doc/plan/5.jsonld"
    assert client.get("/doc/plan/5.jsonld").data == response.data


def test_an_action_number_is_no_suffix(client: FlaskClient) -> None:
    """`…/action/5.4` ends in a number, not in a format."""
    assert client.get("/doc/plan/5/action/5.4").mimetype == "text/turtle"
    assert client.get("/doc/plan/5/action/5.4.nt").mimetype == "application/n-triples"


def test_406_lists_what_is_offered(client: FlaskClient) -> None:
    """RFC 9110 §15.5.7: the client learns what it could have."""
    response = client.get("/doc/plan/5", headers={"Accept": "image/png"})
    assert [form.essence for form in (*RDF_FORMATS, HTML)] == response.get_json()["offers"]
    query = client.get("/sparql?query=ASK{}", headers={"Accept": "*/*;q=0"})
    assert [form.essence for form in (*RESULT_FORMATS, HTML)] == query.get_json()["offers"]


def test_303_leads_to_the_document(client: FlaskClient) -> None:
    """The thing is not its document; unusual characters survive the way there."""
    assert client.get("/id/plan/5/action/5.4").headers["Location"] == "/doc/plan/5/action/5.4"


LINKED = ["alternate", "canonical", "cite-as", "describedby"]


@pytest.mark.parametrize("relation", LINKED)
def test_link_header(client: FlaskClient, relation: str) -> None:
    """RFC 8288: other formats, the canonical address, what to cite, the dataset's description."""
    links = client.get("/doc/plan/5").headers["Link"]
    assert f'rel="{relation}"' in links
    assert '<http://localhost/doc/plan/5.jsonld>; rel="alternate"; type="application/ld+json"' in links
    assert '<https://w3id.org/ccwp/id/plan/5>; rel="cite-as"' in links
