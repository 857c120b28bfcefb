"""A query that does not parse is told its cause: a broken rule, or the token that cannot stand where it stands."""

from __future__ import annotations

import pytest

from ccwp_kg.errors import QuerySyntaxError
from ccwp_kg.store import EmbeddedStore

GROUPED = "a variable that is asked for is neither in GROUP BY nor in an aggregate, while the query groups"
ALL = "the query groups, and asks for every variable; name them in a SELECT"
TWICE = "BIND gives a variable a second value; take another after AS"
VALUES = "a row of VALUES has more or fewer values than there are variables; UNDEF stands for no value"
RULES = {
    "SELECT ?l (COUNT(*) AS ?n) { ?s ?p ?l } GROUP BY ?s": GROUPED,
    "SELECT ?s { ?s ?p ?l } GROUP BY ?p ORDER BY ?p LIMIT 3": GROUPED,
    "SELECT (SUM(?l) AS ?n) ?s { ?s ?p ?l }": GROUPED,
    "SELECT ?s { ?s ?p ?l } ORDER BY COUNT(?l)": GROUPED,
    "DESCRIBE ?s { ?s ?p ?l } GROUP BY ?p": GROUPED,
    "SELECT * { { SELECT ?l (COUNT(*) AS ?n) { ?s ?p ?l } GROUP BY ?s } ?s ?p ?l }": GROUPED,
    "ASK { ?s ?p ?l FILTER EXISTS { SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?l } } }": GROUPED,
    "SELECT (?s AS ?t) (COUNT(*) AS ?n) { ?s ?p ?l }": "a variable in SELECT is neither in GROUP BY nor in",
    "SELECT * { ?s ?p ?l } GROUP BY ?s": ALL,
    "CONSTRUCT { ?s ?p ?l } { ?s ?p ?l } GROUP BY ?s": ALL,
    "SELECT ?s { ?s ?p ?used BIND(1 AS ?used) }": TWICE,
    "SELECT ?s { ?s ?p ?l OPTIONAL { ?s ?q ?used BIND(1 AS ?used) } ?s ?p 2 }": TWICE,
    "SELECT (1 AS ?s) { ?s ?p ?l }": "SELECT gives a variable a second value; take another after AS",
    "SELECT (1 AS ?n) (2 AS ?n) {}": "SELECT names a variable twice",
    "SELECT * { VALUES (?a ?b) { (1) } ?s ?p ?l }": VALUES,
    "SELECT * { ?s ?p ?l } VALUES (?a ?b) { (1 2) (3) }": VALUES,
    "SELECT * { VALUES (?a ?a) { (1 2) } }": "VALUES names a variable twice",
}  # fmt: skip
"""Query that breaks a rule outside the grammar → the rule; the engine does not tell where."""
TOO_LARGE = "is too large; 18446744073709551615 is the most that may stand there"
PLACES = {
    "SELECT ?s { ?s ?p ?l FILTER(COUNT(?l) > 2) }": (1, 29, "COUNT stands in FILTER or BIND, where no aggregate may"),
    "SELECT ?s { ?s ?p ?l BIND(1 + SUM(?l) AS ?n) }": (1, 31, "SUM stands in FILTER or BIND, where no aggregate may"),
    "SELECT ?s { ?s ?p ?l FILTER ?l = 2 }": (1, 29, "unexpected '?l'"),
    "SELECT ?s { ?s ?p ?l .. ?s ?p 2 }": (1, 23, "unexpected '.'"),
    'SELECT ?s {\n ?s ?p """a\nb""" .. }': (3, 7, "unexpected '.'"),
    "SELECT ?s { { ?s ?p _:y } { _:y ?p 2 } }": (1, 29, "'_:y' is a blank node of another group; take a variable"),
    "SELECT ?s { ?s ?p _:y FILTER(_:y) }": (1, 30, "unexpected '_:y'"),
    "SELECT COUNT(?s) { ?s ?p ?l }": (1, 8, "unexpected 'COUNT'"),
    "SELECT ?s { ?s ?p ?l } GROUP ?s": (1, 30, "unexpected '?s'"),
    "SELECT ?s { ?s ?p <a b> }": (1, 19, "'<a b>' is no IRI"),
    "SELECT ?s { VALUES ?s { 1 'a\\q' } }": (1, 27, "unexpected ''a\\q''"),
    "ASK {}}": (1, 7, "unexpected '}'"),
    "SELECT * {\n ?a ?b '}' }\n } # {": (3, 2, "unexpected '}'"),
    "ASK { FILTER(1 }": (1, 16, "unexpected '}'"),
    "SELECT * { VALUES ?x { 1 } ]": (1, 28, "unexpected ']'"),
    "SELECT * { ?a ?b ?c ": (1, 21, "the query ends too early"),
    "SELECT * { ?a ?b ?c # }\n": (2, 1, "the query ends too early"),
    "SELECT * { } LIMIT x": (1, 20, "unexpected 'x'"),
    "SELECT * { }\nLIMIT 18446744073709551616": (2, 7, f"'18446744073709551616' {TOO_LARGE}"),
    "SELECT * { { SELECT * { } OFFSET 99999999999999999999 } }": (1, 34, f"'99999999999999999999' {TOO_LARGE}"),
}
"""Query → line and column of what cannot stand there, and what is said of it."""


@pytest.mark.parametrize("query", [*RULES, *PLACES])
def test_the_cause_is_told_and_its_place_where_it_is_known(query: str) -> None:
    """The engine itself names the place up to which it looked ahead, mostly the end of the query."""
    line, column, said = PLACES.get(query, (None, None, RULES.get(query)))
    where = f" at line {line}, column {column}" if line else ""
    with pytest.raises(QuerySyntaxError) as raised:
        EmbeddedStore.of_triples([]).rows(query)
    assert str(raised.value).startswith(f"the query does not parse{where}: {said}")
    assert (line, column) == (raised.value.line, raised.value.column)
