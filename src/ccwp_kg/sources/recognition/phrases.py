"""Phrases with places to fill: `{agent} approved the {plan} in {date}`, found in running text.

A phrase is matched word by word without regard to case. Each `{slot}` is filled by what is read at that place: a known
name, a date, a period, a length of time, a plan, a number, or any few words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ccwp_kg.sources.recognition.names import FoundName
from ccwp_kg.sources.recognition.plan_names import NamedPlan, PlanNames
from ccwp_kg.sources.text.dates import Calendar, PeriodMatch, TimeMatch

_WORD = re.compile(r"\w+")
_SLOT = re.compile(r"\{([a-z-]+)\}")
_AGENTS = frozenset({"organisation", "group"})
_PLANS = frozenset({"plan", "plan-of-duration"})
_MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class FilledSlot:
    """A filled slot: where, and what was read there (each only where the slot is of that kind)."""

    start: int
    end: int
    target: str | None = None
    time: TimeMatch | None = None
    days: tuple[TimeMatch, ...] = ()
    period: PeriodMatch | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase found at `start` up to `end` of a running text, with what fills its slots."""

    start: int
    end: int
    slots: Mapping[str, FilledSlot] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PhraseFinder:
    """Looks for phrases in one running text, whose known names and plans have been found before.

    `lowered` is the text in small letters, character by character, `words` are its words.
    """

    text: str
    lowered: str
    words: frozenset[str]
    names: tuple[FoundName, ...]
    plans: tuple[NamedPlan, ...]
    plan_names: PlanNames

    @classmethod
    def of(cls, text: str, names: tuple[FoundName, ...], plan_names: PlanNames) -> PhraseFinder:
        """Ready to look into a text."""
        lowered = text.lower()
        if len(lowered) != len(text):  # a capital that takes two small letters
            lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
        return cls(text, lowered, frozenset(_WORD.findall(lowered)), names, plan_names.all(text), plan_names)

    @property
    def calendar(self) -> Calendar:
        """The reader of dates."""
        return self.plan_names.calendar

    def all(self, forms: Sequence[str]) -> tuple[PhraseMatch, ...]:
        """Every place where one of some phrases stands, in order; at one place the earlier form counts."""
        keyed, keys = _keyed(tuple(forms))
        if keys.isdisjoint(self.words) and "" not in keys:
            return ()
        found: list[PhraseMatch] = []
        for key, form in keyed:
            if key and key not in self.words:
                continue
            for match in self._search(form):
                if not any(match.start < other.end and other.start < match.end for other in found):
                    found.append(match)
        return tuple(sorted(found, key=lambda match: match.start))

    def first(self, forms: Sequence[str]) -> PhraseMatch | None:
        """The first place where one of some phrases stands."""
        return next(iter(self.all(forms)), None)

    def at(self, form: str, start: int) -> PhraseMatch | None:
        """The phrase at this very place, or None."""
        return next(self._fill(_parts(form), start, start, {}), None)

    def _search(self, form: str) -> Iterator[PhraseMatch]:
        if _anchor(form) not in self.lowered:
            return
        place = 0
        parts = _parts(form)
        for start in self._starts(parts[0]):
            if start < place:
                continue
            match = next(self._fill(parts, start, start, {}), None)
            if match is not None:
                place = match.end
                yield match

    def _starts(self, part: str) -> Iterator[int]:
        slot = _SLOT.fullmatch(part)
        if slot is None:
            return (found.start() for found in re.finditer(re.escape(part.lower()), self.lowered))
        if slot[1] in _PLANS:
            return (plan.start for plan in self.plans)
        if slot[1] in ("agent", "thing"):
            return (found.start for found in self.names)
        return (found.start() for found in re.finditer(r"(?<!\w)(?=\w)", self.text))

    def _fill(
        self, parts: Sequence[str], start: int, place: int, slots: Mapping[str, FilledSlot]
    ) -> Iterator[PhraseMatch]:
        if not parts:
            yield PhraseMatch(start, place, slots)
            return
        slot = _SLOT.fullmatch(parts[0])
        if slot is None:
            if self._is_literal(parts[0], place):
                yield from self._fill(parts[1:], start, place + len(parts[0]), slots)
            return
        for filled in self._read(slot[1], place):
            yield from self._fill(parts[1:], start, filled.end, {**slots, slot[1]: filled})

    def _is_literal(self, words: str, place: int) -> bool:
        end = place + len(words)
        if not self.lowered.startswith(words.lower(), place):
            return False
        edges = ((place, words[0]), (end, words[-1]))
        return all(not char.isalnum() or _is_edge(self.text, at) for at, char in edges)

    def _read(self, slot: str, place: int) -> Iterator[FilledSlot]:
        if slot in ("agent", "thing"):
            return self._names_at(place, agents_only=slot == "agent")
        if slot == "words":
            return self._any_words(place)
        readers = {
            "date": self._date,
            "dates": self._dates,
            "duration": self._duration,
            "period": self._period,
            "plan": self._plan,
            "plan-of-duration": self._plan_of_duration,
            "number": self._number,
        }
        filled = readers[slot](place)
        return iter(()) if filled is None else iter((filled,))

    def _names_at(self, place: int, *, agents_only: bool) -> Iterator[FilledSlot]:
        for found in self.names:
            if found.start == place and (not agents_only or found.name.kind in _AGENTS):
                yield FilledSlot(place, found.end, target=found.name.target)

    def _any_words(self, place: int) -> Iterator[FilledSlot]:
        for count, found in enumerate(re.compile(r"\S+").finditer(self.text, place)):
            word = found.group().rstrip(",;.")
            yield FilledSlot(place, found.start() + len(word))
            if word != found.group() or count == _MOST_WORDS:
                return

    def _date(self, place: int) -> FilledSlot | None:
        time = self.calendar.time_at(self.text, place)
        return FilledSlot(place, time.end, time=time) if time else None

    def _dates(self, place: int) -> FilledSlot | None:
        days = self.calendar.days_at(self.text, place)
        return FilledSlot(place, days[-1].end, days=days) if days else None

    def _duration(self, place: int) -> FilledSlot | None:
        time = self.calendar.duration_at(self.text, place)
        return FilledSlot(place, time.end, time=time) if time else None

    def _period(self, place: int) -> FilledSlot | None:
        period = self.calendar.period_at(self.text, place)
        return FilledSlot(place, period.end, period=period) if period else None

    def _number(self, place: int) -> FilledSlot | None:
        count = self.calendar.count_at(self.text, place)
        return FilledSlot(place, count[1], number=count[0]) if count else None

    def _plan(self, place: int) -> FilledSlot | None:
        named = self.plan_names.at(self.text, place)
        return FilledSlot(place, named.end, number=named.ordinal, target=f"plan/{named.ordinal}") if named else None

    def _plan_of_duration(self, place: int) -> FilledSlot | None:
        named = self.plan_names.at(self.text, place)
        if named is None or named.duration is None:
            return None
        return FilledSlot(place, named.name_end, target=f"plan/{named.ordinal}", time=named.duration)


def _is_edge(text: str, place: int) -> bool:
    return not (text[place - 1 : place].isalnum() and text[place : place + 1].isalnum())


@lru_cache(maxsize=8192)
def _parts(form: str) -> tuple[str, ...]:
    """A phrase cut into words and slots.

    >>> _parts("{agent} approved the {plan}")
    ('{agent}', ' approved the ', '{plan}')
    """
    return tuple(part for part in re.split(r"(\{[a-z-]+\})", form) if part)


@lru_cache(maxsize=256)
def _keyed(forms: tuple[str, ...]) -> tuple[tuple[tuple[str, str], ...], frozenset[str]]:
    """Phrases, each with its longest word in small letters, and these words: a text without it has no such phrase."""
    keyed = tuple((max(_WORD.findall(_SLOT.sub(" ", form).lower()), key=len, default=""), form) for form in forms)
    return keyed, frozenset(key for key, _ in keyed)


@lru_cache(maxsize=8192)
def _anchor(form: str) -> str:
    """The longest words of a phrase, in small letters: where they do not stand, the phrase does not either."""
    words = [part.lower() for part in _parts(form) if not _SLOT.fullmatch(part)]
    return max(words, key=len, default="")
