"""The reference sibling can be printed: its content in one layout gives its annex, block by block.

The reference is data outside the project; without it the test is skipped.
"""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from siblings.making.content import Action, Indicator, Party, Plan, Use
from siblings.making.expected import Sibling
from siblings.making.generator import generate
from siblings.making.layout import (
    FIVE,
    INDICATORS,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    TERMS,
    TITLE,
    Layout,
    Row,
    each,
    some,
)

REFERENCE = Path(os.environ.get("REFERENCE_DATA", Path(__file__).parents[3] / "shared" / "reference"))
TEXT, GOLD = REFERENCE / "synthetic-plan-21.txt", REFERENCE / "synthetic-plan-21.gold.json"

pytestmark = pytest.mark.skipif(
    not (TEXT.is_file() and GOLD.is_file()),
    reason="the reference sibling is not here; set REFERENCE_DATA to the folder that holds it",
)

NUMBER_FIRST = Row(
    (
        *("number", "#title", "#objectives", "title", "objectives", "#indicators", "indicators"),
        *("#outcomes", "#parties", "outcomes", "parties", f"#{TERMS}", "+", TERMS),
    ),
    collapsed=1,
)
TANGLED = Row(
    (
        *("#title", "#objectives", "#indicators", "title~objectives", "+", f"#{TERMS}"),
        *("indicators", "#outcomes", "#parties", "outcomes", "parties", TERMS),
    ),
    tangle="turns",
)
LAYOUT = Layout(
    rows=(some(FIVE, own=1), some(FIVE, own=3), some(FIVE, own=2), each(FIVE), NUMBER_FIRST, TANGLED),
    widths={TITLE: 30, OBJECTIVES: 34, INDICATORS: 34, OUTCOMES: 26, PARTIES: 18},
)


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def printed(gold: dict[str, Any]) -> Sibling:
    text = TEXT.read_text(encoding="utf-8")
    plan = Plan(
        ordinal=gold["ordinal"],
        first_day=date.fromisoformat(gold["validFrom"]),
        last_day=date.fromisoformat(gold["validTo"]),
        title_tail="the strategy for customs cooperation",
        based_on=(),
        meetings=tuple(date.fromisoformat(day) for day in gold["draftingMeetings"]),
        forwarded_to=(gold["approver"], "organisation/cats"),
        introduction=(),
        notes=(),
        outlook=(),
        work_areas=tuple(gold["workAreas"]),
        objectives=tuple(gold["strategicObjectives"].values()),
        rules=(("The CCWP is responsible for the implementation of this Action Plan.",),),
        actions=tuple(action(each, text) for each in gold["actions"]),
    )
    return generate("twenty-first-action-plan", plan, LAYOUT)


def action(gold: dict[str, Any], text: str) -> Action:
    """The content of an action as the reference tells it."""

    def words(field: str) -> str:
        return " ".join(text[start:end] for start, end in gold["spans"].get(field, [])).replace("\n", " ")

    free = gold.get("objectiveFreeText")
    return Action(
        number=gold["number"],
        title=gold["title"],
        objectives=(Use(None, free, whole=False),)
        if free
        else tuple(Use(each["objective"], each["wording"]) for each in gold["objectives"]),
        indicators=tuple(Indicator(each["text"]) for each in gold["indicators"]),
        outcomes=tuple(each["text"] for each in gold["outcomes"]),
        parties=tuple(
            Party(entry.rstrip(".").removeprefix("- "), ())
            for entry in re.split(r", (?![^()]*\))", words("parties"))
            if entry
        ),
        terms=(words("termsOfReference"),),
    )


def blocks(text: str) -> list[str]:
    """What stands between blank lines and page breaks, whatever the width of the lines."""
    annex = text[text.index("ANNEX") :].replace("Terms of reference:", "Terms of reference")
    return [
        " ".join(block.split())
        for block in re.split(r"\n\s*\n|\n(?= \S)|(?<=reference)\n|(?<=objectives)\n", annex)
        if block.strip()
    ]


def test_the_annex_of_the_reference_is_printed_block_by_block(printed: Sibling) -> None:
    expected = blocks(TEXT.read_text(encoding="utf-8"))
    assert len(expected) > 60
    assert expected == blocks(printed.text)


def test_the_lines_that_mix_two_columns_are_the_reference_s(printed: Sibling) -> None:
    start, end = "storage and destruction", "frameworks."
    reference = TEXT.read_text(encoding="utf-8")
    mixed = reference[reference.index(start) : reference.index(end)]
    assert "21.6" in mixed
    assert mixed in printed.text


def test_the_expected_values_are_the_reference_s(printed: Sibling, gold: dict[str, Any]) -> None:
    for known in gold["actions"]:
        own = f"action/{known['number']}"
        assert known["title"] == printed.fields[f"{own}/title"].value
        for place, outcome in enumerate(known["outcomes"], 1):
            assert outcome["text"] == printed.fields[f"{own}/outcome/{place}"].value
            number = printed.fields.get(f"{own}/outcome/{place}/number")
            assert outcome["number"] == (int(number.meant) if number else None)
