"""Dates, months, years, periods and lengths of time as documents write them, in XSD's own forms."""

import pytest

from ccwp_kg.sources.dates import Calendar


@pytest.mark.parametrize(
    ("value", "datatype", "until", "text"),
    [
        ("2011-07-01", "date", None, "1.7.2011–31.12.2012"),
        ("2010-06-15", "date", None, "15 June 2010, it"),
        ("2011-04-11", "date", "2011-04-12", "11-12 April 2011 on"),
        ("2012-12", "gYearMonth", None, "December 2012."),
        ("2005", "gYear", None, "2005 and"),
        ("2007", "gYear", None, "2007) 8282/3/08"),
    ],
)
def test_times(value: str, datatype: str, until: str | None, text: str, calendar: Calendar) -> None:
    time = calendar.time_at(text, 0)
    assert time is not None
    assert (time.value, time.datatype, time.until) == (value, datatype, until)


@pytest.mark.parametrize("text", ["31.2.2011", "31 June 2010", "3.16 (6026", "Mayor 2010", "20105", "4.10 of", "June"])
def test_what_is_no_time(text: str, calendar: Calendar) -> None:
    """A day that does not exist, an action's number, and a month without a year are none."""
    assert calendar.time_at(text, 0) is None


@pytest.mark.parametrize(
    ("first", "last", "joined", "text"),
    [
        ("2007-01-01", "2008-06-30", True, "January 2007 - June 2008)"),
        ("2008-07-01", "2009-12-31", False, "July 2008 December 2009)"),
        ("2004-01-01", "2006-12-31", True, "2004-2006)"),
        ("2011-07-01", "2012-12-31", True, "1.7.2011–31.12.2012)"),
        ("2011-07-01", "2012-12-31", True, "1 July 2011 to 31 December 2012."),
        ("2007-01-01", "2008-02-29", True, "January 2007 until February 2008"),
    ],
)
def test_periods(first: str, last: str, joined: bool, text: str, calendar: Calendar) -> None:
    """A month or year stands for its first or last day, in a leap year too."""
    period = calendar.period_at(text, 0)
    assert period is not None
    assert (period.first.first_day, period.last.last_day, period.joined) == (first, last, joined)


@pytest.mark.parametrize("text", ["January 2007 and June 2008", "2004 - June 2006", "July 2008, December", "no 2004"])
def test_what_is_no_period(text: str, calendar: Calendar) -> None:
    assert calendar.period_at(text, 0) is None


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (("2011-02-18", "2011-03-24"), "18 February and 24 March 2011."),
        (("2030-12-30", "2031-01-03"), "30 December 2030 and 3 January 2031"),
        (("2030-05-03", "2030-06-07", "2030-07-02"), "3 May, 7 June and 2 July 2030"),
        (("2011-02-18",), "18 February 2011 in Brussels"),
        ((), "18 February and later"),
    ],
)
def test_lists_of_days(days: tuple[str, ...], text: str, calendar: Calendar) -> None:
    """A year printed once counts for the days before it."""
    assert tuple(day.value for day in calendar.days_at(text, 0)) == days


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("P3Y", "three years, it"),
        ("P3Y", "3–year Action"),
        ("P1Y6M", "18–month Action"),
        ("P1Y", "12 months"),
        ("P6M", "six months."),
        ("P2Y", "two years in"),
        ("P14D", "two weeks"),
    ],
)
def test_lengths_of_time(value: str, text: str, calendar: Calendar) -> None:
    """Twelve months are a year in the canonical form of xsd:duration."""
    duration = calendar.duration_at(text, 0)
    assert duration is not None
    assert (duration.value, duration.datatype) == (value, "duration")
