"""The same terms in pyoxigraph and rdflib."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode

from ccwp_kg.errors import ValidationFailed
from ccwp_kg.namespaces import XSD
from ccwp_kg.validation.terms import Term, ToRdflib, from_rdflib


@pytest.mark.parametrize(
    "term",
    [
        NamedNode("http://example.org/a"),
        BlankNode("a"),
        Literal("a"),
        Literal("a", language="en"),
        Literal("007", datatype=XSD.integer),
        Literal("P18M", datatype=XSD.duration),
        Literal("true", datatype=XSD.boolean),
        Literal("no number", datatype=XSD.integer),
        Literal("2011-07", datatype=XSD.gYearMonth),
    ],
)
def test_there_and_back(term: Term) -> None:
    """Kind, lexical form, language and datatype stay."""
    assert term == from_rdflib(ToRdflib().term(term))


def test_an_iri_is_made_once() -> None:
    """The same IRI gives the same object: a graph names its properties a million times."""
    convert = ToRdflib()
    assert convert.term(NamedNode("http://example.org/a")) is convert.term(NamedNode("http://example.org/a"))


def test_a_variable_is_no_term() -> None:
    """What cannot stand in a graph cannot stand in a report."""
    with pytest.raises(ValidationFailed, match="no RDF term"):
        from_rdflib(rdflib.Variable("a"))
