"""Asks each server what the specifications promise, row by row, and tells which answers are as they should be.

Every row follows from a specification that all servers know: SPARQL 1.1 Protocol, Service Description, the formats of
results, and HTTP itself. Where a rule leaves a server a choice, every choice passes; where it says "should", the row
says so and counts as the others do. All servers get the same data and two named graphs beside it.
"""

from __future__ import annotations

import csv
import dataclasses
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.sparql.setup.data import BODIES, DEF, LABEL, TRIPLES_OF_AN_ACTION, TYPE, iri
from benchmarks.sparql.setup.replies import (
    CSV,
    DIRECT,
    FORM,
    JSON,
    JSONLD,
    NTRIPLES,
    RDFXML,
    RESULTS,
    TSV,
    TURTLE,
    XML,
    Expected,
    Sent,
    Verdict,
    dated,
    described,
    graph,
    head,
    or_406,
    rows,
    send,
    status,
    truth,
    value,
    varies,
    wrong_method,
)
from benchmarks.sparql.setup.servers import Place, Server, serving

_REFUSED = range(400, 600)
"""A service that refuses may say 500, too (SPARQL 1.1 Protocol §2.1.7)."""

_SD = "http://www.w3.org/ns/sparql-service-description#"


@dataclass(frozen=True, slots=True)
class Row:
    """What is tried, where it is promised, the request, and what has to come back (`server` for its own address)."""

    name: str
    rule: str
    sent: Sent
    expected: Expected


_SELECT = f"SELECT ?body ?name {{ ?body a <{DEF}Body> ; <{LABEL}> ?name }}"
_CONSTRUCT = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o FILTER(?s = <{iri('action', 1)}>) }}"
_DESCRIBE = f"DESCRIBE <{iri('action', 1)}>"
_ASK = f"ASK {{ <{iri('action', 1)}> ?p ?o }}"
_G1, _G2, _NONE = (iri("graph", number) for number in (1, 2, 3))
_T1, _T2 = (iri("told", number) for number in (1, 2))
_HARD = 'é "quoted", two\nlines & <more>'
_TEXT = json.dumps(_HARD, ensure_ascii=False)  # these escapes are the same in SPARQL (§19.7)
_TOLD = iri("told", 3)
_INSERT = f"INSERT DATA {{ GRAPH <{_TOLD}> {{ <{_TOLD}> <{_TOLD}> <{_TOLD}> }} }}"


def _get(query: str, *more: tuple[str, str], accept: str | None = JSON, method: str = "GET") -> Sent:
    return Sent(method=method, address=[("query", query), *more], accept=accept)


def _form(*pairs: tuple[str, str]) -> Sent:
    return Sent(method="POST", body=urlencode(pairs).encode(), kind=FORM)


def _query_form(query: str) -> Sent:
    return _form(("query", query))


def _post(text: str, *address: tuple[str, str], kind: str | None = DIRECT) -> Sent:
    return Sent(method="POST", body=text.encode(), kind=kind, address=address)


def _asks(*graphs: tuple[str, str]) -> Iterator[tuple[str, str]]:
    for name, value_ in graphs:
        yield f"{name}-graph-uri", value_


_D1, _D2, _N1, _N2 = _asks(("default", _G1), ("default", _G2), ("named", _G1), ("named", _G2))
_SEES_2 = f"ASK {{ <{_T2}> ?p ?o }}"
_SEES_BOTH = f"ASK {{ <{_T1}> ?p ?o . <{_T2}> ?q ?r }}"
_NAMED_BOTH = f"ASK {{ GRAPH ?g {{ <{_T1}> ?p ?o }} GRAPH ?h {{ <{_T2}> ?q ?r }} }}"
_BARE = Sent(accept=TURTLE)
_P, _S, _H = "Protocol §", "Service Description §", "RFC 9110 §"

