"""`validate`: what conforms, what does not, and what is no verdict at all."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from ccwp_kg.errors import ValidationFailed
from ccwp_kg.namespaces import SH, XSD
from ccwp_kg.validation import validate

EX = "http://example.org/"

PREFIXES = f"""
@prefix : <{EX}> .
@prefix sh: <{SH}> .
@prefix xsd: <{XSD}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""

AGE = ":Person a sh:NodeShape ; sh:targetClass :Person ; sh:property :age . :age sh:path :age ; sh:maxInclusive 130"


def graph(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(PREFIXES + turtle, format=RdfFormat.TURTLE)]


def ex(name: str) -> NamedNode:
    return NamedNode(EX + name)


def query_shape(select: str, extra: str = "") -> list[Triple]:
    return graph(
        f"""
        : sh:declare [ sh:prefix "ex" ; sh:namespace "{EX}"^^xsd:anyURI ] .
        :S a sh:NodeShape ; sh:targetClass :Person ; sh:sparql :q {extra} .
        :q sh:prefixes : ; sh:message "{{?value}} is not allowed"@en ; sh:select '''{select}''' .
        """
    )


@pytest.mark.parametrize(
    ("conforms", "severity"),
    [
        (False, "sh:Violation"),
        (True, "sh:Warning"),
        (True, "sh:Info"),
        (False, ":Catastrophe"),
    ],
)
def test_only_warnings_and_remarks_are_tolerated(conforms: bool, severity: str) -> None:
    """A result that is not plainly a warning or a remark stops a release."""
    report = validate(graph(":a a :Person ; :age 140 ."), shapes=graph(f"{AGE} ; sh:severity {severity} ."))
    assert (conforms, 1) == (report.conforms, len(report.results))


def test_a_result_says_what_where_and_why() -> None:
    """SHACL §3.6.2: focus node, path, value, severity, message, shape and component."""
    shapes = graph(f'{AGE} ; sh:message "Nobody is that old."@en , "Niemand ist so alt."@de .')
    (result,) = validate(graph(":a a :Person ; :age 140 ."), shapes=shapes).results
    assert ex("a") == result.focus_node
    assert ex("age") == result.path
    assert Literal("140", datatype=XSD.integer) == result.value
    assert SH.Violation == result.severity
    assert result.message == "Nobody is that old."
    assert ex("age") == result.source_shape
    assert SH.MaxInclusiveConstraintComponent == result.component
    assert result.source_constraint is None


def test_lexical_forms_stay_as_written() -> None:
    """ "007" is two numbers to `sh:maxCount` where it stands beside "7", and is reported as written."""
    shapes = graph(":S sh:targetClass :Person ; sh:property [ sh:path :age ; sh:maxCount 1 ; sh:maxInclusive 6 ] .")
    report = validate(graph(':a a :Person ; :age "007"^^xsd:integer , 7 .'), shapes=shapes)
    assert ["None", '"007"', '"7"'] == sorted(
        (str(result.value).split("^^")[0] for result in report.results), key=lambda value: (value != "None", value)
    )


def test_results_are_the_same_in_the_same_order() -> None:
    """The order of the statements does not show in the report; 5.2 comes before 5.10."""
    data = graph(":5.10 a :Person ; :age 140 . :5.2 a :Person ; :age 150 . :5.1 a :Person ; :age 160 .")
    shapes = graph(f"{AGE} .")
    forwards, backwards = validate(data, shapes=shapes), validate(data[::-1], shapes=shapes[::-1])
    assert forwards == backwards
    assert [ex("5.1"), ex("5.2"), ex("5.10")] == [result.focus_node for result in forwards.results]


def test_named_graphs_are_judged_as_one() -> None:
    """What stands in several graphs counts together, and once."""
    quads = [
        Quad(t.subject, t.predicate, t.object, ex(name)) for name in "gh" for t in graph(":a a :Person ; :age 1 .")
    ]
    shapes = graph(":S sh:targetClass :Person ; sh:property [ sh:path :age ; sh:minCount 1 ; sh:maxCount 1 ] .")
    assert validate(quads, shapes=shapes).results == ()


def test_what_shapes_judge_is_counted() -> None:
    """Each node once for a shape; one whose class has no instance passes whatever happens, so the report says so."""
    shapes = graph(
        """
        :OfClass a sh:NodeShape ; sh:targetClass :Person . :OfSuperclass a sh:NodeShape ; sh:targetClass :Being .
        :OfNode a sh:NodeShape ; sh:targetNode :a ; sh:targetClass :Person .
        :OfSubject a sh:NodeShape ; sh:targetSubjectsOf :age . :OfObject a sh:NodeShape ; sh:targetObjectsOf :age .
        :NoClass a sh:NodeShape ; sh:targetClass :Persn . :NoNode a sh:NodeShape ; sh:targetNode :b .
        :NoSubject a sh:NodeShape ; sh:targetSubjectsOf :agee . :NoObject a sh:NodeShape ; sh:targetObjectsOf :agee .
        """
    )
    report = validate(graph(":a a :Person ; :age 1 , 2 . :Person rdfs:subClassOf :Being ."), shapes=shapes)
    assert (ex("NoClass"), ex("NoNode"), ex("NoObject"), ex("NoSubject")) == report.shapes_without_focus_nodes
    counts = {shape: count for shape, count in report.focus_nodes if count}
    assert {ex("OfClass"): 1, ex("OfSuperclass"): 1, ex("OfNode"): 1, ex("OfSubject"): 1, ex("OfObject"): 2} == counts


