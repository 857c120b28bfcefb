"""A person tells what words mean that were not understood or were misread: who leads, the start, the time."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from ccwp_kg.build import Inputs, shipped_lexicon, source_graph
from ccwp_kg.errors import ReviewRefused
from ccwp_kg.rdf.terms import iris
from ccwp_kg.review.answers import Decision
from ccwp_kg.review.changes import changes_of
from ccwp_kg.review.corrections import corrections_of
from ccwp_kg.review.review_lines import lines_of
from ccwp_kg.sources.profile.load import action_plans
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.source_text import SourceText
from review.test_applied import Graph, applied, said
from support.commands import call_command

PLAN = """Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation

At its meetings on 18 February and 24 March 2012 the CCWP endorsed the plan.

ANNEX

Proposed action\tStrategic objective\tPerformance indicator\tPossible outcome
6.1 To examine parcels\tTo find what is hidden\tReport adopted by the CCWP\tFewer parcels are lost
Terms of reference: Parcels are small. {terms}
"""
LEAD = "Germany or Poland will lead this action."
START = "Work is to start once the mandate is agreed."
TIME = "The action will be carried out from spring 2013 until the summer break of 2014."
TOLD = [
    (LEAD, "lead", "Germany", ["ccwp:involvedParty"]),
    (LEAD, "lead", "DE; Poland", ["ccwp:involvedParty"]),
    (START, "start", "2013-01", ["ccwp:startDate"]),
    (TIME, "timetable", "2013-04/2014-07", ["ccwp:scheduledFrom", "ccwp:scheduledUntil"]),
    (TIME, "timetable", "/2014", ["ccwp:scheduledUntil"]),
]


TIMED = PLAN.replace("outcome\n", "outcome\tStart date\tTimetable\n").replace(
    "lost\n", "lost\tMarch 2013\t{terms}\n", 1
)
TIMED = TIMED.replace("small. {terms}", "small.")
START_READ = ("startDate", "2013-03")
RETOLD = [
    ("15 May 2013", "timetable", "/2013-05-15", [("scheduledUntil", "2013-05-15"), START_READ]),
    ("15 May 2013", "timetable", "2013-05-15/", [("scheduledFrom", "2013-05-15"), START_READ]),
    ("by May 2013", "timetable", "2013/", [("scheduledFrom", "2013-01-01"), START_READ]),
    ("ongoing", "timetable", "/2013", [("scheduledUntil", "2013-12-31"), START_READ]),
    ("ongoing", "start", "2013-04", [("startDate", "2013-04")]),
]


def corrected(terms: str, column: str, value: str, inputs: Inputs, text: str = PLAN) -> tuple[Graph, Graph]:
    """What the changed reading says of the plan, and what the reading says with the corrections of the review."""
    lexicon, plan, document = shipped_lexicon(inputs), iris.plan(6), iris.document("plan")
    reading = read(SourceText.of("text", text.format(terms=terms)), profile=action_plans(), lexicon=lexicon)
    line = next(each for each in lines_of(reading) if each.key == f"6.1 {column}")
    decision = Decision(2, line.key, line.printed, "change", value, "curator", None, date(2026, 11, 28), "Why.")
    changes = changes_of(reading, [(decision, line)], lexicon=lexicon)
    made = corrections_of(reading, changes, document=document, plan=plan)
    wanted = source_graph(changes[-1].reading, document=document, plan=plan).triples
    facts = source_graph(reading, document=document, plan=plan)
    return said(frozenset(wanted), plan), said(applied(facts, frozenset(facts.triples), made), plan)


@pytest.mark.parametrize(("terms", "column", "value", "properties"), TOLD)
def test_a_silence_gives_way(terms: str, column: str, value: str, properties: list[str], inputs: Inputs) -> None:
    wanted, found = corrected(terms, column, value, inputs)
    assert wanted == found
    for name in properties:
        assert any(triple.predicate.value.endswith(name.removeprefix("ccwp:")) for triple in found), name
    assert not any(triple.subject.value.endswith(f"/field/{column}") for triple in found)  # type: ignore[union-attr]


@pytest.mark.parametrize(("cell", "column", "value", "expected"), RETOLD)
def test_a_time_that_was_misread_is_told(
    cell: str, column: str, value: str, expected: list[tuple[str, str]], inputs: Inputs
) -> None:
    wanted, found = corrected(cell, column, value, inputs, TIMED)
    assert wanted == found
    action, names = iris.thing("plan/6/action/6.1"), ("startDate", "scheduledFrom", "scheduledUntil")
    own = [(t.predicate.value.rpartition("#")[2], t.object) for t in found if t.subject == action]
    times = sorted((name, told.value) for name, told in own if name in names)  # type: ignore[union-attr]
    assert expected == times


REFUSED = [
    ("", "lead", "Germany", "no words stand there"),
    (LEAD, "lead", "Ruritania", "names no party"),
    (START, "start", "soon", "is no day, month or year"),
    (START, "start", "2013/2014", "is no day, month or year"),
    (TIME, "timetable", "2013", "is no period"),
    (TIME, "timetable", "2013-04/2014-02-31", "is no day, month or year"),
    (TIME, "timetable", "/", "is no period"),
]


@pytest.mark.parametrize(("terms", "column", "value", "message"), REFUSED)
def test_what_cannot_be_told_is_refused(terms: str, column: str, value: str, message: str, inputs: Inputs) -> None:
    with pytest.raises(ReviewRefused, match=message):
        corrected(terms, column, value, inputs)


@pytest.mark.slow
def test_a_plan_is_added_with_what_was_told(checkout: Path) -> None:
    """Every rule holds, and the build that follows applies the corrections."""
    (checkout / "plan.txt").write_text(PLAN.format(terms=f"{LEAD} {TIME}"), encoding="utf-8")
    words = ["plan.txt", "--plan", "6", "--document", "st-9-2012", "--accept-problems"]
    call_command("read", *words, "--review", "plan.review.csv", root=checkout)
    path = checkout / "plan.review.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    told = {"6.1 lead": "Germany; PL", "6.1 timetable": "2013-04/2014-07"}
    for row in rows:
        if row["key"] in told:
            value = told.pop(row["key"])
            row.update(verdict="change", value=value, role="curator", day="2026-11-28", why="As the words say.")
    assert {} == told
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    added = call_command("add", *words, "--review", "plan.review.csv", "--yes", root=checkout)
    assert 0 == added.returncode, added.stdout + added.stderr
    outcomes = call_command("corrections", root=checkout).stdout.splitlines()
    assert 5 == len(outcomes)
    assert all(". Applied:" in line for line in outcomes)
