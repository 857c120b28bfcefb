"""A graph for people: Turtle that is Turtle, a picture in which nothing lies on anything, words that hide nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.namespaces import CCWP, RDF, SH
from ccwp_kg.rdf.syntax.prefixes import Prefixes, read_prefixes
from ccwp_kg.server.html.pictures.graph import NODES, tree_picture
from ccwp_kg.server.html.pictures.model import Rectangle
from ccwp_kg.server.html.sanitise import plain
from ccwp_kg.server.sparql.result_page import styled_turtle

ROOT = Path(__file__).parents[3]
ID = "https://w3id.org/ccwp/id/"


@pytest.fixture(scope="module")
def prefixes() -> Prefixes:
    return read_prefixes(ROOT / "ontology" / "prefixes.ttl")


def star(count: int) -> list[Triple]:
    hub = NamedNode(ID + "plan/5")
    return [Triple(hub, CCWP.hasAction, NamedNode(f"{ID}plan/5/action/5.{number}")) for number in range(count)]


def test_turtle_for_people_is_turtle(prefixes: Prefixes, app: Flask) -> None:
    """What is shown parses to the triples it shows, odd characters included."""
    body = (
        app.test_client()
        .get("/sparql?query=CONSTRUCT%20WHERE%20%7B%3Fs%20%3Fp%20%3Fo%7D", headers={"Accept": "text/turtle"})
        .data
    )
    found = [quad.triple for quad in parse(body, format=RdfFormat.TURTLE)]
    triples = [triple for triple in found if len(str(triple.object)) < 1_000]
    assert len(triples) > 100
    odd = ['a\nb\t"c"\\ \u202e\x00é', "", "…", "12"]
    triples += [Triple(NamedNode("urn:s(1)"), RDF.value, Literal(text)) for text in odd]
    triples += [Triple(NamedNode("urn:s"), RDF.value, Literal("x", language="en-gb")), *star(3)]
    triples += [Triple(NamedNode("urn:s"), RDF.value, Literal("007", datatype=NamedNode(f"{CCWP}odd")))]
    triples += [Triple(NamedNode("urn:s"), SH.select, Literal('SELECT "a"\n WHERE { }'))]
    triples += [Triple(NamedNode("urn:s"), RDF.value, Triple(NamedNode("urn:a"), RDF.value, Literal("<b>")))]
    text = "".join(piece.text for piece in styled_turtle(triples, prefixes))
    assert set(triples) == {quad.triple for quad in parse(text.encode(), format=RdfFormat.TURTLE)}
    assert "\u202e" not in text


def test_blank_nodes_have_numbers(prefixes: Prefixes) -> None:
    """One that is used twice is the same twice; words in quotes are no terms."""
    node = BlankNode()
    triples = [Triple(node, RDF.value, Literal("a <urn:b> 1")), Triple(NamedNode("urn:s"), RDF.value, node)]
    pieces = [*styled_turtle([*triples, Triple(node, RDF.value, node)], prefixes)]
    text = "".join(piece.text for piece in pieces)
    assert text.count("_:b1") == 3
    assert ["rdf:value", "rdf:value", "rdf:value"] == [each.text for each in pieces if each.text == "rdf:value"]
    assert "<urn:b>" not in [each.text for each in pieces if each.kind == "term"]


class Unnamed:
    """Names of which none is known."""

    def __getitem__(self, iri: NamedNode) -> object:
        return Thing(iri.value, iri.value.rpartition("/")[2], is_named=False)


PICTURES = [
    # (boxes, lines, left out, triples)
    (3, 2, 0, star(2)),
    (NODES, NODES - 1, 61, star(100)),
    (2, 1, 0, [*star(1), *star(1)]),
    (4, 2, 0, [*star(1), Triple(NamedNode("urn:a"), RDF.value, NamedNode("urn:b"))]),
    (2, 1, 0, [*star(1), Triple(NamedNode(ID + "plan/5"), RDF.type, CCWP.ActionPlan)]),
    (2, 1, 0, [Triple(NamedNode("urn:a"), RDF.type, CCWP.ActionPlan)]),
    (3, 3, 0, [Triple(NamedNode(f"urn:{a}"), RDF.value, NamedNode(f"urn:{b}")) for a, b in ("ab", "bc", "ca")]),
]


@pytest.mark.parametrize(("boxes", "lines", "left_out", "triples"), PICTURES)
def test_a_picture_holds_what_is_linked(boxes: int, lines: int, left_out: int, triples: list[Triple]) -> None:
    """At most 40 boxes; none lies on another, all lie in the picture, and the order of the triples does not matter."""
    drawn = tree_picture(triples, Unnamed())  # type: ignore[arg-type]
    assert drawn is not None
    assert (boxes, lines, left_out) == (len(drawn.items), len(drawn.pieces), drawn.left_out)
    found = [piece for item in drawn.items for piece in item.pieces if isinstance(piece, Rectangle)]
    places = {(box.x, box.y) for box in found}
    assert len(places) == boxes
    for box in found:
        assert 0 <= box.x <= box.x + box.width <= drawn.width
        assert 0 <= box.y <= box.y + box.height <= drawn.height
        near = [y for x, y in places if x == box.x and 0 < y - box.y < box.height]
        assert [] == near
    assert drawn == tree_picture(triples[::-1], Unnamed())  # type: ignore[arg-type]


@pytest.mark.parametrize("triples", [[], [Triple(NamedNode("urn:a"), RDF.value, Literal("b"))]])
def test_nothing_linked_is_no_picture(triples: list[Triple]) -> None:
    """Literals are left to the text."""
    assert tree_picture(triples, Unnamed()) is None  # type: ignore[arg-type]


CUTS = [
    ("abc", "abc", 3),
    ("ab…", "abc", 2),
    ("[U+FEFF]a", "\ufeffa", 9),
    ("\u05d0\u200f", "\u05d0\u200f", 9),
    ("…", "a", 0),
]


@pytest.mark.parametrize(("expected", "text", "most"), CUTS)
def test_plain_words(expected: str, text: str, most: int) -> None:
    """Long texts end in "…"; controls that turn or hide text are named; marks of right-to-left writing stay."""
    assert expected == plain(text, most=most)
