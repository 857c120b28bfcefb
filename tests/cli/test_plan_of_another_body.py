"""The second plan of another body is not the second plan of the one whose plans are counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.commands import call_command
from support.serving import running, stop_server

pytestmark = pytest.mark.slow

PLAN = """Brussels, 3 May 2019

9120/19

From: Presidency
To: Working Party on Lighthouses
Subject: Draft Second Action Plan on beacons at sea (1 July 2019 – 30 June 2021)

Delegations will find below the draft Second Action Plan on beacons at sea. The First Action Plan (2016-2018) was
shown to the Customs Cooperation Working Party (CCWP) and ended in 2018.

The Second Action Plan contains 2 actions.

ANNEX

Action 2.1

Title: To light the harbours

Objectives: To be seen at night.

Indicators: (1) List of harbours.

Outcomes: (1) Ships are not lost.

Lead: Denmark.

Timetable: by the end of the Finnish Presidency

Terms of reference: Harbours are dark. Action 1.3 of the First Action Plan counted them, as Action 5.10 did.

Action 2.2

Title: To paint the beacons

Objectives: To be seen by day.

Indicators: (1) List of colours.

Outcomes: (1) Beacons are red.

Lead: Presidency

Timetable: by the end of 2020

Terms of reference: Beacons fade.
"""
NAMED = ("--plan", "lighthouses-2019")


@pytest.fixture
def beacons(tmp_path: Path) -> Path:
    file = tmp_path / "beacons.txt"
    file.write_text(PLAN, encoding="utf-8")
    return file


def answer(query: str, root: Path) -> list[dict[str, str]]:
    told = call_command("query", "--format", "json", query, root=root)
    assert 0 == told.returncode, told.stderr
    return [
        {name: value["value"].rpartition("/id/")[2] for name, value in row.items()}
        for row in json.loads(told.stdout)["results"]["bindings"]
    ]


def test_it_is_added_under_a_given_name_and_says_nothing_of_counted_plans(
    checkout: Path, beacons: Path, tmp_path: Path
) -> None:
    counted = "SELECT ?s ?p ?o { ?s ?p ?o FILTER(REGEX(STR(?s), '/plan/[0-9]')) } ORDER BY ?s ?p ?o"
    before = answer(counted, checkout)
    done = call_command("add", str(beacons), *NAMED, "--accept-problems", "--yes", root=checkout)
    assert 0 == done.returncode, done.stdout + done.stderr
    assert before == answer(counted, checkout)
    for words in (["build", "--check"], ["validate"], ["format", "--check"]):
        checked = call_command(*words, root=checkout)
        assert 0 == checked.returncode, checked.stdout + checked.stderr
    own = "SELECT ?label ?ordinal { plan:lighthouses-2019 rdfs:label ?label OPTIONAL { ?x ccwp:ordinal ?ordinal } }"
    assert {"Second Action Plan on beacons at sea"} == {row["label"] for row in answer(own, checkout)}
    told = answer("SELECT ?ordinal { plan:lighthouses-2019 ccwp:ordinal|ccwp:precededBy ?ordinal }", checkout)
    assert [] == told
    actions = "SELECT ?a { plan:lighthouses-2019 ccwp:hasAction ?a } ORDER BY ?a"
    assert ["2.1", "2.2"] == [row["a"].rpartition("/")[2] for row in answer(actions, checkout)]
    released = call_command("release", "--out", str(tmp_path / "release"), root=checkout)
    assert 0 == released.returncode, released.stderr
    server = running("release", str(tmp_path / "release"), workers=1)
    try:
        for path in ("/doc/plan/lighthouses-2019", "/doc/plan/lighthouses-2019/action/2.1"):
            assert 200 == server.ask("GET", path, accept="text/html")[0]
    finally:
        stop_server(server.process)


def test_without_a_name_it_is_asked_for(checkout: Path, beacons: Path) -> None:
    for words in ((), ("--plan", "5")):
        done = call_command("add", str(beacons), *words, "--accept-problems", "--yes", root=checkout)
        assert 1 == done.returncode
    done = call_command("add", str(beacons), "--accept-problems", "--yes", root=checkout)
    assert (
        "“Second Action Plan on beacons at sea” is not said to be a plan of the body whose plans are counted; give "
        "--plan a name of small letters" in done.stderr
    )
    assert "or --plan 2 if it is one" in done.stderr


def test_whoever_adds_it_may_say_that_it_is_a_counted_one(checkout: Path, beacons: Path) -> None:
    """Its ordinal then counts, as the ones it names do; a document need not say whose it is."""
    file = beacons.with_name("other.txt")
    file.write_text(PLAN.replace("2.", "6.").replace("Second", "Sixth").replace("First", "Fifth"), encoding="utf-8")
    read = call_command("read", str(file), "--plan", "6", "--format", "json", root=checkout)
    plan = json.loads(read.stdout)["plan"]
    assert (6, [5]) == (plan["ordinal"], [each["ordinal"] for each in plan["earlier_plans"]])
    plan = json.loads(call_command("read", str(file), "--format", "json", root=checkout).stdout)["plan"]
    assert (None, 6, []) == (plan["ordinal"], plan["printed_ordinal"], plan["earlier_plans"])
