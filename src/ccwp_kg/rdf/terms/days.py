"""Days and months as people write them in English."""

from __future__ import annotations

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def month_of(date: str) -> str:
    """An xsd:date, xsd:gYearMonth or xsd:gYear in words, to the month.

    >>> month_of("2012-12-31")
    'December 2012'
    """
    year, _, rest = date.partition("-")
    month = rest[:2]
    return f"{_MONTHS[int(month) - 1]} {year}" if month.isdigit() and 1 <= int(month) <= 12 else date


def day_of(date: str) -> str:
    """An xsd:date in words; what has no day is told to the month, what is no date stays as it is.

    A time of day, and a time zone, are left out.

    >>> day_of("2010-06-15"), day_of("2010-06-15Z")
    ('15 June 2010', '15 June 2010')
    """
    day = date.partition("-")[2].partition("-")[2][:2]
    words = month_of(date)
    return f"{int(day)} {words}" if day.isdigit() and words != date else words
