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
from ccwp_kg.sources.records.entry_fields import REVIEW_COLUMNS
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_layout import layout_as_json, layout_from_json
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
    """How many lines the page can offer, each as the review has it; at its words is this line, or one as short."""
    layout = layout_from_json(layout_as_json(layout_of(reading)))
    text = PrintedText(NamedNode(f"{ID}source/x"), reading.source.text, layout, None, {})
    lines = {line.key: line for line in lines_of(reading) if line.entry is not None and line.spans}
    assert lines.keys() == {entry.key for entry in layout.entries}
    for line in lines.values():
        found = text.entry_at(line.spans[0].start, line.spans[0].end)
        assert found is not None
        entry, printed = found
        other = lines[entry.key]
        assert (other.field, other.state, other.printed) == (entry.field, entry.state, printed)
        assert other.read_as == (printed if entry.read_as is None else entry.read_as)
        assert sum(e.end - e.start for e in entry.spans) <= sum(e.end - e.start for e in line.spans)
    return len(lines)


# The characters of the text → the key of the line that is offered for them
OFFERED = {
    (413, 424): "plan meetings 1",
    (3614, 3638): "plan footnotes 9",
    (17260, 17283): "5.5 parties",
    (26, 34): "plan valid-from",
    (1, 25): "plan title",
    (16113, 16142): "5.4 citation 1",
    (15506, 15513): "5.4 parties 2",
    (24391, 24395): "5.9 terms-of-reference",
    (4252, 4311): None,
}


@pytest.mark.parametrize("place", OFFERED)
def test_the_line_of_a_passage_is_that_of_its_shortest_entry(fifth: Reading, place: tuple[int, int]) -> None:
    text = PrintedText(NamedNode(f"{ID}source/x"), fifth.source.text, layout_of(fifth), None, {})
    found = text.entry_at(*place)
    assert OFFERED[place] == (found and found[0].key)


def test_each_action_of_the_fifth_plan_has_a_line_on_each_field(fifth: Reading) -> None:
    """The time of 5.9 stands in its terms of reference: “runs for three years”, “finished by December 2012”."""
    lines = {line.key: line for line in lines_of(fifth)}
    fields = ("title", "objectives", "indicators", "outcomes", "parties", "lead", "start", "status", "timetable")
    for action in fifth.actions:
        keys = {" ".join(key.split()[:2]) for key in lines}
        assert [] == [name for name in fields if f"{action.number} {name}" not in keys]
    assert ["P3Y", "2012-12"] == [lines[f"5.9 timetable {n}"].read_as for n in (1, 2)]


def test_each_line_of_the_fifth_plan_is_that_of_its_review(fifth: Reading) -> None:
    assert 189 == checked_lines(fifth)


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
