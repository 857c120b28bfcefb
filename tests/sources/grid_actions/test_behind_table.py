"""A field behind the table by the numbers of the actions: in text forms it was read as a second set of actions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading

TITLE = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\n"
HEADINGS = ("Action", "Possible outcome", "Lead", "Timetable")
ROWS = (("6.1 To look", "Less is lost.", "BE", "Q1 2013"), ("6.2 To see", "More is seen.", "MT", "Q2 2013"))
MUCH = "Much is hidden, and the findings of Action 5.3 are kept."
SEEN = "What is found by\nAction 6.1 must be seen, too."
TABS = "\n".join("\t".join(row) for row in (HEADINGS, *ROWS)) + "\n\n"
CELLS = "\n\n".join(cell for row in (HEADINGS, *ROWS) for cell in row) + "\n\n"
ALIGNED = "\n\n".join("".join(f"{cell:24}" for cell in row).rstrip() for row in (HEADINGS, *ROWS)) + "\n\n"
CASES = {
    "tabs, a tab behind the numbers": TABS + f"ANNEX II\nMandates\nAction 6.1\t{MUCH}\nAction 6.2\t{SEEN}\n",
    "tabs, all in one line": TABS + f"ANNEX II – Mandates\n\n6.1 {MUCH}\n\n6.2 {SEEN}\n",
    "a line for each cell": CELLS + f"ANNEX II\n\nMandates\n\nAction 6.1\n\n{MUCH}\n\nAction 6.2\n\n{SEEN}\n",
    "aligned, the title once more": ALIGNED
    + f"Terms of reference\n\nAction 6.1 – To look\n\n{MUCH}\n\nAction 6.2 – To see\n\n{SEEN}\n",
    "as a lawyer refers to them": ALIGNED
    + f"ANNEX II\n\nReasons for the actions\n\nAd 6.1\n{MUCH}\n\nAd 6.2\n{SEEN}\n",
    "another name of the box below that of the annex": ALIGNED
    + f"Annex 2\n\nBackground of the actions\n\n6.1: {MUCH}\n\n6.2: {SEEN}\n",
}


@pytest.mark.parametrize("case", CASES)
def test_the_box_of_each_action(case: str, read_text: Callable[[str], Reading]) -> None:
    reading = read_text(f"{TITLE}ANNEX I\n\n{CASES[case]}")
    assert [
        (each.number, each.title and each.title.text, each.lead and each.lead.printed.text, each.terms.text.text)
        for each in reading.actions
        if each.terms is not None
    ] == [("6.1", "To look", "BE", MUCH), ("6.2", "To see", "MT", " ".join(SEEN.split()))]
    assert [each.code for each in reading.issues if each.code == "words-unassigned"] == []


def test_a_column_and_an_action_of_no_row(read_text: Callable[[str], Reading]) -> None:
    table = "ANNEX II\nPerformance indicators\nAction 6.1\tA seminar\nAction 6.2\t- Report\nAction 6.3\tNo row\n"
    reading = read_text(f"{TITLE}ANNEX I\n\n{TABS}{table}")
    assert [[each.text.text for each in action.indicators] for action in reading.actions] == [["A seminar"], ["Report"]]
    loose = [each.span for each in reading.issues if each.code == "words-unassigned" and each.span is not None]
    assert [reading.source.exact(span) for span in loose] == ["Action 6.3\tNo row"]


NONE = {
    "numbers that no row has": TABS + "ANNEX II\nMandates\nAction 5.1\nMuch.\nAction 5.2\nMore.\n",
    "the actions follow": "Background\n\nAction 6.1 – To look\nLead: BE\n\nAction 6.2 – To see\nLead: MT\n",
    "a table follows": f"Terms of reference\n\n6.1 and 6.2 are new.\n\n{TABS}",
}


@pytest.mark.parametrize("case", NONE)
def test_no_field_behind_the_table(case: str, read_text: Callable[[str], Reading]) -> None:
    reading = read_text(f"{TITLE}ANNEX I\n\n{NONE[case]}")
    assert [each.number for each in reading.actions][:2] == ["6.1", "6.2"]


def test_a_sentence_on_an_earlier_action_opens_no_field(read_text: Callable[[str], Reading]) -> None:
    """Where a box below a row begins with it: all rows behind that were lost."""
    said = "Action 5.2 (8284/08 ENFOCUSTOM 48) has shown that {}"
    rows = (f"6.{n}   To look at {what:24}{lead}" for n, what, lead in ((1, "parcels", "BE"), (2, "letters", "MT")))
    table = "\n\n".join(f"{row}\n\nBackground\n\n{said.format(n)}" for n, row in enumerate(rows))
    reading = read_text(f"{TITLE}ANNEX\n\nProposed action                        Lead     Timetable\n\n{table}\n")
    assert [("6.1", "BE", said.format(0)), ("6.2", "MT", said.format(1))] == [
        (each.number, each.lead and each.lead.printed.text, each.terms and each.terms.text.text)
        for each in reading.actions
    ]
