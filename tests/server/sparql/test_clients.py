"""Common clients with their own habits, over real HTTP: SPARQLWrapper and rdflib's SPARQLStore get every answer."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable, Iterator
from xml.dom.minidom import Document

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDF,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)

from support.serving import Server

PLAN = rdflib.URIRef("https://w3id.org/ccwp/id/plan/5")
ORDINAL = rdflib.URIRef("https://w3id.org/ccwp/ontology#ordinal")
QUERIES = {
    "SELECT": f"SELECT ?o WHERE {{ <{PLAN}> <{ORDINAL}> ?o }}",
    "ASK": f"ASK {{ <{PLAN}> <{ORDINAL}> 5 }}",
    "CONSTRUCT": f"CONSTRUCT WHERE {{ <{PLAN}> <{ORDINAL}> ?o }}",
    "DESCRIBE": f"DESCRIBE <{PLAN}>",
}
RETURN_FORMATS = (None, JSON, XML, TURTLE, N3, RDF, RDFXML, CSV, TSV, JSONLD)
WAYS = ((GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY))
MATRIX = list(itertools.product(RETURN_FORMATS, QUERIES, WAYS))

# What comes where the return format can hold the form of the query; everything else is the form's default.
FITTING = {
    ("rows", None): "application/sparql-results+xml",
    ("rows", XML): "application/sparql-results+xml",
    ("rows", CSV): "text/csv",
    ("rows", TSV): "text/tab-separated-values",
    ("graph", None): "application/rdf+xml",
    ("graph", XML): "application/rdf+xml",
    ("graph", RDF): "application/rdf+xml",
    ("graph", RDFXML): "application/rdf+xml",
    ("graph", JSON): "application/ld+json",
    ("graph", JSONLD): "application/ld+json",
}


@pytest.fixture(autouse=True)
def unwarned() -> Iterator[None]:
    """The clients warn of what they ask for, of what rdflib deprecates, and leave connections to the collector."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def wrapper(server: Server, return_format: str | None, form: str, way: tuple[str, str]) -> SPARQLWrapper:
    address = server.address + "/sparql"
    client = SPARQLWrapper(address) if return_format is None else SPARQLWrapper(address, returnFormat=return_format)
    client.setMethod(way[0])
    client.setRequestMethod(way[1])
    client.setQuery(QUERIES[form])
    return client


def holds_the_answer(converted: object, form: str) -> bool:
    """Whether what SPARQLWrapper made of an answer holds what was asked for."""
    if isinstance(converted, rdflib.Graph):
        return (PLAN, ORDINAL, rdflib.Literal(5)) in converted
    text = converted.toxml() if isinstance(converted, Document) else str(converted).lower()
    return {"SELECT": "5", "ASK": "true"}.get(form, "ordinal") in text


def test_the_matrix_is_whole() -> None:
    assert 120 == len(MATRIX)


@pytest.mark.parametrize(("return_format", "form", "way"), MATRIX)
def test_sparqlwrapper(server: Server, return_format: str | None, form: str, way: tuple[str, str]) -> None:
    """It names the format three times in parameters, under names of its own, beside an Accept that may not fit."""
    answer = wrapper(server, return_format, form, way).query()
    kind, default = (
        ("rows", "application/sparql-results+json") if form in ("SELECT", "ASK") else ("graph", "text/turtle")
    )
    sent = answer.info()["content-type"].partition(";")[0]
    assert FITTING.get((kind, return_format), default) == sent
    assert holds_the_answer(answer.convert(), form)
    assert holds_the_answer(wrapper(server, return_format, form, way).queryAndConvert(), form)


NO_TRUTH = pytest.mark.xfail(
    strict=True, reason="rdflib reads no truth value in TSV; SPARQL 1.1 Protocol §2.1.6 has it"
)
STORES = [
    pytest.param(*each, marks=NO_TRUTH if ("tsv", "ASK") == (each[0], each[2]) else ())
    for each in itertools.product(
        ("xml", "json", "csv", "tsv", "application/rdf+xml"), ("GET", "POST", "POST_FORM"), QUERIES
    )
]


def opened(server: Server, return_format: str, method: str) -> rdflib.Graph:
    return rdflib.Graph(SPARQLStore(server.address + "/sparql", returnFormat=return_format, method=method))


@pytest.mark.parametrize(("return_format", "method", "form"), STORES)
def test_rdflib_store(server: Server, return_format: str, method: str, form: str) -> None:
    """SPARQLStore accepts results only, whatever it asks for, and reads a graph by its Content-Type."""
    answer = opened(server, return_format, method).query(QUERIES[form])
    if form == "SELECT":
        assert ["5"] == [str(row[0]) for row in answer]
    elif form == "ASK":
        assert answer is not None
    else:
        assert answer.graph is not None
        assert (PLAN, ORDINAL, rdflib.Literal(5)) in answer.graph


USES: list[tuple[object, Callable[[rdflib.Graph], object]]] = [
    (rdflib.Literal(5), lambda graph: graph.value(PLAN, ORDINAL)),
    (True, lambda graph: (PLAN, ORDINAL, rdflib.Literal(5)) in graph),
    (True, lambda graph: bool(graph.query(QUERIES["ASK"]).askAnswer)),
    ([rdflib.Literal(5)], lambda graph: [row.o for row in graph.query(QUERIES["SELECT"])]),  # type: ignore[union-attr]
    (1, lambda graph: len(list(graph.triples((None, ORDINAL, rdflib.Literal(5)))))),
]


@pytest.mark.parametrize(("expected", "use"), USES)
def test_a_graph_over_the_endpoint(server: Server, expected: object, use: Callable[[rdflib.Graph], object]) -> None:
    """With rdflib's defaults the endpoint is a Graph like any other."""
    assert expected == use(rdflib.Graph(SPARQLStore(server.address + "/sparql")))
