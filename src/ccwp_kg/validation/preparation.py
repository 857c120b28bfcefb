"""Prepares shapes for pyshacl: the same rules in a form in which it finds all prefixes and runs faster.

pyshacl runs a SPARQL constraint once per focus node. Here one query covers many focus nodes: a constraint that finds
nothing is removed; one that finds something is asked of these nodes alone, and pyshacl reports what and where.

A result of a SPARQL constraint has the constraint's own messages, or if it has none, those of its shape (SHACL §5.3.2).
pyshacl reports both, without their languages. So each message carries its origin and language through pyshacl.
"""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from pyoxigraph import Literal
from rdflib.namespace import OWL, RDF, RDFS, SH, XSD
from rdflib.term import Identifier, Node

from ccwp_kg.validation.graphs import DataGraph
from ccwp_kg.validation.prebinding import can_be_asked_for_many
from ccwp_kg.validation.shapes import TARGETS, focus_nodes, targeted
from ccwp_kg.validation.terms import Term, from_rdflib

_SEPARATOR = "\N{INFORMATION SEPARATOR TWO}"
_PART = "urn:ccwp:part-of-a-shape:"


def prepare(graph: rdflib.Graph) -> None:
    """Change a shapes graph without changing its meaning, so that pyshacl reads all of it and runs faster."""
    # Copy prefix declarations to their users. SHACL §5.2.1 follows owl:imports; pyshacl does not.
    for user in list(graph.objects(None, SH.prefixes)):
        for imported in list(graph.transitive_objects(user, OWL.imports)):
            for declaration in list(graph.objects(imported, SH.declare)):
                graph.add((user, SH.declare, declaration))
    _give_targets_to_property_shapes(graph)
    for owner, message in list(graph.subject_objects(SH.message)):
        if isinstance(message, rdflib.Literal) and message.datatype in (None, XSD.string):
            origin = "constraint" if (None, SH.sparql, owner) in graph else "shape"
            marked = _SEPARATOR.join((origin, message.language or "", message))
            graph.remove((owner, SH.message, message))
            graph.add((owner, SH.message, rdflib.Literal(marked)))


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


def ask_the_broken_alone(shapes: rdflib.Graph, data: DataGraph) -> dict[Term, Term]:
    """Ask the SPARQL constraints of node shapes with targets of those nodes alone for which they find something.

    Each such constraint moves to a shape of its own, with these nodes as targets, and is gone where there are none.
    Returns new shape → the one that it is a part of.
    """
    whole: dict[Term, Term] = {}
    for shape in targeted(shapes):
        is_part = (None, None, shape) in shapes or (shape, SH.path, None) in shapes
        constraints = [] if is_part else list(shapes.objects(shape, SH.sparql))
        if not constraints:
            continue
        with data.focused(map(from_rdflib, focus_nodes(shapes, shape, data))):
            for constraint in constraints:
                broken = _broken(shapes, constraint, data)
                if broken is None:
                    continue
                shapes.remove((shape, SH.sparql, constraint))
                if broken:
                    part = rdflib.URIRef(f"{_PART}{len(whole)}")
                    whole[from_rdflib(part)] = from_rdflib(shape)
                    for predicate in (SH.severity, SH.message, SH.deactivated):
                        for value in shapes.objects(shape, predicate):
                            shapes.add((part, predicate, value))
                    shapes.add((part, SH.sparql, constraint))
                    for node in broken:
                        shapes.add((part, SH.targetNode, node))
    return whole


def _broken(shapes: rdflib.Graph, constraint: Node, data: DataGraph) -> set[Identifier] | None:
    """The focus nodes that break the constraint; None where only the processor can tell, or it is malformed."""
    query = shapes.value(constraint, SH.select)
    if query is None or not can_be_asked_for_many(str(query)):
        return None
    prologue = "".join(
        f"PREFIX {shapes.value(declaration, SH.prefix)}: <{shapes.value(declaration, SH.namespace)}>\n"
        for user in shapes.objects(constraint, SH.prefixes)
        for declaration in shapes.objects(user, SH.declare)
    )
    try:
        return data.found_by(prologue + str(query))
    except SyntaxError:
        return None


def read_messages(reported: Iterable[Node]) -> tuple[Literal, ...]:
    """The messages of one result, sorted: those of its SPARQL constraint if it has any, else all."""
    found: dict[str, list[Literal]] = {}
    for message in reported:
        marks = str(message).split(_SEPARATOR, 2)
        origin, language, text = marks if len(marks) == 3 else ("", "", str(message))
        found.setdefault(origin, []).append(Literal(text, language=language or None))
    own = found.get("constraint") or [message for messages in found.values() for message in messages]
    return tuple(sorted(own, key=str))
