"""Finds phrases with slots in running text: `{agent} approved the {plan} in {date}`.

A phrase is matched word by word, in any case. A slot is filled by what stands at its place: a known name, a date, a
period, a duration, a plan, a number, any word, any few words, or the sentence up to a place
(`{before}`, which may be empty) or from it on (`{rest}`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from ccwp_kg.sources.profile.forms import Forms
from ccwp_kg.sources.profile.slots import NAMED, PLANS, SLOT
from ccwp_kg.sources.recognition.names import FoundName, small_letters, words_in
from ccwp_kg.sources.recognition.plan_names import PlanNames
from ccwp_kg.sources.text.dates import PeriodMatch, TimeMatch
from ccwp_kg.sources.text.prose import Stretch

_WORD = re.compile(r"\w+")
_WORD_START = re.compile(r"(?<!\w)(?=\w)")
_MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class FilledSlot(Stretch):
    """A slot filled from `start` up to `end`. Only the value of the slot's own kind is set."""

    target: str | None = None
    time: TimeMatch | None = None
    days: tuple[TimeMatch, ...] = ()
    period: PeriodMatch | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class PhraseMatch(Stretch):
    """A phrase found from `start` up to `end` of a running text, with its filled slots by name."""

    slots: Mapping[str, FilledSlot] = field(default_factory=dict)


