"""What a row says nothing of is said where it is certain, with the heading over an empty cell."""

from __future__ import annotations

from collections.abc import Callable

from ccwp_kg.sources.records.records import Reading
from support.readings import action_of, place

COLUMNS_NOT_PRINTED = ["lead", "start", "status", "timetable"]


def test_an_empty_cell_has_its_heading_as_its_place(fifth: Reading) -> None:
    """Action 5.5 prints the heading of the parties over nothing; columns that no row has stand nowhere."""
    found = {each.field: each for each in action_of(fifth, "5.5").silences}
    assert ["parties", *COLUMNS_NOT_PRINTED] == list(found)
    assert ("empty-cell", (17260, 17283)) == (found["parties"].silence, place(found["parties"].place))
    assert {("not-stated", None)} == {(found[name].silence, found[name].place) for name in COLUMNS_NOT_PRINTED}


def test_where_a_cell_is_in_doubt_nothing_is_called_silent(fifth: Reading) -> None:
    """In 5.10 two columns stand in the same lines, so that words of one may be taken for another's."""
    assert () == action_of(fifth, "5.10").silences


def test_a_cell_that_is_filled_is_not_silent(small_plan: Callable[..., Reading]) -> None:
    fields = [each.field for each in small_plan().actions[0].silences]
    assert set(fields) <= set(COLUMNS_NOT_PRINTED)
