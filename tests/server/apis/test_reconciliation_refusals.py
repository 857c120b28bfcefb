"""What the reconciliation refuses, and what no request can do to it."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, ID, RDF, SKOS
from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from support.serving import Server

FORM = "application/x-www-form-urlencoded"
MANY = json.dumps({f"q{number}": {"query": "Europol"} for number in range(10_000)})
FAILURES = [
    (400, "malformed at line 1", ("GET", "/reconcile?queries=%7B", None)),
    (400, "malformed at line 1", ("POST", "/reconcile", "queries={")),
    (413, "50 queries and this one holds 10,000", ("POST", "/reconcile", "queries=" + quote(MANY))),
    (413, "1,000,000 bytes", ("POST", "/reconcile", "queries=" + "x" * 1_000_001)),
    (400, "nested deeper", ("POST", "/reconcile", "queries=" + "[" * 100_000)),
    (400, "the type 'Person'", ("GET", "/reconcile?queries=" + quote('{"q": {"query": "x", "type": "Person"}}'), None)),
    (
        400,
        "the property 'colour'",
        (
            "GET",
            "/reconcile?queries=" + quote('{"q": {"query": "x", "properties": [{"pid": "colour", "v": 1}]}}'),
            None,
        ),
    ),
    (400, "the property 'colour'", ("POST", "/reconcile", 'extend={"ids":["plan/5"],"properties":[{"id":"colour"}]}')),
    (400, "neither 'queries' nor 'extend'", ("POST", "/reconcile", "x=1")),
    (400, "neither 'queries' nor 'extend'", ("POST", "/reconcile", "")),
    (400, "one of them", ("GET", "/reconcile?queries=%7B%7D&extend=%7B%7D", None)),
    (400, "given 2 times", ("GET", "/reconcile?queries=%7B%7D&queries=%7B%7D", None)),
    (400, "two hexadecimal digits", ("GET", "/reconcile?queries=%7", None)),
    (400, "not valid UTF-8", ("POST", "/reconcile", "queries=%FF")),
    (400, "a batch of them in 'queries'", ("GET", "/reconcile?query=OLAF", None)),
    (400, "There is no JSONP here", ("GET", "/reconcile?callback=steal", None)),
    (400, "There is no JSONP here", ("GET", "/reconcile/suggest/type?prefix=a&callback=steal", None)),
    (400, "'prefix' is missing", ("GET", "/reconcile/suggest/entity", None)),
    (400, "'cursor' is not a whole number", ("GET", "/reconcile/suggest/entity?prefix=a&cursor=-1", None)),
    (400, "'cursor' is not a whole number", ("GET", "/reconcile/suggest/entity?prefix=a&cursor=" + "9" * 30, None)),
    (404, "No page has this address", ("GET", "/reconcile/suggest/colour?prefix=a", None)),
    (404, "'organisation/nobody'", ("GET", "/reconcile/flyout/entity?id=organisation/nobody", None)),
    (404, "Nothing here has the identifier", ("GET", "/reconcile/flyout/property?id=colour", None)),
    (400, "the type 'Person'", ("GET", "/reconcile/properties?type=Person", None)),
    (400, "'limit' is not a whole number", ("GET", "/reconcile/properties?limit=many", None)),
    (400, "'id' is missing", ("GET", "/reconcile/preview", None)),
]


@pytest.mark.parametrize(("status", "words", "asked"), FAILURES, ids=range(len(FAILURES)))
def test_failures_are_told_in_one_sentence(
    status: int, words: str, asked: tuple[str, str, str | None], service: Server
) -> None:
    """§3.4: the status fits, the reason is given, and pages of others may read it."""
    method, path, body = asked
    sent = {} if body is None else {"body": body.encode(), "content_type": FORM}
    found, headers, content = service.ask(method, path, accept="application/json, text/javascript, */*; q=0.01", **sent)
    problem = json.loads(content)
    assert (status, status, "application/problem+json") == (found, problem["status"], headers["content-type"])
    assert words in problem["detail"]
    assert len(problem["detail"]) < 250
    assert "*" == headers["access-control-allow-origin"]


@pytest.fixture(scope="module")
def evil() -> FlaskClient:
    """A body whose name and definition are markup, behind an index in memory."""
    words = Literal("<img src=x onerror=alert(1)>{{ 7*7 }}", language="en")
    body = NamedNode(ID + "organisation/evil")
    said = [Triple(body, p, words) for p in (SKOS.prefLabel, SKOS.definition)]
    store = EmbeddedStore.of_triples([Triple(body, RDF.type, CCWP.Organisation), *said])
    return create_app(store, settings=Settings()).test_client()


def test_hostile_names_stay_words(evil: FlaskClient) -> None:
    """A flyout is put into the page of a client as it is: nothing of the data may be markup in it."""
    for html in (
        evil.get("/reconcile/flyout/entity?id=organisation/evil").json["html"],
        evil.get("/reconcile/preview?id=organisation/evil").text,
    ):
        assert "<img" not in html
        assert "&lt;img src=x" in html
        assert "{{ 7*7 }}" in html
    found = evil.post("/reconcile", data={"queries": json.dumps({"<b>": {"query": "<img src=x onerror=alert(1)>"}})})
    assert ("application/json", "nosniff") == (found.mimetype, found.headers["X-Content-Type-Options"])
    assert "organisation/evil" == found.json["<b>"]["result"][0]["id"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["query", "type", "limit", "properties", "pid", "v", "id", "ids", "q0"]), inner
        )
    ),
    max_leaves=12,
)
queries = st.fixed_dictionaries(
    {"query": st.text(min_size=1, max_size=30)},
    optional={
        "type": st.sampled_from(["Action", "Organisation", ["Agency", "skos:Concept"], "Nothing"]),
        "limit": st.integers(-1, 50),
        "type_strict": st.sampled_from(["any", "all", "should"]),
        "properties": st.lists(
            st.fixed_dictionaries(
                {
                    "pid": st.sampled_from(["acronym", "dcterms:isPartOf", "documentYear", "rdfs:seeAlso"]),
                    "v": st.text(max_size=12),
                }
            ),
            max_size=2,
        ),
    },
)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    sent=st.dictionaries(st.text(max_size=3), queries, max_size=3) | anything,
    name=st.sampled_from(["queries", "extend"]),
)
def test_no_request_is_more_than_refused(sent: object, name: str, client: FlaskClient) -> None:
    """Over the small release, whose index is made in memory."""
    response = client.post("/reconcile", data={name: json.dumps(sent)})
    assert response.status_code in (200, 400)
    assert response.is_json
