"""What a row says nothing of is said where it is certain, with the heading over an empty cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading
from support.readings import action_of, place

COLUMNS_NOT_PRINTED = ["lead", "start", "status", "timetable"]


def test_an_empty_cell_has_its_heading_as_its_place(fifth: Reading) -> None:
    """Action 5.5 prints the heading of the parties over nothing; columns that no row has stand nowhere."""
    found = {each.field: each for each in action_of(fifth, "5.5").silences}
    assert ["parties", *COLUMNS_NOT_PRINTED] == list(found)
    assert ("empty-cell", (17260, 17283)) == (found["parties"].silence, place(found["parties"].place))
    assert {("not-stated", None)} == {(found[name].silence, found[name].place) for name in COLUMNS_NOT_PRINTED}


def test_where_columns_were_parted_only_columns_that_no_row_has_are_silent(fifth: Reading) -> None:
    """In 5.10 two columns stand in the same lines, so that words of one may be taken for another's."""
    assert [(name, "not-stated") for name in COLUMNS_NOT_PRINTED] == [
        (each.field, each.silence) for each in action_of(fifth, "5.10").silences
    ]


@pytest.mark.parametrize(
    ("is_silent", "terms"),
    [
        (False, "The project runs for three years."),
        (False, "It is meant to be finished by December 2012."),
        (True, "The steering group meets every two years."),
        (True, "The Fourth Action Plan, from 1 January 2010 to 30 June 2011, is over."),  # of something else
    ],
)
def test_what_running_text_tells_is_not_silent(
    is_silent: bool, terms: str, small_plan: Callable[..., Reading], fifth: Reading
) -> None:
    """A table without a timetable may tell how long an action runs in its terms of reference, as 5.9 does."""
    silent = [each.field for each in small_plan(terms=terms).actions[0].silences]
    assert ("timetable" in silent) == is_silent
    assert [each.field for each in action_of(fifth, "5.9").silences] == ["lead", "start", "status"]


def test_a_cell_that_is_filled_is_not_silent(small_plan: Callable[..., Reading]) -> None:
    fields = [each.field for each in small_plan().actions[0].silences]
    assert set(fields) <= set(COLUMNS_NOT_PRINTED)
