"""The columns of an answer to `SELECT *`, whose order the engine would take from the alphabet."""

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.formats import SPARQL_CSV
from ccwp_kg.store.embedded import EmbeddedStore

ONE = (Triple(NamedNode("urn:s"), NamedNode("urn:p"), Literal("o")),)


@pytest.mark.parametrize(
    ("query", "head"),
    [
        ("SELECT * { ?s ?p ?o }", "s,p,o"),
        ("select*{ ?z ?b ?a }", "z,b,a"),
        ("SELECT DISTINCT * { ?s ?p ?o } ORDER BY ?o", "s,p,o"),
        ("SELECT REDUCED * FROM <urn:*> { ?s ?p ?o }", "s,p,o"),
        ("PREFIX a: <urn:SELECT*> SELECT # *\n * { $s ?p ?o }", "s,p,o"),
        ("SELECT * { ?s ?p ?o MINUS { ?b ?p 1 } FILTER NOT EXISTS { ?a ?p 2 } }", "s,p,o"),
        ("SELECT * { ?s ?p ?o { SELECT ?z { ?z ?b ?a } } BIND (1 AS ?c) } VALUES ?k { 1 }", "s,p,o,z,c,k"),
        ("SELECT ?o ?s { { SELECT * { ?s ?p ?o } } }", "o,s"),
        ("SELECT (COUNT(*) AS ?n) { { SELECT * { ?s ?p ?o } } }", "n"),
    ],
)
def test_columns_come_as_they_are_written(query: str, head: str) -> None:
    answer = EmbeddedStore.of_triples(ONE).written(query, SPARQL_CSV)
    assert head == answer.whole().decode().splitlines()[0]
