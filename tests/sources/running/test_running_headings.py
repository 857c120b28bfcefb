"""Headings that run on word after word, and the order of columns that they tell."""

from __future__ import annotations

import pytest

from ccwp_kg.sources.grid.headings import Headings
from ccwp_kg.sources.grid.running_headings import RunningHeadings
from ccwp_kg.sources.layout.headings import labels_of
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.source_text import Span


def parted(text: str, profile: Profile) -> list[tuple[str, str]]:
    """The headings in lines, each with its column."""
    labels, lines, start = labels_of(profile, ""), [], 0
    for at, line in enumerate(text.split("\n")):
        lines.append(TextLine(at, Span(start, start + len(line)), line, 0, 1))
        start += len(line) + 1
    headings = Headings(labels.column, labels.begins, lambda _: False, str.isdigit, labels.likely)
    found = RunningHeadings(text, headings).of(lines)
    return [(" ".join(line.text for line in each.lines), each.column) for each in found]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Action Lead Deadline", [("Action", "title"), ("Lead", "lead"), ("Deadline", "timetable")]),
        # over two lines, and with a heading that no profile knows
        (
            "Title of the action Possible\noutcomes Cost centre Timetable",
            [
                ("Title of the action", "title"),
                ("Possible outcomes", "outcomes"),
                ("Cost centre", ""),
                ("Timetable", "timetable"),
            ],
        ),
        # a known heading inside a likely one is not cut off
        (
            "Action Measures of success Lead",
            [("Action", "title"), ("Measures of success", "indicators"), ("Lead", "lead")],
        ),
        # two may stand below another: behind it, or in a second row
        ("Action Time frame Start Deadline Lead", []),
        ("Action Parties Timetable\nLead Participants", []),
        ("action Lead Deadline", []),
        ("Action Lead and the deadline of every single project group", []),
        ("Action " * 200, []),
    ],
)
def test_headings_are_parted(text: str, columns: list[tuple[str, str]], profile: Profile) -> None:
    """As many known ones as there can be, none of which ends in an open mark; prose is no run of headings."""
    assert parted(text, profile) == columns
