"""A store elsewhere: any SPARQL 1.1 endpoint, for data that outgrows one machine.

The endpoint is not trusted: each answer is read to its end, parsed, counted and written anew. So an HTML page or a
truncated answer is an error, and never an empty result.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from itertools import islice
from typing import Any, cast
from urllib.request import Request

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Triple, parse, parse_query_results
from SPARQLWrapper import POST, SPARQLWrapper

from ccwp_kg import __version__
from ccwp_kg.errors import AnswerTooLarge, QuerySyntaxError, StoreBroken
from ccwp_kg.formats import NTRIPLES, SPARQL_JSON, TURTLE, Format
from ccwp_kg.rdf.dataset import RELEASE
from ccwp_kg.rdf.syntax.prefixes import NO_PREFIXES, Prefixes
from ccwp_kg.rdf.syntax.write import write_bytes
from ccwp_kg.rdf.syntax.xml import well_formed
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.rdf.terms.order import sorted_statements
from ccwp_kg.sparql_text import QueryOutline, outline
from ccwp_kg.store.counting import counted
from ccwp_kg.store.exchange import Address, EndpointReply, Exchange
from ccwp_kg.store.protocol import WHOLE, Bounds, Dataset, Rows, Written, rows_of
from ccwp_kg.store.whole_numbers import counted_from_0

MERGED = iris.graph("merged")
"""The graph with the merge in a store elsewhere, whose default graph may be anything."""

_AGENT = f"ccwp-kg/{__version__}"
_SUSPICIOUS = 1_000
"""Rows or triples from which on the store counts the answer too; no store is known to truncate at fewer."""
_COUNT = "ccwp_kg_count"
_ROWS_ACCEPT = f"{SPARQL_JSON.essence}, application/json;q=0.5"
# N-Triples first: there are stores whose Turtle does not parse.
_GRAPH_ACCEPT = f"{NTRIPLES.essence}, {TURTLE.essence};q=0.5"
_GRAPH_TYPES = {NTRIPLES.essence: RdfFormat.N_TRIPLES, TURTLE.essence: RdfFormat.TURTLE}

_TEXT = rb'\s*:\s*"((?:[^"\\]|\\.)*)"'
_BLANK = re.compile(
    rb'"type"\s*:\s*"bnode"\s*,\s*"value"' + _TEXT + rb'|"value"' + _TEXT + rb'\s*,\s*"type"\s*:\s*"bnode"'
)
_BOOLEAN = rb'"datatype"\s*:\s*"http://www\.w3\.org/2001/XMLSchema#boolean"'
_BIT = re.compile(_BOOLEAN + rb'\s*,\s*"value"\s*:\s*"([01])"|"value"\s*:\s*"([01])"\s*,\s*' + _BOOLEAN)
_WORDED = b'"datatype":"http://www.w3.org/2001/XMLSchema#boolean","value":"%s"'
_LABEL = re.compile(rb"[A-Za-z0-9][A-Za-z0-9_]*")
_ODD = re.compile(rb"[^A-Za-z0-9]")


class RemoteStore:
    """A SPARQL endpoint as a store.

    Where the endpoint holds `graph/merged`, a query without a dataset sees what it would see in a release: the merge as
    its default graph, and our named graphs. Elsewhere it sees the endpoint's own dataset.

    `base` is where the IRIs of our things start there. `bounds` limit the bytes, the rows and the seconds of an answer.
    An answer of 1,000 rows or triples or more is compared with the number that the endpoint counts. One that cannot be
    counted (see `counted`) is taken as it is.
    """

    def __init__(
        self,
        endpoint: str,
        *,
        bounds: Bounds | None = None,
        user: str = "",
        password: str = "",
        prefixes: Prefixes = NO_PREFIXES,
        base: Base = PUBLISHED_BASE,
    ) -> None:
        self._bounds = bounds or Bounds()
        self._prefixes = prefixes
        self._exchange = Exchange(Address(endpoint, user, password), self._bounds.seconds, self._bounds.size)
        self.base = base
        self._merged = base.here(MERGED)
        self._endpoint = f"{base.iri}sparql"
        self._own: Dataset | None = None
        self._has_graphs: bool | None = None

    @property
    def state(self) -> None:
        """None: others may change what the endpoint holds."""

    @property
    def has_graphs(self) -> bool:
        """See Store.has_graphs. A server of ours has them too: its default graph is the merge, under no name."""
        if self._has_graphs is None:
            is_loaded = self._seen(outline("ASK {}"), WHOLE).is_given
            self._has_graphs = is_loaded or self._holds(self.base.here(RELEASE))
        return self._has_graphs

    def refresh(self) -> None:
        """Forget which graphs the endpoint holds, and ask again with the next query."""
        self._own = self._has_graphs = None

    def graphs(self) -> tuple[NamedNode, ...]:
        """Our graphs that the endpoint holds now, by name, the merge among them."""
        ours = f'STRSTARTS(STR(?g), "{self.base.id}graph/")'
        found = self._rows(outline(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({ours}) }}"), WHOLE)
        names = (row.get("g") for row in found)
        return tuple(sorted((name for name in names if isinstance(name, NamedNode)), key=str))

    def rows(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> Rows:  # noqa: ARG002
        """See Store.rows."""
        asked = outline(query)
        return self._rows(asked, self._seen(asked, dataset))

    def triples(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> tuple[Triple, ...]:  # noqa: ARG002
        """See Store.triples."""
        asked = outline(query)
        return tuple(self._graph(asked, self._seen(asked, dataset)))

    def written(self, query: str, form: Format, *, dataset: Dataset = WHOLE, client: str = "") -> Written:  # noqa: ARG002
        """See Store.written; the client is not passed on."""
        asked = outline(query)
        seen = self._seen(asked, dataset)
        if asked.kind in ("CONSTRUCT", "DESCRIBE"):
            if form.rdf is None:
                raise TypeError("a graph takes an RDF format")
            return Written.of(self._small(write_bytes(self._graph(asked, seen), form, prefixes=self._prefixes)))
        if form.results is None:
            raise TypeError("a SELECT or ASK query takes a result format")
        content = self._results(asked, seen)
        stream = io.BytesIO()
        with well_formed(stream, form) as checked:
            parse_query_results(content, format=SPARQL_JSON.results).serialize(checked, form.results)
        return Written.of(self._small(stream.getvalue()))

    def _seen(self, query: QueryOutline, dataset: Dataset) -> Dataset:
        """The dataset to ask for: the caller's, the query's own, or that of a release."""
        if dataset.is_given or query.dataset_clauses:
            return dataset
        if self._own is None:
            named = (
                tuple(graph for graph in self.graphs() if graph != self._merged) if self._holds(self._merged) else None
            )
            self._own = WHOLE if named is None else Dataset((self._merged,), named)
        return self._own

    def _holds(self, graph: NamedNode) -> bool:
        try:
            answer = self._results(outline(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}"), WHOLE)
        except QuerySyntaxError:  # an endpoint without named graphs holds none of ours
            return False
        return bool(json.loads(answer)["boolean"])

    def _rows(self, query: QueryOutline, dataset: Dataset) -> Rows:
        if query.kind != "SELECT":
            raise TypeError("rows() takes a SELECT query")
        answer = parse_query_results(self._results(query, dataset), format=SPARQL_JSON.results)
        if not isinstance(answer, QuerySolutions):
            raise self._broken("answered yes or no where rows were asked for")
        return rows_of(answer)

    def _results(self, query: QueryOutline, dataset: Dataset) -> bytes:
        """A whole answer to SELECT or ASK, as JSON that has been parsed to its end and counted."""
        if query.kind not in ("SELECT", "ASK"):
            raise TypeError("a graph takes an RDF format")
        reply = self._fetch(query, dataset, accept=_ROWS_ACCEPT)
        if reply.media_type not in SPARQL_JSON.asked_by:
            raise self._broken(
                f"answered {reply.media_type or 'something'} where SPARQL results in JSON were asked for"
            )
        content = _tidy(reply.body)
        rows, problem = _read_results(content, self._bounds.rows + 1)
        if problem:
            raise self._broken(f"answered something that is no SPARQL result in JSON ({problem})")
        if (rows is not None) != (query.kind == "SELECT"):
            raise self._broken(f"answered {query.kind} with a result of another kind")
        if rows is None:
            return content
        if rows > self._bounds.rows:
            raise AnswerTooLarge(
                f"the answer has more than {self._bounds.rows:,} rows, the limit here; ask with LIMIT and OFFSET"
            )
        self._count(query, dataset, rows, "rows")
        return content

    def _graph(self, query: QueryOutline, dataset: Dataset) -> list[Triple]:
        """A whole answer to CONSTRUCT or DESCRIBE: distinct triples in the order of their lines."""
        if query.kind not in ("CONSTRUCT", "DESCRIBE"):
            raise TypeError("triples() takes a CONSTRUCT or DESCRIBE query")
        reply = self._fetch(query, dataset, accept=_GRAPH_ACCEPT)
        form = _GRAPH_TYPES.get(reply.media_type)
        if form is None:
            raise self._broken(f"answered {reply.media_type or 'something'} where N-Triples were asked for")
        limit = self._bounds.rows
        found, problem = _read_triples(reply.body, form, limit + 1, self._endpoint)
        if problem:
            raise self._broken(f"answered something that is no {reply.media_type} ({problem})")
        if len(found) > limit:
            raise AnswerTooLarge(f"the graph holds more than {limit:,} triples, the limit here; ask for a part of it")
        # A line less is still N-Triples, so an answer whose end HTTP does not tell is always counted.
        self._count(query, dataset, len(found), "triples", always=not reply.is_framed)
        return sorted_statements(map(counted_from_0, found))

    def _count(self, query: QueryOutline, dataset: Dataset, number: int, what: str, *, always: bool = False) -> None:
        """Compare with the number that the endpoint counts: it is higher where the endpoint truncated the answer."""
        if number < _SUSPICIOUS and not always:
            return
        counting = counted(query, _COUNT)
        if counting is None:
            return
        try:
            term = self._rows(outline(counting), dataset)[0][_COUNT]
            expected = int(cast("Literal", term).value)
        except (QuerySyntaxError, IndexError, KeyError, ValueError) as error:
            raise self._broken(f"sent {number:,} {what} and could not say whether these are all") from error
        if expected > number:
            raise self._broken(
                f"cut the answer at {number:,} of {expected:,} {what}; raise its limit there "
                "(Virtuoso: ResultSetMaxRows)"
            )

    def _fetch(self, query: QueryOutline, dataset: Dataset, *, accept: str) -> EndpointReply:
        wrapper = _Wrapper(self._exchange.address.url, agent=_AGENT, send=self._exchange.ask, kind=query.kind)
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)  # the format goes into Accept, not into parameters that only some engines know
        wrapper.addCustomHttpHeader("Accept", accept)
        for graph in dataset.default_graphs:
            wrapper.addParameter("default-graph-uri", graph.value)
        for graph in dataset.named_graphs:
            wrapper.addParameter("named-graph-uri", graph.value)
        # SPARQL 1.1 Protocol §2.1.4: graphs that are given replace those of the query; Virtuoso would add them up.
        asked = query.without_dataset(0) if dataset.is_given and query.dataset_clauses else query.text
        # RFC 3986 §5.1: what is relative is so to our address, whatever the endpoint's own one is.
        wrapper.setQuery(f"BASE <{self._endpoint}> {asked}" if query.has_relative_iri else asked)
        return cast("EndpointReply", wrapper.query().response)

    def _small(self, content: bytes) -> bytes:
        if len(content) > self._bounds.size:
            raise AnswerTooLarge(
                f"the answer has more than {self._bounds.size:,} bytes, the limit here; ask with LIMIT and OFFSET"
            )
        return content

    def _broken(self, what: str) -> StoreBroken:
        return StoreBroken(f"the endpoint {self._exchange.address.shown} {what}")


class _Wrapper(SPARQLWrapper):
    """SPARQLWrapper makes the request; the kind of query and the way to send it are decided here.

    Its own guess at the kind mistakes words in names and comments for keywords, and a wrong guess sends an update.
    """

    def __init__(self, endpoint: str, *, agent: str, send: Callable[[Request], EndpointReply], kind: str) -> None:
        self._send = send
        self._kind = kind
        super().__init__(endpoint, agent=agent)

    def _parseQueryType(self, query: str) -> str:  # noqa: ARG002, N802  # the name is SPARQLWrapper's
        return self._kind

    def _query(self) -> tuple[Any, str]:
        return self._send(self._createRequest()), self.returnFormat


def _read_results(content: bytes, limit: int) -> tuple[int | None, str]:
    """The number of rows, at most `limit`, or None for a truth value; and the reason why it does not parse, or "".

    No exception leaves here: its traceback would keep a result alive, which only the thread that read it may release.
    """
    try:
        answer = parse_query_results(content, format=SPARQL_JSON.results)
        if isinstance(answer, QuerySolutions):
            return sum(1 for _ in islice(answer, limit)), ""
        json.loads(content)  # the parser of results accepts a truth value whose end is missing
    except SyntaxError as error:
        return None, str(error.msg)
    except (ValueError, RecursionError) as error:  # of JSON
        return None, str(error)
    return None, ""


def _read_triples(content: bytes, form: RdfFormat, limit: int, base_iri: str) -> tuple[set[Triple], str]:
    """The first distinct triples, and the reason why they do not parse, or ""; no exception leaves here, as above."""
    try:
        return {quad.triple for quad in islice(parse(content, format=form, base_iri=base_iri), limit)}, ""
    except SyntaxError as error:
        return set(), str(error.msg)


def _tidy(content: bytes) -> bytes:
    """JSON results with blank nodes under names that parse, and truth in words.

    Virtuoso calls a blank node `nodeID://b10`, and writes `1` and `0` for xsd:boolean (XSD 1.1 Part 2 §3.3.2.2: the
    canonical forms are `true` and `false`). Both patterns hold unescaped quotation marks, so no literal matches them.
    """
    if b'"bnode"' in content:
        content = _BLANK.sub(_renamed, content)
    if b"#boolean" in content:
        content = _BIT.sub(lambda found: _WORDED % (b"true" if b"1" in found.groups() else b"false"), content)
    return content


def _renamed(found: re.Match[bytes]) -> bytes:
    label = (found[1] if found[1] is not None else found[2]).removeprefix(b"nodeID://")
    if not _LABEL.fullmatch(label):
        label = b"b" + _ODD.sub(lambda odd: b"_%02x" % odd[0][0], label)
    return b'"type":"bnode","value":"%s"' % label
