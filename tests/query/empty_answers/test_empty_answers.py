"""Why an answer is empty: each finding is so, and what can be known is found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ccwp_kg.formats import RDF_FORMATS, RESULT_FORMATS, Format
from ccwp_kg.query import Limits, check
from ccwp_kg.query.empty_answers import Diagnosis
from ccwp_kg.query.empty_answers.diagnosis import FindingKind
from ccwp_kg.query.evaluate import formats_for, is_empty_answer
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import EmbeddedStore
from support.commands import ROOT
from support.stores.diagnoses import diagnosis_of

CCWP = "https://w3id.org/ccwp/ontology#"
PREFIXES = Prefixes(
    {
        "ccwp": CCWP,
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "thing": "https://w3id.org/ccwp/id/",
    }
)
DECLARED = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.table.items())
DATA = f"""
@prefix ccwp: <{CCWP}> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix thing: <https://w3id.org/ccwp/id/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
thing:graph\\/facts {{
  thing:plan\\/5 a ccwp:Plan ; rdfs:label "Fifth plan"@en .
  thing:plan\\/4 a ccwp:Plan ; rdfs:label "Fourth plan"@en .
  thing:action\\/5.4 a ccwp:Action ; ccwp:actionNumber "5.4" ; ccwp:partOfPlan thing:plan\\/5 .
  thing:action\\/5.10 a ccwp:Action ; ccwp:actionNumber "5.10" ; ccwp:partOfPlan thing:plan\\/5 ; ccwp:weight 3 .
}}
thing:graph\\/ontology {{
  ccwp:Plan a owl:Class . ccwp:Action a owl:Class . ccwp:actionNumber a owl:DatatypeProperty .
  ccwp:partOfPlan a owl:ObjectProperty . ccwp:weight a owl:DatatypeProperty . ccwp:unused a owl:ObjectProperty .
}}
"""


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    graphs: dict[NamedNode, list[Triple]] = {}
    for quad in parse(DATA, format=RdfFormat.TRIG):
        assert isinstance(quad.graph_name, NamedNode)
        graphs.setdefault(quad.graph_name, []).append(quad.triple)
    return EmbeddedStore.of_graphs(graphs)


def diagnosis(store: EmbeddedStore, query: str) -> Diagnosis:
    return diagnosis_of(DECLARED + query, store, PREFIXES)


@dataclass(frozen=True, kw_only=True)
class Told:
    """The kind of a finding, its parts, and what is suggested or said of it."""

    kind: str
    parts: tuple[str, ...]
    suggestions: tuple[str, ...] = ()
    says: str = ""


TERM = Told(kind="unknown-term", parts=("ccwp:actionNumer",), suggestions=("ccwp:actionNumber",), says="Did you mean")
CASES: dict[str, tuple[str, tuple[Told, ...]]] = {
    "a term of ours that there is not": (
        "SELECT * { ?a ccwp:actionNumer ?n }",
        (TERM, Told(kind="empty-pattern", parts=("?a ccwp:actionNumer ?n",))),
    ),
    "a term of ours in a filter": (
        "SELECT * { ?a ?p ?n FILTER(?p = ccwp:actionNumer) }",
        (TERM, Told(kind="part-excludes-all", parts=("FILTER(?p = ccwp:actionNumer)",))),
    ),
    "a term that is defined and not used": (
        "SELECT * { ?a ccwp:unused ?n }",
        (Told(kind="empty-pattern", parts=("?a ccwp:unused ?n",), says="is defined, and no statement uses it"),),
    ),
    "a thing that there is not": (
        "SELECT * { <https://w3id.org/ccwp/id/plan/6> ?p ?o }",
        (
            Told(
                kind="unknown-thing",
                parts=("<https://w3id.org/ccwp/id/plan/6>",),
                suggestions=("<https://w3id.org/ccwp/id/plan/4>", "<https://w3id.org/ccwp/id/plan/5>"),
            ),
            Told(kind="empty-pattern", parts=("<https://w3id.org/ccwp/id/plan/6> ?p ?o",)),
        ),
    ),
    "the address of a page": (
        "DESCRIBE <http://localhost:8000/doc/plan/5.html>",
        (
            Told(
                kind="unknown-thing",
                parts=("<http://localhost:8000/doc/plan/5.html>",),
                suggestions=("<https://w3id.org/ccwp/id/plan/5>",),
            ),
        ),
    ),
    "a namespace cut short": (
        "PREFIX s: <http://www.w3.org/2000/01/rdf-schema> SELECT * { ?a s:label ?n }",
        (
            Told(
                kind="unknown-prefix",
                parts=("s:label",),
                suggestions=("PREFIX s: <http://www.w3.org/2000/01/rdf-schema#>",),
            ),
            Told(kind="empty-pattern", parts=("?a s:label ?n",)),
        ),
    ),
    "a prefix that usually means something else": (
        "PREFIX rdfs: <urn:other:> SELECT * { ?a rdfs:label ?n }",
        (
            Told(
                kind="unknown-prefix",
                parts=("rdfs:label",),
                suggestions=("PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>",),
            ),
            Told(kind="empty-pattern", parts=("?a rdfs:label ?n",)),
        ),
    ),
    "no language": (
        "ASK { ?a rdfs:label 'fifth plan' }",
        (Told(kind="empty-pattern", parts=("?a rdfs:label 'fifth plan'",), suggestions=('"Fifth plan"@en',)),),
    ),
    "a number that is a text": (
        "ASK { ?a a ccwp:Action ; ccwp:actionNumber 5.4 }",
        (Told(kind="empty-pattern", parts=("?a ccwp:actionNumber 5.4",), suggestions=('"5.4"',)),),
    ),
    "the wrong way round": (
        "ASK { <https://w3id.org/ccwp/id/plan/5> ccwp:partOfPlan ?a }",
        (
            Told(
                kind="empty-pattern",
                parts=("<https://w3id.org/ccwp/id/plan/5> ccwp:partOfPlan ?a",),
                suggestions=("?a ccwp:partOfPlan <https://w3id.org/ccwp/id/plan/5>",),
            ),
        ),
    ),
    "in a graph apart": (
        "PREFIX owl: <http://www.w3.org/2002/07/owl#> ASK { ?a a owl:Class }",
        (
            Told(
                kind="empty-pattern",
                parts=("?a a owl:Class",),
                suggestions=("<https://w3id.org/ccwp/id/graph/ontology>",),
            ),
        ),
    ),
    "two that exclude each other": (
        "ASK { ?a a ccwp:Action . ?a ccwp:actionNumber '5.4' . ?a ccwp:weight ?w . OPTIONAL { ?a rdfs:label ?l } }",
        (
            Told(
                kind="patterns-exclude-each-other",
                parts=("?a ccwp:actionNumber '5.4'", "?a ccwp:weight ?w"),
                says="even without the rest",
            ),
        ),
    ),
    "a filter": (
        "SELECT * { ?a ccwp:weight ?w FILTER(?w > 1) FILTER(?w > 3) }",
        (Told(kind="part-excludes-all", parts=("FILTER(?w > 3)",)),),
    ),
    "two filters together": (
        "SELECT * { ?a ccwp:actionNumber ?n FILTER(?n = '5.4') FILTER(?n != '5.4') BIND(1 AS ?x) }",
        (
            Told(kind="part-excludes-all", parts=("FILTER(?n = '5.4')",)),
            Told(kind="part-excludes-all", parts=("FILTER(?n != '5.4')",)),
        ),
    ),
    "each of two filters": (
        "SELECT * { ?a ccwp:actionNumber ?n FILTER(?n = '1') FILTER(?n = '2') }",
        (Told(kind="parts-exclude-all", parts=("FILTER(?n = '1')", "FILTER(?n = '2')")),),
    ),
    "MINUS": (
        "SELECT * { ?a a ccwp:Action MINUS { ?a ccwp:actionNumber ?n } }",
        (Told(kind="part-excludes-all", parts=("MINUS { ?a ccwp:actionNumber ?n }",)),),
    ),
    "an OPTIONAL before what it excludes": (
        "SELECT * { OPTIONAL { ?a ccwp:actionNumber ?n } ?b ccwp:weight ?n }",
        (Told(kind="part-excludes-all", parts=("OPTIONAL { ?a ccwp:actionNumber ?n }",)),),
    ),
    "an OPTIONAL between two that exclude each other": (
        "SELECT * { ?a a ccwp:Plan OPTIONAL { ?a ccwp:weight 3 } ?a ccwp:actionNumber '5.4' }",
        (
            Told(
                kind="patterns-exclude-each-other",
                parts=("?a a ccwp:Plan", "?a ccwp:actionNumber '5.4'"),
                says="These 2 patterns have no solution in common; without any one",
            ),
        ),
    ),
    "an empty pattern in an OPTIONAL is none": (
        "SELECT * { ?a ccwp:weight 4 OPTIONAL { ?a ccwp:unused ?n } }",
        (Told(kind="empty-pattern", parts=("?a ccwp:weight 4",)),),
    ),
    "UNION": (
        "SELECT * { ?a a ccwp:Action { ?a ccwp:weight 4 } UNION { ?a ccwp:weight 5 } }",
        (Told(kind="empty-pattern", parts=("{ ?a ccwp:weight 4 } UNION { ?a ccwp:weight 5 }",)),),
    ),
    "within a graph": (
        "SELECT * { GRAPH ?g { ?a a ccwp:Action ; ccwp:weight 4 . } }",
        (Told(kind="empty-pattern", parts=("?a ccwp:weight 4",)),),
    ),
    "a graph that there is not": (
        "SELECT * { GRAPH <urn:g> { ?a a ccwp:Action } }",
        (Told(kind="empty-pattern", parts=("GRAPH <urn:g> { ?a a ccwp:Action }",), says="holds no statement"),),
    ),
    "a subquery": (
        "SELECT * { ?a a ccwp:Action { SELECT ?a { ?a ccwp:weight 4 } } }",
        (Told(kind="empty-pattern", parts=("{ SELECT ?a { ?a ccwp:weight 4 } }",)),),
    ),
    "VALUES": (
        "SELECT * { VALUES ?n { '1' '2' } ?a ccwp:actionNumber ?n }",
        (
            Told(
                kind="patterns-exclude-each-other",
                parts=("VALUES ?n { '1' '2' }", "?a ccwp:actionNumber ?n"),
            ),
        ),
    ),
    "a path": (
        "SELECT * { ?a ccwp:partOfPlan/ccwp:partOfPlan ?p }",
        (Told(kind="empty-pattern", parts=("?a ccwp:partOfPlan/ccwp:partOfPlan ?p",)),),
    ),
    "a node in brackets": (
        "SELECT * { ?a ccwp:partOfPlan [ ccwp:weight 3 ] }",
        (Told(kind="patterns-exclude-each-other", parts=("[] ccwp:weight 3", "?a ccwp:partOfPlan []")),),
    ),
    "OFFSET": ("SELECT * { ?a a ccwp:Action } OFFSET 9", (Told(kind="nothing-left", parts=("OFFSET",)),)),
    "HAVING": (
        "SELECT (COUNT(*) AS ?n) { ?a a ccwp:Action } HAVING(COUNT(*) > 9)",
        (Told(kind="nothing-left", parts=("HAVING",)),),
    ),
    "VALUES at the end": (
        "SELECT ?n { ?a ccwp:actionNumber ?n } VALUES ?n { '7' }",
        (Told(kind="nothing-left", parts=("VALUES",)),),
    ),
    "a template": (
        "CONSTRUCT { ?n rdfs:label ?a } WHERE { ?a ccwp:actionNumber ?n }",
        (Told(kind="nothing-left", parts=("CONSTRUCT",), says="template"),),
    ),
    "graphs that hold nothing": (
        "SELECT * FROM <urn:g> { ?a a ccwp:Action }",
        (Told(kind="empty-dataset", parts=("<urn:g>",)),),
    ),
    "named graphs alone": (
        "SELECT * FROM NAMED <https://w3id.org/ccwp/id/graph/facts> { ?a a ccwp:Action }",
        (Told(kind="empty-dataset", parts=("<https://w3id.org/ccwp/id/graph/facts>",), says="FROM NAMED"),),
    ),
}
"""What is asked → what is found; nothing else is."""


@pytest.mark.parametrize("name", CASES)
def test_it_is_found(store: EmbeddedStore, name: str) -> None:
    query, expected = CASES[name]
    found = diagnosis(store, query)
    assert found.is_empty
    assert found.is_explained
    assert [(each.kind, each.parts, each.suggestions) for each in expected] == [
        (each.kind, tuple(part.text for part in each.parts), each.suggestions) for each in found.findings
    ]
    for each, finding in zip(expected, found.findings, strict=True):
        assert each.says in f"{finding.sentence} {finding.cure}"


def test_what_is_found_stands_at_its_place(store: EmbeddedStore) -> None:
    found = diagnosis(store, "SELECT * {\n  ?a a ccwp:Action ;\n    ccwp:weight 7 .\n  ?b a ccwp:Nothing\n}")
    first = len(PREFIXES.table) + 1
    places = {part.text: (part.line - first, part.column) for each in found.findings for part in each.parts}
    assert {"?a ccwp:weight 7": (2, 5), "?b a ccwp:Nothing": (3, 3), "ccwp:Nothing": (3, 8)} == places


NOT_EMPTY = (
    "ASK { ?a ccwp:weight 3 }",
    "SELECT * { ?a ?p ?o }",
    "CONSTRUCT WHERE { ?a ccwp:weight ?o }",
    "SELECT (COUNT(*) AS ?n) { ?a ccwp:unused ?b }",
)


@pytest.mark.parametrize("query", NOT_EMPTY)
def test_of_an_answer_that_is_not_empty_it_says_so(store: EmbeddedStore, query: str) -> None:
    assert Diagnosis(False) == diagnosis(store, query)


ANSWERS = {
    "SELECT * { ?a ccwp:weight ?w }": False,
    "SELECT * { ?a ccwp:unused ?w }": True,
    "SELECT * { }": False,
    "SELECT * { } LIMIT 0": True,
    "SELECT ?x { } ": False,
    "SELECT (\"\\\"bindings\\\":[]}}\" AS ?x) { }": False,
    "ASK { ?a ccwp:weight 3 }": False,
    "ASK { ?a ccwp:weight 4 }": True,
    "CONSTRUCT { ?a rdfs:label '\"@graph\": []}' } { ?a ccwp:weight 3 }": False,
    "CONSTRUCT WHERE { ?a ccwp:unused ?w }": True,
}  # fmt: skip


@pytest.mark.parametrize("query", ANSWERS)
def test_an_empty_answer_is_told_from_its_bytes(store: EmbeddedStore, query: str) -> None:
    checked = check(DECLARED + query, limits=Limits())
    forms: tuple[Format, ...] = formats_for(checked)
    assert forms in (RESULT_FORMATS, RDF_FORMATS)
    for form in forms:
        content = store.written(checked.text, form).whole()
        assert ANSWERS[query] is is_empty_answer(content, form, kind=checked.kind), (form.name, content)


OF_OTHERS = {
    ("json", b'{ "head": { "vars": [ "x" ] },\n  "results": { "distinct": false, "bindings": [ ] } }\n'): True,
    ("json", b'{ "head": {}, "boolean" : false }\n'): True,
    ("xml", b"<sparql><head/><results distinct='false'>\n </results></sparql>"): True,
    ("xml", b"<sparql><head/><results/></sparql>"): True,
    ("xml", b"<sparql><head/><results><result></result></results></sparql>"): False,
    ("csv", b"x\n"): True,
}


@pytest.mark.parametrize(("name", "content"), OF_OTHERS)
def test_other_engines_write_nothing_otherwise(name: str, content: bytes) -> None:
    form = next(form for form in RESULT_FORMATS if form.name == name)
    assert OF_OTHERS[name, content] is is_empty_answer(content, form, kind="SELECT")


def test_the_document_has_a_line_for_each_kind() -> None:
    document = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8").partition("## When nothing is found")[2]
    told = {kind for line in re.findall(r"(?m)^\| (`.*?) \|", document) for kind in re.findall(r"`([a-z-]+)`", line)}
    assert set(get_args(FindingKind)) == told
