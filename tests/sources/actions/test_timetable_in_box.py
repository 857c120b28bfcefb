"""A timetable that the box prints under a heading of its own: no field is "not stated" that is printed there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading


@pytest.mark.parametrize(
    ("terms", "timetable"),
    [
        ("Parcels are small.\nTimetable: by June 2013", "by June 2013"),
        ("Parcels are small. Time frame: by June 2013", "by June 2013"),
        ("Small parcels.\nTimetable: by June 2013.\nThey get lost.", "by June 2013"),
        ("Small parcels. Timetable: by June 2013. They get lost.", "by June 2013"),
        ("Parcels are small.\nTimetable: from May 2013\nto June 2013", "from May 2013 to June 2013"),
        ("Small parcels. The timetable: by June 2013.", None),
        ("Parcels are small. Timetable", None),
        ("Small parcels. Possible outcomes: by June 2013.", None),
    ],
    ids=[
        "line",
        "sentence",
        "between lines",
        "between",
        "two lines",
        "inside a sentence",
        "no colon",
        "another column",
    ],
)
def test_a_box_prints_the_timetable(terms: str, timetable: str | None, small_plan: Callable[..., Reading]) -> None:
    """Its words stay those of the box, too, and the reader says so."""
    reading = small_plan(terms=terms)
    [action] = reading.actions
    words = " ".join(terms.split())
    assert words.removesuffix(".") == (action.terms and action.terms.text.text.removesuffix("."))
    assert timetable == (action.timetable and action.timetable.text)
    assert (timetable is None) == any(each.field == "timetable" for each in action.silences)
    told = [each for each in action.statements if each.kind == "timetable" and each.field == "timetable"]
    assert ["2013-06-30"] * bool(timetable) == [each.until for each in told]
    assert () == reading.coverage.unread
    kept = [issue.message for issue in reading.issues if issue.code == "timetable-in-box"]
    assert [f"action 6.1: “{timetable}” is the timetable"] * bool(timetable) == [each.split(",")[0] for each in kept]


def test_the_explanation_of_a_known_heading_renames_no_column(small_plan: Callable[..., Reading]) -> None:
    """It may speak of what else stands in its cells."""
    prose = "The box “Terms of reference” tells the reasons and the time within which the work is to be done.\n\n"
    [action] = small_plan(prose=prose, terms="Parcels are small.").actions
    assert "Parcels are small." == (action.terms and action.terms.text.text)
    assert action.timetable is None
