"""A timetable that the box prints under a heading of its own: no field is "not stated" that is printed there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading


@pytest.mark.parametrize(
    "terms",
    [
        "Parcels are small.\nTimetable: by June 2013",
        "Parcels are small. Time frame: by June 2013",
        "Small parcels. Timetable: by June 2013. They get lost.",
    ],
)
def test_a_timetable_in_a_box_is_told(terms: str, small_plan: Callable[..., Reading]) -> None:
    """Its words stay those of the box, and the reader says what they may tell."""
    reading = small_plan(terms=terms)
    [action] = reading.actions
    assert " ".join(terms.split()).removesuffix(".") == (action.terms and action.terms.text.text.removesuffix("."))
    assert action.timetable is None
    assert ["not-understood"] == [each.silence for each in action.silences if each.field == "timetable"]
    told = [issue.message for issue in reading.issues if issue.code == "field-not-understood"]
    assert ["action 6.1: “by June 2013” may tell the field “timetable”, which was not understood"] == told


def test_the_explanation_of_a_known_heading_renames_no_column(small_plan: Callable[..., Reading]) -> None:
    """It may speak of what else stands in its cells."""
    prose = "The box “Terms of reference” tells the reasons and the time within which the work is to be done.\n\n"
    [action] = small_plan(prose=prose, terms="Parcels are small.").actions
    assert "Parcels are small." == (action.terms and action.terms.text.text)
    assert action.timetable is None
