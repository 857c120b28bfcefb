"""What a cell under a heading that no list has may hold is not understood; no other field is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading

PLAN = """Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation

ANNEX

Proposed action\tStrategic objective\t{heading}
6.1 To examine parcels\tTo find what is hidden\t{cell}
"""
ITEMS = ["indicators", "outcomes"]


@pytest.mark.parametrize(
    ("heading", "cell", "silent"),
    [
        ("Pilots", "Malta, Belgium", ["parties", "lead"]),
        ("Who", "Europol", ["parties", "lead"]),
        ("Horizon", "June 2013", ["start", "status", "timetable"]),
        ("Situation", "ongoing", ["start", "status", "timetable"]),
        ("Yardsticks", "Thirty joint checks", ITEMS),  # the table has a column of objectives
        ("Who else", "port operators, shipping agents", [*ITEMS, "parties", "lead"]),
        ("Alongside", "Kellish Harbour Customs", [*ITEMS, "parties", "lead"]),
        ("Alongside", "Eurojust, CARIN, asset recovery offices", [*ITEMS, "parties", "lead"]),
        ("Sum", "EUR 20 000", []),
        ("Funding", "Malta, Belgium", []),
        ("Remarks", "June 2013", []),
        ("Links to EMPACT", "Firearms", []),
    ],
)
def test_what_an_unknown_heading_may_hold_is_not_understood(
    heading: str, cell: str, silent: list[str], read_text: Callable[[str], Reading]
) -> None:
    """It is not said to be stated nowhere: the words under the heading are its place."""
    reading = read_text(PLAN.format(heading=heading, cell=cell))
    silences = reading.actions[0].silences
    assert silent == [each.field for each in silences if each.silence == "not-understood"]
    assert {cell} >= {each.place.text for each in silences if each.place}
    assert {"not-stated"} == {each.silence for each in silences if each.field not in silent}


@pytest.mark.parametrize(
    ("cells", "silent"),
    [
        (["Europol", "carriers", "Eurojust, OLAF"], ["parties", "lead"]),
        (["June 2013", "when it suits", "Q4 2013"], ["start", "status", "timetable"]),
        (["Europol", "the same as before", "as in the other plan"], []),  # most cells are no names
    ],
)
def test_an_unknown_heading_may_hold_what_most_of_its_cells_are(
    cells: list[str], silent: list[str], read_text: Callable[[str], Reading]
) -> None:
    """A cell whose own words do not show it is a value of that column, too."""
    plan = PLAN.format(heading="Alongside", cell=cells[0])
    reading = read_text(plan + "".join(f"6.{at} To see boats\tTo act\t{cells[at - 1]}\n" for at in (2, 3)))
    silences = {each.field: each.silence for each in reading.actions[1].silences}
    assert silent == [name for name, kind in silences.items() if kind == "not-understood" and name not in ITEMS]


def test_an_empty_cell_stays_empty_beside_an_unknown_heading(read_text: Callable[[str], Reading]) -> None:
    """A column that the table prints is not under another heading."""
    reading = read_text(PLAN.format(heading="Lead\tPilots", cell="\tMalta"))
    silences = {each.field: each.silence for each in reading.actions[0].silences}
    assert ("empty-cell", "not-understood") == (silences["lead"], silences["parties"])
