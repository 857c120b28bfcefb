"""What may run, decided by the words of the query and never by what stands in its strings, IRIs or comments."""

import pytest
from pyoxigraph import NamedNode, Store

from ccwp_kg.errors import QueryRefused, QuerySyntaxError
from ccwp_kg.query import Limits, ServiceRefused, UpdateRefused, check, check_dataset
from ccwp_kg.store import Dataset

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
        ("SELECT", "PREFIX service: <urn:x> SELECT * { service:x a service:y }"),
        ("SELECT", "PREFIX service: <urn:x> SELECT * { GRAPH service:x { ?s ?p ?o } }"),
        ("SELECT", "PREFIX service: <urn:x> SELECT * FROM service:x { ?s ?p ?o }"),
        ("SELECT", "SELECT * { ?a <urn:b#SERVICE> <http://a.example/#SERVICE> }"),
        ("SELECT", "SELECT * { ?s ?p ?a, ?c FILTER(?a<?b && ?c>?d) } # it's"),
        ("ASK", "ASK { ?s ?p '''it's \"SERVICE <x> {}\" # no''' }"),
        ("ASK", "ASK {} # C:\\users, SERVICE \" ' '''"),
        ("ASK", "# LOAD\rASK {}"),
        ("SELECT", "SELECT * { VALUES (?x ?y) { " + "(<urn:a> 1) " * 60 + "} }"),
        ("SELECT", "SELECT * { FILTER(" + "|| ?a + 1 = xsd:int(?b)" * 5 + ") }"),
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
        "# SELECT\rDROP ALL",
        "\\u0049NSERT DATA {}",
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
        "SELECT * { SERVICE # <\n SILENT\n<http://a.example/> {} }",
        "SELECT * { SERVICESILENT<http://a.example/>{} }",
        "SELECT * { SERVICE?x{} }",
        "SELECT * { { SELECT * { SERVICE <http://a.example/> {} } } }",
        "SELECT * { FILTER NOT EXISTS{SERVICE<http://a.example/>{}} }",
        "SELECT * { ?s ?p trueSERVICE<http://a.example/>{} }",
        "SELECT * { ?s ?p 1.SERVICE<http://a.example/>{} }",
        "PREFIX : <urn:x:> SELECT * { ?s ?p :.SERVICE<http://a.example/>{} }",
        "PREFIX : <urn:x:> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <urn:x:> PREFIX service: <urn:y:> SELECT * { service:x{ ?s ?p ?o } }",
        "PREFIX a: <urn:x:> SELECT * { ?s ?p true.SERVICESILENTa:x { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://a.example/> {} }",
        "SELECT * { SERV\\U00000049CE <http://a.example/> {} }",
        'SELECT * { ?s ?p "\\u0022 . SERVICE <http://a.example/> {} # \n }',
        "SELECT * {} # \\u000A { SERVICE <http://a.example/> {} }",
        "SELECT * { # ' comment \r SERVICE <http://a.example/> {} # '\n }",
        "SELECT * { ?s ?p ?o FILTER(?s<urn:x) SERVICE <urn:x> {} }",
    ],
)
def test_calls_elsewhere_are_refused(text: str) -> None:
    """Whatever stands before, between and after: a keyword in any case needs no white space (SPARQL 1.1 §19.8)."""
    with pytest.raises(ServiceRefused, match="calls another endpoint"):
        check(text, limits=LIMITS)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("characters", "SELECT * { ?s ?p ?o } #" + "x" * 2_000),
        ("nest deeper", "SELECT * " + "{" * 11 + "}" * 11),
        ("nest deeper", "SELECT * { FILTER(" + "(" * 11 + "1" + ")" * 12 + "}"),
        ("nest deeper", "SELECT * { FILTER(" + "?a<(?b>" * 9 + "?c" + ")" * 9 + ") }"),
        ("nest deeper", "SELECT * " + "}" * 9 + "{" * 11),
        ("joins more", "SELECT * { " + "?s ?p ?o . " * 21 + "}"),
        ("joins more", "SELECT * { " + "?s ?p 1. " * 21 + "}"),
        ("joins more", "SELECT * { " + "?s ?p :a. " * 21 + "}"),
        ("joins more", "SELECT * { " + "?s ?p true.a:b ?p ?o; " * 11 + "}"),
        ("joins more", "SELECT * { ?s ?p (" + "1 " * 12 + ") }"),
        ("joins more", "SELECT * { ?s ?p (" + "-1 " * 12 + ") }"),
        ("joins more", "SELECT * { ?s ?p " + "(1)," * 8 + " 1 }"),
        ("joins more", "SELECT * { ?s ?p true" + "FILTER(true)" * 21 + " }"),
        ("chains more", "SELECT * { FILTER(1" + "+1" * 21 + ") }"),
        ("chains more", "SELECT * { ?s :a" + "/:a" * 21 + " ?o }"),
        ("chains more", "SELECT * { FILTER(?a<?b" + "+?b" * 21 + "&&?c>?d) }"),
    ],
)
def test_limits_hold_and_name_the_limit(message: str, text: str) -> None:
    """Also where an engine reads `?a<(?b>?c)` as two comparisons and not as an IRI."""
    with pytest.raises(QueryRefused, match=message):
        check(text, limits=LIMITS)
    check(text, limits=Limits())


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ((1, 1), ""),
        ((1, 1), "# only a comment"),
        ((1, 1), "SELCT *"),
        ((2, 3), "\n  { ?s ?p ?o }"),
        ((1, 1), "\ufeffSELECT * {}"),
        ((1, 1), "\0SELECT * {}"),
        ((2, 3), "ASK {\n '\\uD800' }"),
        ((1, 8), "ASK {} \\uDFFF"),
        ((1, 8), "ASK {} \\U00110000"),
        ((1, 8), "ASK { '\ud800' }"),
        ((1, 7), "ASK { \\x }"),
        ((1, 11), "ASK { '''a\\x''' }"),
        ((1, 7), "ASK { 'a }"),
        ((1, 7), "ASK { \\u005Cu0031 }"),
        ((1, 8), "ASK { '\\u005Cu0031' }"),
        ((1, 11), "ASK {} # \\\\u000A"),
        ((1, 16), "ASK { FILTER(?a<'>' ) SERVICE <urn:x> {} # ') }"),
    ],
)
def test_what_is_no_query_names_its_place(place: tuple[int, int], text: str) -> None:
    """Also where engines would not agree where a string ends or which character stands there (SPARQL 1.1 §19.2)."""
    with pytest.raises(QuerySyntaxError) as caught:
        check(text, limits=LIMITS)
    assert place == (caught.value.line, caught.value.column)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("ASK { ?s ?p 'A\U0001f46a' }", "\\u0041SK { ?s ?p '\\u0041\\U0001F46A' }"),
        ("ASK { <urn:é> a 1 }", "ASK { <urn:\\u00e9> \\u0061 1 }"),
        ("ASK { ?s ?p '\\\\u0041' }", "ASK { ?s ?p '\\\\u0041' }"),
        ("ASK { ?s ?p '\\\\A' }", "ASK { ?s ?p '\\\\\\u0041' }"),
        ("ASK { ?s ?p '\\n' }", "ASK { ?s ?p '\\u005Cn' }"),
        ("ASK { ?s ?p <http://a.example/#x> }", "ASK { ?s ?p <http://a.example/#x> }"),
        ("ASK { FILTER(?a<#>\r)\n }", "ASK { FILTER(?a<#>)\n }"),
        ("ASK { ?s <#p>\r1 }", "ASK { ?s <#p> 1 }"),
        ("ASK { ?s <#p>\n1 }", "ASK { ?s <#p>\n1 }"),
    ],
)
def test_what_runs_is_what_was_checked(expected: str, text: str) -> None:
    """Escapes are decoded once, before the grammar; what may be an IRI or a comment ends at the same place as both."""
    assert expected == check(text, limits=LIMITS).text


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p 1 FILTER(?s<#> '''\n ?p) BIND(2 AS ?hidden) # '''\n }",
        "SELECT * { ?s ?p 1 . <<#> '''\n ?s ?p 1>> ?q ?r BIND(2 AS ?hidden) # '''\n }",
    ],
)
def test_no_long_string_hides_what_runs(text: str) -> None:
    """pyoxigraph takes `?s<#>` for a comparison; as it came, it would run what the guard takes for a string."""
    assert "hidden" in {variable.value for variable in Store().query(text).variables}
    with pytest.raises(SyntaxError):
        Store().query(check(text, limits=LIMITS).text)


