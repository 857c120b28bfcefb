"""What a look-up may cost is known before: a query that could take long is left to workers."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.formats import NTRIPLES, SPARQL_CSV, SPARQL_JSON, SPARQL_TSV, SPARQL_XML, TURTLE, Format
from ccwp_kg.namespaces import OA, RDF, XSD
from ccwp_kg.query.lookups import LookUps
from ccwp_kg.rdf.syntax.prefixes import NO_PREFIXES, Prefixes
from ccwp_kg.sparql_text import read_lookup
from ccwp_kg.store import Bounds, EmbeddedStore


def named(name: str) -> NamedNode:
    return NamedNode(f"urn:x:{name}")


@pytest.fixture(scope="module")
def lookups() -> LookUps:
    """500 things with a name of their own, and 500 others that are all of one kind."""
    triples = [Triple(named(f"s{n}"), named("name"), named(f"o{n}")) for n in range(500)]
    triples += [Triple(named(f"t{n}"), named("kind"), named("hub")) for n in range(500)]
    return LookUps.within(EmbeddedStore.of_triples(triples), bounds=Bounds(), prefixes=NO_PREFIXES, state="x")


@pytest.mark.parametrize(
    ("text", "is_answered"),
    [
        ("ASK { ?s ?p ?o }", True),
        ("ASK { ?s <urn:x:kind> ?o }", True),
        ("SELECT * { <urn:x:s1> ?p ?o }", True),
        ("SELECT * { ?s <urn:x:name> <urn:x:o1> }", True),
        ("CONSTRUCT WHERE { <urn:x:s1> ?p ?o }", True),
        ("SELECT * { ?s ?p ?o }", False),
        ("SELECT (COUNT(*) AS ?n) { ?s <urn:x:kind> ?o }", False),
        ("SELECT * { ?s <urn:x:name> <urn:x:hub> }", False),
        ("ASK { ?s <urn:x:name> <urn:x:hub> }", False),
        ("ASK { ?x ?p ?x }", False),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT { <urn:a> <urn:b> <urn:c> } WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT { ?p <urn:b> <urn:c> } WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT { } WHERE { ?s ?p ?o }", False),
        ("SELECT * { <urn:x:s1> ?p ?o . ?a <urn:x:kind> ?b }", False),
    ],
)
def test_what_may_take_long_is_not_looked_up(lookups: LookUps, text: str, *, is_answered: bool) -> None:
    """Two names that many triples have, or a template that makes one triple of everything, look harmless."""
    lookup = read_lookup(text)
    assert lookup is not None
    form = NTRIPLES if lookup.kind == "CONSTRUCT" else SPARQL_JSON
    assert is_answered == (lookups.answer(lookup, text, form) is not None)


@pytest.fixture(scope="module")
def few() -> LookUps:
    """Things with values of several kinds, one of them a number that engines keep as another kind of number."""
    thing, other = NamedNode("https://x.example/a/thing"), NamedNode("https://x.example/a/other")
    triples = [
        Triple(thing, RDF.type, named("Kind")),
        Triple(thing, named("name"), Literal("a thing", language="en")),
        Triple(thing, named("count"), Literal("5", datatype=XSD.integer)),
        Triple(thing, OA.start, Literal("0", datatype=XSD.nonNegativeInteger)),
        Triple(thing, named("part"), other),
        Triple(other, named("part"), BlankNode("b")),
    ]
    store = EmbeddedStore.of_triples(triples)
    return LookUps.within(store, bounds=Bounds(), prefixes=Prefixes({"x": "urn:x:"}), state="x")


WHOLE_ANSWERS = (
    ("{ <https://x.example/a/thing> ?p ?o }", True),
    ("{ <https://x.example/a/nothing> ?p ?o }", True),
    ("{ ?s <urn:x:part> ?o }", True),
    ("{ ?s a ?kind . }", True),
    ("{ ?s ?p <https://x.example/a/other> }", True),
    ("{ <https://x.example/a/thing> <urn:x:part> <https://x.example/a/other> }", True),
    ("{ ?s ?p ?o }", True),
    ("{ <https://x.example/a/b/../thing> ?p ?o }", False),  # RFC 3986 §5.2.4
    ("{ ?x ?p $x }", False),
    ("{ ?x ?p ?x }", False),
    ("{ ?s <urn:x:count> 5 }", False),
    ("{ ?s <urn:x:count> 05 }", False),
    ("{ ?s <urn:x:count> 6 }", False),
    ('{ ?s ?p "a thing"@en }', False),
    ("{ ?s <urn:x:name> ?n ; <urn:x:part> ?o }", False),
    ("{ ?s ?p ?o . ?s ?p ?o }", False),
)


@pytest.mark.parametrize("form", [SPARQL_JSON, SPARQL_XML, SPARQL_CSV, SPARQL_TSV, TURTLE, NTRIPLES], ids=str)
@pytest.mark.parametrize(("pattern", "is_read"), WHOLE_ANSWERS)
def test_what_is_read_without_the_engine_is_what_the_engine_answers(
    few: LookUps, pattern: str, form: Format, *, is_read: bool
) -> None:
    """Byte for byte; a variable that stands twice, a number or an IRI with dots matches otherwise than written."""
    text = f"ASK {pattern}" if form.rdf is None else f"CONSTRUCT WHERE {pattern}"
    lookup = read_lookup(text)
    assert lookup is not None
    assert is_read == (lookup.only is not None)
    answer = few.answer(lookup, text, form)
    assert answer is None or answer.whole() == few.store.written(text, form).whole()
    assert answer is not None or not is_read


def test_another_template_or_form_needs_the_engine() -> None:
    """What is made of the matches, or chosen of them, is not the matches themselves."""
    for text in (
        "SELECT * { <urn:x:s1> ?p ?o }",
        "CONSTRUCT { ?o ?p <urn:x:s1> } WHERE { <urn:x:s1> ?p ?o }",
        "CONSTRUCT { <urn:x:s2> ?p ?o } WHERE { <urn:x:s1> ?p ?o }",
    ):
        lookup = read_lookup(text)
        assert lookup is not None
        assert lookup.only is None, text
