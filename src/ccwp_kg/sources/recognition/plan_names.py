"""Finds names of action plans: an ordinal, an optional duration, body or kind, the word for a plan, a period or none.

The number may stand behind the word for a plan, too: “Action Plan No 12”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ccwp_kg.sources.profile.profile import LanguageWords, PlanCues
from ccwp_kg.sources.text.dates import Calendar, PeriodMatch, TimeMatch
from ccwp_kg.sources.text.ordinals import Ordinals
from ccwp_kg.sources.text.patterns import any_of
from ccwp_kg.sources.text.prose import Stretch

_FARTHEST = 100
"""The most characters from the start of an ordinal to the word for a plan."""


@dataclass(frozen=True, slots=True)
class NamedPlan(Stretch):
    """A plan named in running text: `first 3–year Action Plan (2004-2006)`, `Ninth CCWP Action Plan`.

    The name ends at `name_end`. Its `period`, in a bracket or behind “from” or “, from”, ends at `end`.
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
    numbered: re.Pattern[str]
    is_counted: bool = True

    @classmethod
    def of(cls, words: LanguageWords, *, cues: PlanCues | None = None, latest_year: int | None = None) -> PlanNames:
        """A finder for the words of one language; `cues` have whose plans are counted, of which kinds, by which names.

        Two-digit years are no later than `latest_year`.
        """
        cues = cues or PlanCues()
        plan = re.compile(rf"(?:{any_of([words.plan, *cues.names])})(?!\w)", re.IGNORECASE)
        plans = re.compile(rf" {re.escape(words.plans)}(?!\w)", re.IGNORECASE)
        joints = re.compile(rf"(?: ?(?:{any_of(words.joined)}))+ ", re.IGNORECASE)
        opens_period = re.compile(rf",? (?:\(|(?:{any_of(words.before_first_day)}) )")
        kinds = [*cues.counted, *cues.kinds]
        bodies = re.compile(rf"(?:(?:{any_of(kinds)}) )*" if kinds else "", re.IGNORECASE)
        numbered = re.compile(rf"{plan.pattern} (?:No\.?|Nr\.?|N°) ?(\d{{1,3}})(?![\w/])", re.IGNORECASE)
        return cls(Calendar(words, latest_year), Ordinals(words), plan, plans, joints, opens_period, bodies, numbered)

    def at(self, text: str, start: int) -> NamedPlan | None:
        """The plan whose name begins at `start`, or None."""
        ordinal, duration = self.ordinals.pattern.match(text, start), None
        if ordinal is not None:
            place = ordinal.end() + 1
            duration = self.calendar.duration_at(text, place)
            body = self.bodies.match(text, duration.end + 1 if duration is not None else place)
            name = self.plan.match(text, body.end()) if body is not None and text[place - 1 : place] == " " else None
            number = self.ordinals.value(ordinal)
        elif (name := self.numbered.match(text, start)) is not None:
            number = int(name[1])
        if name is None:
            return None
        opening = self.opens_period.match(text, end := name.end())
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
        found: dict[int, NamedPlan] = {}
        for name in self.plan.finditer(text):
            ordinals = self.ordinals.pattern.finditer(text, max(0, name.start() - _FARTHEST), name.start())
            for start in (*(each.start() for each in ordinals), name.start()):
                named = self.at(text, start)
                if named is not None:
                    found[named.start] = named
        return tuple(found.values())
