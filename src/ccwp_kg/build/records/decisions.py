"""A decision that a document or an indicator expects of a body."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.namespaces import CCWP, DCTERMS
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import english
from ccwp_kg.sources.records.records import ExpectedDecision


def decision(facts: DocumentFacts, record: ExpectedDecision, iri: NamedNode) -> None:
    """Describe an expected decision with that IRI: its kind, its body, its products, who reports, and its words."""
    kind = iris.thing(f"concept/{record.kind}")
    facts.words(iri, CCWP.text, english, record.text)
    facts.add(iri, CCWP.expectsDecision, kind, read_from=record.text)
    facts.add(iri, DCTERMS.type, kind, read_from=record.text)
    facts.add(iri, CCWP.decisionBy, iris.thing(record.by), read_from=record.text)
    products = (iris.thing(product.target) for product in record.products)
    facts.add(iri, CCWP.expectsProduct, *products, read_from=record.text)
    if record.reporter is not None:
        facts.add(iri, CCWP.preparedBy, iris.thing(record.reporter.target), read_from=record.reporter.printed)
