"""Converts RDF terms between pyoxigraph, which builds graphs, and rdflib, from which pyshacl reads them.

Lexical forms stay as written: "01" does not become "1".
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib.term import Identifier, Node

from ccwp_kg.errors import ValidationFailed
from ccwp_kg.namespaces import XSD

# A value that is not of the form of its datatype is reported by a rule; rdflib would log a traceback for it, too.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)

Term: TypeAlias = NamedNode | BlankNode | Literal


class ToRdflib:
    """Converts pyoxigraph terms to rdflib terms. An IRI that comes again soon gives the same object, to save time."""

    def __init__(self) -> None:
        self._iri = lru_cache(maxsize=16_384)(rdflib.URIRef)

    def triples(self, triples: Iterable[Triple]) -> Iterator[tuple[Identifier, Identifier, Identifier]]:
        """The triples in rdflib."""
        for triple in triples:
            yield self.term(triple.subject), self.term(triple.predicate), self.term(triple.object)

    def term(self, term: Term | Triple) -> Identifier:
        """The term in rdflib. Raises ValidationFailed for a quoted triple, which SHACL does not define."""
        if isinstance(term, NamedNode):
            return self._iri(term.value)
        if isinstance(term, Literal):
            return _literal(term)
        if isinstance(term, BlankNode):
            return rdflib.BNode(term.value)
        raise ValidationFailed(f"{term} is a quoted triple, which SHACL cannot judge; state it as a plain triple")


def _literal(literal: Literal) -> rdflib.Literal:
    if literal.language:
        return rdflib.Literal(literal.value, lang=literal.language)
    if literal.datatype == XSD.string:  # RDF 1.1 Concepts §3.3: a plain literal; rdflib keeps the two apart
        return rdflib.Literal(literal.value)
    return rdflib.Literal(literal.value, datatype=rdflib.URIRef(literal.datatype.value), normalize=False)


def from_rdflib(term: Node) -> Term:
    """The term in pyoxigraph."""
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return Literal(str(term), language=term.language)
        return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)
    raise ValidationFailed(f"{term!r} is no RDF term; a shape or its query yields something SHACL does not know")
