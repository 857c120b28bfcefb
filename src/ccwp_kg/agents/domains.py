"""Of which classes a property is said at all, as the rich module of the ontology has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pyoxigraph import NamedNode

from ccwp_kg.namespaces import OWL, RDFS
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.syntax.read import read_triples
from ccwp_kg.rdf.terms.order import Term

Domains = Mapping[NamedNode, frozenset[NamedNode]]
"""Property → the classes whose things may have it; a property without a domain is not there."""


def read_domains(path: Path) -> Domains:
    """The domains in a Turtle file: a class each, or a union of classes (OWL 2 Mapping to RDF, table 1)."""
    facts = TripleIndex((triple.subject, triple.predicate, triple.object) for triple in read_triples(path))
    return {
        property_: frozenset(found)
        for property_ in facts.having(RDFS.domain)
        if (found := [each for domain in facts.values(property_, RDFS.domain) for each in _classes(facts, domain)])
    }


def _classes(facts: TripleIndex, domain: Term) -> Iterator[NamedNode]:
    if isinstance(domain, NamedNode):
        yield domain
        return
    for union in facts.values(domain, OWL.unionOf):
        yield from (each for each in facts.items(union) if isinstance(each, NamedNode))
