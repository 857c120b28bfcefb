"""What somebody typed, as the words, dates and numbers to look for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import permutations, zip_longest

from ccwp_kg.search.index.reviewed import asking_words, cardinals, filler_words, kind_words, ordinals, stop_words
from ccwp_kg.search.index.words import cleaned, folded
from ccwp_kg.search.lookup.dates import dates_in
from ccwp_kg.search.lookup.numbers import DocumentNumber, document_numbers, without_filling
from ccwp_kg.search.lookup.results import LONGEST
from ccwp_kg.sources.text.ordinals import ordinals_of_plans

MOST_TERMS = 12
_LONGEST_NAME = 8
_MOST_REORDERED = 4

Phrase = tuple[str, ...]
"""Folded words that stand one after the other."""


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """Something to look for: a word, words that marks hold together, or a date. `typed` is how it was typed; any of
    `phrases` will do. `is_beginning`: the last word of a phrase may be longer. `is_date`: it is a day or a month."""

    typed: str
    phrases: tuple[Phrase, ...]
    is_beginning: bool = False
    is_date: bool = False
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(self.phrases))

    def __hash__(self) -> int:  # asked for a thousand times in one search
        return self._hash

    @property
    def is_ordinal(self) -> bool:
        """Whether it is an ordinal, with the word for it as the second phrase."""
        return not self.is_date and len(self.phrases) > 1 and len(self.phrases[0]) == 1

    @property
    def is_word(self) -> bool:
        """Whether it is one word without figures, which may be inflected or misspelled."""
        return len(self.phrases) == 1 == len(self.phrases[0]) and self.phrases[0][0].isalpha()


@dataclass(frozen=True)
class Question:
    """What somebody typed, as it is shown, and the forms in which it is compared."""

    text: str

    @classmethod
    def of(cls, typed: str, *, longest: int = LONGEST) -> Question:
        """The question in what was typed: without what cannot be seen, and no longer than a question may be."""
        return cls(in_figures(_RUN_ON.sub(r"\1 \2", without_filling(cleaned(typed[: 4 * longest]))))[:longest].strip())

    @cached_property
    def folded(self) -> str:
        """The words without case and accents."""
        return folded(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, each once."""
        return tuple(dict.fromkeys(self.folded.split()))[:MOST_TERMS]

    @cached_property
    def numbers(self) -> tuple[DocumentNumber, ...]:
        """The document numbers in it."""
        return document_numbers(self.text)

    @cached_property
    def every_term(self) -> tuple[SearchTerm, ...]:
        """All its terms, each once, in the order in which they are typed; the last may be unfinished."""
        found: dict[Phrase, SearchTerm] = {}
        for term in _terms(self.text):
            found.setdefault(term.phrases[0], term)
        terms = list(found.values())[:MOST_TERMS]
        last = terms[-1].phrases[0][-1] if terms else ""
        if terms and not terms[-1].is_date and may_be_unfinished(last) and not last.isdecimal():
            terms[-1] = SearchTerm(terms[-1].typed, terms[-1].phrases, is_beginning=True)
        return tuple(terms)

    @cached_property
    def terms(self) -> tuple[SearchTerm, ...]:
        """The terms that say what is looked for: without stop words, where there are others."""
        said = (each for each in self.every_term if not stop_words().issuperset(each.phrases[0]))
        return tuple(said) or self.every_term

    @cached_property
    def is_spelled_as_code(self) -> bool:
        """Whether it looks like a term of a vocabulary: `pursuesObjective`, `ccwp:Action`."""
        return _CODE.search(self.text) is not None

    @cached_property
    def is_asking(self) -> bool:
        """Whether it is a question with a question mark or a word that asks, and not a name."""
        return self.text.endswith("?") or not asking_words().isdisjoint(self.folded.split())

    def wholes(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The names that the whole question may be, folded: as typed, and without stop words at its ends."""
        first, last = 0, len(words)
        while first < last and words[first] in stop_words():
            first += 1
        while last > first and words[last - 1] in stop_words():
            last -= 1
        return tuple(dict.fromkeys(each for each in (" ".join(words), " ".join(words[first:last])) if each))


_RUN_ON = re.compile(r"(?<!\S)([^\W\d_]{4,})([0-9]{1,4})\b")
"""A series and the number in it, or a thing and its number, without the space between them: "plan5"."""
_POINT = re.compile(r"\b(\w+) point (\w+)\b", re.IGNORECASE)
_YEARS = re.compile(r"((?:19|20)[0-9]{2})[-–/]((?:19|20)[0-9]{2})")
"""Two years that bound a time; each may stand by itself."""
_CODE = re.compile(r"^[^\W\d]+[a-z][A-Z]|^\w[\w-]*:\w")


def names_in(words: tuple[str, ...]) -> tuple[str, ...]:
    """The names that may stand in a question, folded: its words in a row, the longest first; also without the fillers
    between them.

    >>> names_in(("plan", "number", "5"))
    ('plan number 5', 'plan number', 'number 5', 'plan 5', 'plan', 'number', '5')
    """
    plain = tuple(word for word in words if word not in filler_words())
    rows = [
        row[start : start + length]
        for length in range(min(len(words), _LONGEST_NAME), 0, -1)
        for row in dict.fromkeys((words, plain))
        for start in range(len(row) - length + 1)
    ]
    return tuple(dict.fromkeys(" ".join(row) for row in rows if not stop_words().issuperset(row)))


def in_other_orders(words: tuple[str, ...]) -> tuple[str, ...]:
    """The names that few words may be in another order, folded: "convention Naples II"."""
    plain = [word for word in words if word not in filler_words()]
    return tuple(map(" ".join, permutations(plain))) if len(plain) <= _MOST_REORDERED else ()


def in_figures(text: str) -> str:
    """A text with the numbers of actions in figures where they are spoken.

    >>> in_figures("action five point ten"), in_figures("the starting point of 5.6")
    ('action 5.10', 'the starting point of 5.6')
    """

    def number(spoken: re.Match[str]) -> str:
        figures = [word if word.isdecimal() else str(cardinals().get(folded(word), "")) for word in spoken.groups()]
        return ".".join(figures) if all(figures) else spoken[0]

    return _POINT.sub(number, text)


def has_figure(text: str) -> bool:
    """Whether a figure stands in a text."""
    return not text.isalpha() and any(map(str.isdigit, text))


def may_be_unfinished(word: str) -> bool:
    """Whether a last word may be the beginning of one; a single letter begins too many."""
    return len(word) > 1


def _terms(text: str) -> Iterator[SearchTerm]:
    done = 0
    for date in dates_in(text):
        yield from _words(text[done : date.start])
        yield SearchTerm(text[date.start : date.end], date.forms, is_beginning=not date.is_day, is_date=True)
        done = date.end
    yield from _words(text[done:])


def _words(text: str) -> Iterator[SearchTerm]:
    """The words of a text; those with figures stay together as marks hold them, without “no.” before them."""
    pieces = [piece.strip("?!,;:") for piece in text.split()]
    for ahead, piece, following in zip_longest(["", *pieces[:-1]], pieces, pieces[1:], fillvalue=""):
        if following[:1].isdigit() and folded(piece) in filler_words():
            continue
        words = tuple(folded(piece).split()[:MOST_TERMS])
        if (number := _ordinal(piece)) is not None:
            written = ordinals_of_plans().written(number)
            yield SearchTerm(piece, tuple(dict.fromkeys((words, tuple(folded(written).split())))))
        elif (folded(ahead) in kind_words() or (ahead and not following)) and (
            counted := cardinals().get(folded(piece))
        ):
            yield SearchTerm(piece, (words, (str(counted),)))
        elif years := _YEARS.fullmatch(piece):
            yield from (SearchTerm(year, ((year,),)) for year in years.groups())
        elif words and any(letter.isdigit() for letter in piece):
            yield SearchTerm(piece, (words,))
        else:
            yield from (SearchTerm(word, ((word,),)) for word in words)


def _ordinal(word: str) -> int | None:
    """The number that one word says as an ordinal, in any of the languages that are known."""
    english = ordinals_of_plans()
    if (found := english.pattern.fullmatch(word)) is not None:
        return english.value(found)
    return ordinals().get(folded(word))
