"""What is read as a look-up and what is not: a text that any engine could read otherwise never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from ccwp_kg.sparql_text import read_lookup, tokens

READ = [
    ("ASK { <urn:a> ?p ?o }", "ASK", [], 1),
    ("ASK { ?x <urn:p> ?x }", "ASK", ["- <urn:p> -"], 1),
    ("ask where{<urn:a> <urn:p> 'x'@en-GB.}", "ASK", ['<urn:a> <urn:p> "x"@en-gb'], 1),
    ("ASK { ?s <urn:p> <urn:o> }", "ASK", ["- <urn:p> <urn:o>"], 1),
    ("CONSTRUCT { <urn:a> <urn:b> <urn:c> } WHERE { ?s ?p ?o }", "CONSTRUCT", ["- - -"], 1),
    ("CONSTRUCT { } WHERE { ?s ?p ?o }", "CONSTRUCT", ["- - -"], 1),
    ("SELECT * { <urn:a> ?p ?o }", "SELECT", ["<urn:a> - -"], 1),
    ("SELECT DISTINCT ?p ?o WHERE { <urn:a> ?p ?o }", "SELECT", ["<urn:a> - -"], 1),
    ("SELECT (COUNT(*) AS ?n) WHERE { ?s a <urn:C> . }", "SELECT", ["- <rdf:type> <urn:C>"], 1),
    (
        "# why\nPREFIX a: <urn:a#>\nSELECT ?x { ?x a:p a:b.c-d ; # and\n a a:D , a: . a:x ?x 5 }",
        "SELECT",
        ["- <urn:a#p> <urn:a#b.c-d>", "- <rdf:type> <urn:a#D>", "- <rdf:type> <urn:a#>", "<urn:a#x> - -"],
        1,
    ),
    (
        'SELECT ?x { ?x ?p "1"^^<http://www.w3.org/2001/XMLSchema#integer>, "a" }',
        "SELECT",
        ['- - "1"^^<http://www.w3.org/2001/XMLSchema#integer>', '- - "a"'],
        1,
    ),
    ("CONSTRUCT { <urn:a> ?p ?o } WHERE { <urn:a> ?p ?o }", "CONSTRUCT", [], 1),
    ("CONSTRUCT WHERE { <urn:a> ?p ?o . ?o ?q ?r }", "CONSTRUCT", ["<urn:a> - -", "- - -"], 2),
    (
        "CONSTRUCT { ?a <urn:p> ?b , ?c . ?b <urn:q> ?c } WHERE { ?a <urn:x> ?b ; <urn:y> ?c }",
        "CONSTRUCT",
        ["- <urn:x> -", "- <urn:y> -"],
        3,
    ),
]
NOT_READ = [
    "ASK { <urn:a> <urn:p>/<urn:q> ?o }",
    "ASK { <urn:a> <urn:p>*?o }",
    "ASK { <urn:a> <urn:p>?o }",
    "ASK { <urn:a> ^<urn:p> ?o }",
    "ASK { <urn:a> ?p ?o FILTER(?o) }",
    "ASK { { <urn:a> ?p ?o } }",
    "ASK { <urn:a> ?p ?o OPTIONAL { ?o ?q ?r } }",
    "ASK { GRAPH <urn:g> { <urn:a> ?p ?o } }",
    "ASK FROM <urn:g> { <urn:a> ?p ?o }",
    "ASK { SERVICE <urn:e> { <urn:a> ?p ?o } }",
    "ASK { ?s ?p ?o SERVICE:x { ?s ?p ?o } }",
    "ASK { <urn:a> ?p [] }",
    "ASK { <urn:a> ?p (1 2) }",
    "ASK { _:a ?p ?o }",
    "ASK { << <urn:a> ?p ?o >> ?q ?r }",
    "ASK { <a> ?p ?o }",
    "BASE <urn:a> ASK { <urn:a> ?p ?o }",
    "SELECT * { a:b ?p ?o }",
    "ASK { <urn:a> ?p '''x''' }",
    'ASK { <urn:a> ?p "\\"" }',
    "ASK { <urn:a> ?p ?o } # \\u000A",
    "ASK { <urn:\u00e9> ?p ?o }",
    "SELECT ?x { <urn:a> ?p ?x } ORDER BY ?x",
    "SELECT ?x { <urn:a> ?p ?x } LIMIT 1",
    "SELECT (COUNT(?x) AS ?n) { <urn:a> ?p ?x }",
    "SELECT (UUID() AS ?n) { <urn:a> ?p ?x }",
    "SELECT ?x { VALUES ?x { <urn:a> } ?x ?p ?o }",
    "CONSTRUCT { _:a ?p ?o } WHERE { <urn:a> ?p ?o }",
    "CONSTRUCT { [] ?p ?o } WHERE { <urn:a> ?p ?o }",
    "DESCRIBE <urn:a>",
    "ASK { ?s A <urn:a> , <urn:b> }",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "ASK { <urn:a> ?p ?o } DELETE WHERE { ?s ?p ?o }",
    "ASK { " + "<urn:a> ?p ?o . " * 17 + "}",
    "ASK { <urn:a> ?p ?o } #" + "x" * 2_000,
    "",
]  # fmt: skip


def shown(pattern: tuple[object, ...]) -> str:
    text = " ".join("-" if term is None else str(term) for term in pattern)
    return text.replace("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<rdf:type>")


@pytest.mark.parametrize(("text", "kind", "patterns", "triples"), READ)
def test_look_ups_are_read(text: str, kind: str, patterns: list[str], triples: int) -> None:
    found = read_lookup(text)
    assert found is not None
    assert (kind, patterns, triples) == (found.kind, [shown(each) for each in found.patterns], found.triples)
    Store().query(text)


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_more_than_a_look_up_is_not_read(text: str) -> None:
    assert read_lookup(text) is None


WORDS = """ASK SELECT CONSTRUCT WHERE { } { } . ; , * ?s ?p ?o $x <urn:a> <urn:b> a a:b : "x" 'y'@en 5 -1.5 # LIMIT
DISTINCT PREFIX FILTER UNION SERVICE VALUES GRAPH ( ) [ ] / ^ | + ! _:b true <x> ?s?p INSERT"""
PIECES = st.sampled_from(WORDS.split())


@given(st.lists(PIECES, max_size=14), st.sampled_from(["", " ", "\n"]))
def test_what_is_read_says_nothing_but_patterns(pieces: list[str], between: str) -> None:
    """However its words stand together, no bracket, path or keyword of more than that is in it."""
    text = f"PREFIX a: <urn:a:> ASK {{ <urn:a> ?p ?o . {between.join(pieces)} }}"
    if read_lookup(text) is not None:
        words = list(tokens(text))
        assert {"ASK", "PREFIX", "A"} >= {word.keyword for word in words if word.kind == "word"}
        assert {"{", "}", ".", ";", ",", "+", "-"} >= {word.text for word in words if word.kind == "mark"}
        assert 2 == sum(word.text in "{}" for word in words)
