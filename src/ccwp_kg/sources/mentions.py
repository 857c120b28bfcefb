"""Finds the known names in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.sources.flow import Flow
from ccwp_kg.sources.lexicon import Lexicon, Name
from ccwp_kg.sources.records import ActReference, DocumentReference, JournalReference, Mention

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """A name found at `start` up to `end` of a running text, or a number that names as well: its `reference`."""

    start: int
    end: int
    name: Name
    reference: DocumentReference | JournalReference | ActReference | None = None


@dataclass(frozen=True, slots=True)
class Finder:
    """The names of a lexicon, ready to be looked for: by their first word, the longest first."""

    by_first_word: dict[str, tuple[Name, ...]]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Finder:
        """A finder for all names of a lexicon. Names of equal length keep the lexicon's order."""
        groups: dict[str, list[Name]] = {}
        for name in lexicon.names:
            first = _WORD.search(name.form)
            if first is not None:
                groups.setdefault(first.group().casefold(), []).append(name)
        return cls({word: tuple(sorted(names, key=_longest_first)) for word, names in groups.items()})

    def find(self, text: str, *, masked: Sequence[tuple[int, int]] = ()) -> tuple[Found, ...]:
        """The names in a text, left to right, the longest at each place; none reaches into a masked stretch.

        Document references are masked: the COPEN of `COPEN 77` is a subject code, not the working party.
        """
        found: list[Found] = []
        place = 0
        for word in _WORD.finditer(text):
            if word.start() < place:
                continue
            for name in self.by_first_word.get(word.group().casefold(), ()):
                start = word.start() - _opening(name.form)
                end = start + len(_spaced(name.form))
                if start >= place and _is_at(text, start, name) and not _touches(masked, start, end):
                    found.append(Found(start, end, name))
                    place = end
                    break
        return tuple(found)


def mentions_of(flow: Flow, found: Sequence[Found], *, field: str) -> tuple[Mention, ...]:
    """The names found in a running text as records of the part of the document called `field`."""
    return tuple(
        Mention(
            target=item.name.target,
            kind=item.name.kind,
            printed=item.reference.printed if item.reference else flow.passage(item.start, item.end),
            field=field,
            reference=item.reference,
        )
        for item in found
    )


def _longest_first(name: Name) -> int:
    return -len(_spaced(name.form))


def _spaced(form: str) -> str:
    return " ".join(form.split())


def _opening(form: str) -> int:
    """How many characters stand before the first word of a form (a bracket or quotation mark)."""
    first = _WORD.search(_spaced(form))
    return first.start() if first else 0


def _is_at(text: str, start: int, name: Name) -> bool:
    form = _spaced(name.form)
    if start < 0:
        return False
    written = text[start : start + len(form)]
    same = written == form if form.upper() == form else written.casefold() == form.casefold()
    return same and _is_word_edge(text, start) and _is_word_edge(text, start + len(form))


def _is_word_edge(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place : place + 1]
    return not (_is_word(before) and _is_word(after))


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _touches(masked: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < last and first < end for first, last in masked)
