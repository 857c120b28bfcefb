"""The W3C's tests of the SPARQL 1.1 Protocol and Service Description as requests of our own, over real HTTP.

The table holds one row or more for each test of the suite, under its name; where the suite is there, the names are
compared. This endpoint only reads: what the suite expects of an update (2xx) is here a refusal with 403, which the
protocol leaves to a service (§2.2: a service need not offer update).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple, parse, parse_query_results
from w3c_queries import W3C, entries, skip_where_absent

from ccwp_kg.rdf.syntax.canonical import canonical
from support.serving import Server, free_port, running, stop_server

DATA = "http://data.example/"
GRAPHS = [f"{DATA}{number}" for number in (1, 2, 3)]
"""Three named graphs; each holds one statement about itself."""

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"

BOTH = f"ASK {{ <{DATA}1> a ?type . <{DATA}2> a ?type }}"
IN_GRAPHS = f"GRAPH ?g1 {{ <{DATA}1> a ?type }} GRAPH ?g2 {{ <{DATA}2> a ?type }}"
EMPTY = [("default-graph-uri", f"{DATA}0")]
DEFAULT = [("default-graph-uri", f"{DATA}1"), ("default-graph-uri", f"{DATA}2")]
NAMED = [("named-graph-uri", f"{DATA}1"), ("named-graph-uri", f"{DATA}2")]
THIRD = [("default-graph-uri", f"{DATA}3")]
INSERT = f"INSERT {{ GRAPH <{DATA}new> {{ ?s a <{DATA}Book> }} }} WHERE {{ ?s a <{DATA}Document> }}"
USING, USING_NAMED = ("using-graph-uri", f"{DATA}1"), ("using-named-graph-uri", f"{DATA}2")

Sent = tuple[str, list[tuple[str, str]], str | bytes | None, str | None]
"""Method, parameters of the address, body and its media type."""


ANSWERED = [
    # (expected, test, (method, parameters of the address, body, its media type))
    ("true", "query_get", ("GET", [("query", "ASK {}"), *EMPTY], None, None)),
    ("true", "query_post_form", ("POST", EMPTY, urlencode({"query": "ASK {}"}), FORM)),
    ("true", "query_post_direct", ("POST", [], "ASK {}", QUERY)),
    ("true", "query_dataset_default_graphs_get", ("GET", [("query", BOTH), *DEFAULT], None, None)),
    ("true", "query_dataset_default_graphs_post", ("POST", DEFAULT, BOTH, QUERY)),
    ("true", "query_dataset_named_graphs_get", ("GET", [("query", f"ASK {{ {IN_GRAPHS} }}"), *NAMED], None, None)),
    ("true", "query_dataset_named_graphs_post", ("POST", NAMED, f"ASK {{ {IN_GRAPHS} }}", QUERY)),
    ("true", "query_dataset_full", ("POST", THIRD + NAMED, f"ASK {{ <{DATA}3> a ?type {IN_GRAPHS} }}", QUERY)),
    ("true", "query_multiple_dataset", ("POST", NAMED, f"ASK FROM <{DATA}3> {{ {IN_GRAPHS} }}", QUERY)),
    ("true", "query_content_type_ask", ("POST", EMPTY, "ASK {}", QUERY)),
    ("rows", "query_content_type_select", ("POST", EMPTY, "SELECT (1 AS ?value) {}", QUERY)),
    ("graph", "query_content_type_describe", ("POST", EMPTY, f"DESCRIBE <{DATA}>", QUERY)),
    ("graph", "query_content_type_construct", ("POST", EMPTY, "CONSTRUCT { <s> <p> 1 } WHERE {}", QUERY)),
    # The same datasets by what they leave out.
    ("false", "query_dataset_default_graphs_get", ("GET", [("query", BOTH), *DEFAULT[:1]], None, None)),
    ("false", "query_dataset_named_graphs_post", ("POST", NAMED[:1], f"ASK {{ {IN_GRAPHS} }}", QUERY)),
    ("false", "query_multiple_dataset", ("POST", NAMED, f"ASK FROM <{DATA}3> {{ <{DATA}3> a ?type }}", QUERY)),
]

REFUSED = [
    (405, "bad_query_method", ("PUT", [("query", "ASK {}")], None, FORM)),
    (400, "bad_multiple_queries", ("GET", [("query", "ASK {}"), ("query", "SELECT * {}")], None, None)),
    (415, "bad_query_wrong_media_type", ("POST", [], "ASK {}", "text/plain")),
    (415, "bad_query_missing_form_type", ("POST", [], urlencode({"query": "ASK {}"}), None)),
    (415, "bad_query_missing_direct_type", ("POST", [], "ASK {}", None)),
    (415, "bad_query_non_utf8", ("POST", [], "ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16")),
    (400, "bad_query_syntax", ("GET", [("query", "ASK {")], None, None)),
    (403, "update_dataset_default_graph", ("POST", [USING], INSERT, UPDATE)),
    (403, "update_dataset_default_graphs", ("POST", [USING, ("using-graph-uri", f"{DATA}2")], INSERT, UPDATE)),
    (403, "update_dataset_named_graphs", ("POST", [USING_NAMED], INSERT, UPDATE)),
    (403, "update_dataset_full", ("POST", [USING, USING_NAMED], INSERT, UPDATE)),
    (403, "update_post_form", ("POST", [], urlencode({"update": "CLEAR ALL"}), FORM)),
    (403, "update_post_direct", ("POST", [], "CLEAR ALL", UPDATE)),
    (403, "update_base_uri", ("POST", [], f"INSERT DATA {{ GRAPH <{DATA}new> {{ <s> <p> <o> }} }}", UPDATE)),
    (403, "bad_update_get", ("GET", [("update", "CLEAR ALL")], None, None)),
    (403, "bad_multiple_updates", ("POST", [], "update=CLEAR+NAMED&update=CLEAR+DEFAULT", FORM)),
    (415, "bad_update_wrong_media_type", ("POST", [], "CLEAR NAMED", "text/plain")),
    (415, "bad_update_missing_form_type", ("POST", [], urlencode({"update": "CLEAR NAMED"}), None)),
    (403, "bad_update_non_utf8", ("POST", [], "CLEAR NAMED".encode("utf-16"), f"{UPDATE}; charset=UTF-16")),
    (403, "bad_update_syntax", ("POST", [], urlencode({"update": "CLEAR XYZ"}), FORM)),
    (403, "bad_update_dataset_conflict", ("POST", [USING_NAMED], f"WITH <{DATA}1> {INSERT}", UPDATE)),
]

SD = "http://www.w3.org/ns/sparql-service-description#"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SCHEMA = {
    "availableGraphs": ("Service", "GraphCollection"),
    "defaultEntailmentRegime": ("Service", None),
    "defaultGraph": ("Dataset", "Graph"),
    "graph": ("NamedGraph", "Graph"),
    # property: (class of its subject, class of its object) — SPARQL 1.1 Service Description §3.4; None: any IRI
    "endpoint": ("Service", None),
    "supportedLanguage": ("Service", None),
    "resultFormat": ("Service", None),
    "feature": ("Service", "Feature"),
    "defaultDataset": ("Service", "Dataset"),
    "namedGraph": ("Dataset", "NamedGraph"),
    "name": ("NamedGraph", None),
}
LANGUAGES = {f"{SD}SPARQL10Query", f"{SD}SPARQL11Query", f"{SD}SPARQL11Update"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("protocol") / "graphs.trig"
    named = "".join(f"<{name}> {{ <{name}> a <{DATA}Document> }}\n" for name in GRAPHS)
    file.write_text(named, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Server]:
    started = running("data", str(data))
    yield started
    stop_server(started.process)


def ask(server: Server, sent: Sent) -> tuple[int, str, bytes]:
    method, address, body, kind = sent
    path = "/sparql?" + urlencode(address) if address else "/sparql"
    headers = {} if kind is None else {"content_type": kind}
    content = body.encode() if isinstance(body, str) else body
    status, received, answer = server.ask(method, path, body=content, **headers)
    return status, received["content-type"], answer


@pytest.mark.parametrize(("expected", "test", "sent"), ANSWERED, ids=[row[1] for row in ANSWERED])
def test_a_query_is_answered(server: Server, expected: str, test: str, sent: Sent) -> None:
    """§2.1: three ways to ask, the dataset of the request before that of the query, a format that fits its form."""
    status, media_type, answer = ask(server, sent)
    assert 200 == status, answer
    if expected == "graph":
        assert "text/turtle; charset=utf-8" == media_type
        list(parse(answer, format=RdfFormat.TURTLE))
        return
    assert "application/sparql-results+json" == media_type
    found = parse_query_results(answer, format=QueryResultsFormat.JSON)
    if expected == "rows":
        assert ["1"] == [row["value"].value for row in found]
    else:
        assert (expected == "true") is bool(found)


@pytest.mark.parametrize(("expected", "test", "sent"), REFUSED, ids=[row[1] for row in REFUSED])
def test_a_request_is_refused(server: Server, expected: int, test: str, sent: Sent) -> None:
    """§2.1, §2.2: what is not quite a query is a 4xx that says why, and nothing is changed."""
    status, media_type, _ = ask(server, sent)
    assert (expected, "application/problem+json") == (status, media_type)
    count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert b'"value":"3"' in ask(server, ("POST", [], count, QUERY))[2]


BEYOND = [
    # (status, part of the answer, query)
    (200, b'"bindings":[{}]', "SELECT (<http://x.example/f>(1) AS ?x) {}"),
    (200, b"", "CONSTRUCT { ?s ?p ?x } { ?s ?p ?o BIND(<http://x.example/f>() AS ?x) }"),
    (200, b"true", "ASK { GRAPH ?g { <http://data.ex\\u0061mple/1> ?p ?o } }"),
    (400, b"does not parse", "ASK { <http://x.example/\\u003E> ?p ?o }"),
    (400, b"does not parse", "ASK { <http://x.example/\\u0020> ?p ?o }"),
]


@pytest.mark.parametrize(("status", "part", "query"), BEYOND)
def test_what_the_query_tests_brought_to_light(server: Server, status: int, part: bytes, query: str) -> None:
    r"""A call of an unknown function is an error of its expression; `\u` in an IRI is a character (§17.6, §19.2)."""
    found, _, answer = ask(server, ("POST", [], query, QUERY))
    assert (status, True) == (found, part in answer), answer


def test_every_test_of_the_suite_has_a_row() -> None:
    """Each test of the two manifests is one here."""
    protocol, description = (W3C / "sparql11" / name / "manifest.ttl" for name in ("protocol", "service-description"))
    skip_where_absent(protocol)
    assert set(entries(protocol)) == {row[1] for row in ANSWERED + REFUSED}
    assert ["has-endpoint-triple", "returns-rdf", "conforms-to-schema"] == entries(description)


@pytest.fixture(scope="module")
def described(data: Path) -> Iterator[Server]:
    """A server that knows by which address it is reached."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CCWP_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "ccwp_kg", "serve", "--port", str(port), "--data", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment | {"CCWP_BASE_URL": f"http://127.0.0.1:{port}"},
    )
    assert process.stdout is not None
    assert "answers on" in process.stdout.readline()
    yield Server(process, port)
    stop_server(process)


