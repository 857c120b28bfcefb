"""Headings that no profile knows: a word of one column makes it likely, words of several do not; it is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Action, Reading

PLAN = """Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation

ANNEX

Proposed action\tStrategic objective\t{heading}
6.1 To examine parcels\tTo find what is hidden\t{cell}
"""


def lead(action: Action) -> str | None:
    return action.lead.printed.text if action.lead else None


def timetable(action: Action) -> str | None:
    return action.timetable.text if action.timetable else None


def outcome(action: Action) -> str | None:
    return action.outcomes[0].text.text if action.outcomes else None


def other(action: Action) -> str | None:
    return action.others[0].text.text if action.others else None


HEADINGS: list[tuple[str, str, Callable[[Action], str | None]]] = [
    ("Driver", "Malta", lead),
    ("Country in charge of the work", "Malta", lead),
    ("Planned schedule", "June 2013", timetable),
    ("Until when", "June 2013", timetable),
    ("Hoped-for benefits", "Fewer parcels are lost", outcome),
    ("Responsible partners", "Malta", other),  # of the lead, and of the parties
    ("Estimated costs", "EUR 5", other),
    ("Strategic aims", "To grow", other),  # the table has a column of objectives
    ("Leading words of a heading that is as long as a whole sentence is", "Malta", other),
]


@pytest.mark.parametrize(("heading", "cell", "found"), HEADINGS)
def test_an_unknown_heading_is_likely_by_a_sign_of_one_column(
    heading: str, cell: str, found: Callable[[Action], str | None], read_text: Callable[[str], Reading]
) -> None:
    reading = read_text(PLAN.format(heading=heading, cell=cell))
    assert cell == found(reading.actions[0])
    told = [each for each in reading.issues if each.code == "heading-likely"]
    assert [heading] * (found is not other) == [reading.source.exact(each.span) for each in told if each.span]
