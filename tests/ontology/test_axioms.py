"""What shapes say of a property becomes an axiom only where all of them agree on it."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ccwp_kg.build.ontology.axioms import Signature, classes_above, most_general, signatures
from ccwp_kg.namespaces import CCWP, RDF, RDFS, SH, SKOS, XSD

HEAD = f"""
@prefix : <{CCWP}> . @prefix rdf: <{RDF}> . @prefix rdfs: <{RDFS}> . @prefix sh: <{SH}> .
@prefix skos: <{SKOS}> . @prefix xsd: <{XSD}> .
"""
TAXONOMY = ":Office rdfs:subClassOf :Body . :Bureau rdfs:subClassOf :Office . :Body rdfs:subClassOf <urn:Agent> ."


def read(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(HEAD + text, format=RdfFormat.TURTLE)]


def shape(targets: str, *parts: str) -> str:
    return f"[] {targets} ; {' ; '.join(f'sh:property [ {part} ]' for part in parts)} ."


BODY, OFFICE = CCWP.Body, CCWP.Office
OF_BODY, OF_OFFICE, OF_PLAN = "sh:targetClass :Body", "sh:targetClass :Office", "sh:targetClass :Plan"
BODIES, BODIES_ONCE = (shape(OF_BODY, f"sh:path :p ; sh:class :Body{once}") for once in ("", " ; sh:maxCount 1"))
ANY_OF_BODY, ANY_OF_OFFICE = shape(OF_BODY, "sh:path :p"), shape(OF_OFFICE, "sh:path :p")
ONE_OF_BODY, ONE_OF_PLAN = shape(OF_BODY, "sh:path :p ; sh:maxCount 1"), shape(OF_PLAN, "sh:path :p ; sh:maxCount 1")

SIGNATURES: list[tuple[tuple[NamedNode | None, NamedNode | None, bool] | None, list[str]]] = [
    # (domain, range, at most one), shapes on the property :p
    ((BODY, BODY, False), [shape(OF_BODY, "sh:path :p ; sh:class :Body")]),
    ((BODY, XSD.date, True), [shape(OF_BODY, "sh:path :p ; sh:datatype xsd:date ; sh:maxCount 1")]),
    ((BODY, XSD.date, False), [shape(OF_BODY, "sh:path :p ; sh:datatype xsd:date ; sh:maxCount 2")]),
    ((BODY, None, False), [shape(OF_BODY, "sh:path :p ; sh:minCount 1")]),
    ((BODY, RDF.langString, False), [shape(OF_BODY, 'sh:path :p ; sh:languageIn ( "en" )')]),
    ((BODY, RDFS.Literal, False), [shape(OF_BODY, "sh:path :p ; sh:nodeKind sh:Literal")]),
    ((BODY, None, False), [shape(OF_BODY, "sh:path :p ; sh:nodeKind sh:IRI")]),
    ((BODY, XSD.string, False), [shape(OF_BODY, 'sh:path :p ; sh:in ( "note" "problem" )')]),
    ((BODY, None, False), [shape(OF_BODY, 'sh:path :p ; sh:in ( "note" 2 )')]),
    ((BODY, None, False), [shape(OF_BODY, "sh:path :p ; sh:in ( :one :two )")]),
    ((BODY, SKOS.Concept, False), [
        shape(OF_BODY, "sh:path :p ; sh:node [ sh:property [ sh:path skos:inScheme ; sh:hasValue :list ] ]")
    ]),
    ((BODY, None, False), [shape(OF_BODY, "sh:path :p ; sh:node [ sh:property [ sh:path :q ; sh:hasValue :x ] ]")]),
    # One of two classes: no range, unless one stands above the other.
    ((BODY, None, False), [shape(OF_BODY, "sh:path :p ; sh:or ( [ sh:class :Body ] [ sh:class :Plan ] )")]),
    ((BODY, BODY, False), [shape(OF_BODY, "sh:path :p ; sh:or ( [ sh:class :Body ] [ sh:class :Bureau ] )")]),
    ((BODY, None, False), [shape(OF_BODY, "sh:path :p ; sh:or ( [ sh:class :Body ] [ sh:minLength 2 ] )")]),
    # Shapes on several classes: the one above all, or none.
    ((BODY, None, False), [ANY_OF_BODY, shape(OF_OFFICE, "sh:path :p ; sh:class :Plan ; sh:maxCount 1")]),
    ((BODY, BODY, True), [BODIES_ONCE, ANY_OF_OFFICE]),
    ((None, BODY, False), [shape(OF_PLAN, "sh:path :p ; sh:class :Office"), BODIES]),
    ((None, None, False), [shape(OF_PLAN, "sh:path :p ; sh:class :Plan"), BODIES]),
    ((None, None, False), [shape(OF_PLAN, "sh:path :p ; sh:class :Body"), ANY_OF_BODY]),
    ((None, None, True), [ONE_OF_PLAN, ONE_OF_BODY]),
    ((None, None, False), [ONE_OF_PLAN, ANY_OF_BODY]),
    # Several shapes on one class hold together.
    ((BODY, BODY, True), [BODIES, ONE_OF_BODY]),
    ((BODY, OFFICE, False), [
        shape(OF_BODY, "sh:path :p ; sh:or ( [ sh:class :Office ] [ sh:class :Plan ] )"),
        shape(OF_BODY, "sh:path :p ; sh:class :Office"),
    ]),
    # Whatever has the property: things of more kinds than one may.
    ((None, XSD.date, True), [shape("sh:targetSubjectsOf :p", "sh:path :p ; sh:datatype xsd:date ; sh:maxCount 1")]),
    ((None, XSD.date, False), [shape("sh:targetSubjectsOf :p", "sh:path :p ; sh:datatype xsd:date"), ANY_OF_BODY]),
    # Whatever has another property, or is its value, is of that one's domain or range; of nothing, if it has none.
    ((BODY, None, True), [
        shape(OF_BODY, "sh:path :q ; sh:class :Plan"), shape("sh:targetSubjectsOf :q", "sh:path :p ; sh:maxCount 1")
    ]),
    ((CCWP.Plan, None, False), [
        shape(OF_BODY, "sh:path :q ; sh:class :Plan"), shape("sh:targetObjectsOf :q", "sh:path :p")
    ]),
    ((None, None, False), [shape(OF_BODY, "sh:path :p"), shape("sh:targetObjectsOf :q", "sh:path :p")]),
    ((None, None, False), [shape("sh:targetSubjectsOf :unknown", "sh:path :p")]),
    # What merely warns, what looks backwards, and what is not ours says nothing.
    (None, [shape(OF_BODY, "sh:path :p ; sh:class :Body ; sh:severity sh:Warning")]),
    (None, [shape(OF_BODY, "sh:path :p ; sh:class :Body ; sh:severity sh:Info")]),
    (None, [shape(OF_BODY, "sh:path [ sh:inversePath :p ] ; sh:class :Body")]),
    (None, [shape(OF_BODY, "sh:path <urn:p> ; sh:class :Body")]),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "shapes"), SIGNATURES)
def test_signature(expected: tuple[NamedNode | None, NamedNode | None, bool] | None, shapes: list[str]) -> None:
    """Domain, range and number of values, whatever the order in which the shapes come."""
    wanted = None if expected is None else Signature(*expected)
    for order in (shapes, shapes[::-1]):
        assert wanted == signatures(read(TAXONOMY), read("".join(order))).get(CCWP.p)


def test_a_shape_without_a_severity_is_a_violation() -> None:
    """SHACL §2.1.4; and one that says so is no different."""
    stated = shape(OF_BODY, "sh:path :p ; sh:class :Body ; sh:severity sh:Violation")
    assert signatures([], read(stated)) == signatures([], read(stated.replace("; sh:severity sh:Violation", "")))


def test_classes_above_are_all_of_them() -> None:
    """By way of others, foreign ones too; a circle ends."""
    above = classes_above(read(TAXONOMY + ":One rdfs:subClassOf :Two . :Two rdfs:subClassOf :One ."))
    assert {OFFICE, BODY, NamedNode("urn:Agent")} == above[CCWP.Bureau]
    assert {CCWP.One, CCWP.Two} == above[CCWP.One]
    assert BODY not in above[BODY]
    assert {BODY, CCWP.Plan} == most_general([BODY, OFFICE, CCWP.Bureau, CCWP.Plan], above)