def test_a_query_binds_its_message() -> None:
    """SHACL §5.3.2: variables of the query in braces are replaced; the shape's own message is not added."""
    shapes = query_shape(
        "SELECT $this ?value WHERE { $this ex:age ?value FILTER (?value > 130) }", '; sh:message "shape"'
    )
    (result,) = validate(graph(":a a :Person ; :age 140 ."), shapes=shapes).results
    assert ("140 is not allowed",) == tuple(message.value for message in result.messages)
    assert ex("q") == result.source_constraint


@pytest.mark.parametrize(
    ("found", "where"),
    [
        (["a"], "$this ex:age ?age FILTER (?age > 130)"),
        (["a"], "{ { FILTER ($this = ex:a) } }"),
        (["b"], "FILTER NOT EXISTS { $this ex:age ?age FILTER (?age > 130) }"),
        (["a"], "$this a ?c . OPTIONAL { FILTER ($this = ex:a) BIND (1 AS ?hit) } FILTER (BOUND(?hit))"),
        (["a", "b"], "FILTER (BOUND($this))"),
        (["b"], "{ SELECT $this (COUNT(?age) AS ?n) WHERE { $this ex:age ?age } GROUP BY $this } FILTER (?n = 1)"),
    ],
)
def test_this_is_bound_everywhere(found: list[str], where: str) -> None:
    """SHACL appendix A: `$this` has its value in every group of the query, however deep."""
    report = validate(
        graph(":a a :Person ; :age 140 , 141 . :b a :Person ; :age 1 ."),
        shapes=query_shape(f"SELECT $this WHERE {{ {where} }}"),
    )
    assert [ex(name) for name in found] == [result.focus_node for result in report.results]


def test_a_blank_node_can_be_in_focus() -> None:
    """SPARQL text cannot name a blank node, so rdflib answers for it."""
    shapes = query_shape("SELECT $this WHERE { $this ex:age ?age FILTER (?age > 130) }")
    assert len(validate(graph("[] a :Person ; :age 140 ."), shapes=shapes).results) == 1


def test_prefixes_are_found_through_imports() -> None:
    """SHACL §5.2.1: `sh:prefixes/owl:imports*/sh:declare`."""
    shapes = query_shape("SELECT $this WHERE { $this ex:age ?age FILTER (?age > 130) }")
    moved = [Triple(ex("q"), t.predicate, ex("other")) if t.predicate == SH.prefixes else t for t in shapes]
    moved += graph(":other owl:imports : .")
    assert len(validate(graph(":a a :Person ; :age 140 ."), shapes=moved).results) == 1


@pytest.mark.parametrize(
    ("said", "shapes"),
    [
        ("does not parse", query_shape("SELECT $this WHERE { $this ex:age }")),
        ("neither SELECT nor ASK", query_shape("CONSTRUCT { ?a ex:age 1 } WHERE { ?a ex:age ?age }")),
        ("MINUS", query_shape("SELECT $this WHERE { $this a ex:Person MINUS { $this ex:age 1 } }")),
        ("SERVICE", query_shape("SELECT $this WHERE { SERVICE <http://example.org/> { $this ex:age 1 } }")),
        ("VALUES", query_shape("SELECT $this WHERE { VALUES ?age { 1 } $this ex:age ?age }")),
        ("pattern", graph(':S sh:targetClass :Person ; sh:property [ sh:path :age ; sh:pattern "(" ] .')),
        ("maxCount", graph(':S sh:targetClass :Person ; sh:property [ sh:path :age ; sh:maxCount "x" ] .')),
        ("gave up", graph(":S sh:targetClass :Person ; sh:node :S .")),
    ],
)
def test_a_failure_is_not_a_verdict(said: str, shapes: list[Triple]) -> None:
    """A malformed shape or query, or a loop of shapes, raises ValidationFailed; it never passes."""
    data = graph(":a a :Person ; :age 1 ; :knows :a .")
    with pytest.raises(ValidationFailed, match=said):
        validate(data, shapes=shapes)


def test_quoted_triples_are_refused() -> None:
    """SHACL says nothing of RDF-star."""
    quoted = Triple(ex("a"), ex("says"), Triple(ex("a"), ex("age"), Literal("1")))
    with pytest.raises(ValidationFailed, match="quoted triple"):
        validate([quoted], shapes=graph(f"{AGE} ."))


@pytest.mark.parametrize("normalize", [True, False])
def test_rdflib_is_left_as_it_was(normalize: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """pyshacl sets `rdflib.NORMALIZE_LITERALS` for the whole process; it is put back, after a failure too."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", normalize)
    validate(graph(":a a :Person ."), shapes=graph(f"{AGE} ."))
    assert normalize == rdflib.NORMALIZE_LITERALS
    with pytest.raises(ValidationFailed):
        validate(graph(":a a :Person ."), shapes=query_shape("SELECT $this WHERE {"))
    assert normalize == rdflib.NORMALIZE_LITERALS
