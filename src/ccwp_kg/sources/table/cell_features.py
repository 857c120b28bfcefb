"""What a cell of each column looks like, as far as its words show it: the names of parties, a country, a date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ccwp_kg.sources.interleaved.by_party_names import PartyNames
from ccwp_kg.sources.layout.lines import TextLine, spans_of
from ccwp_kg.sources.recognition.objectives import match_objective
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.records import StrategicObjective
from ccwp_kg.sources.text.list_marks import item_mark, list_mark, without_closing

Block = tuple[TextLine, ...]

TITLE, OBJECTIVES, INDICATORS, OUTCOMES, PARTIES = "title", "objectives", "indicators", "outcomes", "parties"
LEAD, START, STATUS, TIMETABLE = "lead", "start", "status", "timetable"

_PARTY_KINDS = frozenset({"organisation", "group"})
_LONGEST = 600
"""Characters beyond which a block is prose and looks like no cell."""
_LONGEST_STATUS = 6


_LONGEST_TIME = 80
_UNBOUNDED = 0.9
"""A time without a date may be how far the work has come, too."""


@dataclass(frozen=True, slots=True)
class CellFeatures:
    """What one block looks like; each figure is between 0 (not at all) and 1 (wholly)."""

    columns: Mapping[str, float]

    def likeness(self, column: str) -> float:
        """How much it looks like a cell of a column; columns of free words have no look."""
        return self.columns.get(column, 0.0)


@dataclass(frozen=True, slots=True)
class FeatureExtractor:
    """Looks at blocks of one document for the columns that its table has."""

    grammar: Grammar
    objectives: Sequence[StrategicObjective]
    columns: Sequence[str]
    countries: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        forms = (form for state in self.grammar.profile.member_states for form in state.forms)
        object.__setattr__(self, "countries", frozenset(word for form in forms for word in form.split()))

    def party_names(self) -> PartyNames:
        """The names of parties, as a list of them is told from other words."""
        names = self.grammar.finder.names
        words = {word for name in names if name.kind in _PARTY_KINDS for word in re.findall(r"\w+", name.form)}
        marks = set(self.grammar.profile.layout.list_marks)
        linking = self.grammar.profile.words.linking
        return PartyNames(words | marks | {"etc"}, linking, lambda text: self._parties(text, listed=False))

    def features_of(self, block: Block) -> CellFeatures:
        """What a block looks like."""
        if sum(len(line.text) for line in block) > _LONGEST:
            return CellFeatures({})
        text = self.grammar.flow(spans_of(block)).text
        listed = list_mark(block[0].text, self.grammar.profile.layout.list_marks) is not None
        likes = ((column, self._like(column, text, listed=listed)) for column in self.columns)
        return CellFeatures({column: likeness for column, likeness in likes if likeness})

    def _like(self, column: str, text: str, *, listed: bool) -> float:
        if column == PARTIES:
            return self._parties(text, listed=listed)
        if column == LEAD:
            return self._country(text, listed=listed)
        looks = {
            OBJECTIVES: self._objective,
            START: self._time,
            TIMETABLE: self._time,
            STATUS: self._status,
        }
        return looks[column](text) if column in looks else 0.0

    def _objective(self, text: str) -> float:
        """Whether the first item words an objective, or the words of one stand at the beginning."""
        marks = self.grammar.profile.layout.list_marks
        mark = item_mark(text)
        bullet = list_mark(text, marks)
        words = text[mark.end if mark else len(bullet) if bullet else 0 :].strip()
        if mark is not None:
            following = re.search(r" \(?(?:2\)|2\.|b\)|ii\)) ", words)
            words = words[: following.start()] if following else words
        first = re.split(r"[;,.](?= [A-Z]|$)", words)[0]
        if any(words.casefold().startswith(each.text.text.casefold()) for each in self.objectives):
            return 1.0
        return float(match_objective(first, self.objectives).objective is not None)

    def _parties(self, text: str, *, listed: bool) -> float:
        """The share of its words that name organisations; a list mark before names unknown so far is a sign too."""
        found = [name for name in self.grammar.finder.find(text) if name.name.kind in _PARTY_KINDS]
        marks = self.grammar.profile.layout.list_marks
        ignored = {*self.grammar.profile.party_glue, *marks}
        words = [word for word in re.finditer(r"\w+", text) if word.group().lower() not in ignored]
        if not words or not found:
            return 0.5 if words and listed else 0.0
        named = sum(any(name.start <= word.start() < name.end for name in found) for word in words) / len(words)
        return max(named, 0.5 if listed else 0.0)

    def _country(self, text: str, *, listed: bool) -> float:
        """The share of its words that name Member States; or whether it is the name of one body, without marks."""
        words = [word for word in re.findall(r"\w+", text) if word.lower() not in self.grammar.profile.party_glue]
        share = sum(word in self.countries for word in words) / len(words) if words else 0.0
        plain = not listed and text[-1:] not in self.grammar.profile.layout.closing and "," not in text
        named = plain and any(found.end - found.start == len(text) for found in self.grammar.finder.find(text))
        return 1.0 if named and not share else share

    def _time(self, text: str) -> float:
        """Whether it is a date, month, year, period or length of time, with few words around it; or holds one."""
        words = without_closing(text, closing=self.grammar.profile.layout.closing)
        if self._is_time(words):
            return 1.0
        short = len(words) < _LONGEST_TIME
        if short and any(_opens(words, opening) for opening in self.grammar.profile.words.unbounded):
            return _UNBOUNDED
        starts = (word.start() for word in re.finditer(r"\b[\w.]+", words))
        return 0.5 if short and any(self.grammar.calendar.time_at(words, start) for start in starts) else 0.0

    def _is_time(self, words: str) -> bool:
        calendar, told = self.grammar.calendar, self.grammar.profile.words
        for found in (calendar.period_at(words, 0), calendar.time_at(words, 0), calendar.duration_at(words, 0)):
            if found is not None:
                behind = words[found.end :].strip(" ,")
                if not behind or (
                    len(behind) < _LONGEST_TIME and any(_opens(behind, each) for each in told.behind_time)
                ):
                    return True
        leads = (lead for lead in told.before_time if len(words) < _LONGEST_TIME and _opens(words, lead))
        return any(self._is_time(words[len(lead) :].lstrip(" -,")) for lead in leads)

    def _status(self, text: str) -> float:
        """Whether it is a few words without marks, and no date."""
        marked = item_mark(text) or list_mark(text, self.grammar.profile.layout.list_marks)
        short = len(text.split()) <= _LONGEST_STATUS and text[-1] not in ".;," and not marked
        return float(short and self._time(text) < 1)


def _opens(text: str, words: str) -> bool:
    """Whether some words open a text, in whatever letters."""
    return text[: len(words)].casefold() == words and not text[len(words) : len(words) + 1].isalnum()
