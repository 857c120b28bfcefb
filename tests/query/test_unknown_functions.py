"""Which functions of a query are told to be unknown: calls alone, and never one that the engine knows."""

from __future__ import annotations

import pytest

from ccwp_kg.query.unknown_functions import unknown_functions

PROLOGUE = "PREFIX f: <urn:f:> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
CALLS = [
    # (names, query)
    ("f:x <urn:g>", "SELECT (f:x(1) AS ?x) { FILTER <urn:g>(?s) }"),
    ("f:a f:b f:c", "SELECT * { ?s ?p ?o } ORDER BY f:a(?s) DESC(f:b(?o)) f:c(?p)"),
    ("f:a f:b f:c", "SELECT * { ?s ?p ?o } GROUP BY f:a(?s) HAVING f:b(1) (f:c(2))"),
    ("f:a f:b f:c", "ASK { FILTER(f:a(f:b(?x)) IN (f:c(1), 2)) }"),
    ("f:x f:y f:z", "CONSTRUCT { ?s f:p (1) } { ?s ?p ?o BIND(IF(f:x(1), f:y(2), COALESCE(f:z(3))) AS ?z) }"),
    ("f:x f:y", "SELECT (SUM(f:x(?o)) AS ?s) (COUNT(DISTINCT f:y(?o)) AS ?t) {}"),
    ("f:x f:z", "SELECT * { { SELECT (f:x(1) AS ?y) { ?s f:p (1) } ORDER BY f:z(?y) } }"),
    ("f:x f:y", "ASK { FILTER EXISTS { ?s f:p (f:q (1)) FILTER(f:x()) } FILTER regex(f:y(1), 'a') }"),
    ("f:x", "ASK { FILTER(f:x(1) && f:x(2)) }"),
    ("xsd:token", "SELECT (xsd:integer('1') AS ?x) (xsd:token(xsd:date('2020-01-01')) AS ?y) {}"),
    ("", "SELECT * { (f:x (f:y (1))) f:z (1 2) . ?s a (f:q (f:r)) ; f:p (1), (f:l (2)) }"),
    ("", "SELECT * { ?s (f:a|f:b)/f:c (1) ; !(f:a) (f:b (1)) ; f:p [ f:q (1) ; f:r (f:z (1)) ] }"),
    ("", "SELECT * { VALUES (?x) { (f:x) } OPTIONAL { ?s f:p (1) } ?s f:p 1 FILTER(true) f:s f:q (2) }"),
    ("", "ASK { ?s ?p 'f:x(1)' } # f:x(1)"),
    (" ".join(f"f:{n}" for n in range(10)), f"SELECT ({'+'.join(f'f:{n}(1)' for n in range(99))} AS ?x) {{}}"),
]


@pytest.mark.parametrize(("names", "query"), CALLS)
def test_unknown_functions_are_those_called(names: str, query: str) -> None:
    """A predicate before a collection is none, nor is a cast of SPARQL 1.1 §17.5."""
    assert names.split() == [*unknown_functions(PROLOGUE + query)]
