"""Blanks that stand for a space: a tab or several spaces inside words part no cells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading

FRONT = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\nANNEX\n\n"


@pytest.mark.parametrize("blank", ["\t", "  ", "    "])
def test_headings_in_which_they_stand_have_no_cell_beside(blank: str, read_text: Callable[[str], Reading]) -> None:
    """Their first words name a column, too."""
    verbs = dict(zip((1, 2, 3), ("open", "weigh", "burn"), strict=True))
    text = "".join(
        f"Action {at}\n\nTitle\n\nTo {verbs[at]}{blank}parcels\n\nAction{blank}leader\n\nMalta\n\n"
        f"Other parties{blank}concerned\n\nEuropol,{blank}OLAF\n\nDeliverables\n\nList {at}\n\n"
        for at in (1, 2, 3)
    )
    reading = read_text(FRONT + text)
    assert "sheets" == reading.table
    assert [(f"To {verb} parcels", "Malta", ["Europol", "OLAF"]) for verb in verbs.values()] == [
        (
            action.title and action.title.text,
            action.lead and action.lead.printed.text,
            [each.printed.text for each in action.parties],
        )
        for action in reading.actions
    ]


def test_numbers_of_sheets_behind_a_tab_count_no_pages(read_text: Callable[[str], Reading]) -> None:
    """The same line again and again, with a number that counts, was the footer of a page."""
    text = "".join(f"Nr:\t6.{at}\nProposed action:\tParcels {at}\nLead:\tMalta\n\n" for at in range(1, 7))
    reading = read_text(FRONT + text)
    assert [f"6.{at}" for at in range(1, 7)] == [action.number for action in reading.actions]


def test_numbers_that_open_quoted_cells_count_no_pages(read_text: Callable[[str], Reading]) -> None:
    rows = "".join(f'"6.{at}\nTo find parcels"\t"Malta"\t"2013\nor later"\n' for at in range(1, 5))
    reading = read_text(f"{FRONT}Action and reference\tLead\tTimetable\n{rows}")
    assert [(f"6.{at}", "To find parcels") for at in range(1, 5)] == [
        (action.number, action.title and action.title.text) for action in reading.actions
    ]


@pytest.mark.parametrize("count", [1, 2])
def test_a_quoted_row_of_several_lines_is_one_cell(count: int, read_text: Callable[[str], Reading]) -> None:
    """A box below each row has no tab beside it."""
    lines = "\n".join(["They are light."] * count)
    row = '6.{0}\tParcels {0}\tMalta\n"Terms of reference:\n{1}"\n'
    reading = read_text(f"{FRONT}No\tProposed action\tLead\n{row.format(1, lines)}{row.format(2, lines)}")
    assert [("Malta", " ".join(["They are light."] * count))] * 2 == [
        (action.lead and action.lead.printed.text, action.terms and action.terms.text.text)
        for action in reading.actions
    ]


@pytest.mark.parametrize(
    ("parties", "is_told"), [("COM (DG ENV, LT", True), ("COM and others", False), ("COM (DG ENV)", False)]
)
def test_words_that_one_space_may_part_from_an_empty_cell_are_told(
    parties: str, is_told: bool, read_text: Callable[[str], Reading]
) -> None:
    """They reach the next column, and the last one begins with a capital."""
    rows = [("No", "Action", "Other parties", "Lead"), ("6.1", "To look", parties, ""), ("6.2", "To see", "OLAF", "MT")]
    reading = read_text(FRONT + "\n\n".join("{:<6}{:<20}{:<18}{}".format(*row).rstrip() for row in rows) + "\n")
    assert [None, "MT"] == [action.lead and action.lead.printed.text for action in reading.actions]
    told = [issue.message for issue in reading.issues if issue.code == "cell-suspect"]
    assert is_told == any("action 6.1" in each and "“parties” shows signs of words of “lead”" in each for each in told)


def test_a_slash_behind_one_space_begins_no_cell(read_text: Callable[[str], Reading]) -> None:
    """It stands between two words of one, which begins before both."""
    text = (
        "Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt begins.\n\nANNEX\n\n"
        "Action                 Performance indicator          Lead      Timetable\n\n"
        "6.1 Parcels            List of goods                  MT        May 2013\n"
        "                       Report to the group\n\n"
        "6.2 Letters            Analysis of all that was lost MT / EL    May 2014\n"
        "                       in the post\n\n"
        "6.3 Boxes              List of the largest            BE        Q2 2014\n"
    )
    action = read_text(text).actions[1]
    assert (action.lead and action.lead.printed.text, [each.text.text for each in action.indicators]) == (
        "MT / EL",
        ["Analysis of all that was lost in the post"],
    )


def test_a_dash_in_a_sentence_parts_no_item_where_each_begins_a_line(read_text: Callable[[str], Reading]) -> None:
    """Before a capital it may part two all the same, so it is told."""
    reading = read_text(FRONT + 'No.\tAction\tPossible outcomes\n6.1\tOne\t"– Trust in the Centre – Malta\n– Lists"')
    assert ["Trust in the Centre – Malta", "Lists"] == [each.text.text for each in reading.actions[0].outcomes]
    assert "items-undivided" in {each.code for each in reading.issues}
