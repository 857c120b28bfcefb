"""Sends one request to a server and judges what comes back: is it whole, is it what its label says, is it right?"""

from __future__ import annotations

import csv
import http.client
import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results

from benchmarks.sparql.setup.asking import NO_ANSWER
from benchmarks.sparql.setup.servers import Server

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
RESULTS = (JSON, XML, CSV, TSV)
TURTLE, NTRIPLES, RDFXML, JSONLD = "text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"
_PARSED = {JSON: QueryResultsFormat.JSON, XML: QueryResultsFormat.XML, TSV: QueryResultsFormat.TSV}
_GRAPHS = {
    TURTLE: RdfFormat.TURTLE,
    NTRIPLES: RdfFormat.N_TRIPLES,
    RDFXML: RdfFormat.RDF_XML,
    JSONLD: RdfFormat.JSON_LD,
}
CLOSED = "the connection broke"
TIMEOUT = 15.0
_MOST = 64 << 20

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One request: what stands in the address, the body and its media type, the formats that are wanted."""

    method: str = "GET"
    address: Pairs = ()
    body: bytes | None = None
    kind: str | None = None
    accept: str | None = JSON
    headers: Pairs = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; `broken` says how it ended early, and is empty where it is whole."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float
    broken: str = ""

    @property
    def media_type(self) -> str:
        """The essence of the media type (RFC 9110 §8.3.1)."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


Wrong = str | None
"""What is wrong with a reply; None where it is as it should be."""

