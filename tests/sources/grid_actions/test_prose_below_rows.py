"""Prose that stands over all columns below the row of its action, under no heading: what the action is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading

HEAD = "Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt has work areas: mail and letters, and boats.\n\nANNEX\n\n"
ROWS = """Ref.  Action              Indicator           Outcome             Partners            Timing
Mail and letters
A1    Small parcels       – A note on all     – Few are lost      Europol,            Q1 2013
      and letters           of them                               WCO
      Parcels are sent by ship and by rail, and none is ever weighed. All of them are to
      be counted. Malta will lead the project group.
A2    Big parcels         – A list            – None is lost      WCO                 ongoing
      Nobody has counted them so far, since each one of the states has other rules for that.
Boats
B1    Small boats         – A guide           – All are seen      Frontex             by May 2014
      Boats pass at night, and they are seldom seen from the shore or from other boats,
      as was found.
"""


def test_prose_below_each_row_is_its_box(read_text: Callable[[str], Reading]) -> None:
    """It begins below the title, and its lines reach over the columns that cells keep to."""
    actions = read_text(HEAD + ROWS).actions
    assert [each.number for each in actions] == ["A1", "A2", "B1"]
    terms = [each.terms.text.text if each.terms else "" for each in actions]
    assert [each.split()[0] for each in terms] == ["Parcels", "Nobody", "Boats"]
    assert [each.split()[-1] for each in terms] == ["group.", "that.", "found."]
    titles = [each.title.text for each in actions if each.title]
    assert titles == ["Small parcels and letters", "Big parcels", "Small boats"]
    parties = [[party.printed.text for party in each.parties] for each in actions]
    assert parties == [["Europol", "WCO"], ["WCO"], ["Frontex"]]
    areas = [each.work_area.target.split("/")[-1] for each in actions if each.work_area]
    assert areas == ["mail-and-letters", "mail-and-letters", "boats"]
    assert actions[0].lead is not None


@pytest.mark.parametrize(
    ("why", "rows"),
    [
        ("few rows have some", ROWS.replace("that.", "that").replace("found.", "found")),
        (
            "a heading names its column",
            ROWS.replace("Indicator         ", "Terms of reference"),
        ),
    ],
)
def test_other_words_below_a_row_are_no_box(why: str, rows: str, read_text: Callable[[str], Reading]) -> None:
    actions = read_text(HEAD + rows).actions
    assert len(actions) == 3
    terms = [each.terms.text.text if each.terms else "" for each in actions]
    assert not any(each.startswith(("Parcels", "Nobody", "Boats")) for each in terms), why
