"""Rows whose cells hold those of several columns, and tables whose rows are no actions of the plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Action, Reading

TITLE = "Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nANNEX\n\n"
HEADS = "No\tProposed action\tAims and indicators\tLead, parties, timetable\n"
AIMS = "Strategic objectives: (1) To find; (2) To tell. Performance indicators: (1) List; (2) Map."


def cells(action: Action) -> tuple[object, ...]:
    """What it aims at, its indicators, who leads, who else is concerned, and when."""
    lead, time = (action.lead.printed.text if action.lead else None), action.timetable
    parties = [each.printed.text for each in action.parties]
    indicators = [each.text.text for each in action.indicators]
    return [each.wording.text for each in action.objectives], indicators, lead, parties, time.text if time else None


@pytest.mark.parametrize(
    ("aims", "others", "found"),
    [
        (AIMS, "Lead: MT Partners: OLAF, WCO Timetable: May 2013", (["To find", "To tell"], ["List", "Map"])),
        ("Objectives: To find Indicators: List", "Lead: MT Timetable: May 2013", (["To find"], ["List"])),
        # one heading is there twice, or words stand before the first
        ("Objectives: To find Aims: To tell Indicators: List", "Lead: MT Timetable: May 2013", ()),
        ("See to it. Objectives: To find Indicators: List", "Lead: MT Timetable: May 2013", ()),
    ],
)
def test_headings_in_a_cell_part_it(
    aims: str, others: str, found: tuple[list[str], ...], read_text: Callable[[str], Reading]
) -> None:
    reading = read_text(f"{TITLE}{HEADS}6.1\tTo open\t{aims}\t{others}\n6.2\tTo shut\t{aims}\t{others}\n")
    parties = ["OLAF", "WCO"] if "OLAF" in others else []
    for action in reading.actions:
        objectives, indicators, *rest = cells(action)
        assert rest == ["MT", parties, "May 2013"]
        assert not found or found == (objectives, indicators)
        assert found or not indicators
    assert "words-unread" not in {each.code for each in reading.issues}


def test_a_column_of_its_own_keeps_its_heading(read_text: Callable[[str], Reading]) -> None:
    """Where the table has a timetable, a cell that speaks of one is not parted."""
    table = "No\tProposed action\tTimetable\tExpected outcome\n6.1\tTo open\tMay 2013\tLead: to all Timetable: to all\n"
    action = read_text(TITLE + table).actions[0]
    assert (action.timetable and action.timetable.text) == "May 2013"
    assert [each.text.text for each in action.outcomes] == ["Lead: to all Timetable: to all"]


EARLIER = "Action\tTitle\tLead\t{}\n5.1\tTo list doors\tMT\tDone\n5.3\tTo list keys\tBE\tDone\n\nANNEX II\n\n"


@pytest.mark.parametrize(
    ("heading", "title", "numbers"),
    [
        ("Final report", "Sixth", ["6.1", "6.2"]),
        # rows that were carried over stand under the headings of the others; a plan without a number has any
        ("Timetable", "Sixth", ["5.1", "5.3", "6.1", "6.2"]),
        ("Final report", "Eighth", ["5.1", "5.3", "6.1", "6.2"]),
    ],
)
def test_a_table_of_an_earlier_plan_has_no_actions_of_this_one(
    heading: str, title: str, numbers: list[str], read_text: Callable[[str], Reading]
) -> None:
    """Its headings are others, and its numbers those of another plan; its words are told."""
    own = "Action\tTitle\tLead\tTimetable\n6.1\tTo open\tMT\tMay 2013\n6.2\tTo shut\tBE\tMay 2014\n"
    reading = read_text(TITLE.replace("Sixth", title) + EARLIER.format(heading) + own)
    assert [each.number for each in reading.actions] == numbers
    told = [reading.source.exact(each.span) for each in reading.issues if each.code == "words-unassigned" and each.span]
    assert ("To list keys" in "".join(told)) == (len(numbers) == 2)


PARAGRAPHS = """\
6.{n}

To open the door

Strategic objectives:

(1) To find
doors;

(2) To tell.

Performance indicators: List

- Air;

- Light.

{lead}

Timetable: May 201{n}

"""
SEVERAL = "No\n\nProposed action\n\nObjectives and indicators\n\nExpected outcomes\n\nLead, parties, timetable\n\n"


@pytest.mark.parametrize("lead", ["Lead: MT\n\nPartners: OLAF", "Lead: MT\nPartners:\n\nOLAF"])
def test_paragraphs_that_begin_with_headings_are_of_one_cell(lead: str, read_text: Callable[[str], Reading]) -> None:
    """Where the headings of the table name several columns each: a cell goes on with the next heading inside it."""
    rows = "".join(PARAGRAPHS.format(n=n, lead=lead) for n in (1, 2, 3))
    reading = read_text(f"{TITLE}{SEVERAL}{rows}")
    assert [(action.number, *cells(action)) for action in reading.actions] == [
        (f"6.{n}", ["To find doors", "To tell"], ["List"], "MT", ["OLAF"], f"May 201{n}") for n in (1, 2, 3)
    ]
    assert [[each.text.text for each in action.outcomes] for action in reading.actions] == [["Air", "Light"]] * 3


def test_paragraphs_under_a_heading_each_are_cells(read_text: Callable[[str], Reading]) -> None:
    """Though they begin with it: each is a cell of its own."""
    row = "6.{n}\n\nTo open\n\nLead: MT\n\nTimetable: May 2013\n\nStatus: new\n\n"
    heads = "No\n\nProposed action\n\nLead\n\nTimetable\n\nStatus\n\n"
    reading = read_text(TITLE + heads + "".join(row.format(n=n) for n in (1, 2, 3)))
    assert [action.number for action in reading.actions] == ["6.1", "6.2", "6.3"]
    assert all((action.timetable and "May 2013" in action.timetable.text) for action in reading.actions)


@pytest.mark.parametrize(
    ("heading", "cell", "parties"),
    [
        ("Lead / Participants", ["Lead: BE", "Participants: Atlantis", "Customs", "Doors House"], ["Atlantis Customs"]),
        (
            "Other concerned parties",
            ["World Customs", "Organisation", "Agency for Large Old Doors Here"],
            ["World Customs Organisation"],
        ),
    ],
)
def test_no_entry_ends_where_its_line_had_no_room(
    heading: str, cell: list[str], parties: list[str], read_text: Callable[[str], Reading]
) -> None:
    """The heading before a name takes room, and no entry ends inside a known name."""
    printed = zip(["Action", "6.1  Doors", "", "", ""], [heading, *cell], strict=False)
    lines = [f"{first:20}{rest}\n" for first, rest in printed]
    [action] = read_text(TITLE + "".join(lines)).actions
    assert parties == [each.printed.text for each in action.parties][:1]
