"""Headings of sheets that no list has, and lines between sheets that begin with a heading and a colon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading

FRONT = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\nANNEX\n\n"
SHEETS = """\
| Action 6.1 | To see parcels |
|---|---|
| Rationale | Parcels are small. |
| Lead | MT |

| Action 6.2 | To see bags |
|---|---|
| Rationale | Bags are large. |
| Lead | MT |"""
HEADS = ["What it is called", "Why we act", "What we want", "How we will know", "Who takes the lead"]


@pytest.mark.parametrize("form", ["{}\t{}", "{:24}{}", "{}\n\n{}\n"])
def test_headings_that_no_list_has_are_known_where_sheets_repeat_them(
    form: str, read_text: Callable[[str], Reading]
) -> None:
    """Each is only likely: one sheet of them is none."""
    names = ["Boxes", "Bags", "Letters"]
    text = FRONT
    for at, name in enumerate(names, 1):
        cells = [name, f"{name} are not opened at the ports.", f"To open {name}", f"A list of {name}", "Malta"]
        text += f"Action 6.{at}\n\n" + "".join(map(f"{form}\n".format, HEADS, cells)) + "\n"
    actions = read_text(text).actions
    assert names == [action.title and action.title.text for action in actions]
    assert [f"To open {name}" for name in names] == [each.objectives[0].wording.text for each in actions]
    assert [f"A list of {name}" for name in names] == [each.indicators[0].text.text for each in actions]
    assert ["Malta"] * 3 == [each.lead and each.lead.printed.text for each in actions]


def test_lines_between_sheets_that_begin_with_a_heading_and_a_colon_are_cells(
    read_text: Callable[[str], Reading],
) -> None:
    """They were words of the cell above them; an unknown heading behind a known one keeps its words under its name."""
    lines = [
        "Action 6.3 To see doors",
        "Rationale: Doors are open.",
        "Deliverables:",
        "- a list",
        "- a map",
        "Lead: BE",
    ]
    action = read_text(f"{FRONT}{SHEETS}\n\n" + "\n\n".join([*lines, "Sponsors: All", "so far"])).actions[2]
    assert (action.terms and action.terms.text.text) == "Doors are open."
    assert [each.text.text for each in action.indicators] == ["a list", "a map"]
    assert (action.lead and action.lead.printed.text) == "BE"
    assert [(each.heading.text, each.text.text) for each in action.others] == [("Sponsors:", "All so far")]


def test_a_title_beside_its_heading_goes_on_in_capitals(read_text: Callable[[str], Reading]) -> None:
    """It was the cell of the next heading, which stood behind a blank line."""
    sheets = (
        f"Action            6.{at} To look at harbours of the\n                  Western Balkans\n\n"
        "Objective         To find goods.\n\nReasons           Goods are hidden.\n\nLead              MT\n\n\n"
        for at in (1, 2, 3)
    )
    actions = read_text(
        f"Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt begins.\n\nANNEX\n\n{''.join(sheets)}"
    ).actions
    title = "To look at harbours of the Western Balkans"
    assert [(title, ["To find goods"])] * 3 == [
        (each.title and each.title.text, [one.wording.text for one in each.objectives if one.wording])
        for each in actions
    ]


def test_two_headings_in_a_line_of_each_sheet_head_a_cell_each(read_text: Callable[[str], Reading]) -> None:
    """As `pdftotext -raw` writes a row of two pairs; the second pair was a part of the first value, without a word."""
    sheets = (
        f"Action 6.{at}\nTitle To look at {what}\nReasons Much is hidden there.\n"
        f"Lead Member State MT\nStart May 2013 Duration {at} months\nParties Europol\n\n"
        for at, what in enumerate(["boats", "boxes", "bags"], 1)
    )
    actions = read_text(
        f"Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt begins.\n\nANNEX\n\n{''.join(sheets)}"
    ).actions
    assert ["May 2013"] * 3 == [each.start and each.start.printed.text for each in actions]
    assert [f"{at} months" for at in (1, 2, 3)] == [each.timetable and each.timetable.text for each in actions]
