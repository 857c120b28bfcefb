"""A document begins with the thing it is about, in Turtle, TriG and JSON-LD, and reads back as what was written."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import pytest
import rdflib
from pyoxigraph import BaseDirection, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple, parse

from ccwp_kg.formats import JSONLD, NTRIPLES, RDF_FORMATS, TRIG, TURTLE, Format
from ccwp_kg.namespaces import CCWP, DCTERMS, OA, RDF, RDFS, SKOS
from ccwp_kg.rdf.syntax.document import level_prefixes, write_document
from ccwp_kg.rdf.syntax.jsonld import json_ld
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.write import write_bytes
from ccwp_kg.rdf.terms import iris

CONTEXT: dict[str, Any] = {"id": "@id", "type": "@type", "rdfs": str(RDFS)}
PREFIXES = Prefixes(
    {"ccwp": str(CCWP), "dcterms": str(DCTERMS), "plan": "https://w3id.org/ccwp/id/plan/", "rdfs": str(RDFS)}
)
ACTION, OTHER, PLAN = iris.action(5, "5.10"), iris.action(5, "5.9"), iris.plan(5)
INDICATOR, TERMS = iris.part(ACTION, "indicator", 2), iris.part(ACTION, "terms-of-reference")
SPAN, ABROAD = iris.span("fifth", 3, 9), NamedNode("http://a.example/before/all")
TITLE = DCTERMS.term("title")


def english(thing: NamedNode, text: str) -> Triple:
    return Triple(thing, RDFS.label, Literal(text, language="en"))


TRIPLES = [
    Triple(ACTION, DCTERMS.subject, ABROAD),
    Triple(ACTION, TITLE, Literal("To act", language="en")),
    Triple(ACTION, CCWP.hasIndicator, INDICATOR),
    Triple(ACTION, CCWP.hasTermsOfReference, TERMS),
    Triple(ACTION, CCWP.hasSpan, SPAN),
    Triple(ACTION, CCWP.partOfPlan, PLAN),
    Triple(ACTION, RDF.type, CCWP.Action),
    english(ACTION, "Action 5.10"),
    english(CCWP.Action, "Action"),
    english(ABROAD, "A foreign thing"),
    english(INDICATOR, "Indicator 2"),
    english(PLAN, "Plan 5"),
    Triple(SPAN, OA.exact, Literal("To act")),
    Triple(OTHER, CCWP.followsUp, ACTION),
    english(OTHER, "Action 5.9"),
]
TEXT = """@prefix action: <https://w3id.org/ccwp/id/plan/5/action/> .
@prefix ccwp: <https://w3id.org/ccwp/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix indicator: <https://w3id.org/ccwp/id/plan/5/action/5.10/indicator/> .
@prefix plan: <https://w3id.org/ccwp/id/plan/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

action:5.10
  a ccwp:Action ;
  rdfs:label "Action 5.10"@en ;
  dcterms:title "To act"@en ;
  ccwp:partOfPlan plan:5 ;
  ccwp:hasIndicator indicator:2 ;
  ccwp:hasSpan <https://w3id.org/ccwp/id/source/fifth#char=3,9> ;
  ccwp:hasTermsOfReference <https://w3id.org/ccwp/id/plan/5/action/5.10/terms-of-reference> ;
  dcterms:subject <http://a.example/before/all> ;
.

indicator:2
  rdfs:label "Indicator 2"@en ;
.

<https://w3id.org/ccwp/id/source/fifth#char=3,9>
  <http://www.w3.org/ns/oa#exact> "To act" ;
.

action:5.9
  rdfs:label "Action 5.9"@en ;
  ccwp:followsUp action:5.10 ;
.

plan:5
  rdfs:label "Plan 5"@en ;
.

<http://a.example/before/all>
  rdfs:label "A foreign thing"@en ;
.

ccwp:Action
  rdfs:label "Action"@en ;
