"""A plan without numbers goes from its review into the data: each action by its place, named by its title."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from support.commands import call_command

pytestmark = pytest.mark.slow

PLAN = """Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation

ANNEX

Proposed action\tPerformance indicator\tDriver\tCo-drivers\tTimetable
Scan small parcels\tReport on parcels\tMT\tBelgium\tJune 2013
Weigh leters\tList of letters\tBE\tOLAF\tby May 2014
Open boxes\tGuide on boxes\tEL\t\t2013
"""
ADD = ["--plan", "6", "--document", "draft-sixth-action-plan", "--accept-problems", "--yes"]
QUESTION = """SELECT ?label ?name ?title ?number { plan:6 ccwp:hasAction ?action .
  ?action ccwp:position ?place ; rdfs:label ?label ; skos:prefLabel ?name ; dcterms:title ?title
  OPTIONAL { ?action ccwp:actionNumber ?number } } ORDER BY ?place"""


def test_the_title_that_a_review_changes_is_the_name_of_the_action(checkout: Path) -> None:
    (checkout / "plan.tsv").write_text(PLAN, encoding="utf-8")
    done = call_command("read", "plan.tsv", "--review", "plan.review.csv", root=checkout)
    assert 0 == done.returncode, done.stderr
    with (checkout / "plan.review.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    keys = [line["key"] for line in lines]
    assert {"n1 title", "n2 lead", "n2 parties 1", "n3 parties", "n3 timetable"} < {*keys}
    for line in lines:
        if line["key"] == "n2 title":
            line |= {
                "verdict": "change",
                "value": "Weigh letters",
                "role": "curator",
                "day": "2026-11-29",
                "why": "Typo.",
            }
    with (checkout / "plan.review.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, lines[0])
        writer.writeheader()
        writer.writerows(lines)
    done = call_command("add", "plan.tsv", *ADD, "--review", "plan.review.csv", root=checkout)
    assert 0 == done.returncode, done.stderr
    for words in (["build", "--check"], ["validate"], ["format", "--check"]):
        checked = call_command(*words, root=checkout)
        assert 0 == checked.returncode, checked.stdout + checked.stderr
    told = json.loads(call_command("query", "--format", "json", QUESTION, root=checkout).stdout)["results"]["bindings"]
    titles = ["Scan small parcels", "Weigh letters", "Open boxes"]
    assert [{"label": title, "name": title, "title": title} for title in titles] == [
        {name: value["value"] for name, value in row.items()} for row in told
    ]
