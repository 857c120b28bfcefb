"""A row that says what the actions below it pursue: they have its words, and no other cell does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Action, Reading

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
]


def told(action: Action) -> tuple[str | None, str, list[str]]:
    """The number, title and objectives of an action."""
    objectives = [each.wording.text for each in action.objectives if each.wording]
    return action.number, action.title.text if action.title else "", objectives


@pytest.mark.parametrize("table", TABLES)
def test_the_actions_below_a_row_pursue_what_it_says(read_text: Callable[[str], Reading], table: str) -> None:
    """The row is no part of the title above it, and is told in no action of another group."""
    reading = read_text(FRONT + table)
    assert [told(each) for each in reading.actions] == [
        ("6.1", "Parcels", ["To find"]),
        ("6.2", "Letters", ["To find"]),
        ("6.3", "Boxes", ["To stop"]),
    ]
    assert not any(silence.field == "objectives" for each in reading.actions for silence in each.silences)
    assert reading.coverage.unread == ()
    # the words of the group are no stretch of the action
    assert [reading.source.exact(each.whole).split()[0] for each in reading.actions] == ["6.1", "6.2", "6.3"]


def test_beside_a_column_of_objectives_a_row_gives_none(read_text: Callable[[str], Reading]) -> None:
    """Its words are told: they stand in no row."""
    reading = read_text(
        f"{FRONT}Proposed action\tStrategic objectives\nObjective 1: To find\t\n"
        "6.1 Parcels\tTo stop\n6.2 Letters\tTo look\n"
    )
    assert [told(each)[2] for each in reading.actions] == [["To stop"], ["To look"]]
    assert any(issue.code == "words-unassigned" for issue in reading.issues)


def test_a_group_without_actions_is_told(read_text: Callable[[str], Reading]) -> None:
    """Its words are those of no row, and none is lost."""
    reading = read_text(f"{FRONT}{TABS}Objective 1: To find\t\t\n6.1 Parcels\tBE\topen\nObjective 2: To stop\t\t\n")
    told = [
        reading.source.exact(issue.span) for issue in reading.issues if issue.code == "words-unassigned" and issue.span
    ]
    assert told == ["To stop"]
