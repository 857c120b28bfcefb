"""Sheets in text that lost its lines: each heading keeps its value, known or not, broken over lines or not."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.records.records import Reading

FRONT = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\nANNEX\n\n"
FIRST = """Action 6.1

Title Small parcels
Strategic
objective

3. To find what is hidden in any of the parcels that cross a border of the Union
2. To be quick

Deliverables List of parcels
Report adopted by the CCWP
Rationale and scope Parcels are small. Results are kept
by the authorities.

Lead

BE

Other concerned COM (DG TAXUD), Europol
parties

Costs of travel None

"""
SECOND = """Action 6.2

Title Large parcels
Strategic objective
2. To be quick

Deliverables A guide
Rationale and scope Parcels are large.

Lead MT
Other
concerned
parties

OLAF
Costs of travel EUR 5
"""


def test_headings_and_values_are_parted(read_text: Callable[[str], Reading]) -> None:
    reading = read_text(FRONT + FIRST + SECOND)
    assert reading.table == "sheets"
    first, second = reading.actions
    assert (first.title and first.title.text) == "Small parcels"
    assert ["To find what is hidden in any of the parcels that cross a border of the Union", "To be quick"] == [
        each.wording.text for each in first.objectives
    ]
    assert ["List of parcels", "Report adopted by the CCWP"] == [each.text.text for each in first.indicators]
    assert (first.terms and first.terms.text.text) == "Parcels are small. Results are kept by the authorities."
    assert [["organisation/com", "organisation/dg-taxud"], ["organisation/europol"]] == [
        [each.target for each in party.named_parties] for party in first.parties
    ]
    assert [("BE", "None"), ("MT", "EUR 5")] == [
        (each.lead and each.lead.printed.text, each.others[0].text.text) for each in (first, second)
    ]
    assert {"Costs of travel"} == {each.others[0].heading.text for each in (first, second)}
    assert [] == [each for each in reading.issues if each.code == "words-unread"]


@pytest.mark.parametrize("number", ["Action 6.{} – ", "Action {}: ", "6.{} ", "Sheet 6.{} – "])
def test_a_title_stands_behind_the_number(number: str, read_text: Callable[[str], Reading]) -> None:
    """Without this form of a sheet all of its values were those of the column that was named last."""
    first = FIRST.replace("Action 6.1\n\nTitle Small parcels", f"{number.format(1)}To see\nsmall parcels")
    second = SECOND.replace("Action 6.2\n\nTitle Large parcels", f"{number.format(2)}To see large parcels")
    reading = read_text(FRONT + first + second)
    assert reading.table == "sheets"
    titles = [each.title and each.title.text for each in reading.actions]
    assert ["To see small parcels", "To see large parcels"] == titles
    assert ["BE", "MT"] == [each.lead and each.lead.printed.text for each in reading.actions]


HEADINGS = "Action 6.{}\n\nTitle\nLead\nRationale\nDeliverables\nTimetable\n\n"
VALUES = """Small parcels that come
by air
BE
They are small. Nobody
looks (16103/12
ENFOCUSTOM 5) at them.
(1) List of parcels;
(2) Report.
first half of 2013

