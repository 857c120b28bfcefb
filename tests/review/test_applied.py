"""Corrections of a review, applied by a build, make the graph that the changed reading would make."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

import pytest
from pyoxigraph import NamedNode, Triple

from ccwp_kg.build import Inputs, shipped_lexicon, source_graph
from ccwp_kg.build.corrections.apply import correct
from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.errors import ReviewRefused
from ccwp_kg.namespaces import CCWP, DCTERMS, ID, OA, RDF
from ccwp_kg.rdf.dataset import CORRECTED, CORRECTIONS, ONTOLOGY
from ccwp_kg.rdf.syntax.read import read_triples
from ccwp_kg.rdf.terms import iris
from ccwp_kg.review.answers import Decision
from ccwp_kg.review.changes import changes_of
from ccwp_kg.review.corrections import corrections_of
from ccwp_kg.review.review_lines import ReviewLine, lines_of
from ccwp_kg.sources.profile.load import action_plans
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText
from siblings.plans import DEVELOPMENT, sibling
from support.commands import ROOT

Graph = frozenset[Triple]
_TERMS: Graph = frozenset(read_triples(ROOT / "ontology" / "ccwp.ttl"))
VALUES = {"objectives": "1", "parties": "OLAF; WCO", "lead": "COM", "valid-from": "2013-02-01", "valid-until": "2031"}


def answers_to(line: ReviewLine) -> list[Decision]:
    column = line.key.split(" ")[1]
    value = VALUES.get(column, " ".join(line.read_as.split()[:3]) or "Words")
    given = [("change", value), ("drop", "")]
    return [Decision(2, line.key, line.printed, v, x, "curator", None, date(2026, 11, 28), "Why.") for v, x in given]


def said(graph: Graph, plan: NamedNode) -> Graph:
    """What a graph says of the plan, but not where that was read, nor what only a dropped part named."""
    statements = {t.subject for t in graph if t.predicate == RDF.type and t.object == CCWP.Statement}
    own = (plan.value, f"{ID}document/plan")
    return frozenset(
        t
        for t in graph
        if isinstance(t.subject, NamedNode) and t.subject.value.startswith(own) and t.subject not in statements
        if t.predicate not in (CCWP.hasSpan, OA.hasTarget, CCWP.hasCorrection)
    )


def applied(facts: DocumentFacts, read: Graph, corrections: Graph) -> Graph:
    graph = iris.graph(f"source/{facts.source.name}")
    graphs = {graph: read, CORRECTIONS: corrections, ONTOLOGY: _TERMS}
    graphs |= correct(graphs, {iris.source(facts.source.name): facts.empty_copy()})
    return graphs[graph] | graphs.get(CORRECTED, frozenset())


def check(reading: Reading, inputs: Inputs) -> int:
    """Each entry changed and dropped; how many could be."""
    plan = iris.plan(reading.plan.ordinal or 0)
    lexicon = shipped_lexicon(inputs)
    known: dict[int, tuple[Reading, DocumentFacts]] = {}

    def graph_of(asked: Reading, **given: NamedNode) -> DocumentFacts:
        """What corrections are made of and judged by: the graphs of the first reading and of the last are kept."""
        if id(asked) not in known:
            known[id(asked)] = asked, source_graph(asked, **given)
            for old in [*known][1:-1]:
                del known[old]
        return known[id(asked)][1]

    facts = graph_of(reading, document=iris.document("plan"), plan=plan)
    before = frozenset(facts.triples)
    count = 0
    for line in lines_of(reading):
        for decision in answers_to(line) if line.entry is not None else ():
            try:
                changes = changes_of(reading, [(decision, line)], lexicon=lexicon)
                with patch("ccwp_kg.review.corrections.source_graph", graph_of):
                    made = corrections_of(reading, changes, document=iris.document("plan"), plan=plan)
            except ReviewRefused:
                continue
            wanted = graph_of(changes[-1].reading, document=iris.document("plan"), plan=plan)
            found = applied(facts, before, made)
            assert said(frozenset(wanted.triples), plan) == said(found, plan), decision
            gone = {t.object for t in made if t.predicate == CCWP.replacedThing}
            assert not [t for t in found if t.subject in gone and t.predicate == DCTERMS.isPartOf]
            count += 1
    return count


@pytest.mark.slow
def test_each_entry_of_the_sixth_plan(reading: Reading, inputs: Inputs) -> None:
    assert check(reading, inputs) > 40


@pytest.mark.slow
@pytest.mark.parametrize("name", DEVELOPMENT)
def test_each_entry_of_invented_plans(name: str, inputs: Inputs) -> None:
    source = SourceText.of(name, sibling(name).text)
    assert check(read(source, profile=action_plans(), lexicon=shipped_lexicon(inputs)), inputs) > 40


NAMING = """Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation

ANNEX

Proposed action\tStrategic objective\tPerformance indicator\tPossible outcome
6.1 Follow up Action 5.10\tTo see\tReport of the CCWP on Actions 5.1 to 5.3\tAction 4.2 of the Fourth Action Plan
Terms of reference: Parcels are small. Action 5.10 was on letters.
"""


def test_each_action_that_a_cell_names(inputs: Inputs) -> None:
    read_from = SourceText.of("naming", NAMING)
    naming = read(read_from, profile=action_plans(), lexicon=shipped_lexicon(inputs))
    assert ["title", *["indicator/1"] * 3, "outcome/1"] == [each.field for each in naming.actions[0].references]
    assert check(naming, inputs) > 12
