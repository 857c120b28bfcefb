"""Names of action plans in running text: an ordinal, perhaps a length, the word for a plan, perhaps a period."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ccwp_kg.sources.profile.profile import LanguageWords
from ccwp_kg.sources.text.dates import Calendar, PeriodMatch, TimeMatch
from ccwp_kg.sources.text.ordinals import Ordinals

_FARTHEST = 100  # characters between the beginning of an ordinal and the word for a plan


@dataclass(frozen=True, slots=True)
class NamedPlan:
    """A plan named in running text: `first 3–year Action Plan (2004-2006)`.

    `name_end` closes the name, `end` also takes in a bracket with its period, which `period` holds.
    """

    start: int
    name_end: int
    end: int
    ordinal: int
    duration: TimeMatch | None
    period: PeriodMatch | None


@dataclass(frozen=True, slots=True)
class PlanNames:
    """Reads the names of plans with a language's own words; made once for a profile."""

    calendar: Calendar
    ordinals: Ordinals
    plan: re.Pattern[str]

    @classmethod
    def of(cls, words: LanguageWords, *, latest_year: int | None = None) -> PlanNames:
        """A reader of plan names."""
        plan = re.compile(rf"{re.escape(words.plan)}(?!\w)", re.IGNORECASE)
        return cls(Calendar(words, latest_year), Ordinals.of(words), plan)

    def at(self, text: str, start: int) -> NamedPlan | None:
        """The plan named at a place of a text."""
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
        number = self.ordinals.value(ordinal)
        end = name.end()
        period = self.calendar.period_at(text, end + 2) if text.startswith(" (", end) else None
        closed = period is not None and text.startswith(")", period.end)
        if period is None or not closed:
            return NamedPlan(start, end, end, number, duration, None)
        return NamedPlan(start, end, period.end + 1, number, duration, period)

    def usual(self, ordinal: int) -> str:
        """The name by which a plan is usually called: Twenty-First Action Plan."""
        written = self.ordinals.written(ordinal)
        return f"{written if written[0].isdigit() else written.title()} {self.calendar.words.plan}"

    def all(self, text: str) -> tuple[NamedPlan, ...]:
        """All plans named in a text, in order."""
        if self.calendar.words.plan.casefold() not in text.casefold():
            return ()
        found: dict[int, NamedPlan] = {}
        for name in self.plan.finditer(text):
            for ordinal in self.ordinals.pattern.finditer(text, max(0, name.start() - _FARTHEST), name.start()):
                named = self.at(text, ordinal.start())
                if named is not None:
                    found[named.start] = named
        return tuple(found.values())
