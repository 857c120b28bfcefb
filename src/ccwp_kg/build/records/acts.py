"""Acts of the Union, documents of the Commission and treaties: from a mention by number to the thing it names."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.namespaces import CCWP, ELI, SKOS
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code, english
from ccwp_kg.sources.records.references import ActReference


def legal_instrument(facts: DocumentFacts, reference: ActReference) -> NamedNode:
    """Give the IRI of the act a mention names, and describe it unless curators do.

    Nothing is said of it but what its number says: kind, name and CELEX number, and the forms in which it is printed.
    """
    iri = iris.thing(reference.target)
    if reference.known:
        return iri
    printed = reference.printed
    facts.thing(iri, CCWP.LegalInstrument)
    facts.add(iri, SKOS.prefLabel, english(reference.name), read_from=printed)
    facts.add(iri, CCWP.instrumentKind, iris.thing(f"concept/{reference.kind}"), read_from=printed)
    if reference.celex is not None:
        facts.thing(iri, ELI.LegalResource)
        facts.add(iri, CCWP.celexNumber, code(reference.celex), read_from=printed)
    if not reference.articles:  # words that name articles are no form of the treaty's name
        facts.words(iri, CCWP.printedForm, code, printed)
    facts.evidence(iri, printed)
    return iri
