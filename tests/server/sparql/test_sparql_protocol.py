"""SPARQL 1.1 Protocol, over real HTTP: three ways to ask, every result format, every refusal."""

from __future__ import annotations

import csv
import io
import json
import warnings
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results
from SPARQLWrapper import JSON, POST, POSTDIRECTLY, XML, SPARQLWrapper

from support.serving import Server

ID = "https://w3id.org/ccwp/id/"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
PLAN = f"SELECT ?label WHERE {{ <{ID}plan/5> <http://www.w3.org/2000/01/rdf-schema#label> ?label }}"
ASK = f"ASK {{ <{ID}plan/5> ?p ?o }}"
CONSTRUCT = f"CONSTRUCT WHERE {{ <{ID}plan/5> <https://w3id.org/ccwp/ontology#ordinal> ?o }}"
DESCRIBE = f"DESCRIBE <{ID}objective/2009/1>"

WAYS = [
    ("GET", "/sparql?" + urlencode({"query": PLAN}), None, None),
    ("POST", "/sparql", urlencode({"query": PLAN}).encode(), FORM),
    ("POST", "/sparql", urlencode({"query": PLAN}).encode(), FORM + "; charset=UTF-8"),
    ("POST", "/sparql", urlencode({"query": PLAN}).encode(), FORM + "; charset=ISO-8859-1"),
    ("POST", "/sparql", PLAN.encode(), DIRECT),
    ("POST", "/sparql", PLAN.encode(), DIRECT + ";charset=utf-8"),
    ("POST", "/sparql", PLAN.encode() + b"#%E9", DIRECT + ";charset=iso-8859-1"),
]


def ask(
    server: Server, method: str, path: str, body: bytes | None = None, kind: str | None = None, *, accept: str = "*/*"
) -> tuple[int, dict[str, str], bytes]:
    headers = {"accept": accept} | ({} if kind is None else {"content_type": kind})
    return server.ask(method, path, body=body, **headers)


@pytest.mark.parametrize(("method", "path", "body", "kind"), WAYS)
def test_three_ways_to_ask(server: Server, method: str, path: str, body: bytes | None, kind: str | None) -> None:
    """§2.1.1–2.1.3: GET, POST with parameters, POST directly; without a wish the answer is SPARQL JSON."""
    status, headers, answer = ask(server, method, path, body, kind)
    assert (200, "application/sparql-results+json") == (status, headers["content-type"])
    assert "Fifth Action Plan" == json.loads(answer)["results"]["bindings"][0]["label"]["value"]
    assert "Accept" in headers["vary"]


RESULTS = [
    # (media type sent, Accept, parser)
    ("application/sparql-results+json", "application/sparql-results+json", QueryResultsFormat.JSON),
    ("application/sparql-results+json", "application/json", QueryResultsFormat.JSON),
    ("application/sparql-results+xml", "application/sparql-results+xml", QueryResultsFormat.XML),
    ("application/sparql-results+xml", "application/xml", QueryResultsFormat.XML),
    ("text/tab-separated-values; charset=utf-8", "text/tab-separated-values", QueryResultsFormat.TSV),
]


@pytest.mark.parametrize(("sent", "accept", "form"), RESULTS)
def test_select_formats(server: Server, sent: str, accept: str, form: QueryResultsFormat) -> None:
    """SELECT in each format that a parser can read back."""
    status, headers, body = ask(server, "GET", "/sparql?" + urlencode({"query": PLAN}), accept=accept)
    assert (200, sent) == (status, headers["content-type"])
    assert ["Fifth Action Plan"] == [row["label"].value for row in parse_query_results(body, format=form)]


def test_select_as_csv(server: Server) -> None:
    """SPARQL 1.1 CSV: plain values under a header line."""
    _, headers, body = ask(server, "GET", "/sparql?" + urlencode({"query": PLAN}), accept="text/csv")
    assert "text/csv; charset=utf-8" == headers["content-type"]
    assert [["label"], ["Fifth Action Plan"]] == list(csv.reader(io.StringIO(body.decode())))


