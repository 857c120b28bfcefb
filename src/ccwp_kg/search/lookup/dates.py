"""Days and months as people type them, and all the forms in which documents may print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ccwp_kg.search.index.reviewed import months
from ccwp_kg.search.index.words import folded
from ccwp_kg.sources.profile.load import action_plans
from ccwp_kg.sources.text.patterns import any_of

_CENTURY = "20"
_MOST_DAYS, _MOST_MONTHS = 31, 12
_MOST_OF_A_MEETING = 7
"""So many days in a row are printed as one time at most: 11-12 April 2011."""


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A day or a month that was typed, from `start` to `end`; each form is folded words in a row."""

    start: int
    end: int
    forms: tuple[tuple[str, ...], ...]
    is_day: bool


def dates_in(text: str) -> Iterator[TypedDate]:
    """The days and months in a text, in any of their usual forms; a day may be the first of several that are printed.

    >>> [(each.forms[0], each.is_day) for each in dates_in("on 30.6.2011, in août 2011 and 2011-06")]
    [(('30', 'june', '2011'), True), (('august', '2011'), False), (('june', '2011'), False)]
    """
    done = 0
    for found in sorted((each for form in _patterns() for each in form.finditer(text)), key=_place):
        parts = found.groupdict()
        month = (
            int(number)
            if (number := parts.get("number") or parts.get("month_number"))
            else months().get(folded(parts.get("month") or ""), 0)
        )
        day = int(parts.get("day") or 0)
        if found.start() >= done and 1 <= month <= _MOST_MONTHS and 0 <= day <= _MOST_DAYS:
            done = found.end()
            year = parts["year"] if len(parts["year"]) > 2 else _CENTURY + parts["year"]  # 11, 2011
            forms = tuple(_forms(day, month, year, first=int(parts.get("first") or 0)))
            yield TypedDate(found.start(), done, forms, is_day=day > 0)


def _place(found: re.Match[str]) -> tuple[int, int]:
    return found.start(), -found.end()


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{any_of(sorted(months(), key=len, reverse=True))})"
    year, of = r"(?P<year>(?:19|20)[0-9]{2})(?![\w/-])", r"(?:(?:of|de|del|di)\s+)?"
    first = r"(?:(?P<first>[0-9]{1,2})\s?[-–]\s?)?"
    day = first + r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|ste|[.º°])?"
    before = r"(?<![\w/.-])"
    return tuple(
        re.compile(before + form, re.IGNORECASE)
        for form in (
            rf"(?:{day}\s*{of})?{month}\.?,?\s+{of}{year}",
            rf"{month}\s+{day},?\s+{year}",
            rf"{first}(?P<day>[0-9]{{1,2}})\s?(?P<mark>[./-])\s?(?P<number>[0-9]{{1,2}})\s?(?P=mark)\s?{year}",
            r"(?P<day>[0-9]{1,2})\.(?P<number>[0-9]{1,2})\.(?P<year>[0-9]{2})(?![\w/.-])",
            r"(?P<year>(?:19|20)[0-9]{2})(?:([./-])(?P<number>[0-9]{1,2})\2(?P<day>[0-9]{1,2})|-(?P<month_number>[0-9]{2}))(?![\w/-])",
        )
    )


def _forms(day: int, month: int, year: str, *, first: int) -> Iterator[tuple[str, ...]]:
    name = folded(action_plans().words.months[month - 1])
    if not day:
        yield from ((name, year), (year, f"{month:02}"), (f"{month:02}", year), (str(month), year))
        return
    if first:
        yield (str(first), str(day), name, year)
    yield (str(day), name, year)
    if not first:
        yield from ((str(day), str(last), name, year) for last in range(day + 1, day + _MOST_OF_A_MEETING))
    yield (year, f"{month:02}", f"{day:02}")
    yield from dict.fromkeys(
        ((str(day), str(month), year), (f"{day:02}", f"{month:02}", year), (str(day), f"{month:02}", year))
    )
    yield (name, str(day), year)
