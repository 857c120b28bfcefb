"""What a timetable says is a first day, a last day or both; what is not understood is told."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.actions.optional_columns import schedule_in
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.text.dates import Calendar


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Q2 2016 – Q4 2017", "2016-04-01", "2017-12-31"),
        ("Q3 – Q4 2016", "2016-07-01", "2016-12-31"),
        ("Q3/2016", "2016-07-01", "2016-09-30"),
        ("H1 2016", "2016-01-01", "2016-06-30"),
        ("first half of 2016", "2016-01-01", "2016-06-30"),
        ("second half of 2014 and first half of 2015", "2014-07-01", "2015-06-30"),
        ("during the second half of 2014", "2014-07-01", "2014-12-31"),
        ("2016-2017", "2016-01-01", "2017-12-31"),
        ("from January 2016 to June 2017", "2016-01-01", "2017-06-30"),
        ("by 30 June 2017", None, "2017-06-30"),
        ("by the end of June 2017", None, "2017-06-30"),
        ("By end of 2017.", None, "2017-12-31"),
        ("end of 2017", None, "2017-12-31"),
        ("by the end of the first half of 2015", None, "2015-06-30"),
        ("no later than Q1 2015", None, "2015-03-31"),
        ("from June 2014", "2014-06", None),
        ("from the second half of 2014", "2014-07-01", None),
        ("June 2014 onwards", "2014-06", None),
        ("June 2014", "2014-06-01", "2014-06-30"),
        ("2014", "2014-01-01", "2014-12-31"),
        ("June 2014 at the latest", None, "2014-06-30"),
        ("15 May 2014", None, None),
        ("15 May 2014 onwards", "2014-05-15", None),
        ("18 months", None, None),
    ],
)
def test_a_time_is_understood(text: str, first: str | None, last: str | None, calendar: Calendar) -> None:
    schedule = schedule_in(text, calendar=calendar)
    assert schedule is not None
    assert (schedule.first, schedule.last, schedule.rest) == (first, last, None)


@pytest.mark.parametrize(
    ("heading", "text", "first", "last"),
    [
        ("To be done by", "15 May 2014", None, "2014-05-15"),
        ("By when", "in the first half of 2014", None, "2014-06-30"),
        ("Deadline(s)", "May 2014", None, "2014-05-31"),
        ("Completion date", "2014", None, "2014-12-31"),
        ("Expected end", "15 May 2014", None, "2014-05-15"),
        ("Target date", "from 15 May 2014", "2014-05-15", None),
        ("Target date", "May 2014 – June 2015", "2014-05-01", "2015-06-30"),
        ("Start and end", "15 May 2014", None, None),
        ("From / until", "15 May 2014", None, None),
        ("When", "15 May 2014", None, None),
        ("When", "11-12 May 2014", "2014-05-11", "2014-05-12"),
    ],
)
def test_a_heading_says_which_day_is_meant(
    heading: str, text: str, first: str | None, last: str | None, calendar: Calendar
) -> None:
    schedule = schedule_in(text, heading=heading, calendar=calendar)
    assert schedule is not None
    assert (schedule.first, schedule.last, schedule.rest) == (first, last, None)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Irish Presidency 2013", "Irish Presidency 2013"),
        ("early 2014", "early 2014"),
        ("summer 2014", "summer 2014"),
        ("first half of 2014 and first half of 2016", "and first half of 2016"),
        ("from 2014, by 2015", "by 2015"),
        ("by 2014 to 2015", "by 2014 to 2015"),
        ("by the end of from 2014", "by the end of from 2014"),
    ],
)
def test_what_is_not_understood_is_told(text: str, rest: str, calendar: Calendar) -> None:
    schedule = schedule_in(text, calendar=calendar)
    assert schedule is not None
    assert schedule.rest == rest


@pytest.mark.parametrize("text", ["ongoing", "Polish Presidency", "as agreed"])
def test_words_without_a_date_are_no_time(text: str, calendar: Calendar) -> None:
    assert schedule_in(text, calendar=calendar) is None


PLAN = """Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation

ANNEX

Proposed action\tStrategic objective\tTimetable
6.1 To examine parcels\tTo find what is hidden\t{cell}
"""


@pytest.mark.parametrize(
    ("cell", "severities"),
    [
        ("ongoing", {"note"}),
        ("under the Polish Presidency", {"note"}),
        ("first seminar as soon as possible.", {"note"}),
        ("May 2013", set()),
        ("2 May 2013", {"note"}),
        ("30 April", {"problem"}),
        ("conference in Riga", {"problem"}),
    ],
)
def test_a_time_without_a_date_is_no_fault(
    cell: str, severities: set[str], read_text: Callable[[str], Reading]
) -> None:
    """What is no time at all may be words of another column; a day without a year must be completed."""
    issues = read_text(PLAN.format(cell=cell)).issues
    assert severities == {each.severity for each in issues if each.code == "date-not-understood"}


ROWS = """Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation

ANNEX

Proposed action
6.1
To examine parcels
Strategic objective
To find what is hidden
{heading}
{cell}
Proposed action
6.2
To open containers
Strategic objective
To find what is hidden
{heading}
{cell}
"""


@pytest.mark.parametrize("text", [PLAN.replace("Timetable", "{heading}"), ROWS])
@pytest.mark.parametrize(
    ("heading", "until"), [("To be completed by", "2013-05-02"), ("Deadline", "2013-05-02"), ("Timing", None)]
)
def test_a_day_under_the_heading_of_a_last_one_begins_nothing(
    heading: str, until: str | None, text: str, read_text: Callable[[str], Reading]
) -> None:
    for action in read_text(text.format(heading=heading, cell="2 May 2013")).actions:
        (told,) = (each for each in action.statements if each.kind == "timetable")
        assert (None, until) == (told.value, told.until)
