"""Sheets in a PDF that has no rules: labels before their values in one line, and headings with cells beside them."""

from __future__ import annotations

import pytest

from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Reading
from support.formats.printed_pages import page, source_of

Line = tuple[float, float, str]
FRONT: list[Line] = [
    (50, 50, "Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the strategy"),
    (50, 90, "ANNEX"),
]
ROWS = [("To look", "FR", "List of parcels"), ("To see", "NL", "Map of ports"), ("To hear", "BE", "Guide")]


def read_pages(*pages: list[Line], profile: Profile, lexicon: Lexicon) -> Reading:
    return read(source_of(*(page(*each, size=(600, 800)) for each in pages)), profile=profile, lexicon=lexicon)


def values(reading: Reading) -> list[tuple[str, str, str | None]]:
    """The title, lead and indicator of each action."""
    return [
        (each.title.text if each.title else "", each.lead.printed.text if each.lead else "", one.text.text)
        for each in reading.actions
        for one in each.indicators
    ]


def test_labels_before_their_values_are_headings(profile: Profile, lexicon: Lexicon) -> None:
    """They were read cell after cell, as if columns were lost; without columns no title was found."""
    lines, top = list(FRONT), 120.0
    for at, (title, lead, indicator) in enumerate(ROWS, 1):
        texts = (f"6.{at} {title}", f"Leader: {lead}", f"Performance indicators: {indicator}", "Timetable: 2013")
        for text in texts:
            lines.append((50, top, text))
            top += 22
        top += 22
    assert values(read_pages(lines, profile=profile, lexicon=lexicon)) == ROWS


@pytest.mark.parametrize("numbers", ["6.{}", "M{}"])
@pytest.mark.parametrize("apart", [False, True])
def test_the_title_of_a_table_is_no_part_of_its_first_sheet(
    numbers: str, apart: bool, profile: Profile, lexicon: Lexicon
) -> None:
    """It stands right above the first heading, perhaps on the page before, where nothing tells a second column.

    Numbers that are no figures count behind the heading of a title, too.
    """
    above: list[Line] = [*FRONT, (50, 780, "Sixth Action Plan")]
    below: list[Line] = []
    top = 30.0
    for at, (title, lead, indicator) in enumerate(ROWS, 1):
        cells = (f"{numbers.format(at)} {title}", lead, indicator)
        for label, cell in zip(("Title of the action", "Leader", "Indicators"), cells, strict=True):
            below += [(50, top, label), (250, top, cell)]
            top += 12
    pages = [above, below] if apart else [above[:2], [(50, 18, "Sixth Action Plan"), *below]]
    assert values(read_pages(*pages, profile=profile, lexicon=lexicon)) == ROWS
