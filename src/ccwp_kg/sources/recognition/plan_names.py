"""Finds names of action plans: an ordinal, an optional duration or body, the word for a plan, an optional period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.sources.profile.profile import LanguageWords
from ccwp_kg.sources.text.dates import Calendar, PeriodMatch, TimeMatch
from ccwp_kg.sources.text.ordinals import Ordinals
from ccwp_kg.sources.text.patterns import any_of
from ccwp_kg.sources.text.prose import Stretch

_FARTHEST = 100
"""The most characters from the start of an ordinal to the word for a plan."""


@dataclass(frozen=True, slots=True)
class NamedPlan(Stretch):
    """A plan named in running text: `first 3–year Action Plan (2004-2006)`, `Ninth CCWP Action Plan`.

    The name ends at `name_end`. Its `period`, in a bracket or behind “from”, ends at `end`.
    """

    name_end: int
    ordinal: int
    duration: TimeMatch | None
    period: PeriodMatch | None


@dataclass(frozen=True, slots=True)
class PlanNames:
    """Finds the names of plans in the words of a language.

    `is_counted` says whether the ordinals of a document are those of the counted plans, and not of another body's.
    """

    calendar: Calendar
    ordinals: Ordinals
    plan: re.Pattern[str]
    plans: re.Pattern[str]
    joints: re.Pattern[str]
    opens_period: re.Pattern[str]
    bodies: re.Pattern[str]
    is_counted: bool = True

    @classmethod
    def of(cls, words: LanguageWords, *, counted: Sequence[str] = (), latest_year: int | None = None) -> PlanNames:
        """A finder for the words of one language, and the names of the body whose plans are `counted`.

        Two-digit years are no later than `latest_year`.
        """
        plan = re.compile(rf"{re.escape(words.plan)}(?!\w)", re.IGNORECASE)
        plans = re.compile(rf" {re.escape(words.plans)}(?!\w)", re.IGNORECASE)
        joints = re.compile(rf"(?: ?(?:{any_of(words.joined)}))+ ", re.IGNORECASE)
        opens_period = re.compile(rf" (?:\(|(?:{any_of(words.before_first_day)}) )")
        bodies = re.compile(rf"(?:(?:{any_of(counted)}) )?" if counted else "")
        return cls(Calendar(words, latest_year), Ordinals(words), plan, plans, joints, opens_period, bodies)

    def at(self, text: str, start: int) -> NamedPlan | None:
        """The plan whose name begins at `start`, or None."""
        ordinal = self.ordinals.pattern.match(text, start)
        if ordinal is None or not text.startswith(" ", ordinal.end()):
            return None
        place = ordinal.end() + 1
        duration = self.calendar.duration_at(text, place)
        if duration is not None:
            place = duration.end + 1
        body = self.bodies.match(text, place)
        name = self.plan.match(text, body.end() if body is not None else place)
        if name is None:
            return None
        number, end = self.ordinals.value(ordinal), name.end()
        opening = self.opens_period.match(text, end)
        period = self.calendar.period_at(text, opening.end()) if opening is not None else None
        in_bracket = opening is not None and opening.group() == " ("
        if period is None or (in_bracket and not text.startswith(")", period.end)):
            return NamedPlan(start, end, end, number, duration, None)
        return NamedPlan(start, period.end + in_bracket, end, number, duration, period)

    def together(self, text: str) -> tuple[NamedPlan, ...]:
        """The plans that a text names together, each by its ordinal, in order: `the Third and Fourth Action Plans`."""
        found: list[NamedPlan] = []
        for name in self.plans.finditer(text):
            place, listed = name.start(), list[NamedPlan]()
            ordinals = [*self.ordinals.pattern.finditer(text, max(0, place - _FARTHEST), place)]
            for ordinal in reversed(ordinals):
                is_last = ordinal.end() == name.start()
                if not is_last and not (listed and self.joints.fullmatch(text, ordinal.end(), place)):
                    break
                place, end = ordinal.start(), name.end() if is_last else ordinal.end()
                listed.append(NamedPlan(place, end, end, self.ordinals.value(ordinal), None, None))
            found += reversed(listed)
        return tuple(found)

    def target(self, ordinal: int) -> str | None:
        """What an ordinal means: `plan/5`; None where it counts the plans of another body, which have other names."""
        return f"plan/{ordinal}" if self.is_counted else None

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
