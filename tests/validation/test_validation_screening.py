"""Rules that nothing breaks are taken out, all others are left to the processor."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ccwp_kg.namespaces import SH
from ccwp_kg.validation.graphs import DataGraph
from ccwp_kg.validation.preparation import drop_unbroken_queries
from ccwp_kg.validation.shapes import shapes_graph

PREFIXES = (
    f"@prefix : <http://example.org/> . @prefix sh: <{SH}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
)


def graph(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(PREFIXES + turtle, format=RdfFormat.TURTLE)]


def kept(shape: str, select: str, people: str) -> bool:
    shapes = shapes_graph(
        graph(
            f""": sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
            {shape} :S sh:sparql [ sh:prefixes : ; sh:select "{select}" ] ."""
        )
    )
    drop_unbroken_queries(shapes, DataGraph(graph(people)))
    return (rdflib.URIRef("http://example.org/S"), rdflib.SH.sparql, None) in shapes


OLD = "SELECT $this WHERE { $this ex:age ?age FILTER (?age > 130) }"
BIG = "SELECT $this WHERE { FILTER ($this > 130) }"
WITHIN = "SELECT $this WHERE { { $this ex:size ?n } UNION { $this ex:age ?n FILTER (?n > 130) } }"
TWICE = "SELECT $this WHERE { $this ex:age ?age } GROUP BY $this HAVING (COUNT(?age) > 2)"
TARGETED = ":S sh:targetClass :Person ."


@pytest.mark.parametrize(
    ("expected", "shape", "select", "people"),
    [
        (False, TARGETED, OLD, ":a a :Person ; :age 1 ."),
        (True, TARGETED, OLD, ":a a :Person ; :age 140 ."),
        (False, TARGETED, OLD, ":a :age 140 . :b a :Person ; :age 1 ."),
        (False, TARGETED, OLD, ":b :age 1 ."),
        (True, TARGETED, OLD.replace("}", ""), ":a a :Person ; :age 1 ."),
        (True, TARGETED, f"{OLD} LIMIT 1", ":a a :Person ; :age 1 ."),
        (False, TARGETED, OLD, "[] a :Person ; :age 1 ."),
        (True, TARGETED, OLD, "[] a :Person ; :age 1 . [] a :Person ; :age 140 ."),
        (False, ":S sh:targetObjectsOf :age .", BIG, ":a :age 1 . :b :size 140 ."),
        (True, ":S sh:targetObjectsOf :age .", BIG, ":a :age 1 . :b :age 140 ."),
        (False, TARGETED, WITHIN, ":a a :Person . :b :age 140 ."),
        (True, TARGETED, WITHIN, ":a a :Person . :b a :Person ; :age 140 ."),
        (False, TARGETED, TWICE, ":a a :Person ; :age 1, 2 . :b :age 1, 2, 3 ."),
        (True, TARGETED, TWICE, ":a a :Person ; :age 1, 2, 3 . :b a :Person ."),
        (True, TARGETED, "SELECT $this WHERE { GRAPH ?g { $this ?p 9 } }", ":a a :Person ; :age 1 ."),
        (True, "", OLD, ":a a :Person ; :age 1 ."),
        (True, f"{TARGETED} :T sh:node :S .", OLD, ":a a :Person ; :age 1 ."),
        (True, f"{TARGETED} :S sh:path :age .", OLD, ":a a :Person ; :age 1 ."),
    ],
)
def test_only_what_surely_finds_nothing_is_dropped(expected: bool, shape: str, select: str, people: str) -> None:
    """Broken, malformed or shared: whatever is not surely unbroken stays."""
    assert expected == kept(shape, select, people)


def test_one_among_hundreds_is_found_and_nothing_is_left_behind() -> None:
    """The focus nodes stand in the graph only as long as they are asked about."""
    people = "".join(f":p{number} a :Person ; :age {140 if number == 450 else 1} .\n" for number in range(451))
    assert kept(TARGETED, OLD, people)
    data = DataGraph(graph(people))
    with data.focused([NamedNode("http://example.org/p450")]):
        assert data.finds_any("SELECT $this WHERE { $this ?p 140 }")
    assert not data.finds_any("SELECT $this WHERE { $this ?p 140 }")
    assert [] == list(data.rows("SELECT ?g WHERE { GRAPH ?g { } }"))
