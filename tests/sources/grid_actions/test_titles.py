"""Prose that stands behind the title in its cell was part of the title, without a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Action, Reading

FRONT = "Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation"
MANY = "Many parcels are not seen. Letters are"
GROWS = "Traffic grows every year, as the WCO reports"
BEFORE = f"{FRONT}\n\nThis is for all traffic, and for many other things.\n\nANNEX\n\n"
NOTE = "its title ends in a full stop and may hold a further sentence"
ALIGNED = """\
Action                          Lead    Timetable

6.1 To look into it             BE      Q1 2013
Many parcels are not seen.
Letters are.

6.2 To weigh those of the West  MT      Q2 2013
Traffic grows every year, as
the WCO reports.
"""
PARTED = [("To look into it", [MANY]), ("To weigh those of the West", [GROWS])]


def titles(actions: Sequence[Action]) -> list[tuple[str | None, list[str]]]:
    return [(each.title and each.title.text, [other.text.text for other in each.others]) for each in actions]


WORD = {
    "a sentence is a paragraph": (("6.1 To look into it", f"{MANY}."), PARTED[0]),
    "the number, too": (("6.1", "To look into it", f"{MANY}."), PARTED[0]),
    "words without a stop": (
        ("6.1 To look into it", "A pilot project of two ports"),
        ("To look into it A pilot project of two ports", []),
    ),
    "a title with a stop": (("6.1 To look into it.", f"{MANY}."), (f"To look into it. {MANY}", [])),
    "an item": (
        ("6.1 To look into", "- parcels and letters of all kinds."),
        ("To look into - parcels and letters of all kinds", []),
    ),
}


@pytest.mark.parametrize("case", WORD)
def test_paragraphs_of_word(case: str, tmp_path: Path, profile: Profile, lexicon: Lexicon) -> None:
    paragraphs, expected = WORD[case]
    document = pytest.importorskip("docx").Document()
    document.add_paragraph(FRONT)
    document.add_paragraph("ANNEX")
    made = document.add_table(2, 2)
    for at, words in enumerate(["Action", "Lead", paragraphs[0], "MT"]):
        made.cell(at // 2, at % 2).text = words
    for words in paragraphs[1:]:
        made.cell(1, 0).add_paragraph(words)
    document.save(str(tmp_path / "plan.docx"))
    assert titles(read(receive(tmp_path / "plan.docx").source, profile=profile, lexicon=lexicon).actions) == [expected]


def test_lines_that_end_early(read_text: Callable[[str], Reading]) -> None:
    """In the second row the line of the title had no room: that is told."""
    first, second = (reading := read_text(f"{BEFORE}{ALIGNED}")).actions
    assert titles([first]) == PARTED[:1]
    assert titles([second]) == [(f"{PARTED[1][0]} {GROWS}", [])]
    assert [each.message for each in reading.issues if NOTE in each.message] == [f"action 6.2: {NOTE}"]


def test_a_name_may_begin_a_line(read_text: Callable[[str], Reading]) -> None:
    table = ALIGNED.replace("Many parcels", "Malta posts").replace("Traffic", "Trafficx")
    assert all(each.others == () for each in read_text(f"{BEFORE}{table}").actions)


TABS = {
    "prose behind each title": ([f"{title} {rest[0]}." for title, rest in PARTED], ["6.1", "6.2"]),
    "sentences": (["To look.", "To see."], []),
    "names with capitals": (["To use the Naples II Convention.", "To open goods of the WCO in Malta for it."], []),
    "no stops": (["To look into it Many of them", "To see All of many of them", "To open."], []),
}


@pytest.mark.parametrize("case", TABS)
def test_what_no_paragraph_shows_is_told(case: str, read_text: Callable[[str], Reading]) -> None:
    cells, expected = TABS[case]
    rows = "".join(f"6.{at} {title}\tMT\t2013\n" for at, title in enumerate(cells, 1))
    reading = read_text(f"{BEFORE}Action\tLead\tTimetable\n{rows}")
    assert [each.message for each in reading.issues if NOTE in each.message] == [
        f"action {n}: {NOTE}" for n in expected
    ]


CELLS = """\
Action

Objective

Possible outcome

Lead

Timetable

6.1

To look into parcels

{first}

To find what is hidden;

To help all who look for it.

Less is lost.

Malta

Q1 2013

6.2

To weigh the letters

{second}

To help all who look for it.

More is found.

Belgium

Q2 2013

"""
OBJECTIVES = "The strategic objectives are:\n\n(1) To find what is hidden,\n\n(2) To help all who look for it.\n\n"


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("Many of them are\nnot seen.", "Traffic grows.\nAll of it has to be\nseen.", True),
        ("to be sure", "and to count them.", False),
    ],
)
def test_blocks_between_title_and_objective(
    first: str, second: str, kept: bool, read_text: Callable[[str], Reading]
) -> None:
    """A line for each cell: the prose was read as an objective of its own."""
    actions = read_text(f"{FRONT}\n\n{OBJECTIVES}ANNEX\n\n{CELLS.format(first=first, second=second)}").actions
    prose = [" ".join(each.split()).rstrip(".") for each in (first, second)]
    assert [others for _, others in titles(actions)] == [[each] if kept else [] for each in prose]
    numbers = [[each.objective for each in action.objectives] for action in actions]
    assert (numbers == [[1, 2], [2]]) == kept or not kept
