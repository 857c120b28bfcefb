"""Finds names of action plans: an ordinal, an optional duration, the word for a plan, an optional period."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ccwp_kg.sources.profile.profile import LanguageWords
from ccwp_kg.sources.text.dates import Calendar, PeriodMatch, TimeMatch
from ccwp_kg.sources.text.ordinals import Ordinals

_FARTHEST = 100
"""The most characters from the start of an ordinal to the word for a plan."""


@dataclass(frozen=True, slots=True)
class NamedPlan:
    """A plan named in running text: `first 3–year Action Plan (2004-2006)`.

    The name ends at `name_end`. The bracket with its `period`, if there is one, ends at `end`.
    """

    start: int
    name_end: int
    end: int
    ordinal: int
    duration: TimeMatch | None
    period: PeriodMatch | None


@dataclass(frozen=True, slots=True)
class PlanNames:
    """Finds the names of plans in the words of a language."""

    calendar: Calendar
    ordinals: Ordinals
    plan: re.Pattern[str]

    @classmethod
    def of(cls, words: LanguageWords, *, latest_year: int | None = None) -> PlanNames:
        """A finder for the words of one language. Two-digit years are no later than `latest_year`."""
        plan = re.compile(rf"{re.escape(words.plan)}(?!\w)", re.IGNORECASE)
        return cls(Calendar(words, latest_year), Ordinals.of(words), plan)

    def at(self, text: str, start: int) -> NamedPlan | None:
        """The plan whose name begins at `start`, or None."""
        ordinal = self.ordinals.pattern.match(text, start)
        if ordinal is None or not text.startswith(" ", ordinal.end()):
            return None
        place = ordinal.end() + 1
        duration = self.calendar.duration_at(text, place)
        if duration is not None:
            place = duration.end + 1
        name = self.plan.match(text, place)
        if name is None:
            return None
        number, end = self.ordinals.value(ordinal), name.end()
        period = self.calendar.period_at(text, end + 2) if text.startswith(" (", end) else None
        if period is None or not text.startswith(")", period.end):
            return NamedPlan(start, end, end, number, duration, None)
        return NamedPlan(start, end, period.end + 1, number, duration, period)

    def usual(self, ordinal: int) -> str:
        """The usual name of a plan: Twenty-First Action Plan."""
        written = self.ordinals.written(ordinal)
        return f"{written if written[0].isdigit() else written.title()} {self.calendar.words.plan}"

    def all(self, text: str) -> tuple[NamedPlan, ...]:
        """The plans named in a text, in order."""
        if self.calendar.words.plan.casefold() not in text.casefold():
            return ()
        found: dict[int, NamedPlan] = {}
        for name in self.plan.finditer(text):
            for ordinal in self.ordinals.pattern.finditer(text, max(0, name.start() - _FARTHEST), name.start()):
                named = self.at(text, ordinal.start())
                if named is not None:
                    found[named.start] = named
        return tuple(found.values())
