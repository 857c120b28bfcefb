"""Plans that look as the Council prints them: what their covers, titles and footers say is read in every form.

The plans and their golds are no part of the project; REFERENCE_DATA names the folder that has them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Action

PLANS = Path(os.environ.get("REFERENCE_DATA", "none")) / "lifelike"
INPUTS = (
    "d1_sixth_plan.pdf",
    "d1_sixth_plan.docx",
    "d1_sixth_plan.raw.txt",
    "d1_sixth_plan.layout.txt",
    "d1_sixth_plan.docx2txt.txt",
    "d3_eighth_plan.pdf",
    "d3_eighth_plan.raw.txt",
    "d3_eighth_plan.layout.txt",
    "d8_tenth_plan_raw.txt",
)

pytestmark = pytest.mark.skipif(not PLANS.is_dir(), reason="no lifelike plans here (set REFERENCE_DATA)")


def gold_of(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((PLANS / f"{name.partition('.')[0]}.gold.json").read_text(encoding="utf-8"))
    return gold


def may_open(name: str) -> None:
    """Skip the test where the library that opens such a file is not installed."""
    needed = {".pdf": "pdfplumber", ".docx": "docx"}.get(Path(name).suffix)
    if needed:
        pytest.importorskip(needed)


@pytest.mark.parametrize("name", INPUTS)
def test_a_document_tells_what_it_is(name: str, profile: Profile, lexicon: Lexicon) -> None:
    may_open(name)
    gold, reading = gold_of(name), read(receive(PLANS / name).source, profile=profile, lexicon=lexicon)
    cover, plan = reading.cover, reading.plan
    own = cover.document
    assert {
        "documentNumber": own.version.label if own else None,
        "ordinal": plan.ordinal,
        "status": plan.status,
        "validFrom": plan.valid_from.value if plan.valid_from else None,
        "validTo": plan.valid_until.value if plan.valid_until else None,
        "draftingMeetings": [meeting.value for meeting in plan.meetings],
    } == {key: gold[key] for key in ("documentNumber", "ordinal", "status", "validFrom", "validTo", "draftingMeetings")}
    assert [marking.text for marking in cover.markings] == ["LIMITE"]
    cited = [each.document.key for action in reading.actions if action.terms for each in action.terms.citations]
    cited += [note.document.key for note in plan.footnotes if note.document]
    assert own is not None
    assert own.key not in cited


def test_a_text_with_footers_in_parts_is_read_whole(profile: Profile, lexicon: Lexicon) -> None:
    """Every citation and footnote of the gold, and none that a footer makes."""
    name = "d8_tenth_plan_raw.txt"
    gold, reading = gold_of(name), read(receive(PLANS / name).source, profile=profile, lexicon=lexicon)
    assert [
        [each.document.key for each in action.terms.citations] if action.terms else [] for action in reading.actions
    ] == [action["cites"] for action in gold["actions"]]
    assert [note.document.key if note.document else None for note in reading.plan.footnotes] == [
        note["doc"] for note in gold["footnotes"]
    ]


LEAST = 0.95
"""The share of cells that must be read as printed."""


@pytest.mark.parametrize("name", INPUTS)
def test_cells_are_read_in_every_form(name: str, profile: Profile, lexicon: Lexicon) -> None:
    """Nearly all are right, white space and closing marks levelled; an issue of its action tells of any other."""
    may_open(name)
    gold, reading = gold_of(name), read(receive(PLANS / name).source, profile=profile, lexicon=lexicon)
    read_cells = {action.number: cells_of(action) for action in reading.actions}
    told = " ".join(issue.message for issue in reading.issues)
    expected = [(action["number"], key, value) for action in gold["actions"] for key, value in gold_cells(action)]
    wrong = [(number, key) for number, key, value in expected if read_cells.get(number, {}).get(key) != value]
    assert len(expected) > 40
    assert len(wrong) <= (1 - LEAST) * len(expected), wrong
    assert [number for number, _ in wrong if f"action {number}" not in told] == []


def gold_cells(action: dict[str, Any]) -> Iterator[tuple[str, object]]:
    """The cells of an action that its gold has, each with its column."""
    lists = {"objectives": "wording", "indicators": "text", "outcomes": "text"}
    for key in ("title", "lead", "timetable", "termsOfReference", "participantsCell"):
        if action[key]:
            yield key, levelled(action[key])
    for key, part in lists.items():
        if action[key]:
            yield key, [levelled(each[part]) for each in action[key]]
    if action["partyEntries"]:
        yield "partyEntries", [levelled(each) for each in action["partyEntries"]]


def cells_of(action: Action) -> dict[str, object]:
    """The cells of an action as read."""
    texts = {
        "title": action.title,
        "lead": action.lead and action.lead.printed,
        "timetable": action.timetable,
        "termsOfReference": action.terms and action.terms.text,
    }
    return {
        **{key: levelled(passage.text) for key, passage in texts.items() if passage},
        "objectives": [levelled(each.wording.text) for each in action.objectives],
        "indicators": [levelled(each.text.text) for each in action.indicators],
        "outcomes": [levelled(each.text.text) for each in action.outcomes],
        "partyEntries": [levelled(each.printed.text) for each in action.parties if each.role == "concerned"],
        "participantsCell": ", ".join(each.printed.text for each in action.parties if each.role == "participant"),
    }


def levelled(text: str) -> str:
    return " ".join(text.split()).rstrip(";,. ")
