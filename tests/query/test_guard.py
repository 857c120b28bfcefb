"""What may run, decided by the words of the query and never by what stands in its strings, IRIs or comments."""

import pytest

from ccwp_kg.errors import QueryRefused, QuerySyntaxError
from ccwp_kg.query import Limits, ServiceRefused, UpdateRefused, check

LIMITS = Limits(length=2_000, depth=10, patterns=20, operators=20)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("SELECT", "SELECT * { ?s ?p ?o }"),
        ("ASK", "# a comment: INSERT DATA\nBASE <http://a.example/> PREFIX select: <#> ask{}"),
        ("CONSTRUCT", "prefix a: <http://a.example/> construct { ?s a a:INSERT } where { ?s ?p ?o }"),
        ("DESCRIBE", "DESCRIBE <http://a.example/SERVICE>"),
        ("SELECT", "SELECT * { ?s ?p \"SERVICE <http://a.example/> {}\" , '''DELETE\n\"LOAD\"''' }"),
        ("SELECT", "SELECT ?SERVICE ?insert { ?SERVICE :SERVICE ?insert }"),
    ],
)
def test_queries_run_whatever_they_quote(kind: str, text: str) -> None:
    assert kind == check(text, limits=LIMITS).kind


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <http://a.example/> a <http://b.example/> }",
        "PREFIX a: <http://a.example/> DELETE WHERE { ?s ?p ?o }",
        "load <http://127.0.0.1/x.ttl>",
        "# SELECT\nCLEAR ALL",
        "WITH <http://g.example/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(text: str) -> None:
    with pytest.raises(UpdateRefused, match="only reads"):
        check(text, limits=LIMITS)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "ASK { { service silent ?x { } } }",
        "SELECT * { ?s ?p 'a' SERVICE<http://a.example/>{} }",
        'SELECT * { ?s ?p "\\"" . SERVICE <http://a.example/> {} }',
    ],
)
def test_calls_elsewhere_are_refused(text: str) -> None:
    with pytest.raises(ServiceRefused, match="calls another endpoint"):
        check(text, limits=LIMITS)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("characters", "SELECT * { ?s ?p ?o } #" + "x" * 2_000),
        ("nest deeper", "SELECT * " + "{" * 11 + "}" * 11),
        ("nest deeper", "SELECT * { FILTER(" + "(" * 11 + "1" + ")" * 12 + "}"),
        ("joins more", "SELECT * { " + "?s ?p ?o . " * 21 + "}"),
        ("chains more", "SELECT * { FILTER(1" + "+1" * 21 + ") }"),
        ("chains more", "SELECT * { ?s :a" + "/:a" * 21 + " ?o }"),
    ],
)
def test_limits_hold_and_name_the_limit(message: str, text: str) -> None:
    with pytest.raises(QueryRefused, match=message):
        check(text, limits=LIMITS)
    check(text, limits=Limits())


@pytest.mark.parametrize(
    ("place", "text"), [((1, 1), ""), ((1, 1), "# only a comment"), ((1, 1), "SELCT *"), ((2, 3), "\n  { ?s ?p ?o }")]
)
def test_what_is_no_query_names_its_place(place: tuple[int, int], text: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        check(text, limits=LIMITS)
    assert place == (caught.value.line, caught.value.column)


@pytest.mark.parametrize(
    ("volatile", "text"),
    [
        (True, "SELECT (now() AS ?t) {}"),
        (True, "SELECT (RAND() AS ?t) {}"),
        (True, "CONSTRUCT { ?s ?p ?b } { BIND(BNODE() AS ?b) }"),
        (False, 'SELECT ?now { ?now ?p "RAND()" }'),
    ],
)
def test_answers_that_may_differ_are_known(volatile: bool, text: str) -> None:
    assert volatile is check(text, limits=LIMITS).is_volatile
