"""A row that says what the actions below it pursue: they have its words, and no other cell does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.intake.pdf_pages import PdfPage
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.printed import Box
from ccwp_kg.sources.records.records import Action, Reading
from support.formats.printed_pages import page, source_of, table

FRONT = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\nANNEX\n\n"
PIPES = "| Proposed action | Lead | Status |\n|---|---|---|\n"
TABS = "Proposed action\tLead\tStatus\n"
TABLES = [
    PIPES
    + "| **Objective 1: To find** | | |\n| 6.1 Parcels | BE | |\n| 6.2 Letters | | open |\n"
    + "| **Objective 2: To stop** | | |\n| 6.3 Boxes | MT | open |\n",
    TABS
    + "Objective 1: To find\t\t\n6.1 Parcels\tBE\t\n6.2 Letters\t\topen\n"
    + "Objective 2: To stop\t\t\n6.3 Boxes\tMT\topen\n",
    TABS + "Objective 1: To find\n6.1 Parcels\tBE\t\n6.2 Letters\t\topen\nObjective 2: To stop\n6.3 Boxes\tMT\topen\n",
    "Proposed action     Lead      Status\n"
    "Objective 1: To find\n6.1 Parcels         BE\n6.2 Letters                   open\n"
    "Objective 2: To stop\n6.3 Boxes           MT        open\n",
    TABS + "Aim A – To find\n6.1 Parcels\tBE\t\n6.2 Letters\t\topen\nAim B – To stop\n6.3 Boxes\tMT\topen\n",
    # above the headings, which each group has
    "| Objective 1: To find | | |\n"
    + PIPES
    + "| 6.1 Parcels | BE | |\n| 6.2 Letters | | open |\n"
    + "| Objective 2: To stop | | |\n"
    + PIPES
    + "| 6.3 Boxes | MT | open |\n",
    "### Objective 1: To find\n\n"
    + PIPES
    + "| 6.1 Parcels | BE | |\n| 6.2 Letters | | open |\n\n"
    + "### Objective 2: To stop\n\n"
    + PIPES
    + "| 6.3 Boxes | MT | open |\n",
    "Objective 1: To find\t\t\n"
    + TABS
    + "6.1 Parcels\tBE\t\n6.2 Letters\t\topen\nObjective 2: To stop\t\t\n"
    + TABS
    + "6.3 Boxes\tMT\topen\n",
    "Objective 1: To find\n"
    "Proposed action     Lead      Status\n"
    "6.1 Parcels         BE\n6.2 Letters                   open\n\n"
    "Objective 2: To stop\n"
    "Proposed action     Lead      Status\n"
    "6.3 Boxes           MT        open\n",
]


def told(action: Action) -> tuple[str | None, str, list[str]]:
    """The number, title and objectives of an action."""
    objectives = [each.wording.text for each in action.objectives if each.wording]
    return action.number, action.title.text if action.title else "", objectives


@pytest.mark.parametrize("rows", TABLES)
def test_the_actions_below_a_row_pursue_what_it_says(read_text: Callable[[str], Reading], rows: str) -> None:
    """The row is no part of the title above it, and is told in no action of another group."""
    reading = read_text(FRONT + rows)
    assert [told(each) for each in reading.actions] == [
        ("6.1", "Parcels", ["To find"]),
        ("6.2", "Letters", ["To find"]),
        ("6.3", "Boxes", ["To stop"]),
    ]
    assert not any(silence.field == "objectives" for each in reading.actions for silence in each.silences)
    assert reading.coverage.unread == ()
    # the words of the group are no stretch of the action
    assert [reading.source.exact(each.whole).split()[0] for each in reading.actions] == ["6.1", "6.2", "6.3"]


def test_a_row_over_all_columns_stands_above_the_headings(profile: Profile, lexicon: Lexicon) -> None:
    """In a ruled table, as in Word, it is a row of one cell."""
    source = source_of(
        page(
            *((50, 20, "Sixth Action Plan (1.1.2013–30.6.2014)"), (50, 60, "ANNEX")),
            (55, 105, "Objective 1: To find"),
            *((55, 125, "Proposed action"), (305, 125, "Lead")),
            *((55, 145, "6.1 Parcels"), (305, 145, "BE")),
            tables=[table((50, 300, 400), (100, 120, 140, 160), joined=[Box(50, 100, 400, 120)])],
        )
    )
    assert [("6.1", "Parcels", ["To find"])] == [
        told(each) for each in read(source, profile=profile, lexicon=lexicon).actions
    ]


def test_a_row_of_one_title_between_ruled_rows_is_no_end_of_the_one_above(profile: Profile, lexicon: Lexicon) -> None:
    """It heads a section. In small letters it may go on with the title."""
    front = ((50, 20, "Sixth Action Plan (1.1.2013–30.6.2014)"), (50, 60, "ANNEX"))
    heads = ((55, 105, "Proposed action"), (305, 105, "Lead"))
    first, second = ((55, 125, "6.1 Parcels"), (305, 125, "BE")), ((55, 165, "6.2 Letters"), (305, 165, "MT"))
    across, down = (50, 300, 400), (100, 120, 140, 160, 180)

    def titles(*pages: PdfPage) -> list[str]:
        return [told(each)[1] for each in read(source_of(*pages), profile=profile, lexicon=lexicon).actions]

    for words, title in (("Section B", "Parcels"), ("and boxes", "Parcels and boxes")):
        own = page(*front, *heads, *first, (55, 145, words), *second, tables=[table(across, down)])
        assert titles(own) == [title, "Letters"]


def test_beside_a_column_of_objectives_a_row_gives_none(read_text: Callable[[str], Reading]) -> None:
    """Its words are told: they stand in no row."""
    reading = read_text(
        f"{FRONT}Proposed action\tStrategic objectives\nObjective 1: To find\t\n"
        "6.1 Parcels\tTo stop\n6.2 Letters\tTo look\n"
    )
    assert [told(each)[2] for each in reading.actions] == [["To stop"], ["To look"]]
    assert any(issue.code == "words-unassigned" for issue in reading.issues)


def test_a_row_above_headings_gives_none_beside_a_column_of_objectives(read_text: Callable[[str], Reading]) -> None:
    """Nor does one that does not stand right above them."""
    column = read_text(
        f"{FRONT}Objective 1: To find\t\nProposed action\tStrategic objectives\n6.1 Parcels\tTo stop\n6.2 Letters\t\n"
    )
    apart = read_text(f"{FRONT}Objective 1: To find\t\nOf the table below\t\n{TABS}6.1 Parcels\tBE\topen\n")
    assert [[["To stop"], []], [[]]] == [[told(each)[2] for each in reading.actions] for reading in (column, apart)]
    assert all(any(issue.code == "words-unassigned" for issue in reading.issues) for reading in (column, apart))


@pytest.mark.parametrize(
    ("first", "second", "end"),
    [
        ("Letters and boxes\n", "Parcels by land\n", ""),
        # where none stands below the headings, or no number below it, it may be of the cell above
        ("", "Parcels by land\n", " Parcels by land"),
        ("Letters and boxes\n", "Parcels by land\n\tand by sea\n", " Parcels by land"),
        ("Letters and boxes\n", "parcels by land\n", " parcels by land"),
    ],
)
def test_what_heads_a_group_is_in_no_cell(
    first: str, second: str, end: str, read_text: Callable[[str], Reading]
) -> None:
    """A line without a tab above a number, as one stands below the headings."""
    rows = f"{first}6.1 Parcels\tOpen\tlater on\n{second}6.2 Letters\tShut\tsoon\n"
    reading = read_text(f"{FRONT}Proposed action\tStatus\tTimetable\n{rows}")
    times = [each.timetable.text for each in reading.actions if each.timetable]
    assert times[0].startswith(f"later on{end}")
    assert end or times == ["later on", "soon"]
    assert all(told(each)[2] == [] for each in reading.actions)


def test_a_group_without_actions_is_told(read_text: Callable[[str], Reading]) -> None:
    """Its words are those of no row, and none is lost."""
    reading = read_text(f"{FRONT}{TABS}Objective 1: To find\t\t\n6.1 Parcels\tBE\topen\nObjective 2: To stop\t\t\n")
    told = [
        reading.source.exact(issue.span) for issue in reading.issues if issue.code == "words-unassigned" and issue.span
    ]
    assert told == ["To stop"]


def test_the_next_objective_in_a_line_of_its_own_goes_on_with_its_cell(read_text: Callable[[str], Reading]) -> None:
    """As a word processor writes cells of several lines between tabs; no row of a group has one in its last cell."""
    reading = read_text(
        f"{FRONT}Proposed action\tObjectives\tLead\tStatus\n"
        "6.1 Parcels\tObjective 1: To find\nObjective 3: To ask\tBE\topen\n"
        "6.2 Letters\tObjective 2: To stop\tMT\topen\n"
    )
    words = [" ".join(told(action)[2]) for action in reading.actions]
    assert [("To find" in each, "To ask" in each, "To stop" in each) for each in words] == [
        (True, True, False),
        (False, False, True),
    ]
    assert [("6.1", "Parcels", "BE"), ("6.2", "Letters", "MT")] == [
        (action.number, action.title and action.title.text, action.lead and action.lead.printed.text)
        for action in reading.actions
    ]


OVER_SEVERAL = """\
No    Action                   Results                                 Responsibility            Planning
                               Deliverables         Expected results   Lead       Participants   Start       End date
