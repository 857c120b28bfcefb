"""Days, months and years in a question."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from pyoxigraph import Literal

from ccwp_kg.namespaces import XSD
from ccwp_kg.sources.profile.load import action_plans
from ccwp_kg.sources.text.dates import DATE, MONTH, Calendar, TimeMatch

_ISO_MONTH = re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])(?![0-9-])")
_SHORT_MONTH = re.compile(r"\b([^\W\d_]{3,4})\b\.?(?= [0-9]{4}\b)")
_WORD = re.compile(r"(?<![^\W_])(?<![./-])[^\W_]")


@dataclass(frozen=True, slots=True)
class Time:
    """A day, month, year or part of a year: its place in the text, its lexical form (XSD; of several days the first
    and the last, with a slash between them), its words, its first day and its last."""

    start: int
    end: int
    value: str
    words: str
    first: Literal
    last: Literal


def times(text: str) -> tuple[Time, ...]:
    """The times in a text, in their order; a date that does not exist is none.

    >>> [(time.value, time.first.value, time.last.value) for time in times("in March 2008, or on 2009-05-01?")]
    [('2008-03', '2008-03-01', '2008-03-31'), ('2009-05-01', '2009-05-01', '2009-05-01')]
    >>> [time.value for time in times("first half of 2009")], [time.value for time in times("2009-01-01/2009-06-30")]
    (['2009-01-01/2009-06-30'], ['2009-01-01/2009-06-30'])
    """
    if not any(letter.isdigit() for letter in text):
        return ()
    found: list[Time] = []
    place = 0
    while (begin := _WORD.search(text, place)) is not None:
        start = begin.start()
        month = _ISO_MONTH.match(text, start)
        match = TimeMatch(start, month.end(), month.group(), MONTH) if month else _calendar().time_at(text, start)
        if match is None:
            place = begin.end()
            continue
        if match.datatype == DATE and text[match.end : match.end + 1] == "/":
            end = _calendar().time_at(text, match.end + 1)
            if end is not None and end.datatype == DATE and end.value > match.value:
                match = replace(match, end=end.end, until=end.value)
        first, last = (Literal(day, datatype=XSD.date) for day in (match.first_day, match.last_day))
        value = match.value if match.until is None else f"{match.value}/{match.until}"
        found.append(Time(start, match.end, value, text[start : match.end], first, last))
        place = match.end
    return tuple(found)


def months_in_full(text: str) -> str:
    """A text in which no month before a year is shortened.

    >>> months_in_full("Resolution of 2 Oct. 2003"), months_in_full("3 Sept 2009"), months_in_full("May 2010")
    ('Resolution of 2 October 2003', '3 September 2009', 'May 2010')
    """
    months = _calendar().short_months
    names = action_plans().words.months
    return _SHORT_MONTH.sub(
        lambda found: names[months[short] - 1] if (short := found[1].casefold()) in months else found[0], text
    )


@cache
def _calendar() -> Calendar:
    return Calendar(action_plans().words)