Expected = Callable[[Reply], Wrong]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One cell: whether a server passed, and what was seen."""

    server: str
    name: str
    rule: str
    passed: bool
    seen: str


def send(server: Server, sent: Sent, *, timeout: float = TIMEOUT, source: str | None = None) -> Reply:
    """Send a request over a connection of its own; the time is for the whole answer, not for each piece of it."""
    begun = time.perf_counter()
    end = begun + timeout
    connection = http.client.HTTPConnection(
        "127.0.0.1", server.port, timeout=timeout, source_address=(source, 0) if source else None
    )
    target = server.path + ("?" + urlencode(sent.address) if sent.address else "")
    headers = {name: value for name, value in (("Accept", sent.accept), ("Content-Type", sent.kind)) if value}
    status, found, pieces, size, broken = NO_ANSWER, {}, bytearray(), 0, ""
    try:
        connection.request(sent.method, target, body=sent.body, headers=headers | dict(sent.headers))
        response = connection.getresponse()
        status, found = response.status, {name.lower(): value for name, value in response.getheaders()}
        while piece := response.read1(1 << 16):
            size += len(piece)
            if size <= _MOST:
                pieces += piece
            if time.perf_counter() > end:
                broken = "no end in time"
                break
        if not broken and (response.length or size > _MOST):
            broken = "cut short" if response.length else "too large to be checked"
    except (OSError, http.client.HTTPException) as error:
        broken = "nothing came in time" if isinstance(error, TimeoutError) else CLOSED
    finally:
        connection.close()
    return Reply(status, found, bytes(pieces), time.perf_counter() - begun, broken)


# What a reply has to be


def is_answer(reply: Reply, *media_types: str) -> Wrong:
    """A whole answer in one of the formats."""
    if reply.broken:
        return reply.broken
    if reply.status != 200:
        return "not answered"
    # SPARQL 1.1 Protocol §2.1.6: the content type must be the media type defined for the format of the body.
    return None if reply.media_type in media_types else f"not {' or '.join(media_types)}"


def rows(media_types: str | tuple[str, ...], count: int) -> Expected:
    """A result of so many rows in one of the formats, labelled as it."""
    wanted = (media_types,) if isinstance(media_types, str) else media_types

    def check(reply: Reply) -> Wrong:
        if wrong := is_answer(reply, *wanted):
            return wrong
        found = len(table_of(reply)) - 1
        return None if found == count else f"{found} rows, not {count}"

    return check


def table_of(reply: Reply) -> list[list[str | None]]:
    """The variables and then the rows; raises ValueError or SyntaxError where the body is not what its label says."""
    if reply.media_type == CSV:
        # SPARQL 1.1 Query Results CSV and TSV §3: RFC 4180, the variables in the first line.
        lines = csv.reader(io.StringIO(reply.body.decode("utf-8"), newline=""), strict=True)
        return [list(line) for line in lines]
    found = parse_query_results(reply.body, format=_PARSED[reply.media_type])
    if isinstance(found, QueryBoolean):
        raise ValueError("a truth value instead of rows")
    every = [[getattr(term, "value", None) for term in solution] for solution in found]
    return [[variable.value for variable in found.variables], *every]


def value(media_type: str, text: str) -> Expected:
    """One row with one value, read back exactly."""

    def check(reply: Reply) -> Wrong:
        if wrong := is_answer(reply, media_type):
            return wrong
        found = table_of(reply)[1:]
        return None if found == [[text]] else f"another value: {found!r:.40}"

    return check


def truth(wanted: bool, *media_types: str, refusal: bool = False) -> Expected:
    """A yes or a no, in JSON where nothing else is said; `refusal`: an error status is as good as the answer."""

    def check(reply: Reply) -> Wrong:
        if refusal and reply.status >= 400:
            return None
        if wrong := is_answer(reply, *(media_types or (JSON,))):
            return wrong
        found = parse_query_results(reply.body, format=_PARSED[reply.media_type])
        if not isinstance(found, QueryBoolean):
            return "rows instead of a truth value"
        return None if bool(found) is wanted else f"says {str(bool(found)).lower()}"

    return check


def graph(media_type: str, least: int, most: int = 1 << 30, *, may_lack: bool = False) -> Expected:
    """A graph of so many triples, labelled as what it is; `may_lack`: 406 is honest, no specification wants this."""

    def check(reply: Reply) -> Wrong:
        if may_lack and reply.status == 406:
            return None
        if wrong := is_answer(reply, media_type):
            return wrong
        found = len({quad.triple for quad in parse(reply.body, format=_GRAPHS[media_type])})
        return None if least <= found <= most else f"{found} triples"

    return check


def status(*wanted: int) -> Expected:
    """One of these statuses; without any, any that lays the fault at the client (RFC 9110 §15.5)."""
    allowed = wanted or tuple(range(400, 500))

    def check(reply: Reply) -> Wrong:
        return None if reply.status in allowed else "not refused as it should be"

    return check


def or_406(expected: Expected) -> Expected:
    """Not acceptable is an answer, too (RFC 9110 §15.5.7)."""
    return lambda reply: None if reply.status == 406 else expected(reply)


def wrong_method(reply: Reply) -> Wrong:
    """An error; 405 names the methods there are (RFC 9110 §15.5.6)."""
    if reply.status == 405 and "allow" not in reply.headers:
        return "no Allow"
    return status(*range(400, 500), 501)(reply)


def head(reply: Reply) -> Wrong:
    """The answer without its body."""
    return is_answer(reply, JSON) or ("a body" if reply.body else None)


def varies(reply: Reply) -> Wrong:
    """A cache may not keep it, or knows that another Accept has another answer."""
    said = [name.strip().lower() for name in reply.headers.get("vary", "").split(",")]
    kept = "no-store" not in reply.headers.get("cache-control", "")
    return is_answer(reply, JSON) or ("no Vary: Accept" if kept and not {"accept", "*"} & set(said) else None)


def dated(reply: Reply) -> Wrong:
    """It says when it was made."""
    return None if "date" in reply.headers else "no Date"


def described(predicate: str, wanted: str | None = None) -> Expected:
    """A description that says something about the service; `wanted` is the object, any IRI or node where None."""

    def check(reply: Reply) -> Wrong:
        if wrong := is_answer(reply, *_GRAPHS):
            return wrong
        quads = parse(reply.body, format=_GRAPHS[reply.media_type], base_iri="http://127.0.0.1/")
        found = {getattr(quad.object, "value", "") for quad in quads if quad.predicate.value == predicate}
        return None if (found if wanted is None else wanted in found) else "does not say it"

    return check
