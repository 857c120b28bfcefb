"""Rules that nothing breaks are taken out, all others are left to the processor."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import RdfFormat, Triple, parse

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
        (True, TARGETED, OLD, "[] a :Person ; :age 1 ."),
        (True, "", OLD, ":a a :Person ; :age 1 ."),
        (True, f"{TARGETED} :T sh:node :S .", OLD, ":a a :Person ; :age 1 ."),
        (True, f"{TARGETED} :S sh:path :age .", OLD, ":a a :Person ; :age 1 ."),
    ],
)
def test_only_what_surely_finds_nothing_is_dropped(expected: bool, shape: str, select: str, people: str) -> None:
    """Broken, malformed, nameless or shared: whatever is not surely unbroken stays."""
    assert expected == kept(shape, select, people)


@pytest.mark.parametrize("place", [0, 199, 200, 450])
def test_every_portion_is_asked(place: int) -> None:
    """One offender among hundreds is found, wherever it stands."""
    people = "".join(f":p{number} a :Person ; :age {140 if number == place else 1} .\n" for number in range(451))
    assert kept(TARGETED, OLD, people)
