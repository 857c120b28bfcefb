"""What federation sends: a query with hundreds of IRIs or rows in VALUES passes, by each way a client has."""

from __future__ import annotations

import json
import time
import warnings
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, POSTDIRECTLY, URLENCODED, SPARQLWrapper

from support.serving import Server, running, stop_server

RESULTS = "application/sparql-results+json"
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
PLAN = "https://w3id.org/ccwp/id/plan/5"
ORDINAL = "https://w3id.org/ccwp/ontology#ordinal"
OTHERS = [f"https://data.example.org/resource/authority/corporate-body/number-{number:04}" for number in range(599)]
IRIS = " ".join(f"<{iri}>" for iri in [PLAN, *OTHERS])
FEDERATED = f"SELECT ?s ?o WHERE {{ VALUES ?s {{ {IRIS} }} ?s <{ORDINAL}> ?o }}"
"""A block of 600 IRIs, as clients send it to find what two endpoints share."""
LONG = " ".join(f'( <urn:x:{number}> "{number} {"é & + %22 " * 270}"@en )' for number in range(300))
BINDINGS = f"SELECT (COUNT(?t) AS ?n) (SUM(STRLEN(?t)) AS ?o) WHERE {{ VALUES (?s ?t) {{ {LONG} }} }}"
"""300 solutions with long literals: 900 kB, and as a form twice as long."""


@pytest.fixture(autouse=True)
def unwarned() -> Iterator[None]:
    """rdflib deprecates what it calls itself, and leaves connections to the collector."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def form(server: Server, text: str, accept: str = RESULTS) -> tuple[int, dict[str, str], bytes]:
    return server.ask("POST", "/sparql", body=urlencode({"query": text}).encode(), content_type=FORM, accept=accept)


def direct(server: Server, text: str, accept: str = RESULTS) -> tuple[int, dict[str, str], bytes]:
    return server.ask("POST", "/sparql", body=text.encode(), content_type=DIRECT, accept=accept)


Way = Callable[[Server, str], tuple[int, dict[str, str], bytes]]


@pytest.mark.parametrize("way", [form, direct])
@pytest.mark.parametrize(("expected", "query"), [("5", FEDERATED), (str(300 * 2_701 + 790), BINDINGS)])
def test_blocks_of_values_pass(server: Server, way: Way, expected: str, query: str) -> None:
    """§2.1.2, §2.1.3: posted as a form or by itself."""
    assert len(query) > 2 * 20_000
    status, _, body = way(server, query)
    assert 200 == status, body
    assert [expected] == [row["o"]["value"] for row in json.loads(body)["results"]["bindings"]]


@pytest.mark.parametrize("request_method", [URLENCODED, POSTDIRECTLY])
def test_sparqlwrapper_sends_600_iris(server: Server, request_method: str) -> None:
    """Both ways it posts."""
    client = SPARQLWrapper(server.address + "/sparql", returnFormat=JSON)
    client.setMethod(POST)
    client.setRequestMethod(request_method)
    client.setQuery(FEDERATED)
    assert ["5"] == [row["o"]["value"] for row in client.queryAndConvert()["results"]["bindings"]]


@pytest.mark.parametrize("method", ["POST", "POST_FORM"])
def test_rdflib_sends_600_iris(server: Server, method: str) -> None:
    """As a graph over the endpoint."""
    graph = rdflib.Graph(SPARQLStore(server.address + "/sparql", method=method))
    assert [(rdflib.URIRef(PLAN), rdflib.Literal(5))] == [tuple(row) for row in graph.query(FEDERATED)]


def test_a_query_of_rdflib_calls_this_endpoint(server: Server) -> None:
    """SERVICE from a graph of one's own, with the block inside the call."""
    mine = rdflib.Graph()
    mine.add((rdflib.URIRef(PLAN), rdflib.URIRef("urn:x:is"), rdflib.Literal("mine")))
    found = mine.query(
        f"SELECT ?name ?o {{ ?s <urn:x:is> ?name . "
        f"SERVICE <{server.address}/sparql> {{ VALUES ?s {{ {IRIS} }} ?s <{ORDINAL}> ?o }} }}"
    )
    assert [(rdflib.Literal("mine"), rdflib.Literal(5))] == [tuple(row) for row in found]


