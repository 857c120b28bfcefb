"""Plans that look as the Council prints them: what their covers, titles and footers say is read in every form.

The plans and their golds are no part of the project; REFERENCE_DATA names the folder that has them.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read

PLANS = Path(os.environ.get("REFERENCE_DATA", "none")) / "lifelike"
INPUTS = (
    "d1_sixth_plan.pdf",
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


@pytest.mark.parametrize("name", INPUTS)
def test_a_document_tells_what_it_is(name: str, profile: Profile, lexicon: Lexicon) -> None:
    if name.endswith(".pdf"):
        pytest.importorskip("pdfplumber")
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
