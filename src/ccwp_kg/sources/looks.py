"""What a cell of each column looks like, as far as its words show it: the names of parties, a country, a date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ccwp_kg.sources.layout import Line, spans_of
from ccwp_kg.sources.marks import item_mark, list_mark, without_closing
from ccwp_kg.sources.objectives import meant_by
from ccwp_kg.sources.party_pieces import PartyNames
from ccwp_kg.sources.records import StrategicObjective
from ccwp_kg.sources.scan import Reader

Block = tuple[Line, ...]

TITLE, OBJECTIVES, INDICATORS, OUTCOMES, PARTIES = "title", "objectives", "indicators", "outcomes", "parties"
LEAD, START, STATUS, TIMETABLE = "lead", "start", "status", "timetable"

_PARTY_KINDS = frozenset({"organisation", "group"})
_LONGEST = 600
"""Characters beyond which a block is prose and looks like no cell."""
_LONGEST_STATUS = 6


@dataclass(frozen=True, slots=True)
class Look:
    """What one block looks like; each figure is between 0 (not at all) and 1 (wholly)."""

    columns: Mapping[str, float]

    def like(self, column: str) -> float:
        """How much it looks like a cell of a column; columns of free words have no look."""
        return self.columns.get(column, 0.0)


@dataclass(frozen=True, slots=True)
class Looks:
    """Looks at blocks of one document for the columns that its table has."""

    reader: Reader
    objectives: Sequence[StrategicObjective]
    columns: Sequence[str]
    countries: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        forms = (form for state in self.reader.profile.member_states for form in state.forms)
        object.__setattr__(self, "countries", frozenset(word for form in forms for word in form.split()))

    def party_names(self) -> PartyNames:
        """The names of parties, as a list of them is told from other words."""
        names = self.reader.finder.names
        words = {word for name in names if name.kind in _PARTY_KINDS for word in re.findall(r"\w+", name.form)}
        marks = set(self.reader.profile.layout.list_marks)
        linking = self.reader.profile.words.linking
        return PartyNames(words | marks | {"etc"}, linking, lambda text: self._parties(text, listed=False))

    def at(self, block: Block) -> Look:
        """What a block looks like."""
        if sum(len(line.text) for line in block) > _LONGEST:
            return Look({})
        text = self.reader.flow(spans_of(block)).text
        listed = list_mark(block[0].text, self.reader.profile.layout.list_marks) is not None
        return Look({column: self._like(column, text, listed=listed) for column in self.columns})

    def _like(self, column: str, text: str, *, listed: bool) -> float:
        if column == PARTIES:
            return self._parties(text, listed=listed)
        looks = {
            OBJECTIVES: self._objective,
            LEAD: self._country,
            START: self._time,
            TIMETABLE: self._time,
            STATUS: self._status,
        }
        return looks[column](text) if column in looks else 0.0

    def _objective(self, text: str) -> float:
        """Whether the first item words an objective, or the words of one stand at the beginning."""
        marks = self.reader.profile.layout.list_marks
        mark = item_mark(text)
        bullet = list_mark(text, marks)
        words = text[mark.end if mark else len(bullet) if bullet else 0 :].strip()
        if mark is not None:
            following = re.search(r" \(?(?:2\)|2\.|b\)|ii\)) ", words)
            words = words[: following.start()] if following else words
        first = re.split(r"[;,.](?= [A-Z]|$)", words)[0]
        if any(words.casefold().startswith(each.text.text.casefold()) for each in self.objectives):
            return 1.0
        return float(meant_by(first, self.objectives).objective is not None)

    def _parties(self, text: str, *, listed: bool) -> float:
        """The share of its words that name organisations; a list mark before names unknown so far is a sign too."""
        found = [name for name in self.reader.finder.find(text) if name.name.kind in _PARTY_KINDS]
        marks = self.reader.profile.layout.list_marks
        ignored = {*self.reader.profile.party_glue, *marks}
        words = [word for word in re.finditer(r"\w+", text) if word.group().lower() not in ignored]
        if not words:
            return 0.0
        named = sum(any(name.start <= word.start() < name.end for name in found) for word in words) / len(words)
        return max(named, 0.5 if listed else 0.0)

    def _country(self, text: str) -> float:
        words = [word for word in re.findall(r"\w+", text) if word.lower() not in self.reader.profile.party_glue]
        return sum(word in self.countries for word in words) / len(words) if words else 0.0

    def _time(self, text: str) -> float:
        """Whether it is a date, month, year or period and nothing else, or holds one."""
        calendar = self.reader.calendar
        words = without_closing(text, closing=self.reader.profile.layout.closing)
        for found in (calendar.period_at(words, 0), calendar.time_at(words, 0), calendar.duration_at(words, 0)):
            if found is not None and found.end == len(words):
                return 1.0
        starts = (word.start() for word in re.finditer(r"\b[\w.]+", words))
        return 0.5 if len(words) < 80 and any(calendar.time_at(words, start) for start in starts) else 0.0

    def _status(self, text: str) -> float:
        """Whether it is a few words without marks, and no date."""
        marked = item_mark(text) or list_mark(text, self.reader.profile.layout.list_marks)
        short = len(text.split()) <= _LONGEST_STATUS and text[-1] not in ".;," and not marked
        return float(short and self._time(text) < 1)