Priority 1: Searches by day and by night
6.1   To look into parcels     Report               Fewer losses       BE         MT, EL         May 2013    Q2 2014
      and letters
6.2   To open them             List of goods        More is seen       MT         BE             June 2013   Q3 2014
Priority 2: Words
6.3   To tell others           Booklet              More is known      EL         BE, MT         July 2013   Q4 2014
"""


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_headings_over_several_others_name_no_column(between: str, read_text: Callable[[str], Reading]) -> None:
    """Those that stand beside them in the upper line do; what stands over a group is of no row."""
    table = OVER_SEVERAL.replace("\n", between, 1)
    reading = read_text(f"Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt begins.\n\nANNEX\n\n{table}")
    assert [
        (
            action.number,
            action.title and action.title.text,
            [each.text.text for each in action.indicators],
            [each.text.text for each in action.outcomes],
            action.lead and action.lead.printed.text,
            [each.printed.text for each in action.parties],
            action.timetable and action.timetable.text,
        )
        for action in reading.actions
    ] == [
        ("6.1", "To look into parcels and letters", ["Report"], ["Fewer losses"], "BE", ["MT", "EL"], "Q2 2014"),
        ("6.2", "To open them", ["List of goods"], ["More is seen"], "MT", ["BE"], "Q3 2014"),
        ("6.3", "To tell others", ["Booklet"], ["More is known"], "EL", ["BE", "MT"], "Q4 2014"),
    ]
    loose = [issue.span for issue in reading.issues if issue.code == "words-unassigned" and issue.span]
    assert [reading.source.exact(span) for span in loose] == [
        "Priority 1: Searches by day and by night",
        "Priority 2: Words",
    ]


CLOSE = """\
Proposed action          Terms of reference        Lead   Possible
                                                          outcome(s)
