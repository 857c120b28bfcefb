"""Dates, months, years, periods and lengths of time as documents write them, in XSD's own forms."""

import pytest

from ccwp_kg.sources.text.dates import Calendar


@pytest.mark.parametrize(
    ("value", "datatype", "until", "text"),
    [
        ("2011-07-01", "date", None, "1.7.2011–31.12.2012"),
        ("2010-06-15", "date", None, "15 June 2010, it"),
        ("2011-04-11", "date", "2011-04-12", "11-12 April 2011 on"),
        ("2012-12", "gYearMonth", None, "December 2012."),
        ("2005", "gYear", None, "2005 and"),
        ("2007", "gYear", None, "2007) 8282/3/08"),
        ("2011-07-01", "date", None, "01.07.2011"),
        ("2011-07-01", "date", None, "1. 7. 2011"),
        ("2011-07-01", "date", None, "1/7/2011"),
        ("2011-07-01", "date", None, "01-07-2011"),
        ("2011-07-01", "date", None, "2011-07-01"),
        ("2011-07-01", "date", None, "1 JULY 2011"),
        ("2011-07-01", "date", None, "1st July 2011"),
        ("2011-07-01", "date", None, "1st of July 2011"),
        ("2011-07-01", "date", None, "1 July, 2011"),
        ("2011-07-01", "date", None, "July 1, 2011"),
        ("2011-07-01", "date", None, "July 1st, 2011"),
        ("2011-09-01", "date", None, "1 Sep 2011"),
        ("2011-09-01", "date", None, "1 Sept. 2011"),
        ("2012-02-29", "date", None, "29 February 2012"),
        ("2011-07", "gYearMonth", None, "July 2011"),
        ("2011-07", "gYearMonth", None, "Jul. 2011"),
        ("2011-07-01", "date", "2011-07-03", "1–3 July 2011"),
        ("2011-07-01", "date", "2011-07-03", "1 to 3 July 2011"),
        ("2011-07-01", "date", "2011-07-02", "1st-2nd July 2011"),
        ("2011-01-01", "date", "2011-06-30", "first half of 2011"),
        ("2011-07-01", "date", "2011-12-31", "2nd half of 2011"),
        ("2012-01-01", "date", "2012-03-31", "first quarter of the year 2012"),
    ],
)
def test_times(value: str, datatype: str, until: str | None, text: str, calendar: Calendar) -> None:
    """The value is in the form of its XSD type; a stretch of days has its last day, too."""
    time = calendar.time_at(text, 0)
    assert time is not None
    assert (time.value, time.datatype, time.until) == (value, datatype, until)


@pytest.mark.parametrize(
    "text",
    [
        "31.2.2011",
        "31 June 2010",
        "29 February 2011",
        "2011-02-29",
        "0.7.2011",
        "12/25/2011",
        "3-1 July 2011",
        "fifth quarter of 2011",
        "3rd half of 2011",
        "3.16 (6026",
        "Mayor 2010",
        "Ma 2010",
        "20105",
        "200910",
        "2009/10",
        "2009-10",
        "2009.5",
        "4.10 of",
        "June",
        "1 July",
        "1.7.11",
        "01/07/11",
        "1.7.1789",
        "18.30",
        "8284/08",
        "2.281.61.11",
    ],
)
def test_what_is_no_time(text: str, calendar: Calendar) -> None:
    """A day that does not exist, a number of something else, and what lacks its year are none."""
    assert calendar.time_at(text, 0) is None


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("date.day-first", "01/07/2011"),
        ("date.day-first", "1-7-2011"),
        (None, "25/12/2011"),
        (None, "07/07/2011"),
        (None, "1.7.2011"),
        ("date.part-of-year", "first half of 2011"),
    ],
)
def test_a_date_that_is_not_wholly_printed_names_its_rule(rule: str | None, text: str, calendar: Calendar) -> None:
    """Only a slash or dash between figures that both could be months leaves the order open."""
    time = calendar.time_at(text, 0)
    assert time is not None
    assert rule == time.rule


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (["01/07/2011", "2-3-2012"], "from 01/07/2011 to 31/12/2011 and 2-3-2012"),
        ([], "8284/08, 1/1/2011, 12/31/2011, 01/07/20111 and 9/01/07/2011"),
    ],
)
def test_dates_that_may_be_read_otherwise_are_told(told: list[str], text: str, calendar: Calendar) -> None:
    assert told == [text[start:end] for start, end in calendar.ambiguous_in(text)]