@pytest.fixture(scope="module")
def description(described: Server) -> set[Triple]:
    status, headers, body = described.ask("GET", "/sparql")
    assert (200, "text/turtle; charset=utf-8") == (status, headers["content-type"])
    return {quad.triple for quad in parse(body, format=RdfFormat.TURTLE)}


def test_returns_rdf(described: Server, description: set[Triple]) -> None:
    """returns-rdf: GET without a query answers with RDF, in each RDF format that is asked for."""
    for accept, form in (("application/rdf+xml", RdfFormat.RDF_XML), ("application/n-triples", RdfFormat.N_TRIPLES)):
        status, headers, body = described.ask("GET", "/sparql", accept=accept)
        assert (200, accept) == (status, headers["content-type"].partition(";")[0])
        assert canonical(description) == canonical(quad.triple for quad in parse(body, format=form))


def test_has_endpoint_triple(described: Server, description: set[Triple]) -> None:
    """has-endpoint-triple: the description names the address it came from."""
    endpoints = [triple.object for triple in description if triple.predicate == NamedNode(f"{SD}endpoint")]
    assert [NamedNode(f"{described.address}/sparql")] == endpoints


def test_conforms_to_schema(description: set[Triple]) -> None:
    """conforms-to-schema: only properties of the vocabulary, each between the classes it is for (§3)."""
    typed = {(triple.subject, triple.object) for triple in description if triple.predicate == RDF_TYPE}
    stated = [triple for triple in description if triple.predicate.value.startswith(SD)]
    assert set(SCHEMA) == {triple.predicate.value.removeprefix(SD) for triple in stated}
    for triple in stated:
        domain, range_ = SCHEMA[triple.predicate.value.removeprefix(SD)]
        assert (triple.subject, NamedNode(SD + domain)) in typed
        assert not isinstance(triple.object, Literal)
        assert range_ is None or (triple.object, NamedNode(SD + range_)) in typed
    assert LANGUAGES >= {t.object.value for t in stated if t.predicate.value == f"{SD}supportedLanguage"}
    names = sorted(triple.object.value for triple in stated if triple.predicate.value == f"{SD}name")
    assert sorted(GRAPHS) == names
