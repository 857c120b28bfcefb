"""Sheets that print several cells side by side, each with its heading above it or before it in the same cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.grid.sheets.side_by_side import one_by_one
from ccwp_kg.sources.layout.headings import labels_of
from ccwp_kg.sources.layout.text_lines import lay_out
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.records import Action, Reading
from ccwp_kg.sources.records.source_text import SourceText

FRONT = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\nANNEX\n\n"
TABS = """\
Action 6.{n}
Title To open door {n}
Leader MT\tDuration May 201{n}
Background Doors are shut.
Deliverables • List {n} • Map {n}\tExpected impact • Fresh air {n}
Participating Member States BE, EL\tPartners OLAF
"""
GAPS = """\
Action 6.{n}

Title
To open door {n}

Leader                        Duration
MT                            May 201{n}

Background
Doors are shut.

Deliverables                  Expected impact
• List {n}                      • Fresh
• Map {n}                          air {n}

Participating Member States   Partners
BE, EL                        OLAF
"""


def cells(action: Action) -> tuple[object, ...]:
    return (
        action.number,
        action.title and action.title.text,
        action.lead and action.lead.printed.text,
        action.timetable and action.timetable.text,
        action.terms and action.terms.text.text,
        [each.text.text for each in action.indicators],
        [each.text.text for each in action.outcomes],
        [(each.printed.text, each.role) for each in action.parties],
    )


@pytest.mark.parametrize("sheet", [TABS, GAPS], ids=["tabs", "gaps"])
def test_cells_side_by_side_are_apart(sheet: str, read_text: Callable[[str], Reading]) -> None:
    reading = read_text(FRONT + "\n".join(sheet.format(n=n) for n in (1, 2, 3)))
    parties = [("BE", "participant"), ("EL", "participant"), ("OLAF", "concerned")]
    assert [cells(action) for action in reading.actions] == [
        (
            *(f"6.{n}", f"To open door {n}", "MT", f"May 201{n}", "Doors are shut."),
            *([f"List {n}", f"Map {n}"], [f"Fresh air {n}"], parties),
        )
        for n in (1, 2, 3)
    ]
    assert "words-unread" not in {each.code for each in reading.issues}


def test_where_words_go_across_nothing_is_cut(read_text: Callable[[str], Reading]) -> None:
    across = GAPS.replace("• Map {n}                          air {n}", "• Maps of doors and of windows {n} inside")
    reading = read_text(FRONT + "\n".join(across.format(n=n) for n in (1, 2, 3)))
    assert all(
        any(f"6.{n}" in issue.message for issue in reading.issues if issue.severity == "problem") for n in (1, 2)
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Leader     Duration\nMT         May\n\nOutcomes   Partners\nAir        OLAF\n\n", 8),
        # those over a table are there again, and alone in it
        ("Leader     Duration\nMT         May\n\nLeader     Duration\nBE         June\n\n", 0),
        # words go across both columns, or over a page
        ("Leader     Duration\nMT         May\n\nOutcomes   Partners\nAir        OLAF\n\f• and light\n\n", 0),
        ("Leader     Duration\nMalta and Belgium\n\nOutcomes   Partners\nAir        OLAF\n\n", 0),
    ],
)
def test_headings_of_two_rows_part_the_lines_below(text: str, parts: int, profile: Profile) -> None:
    sheet = lay_out(
        SourceText("made-up", 2 * text, sha256=""), page_breaks=["\f"], stays_on_page=lambda words: not words
    )
    lines = one_by_one(sheet.lines, tabs=(), labels=labels_of(profile, text))
    assert len(lines) == (2 * parts or len(sheet.lines))
    assert (lines is sheet.lines) == (parts == 0)