Large parcels
MT
They are large.
Some are heavy.
A guide
by 30 June
2014
"""


@pytest.mark.parametrize("of_terms", ["Rationale", "Reasons"])
def test_values_stand_behind_all_headings(of_terms: str, read_text: Callable[[str], Reading]) -> None:
    """Those of two sheets; a sentence that ends with its line may be a cell, and what stands beside it is told.

    A heading that is only likely to be one, as "Reasons" is, stands right below another and is no value of that.
    """
    heads = HEADINGS.replace("Rationale", of_terms)
    reading = read_text(FRONT + heads.format(1) + heads.format(2) + VALUES)
    assert reading.table == "sheets"
    first, second = reading.actions
    assert ["Small parcels that come by air", "Large parcels"] == [
        each.title and each.title.text for each in (first, second)
    ]
    assert ["BE", "MT"] == [each.lead and each.lead.printed.text for each in (first, second)]
    assert ["List of parcels", "Report"] == [each.text.text for each in first.indicators]
    assert ["first half of 2013", "by 30 June 2014"] == [
        each.timetable and each.timetable.text for each in (first, second)
    ]
    suspects = [each.message for each in reading.issues if each.code == "cell-suspect"]
    assert [] == [each for each in suspects if "6.1" in each]
    assert any("indicators" in each and "6.2" in each for each in suspects)


def test_a_value_goes_on_behind_the_headings_of_the_next_page(read_text: Callable[[str], Reading]) -> None:
    """An empty cell of parties is told with those beside it, and moves no other; a list has its further items."""
    heads = [HEADINGS.format(at).replace("Timetable", "Participants\nPartners\nTimetable") for at in (1, 2)]
    first, rest = heads[0].split("Participants")
    values = "Letters\nBE\nThey are small.\n(1) List;\n\n"
    further = (
        "(2) Report.\nOLAF\nMay 2013\n\nParcels\nMT\nThey are large.\n(1) Guide.\nEL\nEuropol, Frontex\nMay 2014\n"
    )
    one, two = (reading := read_text(f"{FRONT}{first}{values}Participants{rest}{heads[1]}{further}")).actions
    assert [["List", "Report"], ["Guide"]] == [[each.text.text for each in action.indicators] for action in (one, two)]
    assert ["May 2013", "May 2014"] == [each.timetable and each.timetable.text for each in (one, two)]
    assert [["EL"], ["Europol", "Frontex"]] == [
        [each.printed.text for each in two.parties if (each.role == "concerned") == is_concerned]
        for is_concerned in (False, True)
    ]
    suspects = [each.message for each in reading.issues if each.code == "cell-suspect" and "parties" in each.message]
    assert any("6.1" in each for each in suspects)


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}Action 6.2\nAction 6.3\n",  # numbers with nothing behind them
        # rows that begin with number and title, of which one is missed
        f"{FIRST}{SECOND}".replace("Action 6.1\n\nTitle", "6.1 The").replace("Action 6.2\n\nTitle", "6.3 The"),
        FIRST,  # a single sheet shows no heading that others have
        "Action 6.1\n\nParcels\n\nLead\n\nBE\n\nAction 6.2\n\nLetters\n\nLead\n\nMT\n",  # one known heading
        "".join(f"{HEADINGS.format(at)}Parcels\n\nMT\n\n" for at in (1, 2)),  # values behind, one too few
        "".join(f"{HEADINGS.format(at)}Parcels\n\nOLAF\n\nA list\n\n" for at in (1, 2)),  # values, but no lead
    ],
)
def test_what_is_no_sheet(text: str, read_text: Callable[[str], Reading]) -> None:
    with contextlib.suppress(UnreadableDocument):
        assert "sheets" != read_text(FRONT + text).table


@pytest.mark.parametrize("ends", [("2013", "2014"), ("2013", "the year")])
def test_a_colon_closes_a_heading(ends: tuple[str, str], read_text: Callable[[str], Reading]) -> None:
    """Values that begin with the same words in every sheet are none; a year left over was an action."""
    sheet = "Action 6.{}\n\nTitle: To see {}\n\nLead: {}\n\nTimetable: by the end of {}\n\nRationale: It is small.\n\n"
    reading = read_text(FRONT + sheet.format(1, "parcels", "BE", ends[0]) + sheet.format(2, "letters", "MT", ends[1]))
    assert [("6.1", f"by the end of {ends[0]}"), ("6.2", f"by the end of {ends[1]}")] == [
        (each.number, each.timetable and each.timetable.text) for each in reading.actions
    ]


@pytest.mark.parametrize("heading", ["What for", "Aim of the action"])
def test_a_title_under_an_unknown_heading_is_not_called_unstated(
    heading: str, read_text: Callable[[str], Reading]
) -> None:
    """No action lacks a title: the entry under the first heading that nobody knows may be it, or one that is likely."""
    objectives = re.compile(r"Strategic\sobjective\n.*?\n\n(?=Deliverables)", re.DOTALL)
    reading = read_text(objectives.sub("", FRONT + FIRST + SECOND).replace("Title", heading))
    assert [None, None] == [each.title for each in reading.actions]
    silences = [next(each for each in action.silences if each.field == "title") for action in reading.actions]
    assert ["not-understood"] * 2 == [each.silence for each in silences]
    assert ["Small parcels", "Large parcels"] == [each.place and each.place.text for each in silences]


IN_LINES = """Action 1 Small parcels at ports
Lead Malta
Timetable by June 2013
Deliverables List of parcels
Rationale and
description
Parcels are small.
Share of the costs Fund Travel
Action 2 Large parcels
Lead Belgium
Timetable May 2014
Deliverables A guide
Rationale and
description
They are built on Action 4.2 and large.
Share of the costs none
Action 3 Letters
•
ANNEX
Lead Greece
Timetable spring
Deliverables A poster
Rationale and
description
Letters are not opened.
Share of the costs Fund Print
"""


def of_sheets(reading: Reading) -> list[list[str | None]]:
    """The number, title, lead, indicators, terms and other entry of each action."""
    return [
        [
            each.number,
            each.title and each.title.text,
            each.lead and each.lead.printed.text,
            each.indicators[0].text.text,
            each.terms and each.terms.text.text,
            each.others[0].text.text,
        ]
        for each in reading.actions
    ]


def test_headings_begin_the_lines_of_their_values(read_text: Callable[[str], Reading]) -> None:
    """No mark stands behind the number, a value begins as others do, and a page begins between title and heading."""
    front = FRONT.replace("ANNEX\n\n", "")
    reading = read_text(front + "1. Action 1 is new.\n\n2. Each action has a sheet.\n\n" + IN_LINES)
    assert "sheets" == reading.table
    assert [
        ["1", "Small parcels at ports", "Malta", "List of parcels", "Parcels are small.", "Fund Travel"],
        ["2", "Large parcels", "Belgium", "A guide", "They are built on Action 4.2 and large.", "none"],
        ["3", "Letters", "Greece", "A poster", "Letters are not opened.", "Fund Print"],
    ] == of_sheets(reading)
    assert ["• ANNEX"] == [
        " ".join(reading.source.exact(each.span).split())
        for each in reading.issues
        if each.code == "words-unassigned" and each.span
    ]


def test_a_sheet_may_have_another_heading_for_a_column(read_text: Callable[[str], Reading]) -> None:
    """Where it lacks the usual one; in lines of its own, for in a sentence such words are none."""
    third = SECOND.replace("6.2", "6.3").replace("Lead MT", "Leader\n\nMT\n")
    reading = read_text(FRONT + FIRST + SECOND + third)
    assert [each.lead and each.lead.printed.text for each in reading.actions] == ["BE", "MT", "MT"]
    third = SECOND.replace("6.2", "6.3").replace("are large.", "are large. It has a\nLeader of men.")
    reading = read_text(FRONT + FIRST + SECOND + third)
    assert [each.lead and each.lead.printed.text for each in reading.actions] == ["BE", "MT", "MT"]


STATES = ("BE", "EL", "Malta", "Belgium, MT")
INSERTED = """6.{number}  To look at {things}

