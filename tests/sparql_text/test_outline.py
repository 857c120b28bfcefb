"""Where a query's prologue ends, which graphs it names, and which prefixes it uses: by tokens, never by characters."""

from __future__ import annotations

import time

import pytest

from ccwp_kg.sparql_text import outline, tokens, undeclared_prefixes

G = "<urn:g>"
CLAUSES = [
    # (graphs, each with whether it is named; query)
    ([(G, False)], f"SELECT * FROM {G} {{ ?s ?p ?o }}"),
    ([(G, True)], f"select * from named {G} where {{ ?s ?p ?o }}"),
    ([(G, False), ("a:b", True)], f"PREFIX a: <urn:> SELECT*FROM{G} FROM NAMED a:b{{}}"),
    ([(G, False)], f"CONSTRUCT {{ ?s ?p ?o }} FROM {G} WHERE {{ ?s ?p ?o }}"),
    ([(G, False)], f"SELECT (EXISTS {{ ?s ?p ?o }} AS ?x) FROM {G} {{}}"),
    ([(G, False)], f"DESCRIBE <urn:x> FROM {G}"),
    ([], f"PREFIX from: <urn:> SELECT ?from {{ ?s from:x 'FROM {G}' }} # FROM {G}"),
    ([], "SELECT * FROM NAMED { ?s ?p ?o }"),
    ([], "SELECT * FROM"),
]


@pytest.mark.timed
@pytest.mark.parametrize("piece", ['"\\', "'\\", '\\"""\n', '"""\\', "<a", "{ '"])
def test_tokens_are_found_in_time_with_the_length(piece: str) -> None:
    """Also of a text that no limit of a query has been held against yet."""
    begun = time.process_time()
    assert sum(1 for _ in tokens(piece * (200_000 // len(piece))))
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(("expected", "query"), CLAUSES)
def test_dataset_clauses(expected: list[tuple[str, bool]], query: str) -> None:
    """SPARQL 1.1 §13.2: FROM stands between what is asked for and the pattern."""
    found = outline(query)
    assert expected == [(clause.graph, clause.is_named) for clause in found.dataset_clauses]
    rest = found.without_dataset(0)
    assert [] == list(outline(rest).dataset_clauses)
    assert len(rest.split()) <= len(query.split())


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        (["{ ?s ?p [] }", "{ ?s ?p ?o }"], "CONSTRUCT { ?s ?p [] } WHERE { ?s ?p ?o }"),
        (["{ ?s ?p '}' }"], "CONSTRUCT WHERE { ?s ?p '}' } # {"),
        (["{ { } }"], "ASK { { } }"),
        (["{ ?s ?p ?o }", "{ 1 }"], "SELECT (EXISTS { ?a ?b ?c } AS ?is) { ?s ?p ?o } VALUES ?x { 1 }"),
        ([], "ASK { { }"),
        ([], "DESCRIBE <urn:x>"),
    ],
)
def test_groups(expected: list[str], query: str) -> None:
    """The template of a CONSTRUCT, the pattern, the rows after it; what stands in an expression is within."""
    found = outline(query)
    assert expected == [query[found.tokens[first].start : found.tokens[last].end] for first, last in found.groups]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["a:b", ".", "?x"], "a:b. ?x"),
        (["a:b.c", "."], "a:b.c."),
        (["1", "."], "1."),
        (["1.e5", "1.5", ".5"], "1.e5 1.5 .5"),
        (["a:", ".5"], "a:.5"),
        (["true", ".", "a:b"], "true. a:b"),
        (["a:%2F", "a:x\\-y"], "a:%2F a:x\\-y"),
        (["a", ".", ".", ":"], "a..:"),
    ],
)
def test_a_dot_ends_neither_a_name_nor_a_number(expected: list[str], text: str) -> None:
    """SPARQL 1.1 §19.8, PNAME_LN and INTEGER: a dot after them is a token of its own."""
    assert expected == [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ({"a"}, "ASK { ?s a:b 1 }"),
        (set(), "PREFIX a: <urn:> ASK { ?s a:b _:c }"),
        (set(), "ASK { ?s ?p 'a:b', <a:b> } # a:b"),
        ({""}, "ASK { ?s :b 1 }"),
        ({"b"}, "PREFIX a: <urn:> ASK { ?s a:b b:a }"),
    ],
)
def test_undeclared_prefixes(expected: set[str], text: str) -> None:
    """Not those in strings, IRIs and comments."""
    assert expected == undeclared_prefixes(text)
