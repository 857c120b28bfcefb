"""Editors and agents of others find the example queries and the prefixes where they look: in the default graph.

The questions are those that the SIB Swiss Institute of Bioinformatics' sparql-editor and sparql-llm ask of an endpoint.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from ccwp_kg.namespaces import ID, PUBLISHED
from ccwp_kg.rdf.example_queries import ExampleQuery, read_examples
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from support.commands import ROOT
from support.serving import Server

EXAMPLES = read_examples(ROOT / "web" / "queries")
NAMESPACES = """PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX spex: <https://purl.expasy.org/sparql-examples/ontology#>
"""
EDITOR = """SELECT DISTINCT ?sq ?comment ?query WHERE {
  ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct|spex:describe ?query .
} ORDER BY ?sq"""
EARLIER_EDITOR = """SELECT DISTINCT ?sq ?comment ?query WHERE {
  ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct|sh:describe ?query .
} ORDER BY ?sq"""
WITH_TARGET = """SELECT ?sq ?comment ?query WHERE {
  ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; rdfs:label ?label ; sh:select|sh:ask|sh:construct ?query ;
    sh:prefixes/sh:declare [ sh:prefix "ccwp" ] ; schema:target <https://w3id.org/ccwp/sparql> .
  FILTER(LANG(?label) = "en" && LANG(?comment) = "en")
} ORDER BY ?sq"""
PREFIXES = (
    "SELECT DISTINCT ?prefix ?namespace WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix } ORDER BY ?prefix"
)
TERMS = "SELECT DISTINCT ?term WHERE { { ?s ?term ?o } UNION { ?s a ?term } }"


def rows(server: Server, query: str) -> Iterator[dict[str, str]]:
    status, _, body = server.query(NAMESPACES + query, accept="application/sparql-results+json")
    assert 200 == status, body
    for row in json.loads(body)["results"]["bindings"]:
        yield {name: term["value"] for name, term in row.items()}


@pytest.mark.parametrize("query", [EDITOR, EARLIER_EDITOR, WITH_TARGET], ids=["editor", "earlier", "target"])
def test_all_examples_are_found(release_server: Server, query: str) -> None:
    """Once each, in the order of the site, with the question and the text that the site has."""
    found = [(row["sq"], row["comment"], row["query"]) for row in rows(release_server, query)]
    expected = [(f"{ID}query/{each.name}", each.question, each.text) for each in EXAMPLES]
    assert len(expected) > 25
    assert expected == found


def test_all_prefixes_are_found(release_server: Server) -> None:
    """Those of the registry that name a property or a class of the data, or stand in an example, each with one.

    They complete a query that an agent writes. The rest names things, or what the description of the release alone has.
    """
    found = {row["prefix"]: row["namespace"] for row in rows(release_server, PREFIXES)}
    named = {row["term"] for row in rows(release_server, TERMS)}
    texts = "".join(example.text for example in EXAMPLES)
    table = read_prefixes(ROOT / "ontology" / "prefixes.ttl").table
    used = {
        prefix: namespace
        for prefix, namespace in table.items()
        if f"{prefix}:" in texts or any(term.startswith(namespace) for term in named)
    }
    assert len(table) > len(used) > 25
    assert used.items() <= found.items() <= table.items()
    assert f"{PUBLISHED}ontology#" == found["ccwp"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_runs_as_it_is_found(release_server: Server, example: ExampleQuery) -> None:
    """Its text alone is a query, and as its document says where it is asked, so it is."""
    found = [*rows(release_server, f"SELECT ?text WHERE {{ <{ID}query/{example.name}> sh:select|sh:ask ?text }}")]
    assert 1 == len(found)
    assert 200 == release_server.query(found[0]["text"], accept="text/csv")[0]


def test_the_document_of_an_example_has_the_live_endpoint(release_server: Server) -> None:
    path = f"/doc/query/{EXAMPLES[0].name}"
    status, _, body = release_server.ask("GET", f"{path}.ttl")
    assert 200 == status
    assert f"schema:target <{release_server.address}/sparql>" in body.decode()
    page = release_server.ask("GET", path, accept="text/html")[2].decode()
    assert EXAMPLES[0].question in page
    assert "\n\nSELECT ?document ?label " in page
