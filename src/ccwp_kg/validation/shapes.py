"""Reads shapes, checks that SHACL defines their terms, and finds their focus nodes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

import rdflib
from pyoxigraph import BlankNode, NamedNode, Triple
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from ccwp_kg.errors import ValidationFailed
from ccwp_kg.rdf.syntax.read import read_triples
from ccwp_kg.validation.terms import ToRdflib, from_rdflib

TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)

_SHACL = str(SH)
_PYTHON_KEYWORDS = ("and", "class", "in", "not", "or")  # terms of SHACL that rdflib's table of them cannot spell
_KNOWN_TERMS = frozenset([*(str(term).removeprefix(_SHACL) for term in dir(SH)), *_PYTHON_KEYWORDS])


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


def without_focus_nodes(shapes: rdflib.Graph, data: rdflib.Graph) -> Iterator[NamedNode | BlankNode]:
    """The shapes whose targets match nothing in the data. They validate nothing and always pass."""
    for shape in targeted(shapes):
        if next(focus_nodes(shapes, shape, data), None) is None:
            term = from_rdflib(shape)
            if isinstance(term, NamedNode | BlankNode):
                yield term


def read_shapes(folder: Path) -> tuple[Triple, ...]:
    """The shapes in the Turtle files of a folder, without its sub-folders, which hold test cases.

    Raises ValidationFailed for a folder without shapes, which would validate nothing, and for a term that SHACL does
    not define: a processor ignores `sh:mincount` without a word.
    """
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise ValidationFailed(f"{folder} holds no shapes (*.ttl); without shapes nothing can be judged")
    triples: list[Triple] = []
    for file in files:
        found = read_triples(file)
        for unknown in unknown_terms(found):
            near = difflib.get_close_matches(unknown, _KNOWN_TERMS, n=1)
            hint = f"did you mean sh:{near[0]}?" if near else "see the SHACL vocabulary"
            raise ValidationFailed(f"{file} uses sh:{unknown}, which SHACL does not define; {hint}")
        triples.extend(found)
    return tuple(triples)


def unknown_terms(triples: Iterable[Triple]) -> list[str]:
    """The local names in SHACL's namespace that its vocabulary does not define, sorted."""
    used = {
        term.value.removeprefix(_SHACL)
        for triple in triples
        for term in (triple.subject, triple.predicate, triple.object)
        if isinstance(term, NamedNode) and term.value.startswith(_SHACL)
    }
    return sorted(used - _KNOWN_TERMS - {""})
