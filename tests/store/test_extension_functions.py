"""What a query may hold that the engine does not take: functions it does not know are errors (SPARQL 1.1 §17.6, §17.3).

Terms that no triple can be are refused.
"""

from __future__ import annotations

import json

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.errors import QueryRefused, QuerySyntaxError
from ccwp_kg.formats import SPARQL_JSON
from ccwp_kg.store import Dataset, EmbeddedStore

XSD = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX f: <urn:f:> "
STORE = EmbeddedStore.of_triples([Triple(NamedNode(f"urn:x:{n}"), NamedNode("urn:p"), Literal(n)) for n in (1, 2)])
ANSWERS = [
    # (values of the solutions, query)
    ([{}], "SELECT (f:x(1) AS ?v) {}"),
    ([{}], "SELECT (f:x() AS ?v) {}"),
    ([{"v": "7"}], "SELECT (COALESCE(f:x(1), <urn:g:y>(2), 7) AS ?v) {}"),
    ([], "SELECT * { ?s ?p ?o FILTER f:x(?o) }"),
    ([], "SELECT * { ?s ?p ?o FILTER(!f:x(?o)) }"),
    ([{"o": "2"}], "SELECT ?o { ?s ?p ?o FILTER(?o = 2 || f:x(?o)) }"),
    ([], "SELECT ?o { ?s ?p ?o FILTER(?o = 2 && f:x(?o)) }"),
    ([{"o": "1"}, {"o": "2"}], "SELECT ?o { ?s ?p ?o BIND(f:x(?o, 1) AS ?v) } ORDER BY ?o"),
    ([{"o": "1"}, {"o": "2"}], "SELECT ?o { ?s ?p ?o } ORDER BY f:x(?o) ?o"),
    ([{"n": "2"}], "SELECT (SUM(f:x(?o)) AS ?v) (COUNT(*) AS ?n) { ?s ?p ?o }"),
    ([{"n": "2"}], "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY (f:x(?o) AS ?g)"),
    ([{"n": "2"}], "SELECT (f:x(COUNT(*)) AS ?v) (COUNT(*) AS ?n) { ?s ?p ?o }"),
    ([], "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } HAVING f:x(1)"),
    ([{"o": "1"}], "SELECT ?o { ?s ?p ?o FILTER(EXISTS { FILTER(f:x(1)) } || ?o = 1) }"),
    ([{"v": "3"}], "SELECT (IF(f:x(1), 1, 2) AS ?u) (xsd:integer('3') AS ?v) {}"),
    ([{"v": "3"}], "SELECT (xsd:integer('3') AS ?v) (xsd:integer('x') AS ?u) (xsd:token('3') AS ?w) {}"),
    ([{}], f"SELECT ({' + '.join(f'f:x{number}(1)' for number in range(200))} AS ?v) {{}}"),
]


@pytest.mark.parametrize(("expected", "query"), ANSWERS)
def test_the_call_is_an_error_and_the_query_goes_on(expected: list[dict[str, str]], query: str) -> None:
    """No value, no solution, and no other expression is touched; casts work as ever (§17.5)."""
    found = json.loads(STORE.written(XSD + query, SPARQL_JSON).whole())["results"]["bindings"]
    assert expected == [{name: term["value"] for name, term in row.items()} for row in found]


def test_the_call_is_an_error_over_any_dataset_and_in_any_form() -> None:
    """Graphs that are given change nothing in it."""
    given = Dataset((NamedNode("urn:nothing"),))
    for dataset in (given, Dataset()):
        assert () == STORE.triples(XSD + "CONSTRUCT { ?s ?p ?v } { ?s ?p ?o BIND(f:x(?o) AS ?v) }", dataset=dataset)
    assert b"false" in STORE.written(XSD + "ASK { FILTER f:x(1) }", SPARQL_JSON).whole()


NO_TRIPLE = [
    "SELECT * { ?s ?p <<( 'x' <urn:p> <urn:o> )>> }",
    "ASK { << 'x' <urn:p> <urn:o> >> ?p ?o }",
    "SELECT * { ?s ?p <<( <<( <urn:s> <urn:p> 1 )>> <urn:p> <urn:o> )>> }",
    "ASK { ?s ?p ?o FILTER EXISTS { ?s ?p <<( 1 <urn:p> <urn:o> )>> } }",
    "SELECT * { ?s ?p <<( ?o <urn:p> 1 )>> VALUES ?o { 1 2 } }",
]


@pytest.mark.parametrize("query", NO_TRIPLE)
def test_a_term_that_no_triple_can_be_is_refused(query: str) -> None:
    """RDF 1.2 Concepts §3.1: a subject is neither a literal nor a triple term; the engine tells before or within."""
    with pytest.raises(QueryRefused, match="a triple term of the query begins with a literal"):
        STORE.written(query, SPARQL_JSON)


def test_an_unknown_aggregate_is_refused() -> None:
    """§18.5.1: DISTINCT marks an aggregate, and an error of one would still be one solution for each group."""
    with pytest.raises(QuerySyntaxError, match="does not parse at line 1"):
        STORE.written(XSD + "SELECT (f:x(DISTINCT ?o) AS ?v) { ?s ?p ?o }", SPARQL_JSON)