@pytest.mark.parametrize(
    ("volatile", "text"),
    [
        (True, "SELECT (now() AS ?t) {}"),
        (True, "SELECT (RAND() AS ?t) {}"),
        (True, "CONSTRUCT { ?s ?p ?b } { BIND(BNODE() AS ?b) }"),
        (False, 'SELECT ?now { ?now ?p "RAND()" }'),
        (True, "SELECT * {} ORDER BYRAND()"),
        (True, "SELECT (STRUUID() AS ?x) {}"),
        (True, "CONSTRUCT { ?s ?p [] } WHERE { ?s ?p ?o }"),
        (True, "CONSTRUCT { ?s ?p _:b } FROM <urn:g> WHERE { ?s ?p ?o }"),
        (True, "CONSTRUCT { ?s ?p (1 2) } WHERE { ?s ?p ?o }"),
        (True, "CONSTRUCT WHERE { ?s ?p [] }"),
        (True, "CONSTRUCT { <<?s ?p ?o>> ?p ?o } WHERE { ?s ?p ?o }"),
        (True, "CONSTRUCT { ?s ?p ?o {| ?p ?o |} } WHERE { ?s ?p ?o }"),
        (False, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p [] FILTER(?s = ?p) }"),
        (False, "SELECT * { ?s ?p [ ?q _:b ] }"),
    ],
)
def test_answers_that_may_differ_are_known(volatile: bool, text: str) -> None:
    """Functions of time and chance, and templates that make blank nodes, which get new names with each run."""
    assert volatile is check(text, limits=LIMITS).is_volatile


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ("names 101 graphs", [f"urn:x:{number}" for number in range(101)]),
        ("have 32001 characters", ["urn:x", "urn:y", "urn:" + "z" * 31_987]),
    ],
)
def test_a_dataset_has_limits(message: str, names: list[str]) -> None:
    """Default and named graphs together, in number and in the length of their names."""
    first, *others = [NamedNode(name) for name in names]
    with pytest.raises(QueryRefused, match=message):
        check_dataset(Dataset((first,), tuple(others)), limits=Limits())
    check_dataset(Dataset((), tuple(others)), limits=Limits())