@pytest.mark.parametrize(
    ("first", "last", "joined", "text"),
    [
        ("2007-01-01", "2008-06-30", True, "January 2007 - June 2008)"),
        ("2008-07-01", "2009-12-31", False, "July 2008 December 2009)"),
        ("2004-01-01", "2006-12-31", True, "2004-2006)"),
        ("2011-07-01", "2012-12-31", True, "1.7.2011–31.12.2012)"),
        ("2011-07-01", "2012-12-31", True, "1 July 2011 to 31 December 2012."),
        ("2007-01-01", "2008-02-29", True, "January 2007 until February 2008"),
        ("2011-07-01", "2011-12-31", True, "1 July to 31 December 2011"),
        ("2011-07-01", "2011-12-31", True, "1 July–31 December 2011"),
        ("2011-07-01", "2011-12-31", True, "July to December 2011"),
        ("2011-06-30", "2011-07-02", True, "30 June – 2 July 2011"),
        ("2011-07-01", "2011-12-31", True, "01/07/2011 to 31/12/2011"),
        ("2011-07-01", "2012-12-31", True, "2011-07-01 to 2012-12-31"),
        ("2011-01-01", "2011-06-30", True, "first half of 2011)"),
        ("2014-09-01", "2015-12-31", True, "09/2014 – 12/2015"),
        ("2015-01-01", "2015-12-31", True, "01.2015-12.2015)"),
        ("2014-07-01", "2015-03-31", True, "July 2014/March 2015"),
        ("2014-10-01", "2015-09-30", True, "Q4 2014 / Q3 2015"),
    ],
)
def test_periods(first: str, last: str, joined: bool, text: str, calendar: Calendar) -> None:
    """A month or year stands for its first or last day, in a leap year too."""
    period = calendar.period_at(text, 0)
    assert period is not None
    assert (period.first.first_day, period.last.last_day, period.joined) == (first, last, joined)


@pytest.mark.parametrize(
    "text",
    [
        "January 2007 and June 2008",
        "2004 - June 2006",
        "July 2008, December",
        "no 2004",
        "1 July 31 December 2011",
        "31.12.2012–1.7.2011",
        "1 December to 31 January 2012",
        "2012-2010",
        "2016/2031",
        "09/2014",
        "9/2014 and 12/2015/3",
        "13/2014 – 14/2014",
    ],
)
def test_what_is_no_period(text: str, calendar: Calendar) -> None:
    """Ends of different kinds, without anything between them, or the later before the earlier."""
    assert calendar.period_at(text, 0) is None


@pytest.mark.parametrize(
    ("last", "text"),
    [("2011-12-31", "between 1 July and 31 December 2011"), (None, "in 1 July and 31 December 2011")],
)
def test_and_closes_a_period_only_behind_between(last: str | None, text: str, calendar: Calendar) -> None:
    period = calendar.period_at(text, text.index("1 July"))
    assert last == (period and period.last.last_day)


def test_a_year_that_counts_for_both_ends_names_its_rule(calendar: Calendar) -> None:
    period = calendar.period_at("1 July to 31 December 2011", 0)
    assert period is not None
    assert ("date.shared-year", None) == (period.first.rule, period.last.rule)


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (("2011-02-18", "2011-03-24"), "18 February and 24 March 2011."),
        (("2030-12-30", "2031-01-03"), "30 December 2030 and 3 January 2031"),
        (("2030-05-03", "2030-06-07", "2030-07-02"), "3 May, 7 June and 2 July 2030"),
        (("2011-02-18",), "18 February 2011 in Brussels"),
        (("2010-11-08", "2010-11-09"), "8 and 9 November 2010"),
        (("2010-05-03", "2010-05-04", "2010-06-07"), "3, 4 May and 7 June 2010"),
        ((), "18 February and later"),
    ],
)
def test_lists_of_days(days: tuple[str, ...], text: str, calendar: Calendar) -> None:
    """A month and a year printed once count for the days before them."""
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
