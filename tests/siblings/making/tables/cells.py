"""The cells of one action as entries of words, each field in them taken down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from siblings.making.content import Action, Plan
from siblings.making.expected import Record
from siblings.making.ink import Glyph, Word, ink, words_of
from siblings.making.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, Layout
from siblings.making.running import Running

Entry = list[Word]


@dataclass(frozen=True, slots=True)
class Cells:
    """Composes the cells of an action; each may be asked for once."""

    plan: Plan
    action: Action
    layout: Layout
    record: Record

    @property
    def number(self) -> str:
        """The action's number without the words and stops around it."""
        return self.action.number if "{number}" in self.layout.number_form else self.action.number.partition(".")[2]

    @property
    def path(self) -> str:
        """What the paths of all its fields begin with."""
        return f"action/{self.number}"

    def number_words(self) -> Entry:
        """The number as printed, `Action 6.1`."""
        path = f"{self.path}/number"
        self.record.say(path, self.number)
        before, _, after = self.layout.number_form.replace("{last}", "{number}").partition("{number}")
        glyphs = [
            *ink(before, path, beside=[path]),
            *ink(self.number, path, of=[path]),
            *ink(after, path, beside=[path]),
        ]
        return words_of(glyphs)

    def entries(self, column: str) -> list[Entry]:
        """The entries of a cell; none where it is empty."""
        composed: dict[str, Callable[[], list[Entry]]] = {
            OBJECTIVES: self._objectives,
            INDICATORS: self._indicators,
            OUTCOMES: self._outcomes,
            PARTIES: self._parties,
            TERMS: self._terms,
        }
        return composed[column]() if column in composed else self._plain(column, getattr(self.action, column))

    def _terms(self) -> list[Entry]:
        path = f"{self.path}/{TERMS}"
        running = Running(self.plan, self.layout, self.record, self.path)
        return [running.set(self.action.terms, path, claim=path)] if self.action.terms else []

    def _outcomes(self) -> list[Entry]:
        items = [(f"{self.path}/outcome/{place}", text) for place, text in enumerate(self.action.outcomes, 1)]
        return self._items(items, marked=len(items) > 1)

    def _plain(self, column: str, text: str) -> list[Entry]:
        if not text:
            return []
        path, words = f"{self.path}/{column}", self.layout.spelled(text)
        self.record.say(path, words)
        return [words_of(ink(words, path, of=[path]))]

    def _objectives(self) -> list[Entry]:
        items = []
        for place, use in enumerate(self.action.objectives, 1):
            path = f"{self.path}/objective/{place}"
            meant = "none" if use.objective is None else f"{'all' if use.whole else 'part'} of {use.objective}"
            self.record.say(f"{path}/meant", meant)
            items.append((path, use.wording))
        marked = any(use.objective is not None for use in self.action.objectives)
        own = self.layout.own_numbers
        numbers = [use.objective or place for place, use in enumerate(self.action.objectives, 1)] if own else None
        return self._items(items, marked=marked, numbers=numbers)

    def _indicators(self) -> list[Entry]:
        items = []
        for place, indicator in enumerate(self.action.indicators, 1):
            path = f"{self.path}/indicator/{place}"
            if indicator.decision:
                self.record.say(f"{path}/decision", f"{indicator.decision} {indicator.by}")
            items.append((path, indicator.text))
        return self._items(items, marked=len(items) > 1)

    def _items(
        self, items: Sequence[tuple[str, str]], *, marked: bool, numbers: Sequence[int] | None = None
    ) -> list[Entry]:
        """Items with their marks and what closes them."""
        entries = []
        for place, (path, text) in enumerate(items, 1):
            number = numbers[place - 1] if numbers else place
            mark = self.layout.item_mark.format(n=number, a="abcdefghij"[number - 1]) if marked else ""
            if marked and "{n}" in self.layout.item_mark:
                self.record.say(f"{path}/number", str(number))
            closing = self.layout.closing[-1 if place == len(items) else 0]
            words = self.layout.spelled(text)
            self.record.say(path, words)
            glyphs = [*ink(f"{mark} ", path, beside=[path]), *ink(words, path, of=[path])]
            entries.append(words_of([*glyphs, *ink(closing, path, beside=[path])]))
        return entries

    def _parties(self) -> list[Entry]:
        entries = []
        for place, party in enumerate(self.action.parties, 1):
            path = f"{self.path}/party/{place}"
            self.record.say(path, party.text, reported=party.unknown)
            if party.names:
                self.record.say(f"{path}/names", " ".join(party.names))
            glyphs: list[Glyph] = ink(party.text, path, of=[path])
            glyphs += ink("." if place == len(self.action.parties) else ",", path, beside=[path])
            mark = ink(f"{self.layout.party_mark} ", path, beside=[path]) if self.layout.party_mark else []
            entries.append(words_of([*mark, *glyphs]))
        return entries
