"""Binding variables in the text of a query."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from ccwp_kg.validation.prebinding import can_be_asked_for_many, prebound

A = NamedNode("http://example.org/a")
BOUND = "{ VALUES (?this) { (<http://example.org/a>) }"


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        (f"SELECT $this WHERE {BOUND} $this ?p 1 }}", "SELECT $this WHERE { $this ?p 1 }"),
        (f"SELECT $this {BOUND} {BOUND} ?a ?b 1 }} }}", "SELECT $this { { ?a ?b 1 } }"),
        (f"SELECT * {BOUND} {{ SELECT $this {BOUND} }} }} }}", "SELECT * { { SELECT $this { } } }"),
        (f"SELECT * {BOUND} {{ # first\n SELECT $this {BOUND} }} }} }}", "SELECT * { { # first\n SELECT $this { } } }"),
        (f"ASK {BOUND} FILTER NOT EXISTS {BOUND} }} }}", "ASK { FILTER NOT EXISTS { } }"),
        (f"ASK {BOUND} ?a ?b \"{{\", '{{' }}", "ASK { ?a ?b \"{\", '{' }"),
        (f'ASK {BOUND} ?a ?b """ "{{ """ }}', 'ASK { ?a ?b """ "{ """ }'),
        (f'ASK {BOUND} ?a ?b "\\"{{" }}', 'ASK { ?a ?b "\\"{" }'),
        (f"ASK {BOUND} ?a <http://e/#> ?c # {{\n }}", "ASK { ?a <http://e/#> ?c # {\n }"),
        (f"ASK {BOUND} FILTER (?a < 1 && ?b > 2) {BOUND} }} }}", "ASK { FILTER (?a < 1 && ?b > 2) { } }"),
    ],
)
def test_every_group_gets_the_value(expected: str, query: str) -> None:
    """Braces that open a group count, not those in strings, IRIs and comments or around a sub-select."""
    assert expected == prebound(query, ["this"], [[A]])


def test_several_variables_and_rows() -> None:
    """A row holds one value per variable, each as SPARQL writes it."""
    rows = [[A, Literal('say "x"', language="en")], [A, Literal("2")]]
    expected = (
        'ASK { VALUES (?this ?value) { (<http://example.org/a> "say \\"x\\""@en) (<http://example.org/a> "2") } }'
    )
    assert expected == prebound("ASK { }", ["this", "value"], rows)


def test_nothing_to_bind() -> None:
    """Without variables the query stays as it is."""
    assert prebound("ASK { }", [], []) == "ASK { }"


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        (True, "SELECT $this WHERE { $this ?p ?o FILTER NOT EXISTS { ?o ?q 1 } }"),
        (True, "SELECT $this (COUNT(?o) AS ?n) WHERE { $this ?p ?o } GROUP BY $this HAVING (COUNT(?o) > 1)"),
        (True, "SELECT $this ?o WHERE { $this ?p ?o } GROUP BY ?this ?o"),
        (True, 'SELECT $this WHERE { $this ?p "LIMIT" } # LIMIT'),
        (False, "SELECT (COUNT(?o) AS ?n) WHERE { $this ?p ?o }"),
        (False, "SELECT (MAX(?o) AS ?n) WHERE { $this ?p ?o } GROUP BY ?p"),
        (False, "SELECT $this WHERE { $this ?p ?o } LIMIT 1"),
        (False, "SELECT $this WHERE { $this ?p ?o } OFFSET 1"),
        (False, "SELECT $this WHERE { { SELECT $this WHERE { $this ?p ?o } } }"),
        (False, "SELECT $this WHERE { $this ?p ?o MINUS { ?o ?q 1 } }"),
        (False, "SELECT $this WHERE { SERVICE <http://example.org/> { $this ?p ?o } }"),
        (False, "SELECT $this WHERE { VALUES ?o { 1 } $this ?p ?o }"),
        (False, "SELECT $this WHERE { GRAPH ?g { $this ?p ?o } }"),
    ],
)
def test_what_may_be_asked_for_many(expected: bool, query: str) -> None:
    """A query whose rows depend on how many things it is asked about is asked for each alone."""
    assert expected == can_be_asked_for_many(query)