{one}Objectives served

To see {things}

Deliverables

A list of {things}

Participants

{state}

Timetable

May {year}

{behind}

"""


def put_in(**second: str) -> str:
    """Sheets of which one was put in later; the second has other words."""
    numbered = zip(("1", "2", "2 bis", "3"), ("parcels", "boats with sails", "all trains", "men"), STATES, strict=True)
    cells = [
        {"number": at, "things": things, "state": state, "behind": "", "one": ""} for at, things, state in numbered
    ]
    cells[1] |= second
    return FRONT + "".join(INSERTED.format(year=2013 + at, **each) for at, each in enumerate(cells))


def test_a_sheet_put_in_later_counts_beside_the_others(read_text: Callable[[str], Reading]) -> None:
    """Its number goes on with that before; the first heading below a number may only be likely."""
    reading = read_text(put_in())
    assert reading.table == "sheets"
    actions = reading.actions
    assert [each.number for each in actions] == ["6.1", "6.2", "6.2bis", "6.3"]
    assert [each.timetable and each.timetable.text for each in actions] == [f"May 201{at}" for at in range(3, 7)]


def test_words_behind_a_blank_line_are_no_part_of_a_time(read_text: Callable[[str], Reading]) -> None:
    """As the heading of the next group, or a footnote; else a timetable would be wrong without a word."""
    reading = read_text(put_in(behind="Part of men and boats"))
    assert [issue.message for issue in reading.issues if issue.code == "date-not-understood"] == [
        "action 6.2: “Part of men and boats” in the column “timetable” was not understood"
    ]


def test_a_lone_number_above_its_mark_opens_no_footnote(read_text: Callable[[str], Reading]) -> None:
    """It would have all cells below it; that the mark has no body is told."""
    reading = read_text(put_in(one="1\n\n", behind="Men with boats1\n\nMalta joins later.\n\f"))
    assert [len(each.indicators) for each in reading.actions] == [1, 1, 1, 1]
    assert "mark-without-body" in {each.code for each in reading.issues}


def test_a_title_may_stand_below_its_number(read_text: Callable[[str], Reading]) -> None:
    """Its first words are no heading, nor is the first of a line, “Action 5.1”; a figure alone opens no sheet."""
    text = FIRST.replace("Title Small", "To see small") + SECOND.replace("Title Large", "To see large")
    reading = read_text(FRONT + text.replace("are large.", "are large, see 5/12 LIS\n21 and\nAction 5.1 on it."))
    assert "sheets" == reading.table
    titles = [each.title and each.title.text for each in reading.actions]
    assert ["To see small parcels", "To see large parcels"] == titles
    terms = reading.actions[1].terms
    assert "Parcels are large, see 5/12 LIS 21 and Action 5.1 on it." == (terms and terms.text.text)


def test_words_with_which_values_begin_are_no_heading(read_text: Callable[[str], Reading]) -> None:
    """They stand right below a heading in most sheets, or in no more than most of these."""
    sheets = [
        f"Action {at}\nTitle\nParcels {at}\nLead\nMalta\nDeliverables\nAll – a list\n"
        f"Parties\n{party}\nBudget\nEUR {at}\n"
        for at, party in enumerate(["Europol", "OLAF\nEuropol", "WCO\nEuropol", "Frontex"], 1)
    ]
    reading = read_text(FRONT + "\n".join(sheets) + "\nThe plan ends here.\nNobody knows more.\n")
    assert "sheets" == reading.table
    assert [["Europol"], ["OLAF", "Europol"], ["WCO", "Europol"], ["Frontex"]] == [
        [each.printed.text for each in action.parties] for action in reading.actions
    ]
    assert [["All – a list"]] * 4 == [[each.text.text for each in action.indicators] for action in reading.actions]
    assert ["action 4: the words under “Budget” may be of a column beside it"] == [
        each.message for each in reading.issues if each.code == "cell-suspect"
    ]


def test_numbers_that_do_not_count_open_no_sheet(read_text: Callable[[str], Reading]) -> None:
    text = IN_LINES.replace("Action 2 Large", "Action 4 Large").replace("Action 3 Let", "Action 5 Let")
    with contextlib.suppress(UnreadableDocument):
        assert "sheets" != read_text(FRONT + text).table


def test_a_year_behind_a_heading_counts_no_pages(read_text: Callable[[str], Reading]) -> None:
    sheet = "Action 6.{}\nTitle {}\nLead Malta\nTimetable May 201{}\nDeliverables\nA guide\n\n"
    reading = read_text(FRONT + sheet.format(1, "Parcels", 3) + sheet.format(2, "Letters", 4))
    assert ["May 2013", "May 2014"] == [each.timetable and each.timetable.text for each in reading.actions]


BROKEN = """Action {0}
Action
To see {1}
Leader
Malta
Participating
{2}
Member States
Costs
EUR {0}
of travel
Other concerned
{3}
parties
{4}
Risk
High {0}
Staff
{0} men
Deliverables
A list of {1}

"""


def test_a_heading_may_stand_around_the_first_line_of_its_value(read_text: Callable[[str], Reading]) -> None:
    """One that no list has goes on in small letters; else two headings around a value were one."""
    cells = [("men", "BE, EL", "Europol", "OLAF"), ("boats", "FR", "WCO", "Frontex"), ("cats", "LT", "OLAF", "CEPOL")]
    sheets = [BROKEN.format(at, *each) for at, each in enumerate(cells, 1)]
    first, *_ = actions = read_text(FRONT + "".join(sheets)).actions
    assert ["BE", "EL", "Europol", "OLAF"] == [each.printed.text for each in first.parties]
    assert [[("Costs of travel", f"EUR {at}"), ("Risk", f"High {at}"), ("Staff", f"{at} men")] for at in (1, 2, 3)] == [
        [(other.heading.text, other.text.text) for other in each.others] for each in actions
    ]
    assert [("To see boats", "Malta")] == [
        (each.title.text, each.lead.printed.text) for each in actions[1:2] if each.title and each.lead
    ]
    assert ["A list of cats"] == [each.text.text for each in actions[-1].indicators]
