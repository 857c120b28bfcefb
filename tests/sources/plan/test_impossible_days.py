"""Days that no calendar has, and periods of the plan that contradict each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading
from support.readings import ONE_ACTION


@pytest.mark.parametrize(
    ("told", "title", "prose"),
    [
        ({}, "1.1.2013–30.6.2014", "It covers the period from 1 January 2013 to 30 June 2014."),
        ({}, "1.1.2013–30.6.2014", "As Action 45 may follow, 12 countries met on 29 February."),
        ({"period-differs": "1 January 2013 to 31 December 2014"}, "1.1.2013–30.6.2014",
         "This Action Plan for the period from 1 January 2013 to 31 December 2014 is new."),
        ({"date-impossible": "1.7.2013–30.6.2013"}, "1.7.2013–30.6.2013", "It covers customs."),
        ({"date-impossible": "30 February"}, "1.1.2013–30.6.2014", "They met on 30 February and 2 March 2012."),
        ({"date-impossible": "29 February 2013"}, "1.1.2013–30.6.2014", "They met on 29 February 2013."),
        ({"date-impossible": "31.4.2012"}, "1.1.2013–30.6.2014", "They met on 31.4.2012."),
    ],
)  # fmt: skip
def test_days_that_cannot_be_and_periods_that_differ_are_told(
    told: dict[str, str], title: str, prose: str, read_text: Callable[[str], Reading]
) -> None:
    """A day that no calendar has is read as none, and of two periods one is taken: neither without a word."""
    reading = read_text(f"Draft Sixth Action Plan ({title})\n\n{prose}\n\n{ONE_ACTION}Parcels are small.\n")
    found = {each.code: each.message for each in reading.issues if each.code in ("period-differs", "date-impossible")}
    assert told.keys() == found.keys()
    assert all(words in found[code] for code, words in told.items())
