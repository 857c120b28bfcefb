"""Preparing shapes for the processor changes how fast they are judged, not what is found."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse

from ccwp_kg.namespaces import SH
from ccwp_kg.validation.preparation import prepare
from ccwp_kg.validation.shapes import shapes_graph

EX = rdflib.Namespace("http://example.org/")


@pytest.mark.parametrize(
    ("moved", "shapes"),
    [
        (True, ":S sh:targetClass :C ; sh:property :P ."),
        (True, ":S sh:targetNode :a ; sh:property :P ."),
        (False, ":S sh:property :P ."),
        (False, ":S sh:targetClass :C ; sh:property :P ; sh:deactivated true ."),
        (False, ":S sh:targetClass :C ; sh:property :P . :T sh:node :S ."),
        (False, ":S sh:targetClass :C ; sh:property :P . :T sh:property :P ."),
        (False, ":S sh:targetClass :C ; sh:property :P ; a rdfs:Class ."),
        (False, ":S sh:targetClass :C ; sh:property :P ; sh:path :p ."),
        (False, ":S sh:targetClass :C ; sh:property :P . :P sh:targetClass :D ."),
        (False, ":S sh:targetClass :C ; sh:property :P . :P sh:qualifiedValueShapesDisjoint true ."),
    ],
)
def test_targets_move_where_that_changes_nothing(moved: bool, shapes: str) -> None:
    """A property shape takes over the targets of its only node shape; where the two differ in meaning, it does not."""
    turtle = f"@prefix : <{EX}> . @prefix sh: <{SH}> . @prefix rdfs: <{rdflib.RDFS}> . {shapes}"
    graph = shapes_graph([quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)])
    prepare(graph)
    assert moved == ((EX.S, rdflib.SH.property, EX.P) not in graph)
    if moved:
        assert set(graph.objects(EX.S, None)) - {EX.P} <= set(graph.objects(EX.P, None))
