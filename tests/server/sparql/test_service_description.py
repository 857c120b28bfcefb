"""SPARQL 1.1 Service Description: complete, true to the data, and the same bytes each time it is read."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ccwp_kg.errors import QueryTooSlow
from ccwp_kg.formats import RDF_FORMATS, RESULT_FORMATS, TRIG, TURTLE, Format
from ccwp_kg.rdf.syntax.canonical import canonical
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE
from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore, Store
from ccwp_kg.store.remote import RemoteStore
from support.serving import Server

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID_TRIPLES = "http://rdfs.org/ns/void#triples"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
SEE_ALSO = "http://www.w3.org/2000/01/rdf-schema#seeAlso"
MAX_VALUE = "https://schema.org/maxValue"
PROPERTY_ID = "https://schema.org/propertyID"
HOST = "http://localhost"
DATASET = "https://w3id.org/ccwp/id/dataset"
GRAPH = "https://w3id.org/ccwp/id/graph/"


def read(client: FlaskClient) -> set[Triple]:
    """The description that a bare GET gives."""
    response = client.get("/sparql", headers={"Accept": "application/n-triples"})
    assert (200, "application/n-triples") == (response.status_code, response.mimetype)
    return {quad.triple for quad in parse(response.data, format=RdfFormat.N_TRIPLES)}


def values(description: set[Triple], subject: str, predicate: str) -> set[str]:
    """What a subject has for a property, IRIs and literals by their text."""
    return values_of(description, NamedNode(subject), predicate)


def values_of(description: set[Triple], subject: NamedNode | BlankNode, predicate: str) -> set[str]:
    return {t.object.value for t in description if t.subject == subject and t.predicate == NamedNode(predicate)}


def service_of(description: set[Triple]) -> BlankNode:
    """The one service that is described; it has no name."""
    (service,) = [t.subject for t in description if t.object == NamedNode(f"{SD}Service")]
    assert isinstance(service, BlankNode)
    return service


@pytest.fixture(scope="module")
def description(app: Flask) -> set[Triple]:
    return read(app.test_client())


SERVICE_FACTS = [
    # (expected, property)
    ({f"{HOST}/sparql"}, f"{SD}endpoint"),
    ({f"{SD}SPARQL11Query"}, f"{SD}supportedLanguage"),
    ({DATASET}, f"{SD}defaultDataset"),
    ({DATASET}, f"{SD}availableGraphs"),
    ({"http://www.w3.org/ns/entailment/Simple"}, f"{SD}defaultEntailmentRegime"),
    ({f"{HOST}/sparql#{name}" for name in ("reads-only", "whole-descriptions", "unknown-functions")}, f"{SD}feature"),
    (set(), "http://purl.org/dc/terms/license"),  # these data state none
    ({"SPARQL endpoint of the knowledge base of action plans"}, "http://purl.org/dc/terms/title"),
    ({f"{HOST}/graph-store"}, "http://www.w3.org/2000/01/rdf-schema#seeAlso"),
]


@pytest.mark.parametrize(("expected", "predicate"), SERVICE_FACTS, ids=[row[1] for row in SERVICE_FACTS])
def test_what_is_said_of_the_service(description: set[Triple], expected: set[str], predicate: str) -> None:
    """§3.2: where, which language, over which data; no feature of §3.4, as none holds (the shapes are left out)."""
    assert expected == values_of(description, service_of(description), predicate)


def test_every_format_is_listed(description: set[Triple]) -> None:
    """§3.2.9: the six formats of graphs and the four of results, by the names that W3C gave them."""
    names = {"Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads"} | {
        f"SPARQL_Results_{name}" for name in ("JSON", "XML", "CSV", "TSV")
    }
    listed = values_of(description, service_of(description), f"{SD}resultFormat")
    assert {f"http://www.w3.org/ns/formats/{name}" for name in names} == listed
    assert len(RDF_FORMATS) + len(RESULT_FORMATS) == len(listed)


def test_the_graphs_have_their_sizes(app: Flask, description: set[Triple]) -> None:
    """§3.2.5–3.2.7: the default graph, and each graph that GRAPH finds, with as many triples as a query counts."""
    counts = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    answer = app.test_client().get("/sparql", query_string={"query": counts}).get_json()["results"]["bindings"]
    assert {(f"{GRAPH}{name}") for name in ("ontology", "shapes", "source/fifth-action-plan")} == {
        row["g"]["value"] for row in answer
    }
    pairs = values(description, DATASET, f"{SD}namedGraph")
    named = {}
    for pair in pairs:
        assert {f"{SD}NamedGraph"} == values(description, pair, TYPE)
        (name,), (graph,) = (values(description, pair, f"{SD}{term}") for term in ("name", "graph"))
        assert f"{SD}Graph" in values(description, graph, TYPE)
        named[name] = values(description, graph, VOID_TRIPLES)
    assert {row["g"]["value"]: {row["n"]["value"]} for row in answer} == named
    (default,) = values(description, DATASET, f"{SD}defaultGraph")
    total = app.test_client().get("/sparql", query_string={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})
    expected = total.get_json()["results"]["bindings"][0]["n"]["value"]
    assert {expected} == values(description, default, VOID_TRIPLES)
    assert f"{SD}Graph" in values(description, default, TYPE)


def test_every_feature_is_told_in_words(release_server: Server) -> None:
    """§3.2.4: each is a sd:Feature with a name and a sentence; an earlier release can be asked."""
    body = release_server.ask("GET", "/sparql", accept="application/n-triples")[2]
    description = {quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES)}
    service = service_of(description)
    features = values_of(description, service, f"{SD}feature")
    assert len(features) >= 4
    for feature in features:
        assert {f"{SD}Feature"} == values(description, feature, TYPE)
        assert 1 == len(values(description, feature, COMMENT) & values_of(description, service, COMMENT))
        assert 1 == len(values(description, feature, LABEL))
    [past] = [feature for feature in features if "#release-" in feature]
    [sentence] = values(description, past, COMMENT)
    name = sentence.partition("<")[2].partition(">")[0]
    asked = urlencode({"query": "ASK { ?s ?p ?o }", "default-graph-uri": name, "format": "csv"})
    assert b"true" in release_server.ask("GET", f"/sparql?{asked}")[2]
    assert {f"{release_server.address}/catalog", f"{release_server.address}/graph-store"} == values_of(
        description, service, SEE_ALSO
    )


def test_the_service_speaks_first(server: Server) -> None:
    """As in the example of §2.1, its statements are at the top of what a person reads."""
    for form in (TURTLE, TRIG):
        body = server.ask("GET", "/sparql", accept=form.essence)[2].decode()
        first = next(line for line in body.splitlines() if not line.startswith(("@prefix", "PREFIX")))
        assert first.startswith(("_:", "[", "{ _:")), first


def test_every_limit_is_told_in_words_and_as_a_number() -> None:
    """A visitor can look up each setting that can stop a query or an answer; a program finds the same number."""
    numbers = {
        "max_request_bytes": 900_001, "max_query_length": 19_991, "max_query_row_bytes": 999_959,
        "max_query_depth": 63, "max_query_patterns": 119, "max_query_operators": 399, "max_query_seconds": 17,
        "max_query_mb": 1_023, "max_rows": 999_983, "max_answer_bytes": 99_999_989, "long_queries": 6,
        "client_long_queries": 3,
    }  # fmt: skip
    names = {field.name for field in dataclasses.fields(Settings)}
    limiting = {name for name in names if name.startswith("max_") and not name.startswith("max_load_")}
    assert limiting <= set(numbers)
    settings = Settings(**numbers)  # type: ignore[arg-type]  # all of these are numbers
    found = read(create_app(EmbeddedStore.of_triples([]), settings=settings).test_client())
    words = values_of(found, service_of(found), COMMENT)
    stated = {
        int(t.object.value) for t in found if t.predicate == NamedNode(MAX_VALUE) and isinstance(t.object, Literal)
    }
    for name, number in [*numbers.items(), ("graphs", 100), ("characters of graph names", 32_000), ("DESCRIBE", 1_000)]:
        assert number in stated, name
        assert any(f"{number:,} " in sentence for sentence in words), name


@pytest.mark.parametrize("media_type", ["text/turtle", "text/html"])
def test_one_second_is_no_plural(media_type: str) -> None:
    """The smallest limit that can be set."""
    app = create_app(EmbeddedStore.of_triples([]), settings=Settings(max_query_seconds=1))
    told = app.test_client().get("/sparql", headers={"Accept": media_type}).text
    assert re.findall(r"A query may run for 1 (\w+)", told) in (["second"], ["second"] * 2)


def test_a_store_elsewhere_is_not_promised_what_only_our_engine_keeps() -> None:
    """Memory, long queries and entailment of another server are its own affair; the rest holds for both."""
    store = EmbeddedStore.of_triples([])
    ours = read(create_app(store, settings=Settings()).test_client())
    theirs = read(create_app(store, settings=Settings(store="http://127.0.0.1:9/sparql")).test_client())
    lost = {value for t in ours - theirs if t.predicate == NamedNode(PROPERTY_ID) for value in [t.object.value]}
    assert {"query-memory", "long-queries", "client-long-queries"} == lost
    assert set() == values_of(theirs, service_of(theirs), f"{SD}defaultEntailmentRegime")
    assert set() == theirs - ours


def test_it_is_about_the_address_that_was_requested(server: Server, description: set[Triple]) -> None:
    """§2.1: clients look for a service whose sd:endpoint is the address they asked; no other node lacks a name."""
    terms = {term for triple in description for term in (triple.subject, triple.object)}
    assert {service_of(description)} == {term for term in terms if isinstance(term, BlankNode)}
    for host in (f"127.0.0.1:{server.port}", "plans.example", "[::1]:8000"):
        body = server.ask("GET", "/sparql", accept="text/turtle", host=host)[2]
        found = {quad.triple for quad in parse(body, format=RdfFormat.TURTLE)}
        for predicate in (f"{SD}endpoint", "http://www.w3.org/ns/dcat#endpointURL"):
            assert {f"http://{host}/sparql"} == values_of(found, service_of(found), predicate)
        assert {f"http://{host}/sparql"} == values(found, DATASET, "http://rdfs.org/ns/void#sparqlEndpoint")


def test_it_is_stable(app: Flask, server: Server) -> None:
    """The same bytes from every process and at each time."""
    lines = server.ask("GET", "/sparql", accept="application/n-triples")[2].decode().splitlines()
    assert sorted(lines) == lines
    bodies = {server.ask("GET", "/sparql", accept="text/turtle")[2] for _ in range(6)}
    headers = {"Accept": "text/turtle", "Host": f"127.0.0.1:{server.port}"}
    assert {app.test_client().get("/sparql", headers=headers).data} == bodies


@pytest.mark.parametrize("form", RDF_FORMATS, ids=lambda form: form.name)
def test_it_is_negotiated(server: Server, description: set[Triple], form: Format) -> None:
    """§2: the same statements in each RDF format, labelled as what they are, with a validator; HEAD agrees."""
    status, headers, body = server.ask("GET", "/sparql", accept=form.essence)
    assert (200, form.media_type) == (status, headers["content-type"])
    body = body.replace(server.address.encode(), HOST.encode())
    assert canonical(description) == canonical(quad.triple for quad in parse(body, format=form.rdf))
    assert "Accept" in headers["vary"]
    assert 304 == server.ask("GET", "/sparql", accept=form.essence, if_none_match=headers["etag"])[0]
    status, headed, body = server.ask("HEAD", "/sparql", accept=form.essence)
    assert (200, headers["content-length"], b"") == (status, headed["content-length"], body)


def test_the_address_is_the_one_visitors_know() -> None:
    """With a base URL the endpoint and the graph store are where visitors reach them."""
    settings = Settings(base_url="https://customs.example")
    found = read(create_app(EmbeddedStore.of_triples([]), settings=settings).test_client())
    assert {"https://customs.example/sparql"} == values_of(found, service_of(found), f"{SD}endpoint")
    (graph_store,) = values_of(found, service_of(found), "http://www.w3.org/2000/01/rdf-schema#seeAlso")
    address = "http://www.w3.org/ns/dcat#endpointURL"
    assert {"https://customs.example/graph-store"} == values(found, graph_store, address)


ODD = [
    # (what names the graph, its name)
    (f"{DATASET}#urn:x:a%23b", "urn:x:a#b"),
    (f"{DATASET}#urn:x:a%2523b", "urn:x:a%23b"),
    (f"{DATASET}#urn:x:%C3%A9", "urn:x:\u00e9"),
    (f"{DATASET}#graph/one", f"{GRAPH}one"),
    (f"{DATASET}#https://w3id.org/ccwp/idx", "https://w3id.org/ccwp/idx"),
]


def test_odd_names_of_graphs(tmp_path: Path) -> None:
    """Each name gets an IRI of its own, whatever it holds; a graph without a name cannot be asked for."""
    file = tmp_path / "odd.nq"
    lines = "".join(f"<urn:s> <urn:p> <urn:o> <{name}> .\n" for _, name in ODD)
    file.write_text(f"{lines}<urn:s> <urn:p> <urn:o> _:nameless .\n", encoding="utf-8")
    found = read(create_app(EmbeddedStore.of_files([file]), settings=Settings()).test_client())
    assert {pair for pair, _ in ODD} == values(found, DATASET, f"{SD}namedGraph")
    for pair, name in ODD:
        assert {name} == values(found, pair, f"{SD}name") == values(found, pair, f"{SD}graph")
    (default,) = values(found, DATASET, f"{SD}defaultGraph")
    assert {"0"} == values(found, default, VOID_TRIPLES)


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_graphs_of_a_store_elsewhere(server: Server, description: set[Triple]) -> None:
    """The counts come through the store's door, so an endpoint behind it is described like a release."""
    address = f"{server.address}/sparql"
    found = read(create_app(RemoteStore(address), settings=Settings(store=address)).test_client())
    sizes = {(t.subject, t.object) for t in description if t.predicate == NamedNode(VOID_TRIPLES)}
    assert 4 == len(sizes)
    assert sizes == {(t.subject, t.object) for t in found if t.predicate == NamedNode(VOID_TRIPLES)}


class TooSlow:
    """A store in which counting takes too long."""

    state = None
    base = PUBLISHED_BASE

    def __getattr__(self, name: str) -> object:
        raise QueryTooSlow("the query ran for 10 seconds, the limit here, and was ended")


def test_a_store_that_cannot_count_is_not_called_empty() -> None:
    """No description without its graphs: what could not be counted is a 503 and no zero."""
    response = create_app(cast(Store, TooSlow()), settings=Settings()).test_client().get("/sparql")
    assert (503, "application/problem+json") == (response.status_code, response.mimetype)
