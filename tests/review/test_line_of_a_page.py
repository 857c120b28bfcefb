"""The line that the page of a passage offers for a review is the review's own, and changes the fact."""

from __future__ import annotations

import html
import re

import pytest
from pyoxigraph import NamedNode

from ccwp_kg.build import Inputs, shipped_lexicon, source_graph
from ccwp_kg.entities.source_reader.printed_text import PrintedText
from ccwp_kg.namespaces import CCWP, ID
from ccwp_kg.rdf.terms import iris
from ccwp_kg.review.answers import decisions_of, rows_of
from ccwp_kg.review.changes import changes_of
from ccwp_kg.review.corrections import corrections_of
from ccwp_kg.review.review_lines import lines_of
from ccwp_kg.sources.printed_layout import layout_of
from ccwp_kg.sources.profile.load import action_plans
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.entry_fields import REVIEW_COLUMNS, key_of
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText
from review.test_applied import applied
from siblings.plans import DEVELOPMENT, sibling
from support.commands import ROOT
from support.serving import Server


@pytest.fixture(scope="module")
def fifth(inputs: Inputs) -> Reading:
    text = (ROOT / "data" / "sources" / "fifth-action-plan.txt").read_bytes().decode()
    source = SourceText.of("fifth-action-plan", text)
    return read(source, profile=action_plans(), lexicon=shipped_lexicon(inputs))


def checked_lines(reading: Reading) -> int:
    """How many lines the page can offer, each with the key and the printed words of the review."""
    text = PrintedText(NamedNode(f"{ID}source/x"), reading.source.text, layout_of(reading), None, {})
    lines = {line.key: line for line in lines_of(reading)}
    checked = set()
    for block in text.layout.blocks:
        key = key_of(block.field)
        if key is not None and key not in checked:
            checked.add(key)
            assert (block.field, lines[key].printed) == text.entry_at(block.span.start), key
    return len(checked)


def test_each_line_of_the_fifth_plan_is_that_of_its_review(fifth: Reading) -> None:
    assert 124 == checked_lines(fifth)


@pytest.mark.parametrize("name", sorted(DEVELOPMENT)[:3])
def test_each_line_of_another_plan_is_that_of_its_review(name: str, inputs: Inputs) -> None:
    source = SourceText.of("plan", sibling(name).text)
    assert checked_lines(read(source, profile=action_plans(), lexicon=shipped_lexicon(inputs))) > 30


def test_the_very_line_changes_the_fact(release_server: Server, fifth: Reading, inputs: Inputs) -> None:
    """As it is copied from the page into a file: the review takes it, and its correction holds in the graph."""
    path = "/source/fifth-action-plan/15506-15513?value=Eurojust&role=curator&day=2026-11-28&why=A+test."
    page = release_server.ask("GET", path, accept="text/html")[2].decode()
    found = re.search(r'aria-label="Line of a review"[^>]*><code>(.*?)</code>', page, re.DOTALL)
    assert found is not None
    content = f"{','.join(REVIEW_COLUMNS)}\r\n{html.unescape(found[1])}\r\n".encode()
    decisions = decisions_of(rows_of(content, "review.csv"), "review.csv")
    lines = {line.key: line for line in lines_of(fifth)}
    lexicon = shipped_lexicon(inputs)
    assert all(decision.is_on(lines[decision.key]) for decision in decisions)
    changes = changes_of(fifth, [(each, lines[each.key]) for each in decisions], lexicon=lexicon)
    document, plan = iris.document("plan"), iris.plan("5")
    corrections = frozenset(corrections_of(fifth, changes, document=document, plan=plan))
    party = NamedNode(f"{plan.value}/action/5.4/party/2")
    facts = source_graph(fifth, document=document, plan=plan)
    graph = applied(facts, frozenset(facts.triples), corrections)
    assert {f"{ID}organisation/eurojust"} == {
        t.object.value for t in graph if t.subject == party and t.predicate == CCWP.involvedParty
    }  # fmt: skip
