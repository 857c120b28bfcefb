"""Shapes made ready for pyshacl: the same rules, put so that it finds all prefixes and judges many things at once."""

from __future__ import annotations

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from ccwp_kg.validation.messages import mark_messages
from ccwp_kg.validation.shapes import TARGETS


def prepare(graph: rdflib.Graph) -> None:
    """Change a shapes graph into one that means the same to SHACL and is easier on pyshacl."""
    _gather_prefixes(graph)
    _give_targets_to_property_shapes(graph)
    mark_messages(graph)


def _gather_prefixes(graph: rdflib.Graph) -> None:
    """Copy prefix declarations to their users: SHACL §5.2.1 finds them through owl:imports too, pyshacl does not."""
    for user in list(graph.objects(None, SH.prefixes)):
        for imported in list(graph.transitive_objects(user, OWL.imports)):
            for declaration in list(graph.objects(imported, SH.declare)):
                graph.add((user, SH.declare, declaration))


def _give_targets_to_property_shapes(graph: rdflib.Graph) -> None:
    """Let property shapes carry their node shape's targets themselves.

    pyshacl judges a property shape that has targets once for all focus nodes, but one that hangs on a node shape once
    per focus node, building its constraints each time anew: ten times slower. The results are the same, for a node
    shape reports through `sh:property` just what the property shape reports for the same focus node (SHACL §4.7.2).
    """
    for shape, held in list(graph.subject_objects(SH.property)):
        if _acts_for_itself(graph, shape) and _belongs_to_one(graph, held):
            graph.remove((shape, SH.property, held))
            graph.add((held, RDF.type, SH.PropertyShape))
            for predicate in TARGETS:
                for target in graph.objects(shape, predicate):
                    graph.add((held, predicate, target))


def _acts_for_itself(graph: rdflib.Graph, shape: Node) -> bool:
    """Whether a node shape is active, has targets of its own only by declaration, and is no part of another shape."""
    active = rdflib.Literal(True) not in graph.objects(shape, SH.deactivated)
    is_class = any((shape, RDF.type, kind) in graph for kind in (RDFS.Class, OWL.Class))
    is_part = (None, None, shape) in graph or (shape, SH.path, None) in graph
    return active and _is_targeted(graph, shape) and not is_class and not is_part


def _belongs_to_one(graph: rdflib.Graph, held: Node) -> bool:
    """Whether a property shape hangs on one node shape only, has no targets yet and does not look at its siblings."""
    looks_at_siblings = (held, SH.qualifiedValueShapesDisjoint, None) in graph
    return len(list(graph.subjects(None, held))) == 1 and not _is_targeted(graph, held) and not looks_at_siblings


def _is_targeted(graph: rdflib.Graph, shape: Node) -> bool:
    return any((shape, predicate, None) in graph for predicate in TARGETS)
