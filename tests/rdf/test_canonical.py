"""Blank nodes get the same names in every run, and graphs that say the same become equal."""

from pyoxigraph import RdfFormat, Triple, parse

from ccwp_kg.rdf.canonical import canonical

SHAPE = b"""@prefix ex: <http://example.org/> .
ex:shape ex:property [ ex:path ex:p ; ex:in ( 1 2 ) ] , [ ex:path ex:q ; ex:in ( 2 1 ) ] .
"""
OTHER = SHAPE.replace(b"( 2 1 )", b"( 2 2 )")


def read(turtle: bytes) -> list[Triple]:
    return [quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)]


def test_two_readings_of_one_file_are_equal() -> None:
    assert set(read(SHAPE)) != set(read(SHAPE))
    assert canonical(read(SHAPE)) == canonical(reversed(read(SHAPE)))


def test_different_graphs_stay_different() -> None:
    assert canonical(read(OTHER)) != canonical(read(SHAPE))
