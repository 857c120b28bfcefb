"""A remote store that is down, slow, broken or cutting: each has its error, and none becomes an empty result."""

from __future__ import annotations

import base64
import json
import time
from http.server import BaseHTTPRequestHandler
from urllib.request import parse_http_list, parse_keqv_list

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.errors import AnswerTooLarge, CcwpError, QuerySyntaxError, StoreBroken, StoreTooSlow, StoreUnavailable
from ccwp_kg.formats import NTRIPLES, SPARQL_CSV, SPARQL_JSON, SPARQL_XML, TURTLE
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import Bounds, Dataset
from ccwp_kg.store.remote import RemoteStore
from support.stores.endpoints import Fake, Play, in_turn, raw, reply, reset

QUERY = "SELECT ?s FROM <http://g.example/> { ?s ?p ?o }"
GRAPH = "CONSTRUCT { ?s ?p ?o } FROM <http://g.example/> { ?s ?p ?o }"
JSON = '{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"http://a.example/"}}]}}'
EMPTY = '{"head":{"vars":["s"]},"results":{"bindings":[]}}'
YES, NO = '{"head":{},"boolean":true}', '{"head":{},"boolean":false}'
LINE = "<http://a.example/s> <http://a.example/p> <http://a.example/o> .\n"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"


def count(number: int) -> Play:
    value = {"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#integer", "value": str(number)}
    return reply(json.dumps({"head": {"vars": ["ccwp_kg_count"]}, "results": {"bindings": [{"ccwp_kg_count": value}]}}))


def rows(number: int) -> str:
    found = [{"s": {"type": "uri", "value": f"http://a.example/{n}"}} for n in range(number)]
    return json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": found}})


def lines(number: int) -> str:
    return "".join(f"<http://a.example/{n}> <http://a.example/p> <http://a.example/o> .\n" for n in range(number))


def chunked(*pieces: bytes, is_whole: bool = True) -> bytes:
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + body + (b"0\r\n\r\n" if is_whole else b"")