class PhraseFinder:
    """Finds phrases in one running text, whose names and plans are known; without given sentences it is one.

    `small` is the text in small letters, character by character. `words` are the words of `small`.
    """

    def __init__(
        self, text: str, names: tuple[FoundName, ...], plan_names: PlanNames, sentences: tuple[Stretch, ...] = ()
    ) -> None:
        self.text, self.names, self.plan_names = text, names, plan_names
        self.small = small_letters(text)
        self.words = words_in(self.small)
        self.plans = plan_names.all(text)
        self.sentences = sentences or (Stretch(0, len(text)),)
        self._known: dict[tuple[str, ...], tuple[PhraseMatch, ...]] = {}

    def all(self, forms: Sequence[str]) -> tuple[PhraseMatch, ...]:
        """The places where one of the phrases stands, in order. Of overlapping matches, the earlier form counts."""
        asked = tuple(forms)
        if asked not in self._known:
            self._known[asked] = self._all(asked)
        return self._known[asked]

    def _all(self, forms: tuple[str, ...]) -> tuple[PhraseMatch, ...]:
        keyed = _keyed(forms)
        found: list[PhraseMatch] = []
        for place in sorted(place for key in ("", *(keyed.keys() & self.words)) for place in keyed.get(key, ())):
            for match in self._search(forms[place]):
                if not any(match.start < other.end and other.start < match.end for other in found):
                    found.append(match)
        return tuple(sorted(found, key=lambda match: match.start))

    def of_kinds(self, kinds: Iterable[Forms]) -> list[tuple[PhraseMatch, str]]:
        """The places where phrases of several kinds stand, in order, each with the slug of its kind."""
        found = ((match, kind.slug) for kind in kinds for match in self.all(kind.forms))
        return sorted(found, key=lambda each: (each[0].start, each[0].end))

    def first(self, forms: Sequence[str]) -> PhraseMatch | None:
        """The first place where one of the phrases stands, or None."""
        return next(iter(self.all(forms)), None)

    def at(self, form: str, start: int) -> PhraseMatch | None:
        """The phrase that begins at `start`, or None."""
        return next(self._fill(_parts(form), start, start, {}), None)

    def _search(self, form: str) -> Iterator[PhraseMatch]:
        parts = _parts(form)
        if any(part.casefold() not in self.small for part in parts if not SLOT.fullmatch(part)):
            return
        place = 0
        for start in self._starts(parts[0]):
            match = next(self._fill(parts, start, start, {}), None) if start >= place else None
            if match is not None:
                place = match.end
                yield match

    def _starts(self, part: str) -> Iterator[int]:
        slot = SLOT.fullmatch(part)
        if slot is None:
            return (found.start() for found in re.finditer(re.escape(part.casefold()), self.small))
        if slot[1] in PLANS:
            return (plan.start for plan in self.plans)
        if slot[1] in NAMED:
            return (found.start for found in self.names)
        if slot[1] == "before":
            return (each.start for each in self.sentences)
        return (found.start() for found in _WORD_START.finditer(self.text))

    def _fill(
        self, parts: Sequence[str], start: int, place: int, slots: Mapping[str, FilledSlot]
    ) -> Iterator[PhraseMatch]:
        if not parts:
            yield PhraseMatch(start, place, slots)
            return
        slot = SLOT.fullmatch(parts[0])
        if slot is None:
            if self._is_literal(parts[0], place):
                yield from self._fill(parts[1:], start, place + len(parts[0]), slots)
            return
        for filled in self._read(slot[1], place):
            yield from self._fill(parts[1:], start, filled.end, {**slots, slot[1]: filled})

    def _is_literal(self, words: str, place: int) -> bool:
        edges = ((place, words[0]), (place + len(words), words[-1]))
        return self.small.startswith(words.casefold(), place) and not any(
            char.isalnum() and self.text[at - 1 : at].isalnum() and self.text[at : at + 1].isalnum()
            for at, char in edges
        )

    def _read(self, slot: str, place: int) -> Iterator[FilledSlot]:
        if slot in NAMED:
            for found in self.names:
                if found.start == place and found.name.kind in NAMED[slot]:
                    yield FilledSlot(place, found.end, target=found.name.target)
        elif slot in ("word", "words"):
            yield from islice(self._any_words(place), 1 if slot == "word" else None)
        elif slot == "rest":
            yield FilledSlot(place, place + len(self.text[place : self._end_of_sentence(place)].rstrip(".:; ")))
        elif slot == "before":
            for word in _WORD_START.finditer(self.text, place, self._end_of_sentence(place)):
                yield FilledSlot(place, word.start())
        else:
            filled = self._plan(slot, place) if slot in PLANS else self._time_or_number(slot, place)
            if filled is not None:
                yield filled

    def _end_of_sentence(self, place: int) -> int:
        return next((each.end for each in self.sentences if place <= each.end), len(self.text))

    def _any_words(self, place: int) -> Iterator[FilledSlot]:
        for count, found in enumerate(re.compile(r"\S+").finditer(self.text, place)):
            word = found.group().rstrip(",;.")
            yield FilledSlot(place, found.start() + len(word))
            if word != found.group() or count == _MOST_WORDS:
                return

    def _plan(self, slot: str, place: int) -> FilledSlot | None:
        named = self.plan_names.at(self.text, place)
        if named is None or (slot == "plan-of-duration" and named.duration is None):
            return None
        target = self.plan_names.target(named.ordinal)
        if slot == "plan":
            return FilledSlot(place, named.end, number=named.ordinal, target=target)
        return FilledSlot(place, named.name_end, time=named.duration, target=target)

    def _time_or_number(self, slot: str, place: int) -> FilledSlot | None:
        calendar = self.plan_names.calendar
        if slot == "dates":
            days = calendar.days_at(self.text, place)
            return FilledSlot(place, days[-1].end, days=days) if days else None
        if slot == "period":
            period = calendar.period_at(self.text, place)
            return FilledSlot(place, period.end, period=period) if period else None
        if slot == "number":
            count = calendar.count_at(self.text, place)
            return FilledSlot(place, count[1], number=count[0]) if count else None
        find = {"date": calendar.time_at, "duration": calendar.duration_at}[slot]
        time = find(self.text, place)
        return FilledSlot(place, time.end, time=time) if time else None


@lru_cache(maxsize=8192)
def _parts(form: str) -> tuple[str, ...]:
    """A phrase split into words and slots.

    >>> _parts("{agent} approved the {plan}")
    ('{agent}', ' approved the ', '{plan}')
    """
    return tuple(part for part in re.split(r"(\{[a-z-]+\})", form) if part)


@lru_cache(maxsize=256)
def _keyed(forms: tuple[str, ...]) -> Mapping[str, Sequence[int]]:
    """The places of phrases by their longest word. A text without the word does not have the phrase."""
    keyed: dict[str, list[int]] = {}
    for place, form in enumerate(forms):
        word = max(_WORD.findall(SLOT.sub(" ", form).casefold()), key=len, default="")
        keyed.setdefault(word, []).append(place)
    return keyed
