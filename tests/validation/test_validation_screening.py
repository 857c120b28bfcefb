"""Rules that nothing breaks are taken out, others asked of the nodes that break them, as far as one query can tell."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ccwp_kg.namespaces import SH, XSD
from ccwp_kg.validation.check import validate
from ccwp_kg.validation.graphs import DataGraph
from ccwp_kg.validation.preparation import ask_the_broken_alone
from ccwp_kg.validation.shapes import shapes_graph

PREFIXES = (
    f"@prefix : <http://example.org/> . @prefix sh: <{SH}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
)


def graph(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(PREFIXES + turtle, format=RdfFormat.TURTLE)]


def asked_of(shape: str, select: str, people: str) -> set[str] | None:
    """The nodes of which a rule is asked that moved to a shape of its own, none where it is gone; None if it stays."""
    shapes = shapes_graph(
        graph(
            f""": sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
            {shape} :S sh:sparql [ sh:prefixes : ; sh:select "{select}" ] ."""
        )
    )
    whole = ask_the_broken_alone(shapes, DataGraph(graph(people)))
    owner = next(shapes.subjects(rdflib.SH.sparql, None), None)
    if owner == rdflib.URIRef("http://example.org/S"):
        return None
    assert [*whole.values()] == ([] if owner is None else [_node("S")])
    if owner is None:
        return set()
    return {target.removeprefix("http://example.org/") for target in shapes.objects(owner, rdflib.SH.targetNode)}


OLD = "SELECT $this WHERE { $this ex:age ?age FILTER (?age > 130) }"
BIG = "SELECT $this WHERE { FILTER ($this > 130) }"
WITHIN = "SELECT $this WHERE { { $this ex:size ?n } UNION { $this ex:age ?n FILTER (?n > 130) } }"
TWICE = "SELECT $this WHERE { $this ex:age ?age } GROUP BY $this HAVING (COUNT(?age) > 2)"
TARGETED = ":S sh:targetClass :Person ."


@pytest.mark.parametrize(
    ("expected", "shape", "select", "people"),
    [
        (set(), TARGETED, OLD, ":a a :Person ; :age 1 ."),
        ({"a"}, TARGETED, OLD, ":a a :Person ; :age 140 . :b a :Person ; :age 1 . :c :age 140 ."),
        ({"a", "b"}, TARGETED, OLD, ":a a :Person ; :age 140, 150 . :b a :Person ; :age 140 ."),
        (set(), TARGETED, OLD, ":a :age 140 . :b a :Person ; :age 1 ."),
        (set(), TARGETED, OLD, ":b :age 1 ."),
        (None, TARGETED, OLD.replace("}", ""), ":a a :Person ; :age 1 ."),
        (None, TARGETED, f"{OLD} LIMIT 1", ":a a :Person ; :age 1 ."),
        (set(), TARGETED, OLD, "[] a :Person ; :age 1 ."),
        (None, TARGETED, OLD, "[] a :Person ; :age 1 . [] a :Person ; :age 140 ."),
        (None, TARGETED, OLD, ":a a :Person ; :age 140 . [] a :Person ; :age 140 ."),
        (None, TARGETED, OLD.replace("$this", "?age", 1), ":a a :Person ; :age 140 ."),
        (set(), TARGETED, OLD.replace("$this", "?age", 1), ":a a :Person ; :age 1 ."),
        (None, TARGETED, "SELECT $this WHERE { FILTER ($currentShape = ex:S) }", ":a a :Person ."),
        (set(), ":S sh:targetObjectsOf :age .", BIG, ":a :age 1 . :b :size 140 ."),
        (None, ":S sh:targetObjectsOf :age .", BIG, ":a :age 1 . :b :age 0140 ."),
        (set(), TARGETED, WITHIN, ":a a :Person . :b :age 140 ."),
        ({"b"}, TARGETED, WITHIN, ":a a :Person . :b a :Person ; :age 140 ."),
        (set(), TARGETED, TWICE, ":a a :Person ; :age 1, 2 . :b :age 1, 2, 3 ."),
        ({"a"}, TARGETED, TWICE, ":a a :Person ; :age 1, 2, 3 . :b a :Person ."),
        (None, TARGETED, "SELECT $this WHERE { GRAPH ?g { $this ?p 9 } }", ":a a :Person ; :age 1 ."),
        (None, "", OLD, ":a a :Person ; :age 1 ."),
        (None, f"{TARGETED} :T sh:node :S .", OLD, ":a a :Person ; :age 1 ."),
        (None, f"{TARGETED} :S sh:path :age .", OLD, ":a a :Person ; :age 1 ."),
    ],
)
def test_a_rule_is_asked_of_what_surely_breaks_it(
    expected: set[str] | None, shape: str, select: str, people: str
) -> None:
    """Malformed, shared, or broken by what has no name: whatever one query does not surely tell stays as it is."""
    assert expected == asked_of(shape, select, people)


def test_what_is_reported_is_what_the_shape_says() -> None:
    """The results name the shape of the rule, with its severity and with its message where the rule has none."""
    shape = f"""{TARGETED} :S sh:severity sh:Warning ; sh:message "Too old"@en ; sh:sparql [ sh:select
        "SELECT $this ?value WHERE {{ $this <http://example.org/age> ?value FILTER (?value > 130) }}" ] ."""
    people = graph(":a a :Person ; :age 140, 150 . :b a :Person ; :age 1 . :c a :Person ; :age 0160 .")
    told = [
        (result.focus_node, result.value, result.source_shape, result.severity, result.message)
        for result in validate(people, shapes=graph(shape)).results
    ]
    assert told == [
        (_node(who), Literal(age, datatype=XSD.integer), _node("S"), SH.Warning, "Too old")
        for who, age in (("a", "140"), ("a", "150"), ("c", "160"))
    ]


def _node(name: str) -> NamedNode:
    return NamedNode(f"http://example.org/{name}")


def test_one_among_hundreds_is_found_and_nothing_is_left_behind() -> None:
    """The focus nodes stand in the graph only as long as they are asked about."""
    people = "".join(f":p{number} a :Person ; :age {140 if number == 450 else 1} .\n" for number in range(451))
    assert asked_of(TARGETED, OLD, people) == {"p450"}
    data = DataGraph(graph(people))
    with data.focused([_node("p450")]):
        assert data.found_by("SELECT $this WHERE { $this ?p 140 }") == {rdflib.URIRef("http://example.org/p450")}
    assert data.found_by("SELECT $this WHERE { $this ?p 140 }") == set()
    assert [] == list(data.rows("SELECT ?g WHERE { GRAPH ?g { } }"))
