"""Dates, periods and lengths of time as a document writes them, and what they are in XSD."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ccwp_kg.sources.profile.profile import LanguageWords
from ccwp_kg.sources.text.patterns import any_of
from ccwp_kg.sources.text.prose import Stretch

DATE, MONTH, YEAR, DURATION = "date", "gYearMonth", "gYear", "duration"

SHARED_YEAR, DAY_FIRST, PART_OF_YEAR = "date.shared-year", "date.day-first", "date.part-of-year"

# ISO 8601-1:2019, 5.2.2.1: 2011-07-01
_ISO = re.compile(r"((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})(?![^\W_]|-[0-9])")
_NUMERIC = re.compile(r"([0-9]{1,2})(?:\. ?([0-9]{1,2})\. ?|([/-])([0-9]{1,2})\3)((?:19|20)[0-9]{2})(?![0-9])")
_SLASHED = re.compile(r"(?<![\w/.-])([0-9]{1,2})([/-])([0-9]{1,2})\2(?:19|20)[0-9]{2}(?![^\W_]|[/-][0-9])")
# no year where the figures continue: 200910, 2009.5, 2009/10, 2009-10
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?![0-9]|[./][0-9]|-[0-9]{1,2}(?![0-9]))")
_NAME = re.compile(r"([^\W\d_]{3,16})(?![^\W\d_])\.?")
_MONTH = re.compile(r"(0?[1-9]|1[0-2])[/.]((?:19|20)[0-9]{2})(?![\w/]|\.[0-9])")
_COMMA, _SPACE, _SLASH = re.compile(",? "), re.compile(" "), re.compile(" ?/ ?")
_SHORT = range(3, 5)
_FIGURES = re.compile(r"(?<![\w./-])[0-9]")
_DAY_OF_MONTH = re.compile(r"[0-9]{1,2}[^\W\d]*(?: [a-z]{2,3})? [A-Z]")
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class TimeMatch(Stretch):
    """A point of time read at one place: `value` is the lexical form of the XSD type `datatype`.

    `until` is the last of several days (11-12 April 2011). `end` is the place behind the last character read. `rule`
    names the rule by which the value was read if it is not printed in full or has a second possible meaning.
    """

    value: str
    datatype: str
    until: str | None = None
    rule: str | None = None

    @property
    def first_day(self) -> str:
        """Its first day; that of a date is the date."""
        return {DATE: self.value, MONTH: f"{self.value}-01", YEAR: f"{self.value}-01-01"}[self.datatype]

    @property
    def last_day(self) -> str:
        """Its last day; that of a date is the date."""
        if self.datatype == DATE:
            return self.until or self.value
        return _last_of_month(int(self.value[:4]), int(self.value[5:] or 12))


@dataclass(frozen=True, slots=True)
class PeriodMatch(Stretch):
    """From one point of time to another. `joined` is False where no dash or word stands between the two."""

    first: TimeMatch
    last: TimeMatch
    joined: bool


class Calendar:
    """Reads times with the words of a language; `latest_year` is the last that a year of two digits may mean."""

    def __init__(self, words: LanguageWords, latest_year: int | None = None) -> None:
        self.words, self.latest_year = words, latest_year
        endings = rf"(?:{any_of(words.day_endings)})?"
        until = any_of(words.until)
        between = rf"{until}|{re.escape(words.between[1])}"
        counts = "|".join([r"\d{1,3}", *words.numerals])
        of = rf"(?:(?:{any_of(words.of)}) )?"
        days = rf"(?: ?[-–] ?| (?:{until}) )"
        self.months = {month.casefold(): number for number, month in enumerate(words.months, 1)}
        """The number of each month by its name in small letters."""
        # letters that two months share stand for the first of them
        self.short_months = {month[:length]: self.months[month] for month in reversed(self.months) for length in _SHORT}
        """The same by the first three or four letters of the name."""
        self._one_day = re.compile(rf"([0-9]{{1,2}}){endings}(?:{days}([0-9]{{1,2}}){endings})?(?![\w/.])")
        self._day_behind_month = re.compile(rf" ([0-9]{{1,2}}){endings},? ")
        self._of = re.compile(rf" {of}")
        self._joined = re.compile(rf" ?(?:{any_of(words.joined)}) ")
        between_days = any_of((*words.joined, *words.between_days)).replace(re.escape("{word}"), r"\w+")
        self._joined_days = re.compile(rf" ?(?:{between_days}) ")
        self._until = re.compile(rf" (?:{until}) | ?[-–—] ?")
        self._until_or_between = re.compile(rf" (?:{between}) | ?[-–—] ?")
        self._number = re.compile(rf"({counts})(?![\w/.]\d|\w)", re.IGNORECASE)
        self._durations = {
            unit.slug: re.compile(rf"({counts})[ –-](?:{any_of(unit.forms)})\b", re.IGNORECASE) for unit in words.units
        }
        self._parts_of_year = {
            (count := int(part.slug)): re.compile(
                rf"(?:(?:({any_of(words.ordinals[:count])})|([1-{count}])(?:{any_of(words.day_endings)}))"
                rf" (?:{any_of(part.forms)})|(?-i:{any_of(short.forms)})([1-{count}])(?!\w))"
                rf"(?:/| {of}|(?= ?[-–—]))",
                re.IGNORECASE,
            )
            for part, short in zip(words.parts_of_year, words.short_parts_of_year, strict=True)
        }
        """The patterns of a part of a year by how many of them make one."""

    def time_at(self, text: str, start: int) -> TimeMatch | None:
        """The date, month or year that begins at a place, the fullest form first; None where none does.

        A date that does not exist (31.2.2011) is not read.
        """
        first = text[start : start + 1]
        if "0" <= first <= "9":
            year = _YEAR.match(text, start)
            return (
                _numeric(text, start)
                or self._named(text, start)
                or self._part_of_year(text, start)
                or (TimeMatch(start, year.end(), year.group(), YEAR) if year else None)
            )
        return (self._month_first(text, start) or self._part_of_year(text, start)) if first.isalpha() else None

    def times_in(self, text: str) -> Iterator[TimeMatch]:
        """The times that begin with a word of a text; a part of a longer one, such as its year, is one of them, too."""
        return filter(None, (self.time_at(text, word.start()) for word in re.finditer(r"\b\w", text)))

    def days_at(self, text: str, start: int) -> tuple[TimeMatch, ...]:
        """Days in a list, where month and year may stand once for several: "8 and 9 May", "3 May and on 7 June 2010".

        Days in figures have both: "14.9.2021 and 12.10.2021".
        """
        days: list[TimeMatch] = []
        waiting: list[_Day] = []
        place: int | None = start
        while place is not None:
            if (found := self._day(text, place)) is not None:
                end = found.end
                waiting.append(found)
                if found.month is not None:
                    waiting = [day if day.month else replace(day, month=found.month) for day in waiting]
                if found.year is not None:
                    days += [time for day in waiting if (time := day.dated(found.year)) is not None]
                    waiting = []
            elif not waiting and (whole := self.time_at(text, place)) is not None and whole.datatype == DATE:
                end = whole.end
                days.append(whole)
            else:
                break
            following = self._joined_days.match(text, end)
            place = following.end() if following else None
        return tuple(days)

    def period_at(self, text: str, start: int) -> PeriodMatch | None:
        """The period that begins at a place: "1 July 2011 to 31 December 2012", "July 2008 December 2009".

        A year printed once counts for both ends: "1 July to 31 December 2011". A period that ends before it begins is
        none. A part of a year ("first half of 2011") is a period, too.
        """
        first = self.time_at(text, start) or _month_in_figures(text, start)
        if first is None:
            return self._period_of_one_year(text, start)
        if first.rule == PART_OF_YEAR and (following := self._part_behind(text, first)) is not None:
            return PeriodMatch(start, following.end, first, following, joined=True)
        slash = _SLASH.match(text, first.end) if first.datatype != YEAR else None  # 2016/2031 is the number of an act
        joint = self._joint(text, start, first.end) or slash or _SPACE.match(text, first.end)
        last = (self.time_at(text, joint.end()) or _month_in_figures(text, joint.end())) if joint else None
        if joint is None or last is None or last.datatype != first.datatype:
            return PeriodMatch(start, first.end, first, first, joined=True) if first.until else None
        if first.first_day > last.last_day:
            return None
        return PeriodMatch(start, last.end, first, last, joined=joint.group() != " ")

    def ambiguous_in(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where dates are printed that may be read day first or month first: "01/07/2011"."""
        slashed = _SLASHED.finditer(text) if "/" in text or "-" in text else ()
        return tuple(found.span() for found in slashed if _is_ambiguous(int(found[1]), int(found[3])))

    def impossible_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where days are printed that no calendar has, and periods that end before they begin, with what is wrong."""
        for at in (found.start() for found in _FIGURES.finditer(text)):
            numeric, day = _NUMERIC.match(text, at), self._day(text, at)
            if numeric is not None and _numeric(text, at) is None:
                yield *numeric.span(), "is no day"
            elif day is not None and day.month and _DAY_OF_MONTH.match(text, at):
                year = _LEAP_YEAR if day.year is None else day.year
                if any(_lexical(year, day.month, number) is None for number in (day.day, day.last or 1)):
                    yield day.start, day.end, "is no day"
            first = self.time_at(text, at)
            joint = self._until.match(text, first.end) if first is not None and first.datatype == DATE else None
            last = self.time_at(text, joint.end()) if joint is not None else None
            if first is not None and last is not None and last.datatype == DATE and last.last_day < first.first_day:
                yield at, last.end, "ends before it begins"

    def duration_at(self, text: str, start: int) -> TimeMatch | None:
        """The length of time that begins at a place: "three years", "18–month" (P1Y6M)."""
        for unit, form in self._durations.items():
            if (found := form.match(text, start)) is not None:
                count = self._count(found[1])
                # XML Schema 1.1 part 2, 3.3.6.2: no weeks, and the canonical form writes twelve months as a year
                years, months = divmod(count, 12) if unit == "M" else (0, 0)
                value = f"{count * 7}D" if unit == "W" else f"{count}{unit}"
                if years:
                    value = f"{years}Y{months}M" if months else f"{years}Y"
                return TimeMatch(start, found.end(), f"P{value}", DURATION)
        return None

    def count_at(self, text: str, start: int) -> tuple[int, int] | None:
        """The number that begins at a place, in digits or as a word, and where it ends."""
        found = self._number.match(text, start)
        return (self._count(found[1]), found.end()) if found else None

    def _count(self, word: str) -> int:
        return int(word) if word.isdigit() else self.words.numerals.index(word.lower()) + 1

    def _joint(self, text: str, start: int, place: int) -> re.Match[str] | None:
        """What joins the ends of a period at a place; `start` is where the period begins."""
        opening = self.words.between[0]
        between = text[max(0, start - len(opening) - 1) : start].casefold() == f"{opening} "
        return (self._until_or_between if between else self._until).match(text, place)

    def _period_of_one_year(self, text: str, start: int) -> PeriodMatch | None:
        """A period whose first day, month or part of a year has no year of its own: "Q2 – Q4 2016"."""
        part = self._part(text, start)
        day = self._day(text, start) if part is None else None
        month = self._month_name(text, start) if part is None and day is None else None
        end = part.end if part else day.end if day else month[0] if month else start
        joint = self._joint(text, start, end)
        last = self.time_at(text, joint.end()) if joint else None
        if last is None:
            return None
        year = int(last.value[:4])
        first = None
        if part is not None and last.rule == PART_OF_YEAR:
            first = part.of_year(year, end)
        elif day is not None and last.datatype == DATE:
            first = replace(day, month=day.month or int(last.value[5:7])).dated(year)
        elif month is not None and last.datatype == MONTH:
            first = TimeMatch(start, end, f"{year:04}-{month[1]:02}", MONTH, rule=SHARED_YEAR)
        if first is None or first.first_day > last.last_day:
            return None
        return PeriodMatch(start, last.end, first, last, joined=True)

    def _named(self, text: str, start: int) -> TimeMatch | None:
        """A day or a stretch of days of one month: "1 July 2011", "the 1st of July 2011", "11-12 April 2011"."""
        day = self._day(text, start)
        if day is None or day.year is None:
            return None
        first = day.dated(day.year)
        last = replace(day, day=day.last).dated(day.year) if day.last else None
        if first is None or (day.last and (last is None or last.value < first.value)):
            return None
        return replace(first, until=last.value if last else None)

    def _day(self, text: str, start: int) -> _Day | None:
        """A day, or days "11-12", with month and year as far as they are printed."""
        found = self._one_day.match(text, start)
        if found is None:
            return None
        number, last = int(found[1]), int(found[2]) if found[2] else None
        lead = self._of.match(text, found.end())
        month = self._month_name(text, lead.end()) if lead else None
        if month is None:
            return _Day(start, found.end(), number, last)
        comma = _COMMA.match(text, month[0])
        year = _YEAR.match(text, comma.end()) if comma else None
        end = year.end() if year else month[0]
        return _Day(start, end, number, last, month[1], int(year.group()) if year else None)

    def _month_first(self, text: str, start: int) -> TimeMatch | None:
        """A month with its year ("July 2011"), or a day written after its month ("July 1, 2011")."""
        month = self._month_name(text, start)
        if month is None:
            return None
        end, number = month
        year = _YEAR.match(text, end + 1) if text[end : end + 1] == " " else None
        if year is not None:
            return TimeMatch(start, year.end(), f"{year.group()}-{number:02}", MONTH)
        day = self._day_behind_month.match(text, end)
        year = _YEAR.match(text, day.end()) if day else None
        value = _lexical(int(year.group()), number, int(day[1])) if day and year else None
        return TimeMatch(start, year.end(), value, DATE) if year and value else None

    def _month_name(self, text: str, start: int) -> tuple[int, int] | None:
        """The end and number of the month named at a place, in full or by its first three or four letters."""
        word = _NAME.match(text, start)
        if word is None:
            return None
        name = word[1].casefold()
        if name in self.months:
            return word.end(1), self.months[name]
        return (word.end(), self.short_months[name]) if name in self.short_months else None

    def _part_of_year(self, text: str, start: int) -> TimeMatch | None:
        """A half or a quarter of a year, from its first to its last day: "first half of 2011", "2nd quarter 2012"."""
        part = self._part(text, start)
        year = _YEAR.match(text, part.end) if part else None
        return part.of_year(int(year.group()), year.end()) if part and year else None

    def _part_behind(self, text: str, first: TimeMatch) -> TimeMatch | None:
        """The part of a year behind an "and" that follows it: "second half of 2014 and first half of 2015"."""
        joint = self._joined.match(text, first.end)
        last = self._part_of_year(text, joint.end()) if joint else None
        following = datetime.date.fromisoformat(first.last_day) + datetime.timedelta(1)
        return last if last is not None and last.value == following.isoformat() else None

    def _part(self, text: str, start: int) -> _PartOfYear | None:
        """A half or a quarter at a place, without its year: "first half of", "Q2"."""
        for count, form in self._parts_of_year.items():
            if (found := form.match(text, start)) is not None:
                figure = found[2] or found[3]
                nth = int(figure) if figure else self.words.ordinals.index(found[1].casefold()) + 1
                return _PartOfYear(start, found.end(), count, nth)
        return None


@dataclass(frozen=True, slots=True)
class _PartOfYear(Stretch):
    """A part of a year as printed: the `nth` of `count`."""

    count: int
    nth: int

    def of_year(self, year: int, end: int) -> TimeMatch:
        """Its days in a year, as read up to `end`."""
        months = 12 // self.count
        first, last = f"{year:04}-{(self.nth - 1) * months + 1:02}-01", _last_of_month(year, self.nth * months)
        return TimeMatch(self.start, end, first, DATE, until=last, rule=PART_OF_YEAR)


@dataclass(frozen=True, slots=True)
class _Day(Stretch):
    """A day as printed; `last` closes days of one month, month and year are None where they are not printed with it."""

    day: int
    last: int | None = None
    month: int | None = None
    year: int | None = None

    def dated(self, year: int) -> TimeMatch | None:
        """The date in a year, with a rule where the year is not printed with it; None where there is no such day."""
        value = _lexical(year, self.month, self.day) if self.month else None
        rule = None if self.year is not None else SHARED_YEAR
        return TimeMatch(self.start, self.end, value, DATE, rule=rule) if value else None


def _numeric(text: str, start: int) -> TimeMatch | None:
    """A day in figures: year, month and day (ISO 8601), or day before month.

    A rule marks those with slashes or dashes that could also be read month before day.
    """
    if (iso := _ISO.match(text, start)) and (value := _lexical(int(iso[1]), int(iso[2]), int(iso[3]))):
        return TimeMatch(start, iso.end(), value, DATE)
    found = _NUMERIC.match(text, start)
    if found is None:
        return None
    day, month = int(found[1]), int(found[2] or found[4])
    value = _lexical(int(found[5]), month, day)
    rule = DAY_FIRST if found[3] and _is_ambiguous(day, month) else None
    return TimeMatch(start, found.end(), value, DATE, rule=rule) if value else None


def _month_in_figures(text: str, start: int) -> TimeMatch | None:
    """A month in figures, which only another one beside it tells from the number of a document: "09/2014 – 12/2015"."""
    found = _MONTH.match(text, start)
    return TimeMatch(start, found.end(), f"{found[2]}-{int(found[1]):02}", MONTH) if found else None


def _is_ambiguous(day: int, month: int) -> bool:
    return day != month and 1 <= day <= 12 and 1 <= month <= 12


def _lexical(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _last_of_month(year: int, month: int) -> str:
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"
