"""The lines of a review: each with a key of its own, its words, and all that makes it doubtful."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from ccwp_kg.build import Inputs, shipped_lexicon
from ccwp_kg.review.review_lines import LONGEST, ReviewLine, lines_of
from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.profile.load import action_plans
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.entries import record_at, with_record
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText
from siblings.plans import DEVELOPMENT, sibling

PLANS = Path(os.environ.get("REFERENCE_DATA", "")) / "lifelike"


def of_text(name: str, inputs: Inputs) -> Reading:
    return read(SourceText.of(name, sibling(name).text), profile=action_plans(), lexicon=shipped_lexicon(inputs))


def assert_complete(reading: Reading) -> None:
    """Each key once, each problem at some line, each line's words in the document."""
    lines = lines_of(reading)
    assert len(lines) == len({line.key for line in lines})
    told = {message for line in lines if line.is_problem for message in line.doubt}
    assert {issue.message for issue in reading.problems} <= told
    words = " ".join(reading.source.text.split())
    for line in lines:
        if line.state != "unknown":
            assert all(piece in words for piece in line.printed.removesuffix(" […]").split(" … "))
        if line.entry is not None and line.state == "read":
            assert record_at(reading, line.entry.path) is not None
            assert with_record(reading, line.entry.path, record_at(reading, line.entry.path)) == reading


def test_the_lines_of_the_sixth_plan(lines: dict[str, ReviewLine], reading: Reading) -> None:
    assert_complete(reading)
    party = lines["6.1 parties 1"]
    assert ("- COM (DG TAXUD, OLAF),", 2, "action/6.1/party/1") == (party.printed, party.page, party.field)
    assert "organisation/com; organisation/dg-taxud; organisation/olaf" == party.read_as
    assert ("", "not-stated", None) == (lines["6.1 lead"].printed, lines["6.1 lead"].state, lines["6.1 lead"].page)
    assert "2013-01-01" == lines["plan valid-from"].read_as
    assert any("no known party is named by “Universal Postal Union”" in each for each in lines["6.2 parties 2"].doubt)
    assert ["plan title"] == [key for key, line in lines.items() if line.is_problem]


def test_a_name_and_its_acronym_are_one_body(inputs: Inputs) -> None:
    """Two lines made two bodies of one; a body in brackets with small letters is one of its own."""
    parties = "Baltic Maritime Bureau (BMB), Europol", "BMB, Alpine Office (Pisa)"
    rows = "".join(f"6.{at}\tTo find parcels {at}\t{each}\n" for at, each in enumerate(parties, 1))
    head = "Sixth Action Plan (1.1.2013–30.6.2014)\n\nANNEX\n\nNo\tProposed action\tOther concerned parties\n"
    source = SourceText.of("sixth", head + rows)
    reading = read(source, profile=action_plans(), lexicon=shipped_lexicon(inputs))
    unknown = {line.key: (line.proposal, line.doubt) for line in lines_of(reading) if line.state == "unknown"}
    name = ("body-of-unstated-kind; Baltic Maritime Bureau", ("no list has it; named 2 times",))
    assert name == unknown["body BMB"]
    assert {"body Alpine Office", "body Pisa"} <= {*unknown}
    assert "body Baltic Maritime Bureau" not in unknown


def test_names_that_no_list_has_are_proposed_once(lines: dict[str, ReviewLine]) -> None:
    unknown = {key: line.proposal for key, line in lines.items() if line.state == "unknown"}
    kind = "body-of-unstated-kind"
    names = ("GENVAL", "Interpol", "HDG", "Universal Postal Union", "MAOC(N)")
    assert {f"body {name}": f"{kind}; {name}" for name in names} | {"code COSI": "Documents marked COSI."} == unknown


@pytest.mark.parametrize("name", DEVELOPMENT)
def test_the_lines_of_invented_plans(name: str, inputs: Inputs) -> None:
    assert_complete(of_text(name, inputs))


@pytest.mark.skipif(not PLANS.is_dir(), reason="REFERENCE_DATA names no folder with lifelike plans")
@pytest.mark.parametrize("name", ["d1_sixth_plan.pdf", "d3_eighth_plan.pdf", "d8_tenth_plan_raw.txt"])
def test_the_lines_of_lifelike_plans(name: str, inputs: Inputs) -> None:
    """The actions of the gold have lines, and so have the parties that it names."""
    reading = read(receive(PLANS / name).source, profile=action_plans(), lexicon=shipped_lexicon(inputs))
    assert_complete(reading)
    gold = json.loads((PLANS / f"{name.partition('.')[0]}.gold.json").read_text(encoding="utf-8"))
    keys = {line.key for line in lines_of(reading)}
    assert {f"{action['number']} title" for action in gold["actions"]} <= keys


def test_two_rows_with_one_number_have_two_keys(inputs: Inputs) -> None:
    twice = SourceText.of("twice", sibling("sixth").text.replace("6.2\n", "6.1\n"))
    reading = read(twice, profile=action_plans(), lexicon=shipped_lexicon(inputs))
    assert_complete(reading)
    assert {"6.1 title", "6.1 title (again 1)"} <= {line.key for line in lines_of(reading)}


def test_long_words_are_cut(inputs: Inputs) -> None:
    long = SourceText.of("long", sibling("sixth").text.replace("Pleasure boats", f"{'Pleasure ' * 3000}boats", 1))
    reading = read(long, profile=action_plans(), lexicon=shipped_lexicon(inputs))
    longest = max(lines_of(reading), key=lambda line: len(line.printed))
    assert longest.printed.endswith(" […]")
    assert len(longest.printed) <= LONGEST + 4


@pytest.mark.timed
def test_lines_and_issues_find_each_other_in_time_with_their_number(inputs: Inputs) -> None:
    """Each number that a plan repeats is a row with issues of its own: four times as many take four times as long."""
    each = []
    for count in (150, 600):
        first, second, rest = sibling("sixth").text.partition("Action 6.2")
        text = first + "Action 6.1\n" * count + second + rest
        reading = read(SourceText.of("many", text), profile=action_plans(), lexicon=shipped_lexicon(inputs))
        assert len(reading.issues) > 2 * count
        took = []
        for _ in range(2):
            begun = time.process_time()
            lines_of(reading)
            took.append(time.process_time() - begun)
        each.append(min(took) / count)
    assert each[1] / each[0] < 2
