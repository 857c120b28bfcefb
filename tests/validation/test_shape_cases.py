"""Every rule of the shapes can be broken, and breaks alone."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode, Triple
from pyshacl.entrypoints import meta_validate

from ccwp_kg.namespaces import CCWP, CCWPSH, RDF, SH
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.rdf.syntax.read import read_triples
from ccwp_kg.validation import validate
from ccwp_kg.validation.report import Report, Result
from ccwp_kg.validation.shapes import shapes_graph
from support.shape_cases import (
    SHAPES_FOLDER,
    all_shapes,
    case_files,
    case_name,
    invalid_case,
    one_shape,
    rules,
    targeted_shapes,
)

ROOT = SHAPES_FOLDER.parent


@cache
def shapes() -> tuple[Triple, ...]:
    return all_shapes()


@cache
def shape(name: str) -> tuple[Triple, ...]:
    return one_shape(shapes(), name)


@cache
def report_of(path: Path) -> Report:
    return validate(invalid_case(path).triples, shapes=shape(path.parent.name))


def rule_of(result: Result) -> tuple[object, NamedNode]:
    return (result.source_constraint or result.source_shape, result.component)


@pytest.mark.parametrize("path", case_files("valid"), ids=case_name)
def test_valid_case_conforms(path: Path) -> None:
    """A valid case has no result of its shape, not even a warning, and the shape does judge it."""
    report = validate(read_triples(path), shapes=shape(path.parent.name))
    assert ((), ()) == (report.results, report.shapes_without_focus_nodes)


@pytest.mark.parametrize("path", case_files("invalid"), ids=case_name)
def test_invalid_case_breaks_one_rule(path: Path) -> None:
    """An invalid case has exactly one result of its shape: that of the rule it names."""
    case = invalid_case(path)
    assert [(case.rule, case.component)] == [rule_of(result) for result in report_of(path).results]


@pytest.mark.parametrize("path", case_files("invalid"), ids=case_name)
def test_a_result_has_the_messages_of_its_rule(path: Path) -> None:
    """Each message is one of the rule's own, in its language, with values in place of its variables (SHACL §5.3.2)."""
    (result,) = report_of(path).results
    rule = result.source_constraint or result.source_shape
    own = {triple.object for triple in shapes() if triple.subject == rule and triple.predicate == SH.message}
    assert len(own) == len(result.messages) > 0
    for template in own:
        words = map(re.escape, re.split(r"\{[?$]\w+\}", template.value))
        filled = re.compile("((?:(?![{][?$]).)+)".join(words), re.DOTALL)
        assert [
            message
            for message in result.messages
            if message.language == template.language and filled.fullmatch(message.value)
        ]


def test_every_shape_has_a_valid_case() -> None:
    """A shape without a valid case may refuse everything."""
    with_case = {CCWPSH.term(path.parent.name) for path in case_files("valid")}
    assert targeted_shapes(shapes()) == with_case


def test_every_rule_has_an_invalid_case() -> None:
    """A rule that no case breaks may let everything pass."""
    broken = {(case.rule, case.component) for case in map(invalid_case, case_files("invalid"))}
    assert (set(), set()) == (rules(shapes()) - broken, broken - rules(shapes()))


def test_every_rule_speaks() -> None:
    """A shape has a name and says what it is about and how grave a breach is; a rule has a message in English."""
    graph = shapes_graph(shapes())
    silent = [
        (str(node), str(predicate))
        for kind, predicates in [
            (rdflib.SH.NodeShape, [rdflib.SH.name, rdflib.SH.description, rdflib.SH.severity]),
            (rdflib.SH.PropertyShape, [rdflib.SH.name, rdflib.SH.message, rdflib.SH.severity]),
            (rdflib.SH.SPARQLConstraint, [rdflib.SH.message, rdflib.SH.prefixes]),
        ]
        for node in graph.subjects(rdflib.RDF.type, kind)
        for predicate in predicates
        if graph.value(node, predicate) is None
    ]
    assert [] == silent


def test_severity_is_a_matter_of_shapes() -> None:
    """pyshacl passes over sh:severity in a SPARQL constraint (SHACL §2.1.4 gives severities to shapes)."""
    graph = shapes_graph(shapes())
    assert [] == [
        str(node)
        for node in graph.subjects(rdflib.RDF.type, rdflib.SH.SPARQLConstraint)
        if graph.value(node, rdflib.SH.severity) is not None
    ]


def test_shapes_are_well_formed() -> None:
    """The shapes conform to the shapes of SHACL itself (SHACL appendix C)."""
    graph = shapes_graph(shapes())
    before = rdflib.NORMALIZE_LITERALS
    conforms, _, text = meta_validate(graph, inference="none")
    rdflib.NORMALIZE_LITERALS = before
    assert conforms, text


def test_own_terms_are_defined() -> None:
    """A misspelt class or property of our own would match nothing, and its rule would never be kept."""
    defined = {t.subject for t in read_triples(ROOT / "ontology" / "ccwp.ttl") if t.predicate == RDF.type}
    used = {
        term
        for triple in shapes()
        for term in (triple.subject, triple.predicate, triple.object)
        if isinstance(term, NamedNode) and term.value.startswith(CCWP) and term.value != CCWP
    }
    assert set() == used - defined


def test_own_terms_in_queries_are_defined() -> None:
    """The same for the text of SPARQL constraints."""
    defined = {t.subject.value for t in read_triples(ROOT / "ontology" / "ccwp.ttl") if t.predicate == RDF.type}
    used = {
        word.partition(":")[2].rstrip("|),")
        for triple in shapes()
        if triple.predicate == SH.select
        for word in triple.object.value.replace("/", " ").replace("(", " ").replace("|", " ").replace("+", " ").split()
        if word.startswith("ccwp:")
    }
    assert set() == {CCWP + name for name in used} - defined - {str(CCWP)}


def test_prefixes_are_those_of_the_registry() -> None:
    """The shapes declare the prefixes of their queries themselves, so that any processor can run them alone."""
    registry = read_prefixes(ROOT / "ontology" / "prefixes.ttl")
    graph = shapes_graph(shapes())
    declared = {
        str(graph.value(node, rdflib.SH.prefix)): str(graph.value(node, rdflib.SH.namespace))
        for node in graph.objects(None, rdflib.SH.declare)
    }
    assert {prefix: registry.namespace(prefix) for prefix in declared} == declared
