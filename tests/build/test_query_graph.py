"""Example queries become statements by their form; a file that is no example is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from ccwp_kg.build.example_queries import query_graph
from ccwp_kg.errors import InvalidExample
from ccwp_kg.namespaces import RDF, RDFS, SCHEMA, SH, SPEX
from ccwp_kg.rdf.example_queries import read_examples
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.base import Base

HEAD = "# label: A label\n# question: What is it?\n"


def folder(tmp_path: Path, content: str) -> Path:
    (tmp_path / "01-what.rq").write_text(content, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("kind", "has_text", "text"),
    [
        (SH.SPARQLSelectExecutable, SH.select, "SELECT * { ?s ?p ?o }"),
        (SH.SPARQLAskExecutable, SH.ask, "PREFIX a: <urn:a>\n\nask { ?s a:b 'SELECT' }"),
        (SH.SPARQLConstructExecutable, SH.construct, "# A comment.\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"),
        (SPEX.SPARQLDescribeExecutable, SPEX.describe, "DESCRIBE <https://w3id.org/ccwp/id/plan/5>"),
    ],
)
def test_a_query_is_described_by_its_form(kind: NamedNode, has_text: NamedNode, text: str, tmp_path: Path) -> None:
    examples = read_examples(folder(tmp_path, f"{HEAD}\n{text}\n"))
    said = {}
    for triple in query_graph(examples, ()):
        if triple.subject == iris.thing("query/01-what"):
            said.setdefault(triple.predicate, set()).add(triple.object)
    assert {
        RDF.type: {SH.SPARQLExecutable, kind},
        RDFS.label: {Literal("A label", language="en")},
        RDFS.comment: {Literal("What is it?", language="en")},
        has_text: {Literal(text)},
        SH.prefixes: {iris.ontology()},
        SCHEMA.target: {NamedNode("https://w3id.org/ccwp/sparql")},
    } == said


def test_an_example_moves_with_the_base(tmp_path: Path) -> None:
    [example] = read_examples(
        folder(tmp_path, f"{HEAD}DESCRIBE <https://w3id.org/ccwp/id/plan/5>"), Base("https://a.example/")
    )
    assert "DESCRIBE <https://a.example/id/plan/5>" == example.text


@pytest.mark.parametrize(
    ("told", "content"),
    [
        ("does not begin with lines '# label:' and '# question:'", "SELECT * { ?s ?p ?o }"),
        ("does not begin with lines '# label:' and '# question:'", "# question: What?\nASK {}"),
        ("begins with INSERT; an example query is one of SELECT, ASK", f"{HEAD}INSERT DATA {{ <urn:a> <urn:b> 1 }}"),
        ("begins with nothing; an example query is one of SELECT, ASK", f"{HEAD}\n"),
        ("begins with nothing; an example query is one of SELECT, ASK", f"{HEAD}PREFIX a: <urn:a>"),
    ],
)
def test_what_is_no_example_is_refused(told: str, content: str, tmp_path: Path) -> None:
    """The sentence names the file and what it lacks."""
    with pytest.raises(InvalidExample, match=r"01-what\.rq") as caught:
        read_examples(folder(tmp_path, content))
    assert told in str(caught.value)
