"""The patterns by which dates are recognised, made once of a language's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ccwp_kg.sources.profile.profile import LanguageWords
from ccwp_kg.sources.text.patterns import any_of

_SHORT = range(3, 5)


@dataclass(frozen=True, slots=True)
class CalendarForms:
    """Patterns for the parts of dates, periods and lengths of time.

    `months` has the number of each month by its name in small letters, `short_months` by its first three or four.
    `parts_of_year` are the patterns by how many of them make a year, `durations` by the unit.
    """

    months: Mapping[str, int]
    short_months: Mapping[str, int]
    day: re.Pattern[str]
    day_behind_month: re.Pattern[str]
    of: re.Pattern[str]
    joined: re.Pattern[str]
    until: re.Pattern[str]
    until_or_between: re.Pattern[str]
    count: re.Pattern[str]
    durations: Mapping[str, re.Pattern[str]]
    parts_of_year: Mapping[int, re.Pattern[str]]

    @classmethod
    def of_words(cls, words: LanguageWords) -> CalendarForms:
        """The patterns in one language."""
        endings = rf"(?:{any_of(words.day_endings)})?"
        until = any_of(words.until)
        between = rf"{until}|{re.escape(words.between[1])}"
        months = {month.casefold(): number for number, month in enumerate(words.months, 1)}
        # letters that two months share stand for the first of them
        short = {month[:length]: months[month] for month in reversed(months) for length in _SHORT}
        counts = "|".join([r"\d{1,3}", *words.numerals])
        of = rf"(?:(?:{any_of(words.of)}) )?"
        days = rf"(?: ?[-–] ?| (?:{until}) )"
        return cls(
            months=months,
            short_months=short,
            day=re.compile(rf"([0-9]{{1,2}}){endings}(?:{days}([0-9]{{1,2}}){endings})?(?![\w/.])"),
            day_behind_month=re.compile(rf" ([0-9]{{1,2}}){endings},? "),
            of=re.compile(rf" {of}"),
            joined=re.compile(rf" ?(?:{any_of(words.joined)}) "),
            until=re.compile(rf" (?:{until}) | ?[-–—] ?"),
            until_or_between=re.compile(rf" (?:{between}) | ?[-–—] ?"),
            count=re.compile(rf"({counts})(?![\w/.]\d|\w)", re.IGNORECASE),
            durations={
                unit.slug: re.compile(rf"({counts})[ –-](?:{any_of(unit.forms)})\b", re.IGNORECASE)
                for unit in words.units
            },
            parts_of_year={
                (count := int(part.slug)): re.compile(
                    rf"(?:({any_of(words.ordinals[:count])})|([1-{count}])(?:{any_of(words.day_endings)}))"
                    rf" (?:{any_of(part.forms)}) {of}",
                    re.IGNORECASE,
                )
                for part in words.parts_of_year
            },
        )