.
"""


def written(triples: list[Triple], form: Format) -> bytes:
    return write_document(ACTION, triples, form, prefixes=PREFIXES, context=CONTEXT)


@pytest.mark.parametrize("form", [TURTLE, TRIG], ids=lambda form: form.name)
def test_the_thing_speaks_first(form: Format) -> None:
    """Then its parts and spans, what links to it, and last the names of others, our own first."""
    shuffled = list(TRIPLES)
    random.Random(7).shuffle(shuffled)
    assert TEXT == written(TRIPLES, form).decode() == written(shuffled, form).decode()


STEP, ENTITY = NamedNode("http://purl.org/net/p-plan#Step"), NamedNode("http://www.w3.org/ns/prov#Entity")


def test_a_thing_is_first_what_our_ontology_calls_it() -> None:
    """Before what other vocabularies call it, in each format that readers see, and in dumps; graphs stay apart."""
    triples = [*TRIPLES, Triple(ACTION, RDF.type, STEP), Triple(ACTION, RDF.type, ENTITY)]
    triples.sort(key=str)
    quads = [Quad(*triple, iris.graph("a")) for triple in triples]
    quads.append(Quad(ACTION, RDF.type, ABROAD, iris.graph("b")))
    documents = [
        write_document(ACTION, triples, TURTLE, prefixes=PREFIXES, context=CONTEXT),
        write_document(ACTION, quads, TRIG, prefixes=PREFIXES, context=CONTEXT),
        write_bytes(triples, TURTLE, prefixes=PREFIXES),
        write_bytes(quads, TRIG, prefixes=PREFIXES),
    ]
    for document in map(bytes.decode, documents):
        own, step = document.index("ccwp:Action"), document.index("<http://purl.org/net/p-plan#Step>")
        assert own < step < document.index("<http://www.w3.org/ns/prov#Entity>")
    for form in (TURTLE, TRIG):  # and its classes stand before all else
        statements = triples if form is TURTLE else quads
        document = write_document(ACTION, statements, form, prefixes=PREFIXES, context=CONTEXT).decode()
        assert document.index("ccwp:Action") < document.index("Action 5.10")
    assert {*quads} == {*parse(documents[1], TRIG.rdf)} == {*parse(documents[3], TRIG.rdf)}
    for text in (
        write_document(ACTION, triples, JSONLD, prefixes=PREFIXES, context=CONTEXT),
        b"".join(map(str.encode, json_ld(triples, CONTEXT))),
    ):
        found = json.loads(text)
        node = next(each for each in found.get("@graph", [found]) if each["id"] == ACTION.value)
        assert [CCWP.Action.value, STEP.value, ENTITY.value] == node["type"]


def test_a_thing_in_json_begins_with_its_class_and_name() -> None:
    document = json.loads(written(TRIPLES, JSONLD))
    assert ["@context", "id", "type", "rdfs:label", TITLE.value] == list(document)[:5]
    assert ACTION.value == document["id"]


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib's own use of it
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("form", RDF_FORMATS, ids=lambda form: form.name)
def test_each_format_reads_back(form: Format) -> None:
    """By pyoxigraph and by rdflib."""
    document = written(TRIPLES, form)
    assert set(TRIPLES) == {quad.triple for quad in parse(document, format=form.rdf)}
    expected = rdflib.Graph().parse(data=write_bytes(TRIPLES, NTRIPLES, prefixes=PREFIXES), format="nt")
    name = {JSONLD: "json-ld", NTRIPLES: "nt"}.get(form, form.name if form.rdf != RDF_FORMATS[3].rdf else "xml")
    read = rdflib.Dataset(default_union=True)
    read.parse(data=document, format=name)
    assert set(expected) == {(s, p, o) for s, p, o, _ in read.quads()}


ODD = {
    "a node without a name": Triple(ACTION, CCWP.hasIndicator, BlankNode("b")),
    "a node without a name that links to it": Triple(BlankNode("b"), CCWP.followsUp, ACTION),
    "a triple about a triple": Triple(ACTION, CCWP.note, Triple(ACTION, RDFS.label, Literal("x"))),
    "a text with a direction": Triple(ACTION, RDFS.label, Literal("x", language="ar", direction=BaseDirection("rtl"))),
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
@pytest.mark.parametrize("form", [TURTLE, TRIG], ids=lambda form: form.name)
def test_what_canonical_turtle_cannot_hold_is_not_lost(form: Format, odd: Triple) -> None:
    """The serializer writes it, with the thing still before everything else that has a name."""
    document = written([*TRIPLES, odd], form)
    read = [quad.triple for quad in parse(document, format=form.rdf)]
    assert len(TRIPLES) + 1 == len(read)
    assert ACTION == next(triple.subject for triple in read if isinstance(triple.subject, NamedNode))


A, B = "https://w3id.org/ccwp/id/a/", "https://w3id.org/ccwp/id/b/"
LEVELS = [
    # (prefixes that are made, IRIs in the document of …/id/plan/5/action/5.10)
    ({"x": f"{A}x/"}, [f"{A}x/1", f"{A}x/2"]),
    ({}, [f"{A}x/1"]),
    ({}, [f"{A}x/1", f"{A}x/1", f"{B}x/1", f"{B}x/1"]),
    ({"x": f"{ACTION.value}/x/"}, [f"{A}x/1", f"{A}x/2", f"{ACTION.value}/x/1", f"{ACTION.value}/x/2"]),
    ({}, [f"{ACTION.value}/plan/1", f"{ACTION.value}/plan/2"]),
    ({}, [f"{A}5.1/x", f"{A}5.1/y"]),
    ({}, [f"{A}x/1#char=1,2", f"{A}x/1#char=3,4"]),
    ({}, ["http://a.example/x/1", "http://a.example/x/2"]),
    ({}, [f"{A}x/5.", f"{A}x/a,b"]),
]


@pytest.mark.parametrize(("expected", "names"), LEVELS)
def test_which_levels_have_a_prefix(expected: dict[str, str], names: list[str]) -> None:
    """Own ones that are used more than once under a name that nothing else has, or that is the thing's own."""
    triples = [Triple(NamedNode(name), SKOS.related, Literal(str(at))) for at, name in enumerate(names)]
    table = level_prefixes(ACTION, triples, PREFIXES).table
    assert expected == {name: space for name, space in table.items() if name not in PREFIXES.table}