@pytest.mark.parametrize(
    "accept",
    ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"],
)
def test_ask_in_every_format(server: Server, accept: str) -> None:
    """ASK answers in every result format, none is a 4xx."""
    status, headers, body = ask(server, "GET", "/sparql?" + urlencode({"query": ASK}), accept=accept)
    assert (200, True) == (status, headers["content-type"].startswith(accept))
    assert b"true" in body


GRAPHS = [
    ("text/turtle; charset=utf-8", "*/*", RdfFormat.TURTLE),
    ("text/turtle; charset=utf-8", "text/turtle", RdfFormat.TURTLE),
    ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
    ("application/n-quads", "application/n-quads", RdfFormat.N_QUADS),
    ("application/trig", "application/trig", RdfFormat.TRIG),
    ("application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
    ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
]


@pytest.mark.parametrize(("sent", "accept", "form"), GRAPHS)
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_graph_formats(server: Server, sent: str, accept: str, form: RdfFormat, query: str) -> None:
    """CONSTRUCT and DESCRIBE in each RDF format, labelled as what it is, all holding the same triples."""
    path = "/sparql?" + urlencode({"query": query})
    status, headers, body = ask(server, "GET", path, accept=accept)
    assert (200, sent) == (status, headers["content-type"])
    plain = ask(server, "GET", path, accept="application/n-triples")[2]
    expected = {quad.triple for quad in parse(plain, format=RdfFormat.N_TRIPLES)}
    assert expected == {quad.triple for quad in parse(body, format=form)} != set()


@pytest.mark.parametrize(
    ("accept", "marks"),
    [
        ("text/turtle", [b"@prefix ccwp: ", b"ccwp:ordinal 5"]),
        ("application/ld+json", [b'"ccwp": "https://w3id.org/ccwp/ontology#"', b'"ccwp:ordinal"']),
    ],
)
def test_registered_prefixes_are_written(server: Server, accept: str, marks: list[bytes]) -> None:
    """Turtle and JSON-LD use the prefixes of the registry, and only those needed."""
    body = ask(server, "GET", "/sparql?" + urlencode({"query": CONSTRUCT}), accept=accept)[2]
    for mark in marks:
        assert mark in body
    assert b"bibo" not in body


def test_turtle_is_the_same_in_every_process(server: Server) -> None:
    """The same question gives the same bytes, whichever process answers."""
    path = "/sparql?" + urlencode({"query": f"DESCRIBE <{ID}plan/5> <{ID}organisation/olaf>"})
    assert 1 == len({ask(server, "GET", path, accept="text/turtle")[2] for _ in range(12)})


COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ONTOLOGY = f"{ID}graph/ontology"
DATASETS = [
    # (triples counted, query, parameters of the dataset)
    (8, COUNT, [("default-graph-uri", ONTOLOGY)]),
    (12, COUNT, [("default-graph-uri", ONTOLOGY), ("default-graph-uri", f"{ID}graph/shapes")]),
    (0, COUNT, [("named-graph-uri", ONTOLOGY)]),
    (0, COUNT, [("default-graph-uri", f"{ID}graph/none")]),
    (8, COUNT.replace("WHERE", f"FROM <{ID}graph/shapes> WHERE"), [("default-graph-uri", ONTOLOGY)]),
    (4, COUNT.replace("WHERE", f"FROM <{ID}graph/shapes> WHERE"), []),
    (8, "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }", [("named-graph-uri", ONTOLOGY)]),
    (0, "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }", [("default-graph-uri", ONTOLOGY)]),
]


@pytest.mark.parametrize(("count", "query", "graphs"), DATASETS)
@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_the_clients_dataset_wins(
    server: Server, count: int, query: str, graphs: list[tuple[str, str]], way: str
) -> None:
    """§2.1.4: default-graph-uri and named-graph-uri, in the address or the form, replace FROM and FROM NAMED."""
    if way == "get":
        _, _, body = ask(server, "GET", "/sparql?" + urlencode([("query", query), *graphs]))
    elif way == "form":
        _, _, body = ask(server, "POST", "/sparql", urlencode([*graphs, ("query", query)]).encode(), FORM)
    else:
        _, _, body = ask(server, "POST", "/sparql?" + urlencode(graphs), query.encode(), DIRECT)
    assert count == int(json.loads(body)["results"]["bindings"][0]["n"]["value"])


REFUSED = [
    # (status, words of the reason, (method, path, body, Content-Type))
    (400, "empty", ("GET", "/sparql?query=")),
    (400, "empty", ("GET", "/sparql?query=%20%0A")),
    (400, "2 times", ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D")),
    (400, "percent", ("GET", "/sparql?query=ASK%7B%7D%2")),
    (400, "percent", ("GET", "/sparql?query=%ZZ")),
    (400, "UTF-8", ("GET", "/sparql?query=%FF%FE")),
    (400, "UTF-8", ("POST", "/sparql", b"ASK { ?s ?p '\xff' }", DIRECT)),
    (400, "missing", ("POST", "/sparql", b"", FORM)),
    (400, "missing", ("GET", "/sparql?default-graph-uri=urn:x")),
    (400, "empty", ("POST", "/sparql", b"", DIRECT)),
    (400, "twice", ("POST", "/sparql?query=ASK%7B%7D", b"ASK{}", DIRECT)),
    (400, "absolute IRI", ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=relative")),
    (400, "limit", ("GET", "/sparql?" + urlencode({"query": "ASK {" + "{" * 600 + "}" * 600 + "}"}))),
    (413, "20000 characters", ("POST", "/sparql", b"ASK { # " + b"x" * 20_000 + b"\n}", DIRECT)),
    (413, "1000000 bytes in rows", ("POST", "/sparql", b"ASK { VALUES ?x { '" + b"x" * 1_000_000 + b"'} }", DIRECT)),
    (400, "1,000 parameters", ("POST", "/sparql", b"&" * 1_000, FORM)),
    (403, "only reads", ("GET", "/sparql?" + urlencode({"query": "INSERT DATA { <a:a> <a:b> 1 }"}))),
    (403, "only reads", ("GET", "/sparql?update=CLEAR%20ALL")),
    (403, "only reads", ("POST", "/sparql", urlencode({"update": "CLEAR ALL"}).encode(), FORM)),
    (403, "only reads", ("POST", "/sparql", b"DROP ALL", "application/sparql-update")),
    (403, "only reads", ("POST", "/sparql", b"LOAD <http://127.0.0.1/>", DIRECT)),
    (403, "SERVICE", ("POST", "/sparql", b"ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", DIRECT)),
    (413, "4,000,000 bytes", ("POST", "/sparql", b"x" * 4_000_001, DIRECT)),
    (414, "64,000 bytes", ("GET", "/sparql?query=ASK%7B%7D%23".ljust(64_100, "x"))),
    (415, "posted as", ("POST", "/sparql", b"ASK{}", "text/plain")),
    (415, "posted as", ("POST", "/sparql", b"ASK{}", None)),
    (415, "UTF-8", ("POST", "/sparql", b"ASK{}#\xe9", DIRECT + ";charset=latin-1")),
    (415, "UTF-8", ("POST", "/sparql", b"query=ASK%7B%7D%23%E9", FORM + ";charset=ISO-8859-1")),
    (415, "UTF-8", ("POST", "/sparql", "ASK{}".encode("utf-16"), DIRECT + ";charset=utf-16")),
    (406, "no format", ("GET", "/sparql?format=pdf")),
    (406, "None of the media types", ("GET", "/sparql?format=csv")),
    (400, "2 times", ("GET", "/sparql?format=turtle&format=turtle")),
]  # fmt: skip


@pytest.mark.parametrize(("status", "reason", "sent"), REFUSED)
def test_refusals(server: Server, status: int, reason: str, sent: tuple[str, str, bytes | None, str | None]) -> None:
    """§2.1.5: each malformed or forbidden request has its status, and a problem document that says why (RFC 9457)."""
    answered, headers, answer = ask(server, *sent)
    assert (status, "application/problem+json") == (answered, headers["content-type"])
    problem = json.loads(answer)
    assert status == problem["status"]
    assert reason in problem["detail"]


JSON_RESULTS, CSV = "application/sparql-results+json", "text/csv; charset=utf-8"
TURTLE, JSONLD, RDFXML = "text/turtle; charset=utf-8", "application/ld+json", "application/rdf+xml"
HTML = "text/html; charset=utf-8"
NAMED = [
    # (media type sent, query, parameters after it, Accept)
    (CSV, ASK, "&format=csv", "*/*"),
    (CSV, ASK, "&format=text/csv", "application/json"),
    (CSV, ASK, "&output=CSV", "*/*"),
    (CSV, ASK, "&results=csv", "*/*"),
    (CSV, ASK, "&format=csv&output=json&results=xml", "*/*"),
    (JSON_RESULTS, ASK, "&output=json&format=csv", "*/*"),
    (CSV, ASK, "&format=turtle&output=csv", "*/*"),
    (CSV, ASK, "&format=nonsense&format=csv", "*/*"),
    (CSV, ASK, "&format=turtle,csv", "*/*"),
    (JSON_RESULTS, ASK, "&format=JSON", "text/csv"),
    (JSON_RESULTS, ASK, "&format=application/sparql-results%2Bjson", "text/csv"),
    (JSON_RESULTS, ASK, "&format=application/sparql-results+json", "text/csv"),
    ("application/sparql-results+xml", ASK, "&format=xml", "*/*"),
    (RDFXML, CONSTRUCT, "&format=xml", "*/*"),
    (RDFXML, CONSTRUCT, "&format=rdf%2Bxml", "text/turtle"),
    (RDFXML, CONSTRUCT, "&format=RDF/XML", "text/turtle"),
    (JSONLD, CONSTRUCT, "&format=json", "text/turtle"),
    (JSONLD, CONSTRUCT, "&format=json-ld", "*/*"),
    (TURTLE, CONSTRUCT, "&format=n3", "application/ld+json"),
    (TURTLE, CONSTRUCT, "&format=ttl", "application/ld+json"),
    ("application/n-triples", CONSTRUCT, "&format=N-Triples", "*/*"),
    (CSV, ASK, "&format=pdf", "text/csv"),
    (CSV, ASK, "&format=", "text/csv"),
    (HTML, ASK, "&format=html", "text/csv"),
    (HTML, ASK, "&format=pdf", "text/html"),
    (JSON_RESULTS, ASK, "", "image/png"),
    (JSON_RESULTS, ASK, "", "text/turtle"),
    (TURTLE, CONSTRUCT, "", "text/csv"),
    (TURTLE, DESCRIBE, "", "application/sparql-results+json"),
    (TURTLE, DESCRIBE, "", "text/n3"),
    (JSONLD, DESCRIBE, "", "application/json"),
    ("application/n-triples", CONSTRUCT, "", "text/turtle;q=0, image/png"),
    (JSON_RESULTS, ASK, "&default-graph-uri=&named-graph-uri=", "*/*"),
    (JSON_RESULTS, ASK, "&callback=show", "*/*"),
]


@pytest.mark.parametrize(("sent", "query", "parameters", "accept"), NAMED)
def test_formats_are_read_leniently(server: Server, sent: str, query: str, parameters: str, accept: str) -> None:
    """The first understood name of a fitting format wins, then Accept, then the form's default (RFC 9110 §12.5.1)."""
    status, headers, _ = ask(server, "GET", f"/sparql?query={quote(query, safe='')}{parameters}", accept=accept)
    assert (200, sent) == (status, headers["content-type"])


@pytest.mark.parametrize("accept", ["*/*;q=0", "*/*;q=0, image/png", "text/*;q=0, application/*;q=0"])
@pytest.mark.parametrize("query", [ASK, CONSTRUCT])
def test_what_is_excluded_is_not_sent(server: Server, accept: str, query: str) -> None:
    """RFC 9110 §12.4.2: q=0 means "not acceptable", so where it holds every format there is none to send."""
    status, headers, body = ask(server, "GET", "/sparql?" + urlencode({"query": query}), accept=accept)
    assert (406, "application/problem+json") == (status, headers["content-type"])
    assert json.loads(body)["offers"]


def test_an_empty_graph_name_names_no_graph(server: Server) -> None:
    """`default-graph-uri=` is what clients send whose setting is empty."""
    empty = "&default-graph-uri=&named-graph-uri="
    answers = [ask(server, "GET", f"/sparql?query={quote(COUNT, safe='')}{graphs}")[2] for graphs in ("", empty)]
    assert answers[0] == answers[1]


def test_syntax_error_has_its_place(server: Server) -> None:
    """A query that does not parse is a 400 with line and column, for a program and beside the text for a person."""
    path = "/sparql?" + urlencode({"query": "SELECT * WHERE {\n  ?s ?p\n}"})
    status, _, body = ask(server, "GET", path)
    problem = json.loads(body)
    assert (400, 3, 1) == (status, problem["line"], problem["column"])
    status, headers, page = ask(server, "GET", path, accept="text/html")
    assert (400, True) == (status, headers["content-type"].startswith("text/html"))
    assert "line 3, column 1" in page.decode()
    assert "SELECT * WHERE {" in page.decode()


def test_an_accented_iri_is_found_by_every_way(server: Server) -> None:
    """A parameter is decoded once: an IRI with a literal `%C3%A9` is not the IRI with `é`."""
    for name in ("caf\u00e9", "caf%C3%A9"):
        query = f"SELECT ?x WHERE {{ VALUES ?x {{ <urn:x:{name}> }} }}"
        answers = [
            ask(server, "GET", "/sparql?query=" + quote(query, safe="")),
            ask(server, "POST", "/sparql", urlencode({"query": query}).encode(), FORM),
            ask(server, "POST", "/sparql", query.encode(), DIRECT),
        ]
        found = {json.loads(body)["results"]["bindings"][0]["x"]["value"] for _, _, body in answers}
        assert {f"urn:x:{name}"} == found


def test_results_as_a_page(server: Server) -> None:
    """A person gets a table with names beside IRIs, and the query kept in the form."""
    concerns = "https://w3id.org/ccwp/ontology#concernsParty"
    query = f"SELECT ?party WHERE {{ <{ID}plan/5/action/5.4> <{concerns}> ?party }} ORDER BY ?party"
    page = ask(server, "GET", "/sparql?" + urlencode({"query": query}), accept="text/html")[2].decode()
    assert '<a href="/doc/organisation/olaf">European Anti-Fraud Office</a>' in page
    assert "3 rows" in page
    assert "SELECT ?party WHERE" in page


def test_service_description(server: Server) -> None:
    """SPARQL 1.1 Service Description §2: a bare GET tells what the endpoint can do."""
    status, headers, body = ask(server, "GET", "/sparql", accept="application/n-triples")
    assert (200, "application/n-triples") == (status, headers["content-type"])
    text = body.decode()
    assert "sparql-service-description#SPARQL11Query" in text
    assert "formats/SPARQL_Results_TSV" in text
    assert f"<{ONTOLOGY}>" in text


@pytest.mark.parametrize(("form", "method"), [(JSON, "GET"), (XML, "GET"), (JSON, POST), (JSON, POSTDIRECTLY)])
def test_a_common_client(server: Server, form: str, method: str) -> None:
    """SPARQLWrapper, as people use it, gets what it asks for."""
    client = SPARQLWrapper(server.address + "/sparql", returnFormat=form)
    client.setMethod(POST if method == POSTDIRECTLY else method)
    if method == POSTDIRECTLY:
        client.setRequestMethod(POSTDIRECTLY)
    client.setQuery(PLAN)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves its connections to the collector
        answer = client.query().convert()
    text = answer.toxml() if form == XML else json.dumps(answer)
    assert "Fifth Action Plan" in text
