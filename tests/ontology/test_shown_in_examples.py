"""What the examples of the ontology show is so in the data; what nothing is said of yet is shown of invented things."""

from __future__ import annotations

from functools import cache

import pytest
from ontology_graphs import CORE, KINDS, ONTOLOGY, PROPERTIES, name, objects
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ccwp_kg.namespaces import CCWP, ID, RDF, SKOS
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.rdf.syntax.read import read_triples

TERMS = sorted(KINDS, key=lambda term: term.value)
CUT = "…"
"""Ends a text of which an example shows the beginning."""


@cache
def prefixes() -> str:
    table = read_prefixes(ONTOLOGY / "prefixes.ttl").table
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in table.items())


def shown(term: NamedNode) -> list[Triple]:
    """The statements of the example of a term."""
    if term not in PROPERTIES:
        return list(read_triples(ONTOLOGY / "examples" / f"{name(term)}.ttl"))
    [example] = objects(CORE, term, SKOS.example)
    assert isinstance(example, Literal)
    read = parse(prefixes() + example.value, format=RdfFormat.TURTLE, base_iri=ID)
    return [quad.triple for quad in read]


@pytest.fixture(scope="module")
def said(dataset: NamedGraphs) -> frozenset[Triple]:
    """Everything that a build says."""
    return frozenset().union(*dataset.graphs.values())


@pytest.fixture(scope="module")
def used(said: frozenset[Triple]) -> set[object]:
    """Own classes and properties that a build uses."""
    return {t.predicate for t in said} | {t.object for t in said if t.predicate == RDF.type}


@pytest.fixture(scope="module")
def described(said: frozenset[Triple]) -> set[object]:
    return {t.subject for t in said}


def begins(triple: Triple, said: frozenset[Triple]) -> bool:
    """Whether a text goes on as an example shows its beginning."""
    start = triple.object
    return (
        isinstance(start, Literal)
        and start.value.endswith(CUT)
        and any(
            t.subject == triple.subject
            and t.predicate == triple.predicate
            and isinstance(t.object, Literal)
            and t.object.language == start.language
            and t.object.value.startswith(start.value.removesuffix(CUT).rstrip())
            for t in said
        )
    )


@pytest.mark.parametrize("term", TERMS, ids=name)
def test_example_is_so(term: NamedNode, said: frozenset[Triple], used: set[object], described: set[object]) -> None:
    """Each statement that an example shows is in the data; of an unused term it is about a thing that is not there."""
    if term not in used:
        assert [] == [t.subject for t in shown(term) if t.subject in described]
        return
    wrong = [t for t in shown(term) if t not in said and not begins(t, said)]
    # The version of the program changes with each release.
    assert [] == [t for t in wrong if t.predicate != CCWP.codeVersion]
