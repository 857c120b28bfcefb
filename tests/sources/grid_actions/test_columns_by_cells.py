"""A heading that no list has names the column that most of its cells are like: told as likely. Any other is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Action, Reading

TITLE = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation"
PROSE = "Parcels are many and officers are few, so that most of them go by unseen on their way to those who wait."
Value = Callable[[Action], str | None]


def lead(action: Action) -> str | None:
    return action.lead.printed.text if action.lead else None


def timetable(action: Action) -> str | None:
    return action.timetable.text if action.timetable else None


def start(action: Action) -> str | None:
    return action.start.printed.text if action.start else None


def parties(action: Action) -> str | None:
    return ", ".join(each.printed.text for each in action.parties) or None


def terms(action: Action) -> str | None:
    return action.terms.text.text if action.terms else None


def kept(action: Action) -> str | None:
    return action.others[-1].text.text if action.others else None


CELLS: list[tuple[str, tuple[str, str, str, str], Value]] = [
    ("Flag", ("Malta", "BE", "Greece", "MT"), lead),
    ("Flag", ("Malta, Greece", "BE, EL", "Belgium, Malta", "EL"), parties),
    ("Friends", ("Europol, Frontex", "WCO", "The Harbour Union, OLAF", "Commission, Europol"), parties),
    ("Sundial", ("June 2013", "Q1 2014", "2013", "31 May 2014"), timetable),
    ("Long and broad", (PROSE, PROSE, PROSE, PROSE), terms),
    ("Flag", ("Malta", "Red and white", "Stars", "Blue"), kept),  # most are none
    ("Flag", ("Malta", "", "", "BE"), kept),  # two may be chance
    ("Costs of", ("Malta", "BE", "Greece", "MT"), kept),  # its words say that it is something else
    ("Completion of the circle", ("First map", "Second map", "Third map", "Fourth map"), kept),  # the cue misleads
]


@pytest.mark.parametrize(("heading", "cells", "found"), CELLS)
def test_cells_tell_what_their_heading_names(
    heading: str, cells: tuple[str, ...], found: Value, read_text: Callable[[str], Reading]
) -> None:
    rows = (f"6.{number} To examine parcels\tTo find what is hidden\t{cell}" for number, cell in enumerate(cells, 1))
    table = "\n".join([f"Proposed action\tStrategic objective\t{heading}", *rows])
    reading = read_text(f"{TITLE}\n\nANNEX\n\n{table}\n")
    assert [cell or None for cell in cells] == [found(action) for action in reading.actions]
    likely = [reading.source.exact(each.span) for each in reading.issues if each.code == "heading-likely" and each.span]
    assert [heading] * (found is not kept) == likely


def test_of_two_columns_of_times_the_first_is_the_start(read_text: Callable[[str], Reading]) -> None:
    rows = "\n".join(f"6.{n} To examine parcels\tMay 2013\tJune 201{n}" for n in (3, 4, 5))
    reading = read_text(f"{TITLE}\n\nANNEX\n\nProposed action\tSunrise\tSunset\tLead\n{rows}\n")
    assert [("May 2013", f"June 201{n}") for n in (3, 4, 5)] == [(start(a), timetable(a)) for a in reading.actions]


def test_what_stands_first_is_the_title(read_text: Callable[[str], Reading]) -> None:
    rows = "\n".join(f"6.{n}\tParcels by night {n}\tMalta\tEuropol" for n in (1, 2, 3))
    reading = read_text(f"{TITLE}\n\nANNEX\n\nNo\tWhat it is\tLead\tOther parties\n{rows}\n")
    assert [f"Parcels by night {n}" for n in (1, 2, 3)] == [a.title.text for a in reading.actions if a.title]


@pytest.mark.parametrize(
    ("aims", "are_titles"),
    [
        (("Parcels", "Ports", "Yachts"), True),
        (tuple(f"To find what is hidden in parcels of kind {n}." for n in (1, 2, 3)), False),  # aims as they say
    ],
)
def test_short_aims_are_titles_where_another_column_speaks_of_objectives(
    aims: tuple[str, ...], are_titles: bool, read_text: Callable[[str], Reading]
) -> None:
    rows = "\n".join(f"6.{n}\t{aim}\tObjective {n}\tMalta" for n, aim in enumerate(aims, 1))
    reading = read_text(f"{TITLE}\n\nANNEX\n\nNo\tAim\tStrategic objective(s) served\tLead\n{rows}\n")
    titles = [a.title.text if a.title else None for a in reading.actions]
    assert (list(aims) if are_titles else [None] * len(aims)) == titles


def test_a_likely_heading_above_rows_that_lost_their_columns_leaves_no_field_unstated(
    read_text: Callable[[str], Reading],
) -> None:
    """Its words stand in other cells; of what no heading names the document says nothing."""
    heads = "No|Proposed action|Indicators|Objective in the strategy|Other concerned parties|Gain for all|Rapporteur"
    rows = [
        "1|To examine parcels|(i) Report on parcels|(ii) List of parcels|To find more|Europol, OLAF|MT",
        "2|To examine boats|(i) Report on boats|(ii) List of boats|To find more|Fewer boats are lost|MT",
        "3|To examine lorries|To find more|Europol, OLAF|Fewer lorries are lost|MT",
    ]
    box = "Terms of reference|The group looks at them in three ports, and writes down what it finds."
    cells = "|".join([TITLE, "ANNEX", heads, *(f"{row}|{box}" for row in rows)])
    reading = read_text(cells.replace("|", "\n\n") + "\n")
    assert "recovered" == reading.table
    for action in reading.actions:
        silences = {each.field: each.silence for each in action.silences}
        assert {"not-understood"} == {silences[name] for name in ("objectives", "outcomes", "lead")}
        assert "not-stated" == silences["status"]


@pytest.mark.parametrize(
    ("heads", "cells", "title"),
    [
        (("Description of the action", "Lead"), ("To map bags", "MT"), "To map bags"),
        (("Description of the action", "Title"), ("It is new.", "To map bags"), "To map bags"),
        (("Description of the action", "Lead"), (PROSE, "MT"), None),  # prose is no title
    ],
)
def test_short_descriptions_are_the_titles_of_a_table_without_any(
    heads: tuple[str, ...], cells: tuple[str, ...], title: str | None, read_text: Callable[[str], Reading]
) -> None:
    rows = "\n".join("\t".join((f"6.{number}", *cells)) for number in (1, 2, 3))
    reading = read_text(f"{TITLE}\n\nANNEX\n\n" + "\t".join(("No", *heads)) + f"\n{rows}\n")
    assert [title] * 3 == [action.title and action.title.text for action in reading.actions]
