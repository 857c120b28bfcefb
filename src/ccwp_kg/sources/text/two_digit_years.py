"""Which century a year printed with two digits is of, and up to which year the dates of a document go."""

from __future__ import annotations

import re

from ccwp_kg.sources.profile.profile import LanguageWords
from ccwp_kg.sources.text.patterns import any_of

FIRST = 1958
"""No document of the Council is older than its Communities."""
_FRONT = 20_000
"""Characters at the beginning of a document in which it says when it was written and how long it counts."""


def full_year(printed: str, *, first: int) -> int:
    """A year printed with two or four digits; with two it is one of the hundred years from the `first` on.

    >>> full_year("98", first=1958), full_year("13", first=1958), full_year("1957", first=1958)
    (1998, 2013, 1957)
    """
    year = int(printed)
    return first + (year - first) % 100 if len(printed) == 2 else year


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
