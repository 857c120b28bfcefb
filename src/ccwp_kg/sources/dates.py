"""Dates, periods and lengths of time as a document writes them, and what they are in XSD."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from ccwp_kg.sources.profile import Words

DATE, MONTH, YEAR, DURATION = "date", "gYearMonth", "gYear", "duration"

_NUMERIC = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_YEAR = re.compile(r"((?:19|20)\d\d)(?!\d|\.\d)")
_DAY = re.compile(r"(\d{1,2})(?:\s?[-–]\s?(\d{1,2}))? ")


@dataclass(frozen=True, slots=True)
class Time:
    """A point of time read at one place: `value` is the lexical form of the XSD type `datatype`.

    `until` closes a stretch of days (11-12 April 2011). `end` is where the reading stopped.
    """

    start: int
    end: int
    value: str
    datatype: str
    until: str | None = None

    @property
    def first_day(self) -> str:
        """The first day of it; a date is its own."""
        return {DATE: self.value, MONTH: f"{self.value}-01", YEAR: f"{self.value}-01-01"}[self.datatype]

    @property
    def last_day(self) -> str:
        """The last day of it; a date is its own."""
        if self.datatype == DATE:
            return self.value
        year, month = int(self.value[:4]), int(self.value[5:] or 12)
        return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


@dataclass(frozen=True, slots=True)
class Period:
    """From one point of time to another. `joined` is False where no dash or word stands between the two."""

    start: int
    end: int
    first: Time
    last: Time
    joined: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """Reads times with a language's own words."""

    words: Words

    def time_at(self, text: str, start: int) -> Time | None:
        """The date, month or year that begins at a place, the fullest form first; None where none does.

        Dates that do not exist (31.2.2011) are none.
        """
        return self._numeric(text, start) or self._named(text, start) or self._month(text, start) or _year(text, start)

    def days_at(self, text: str, start: int) -> tuple[Time, ...]:
        """Days in a list, in which a year may stand once for several: "18 February and 24 March 2011"."""
        days: list[Time] = []
        waiting: list[tuple[int, int, int, int]] = []
        joint = re.compile(rf" ?(?:{'|'.join(map(re.escape, self.words.joined))}) ")
        place: int | None = start
        while place is not None and (found := self._day_month(text, place)) is not None:
            end, day, month = found
            year = _YEAR.match(text, end + 1) if text[end : end + 1] == " " else None
            waiting.append((place, year.end() if year else end, month, day))
            if year is not None:
                dated = [(begin, stop, _lexical(int(year.group()), m, d)) for begin, stop, m, d in waiting]
                days += [Time(begin, stop, value, DATE) for begin, stop, value in dated if value is not None]
                waiting = []
            following = joint.match(text, waiting[-1][1] if waiting else days[-1].end if days else end)
            place = following.end() if following else None
        if days:
            return tuple(days)
        single = self.time_at(text, start)
        return (single,) if single is not None and single.datatype == DATE else ()

    def period_at(self, text: str, start: int) -> Period | None:
        """The period that begins at a place: "1 July 2011 to 31 December 2012", "July 2008 December 2009"."""
        first = self.time_at(text, start)
        if first is None:
            return None
        words = "|".join(map(re.escape, self.words.until))
        joint = re.compile(rf" ?(?:{words}) ?").match(text, first.end) or re.compile(" ").match(text, first.end)
        last = self.time_at(text, joint.end()) if joint else None
        if joint is None or last is None or last.datatype != first.datatype:
            return None
        return Period(start, last.end, first, last, joined=joint.group() != " ")

    def duration_at(self, text: str, start: int) -> Time | None:
        """The length of time that begins at a place: "three years", "18–month" (P1Y6M)."""
        counts = "|".join([r"\d{1,3}", *self.words.numerals])
        for unit in self.words.units:
            names = "|".join(map(re.escape, sorted(unit.forms, key=len, reverse=True)))
            found = re.compile(rf"({counts})[ –-](?:{names})\b", re.IGNORECASE).match(text, start)
            if found is not None:
                return Time(start, found.end(), _lexical_duration(self._count(found.group(1)), unit.slug), DURATION)
        return None

    def count_at(self, text: str, start: int) -> tuple[int, int] | None:
        """The number that begins at a place, in digits or as a word, and where it ends."""
        words = "|".join([r"\d{1,3}", *self.words.numerals])
        found = re.compile(rf"({words})(?![\w/.]\d|\w)", re.IGNORECASE).match(text, start)
        return (self._count(found[1]), found.end()) if found else None

    def _count(self, word: str) -> int:
        return int(word) if word.isdigit() else self.words.numerals.index(word.lower()) + 1

    def _numeric(self, text: str, start: int) -> Time | None:
        found = _NUMERIC.match(text, start)
        value = _lexical(int(found[3]), int(found[2]), int(found[1])) if found else None
        return Time(start, found.end(), value, DATE) if found and value else None

    def _named(self, text: str, start: int) -> Time | None:
        found = self._day_month(text, start)
        if found is None or text[found[0] : found[0] + 1] != " ":
            return None
        end, day, month = found
        year = _YEAR.match(text, end + 1)
        value = _lexical(int(year.group()), month, day) if year else None
        if year is None or value is None:
            return None
        days = _DAY.match(text, start)
        last = _lexical(int(year.group()), month, int(days[2])) if days and days[2] else None
        return Time(start, year.end(), value, DATE, until=last)

    def _day_month(self, text: str, start: int) -> tuple[int, int, int] | None:
        day = _DAY.match(text, start)
        month = self._month_name(text, day.end()) if day else None
        return (month[0], int(day[1]), month[1]) if day and month else None

    def _month(self, text: str, start: int) -> Time | None:
        found = self._month_name(text, start)
        year = _YEAR.match(text, found[0] + 1) if found and text[found[0] : found[0] + 1] == " " else None
        return Time(start, year.end(), f"{year.group()}-{found[1]:02}", MONTH) if found and year else None

    def _month_name(self, text: str, start: int) -> tuple[int, int] | None:
        for number, name in enumerate(self.words.months, 1):
            end = start + len(name)
            if text[start:end].casefold() == name.casefold() and not text[end : end + 1].isalpha():
                return end, number
        return None


def _year(text: str, start: int) -> Time | None:
    found = _YEAR.match(text, start)
    return Time(start, found.end(), found.group(), YEAR) if found else None


def _lexical(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _lexical_duration(count: int, unit: str) -> str:
    # XML Schema 1.1 part 2, 3.3.6.2: the canonical form writes twelve months as a year
    years, months = divmod(count, 12) if unit == "M" else (0, 0)
    if years:
        return f"P{years}Y" + (f"{months}M" if months else "")
    return f"P{count * 7}D" if unit == "W" else f"P{count}{unit}"
