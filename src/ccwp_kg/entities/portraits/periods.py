"""The time a plan is valid for, in words and as dates."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.facts import Facts
from ccwp_kg.namespaces import CCWP

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

    >>> day_of("2010-06-15")
    '15 June 2010'
    """
    _, _, day = date.partition("-")[2].partition("-")
    words = month_of(date)
    return f"{int(day)} {words}" if day.isdigit() and words != date else words


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when; either end may be unknown."""

    start: str | None = None
    end: str | None = None

    @property
    def in_words(self) -> str:
        """`July 2011 – December 2012`, `from July 2011`, `until December 2012`, or nothing."""
        if self.start and self.end:
            return f"{month_of(self.start)} – {month_of(self.end)}"
        if self.start:
            return f"from {month_of(self.start)}"
        return f"until {month_of(self.end)}" if self.end else ""


def period_of(facts: Facts, plan: NamedNode | None) -> Period:
    """The period of a plan, as far as the facts hold it."""
    if plan is None:
        return Period()
    return Period(facts.text(plan, CCWP.validFrom), facts.text(plan, CCWP.validUntil))
