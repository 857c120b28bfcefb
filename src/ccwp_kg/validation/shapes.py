"""Shapes as rdflib reads them, and their focus nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import rdflib
from pyoxigraph import BlankNode, NamedNode, Triple
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from ccwp_kg.validation.terms import ToRdflib, from_rdflib

TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


def shapes_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    """The shapes as an rdflib graph."""
    graph = rdflib.Graph(bind_namespaces="none")
    for triple in ToRdflib().triples(triples):
        graph.add(triple)
    return graph


def targeted(shapes: rdflib.Graph) -> list[Node]:
    """The shapes that declare targets, sorted by IRI."""
    return sorted({shape for predicate in TARGETS for shape in shapes.subjects(predicate, None)}, key=str)


def focus_nodes(shapes: rdflib.Graph, shape: Node, data: rdflib.Graph) -> Iterator[Node]:
    """The focus nodes of a shape in the data (SHACL §2.1.3). A node may come twice."""
    for target in shapes.objects(shape, SH.targetNode):
        if (target, None, None) in data or (None, None, target) in data:
            yield target
    for target in shapes.objects(shape, SH.targetClass):
        # §2.1.3.2: instances of the class and of the subclasses that the data declare
        for one in data.transitive_subjects(RDFS.subClassOf, target):
            yield from data.subjects(RDF.type, one)
    for target in shapes.objects(shape, SH.targetSubjectsOf):
        yield from data.subjects(target, None)
    for target in shapes.objects(shape, SH.targetObjectsOf):
        yield from data.objects(None, target)


def count_focus_nodes(shapes: rdflib.Graph, data: rdflib.Graph) -> Iterator[tuple[NamedNode | BlankNode, int]]:
    """Each shape that declares targets, and how many nodes of the data it validates."""
    for shape in targeted(shapes):
        term = from_rdflib(shape)
        if isinstance(term, NamedNode | BlankNode):
            yield term, len(set(focus_nodes(shapes, shape, data)))