Searches and seizures
6.1    To look into      Parcels are sent by       BE     Fewer losses
       parcels           the thousand.
6.2    To open letters   They may be thick.        MT     More is seen
Words to others
6.3    To tell others    Nobody knows.             EL     More is known
"""


@pytest.mark.parametrize("announced", ["The actions are arranged by work areas:", "It has actions in the work areas:"])
def test_rows_with_the_words_of_an_area_are_of_no_cell(announced: str, read_text: Callable[[str], Reading]) -> None:
    """Without a blank line around them they went on with the headings above, and with a title."""
    areas = (
        f"{announced}\n\n- Searches and seizures,\n\n- Words to others.\n\nIts strategic objectives are:\n\n- To find."
    )
    reading = read_text(f"Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\n{areas}\n\nANNEX\n\n{CLOSE}")
    assert [
        (
            action.title and action.title.text,
            action.work_area and action.work_area.printed.text,
            [each.text.text for each in action.outcomes],
        )
        for action in reading.actions
    ] == [
        ("To look into parcels", "Searches and seizures", ["Fewer losses"]),
        ("To open letters", "Searches and seizures", ["More is seen"]),
        ("To tell others", "Words to others", ["More is known"]),
    ]
    assert [objective.text.text for objective in reading.plan.objectives] == ["To find"]
