"""Which century a year printed with two digits is of: the last in which it is no later than the document's dates."""

from __future__ import annotations

import re

from ccwp_kg.sources.profile.profile import LanguageWords
from ccwp_kg.sources.text.patterns import any_of

_FIRST = 1958
_FRONT = 20_000
"""Characters at the beginning of a document in which it says when it was written and how long it counts."""


def full_year(printed: str, *, latest: int) -> int:
    """A year printed with two or four digits.

    No Council document is older than its Communities: a year that would be is a little later than the `latest`.

    >>> full_year("09", latest=2012), full_year("98", latest=2012), full_year("13", latest=2012)
    (2009, 1998, 2013)
    """
    year = int(printed)
    if len(printed) == 4:
        return year
    year += latest - latest % 100
    return year - 100 if year > latest and year - 100 >= _FIRST else year


def year_from_pivot(printed: str, *, pivot: int) -> int:
    """A year printed with two or four digits; with two it is of the 1900s from the pivot on, else of the 2000s.

    >>> year_from_pivot("97", pivot=50), year_from_pivot("06", pivot=50), year_from_pivot("1997", pivot=50)
    (1997, 2006, 1997)
    """
    year = int(printed)
    if len(printed) != 2:
        return year
    return year + (1900 if year >= pivot else 2000)


def latest_year(text: str, *, words: LanguageWords) -> int | None:
    """The latest year in the dates and periods at the beginning of a document; None where none is printed there."""
    year = r"((?:19|20)\d\d)(?!\d)"
    months = any_of([month[:3] for month in words.months])
    first = "".join(month[0].upper() + month[0].lower() for month in words.months)  # tried at no other letter: faster
    dated = re.compile(
        rf"(?=[{first}\d(])(?:(?:(?i:{months})[a-z.]*|\d{{1,2}}[./-])\s*{year}|\({year}\s*[-–—]\s*{year}\))"
    )
    found = dated.finditer(text[:_FRONT])
    return max((int(each) for match in found for each in match.groups() if each), default=None)
