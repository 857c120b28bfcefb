"""Rules about the data as a whole: one rule is one query, and any row it finds is a failure.

Beside each rule lies a small graph that breaks it, so that a rule that can find nothing is found itself.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Store, Triple

from ccwp_kg.build import Inputs, assemble
from ccwp_kg.namespaces import CCWP, CCWPSH, OA, RDF, RDFS, SH
from ccwp_kg.rdf.dataset import QUERIES, SHAPES, NamedGraphs
from ccwp_kg.rdf.syntax.read import as_quads, read_triples, turtle_files
from ccwp_kg.rdf.terms import iris
from ccwp_kg.validation import DataRule, read_data_rules, validate
from support.quotations import is_quoted

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
KEPT = ROOT / "shapes" / "data-quality"
"""What must hold whatever documents are added; `validate` asks it, too. Beside this file: what the reading is like."""
RULES = sorted((*KEPT.glob("*.rq"), *FOLDER.glob("*.rq")))


def store_of(*paths: Path) -> Store:
    store = Store()
    for path in paths:
        store.extend(as_quads(read_triples(path), DefaultGraph()))
    return store


@cache
def built() -> NamedGraphs:
    return assemble(Inputs(ontology=ROOT / "ontology", data=ROOT / "data", shapes=ROOT / "shapes"))


@cache
def knowledge_base() -> Store:
    """The merge and the graphs about it, as built. What gave way to a correction is not among them."""
    store = Store()
    store.extend(as_quads(built().with_ontology(), DefaultGraph()))
    return store


def rows(store: Store, rule: Path) -> list[str]:
    found = store.query(rule.read_text(encoding="utf-8"))
    assert isinstance(found, QuerySolutions)
    return [" ".join(str(value) for value in row) for row in found]


def test_there_are_rules() -> None:
    """A folder without rules passes everything."""
    assert len(RULES) >= 20


ONLY_USUAL = ("begins-after-its-plan", "dated-after-its-plan")
"""Rules that what is true may break: they warn and stop nothing."""


@pytest.mark.parametrize("name", ONLY_USUAL)
def test_what_may_be_true_is_a_warning(name: str) -> None:
    """In one sentence without the word that marks it; the data conform all the same."""
    [rule] = (rule for rule in read_data_rules(KEPT) if rule.name == name)
    report = validate(read_triples(KEPT / f"{name}.bad.ttl"), shapes=(), rules=[rule])
    assert report.conforms
    [result] = report.results
    assert result.message == rule.sentence
    assert re.match(r"An? [a-z]", rule.sentence)


@pytest.mark.parametrize("rule", read_data_rules(KEPT), ids=lambda rule: rule.name)
def test_a_rule_of_validate_is_described_where_results_name_it(rule: DataRule) -> None:
    """The graph of shapes holds what it asks, in the words of its file, how grave it is, and its query."""
    said = {t.predicate: t.object for t in built().graphs[SHAPES] if t.subject == rule.iri}
    assert CCWPSH.term(f"data-quality-{rule.name}") == rule.iri
    assert {
        RDF.type: SH.SPARQLSelectExecutable,
        RDFS.isDefinedBy: iris.shapes(),
        RDFS.label: Literal(rule.name.replace("-", " "), language="en"),
        SH.message: Literal(rule.sentence, language="en"),
        SH.severity: SH.Warning if rule.name in ONLY_USUAL else SH.Violation,
        SH.select: Literal((KEPT / f"{rule.name}.rq").read_text(encoding="utf-8")),
    } == said


def test_a_plain_query_sees_no_scaffolding() -> None:
    """What it counts is the data: no repeats and no descriptions of the publication creep in.

    With one document it counts 19,100 at most, the example queries and the prefixes included.
    """
    graphs = built().graphs
    of_one = [len(triples) for graph, triples in graphs.items() if iris.reference(graph).startswith("graph/source/")]
    assert of_one
    assert len(built().merged()) - sum(of_one[1:]) <= 19_100
    queries = sum(triple.object == SH.SPARQLExecutable for triple in graphs[QUERIES])
    prefixes = sum(triple.predicate == SH.prefix for triple in graphs[QUERIES])
    assert 20 < min(queries, prefixes)
    assert len(graphs[QUERIES]) <= 7 * queries + 3 * prefixes + 10


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_rule_is_kept(rule: Path) -> None:
    """The rule finds nothing in the data."""
    assert rows(knowledge_base(), rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_rule_can_be_broken(rule: Path) -> None:
    """The rule finds what its bad example does wrong."""
    assert rows(store_of(rule.with_suffix(".bad.ttl")), rule) != []


def test_quotations_stand_in_their_source() -> None:
    """Every place holds what it quotes, and is on its page; its two selectors are of one place."""
    places: dict[str, dict[str, str]] = {}
    for path in turtle_files(ROOT / "data" / "generated"):
        for triple in read_triples(path):
            if triple.predicate.value.startswith(OA) or triple.predicate == CCWP.page:
                name = triple.predicate.value.removeprefix(OA).removeprefix(CCWP)
                place = re.sub("#(position|quote)-([0-9]+)-([0-9]+)$", r"#char=\2,\3", subject(triple))
                places.setdefault(place, {})[name] = value(triple)
    spans = {iri: place for iri, place in places.items() if "exact" in place}
    assert len(spans) > 500
    assert [] == [iri for iri, place in spans.items() if not is_quoted(place)]


def subject(triple: Triple) -> str:
    assert isinstance(triple.subject, NamedNode)
    return triple.subject.value


def value(triple: Triple) -> str:
    assert isinstance(triple.object, NamedNode | Literal)
    return triple.object.value
