"""A store elsewhere: any SPARQL 1.1 endpoint, for data that outgrows one machine."""

from __future__ import annotations

from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from pyoxigraph import NamedNode, QuerySolutions, Triple, parse, parse_query_results
from SPARQLWrapper import POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from ccwp_kg.errors import QuerySyntaxError, StoreUnavailable
from ccwp_kg.formats import SPARQL_JSON, TURTLE, Format
from ccwp_kg.rdf.order import sorted_statements
from ccwp_kg.store.protocol import WHOLE, Dataset, Rows, Written


class RemoteStore:
    """A SPARQL endpoint as a store. `timeout` is in seconds, for each query."""

    def __init__(self, endpoint: str, *, timeout: int = 30) -> None:
        self._endpoint = endpoint
        self._timeout = timeout

    def rows(self, query: str, *, dataset: Dataset = WHOLE) -> Rows:
        """See Store.rows."""
        try:
            answer = parse_query_results(self._fetch(query, SPARQL_JSON, dataset), format=SPARQL_JSON.results)
        except SyntaxError as error:
            raise self._unusable(error) from error
        if not isinstance(answer, QuerySolutions):
            raise TypeError("rows() takes a SELECT query")
        names = [variable.value for variable in answer.variables]
        return tuple(
            {name: term for name, term in zip(names, solution, strict=True) if term is not None} for solution in answer
        )

    def triples(self, query: str, *, dataset: Dataset = WHOLE) -> tuple[Triple, ...]:
        """See Store.triples."""
        body = self._fetch(query, TURTLE, dataset)
        try:
            return tuple(sorted_statements(quad.triple for quad in parse(body, format=TURTLE.rdf)))
        except SyntaxError as error:
            raise self._unusable(error) from error

    @property
    def state(self) -> None:
        """None: others may change what the endpoint holds."""

    def written(self, query: str, form: Format, *, dataset: Dataset = WHOLE) -> Written:
        """See Store.written; the endpoint writes the format itself."""
        return Written.of(self._fetch(query, form, dataset))

    def _fetch(self, query: str, form: Format, dataset: Dataset) -> bytes:
        wrapper = SPARQLWrapper(self._endpoint, returnFormat=form.name)
        wrapper.setMethod(POST)
        wrapper.setTimeout(self._timeout)
        wrapper.setOnlyConneg(True)  # the format goes into Accept, not into parameters that only some engines know
        _choose(wrapper, "default-graph-uri", dataset.default_graphs)
        _choose(wrapper, "named-graph-uri", dataset.named_graphs)
        wrapper.setQuery(query)
        try:
            response: Any = wrapper.query().response
            body: bytes = response.read()
        except QueryBadFormed as error:
            raise QuerySyntaxError(f"the endpoint {self._endpoint} does not understand the query") from error
        except (SPARQLWrapperException, URLError, HTTPException, TimeoutError, OSError) as error:
            raise self._unusable(error) from error
        return body

    def _unusable(self, error: Exception) -> StoreUnavailable:
        reason = type(error).__name__
        return StoreUnavailable(f"the endpoint {self._endpoint} gave no usable answer ({reason}); try again later")


def _choose(wrapper: SPARQLWrapper, parameter: str, graphs: tuple[NamedNode, ...]) -> None:
    for graph in graphs:
        wrapper.addParameter(parameter, graph.value)
