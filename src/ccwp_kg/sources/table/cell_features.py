"""Measures how much a block looks like a cell of each column: names of parties, a country, a date."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from ccwp_kg.sources.layout.text_lines import spans_of
from ccwp_kg.sources.recognition.objectives import match_objective
from ccwp_kg.sources.recognition.scan import STATE, Grammar
from ccwp_kg.sources.records.prose_parts import StrategicObjective
from ccwp_kg.sources.table.cells import Block
from ccwp_kg.sources.text.list_marks import item_mark, list_mark, without_closing

TITLE, OBJECTIVES, INDICATORS, OUTCOMES, PARTIES = "title", "objectives", "indicators", "outcomes", "parties"
LEAD, START, STATUS, TIMETABLE, WORK_AREA = "lead", "start", "status", "timetable", "work-area"
OF_ITEMS = (OBJECTIVES, INDICATORS, OUTCOMES)
"""Columns whose cells may hold several items."""
TIMES = (START, TIMETABLE)
RECOGNISABLE = (LEAD, *TIMES)
"""Columns whose cells say what they are: a country, a time."""
OPTIONAL = (PARTIES, STATUS, WORK_AREA, *RECOGNISABLE)
"""Columns of which a row often has no cell."""

CellFeatures = Mapping[str, float]
"""How much one block looks like a cell of each column, up to 1 (wholly); others are left out."""

_PARTY_KINDS = frozenset({"organisation", "group"})
_LONGEST = 600
"""The most characters of a block that may look like a cell. A longer one is prose."""
_LONGEST_STATUS = 6
"""The most words of a status."""
_LONGEST_TIME = 80
"""The most characters of a time with words around it."""
_TOGETHER = 0.75
"""The likeness of Member States without a mark to a list of parties."""
_UNBOUNDED = 0.9
"""The likeness of a time without a date. It may be a status, too."""


class FeatureExtractor:
    """Measures the blocks of one document for the columns of its table."""

    def __init__(self, grammar: Grammar, objectives: Sequence[StrategicObjective], columns: Sequence[str]) -> None:
        self.grammar, self.objectives, self.columns = grammar, objectives, columns
        forms = (name.form for name in grammar.finder.names if name.kind == STATE)
        self._countries = frozenset(word for form in forms for word in form.split())

    def names_party(self, text: str) -> bool:
        """Whether a text names a party."""
        return self._parties(text, listed=False) > 0

    def features_of(self, block: Block) -> CellFeatures:
        """The likeness of a block to a cell of each column."""
        if sum(len(line.text) for line in block) > _LONGEST:
            return {}
        text = self.grammar.flow(spans_of(block)).text
        listed = list_mark(block[0].text, self.grammar.profile.layout.list_marks) is not None
        measures: Mapping[str, Callable[[str], float]] = {
            PARTIES: partial(self._parties, listed=listed),
            LEAD: partial(self._country, listed=listed),
            OBJECTIVES: self._objective,
            START: self._time,
            TIMETABLE: self._time,
            STATUS: self._status,
        }
        found = ((column, measures[column](text)) for column in self.columns if column in measures)
        return {column: likeness for column, likeness in found if likeness}

    def _objective(self, text: str) -> float:
        """Whether the first item words an objective, or the text begins with the words of one."""
        mark = item_mark(text)
        bullet = list_mark(text, self.grammar.profile.layout.list_marks)
        words = text[mark.end if mark else len(bullet) if bullet else 0 :].strip()
        if mark is not None:
            following = re.search(r" \(?(?:2\)|2\.|b\)|ii\)) ", words)
            words = words[: following.start()] if following else words
        first = re.split(r"[;,.](?= [A-Z]|$)", words)[0]
        if any(words.casefold().startswith(each.text.text.casefold()) for each in self.objectives):
            return 1.0
        return float(match_objective(first, self.objectives).objective is not None)

    def _parties(self, text: str, *, listed: bool) -> float:
        """The share of words that name organisations. It is at least 0.5 behind a list mark: names may be unknown.

        Member States in a list are parties, too, but those alone without a mark may lead together.
        """
        names = [name for name in self.grammar.finder.find(text) if name.name.kind in (*_PARTY_KINDS, STATE)]
        found = [name for name in names if listed or len(names) > 1 or name.name.kind != STATE]
        states = all(name.name.kind == STATE for name in found) and not listed
        ignored = {*self.grammar.profile.party_stop_words, *self.grammar.profile.layout.list_marks}
        words = [word for word in re.finditer(r"\w+", text) if word.group().lower() not in ignored]
        if not words:
            return 0.0
        named = sum(any(name.start <= word.start() < name.end for name in found) for word in words) / len(words)
        return max(named * (_TOGETHER if states else 1), 0.5 if listed else 0.0)

    def _country(self, text: str, *, listed: bool) -> float:
        """The share of words that name Member States, or 1 for the name of one body without marks."""
        words = [word for word in re.findall(r"\w+", text) if word.lower() not in self.grammar.profile.party_stop_words]
        share = sum(word in self._countries for word in words) / len(words) if words else 0.0
        plain = not listed and text[-1:] not in self.grammar.profile.layout.closing and "," not in text
        named = plain and any(found.end - found.start == len(text) for found in self.grammar.finder.find(text))
        return 1.0 if named and not share else share

    def _time(self, text: str) -> float:
        """1 for a date, month, year, period or duration with few words around it; 0.5 for a text that holds one."""
        words = without_closing(text, closing=self.grammar.profile.layout.closing)
        if self._is_time(words):
            return 1.0
        if len(words) >= _LONGEST_TIME:
            return 0.0
        if any(_starts_with(words, opening) for opening in self.grammar.profile.words.unbounded):
            return _UNBOUNDED
        starts = (word.start() for word in re.finditer(r"\b[\w.]+", words))
        return 0.5 if any(self.grammar.calendar.time_at(words, start) for start in starts) else 0.0

    def _is_time(self, words: str) -> bool:
        calendar, language = self.grammar.calendar, self.grammar.profile.words
        for found in (calendar.period_at(words, 0), calendar.time_at(words, 0), calendar.duration_at(words, 0)):
            behind = words[found.end :].strip(" ,") if found is not None else None
            if behind == "" or (
                behind
                and len(behind) < _LONGEST_TIME
                and any(_starts_with(behind, each) for each in language.behind_time)
            ):
                return True
        leads = (lead for lead in language.before_time if len(words) < _LONGEST_TIME and _starts_with(words, lead))
        return any(self._is_time(words[len(lead) :].lstrip(" -,")) for lead in leads)

    def _status(self, text: str) -> float:
        """Whether the text is a few words without marks, and no date."""
        marked = item_mark(text) or list_mark(text, self.grammar.profile.layout.list_marks)
        short = len(text.split()) <= _LONGEST_STATUS and text[-1] not in ".;," and not marked
        return float(short and self._time(text) < 1)


def _starts_with(text: str, words: str) -> bool:
    """Whether a text begins with whole words, in capitals or small letters."""
    return text[: len(words)].casefold() == words and not text[len(words) : len(words) + 1].isalnum()
