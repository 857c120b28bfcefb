"""The index of statements: what stands in which order, and what has no name."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from ccwp_kg.namespaces import RDF, SKOS
from ccwp_kg.rdf.index import TripleIndex


def thing(name: str) -> NamedNode:
    return NamedNode(f"http://example.org/{name}")


A, P, Q, KIND = thing("5.2"), thing("p"), thing("q"), thing("Kind")
B, C = thing("5.10"), BlankNode("c")
INDEX = TripleIndex(
    [
        (B, RDF.type, KIND),
        (A, RDF.type, KIND),
        (A, P, Literal("z")),
        (A, P, B),
        (A, P, A),
        (A, P, B),  # said in two graphs
        (B, P, C),
        (B, Q, Literal("deux", language="fr")),
        (B, Q, Literal("two", language="en")),
        (C, RDF.type, KIND),
        (C, RDF.first, Literal("1")),
        (C, RDF.rest, RDF.nil),
        (A, SKOS.prefLabel, Literal("a", language="en")),
    ]
)


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ((A, B), INDEX.subjects()),
        ((A, B), INDEX.members(KIND)),
        ((A, B), INDEX.having(P)),
        ((A,), INDEX.pointing(P, B)),
        ((), INDEX.pointing(Q, B)),
        ((A, B, Literal("z")), INDEX.values(A, P)),
        ((C,), INDEX.values(B, P)),
        ([], INDEX.things(B, P)),
        ([Literal("deux", language="fr"), Literal("two", language="en")], INDEX.literals(B, Q)),
        ("two", INDEX.english(B, Q)),
        (None, INDEX.english(A, Q)),
        ([Literal("1")], list(INDEX.items(C))),
        ([P, RDF.type, SKOS.prefLabel], sorted(INDEX.properties(A), key=str)),
        ("a", INDEX.label(A)),
        ((True, False), (INDEX.is_a(A, KIND), INDEX.is_a(A, P))),
        ((KIND,), INDEX.classes("http://example.org/")),
        (13, len(list(INDEX.statements()))),
    ],
)
def test_what_is_asked(expected: object, found: object) -> None:
    """As people count (5.2 before 5.10), things before texts, each value once; what has no name is only a value."""
    assert expected == found


def test_values_on_a_path_are_things_once() -> None:
    assert (A, B, Literal("z"), C) == INDEX.values(A, P, P)