def test_trig_has_one_block_for_each_graph() -> None:
    """However the statements come."""
    graphs = [iris.graph(name) for name in ("one", "two")]
    quads = [Quad(t.subject, t.predicate, t.object, graph) for t in TRIPLES for graph in graphs]
    text = write_bytes(quads, TRIG, prefixes=PREFIXES)
    assert (2, set(quads)) == (text.count(b"{"), set(parse(text, format=TRIG.rdf)))


_PLAIN = NamedNode("http://z.example/plain")
_AWKWARD = [
    *(NamedNode(f"http://z.example/a{mark}b") for mark in "~.-!$&'()*+,;=/?#@"),
    NamedNode("http://z.example/a%20b/"),
    *map(Literal, (r"z:a\/b", r'he said "z:a\/b"', 'ends in "\\', r"<z:a\/b> z:a\/b", "a line\nz:a\\/b")),
    Literal("x" * 300_000 + r" z:a\/b"),
    Literal("x", datatype=NamedNode("http://z.example/types/1")),
]


@pytest.mark.parametrize("form", [TURTLE, TRIG], ids=["turtle", "trig"])
def test_a_name_that_needs_an_escape_is_written_in_full(form: Format) -> None:
    """As `<http://z.example/a/b>`, not as `z:a\\/b`, wherever it stands; and words of a text stay as they are."""
    graph = NamedNode("http://z.example/g/1") if form is TRIG else DefaultGraph()
    quads = [Quad(_PLAIN, SKOS.related, value, graph) for value in (*_AWKWARD, _PLAIN)]
    statements = quads if form is TRIG else [quad.triple for quad in quads]
    text = write_bytes(statements, form, prefixes=Prefixes({"z": "http://z.example/", "skos": str(SKOS)}))
    assert set(quads) == set(parse(text, format=form.rdf))
    names = re.sub(rb'"(?:[^"\\]|\\.)*"', b"", text)
    assert b"<http://z.example/a/b>" in names
    assert b" z:plain" in names
    assert b"\\" not in names
