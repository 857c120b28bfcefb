"""Finds the known names in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.profile.lexicon import Lexicon, LexiconEntry
from ccwp_kg.sources.records.references import ActReference, DocumentReference, JournalReference, Mention
from ccwp_kg.sources.text.flow import Flow

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name found at `start` up to `end` of a running text, or a number that names as well: its `reference`."""

    start: int
    end: int
    name: LexiconEntry
    reference: DocumentReference | JournalReference | ActReference | None = None


@dataclass(frozen=True, slots=True)
class _SearchForm:
    """A name to look for: its form with single spaces, `small` in small letters, and as it must stand if it is `exact`.

    `opening` counts the characters before its first word (a bracket or quotation mark).
    """

    name: LexiconEntry
    small: str
    exact: str | None
    length: int
    opening: int

    @classmethod
    def of(cls, name: LexiconEntry, first: re.Match[str]) -> _SearchForm:
        """The name whose first word was found in its form."""
        form = " ".join(name.form.split())
        opening = first.start() - (len(name.form) - len(name.form.lstrip()))
        return cls(name, small_letters(form), form if form.upper() == form else None, len(form), opening)

    def is_whole_at(self, text: str, start: int) -> bool:
        """Whether the name, whose small letters stand there, has the capitals it needs and is not part of a word."""
        same = self.exact is None or text.startswith(self.exact, start)
        return same and _is_word_edge(text, start) and _is_word_edge(text, start + self.length)


@dataclass(frozen=True, slots=True)
class NameFinder:
    """The names of a lexicon, ready to be looked for: by their first word, the longest first."""

    names: tuple[LexiconEntry, ...]
    by_first_word: Mapping[str, tuple[_SearchForm, ...]]

    @classmethod
    def of(cls, lexicon: Lexicon) -> NameFinder:
        """A finder for all names of a lexicon. Names of equal length keep the lexicon's order."""
        groups: dict[str, list[_SearchForm]] = {}
        for name in lexicon.names:
            first = _WORD.search(name.form)
            if first is not None:
                groups.setdefault(first.group().casefold(), []).append(_SearchForm.of(name, first))
        longest_first = {
            word: tuple(sorted(group, key=lambda wanted: -wanted.length)) for word, group in groups.items()
        }
        return cls(lexicon.names, longest_first)

    def find(self, text: str, *, masked: Sequence[tuple[int, int]] = ()) -> tuple[FoundName, ...]:
        """The names in a text, left to right, the longest at each place; none reaches into a masked stretch.

        Document references are masked: the COPEN of `COPEN 77` is a subject code, not the working party.
        """
        found: list[FoundName] = []
        place = 0
        small = small_letters(text)
        for at, word in sorted(_places(small, self.by_first_word.keys() & set(_WORD.findall(small)))):
            if at < place:
                continue
            for each in self.by_first_word[word]:
                start = at - each.opening
                if start < place or not small.startswith(each.small, start):
                    continue
                end = start + each.length
                if each.is_whole_at(text, start) and not _touches(masked, start, end):
                    found.append(FoundName(start, end, each.name))
                    place = end
                    break
        return tuple(found)


def _places(small: str, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Where some words stand by themselves in a text in small letters."""
    for word in words:
        at = small.find(word)
        while at >= 0:
            end = at + len(word)
            if not (_is_word(small[at - 1 : at]) or _is_word(small[end : end + 1])):
                yield at, word
            at = small.find(word, end)


def small_letters(text: str) -> str:
    """A text in small letters, each at its capital's place.

    >>> small_letters("The CCWP")
    'the ccwp'
    """
    small = text.casefold()
    if len(small) != len(text):  # a letter that takes two small ones
        small = "".join(folded if len(folded := char.casefold()) == 1 else char for char in text)
    return small


def mentions_of(flow: Flow, found: Sequence[FoundName], *, field: str) -> tuple[Mention, ...]:
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


def _is_word_edge(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place : place + 1]
    return not (_is_word(before) and _is_word(after))


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"  # as in _WORD


def _touches(masked: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < last and first < end for first, last in masked)
