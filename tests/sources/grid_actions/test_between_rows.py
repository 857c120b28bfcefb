"""Tables without rules: sections, labels of boxes and headings over others stand between rows, and are none of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading

TITLE = "Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nANNEX\n\n"
HEADS = "Proposed action       Lead        Other concerned parties   Strategic objective\n\n"
OPEN = "{}To open the        BE          - OLAF.                   To see what is there\nwindow\n\n"
SHUT = "{}To shut it         MT          - Europol.                To keep out the cold\n\n"


def _row(reading: Reading, at: int) -> tuple[str, ...]:
    action = reading.actions[at]
    terms = action.terms.text.text if action.terms else ""
    return action.number or "", action.title.text if action.title else "", terms


def _told(reading: Reading, number: str, column: str) -> bool:
    return any(number in issue.message and column in issue.message for issue in reading.issues)


def test_a_section_is_no_end_of_a_title(read_text: Callable[[str], Reading]) -> None:
    """One that is too long for the column of titles goes over it; of a shorter one nothing tells, which is reported."""
    rows = OPEN.format("6.1 ") + "{}\n\n\n" + SHUT.format("6.2 ")
    long = read_text(TITLE + HEADS + rows.format("Section B – Doors and windows"))
    assert _row(long, 0)[:2] == ("6.1", "To open the window")
    assert _row(long, 1)[:2] == ("6.2", "To shut it")
    short = read_text(TITLE + HEADS + rows.format("Section B"))
    assert _row(short, 0)[:2] == ("6.1", "To open the window Section B")
    assert _told(short, "6.1", "title")


@pytest.mark.parametrize("number", ["6.{} ", "{}. "])
def test_the_label_of_a_box_may_stand_beside_its_words(number: str, read_text: Callable[[str], Reading]) -> None:
    """The row below it begins with its number, also where that is a bare figure."""
    box = "Background            The house had no window, and those who wanted to look\n{}outside had to go.\n\n"
    box = box.format(" " * 22)
    reading = read_text(TITLE + HEADS + OPEN.format(number.format(1)) + box + SHUT.format(number.format(2)) + box)
    words = "The house had no window, and those who wanted to look outside had to go."
    assert [_row(reading, at)[1:] for at in (0, 1)] == [("To open the window", words), ("To shut it", words)]


def test_headings_over_the_headings_of_each_row_are_none_of_a_box(read_text: Callable[[str], Reading]) -> None:
    over = "Description                       Implementation\n"
    rows = [OPEN.format("6.1 ") + "Background: It is warm\n\n", SHUT.format("6.2 ") + "Background: It is cold.\n\n"]
    reading = read_text(TITLE + "\n".join(over + HEADS + row for row in rows))
    assert [_row(reading, at) for at in (0, 1)] == [
        ("6.1", "To open the window", "It is warm"),
        ("6.2", "To shut it", "It is cold."),
    ]


def test_the_last_word_of_a_spread_line_is_of_its_own_cell(read_text: Callable[[str], Reading]) -> None:
    """It stands nearer to the next column, whose first word follows it."""
    rows = "6.1 To    open     of  BE\n    the window     in  FR\n\n6.2 To shut            MT\n\n"
    reading = read_text(f"{TITLE}Proposed action        Lead\n\n{rows}")
    assert _row(reading, 0)[1] == "To open of the window in"


def test_a_short_line_that_goes_on_with_a_cell_opens_no_sheet(read_text: Callable[[str], Reading]) -> None:
    """As "Action 5.4)", which ends a title."""
    sheets = "".join(
        f"Proposed action        6.{at}\n                       To open what was shut (continuation of\n"
        f"                       Action 5.{at})\nLead                   BE\nOther parties          OLAF\n\n"
        for at in (1, 2)
    )
    reading = read_text(TITLE + sheets)
    titles = [(each.number, each.title.text if each.title else "") for each in reading.actions]
    assert titles == [(f"6.{at}", f"To open what was shut (continuation of Action 5.{at})") for at in (1, 2)]


def test_a_spread_line_with_words_of_several_columns_is_no_box(read_text: Callable[[str], Reading]) -> None:
    """Where words begin at several columns, others stand apart only because their line is spread."""
    rows = (
        "6.1 To open       BE        - OLAF.           The house had no window for those\n"
        "the window        FR        - Europol.        who     wanted     to    look out.\n\n"
        "6.2 To shut       MT        - COM.            It is cold.\n"
    )
    heads = "Proposed action   Lead      Other parties     Terms of reference\n\n"
    reading = read_text(TITLE + heads + rows)
    assert _row(reading, 0) == (
        "6.1",
        "To open the window",
        "The house had no window for those who wanted to look out.",
    )


SHEET = """
Proposed action     6.{0} To open
                    - OLAF;
Other parties
                    - COM.
                    The house had no window, and
Background          those who wanted to look outside
                    had to go to the door.
Lead                BE
"""


def test_headings_in_the_middle_of_their_cells(read_text: Callable[[str], Reading]) -> None:
    """As many lines of a cell stand above as below; where they do not come out so, each cell is reported."""
    reading = read_text(TITLE + SHEET.format(1) + SHEET.format(2))
    assert [each.number for each in reading.actions] == ["6.1", "6.2"]
    for at, action in enumerate(reading.actions):
        words = "The house had no window, and those who wanted to look outside had to go to the door."
        assert _row(reading, at)[1:] == ("To open", words)
        assert [each.printed.text for each in action.parties if each.role == "concerned"] == ["OLAF", "COM"]
    torn = SHEET.format(2).replace("Lead ", f"{' ' * 20}Then it was warm.\nLead ")
    reading = read_text(TITLE + SHEET.format(1) + torn)
    assert not _told(reading, "6.1", "terms-of-reference")
    assert _told(reading, "6.2", "terms-of-reference")


def test_words_close_behind_a_number_are_those_of_the_title(read_text: Callable[[str], Reading]) -> None:
    """They began left of where the heading of the titles ends, and were taken for words of the column of numbers."""
    rows = "  No Proposed action          Lead     Performance indicators\n"
    for at, name in enumerate(("a window in the", "a door in each"), 1):
        rows += f"  6.{at} To open {name}        BE       A list of them\n"
        rows += "      house so that air comes           in May.\n\n"
    titles = [each.title and each.title.text for each in read_text(TITLE + rows).actions]
    assert titles == [f"To open a {name} house so that air comes" for name in ("window in the", "door in each")]
