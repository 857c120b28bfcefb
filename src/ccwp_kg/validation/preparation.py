"""Prepares shapes for pyshacl: the same rules in a form in which it finds all prefixes and runs faster."""

from __future__ import annotations

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from ccwp_kg.validation.messages import mark_messages
from ccwp_kg.validation.shapes import TARGETS


def prepare(graph: rdflib.Graph) -> None:
    """Change a shapes graph without changing its meaning, so that pyshacl reads all of it and runs faster."""
    _gather_prefixes(graph)
    _give_targets_to_property_shapes(graph)
    mark_messages(graph)


def _gather_prefixes(graph: rdflib.Graph) -> None:
    """Copy prefix declarations to their users. SHACL §5.2.1 follows owl:imports; pyshacl does not."""
    for user in list(graph.objects(None, SH.prefixes)):
        for imported in list(graph.transitive_objects(user, OWL.imports)):
            for declaration in list(graph.objects(imported, SH.declare)):
                graph.add((user, SH.declare, declaration))


def _give_targets_to_property_shapes(graph: rdflib.Graph) -> None:
    """Copy the targets of node shapes to their property shapes.

    pyshacl validates a property shape with targets once for all focus nodes. It validates one without targets once per
    focus node and builds its constraints anew each time, which is ten times slower. The results are the same: through
    `sh:property` a node shape reports what the property shape reports for the same focus node (SHACL §4.7.2).
    """
    for shape, held in list(graph.subject_objects(SH.property)):
        if _is_independent(graph, shape) and _has_one_owner(graph, held):
            graph.remove((shape, SH.property, held))
            graph.add((held, RDF.type, SH.PropertyShape))
            for predicate in TARGETS:
                for target in graph.objects(shape, predicate):
                    graph.add((held, predicate, target))


def _is_independent(graph: rdflib.Graph, shape: Node) -> bool:
    """Whether a node shape is active, has declared targets only, and is no part of another shape."""
    active = rdflib.Literal(True) not in graph.objects(shape, SH.deactivated)
    is_class = any((shape, RDF.type, kind) in graph for kind in (RDFS.Class, OWL.Class))
    is_part = (None, None, shape) in graph or (shape, SH.path, None) in graph
    return active and _is_targeted(graph, shape) and not is_class and not is_part


def _has_one_owner(graph: rdflib.Graph, held: Node) -> bool:
    """Whether a property shape has one node shape, no targets, and no constraint on its sibling shapes."""
    has_siblings = (held, SH.qualifiedValueShapesDisjoint, None) in graph
    return len(list(graph.subjects(None, held))) == 1 and not _is_targeted(graph, held) and not has_siblings


def _is_targeted(graph: rdflib.Graph, shape: Node) -> bool:
    return any((shape, predicate, None) in graph for predicate in TARGETS)