ROWS = (
    Row("SELECT as JSON", _P + "2.1.5–6", _get(_SELECT), rows(JSON, BODIES)),
    Row("SELECT as XML", _P + "2.1.5–6", _get(_SELECT, accept=XML), rows(XML, BODIES)),
    Row("SELECT as CSV", _P + "2.1.5–6", _get(_SELECT, accept=CSV), rows(CSV, BODIES)),
    Row("SELECT as TSV", _P + "2.1.5–6", _get(_SELECT, accept=TSV), rows(TSV, BODIES)),
    Row("ASK as JSON", _P + "2.1.5–6", _get(_ASK), truth(True)),
    Row("ASK as XML", _P + "2.1.5–6", _get(_ASK, accept=XML), truth(True, XML)),
    *(
        Row(f"{word} as {label}", _P + "2.1.5–6", _get(query, accept=kind), graph(kind, *least_and_most, may_lack=lack))
        for word, query, *least_and_most in (
            ("CONSTRUCT", _CONSTRUCT, TRIPLES_OF_AN_ACTION, TRIPLES_OF_AN_ACTION),
            ("DESCRIBE", _DESCRIBE, 1, 1 << 30),
        )
        for label, kind, lack in (
            ("Turtle", TURTLE, False),
            ("RDF/XML", RDFXML, False),
            ("N-Triples (or 406)", NTRIPLES, True),
            ("JSON-LD (or 406)", JSONLD, True),
        )
        if (word, kind) != ("DESCRIBE", NTRIPLES)
    ),
    Row("no Accept", _H + "12.5.1", _get(_SELECT, accept=None), rows(RESULTS, BODIES)),
    Row("Accept: */*", _H + "12.5.1", _get(_SELECT, accept="*/*"), rows(RESULTS, BODIES)),
    Row(
        "q-values: XML 0.2, JSON 0.9",
        _H + "12.4.2 (should)",
        _get(_SELECT, accept=f"{XML};q=0.2, {JSON};q=0.9"),
        rows(JSON, BODIES),
    ),
    Row(
        "q-values: JSON 0.2, XML 0.9",
        _H + "12.4.2 (should)",
        _get(_SELECT, accept=f"{JSON};q=0.2, {XML};q=0.9"),
        rows(XML, BODIES),
    ),
    Row(
        "q=0 excludes JSON", _H + "12.4.2 (should)", _get(_SELECT, accept=f"{JSON};q=0, {XML};q=0.1"), rows(XML, BODIES)
    ),
    Row("media type in capitals", _H + "8.3.1", _get(_SELECT, accept=XML.upper()), rows(XML, BODIES)),
    Row(
        "image/png: 406 or another result format",
        _H + "12.5.1",
        _get(_SELECT, accept="image/png"),
        or_406(rows(RESULTS, BODIES)),
    ),
    Row("POST form", _P + "2.1.2", _form(("query", _ASK)), truth(True)),
    Row("POST direct", _P + "2.1.3", _post(_ASK), truth(True)),
    Row("POST direct, charset=utf-8", _H + "8.3.1", _post(_ASK, kind=f"{DIRECT}; charset=utf-8"), truth(True)),
    *(
        Row(f"{label}, {how}", _P + section, sent(f'SELECT ("{text}" AS ?x) {{}}'), value(JSON, text))
        for label, text, how, section, sent in (
            ("é in UTF-8", "é", "GET", "2.1.1", _get),
            ("é in UTF-8", "é", "POST form", "2.1.2", _query_form),
            ("é in UTF-8", "é", "POST direct", "2.1.3", _post),
            ("%C3%A9 decoded once", "%C3%A9", "GET", "2.1.1", _get),
            ("%C3%A9 decoded once", "%C3%A9", "POST form", "2.1.2", _query_form),
            ("a plus sign in the text", "1+1 = 2", "POST form", "2.1.2", _query_form),
        )
    ),
    Row(
        "quotes and line breaks in CSV",
        "CSV and TSV §3.2",
        _get(f"SELECT ({_TEXT} AS ?x) {{}}", accept=CSV),
        value(CSV, _HARD),
    ),
    Row(
        "quotes and line breaks in TSV",
        "CSV and TSV §4.2",
        _get(f"SELECT ({_TEXT} AS ?x) {{}}", accept=TSV),
        value(TSV, _HARD),
    ),
    Row("default-graph-uri twice: both graphs", _P + "2.1.4", _get(_SEES_BOTH, _D1, _D2), truth(True)),
    Row("default-graph-uri: no other graph", _P + "2.1.4", _get(_SEES_2, _D1), truth(False)),
    Row("default-graph-uri in a form", _P + "2.1.2", _form(("query", _SEES_2), _D1), truth(False)),
    Row("default-graph-uri beside a direct POST", _P + "2.1.3", _post(_SEES_2, _D1), truth(False)),
    Row("named-graph-uri twice: both graphs", _P + "2.1.4", _get(_NAMED_BOTH, _N1, _N2), truth(True)),
    Row("named-graph-uri: no other graph", _P + "2.1.4", _get(_NAMED_BOTH, _N1), truth(False)),
    Row(
        "the request's dataset beats FROM",
        _P + "2.1.4",
        _get(_SEES_2.replace("ASK", f"ASK FROM <{_G2}>"), _D1),
        truth(False),
    ),
    Row(
        "an unknown graph: empty or an error",
        _P + "2.1.4",
        _get(_ASK, ("default-graph-uri", _NONE)),
        truth(False, refusal=True),
    ),
    Row("syntax error: 400", _P + "2.1.7", _get("ASK {"), status(400)),
    Row("two queries", _P + "2.1", _get(_ASK, ("query", "ASK {}")), status()),
    Row("a form without query", _P + "2.1.2", _form(("other", "1")), status()),
    Row("POST as text/plain", _P + "2.1.3", _post(_ASK, kind="text/plain"), status()),
    Row("POST without media type", _P + "2.1.3", _post(_ASK, kind=None), status()),
    Row("an update as query", _P + "2.1.7", _get(_INSERT), status(*_REFUSED)),
    Row("an update by GET", _P + "2.2", Sent(address=[("update", _INSERT)]), status(*_REFUSED)),
    Row("none of these updates was run", _P + "2.2", _get(f"ASK {{ GRAPH ?g {{ <{_TOLD}> ?p ?o }} }}"), truth(False)),
    Row("PUT: 405 with Allow, or another error", _H + "15.5.6", _get(_ASK, method="PUT"), wrong_method),
    Row("HEAD: as GET, no body", _H + "9.3.2", _get(_SELECT, method="HEAD"), head),
    Row("Date", _H + "6.6.1", _get(_SELECT), dated),
    Row("Vary: Accept where formats are chosen (or no-store)", _H + "12.5.5 (should)", _get(_SELECT), varies),
    Row("GET without query: RDF about a Service", _S + "2 (should)", _BARE, described(TYPE, f"{_SD}Service")),
    Row("the description names an endpoint", _S + "3.4.1", _BARE, described(f"{_SD}endpoint")),
)


def verdicts(name: str, place: Place) -> Iterator[Verdict]:
    """Start one server on the data and the two graphs, and try every row on it."""
    file = place.folder / f"{place.data.stem}-graphs.nq"
    shutil.copyfile(place.data, file)
    with file.open("a", encoding="ascii") as out:
        out.writelines(f"<{told}> <{told}> <{told}> <{graph_}> .\n" for told, graph_ in ((_T1, _G1), (_T2, _G2)))
    with serving(name, dataclasses.replace(place, data=file)) as server:
        for row in ROWS:
            yield _verdict(server, row)


def _verdict(server: Server, row: Row) -> Verdict:
    reply = send(server, row.sent)
    try:
        wrong = row.expected(reply)
    except (ValueError, SyntaxError, csv.Error):
        wrong = f"the body is no {reply.media_type}"
    seen = ", ".join(part for part in (str(reply.status or "no answer"), wrong) if part)
    return Verdict(server=server.name, name=row.name, rule=row.rule, passed=wrong is None, seen=seen)