def rows(piece: str, head: str = "VALUES ?x {", select: str = "(COUNT(*) AS ?n)") -> str:
    return f"SELECT {select} {{ {head}{piece * (998_000 // len(piece))}}} }}"


BIG = " ".join(f"<urn:x:{number}>" for number in range(60_000))
SMALL = BIG[: BIG.index(" <urn:x:1700>")]
ATTACKS = [
    # (status, query)
    (200, rows("1 ")),
    (200, rows("UNDEF ")),
    (200, rows("()", "VALUES () {")),
    (200, rows("(1 'a'@en)", "VALUES (?x ?y) {")),
    (200, rows("<urn:x:a> ", select="DISTINCT ?x")),
    (200, f"SELECT (COUNT(*) AS ?n) {{ {'{ ' * 60} VALUES ?x {{ {BIG} }} {'} ' * 60} }}"),
    (200, f"ASK {{ FILTER({'(' * 60} EXISTS {{ VALUES ?x {{ {BIG} }} }} {')' * 60}) }}"),
    (200, f"ASK {{ {'FILTER EXISTS { ' * 50} VALUES ?x {{ {BIG} }} {'} ' * 50} }}"),
    (200, f"ASK {{ {'VALUES ?x { 1 } OPTIONAL { ' * 28} VALUES ?x {{ {BIG} }} {'} ' * 28} }}"),
    (200, f"ASK {{ {' UNION '.join([f'{{ VALUES ?x {{ {SMALL} }} }}'] * 39)} }}"),
    (200, f"SELECT * {{ VALUES ({' '.join(f'?v{n}' for n in range(58))}) {{ {('(' + '1 ' * 58 + ') ') * 20} }} }}"),
    (413, f"ASK {{ VALUES ({' '.join(f'?v{n}' for n in range(3_000))}) {{ {('(' + '1 ' * 3_000 + ') ') * 100} }} }}"),
    (400, f"ASK {{ {'VALUES ?x { 1 } ' * 1_000} }}"),
    (503, f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {'1 ' * 200_000} }} VALUES ?x {{ {'1 ' * 200_000} }} }}"),
    (503, f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {'1 ' * 200_000} }} VALUES ?y {{ {'1 ' * 200_000} }} }}"),
    (413, rows("1 ") + "#" * 20_000),
    (413, rows("\u00e9:a ")),
    (413, rows("1 # \n")),
    (413, rows("a.")),
]


@pytest.fixture(scope="module")
def limited(release_folder: object) -> Iterator[Server]:
    started = running("release", str(release_folder), max_query_seconds=2, max_query_mb=400)
    yield started
    assert 0 == stop_server(started.process)


@pytest.mark.timed
@pytest.mark.parametrize(("status", "query"), ATTACKS, ids=range(len(ATTACKS)))
def test_a_megabyte_of_rows_ends_nothing(limited: Server, status: int, query: str) -> None:
    """An answer or a refusal in time, no process but one that was killed at its limit, and the next is answered."""
    begun = time.monotonic()
    found, _, body = direct(limited, query)
    assert (status, b"") == (found, b"" if found == status else body[:300])
    assert time.monotonic() - begun < 2.5 + 1.0
    assert 200 == limited.query(f"ASK {{ ?s{time.monotonic_ns()} ?p ?o }}")[0]
    assert b'restarts_total{cause="crash"} 0.0' in limited.ask("GET", "/metrics")[2]


@pytest.mark.parametrize("query", [rows("<urn:x:a> "), rows("<urn:x:a> ") + "}", "ASK {} #" + "x" * 3_000_000])
def test_a_page_is_not_made_of_a_megabyte(server: Server, query: str) -> None:
    """It would repeat the query ten times; programs get their answer, and people are told."""
    status, headers, body = direct(server, query, accept="text/html")
    assert (413, "text/html; charset=utf-8") == (status, headers["content-type"])
    assert b"64,000 characters" in body
    assert len(body) < 20_000
