"""Layouts of tables that plans by other producers have: each case read wrongly before its rule stood."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Action, Reading

Read = Callable[[str], Reading]
TITLE = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\n"


def cells(action: Action) -> dict[str, object]:
    """What an action says, by column; without what it leaves out."""
    found = {
        "title": action.title and action.title.text,
        "lead": action.lead and action.lead.printed.text,
        "timetable": action.timetable and action.timetable.text,
        "box": action.terms and action.terms.text.text,
        "outcomes": [each.text.text for each in action.outcomes],
        "parties": [each.printed.text for each in action.parties],
        **{each.heading.text: each.text.text for each in action.others},
    }
    return {name: value for name, value in found.items() if value}


def read_cells(read_text: Read, table: str, *, before: str = "ANNEX\n\n") -> dict[str, dict[str, object]]:
    return {str(action.number): cells(action) for action in read_text(TITLE + before + table).actions}


NARROW = """\
Proposed action            Expected outcome Lead      Others      Target
                                                      involved    date

6.1  To examine parcels    Fewer letters are BE       CEPOL,      30 June
     and letters           lost               and MT  OLAF        2013

6.2  To open them          Something is       MT                  Q2 2014
                           found
"""
CENTRED = """\
Proposed action            Expected outcome     Lead        Timetable

6.1  To examine parcels    Fewer letter Belgium and Malta   Q1 2013
     and letters           is lost than and all others
6.2  To open them          More is seen Greece and Belgium  Q2 2014
                           than before  and Malta
"""
MIDDLE = """\
                                         Other concerned
 No.         Action           Lead                          Timetable
                                            parties

       To look into parcels                 CEPOL,           first half
 6.1       and letters         BE                             of 2013
         of all senders                      OLAF

                                         WCO, CEPOL,
 6.2        To see             MT                             Q2 2014
                                             OLAF
"""
TOP_OF_FIRST = """\
Action             Lead           Partners                   Timetable

                                  COM (DG
5.1                BE             TAXUD), CEPOL              Q1 2013
To look                           OLAF

5.2                MT             CEPOL, Europol, Eurojust   Q2 2013
To see

Action             Lead           Partners                   Timetable

5.3                BE                                        Q3 2013
To find
"""
NEXT_BEGINS = """\
Action               Lead      Partners       Timetable

5.1  To look          BE       CEPOL,         Q1 2013
                               OLAF,
                               Europol
5.2  To see         MT, BE     OLAF,          Q2 2013
                               CEPOL,
                               Eurojust
5.3  To find          MT       Eurojust,      Q3 2013
                               Europol,
                               CEPOL
5.4  To open        BE, MT     Eurojust,      Q4 2013
                               CEPOL,
                               OLAF
"""
BEHIND = """\
Action               Lead      Timetable

6.1  To look         BE        Q1 2013
6.2  To see          MT        Q2 2013

                     Terms of reference

Action 6.1 – To look
Much is hidden, and what is hidden is found by those only who look for it with care.
Action 6.2 – To see
What is found must be seen, or else it is lost again by all those who came to look.
"""
MARKDOWN = """\
| No | Action | Lead |
|:--|:--|:--|
| 6.1 | To look | BE |
| 6.2 | To see | MT |

## Terms of reference

| No | Terms of reference |
|:--|:--|
| 6.1 | Much is hidden. |
| 6.2 | What is found must be seen. |
"""
APART = """\
| Action | Lead |
|--|--|
| 6.1 To look | BE |
| 6.2 To see | MT |

### Scope

**6.1** Much is hidden.

**6.2** It must be seen.

[^1]: OJ C 5, 7.1.2012, p. 1.
"""
SHARED = "Action\tLead / participants\tTimetable\n6.1 To look\tBE / MT, EL\t2013\n6.2 To see\tLead: MT\t2014\n"
TORN = """\
Action   Title of the action    Lead     Timetable

Action   Parcels and            BE       Q1 2013
1        letters

Action   Boats                  MT       Q2 2013
2
"""
BLOCKS = """\
Action 6.1 – To look
Aim: To find what is hidden.
Possible outcomes: Less is lost.
Lead: BE
Timetable: 2013

Action 6.2 – To see
Possible outcomes: More is seen.
Lead: MT
Timetable: 2014

