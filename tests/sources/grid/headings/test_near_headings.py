"""One space parts two headings, of which one is in no list: the cells below tell that they are two."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Action, Reading

TITLE = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation"
HEADINGS = "Ref.  Action                Obj.    {:14}"
ROW = "{:5} To look at parcels    {:7} {:14} {}"
BODIES = ("Europol,", "CEPOL", "Europol", "Eurojust", "OLAF", "CEPOL, OLAF")


def page(first: int, *times: str, headings: str) -> str:
    rows = (ROW.format(f"6.{n}", "SO 1", BODIES[n - 1], time).rstrip() for n, time in enumerate(times, first))
    return "\n\n".join((HEADINGS.format(headings), *rows))


def times(action: Action) -> str:
    return action.timetable.text if action.timetable else ""


def bodies(action: Action) -> str:
    return ", ".join(each.printed.text for each in action.parties)


@pytest.mark.parametrize("headings", ["Working with When", "Working with Timetable", "Bodies involved Seen"])
def test_two_headings(headings: str, read_text: Callable[[str], Reading]) -> None:
    """Also on a page with a single row."""
    told = "Q1 2013", "Q2 2013", "Q3 2013", "Q4 2013", "Q1 2014"
    pages = page(1, *told, headings=headings), page(6, "Q2 2014", headings=headings)
    actions = read_text(f"{TITLE}\n\nANNEX\n\n" + "\n\n\f".join(pages)).actions
    assert [*told, "Q2 2014"] == [times(each) or each.others[0].text.text for each in actions]
    assert [each.strip(",") for each in BODIES] == [bodies(each) for each in actions]


@pytest.mark.parametrize("told", [("",) * 5, ("Q1 2013", "", "", "", "")])
def test_one_heading(told: tuple[str, ...], read_text: Callable[[str], Reading]) -> None:
    """Where hardly a cell stands below its last word."""
    actions = read_text(f"{TITLE}\n\nANNEX\n\n{page(1, *told, headings='Working with When')}\n").actions
    assert [""] * 5 == [times(each) for each in actions]
