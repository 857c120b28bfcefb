"""Finds known names in running text, and which of them it lists as examples: "other channels (e.g. Europol etc.)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ccwp_kg.sources.profile.profile import LanguageWords, Lexicon, LexiconEntry
from ccwp_kg.sources.records.references import ActReference, DocumentReference, JournalReference
from ccwp_kg.sources.text.patterns import any_of
from ccwp_kg.sources.text.prose import Stretch

_WORD = re.compile(r"\w+")
_DASHES = ("-", "–")
_BRACKET = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class FoundName(Stretch):
    """A name found from `start` up to `end` of a running text.

    `reference` is set where the thing is named by a number: "Council Decision 2009/917/JHA". `point` is where a place
    in an act is printed beside its name: the start of its words, the start of its number, and their end.
    """

    name: LexiconEntry
    reference: DocumentReference | JournalReference | ActReference | None = None
    point: tuple[int, int, int] | None = None


class _SearchForm:
    """A name, whose first word is `first`, prepared for the search, with single spaces.

    `small` is the name in small letters. `exact` is the name as printed if it must stand in capitals, else None.
    `opening` counts the characters before its first word, such as a bracket or quotation mark.
    """

    def __init__(self, name: LexiconEntry, first: re.Match[str]) -> None:
        form = " ".join(name.form.split())
        self.name, self.small, self.length = name, small_letters(form), len(form)
        self.exact = form if form.upper() == form else None
        self.opening = first.start() - (len(name.form) - len(name.form.lstrip()))

    def is_whole_at(self, text: str, start: int) -> bool:
        """Whether the name at `start` has the capitals it needs and is no part of a longer word."""
        same = self.exact is None or text.startswith(self.exact, start)
        return same and _is_word_edge(text, start) and _is_word_edge(text, start + self.length)


class NameFinder:
    """Finds the names of a lexicon. They are grouped by their first word, the longest first.

    Names of equal length keep the lexicon's order.
    """

    def __init__(self, names: Lexicon) -> None:
        self.names = names
        self._by_first_word: dict[str, list[_SearchForm]] = {}
        for name in names:
            first = _WORD.search(name.form)
            if first is not None:
                self._by_first_word.setdefault(first.group().casefold(), []).append(_SearchForm(name, first))
        for group in self._by_first_word.values():
            group.sort(key=lambda form: -form.length)

    def find(self, text: str, *, masked: Sequence[Stretch] = ()) -> tuple[FoundName, ...]:
        """The names in a text from left to right, the longest at each place. None overlaps a masked stretch.

        Document references are masked: in `COPEN 77`, COPEN is a subject code and not the working party.
        """
        found: list[FoundName] = []
        place = 0
        small = small_letters(text)
        for at, word in sorted(_places(small, self._by_first_word.keys() & words_in(small))):
            if at < place:
                continue
            for form in self._by_first_word[word]:
                start = at - form.opening
                if start < place or not small.startswith(form.small, start):
                    continue
                end = start + form.length
                overlaps = any(start < each.end and each.start < end for each in masked)
                if not overlaps and form.is_whole_at(text, start):
                    found.append(FoundName(start, end, form.name))
                    place = end
                    break
        return tuple(found)


def _places(small: str, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Where whole words stand in a text in small letters."""
    for word in words:
        at = small.find(word)
        while at >= 0:
            end = at + len(word)
            if not (_is_word(small[at - 1 : at]) or _is_word(small[end : end + 1])):
                yield at, word
            at = small.find(word, end)


@lru_cache(maxsize=8)
def words_in(small: str) -> frozenset[str]:
    """The words of a text in small letters."""
    return frozenset(_WORD.findall(small))


def small_letters(text: str) -> str:
    """A text in small letters, each at the place of its capital.

    >>> small_letters("The CCWP")
    'the ccwp'
    """
    small = text.casefold()
    if len(small) != len(text):  # a letter became two small ones
        small = "".join(folded if len(folded := char.casefold()) == 1 else char for char in text)
    return small


def _is_word_edge(text: str, place: int) -> bool:
    return not (_is_word(text[place - 1 : place]) and _is_word(text[place : place + 1]))


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"  # as in _WORD


def examples_in(text: str, names: Iterable[FoundName], *, words: LanguageWords) -> Iterator[FoundName]:
    """The names that are entries of a list of examples, alone or with more words on them behind a word such as "in".

    "Joint training in specific areas" is an example of training; "Europol staff" is none of Europol.
    Such a list is opened by words such as "e.g.", or is a bracket that "etc." closes. In a bracket an entry that is no
    name is passed over; elsewhere it ends the list, for nobody knows where else it ends.
    """
    opening, joint, open_end, further = _patterns(words)
    closing = re.compile(rf"[.,;:)]|$|{joint.pattern}|{open_end.pattern}|{further.pattern}")
    entries = {name.start: name for name in names}
    taken, in_brackets = set[int](), set[int]()
    for bracket in _BRACKET.finditer(text):
        opened = opening.search(text, bracket.start(1), bracket.end(1))
        more = open_end.search(text, bracket.start(1), bracket.end(1))
        if opened is None and (more is None or more.end() < bracket.end(1)):
            continue
        in_brackets |= {each.end() for each in opening.finditer(text, *bracket.span(1))}
        start, end = opened.end() if opened else bracket.start(1), more.start() if more else bracket.end(1)
        parts = list(joint.finditer(text, start, end))
        if any(
            "," in each.group() for each in parts
        ):  # a dash stands in an entry then: "OLAF, DG Taxud - Customs 2013"
            parts = [each for each in parts if each.group().strip() not in _DASHES]
        for place in (start, *(each.end() for each in parts)):
            after = entries[place].end if place in entries else None
            if after is not None and (after == end or joint.match(text, after, end) or further.match(text, after, end)):
                taken.add(place)
    for opened in opening.finditer(text):
        place = -1 if opened.end() in in_brackets else opened.end()
        while place in entries and closing.match(text, entries[place].end):
            taken.add(place)
            following = joint.match(text, entries[place].end)
            place = following.end() if following else -1
    yield from (entries[place] for place in sorted(taken))


@lru_cache(maxsize=8)
def _patterns(words: LanguageWords) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns for what opens a list of examples, stands between two, leaves it open, and leads on from an entry."""
    opening = re.compile(rf"(?<!\w)(?:{any_of(words.by_example)})(?!\w):? ", re.IGNORECASE)
    joint = re.compile(rf"(?: ?(?:{any_of([*words.joined, ';', '/', '-', '–', 'or'])})(?!\w))+ ")
    open_end = re.compile(rf"(?:,? )(?:{any_of(words.and_so_on)})(?!\w)")
    further = re.compile(rf" (?:{any_of([each for each in words.linking if each not in ('or', *words.joined)])}) ")
    return opening, joint, open_end, further
