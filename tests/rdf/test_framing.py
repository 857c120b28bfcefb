"""JSON-LD as a tree: the thing at the top, each statement once, whatever the graph looks like."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib.compare import isomorphic

from ccwp_kg.errors import UnknownFormat
from ccwp_kg.namespaces import CCWP, RDF, RDFS, XSD
from ccwp_kg.rdf.syntax.framing import DEPTH, framed
from ccwp_kg.rdf.syntax.jsonld import json_ld
from support.formats.json_ld import frame_of, framed_by_pyld, places, triples_by_pyld, triples_by_pyoxigraph

CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "id": "@id",
    "type": "@type",
    "ccwp": "https://w3id.org/ccwp/ontology#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "time": "http://www.w3.org/2006/time#",
    "Action": "ccwp:Action",
    "ordinal": {"@id": "ccwp:ordinal", "@type": "xsd:integer"},
    "status": {"@id": "ccwp:status", "@type": "@id"},
    "label": {"@id": "rdfs:label", "@language": "en"},
    "printedForm": {"@id": "ccwp:printedForm"},
}
TOP, A, B, C = (NamedNode(f"http://a.example/{name}") for name in ("top", "a", "b", "c"))
P, STATUS, LABEL = NamedNode("http://a.example/p"), CCWP.status, RDFS.label
NODE = BlankNode("b0")


def name(thing: NamedNode | BlankNode) -> Triple:
    return Triple(thing, LABEL, Literal(f"called {thing.value[-1]}", language="en"))


CASES: dict[str, list[Triple]] = {
    "nothing but a class": [Triple(TOP, RDF.type, CCWP.Action)],
    "a class with a name": [Triple(TOP, RDF.type, CCWP.Action), name(CCWP.Action)],
    "two classes, one without a term": [Triple(TOP, RDF.type, CCWP.Action), Triple(TOP, RDF.type, A)],
    "what it points to": [Triple(TOP, STATUS, A), name(A), Triple(TOP, STATUS, B)],
    "what points to it": [Triple(A, STATUS, TOP), name(A), Triple(B, STATUS, TOP), Triple(C, P, TOP)],
    "both ways": [Triple(TOP, STATUS, A), Triple(A, P, TOP), name(A)],
    "by two properties": [Triple(A, STATUS, TOP), Triple(A, P, TOP), name(A)],
    "itself": [Triple(TOP, STATUS, TOP), name(TOP)],
    "a ring": [Triple(TOP, P, A), Triple(A, P, B), Triple(B, P, TOP), Triple(B, P, A)],
    "a ring further down": [Triple(TOP, P, A), Triple(A, P, B), Triple(B, P, C), Triple(C, P, A)],
    "shared": [Triple(TOP, P, A), Triple(TOP, P, B), Triple(A, STATUS, C), Triple(B, STATUS, C), name(C)],
    "shared by two properties": [Triple(TOP, P, A), Triple(TOP, STATUS, A), name(A)],
    "pointed to from below": [Triple(A, P, TOP), Triple(A, STATUS, B), name(B), Triple(B, STATUS, C), name(C)],
    "apart": [name(TOP), name(A), Triple(A, P, B), name(B)],
    "a ring apart": [name(TOP), Triple(A, P, B), Triple(B, P, A)],
    "only pointed to": [Triple(A, STATUS, TOP)],
    "its own class": [Triple(TOP, RDF.type, TOP), Triple(A, RDF.type, TOP)],
    "nodes without a name": [Triple(TOP, STATUS, NODE), name(NODE), Triple(NODE, P, TOP), Triple(A, STATUS, NODE)],
    "literals": [
        Triple(TOP, CCWP.ordinal, Literal("05", datatype=XSD.integer)),
        Triple(TOP, CCWP.ordinal, Literal("five")),
        Triple(TOP, CCWP.status, Literal("http://a.example/a")),
        Triple(TOP, LABEL, Literal("Пети", language="bg")),
        Triple(TOP, LABEL, Literal("no language")),
        Triple(TOP, LABEL, Literal('two\nlines, a "quote", \\ and \u2028', language="en")),
        Triple(TOP, CCWP.printedForm, Literal("")),
        Triple(TOP, CCWP.printedForm, Literal("@id")),
        Triple(TOP, P, Literal("1", datatype=NamedNode("http://a.example/type"))),
        Triple(TOP, P, Literal("true", datatype=XSD.boolean)),
    ],
    "a scheme that is a prefix": [Triple(TOP, STATUS, NamedNode("time:out")), Triple(TOP, CCWP.ordinal, Literal("x"))],
    "a scheme that is a term": [Triple(NamedNode("status:odd"), STATUS, TOP)],
    "a datatype whose scheme is a prefix": [Triple(TOP, P, Literal("1", datatype=NamedNode("xsd:integer")))],
}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own use of it
@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
@pytest.mark.parametrize("triples", CASES.values(), ids=CASES)
def test_the_tree_says_what_the_triples_say(triples: list[Triple]) -> None:
    """By PyLD, by rdflib and by pyoxigraph; the latter also counts that nothing is said twice."""
    document = framed(triples, TOP, CONTEXT)
    assert set(triples) == triples_by_pyld(json.loads(document))
    again = triples_by_pyoxigraph(document)
    assert (set(triples), len(triples)) == (set(again), len(again))
    expected = rdflib.Graph().parse(data="".join(f"{t} .\n" for t in triples), format="nt")
    assert isomorphic(expected, rdflib.Graph().parse(data=document, format="json-ld"))


@pytest.mark.parametrize("triples", CASES.values(), ids=CASES)
def test_the_flat_form_says_it_too(triples: list[Triple]) -> None:
    document = "".join(json_ld(triples, CONTEXT))
    assert set(triples) == triples_by_pyld(json.loads(document)) == set(triples_by_pyoxigraph(document))


@pytest.mark.parametrize("triples", CASES.values(), ids=CASES)
def test_each_thing_stands_where_framing_puts_it(triples: list[Triple]) -> None:
    """As PyLD frames the flat form; what its tree does not come to is included, and nothing else is."""
    ours = json.loads(framed(triples, TOP, CONTEXT))
    included = ours.pop("@included", [])
    theirs = framed_by_pyld(json.loads("".join(json_ld(triples, CONTEXT))), frame_of(triples, TOP, ours["@context"]))
    described = {subject.value for subject in (t.subject for t in triples) if isinstance(subject, NamedNode)}
    placed, expected = places(ours), places(theirs)
    assert {thing: place for thing, place in expected.items() if not thing.startswith("_:")} == {
        thing: place for thing, place in placed.items() if not thing.startswith("_:")
    }
    roots = included if isinstance(included, list) else [included]
    apart = {thing for root in roots for thing in places({"@context": ours["@context"], **root})}
    assert described - expected.keys() == apart
    assert TOP.value == ours.get("id", ours.get("@id"))


def test_a_chain_is_nested_so_deep_and_no_deeper() -> None:
    """Parsers have limits; what is further away is included."""
    chain = [NamedNode(f"http://a.example/{number}") for number in range(1_000)]
    triples = [Triple(one, STATUS, other) for one, other in itertools.pairwise(chain)]
    document = framed(triples, chain[0], CONTEXT)
    assert set(triples) == set(triples_by_pyoxigraph(document))
    assert DEPTH == depth(json.loads(document))


def depth(value: object) -> int:
    """How many node objects stand within one another."""
    if isinstance(value, list):
        return max(map(depth, value), default=0)
    if not isinstance(value, dict):
        return 0
    inner = max((depth(each) for key, each in value.items() if key not in ("@context", "@included")), default=0)
    return max(inner + ("id" in value), depth(value.get("@included", [])))


def test_thousands_point_to_it() -> None:
    """Each once, in the order people count, no matter in which order the statements come."""
    many = [NamedNode(f"http://a.example/x/{number}") for number in range(5_000)]
    triples = [fact for thing in many for fact in (Triple(thing, STATUS, TOP), Triple(thing, P, TOP), name(thing))]
    document = framed(triples, TOP, CONTEXT)
    assert document == framed(reversed(triples), TOP, CONTEXT)
    assert [thing.value for thing in many] == [node["id"] for node in json.loads(document)["@reverse"][P.value]]
    assert len(triples) == len(triples_by_pyoxigraph(document))


def test_it_carries_the_part_of_the_context_that_it_uses() -> None:
    """No term without its prefix and its datatype, none that is not used."""
    triples = [Triple(TOP, CCWP.ordinal, Literal("5", datatype=XSD.integer)), Triple(TOP, RDF.type, CCWP.Action)]
    expected = {name: CONTEXT[name] for name in ("@version", "id", "type", "ccwp", "xsd", "Action", "ordinal")}
    assert expected == json.loads(framed(triples, TOP, CONTEXT))["@context"]


def test_a_triple_about_a_triple_is_refused() -> None:
    with pytest.raises(UnknownFormat, match="choose Turtle"):
        framed([Triple(TOP, P, Triple(A, P, B))], TOP, CONTEXT)