ANNEX II
TERMS OF REFERENCE
6.1 Much is hidden.
6.2 It must be seen.
"""
CASES: dict[str, tuple[str, dict[str, dict[str, object]]]] = {
    "one space parts two headings, the words below two columns": (
        NARROW,
        {
            "6.1": {
                "title": "To examine parcels and letters",
                "outcomes": ["Fewer letters are lost"],
                "lead": "BE and MT",
                "parties": ["CEPOL", "OLAF"],
                "timetable": "30 June 2013",
            },
            "6.2": {
                "title": "To open them",
                "outcomes": ["Something is found"],
                "lead": "MT",
                "timetable": "Q2 2014",
            },
        },
    ),
    "a heading stands in the middle of its column, one space behind the cells before it": (
        CENTRED,
        {
            "6.1": {
                "title": "To examine parcels and letters",
                "outcomes": ["Fewer letter is lost than"],
                "lead": "Belgium and Malta and all others",
                "timetable": "Q1 2013",
            },
            "6.2": {
                "title": "To open them",
                "outcomes": ["More is seen than before"],
                "lead": "Greece and Belgium and Malta",
                "timetable": "Q2 2014",
            },
        },
    ),
    "boxes stand behind the table under the number and the title": (
        BEHIND,
        {
            "6.1": {
                "title": "To look",
                "lead": "BE",
                "timetable": "Q1 2013",
                "box": "Much is hidden, and what is hidden is found by those only who look for it with care.",
            },
            "6.2": {
                "title": "To see",
                "lead": "MT",
                "timetable": "Q2 2013",
                "box": "What is found must be seen, or else it is lost again by all those who came to look.",
            },
        },
    ),
    "another table has the boxes by number": (
        MARKDOWN,
        {
            "6.1": {"title": "To look", "lead": "BE", "box": "Much is hidden."},
            "6.2": {"title": "To see", "lead": "MT", "box": "What is found must be seen."},
        },
    ),
    "boxes stand behind a Markdown table, and footnotes behind them": (
        APART,
        {
            "6.1": {"title": "To look", "lead": "BE", "box": "Much is hidden."},
            "6.2": {"title": "To see", "lead": "MT", "box": "It must be seen."},
        },
    ),
    "one column has those who lead and those who take part": (
        SHARED,
        {
            "6.1": {"title": "To look", "lead": "BE", "parties": ["MT", "EL"], "timetable": "2013"},
            "6.2": {"title": "To see", "lead": "MT", "timetable": "2014"},
        },
    ),
    "numbers and other cells stand in the middle of their rows": (
        MIDDLE,
        {
            "6.1": {
                "title": "To look into parcels and letters of all senders",
                "lead": "BE",
                "parties": ["CEPOL", "OLAF"],
                "timetable": "first half of 2013",
            },
            "6.2": {"title": "To see", "lead": "MT", "parties": ["WCO", "CEPOL", "OLAF"], "timetable": "Q2 2014"},
        },
    ),
    "only the tallest cell of the first row stands above its number, and a bracket is open at the end of a line": (
        TOP_OF_FIRST,
        {
            "5.1": {
                "title": "To look",
                "lead": "BE",
                "parties": ["COM (DG TAXUD)", "CEPOL", "OLAF"],
                "timetable": "Q1 2013",
            },
            "5.2": {
                "title": "To see",
                "lead": "MT",
                "parties": ["CEPOL", "Europol", "Eurojust"],
                "timetable": "Q2 2013",
            },
            "5.3": {"title": "To find", "lead": "BE", "timetable": "Q3 2013"},
        },
    ),
    "the words of a narrow column stand in its middle, and most words begin right below the next heading": (
        NEXT_BEGINS,
        {
            "5.1": {"title": "To look", "lead": "BE", "parties": ["CEPOL", "OLAF", "Europol"], "timetable": "Q1 2013"},
            "5.2": {
                "title": "To see",
                "lead": "MT, BE",
                "parties": ["OLAF", "CEPOL", "Eurojust"],
                "timetable": "Q2 2013",
            },
            "5.3": {
                "title": "To find",
                "lead": "MT",
                "parties": ["Eurojust", "Europol", "CEPOL"],
                "timetable": "Q3 2013",
            },
            "5.4": {
                "title": "To open",
                "lead": "BE, MT",
                "parties": ["Eurojust", "CEPOL", "OLAF"],
                "timetable": "Q4 2013",
            },
        },
    ),
    "a number stands below its word, words of other columns between": (
        TORN,
        {
            "1": {"title": "Parcels and letters", "lead": "BE", "timetable": "Q1 2013"},
            "2": {"title": "Boats", "lead": "MT", "timetable": "Q2 2013"},
        },
    ),
    "no table at all, but headings and labelled values": (
        BLOCKS,
        {
            "6.1": {
                "title": "To look",
                "outcomes": ["Less is lost"],
                "lead": "BE",
                "timetable": "2013",
                "box": "Much is hidden.",
            },
            "6.2": {
                "title": "To see",
                "outcomes": ["More is seen"],
                "lead": "MT",
                "timetable": "2014",
                "box": "It must be seen.",
            },
        },
    ),
}


@pytest.mark.parametrize("layout", CASES)
def test_a_layout_is_read(layout: str, read_text: Read) -> None:
    table, expected = CASES[layout]
    assert expected == read_cells(read_text, table)


def test_where_rows_in_the_middle_are_parted_is_told_if_two_blank_lines_may_do_it(read_text: Read) -> None:
    """One of them stands inside a cell: its words would be those of the row above without a word."""
    table = MIDDLE.replace("         of all senders", "\n         of all senders")
    reading = read_text(TITLE + "ANNEX\n\n" + table)
    doubtful = [issue.message for issue in reading.issues if issue.code == "cell-suspect"]
    assert {number for number in ("6.1", "6.2") for message in doubtful if f"action {number}" in message} == {
        "6.1",
        "6.2",
    }


def test_a_footer_right_above_the_headings_is_none_of_them(read_text: Read) -> None:
    """The place of a column would follow the words of the footer, and its heading hold them."""
    table = (
        "17/12                                          EN\n"
        "Proposed action        Lead        Timetable   Status\n6.1  To look           BE          2013        begun\n"
        "6.2  To see            MT          2014        begun\n"
    )
    assert read_cells(read_text, table) == {
        "6.1": {"title": "To look", "lead": "BE", "timetable": "2013"},
        "6.2": {"title": "To see", "lead": "MT", "timetable": "2014"},
    }


def test_an_aim_is_no_objective_where_objectives_have_a_column(read_text: Read) -> None:
    table = "Action\tAim\tObjective\n6.1 To look\tTo look around\tTo find what is hidden\n"
    (action,) = read_text(TITLE + "ANNEX\n\n" + table).actions
    assert ["To find what is hidden"] == [each.wording.text for each in action.objectives]
    assert [("Aim", "To look around")] == [(each.heading.text, each.text.text) for each in action.others]


@pytest.mark.parametrize(
    ("heading", "cell", "is_told"),
    [("Lead / participants", "BE, MT", True), ("Lead / participants", "BE", False), ("Lead/co-lead", "BE (MT)", False)],
)
def test_a_shared_cell_that_nothing_parts_is_told(heading: str, cell: str, is_told: bool, read_text: Read) -> None:
    """All of it is the lead's then, which may be wrong but where it is one name, or where all lead."""
    reading = read_text(TITLE + f"ANNEX\n\nAction\t{heading}\tOther parties\n6.1 To look\t{cell}\tOLAF\n")
    assert [cell] == [each.lead.printed.text for each in reading.actions if each.lead]
    assert is_told == ("cell-suspect" in {each.code for each in reading.issues})


def test_a_figure_alone_is_no_action_beside_others(read_text: Read) -> None:
    """It may be the number of a footnote at the end of a page."""
    sheets = (
        "Action 6.1\nLead     BE\nTimetable   2013\n\nAction 6.2\nLead     MT\nTimetable   2014\n\n"
        "5\n\nStatus    done\n"
    )
    assert list(read_cells(read_text, sheets)) == ["6.1", "6.2"]


def test_numbers_of_cited_actions_at_the_head_of_lines_number_no_rows(read_text: Read) -> None:
    """Where two lines of a box began with “4.7”, the figures 1 and 2 opened no row, and all words were one box."""
    table = """\
Action                 Lead        Timetable

1.  To look            BE          2013

Terms of reference

Much is hidden, and the project group of Action
4.7 has found it twice, as had the group of Action
4.8 before it.

2.  To see             MT          2014
"""
    assert read_cells(read_text, table) == {
        "1": {
            "title": "To look",
            "lead": "BE",
            "timetable": "2013",
            "box": "Much is hidden, and the project group of Action 4.7 has found it twice, as had the group of Action "
            "4.8 before it.",
        },
        "2": {"title": "To see", "lead": "MT", "timetable": "2014"},
    }
