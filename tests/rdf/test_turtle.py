"""The canonical Turtle writer: same triples, same text, one line a triple, and nothing lost."""

import random

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from pyoxigraph import Dataset as Quads

from ccwp_kg.errors import InvalidTurtle
from ccwp_kg.namespaces import XSD
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.turtle import turtle

EX = "http://example.org/"
PREFIXES = Prefixes({"ex": EX, "other": "http://other.example/", "xsd": "http://www.w3.org/2001/XMLSchema#"})


def ex(name: str) -> NamedNode:
    return NamedNode(EX + name)


def written(*objects: Literal | NamedNode) -> str:
    text = turtle([Triple(ex("s"), ex("p"), o) for o in objects], PREFIXES)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip().startswith("ex:p"))


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        ('ex:p "a" ;', Literal("a")),
        ('ex:p "a"@en ;', Literal("a", language="en")),
        ("ex:p 5 ;", Literal("5", datatype=XSD.integer)),
        ('ex:p "05"^^xsd:integer ;', Literal("05", datatype=XSD.integer)),
        ("ex:p true ;", Literal("true", datatype=XSD.boolean)),
        ('ex:p "2011-07-01"^^xsd:date ;', Literal("2011-07-01", datatype=XSD.date)),
        (r'ex:p "a\nb\t\"c\"\\" ;', Literal('a\nb\t"c"\\')),
        ("ex:p ex:5.1 ;", ex("5.1")),
        ("ex:p <http://example.org/5.> ;", ex("5.")),
        ("ex:p <http://example.org/a/b> ;", ex("a/b")),
        ("ex:p <http://example.org/s#char=1,2> ;", ex("s#char=1,2")),
    ],
)
def test_terms_have_one_form(expected: str, value: Literal | NamedNode) -> None:
    """Shorthand only for canonical lexical forms; a prefixed name only where it needs no escape."""
    assert expected == written(value)


def test_only_used_prefixes_are_declared() -> None:
    assert turtle([Triple(ex("s"), ex("p"), ex("o"))], PREFIXES).count("@prefix") == 1


def test_types_come_first_and_numbers_count_like_people() -> None:
    """`a` before all else; 2 before 10; parts stand under their whole."""
    rdf_type = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    text = turtle(
        [
            Triple(ex("n/10"), ex("p"), ex("a")),
            Triple(ex("n/2"), ex("p"), ex("b")),
            Triple(ex("n/2/part"), ex("p"), ex("c")),
            Triple(ex("n/2"), rdf_type, ex("T")),
        ],
        PREFIXES,
    )
    lines = [line.strip() for line in text.splitlines() if line and not line.startswith("@")]
    assert [
        "<http://example.org/n/2>",
        "a ex:T ;",
        "ex:p ex:b ;",
        ".",
        "<http://example.org/n/2/part>",
        "ex:p ex:c ;",
        ".",
        "<http://example.org/n/10>",
        "ex:p ex:a ;",
        ".",
    ] == lines


def test_order_of_input_does_not_matter() -> None:
    triples = [Triple(ex(f"s{n % 7}"), ex(f"p{n % 3}"), Literal(str(n))) for n in range(60)]
    shuffled = list(triples)
    random.Random(5).shuffle(shuffled)
    assert turtle(triples, PREFIXES) == turtle([*shuffled, triples[0]], PREFIXES)


def test_one_more_triple_is_one_more_line() -> None:
    triples = [Triple(ex("s"), ex(f"p{n}"), Literal(str(n))) for n in range(5)]
    fewer, more = turtle(triples[:4], PREFIXES).splitlines(), turtle(triples, PREFIXES).splitlines()
    assert 1 == len(set(more) - set(fewer))
    assert set() == set(fewer) - set(more)


SHAPE = """@prefix ex: <http://example.org/> .
ex:shape ex:property [ ex:path ex:p ; ex:in ( 1 "b" ex:c ) ; ex:deep [ ex:x [ ] ] ] ; ex:empty () .
"""


def test_nested_blank_nodes_and_lists_survive() -> None:
    """What shapes use comes back isomorphic (compared after RDFC-1.0)."""

    def canonical(text: str) -> set[str]:
        from pyoxigraph import CanonicalizationAlgorithm

        quads = Quads(parse(text.encode(), format=RdfFormat.TURTLE))
        quads.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        return set(map(str, quads))

    triples = [quad.triple for quad in parse(SHAPE.encode(), format=RdfFormat.TURTLE)]
    text = turtle(triples, PREFIXES)
    assert canonical(SHAPE) == canonical(text)
    assert text == turtle([quad.triple for quad in parse(text.encode(), format=RdfFormat.TURTLE)], PREFIXES)


def test_a_shared_blank_node_is_refused() -> None:
    node = BlankNode("b")
    shared = [Triple(ex("a"), ex("p"), node), Triple(ex("b"), ex("p"), node), Triple(node, ex("q"), ex("c"))]
    with pytest.raises(InvalidTurtle, match="used 2 times"):
        turtle(shared, PREFIXES)


@pytest.mark.parametrize("character", ["\u0000", "\u007f", "\u2028", "\U0001f6c3", "\r\n", "\ufeff", "é", "e\u0301"])
def test_any_character_survives(character: str) -> None:
    triple = Triple(ex("s"), ex("p"), Literal(f"a{character}b"))
    text = turtle([triple], PREFIXES)
    assert [triple] == [quad.triple for quad in parse(text.encode(), format=RdfFormat.TURTLE)]


QUERY = 'SELECT $this WHERE {\n  FILTER(REGEX(?a, "^\\\\d\\"$"))\r\n  # a "quoted" word and """three"""\n}'


def test_queries_keep_their_lines_and_nothing_is_lost() -> None:
    triple = Triple(ex("s"), NamedNode("http://www.w3.org/ns/shacl#select"), Literal(QUERY))
    text = turtle([triple], PREFIXES)
    assert QUERY.count("\n") + 5 == text.count("\n")
    assert [triple] == [quad.triple for quad in parse(text.encode(), format=RdfFormat.TURTLE)]
