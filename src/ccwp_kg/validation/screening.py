"""Removes SPARQL constraints that nothing breaks, before pyshacl runs.

pyshacl runs a constraint once per focus node. Here one query covers many focus nodes. A constraint that finds nothing
is removed. One that finds something stays, and pyshacl reports what and where.
"""

from __future__ import annotations

import rdflib
from pyoxigraph import BlankNode
from rdflib.namespace import SH
from rdflib.term import Node

from ccwp_kg.validation.graphs import DataGraph
from ccwp_kg.validation.prebinding import can_be_asked_for_many
from ccwp_kg.validation.shapes import focus_nodes, targeted
from ccwp_kg.validation.terms import Term, from_rdflib

_AT_ONCE = 200
"""The focus nodes of one query. A query with an inner group joins each with each, so that more would be slow."""


def drop_unbroken_queries(shapes: rdflib.Graph, data: DataGraph) -> None:
    """Remove the SPARQL constraints of node shapes with targets that find nothing in the data."""
    for shape in targeted(shapes):
        is_part = (None, None, shape) in shapes or (shape, SH.path, None) in shapes
        constraints = [] if is_part else list(shapes.objects(shape, SH.sparql))
        nodes = list(dict.fromkeys(from_rdflib(node) for node in focus_nodes(shapes, shape, data)))
        if any(isinstance(node, BlankNode) for node in nodes):
            continue
        for constraint in constraints:
            if _is_unbroken(shapes, constraint, nodes, data):
                shapes.remove((shape, SH.sparql, constraint))


def _is_unbroken(shapes: rdflib.Graph, constraint: Node, nodes: list[Term], data: DataGraph) -> bool:
    """Whether the constraint surely finds nothing. A malformed one is left for the processor to report."""
    query = shapes.value(constraint, SH.select)
    if query is None or not can_be_asked_for_many(str(query)):
        return False
    prologue = "".join(
        f"PREFIX {shapes.value(declaration, SH.prefix)}: <{shapes.value(declaration, SH.namespace)}>\n"
        for user in shapes.objects(constraint, SH.prefixes)
        for declaration in shapes.objects(user, SH.declare)
    )
    portions = (nodes[start : start + _AT_ONCE] for start in range(0, len(nodes), _AT_ONCE))
    try:
        return not any(data.finds_any(prologue + str(query), portion) for portion in portions)
    except SyntaxError:
        return False