def hang(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


def drip(start: bytes) -> Play:
    def play(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(start)
        for _ in range(60):
            handler.wfile.write(b" ")
            time.sleep(0.05)

    return play


MISBEHAVIOURS: dict[str, tuple[type[CcwpError], str, Play]] = {
    "a page": (StoreBroken, "answered text/html", reply("<html></html>", media_type="text/html; charset=utf-8")),
    "a page called JSON": (StoreBroken, "no SPARQL result", reply("<html></html>")),
    "plain text": (StoreBroken, "answered text/plain", reply("ok", media_type="text/plain")),
    "no type at all": (StoreBroken, "answered something", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")),
    "nothing": (StoreBroken, "no SPARQL result", reply("")),
    "no content": (StoreBroken, "answered something", raw(b"HTTP/1.1 204 No Content\r\n\r\n")),
    "another JSON": (StoreBroken, "no SPARQL result", reply("{}")),
    "JSON cut in a row": (StoreBroken, "no SPARQL result", reply(JSON[:-20])),
    "JSON cut at its end": (StoreBroken, "no SPARQL result", reply(JSON[:-1])),
    "JSON and more": (StoreBroken, "no SPARQL result", reply(JSON + JSON)),
    "a verdict for rows": (StoreBroken, "of another kind", reply(YES)),
    "cut below its length": (StoreBroken, "broke off", raw(HEAD + b"Content-Length: 900\r\n\r\n" + JSON.encode())),
    "cut between chunks": (StoreBroken, "broke off", raw(chunked(JSON.encode(), is_whole=False))),
    "cut within a chunk": (StoreBroken, "broke off", raw(chunked(JSON.encode())[:-30])),
    "a part": (StoreBroken, "status 206", reply(JSON, status=206)),
    "a part by header": (StoreBroken, "S1TAT Anytime", reply(JSON, X_SQL_State="S1TAT", X_SQL_Message="Anytime")),
    "redirected": (StoreBroken, "302: http://b.example/x\\)", reply("", status=302, Location="http://b.example/x?k")),
    "redirected for good": (StoreBroken, "status 308", reply("", status=308, Location="/other")),
    "syntax": (QuerySyntaxError, "understand the query: Error at line 3, column 7 x", reply(
        "Error at line 3, column 7\n\tx\n\nSELECT", status=400, media_type="text/plain;charset=utf-8")),
    "syntax as a problem": (QuerySyntaxError, "the query: at line 3", reply(
        '{"title":"no","detail":"at line 3"}', status=400, media_type="application/problem+json")),
    "a problem that is none": (QuerySyntaxError, "the query$", reply(
        "[", status=400, media_type="application/problem+json")),
    "syntax on a page": (QuerySyntaxError, "the query$", reply("<p>Bad", status=400, media_type="text/html")),
    "no credentials": (StoreBroken, "CCWP_STORE_USER and CCWP_STORE_PASSWORD", reply("", status=401)),
    "wrong credentials": (StoreBroken, "CCWP_STORE_USER and CCWP_STORE_PASSWORD", reply("", status=401)),
    "forbidden": (StoreBroken, "forbids it; name a user who may", reply("", status=403)),
    "no such address": (StoreBroken, "the address of a SPARQL endpoint", reply("", status=404)),
    "no endpoint": (StoreBroken, "takes no queries; is this the address of a SPARQL", reply("", status=405)),
    "its own time limit": (StoreTooSlow, "its own time limit", reply("", status=408)),
    "a gateway's time limit": (StoreTooSlow, "its own time limit", reply("", status=504)),
    "too many requests": (StoreUnavailable, "status 429", reply("", status=429)),
    "closed": (StoreUnavailable, "status 503", reply("", status=503)),
    "a query that was ended": (StoreUnavailable, "too long\\) .* or has ended the query", reply(
        '{"detail":"too long"}', status=503, media_type="application/problem+json")),
    "a failure": (StoreBroken, "500: Virtuoso 22", reply("Virtuoso 22", status=500, media_type="text/plain")),
    "an odd status": (StoreBroken, "status 418", reply("", status=418)),
    "a status that is none": (StoreBroken, "status 700", raw(b"HTTP/1.1 700 Odd\r\nContent-Length: 0\r\n\r\n")),
    "a length of 5,000 digits": (StoreBroken, "does not speak HTTP", raw(
        HEAD + b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\n" + JSON.encode())),
    "a chunk of less than nothing": (StoreBroken, "does not speak HTTP", raw(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nabc\r\n")),
    "a deep problem": (QuerySyntaxError, "the query$", reply(
        "[" * 16_000, status=400, media_type="application/problem+json")),
    "no HTTP": (StoreBroken, "does not speak HTTP", raw(b"SSH-2.0-OpenSSH_9.2\r\n")),
    "hung up": (StoreUnavailable, "cannot be reached", raw(b"")),
    "reset": (StoreUnavailable, "cannot be reached", reset),
    "silence": (StoreTooSlow, "did not answer within 0.5 s", hang),
    "dripping status": (StoreTooSlow, "did not answer within 0.5 s", drip(b"HTTP/1.1 200 O")),
    "dripping headers": (StoreTooSlow, "did not answer within 0.5 s", drip(HEAD + b"X-Slow: ")),
    "dripping body": (StoreTooSlow, "did not answer within 0.5 s", drip(HEAD + b"Content-Length: 900\r\n\r\n{")),
    "too long by its length": (AnswerTooLarge, "20,000 bytes", reply(" " * 20_001 + JSON)),
    "too long without end": (AnswerTooLarge, "20,000 bytes", raw(HEAD + b"\r\n" + b" " * 20_001)),
    "too many rows": (AnswerTooLarge, "50 rows", reply(rows(51))),
}  # fmt: skip


@pytest.mark.parametrize("name", MISBEHAVIOURS)
def test_each_misbehaviour_has_its_error(name: str, fake: Fake) -> None:
    """Nothing that is not a whole answer is taken for one; the time limit is for all of it together."""
    error, told, fake.play = MISBEHAVIOURS[name]
    store = RemoteStore(fake.address, bounds=Bounds(rows=50, size=20_000, seconds=0.5))
    begun = time.monotonic()
    with pytest.raises(CcwpError, match=told) as raised:
        store.rows(QUERY)
    assert error is raised.type
    assert "\n" not in str(raised.value)
    assert time.monotonic() - begun < 1.2


GRAPH_MISBEHAVIOURS: dict[str, tuple[type[CcwpError], str, Play]] = {
    "a page": (StoreBroken, "answered text/html", reply("<html></html>", media_type="text/html")),
    "results": (StoreBroken, "answered application/sparql-results", reply(JSON)),
    "cut in a line": (StoreBroken, "no application/n-triples", reply(LINE[:-6], media_type="application/n-triples")),
    "cut Turtle": (StoreBroken, "no text/turtle", reply("@prefix a: <http:", media_type="text/turtle")),
    "too many": (AnswerTooLarge, "50 triples", reply(lines(51), media_type="application/n-triples")),
    "cut at a line": (StoreBroken, "cut the answer at 1 of 2 triples", in_turn(
        raw(b"HTTP/1.1 200 OK\r\nContent-Type: application/n-triples\r\n\r\n" + LINE.encode()), count(2))),
}  # fmt: skip


@pytest.mark.parametrize("name", GRAPH_MISBEHAVIOURS)
def test_each_misbehaviour_with_a_graph_has_its_error(name: str, fake: Fake) -> None:
    """A line less is still N-Triples, so where HTTP does not tell the end, the endpoint has to count."""
    error, told, fake.play = GRAPH_MISBEHAVIOURS[name]
    with pytest.raises(CcwpError, match=told) as raised:
        RemoteStore(fake.address, bounds=Bounds(rows=50, size=20_000, seconds=2)).triples(GRAPH)
    assert error is raised.type


@pytest.mark.parametrize(
    ("error", "answered", "counted"),
    [
        (None, 999, 5_000),  # nobody limits answers to fewer than a thousand
        (None, 1_000, 1_000),
        ("cut the answer at 1,000 of 1,001 rows", 1_000, 1_001),
        ("cut the answer at 1,500 of 18,092 rows", 1_500, 18_092),
    ],
)
def test_an_answer_cut_in_silence_is_found_out(error: str | None, answered: int, counted: int, fake: Fake) -> None:
    """From a thousand rows on the endpoint counts them, with the same graphs."""
    fake.play = in_turn(reply(rows(answered)), count(counted))
    store = RemoteStore(fake.address)
    given = Dataset((NamedNode("http://g.example/"),))
    if error is None:
        assert answered == len(store.rows("SELECT ?s { ?s ?p ?o }", dataset=given))
    else:
        with pytest.raises(StoreBroken, match=error):
            store.written("SELECT ?s { ?s ?p ?o }", SPARQL_CSV, dataset=given)
    assert [["http://g.example/"]] * (1 + (answered >= 1_000)) == [asked["default-graph-uri"] for asked in fake.asked]


def test_an_endpoint_that_cannot_count_is_not_trusted(fake: Fake) -> None:
    fake.play = in_turn(reply(rows(1_000)), reply("", status=400))
    with pytest.raises(StoreBroken, match="could not say whether these are all"):
        RemoteStore(fake.address).rows(QUERY)


def test_chance_is_not_counted(fake: Fake) -> None:
    """Another run of RAND() keeps other rows."""
    fake.play = reply(rows(1_200))
    assert 1_200 == len(RemoteStore(fake.address).rows(QUERY.replace("?o }", "?o FILTER(RAND() < 0.5) }")))
    assert 1 == len(fake.asked)


@pytest.mark.parametrize("form", [SPARQL_XML, SPARQL_JSON])
def test_a_verdict_is_whole(form: object, fake: Fake) -> None:
    store, asked = RemoteStore(fake.address), "ASK FROM <http://g.example/> {}"
    fake.play = reply(YES)
    assert b"true" in store.written(asked, SPARQL_CSV).whole()
    fake.play = reply(YES[:-1])
    with pytest.raises(StoreBroken, match="no SPARQL result"):
        store.written(asked, SPARQL_CSV)
    fake.play = reply(EMPTY)
    with pytest.raises(StoreBroken, match="another kind"):
        store.written(asked, SPARQL_CSV)


TERMS = [
    (Literal(True), '{"type":"typed-literal","datatype":"http://www.w3.org/2001/XMLSchema#boolean","value":"1"}'),
    (Literal(False), '{"value":"0", "datatype":"http://www.w3.org/2001/XMLSchema#boolean","type":"literal"}'),
    (Literal('"type":"bnode","value":"nodeID:"'), r'{"type":"literal","value":"\"type\":\"bnode\",\"value\":\"nodeID:\""}'),  # noqa: E501
    (BlankNode("b10002"), '{ "type": "bnode", "value": "nodeID://b10002" }'),
    (BlankNode("b10002"), '{ "value": "nodeID://b10002", "type": "bnode" }'),
    (BlankNode("r2"), '{"type":"bnode","value":"r2"}'),
    (BlankNode("ba_3ab_2d1"), '{"type":"bnode","value":"a:b-1"}'),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "written"), TERMS)
def test_odd_ways_to_write_a_term_are_understood(expected: object, written: str, fake: Fake) -> None:
    """Virtuoso names blank nodes like addresses and truth like numbers."""
    fake.play = reply('{"head":{"vars":["s"]},"results":{"bindings":[{"s":' + written + "}]}}")
    assert ({"s": expected},) == RemoteStore(fake.address).rows(QUERY)


def test_formats_are_written_here(fake: Fake) -> None:
    """So both stores write the same bytes, with the prefixes they were given, whatever the endpoint likes to write."""
    store = RemoteStore(fake.address, prefixes=Prefixes({"a": "http://a.example/"}))
    fake.play = reply(JSON)
    assert b"s\r\nhttp://a.example/\r\n" == store.written(QUERY, SPARQL_CSV).whole()
    assert "application/sparql-results+json, application/json;q=0.5" == fake.headers[-1]["accept"]
    fake.play = reply(LINE * 2, media_type="application/n-triples")
    assert LINE.encode() == store.written(GRAPH, NTRIPLES).whole()
    assert b"@prefix a: <http://a.example/> .\na:s a:p a:o .\n" == store.written(GRAPH, TURTLE).whole()
    with pytest.raises(TypeError):
        store.written(GRAPH, SPARQL_CSV)
    with pytest.raises(TypeError):
        store.written(QUERY, TURTLE)


MERGED, ONE = "https://w3id.org/ccwp/id/graph/merged", "https://w3id.org/ccwp/id/graph/curated/one"
GRAPHS = json.dumps(
    {"head": {"vars": ["g"]}, "results": {"bindings": [{"g": {"type": "uri", "value": iri}} for iri in (ONE, MERGED)]}}
)


def test_a_plain_query_sees_the_merge_where_it_was_loaded(fake: Fake) -> None:
    """Asked once, remembered, and asked again after refresh()."""
    fake.play = in_turn(reply(YES), reply(GRAPHS), reply(EMPTY))
    store = RemoteStore(fake.address)
    for _ in range(2):
        assert () == store.rows("SELECT ?s { ?s ?p ?o }")
    expected = ([MERGED], [ONE])
    assert [expected] * 2 == [(a["default-graph-uri"], a["named-graph-uri"]) for a in fake.asked[2:]]
    store.refresh()
    fake.play = in_turn(reply(NO), reply(EMPTY))
    store.rows("SELECT ?s { ?s ?p ?o }")
    assert ["ASK { GRAPH <" + MERGED + "> { ?s ?p ?o } }"] == fake.asked[4]["query"]
    assert {"query"} == set(fake.asked[5])


def test_an_endpoint_without_named_graphs_is_used_as_it_is(fake: Fake) -> None:
    fake.play = in_turn(reply("", status=400), reply(EMPTY))
    assert () == RemoteStore(fake.address).rows("SELECT ?s { ?s ?p ?o }")
    assert {"query"} == set(fake.asked[1])


@pytest.mark.parametrize(
    ("expected", "query", "dataset"),
    [
        ({"query"}, QUERY, Dataset()),
        ({"query"}, "SELECT * # FROM\nfrom named <a:b> { ?s ?p ?o }", Dataset()),
        ({"query", "named-graph-uri"}, "SELECT * { ?s ?p ?o }", Dataset(named_graphs=(NamedNode(ONE),))),
        ({"query", "default-graph-uri"}, QUERY, Dataset((NamedNode(ONE),))),
    ],
)
def test_graphs_that_are_chosen_are_left_alone(expected: set[str], query: str, dataset: Dataset, fake: Fake) -> None:
    """SPARQL 1.1 Protocol §2.1.4: by the caller, else by the query; only where neither does, by us."""
    fake.play = reply(EMPTY)
    RemoteStore(fake.address).rows(query, dataset=dataset)
    assert [expected] == [set(asked) for asked in fake.asked]


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        ("PREFIX insert: <http://a.example/DELETE> SELECT * FROM <a:b> { ?s ?p 'LOAD' }", None),
        ("# INSERT\r\nSELECT * FROM <a:b> { ?s ?p ?o }", None),
        ("PREFIX a: <b:c> # INSERT DATA\nSELECT * FROM <a:b> { ?s ?p ?o }", None),
        ("BASE <https://w3id.org/ccwp/sparql> SELECT * FROM <b> { ?s ?p ?o }", "SELECT * FROM <b> { ?s ?p ?o }"),
        ("BASE <https://w3id.org/ccwp/sparql> SELECT * FROM <a:b> { <#a:b> ?p ?o }", "SELECT * FROM <a:b> { <#a:b> ?p ?o }"),  # noqa: E501
    ],
)  # fmt: skip
def test_a_query_is_sent_as_it_is(expected: str, query: str | None, fake: Fake) -> None:
    """As a query whatever words it holds; only what is relative gets a base."""
    fake.play = reply(EMPTY)
    RemoteStore(fake.address).rows(query or expected)
    assert [{"query": [expected]}] == fake.asked


def test_given_graphs_take_the_place_of_those_in_the_query(fake: Fake) -> None:
    """SPARQL 1.1 Protocol §2.1.4; Virtuoso would add them up."""
    fake.play = reply(EMPTY)
    text = "SELECT * FROM <a:b>\nFROM NAMED p:c { ?s ?p 'FROM <a:b>' } # end"
    RemoteStore(fake.address).rows("PREFIX p: <q:r> " + text, dataset=Dataset((NamedNode("http://g.example/"),)))
    (asked,) = fake.asked
    assert ["PREFIX p: <q:r> SELECT * { ?s ?p 'FROM <a:b>' } # end"] == [" ".join(asked["query"][0].split())]


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ((2, None), "SPARQL compiler, line 3: syntax error\n\nSPARQL query:\ndefine a:b 0\nSELECT"),
        ((None, None), "line 0: not balanced"),
        ((3, 7), "Encountered x at line 3, column 7."),
        ((None, None), "column 7"),
    ],
)  # fmt: skip
def test_the_place_of_a_syntax_error(expected: tuple[int | None, int | None], told: str, fake: Fake) -> None:
    """Virtuoso counts lines that it has put before the query itself."""
    fake.play = reply(told, status=400, media_type="text/plain")
    with pytest.raises(QuerySyntaxError) as raised:
        RemoteStore(fake.address).rows(QUERY)
    assert expected == (raised.value.line, raised.value.column)
    assert expected[0] is None or f"line {expected[0]}" in str(raised.value)


@pytest.mark.parametrize("text", ["", "DROP ALL", "INSERT DATA { <a:a> <a:a> <a:a> }", "SELEKT *", "PREFIX a: <b:c>"])
def test_what_is_no_query_is_never_sent(text: str, fake: Fake) -> None:
    with pytest.raises(QuerySyntaxError, match="expected SELECT"):
        RemoteStore(fake.address).rows(text)
    assert [] == fake.asked


def test_a_digest_is_given_to_who_asks(fake: Fake) -> None:
    """RFC 7616: the password itself is never sent, and the body only after the store has asked."""
    challenge = reply("", status=401, WWW_Authenticate='Digest realm="SPARQL", nonce="n0", qop="auth", algorithm="MD5"')
    fake.play = in_turn(challenge, reply(EMPTY))
    store = RemoteStore(fake.address, user="dba", password="s3cret")
    assert () == store.rows(QUERY)
    assert "authorization" not in fake.headers[0]
    assert [{}, {"query": [QUERY]}] == fake.asked
    scheme, _, rest = fake.headers[1]["authorization"].partition(" ")
    given = parse_keqv_list(parse_http_list(rest))
    assert ("Digest", "dba", "n0", "/sparql") == (scheme, given["username"], given["nonce"], given["uri"])
    assert "s3cret" not in repr((fake.headers, fake.asked, store._exchange))


def test_a_password_is_given_to_who_asks(fake: Fake) -> None:
    """RFC 7617."""
    fake.play = in_turn(reply("", status=401, WWW_Authenticate='Basic realm="a"'), reply(EMPTY))
    assert () == RemoteStore(fake.address, user="dba", password="pä:ss").rows(QUERY)
    assert b"dba:p\xc3\xa4:ss" == base64.b64decode(fake.headers[1]["authorization"].removeprefix("Basic "))


@pytest.mark.parametrize(
    "challenge",
    [
        "Negotiate",
        "",
        'Digest realm="a", nonce="b", algorithm="MD6"',
        "Digest x",
        'Digest realm="a", nonce="b", qop="odd"',
    ],
)
def test_a_store_that_asks_in_another_way_is_named(challenge: str, fake: Fake) -> None:
    fake.play = reply("", status=401, WWW_Authenticate=challenge)
    with pytest.raises(StoreBroken, match="credentials"):
        RemoteStore(fake.address, user="dba", password="s3cret").rows(QUERY)


def test_no_credentials_where_nobody_asks(fake: Fake) -> None:
    fake.play = in_turn(reply("", status=400), reply(EMPTY))
    assert () == RemoteStore(fake.address, user="dba", password="s3cret").rows(QUERY)
    assert [False, False] == ["authorization" in headers for headers in fake.headers]


def test_a_store_that_is_down_is_unavailable() -> None:
    with pytest.raises(StoreUnavailable, match="cannot be reached \\(Connection refused\\)") as raised:
        RemoteStore("http://127.0.0.1:9/sparql?key=s3cret", bounds=Bounds(seconds=2)).rows(QUERY)
    assert "s3cret" not in str(raised.value)


def test_a_host_without_address_is_unavailable() -> None:
    """RFC 6761 §6.4: `.invalid` never resolves."""
    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        RemoteStore("http://store.invalid/sparql", bounds=Bounds(seconds=5)).rows(QUERY)


def test_a_triple_of_a_graph_counts_once(fake: Fake) -> None:
    fake.play = reply(LINE * 3, media_type="application/n-triples; charset=UTF-8")
    s, p, o = (NamedNode(f"http://a.example/{name}") for name in "spo")
    assert (Triple(s, p, o),) == RemoteStore(fake.address, bounds=Bounds(rows=3)).triples(GRAPH)
