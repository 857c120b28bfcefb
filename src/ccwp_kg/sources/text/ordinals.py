"""Ordinals as words and as figures: "thirteenth", "Twenty-First", "twenty first", "21st"."""

from __future__ import annotations

import re
from functools import cache

from ccwp_kg.sources.profile.load import action_plans
from ccwp_kg.sources.profile.profile import LanguageWords
from ccwp_kg.sources.text.patterns import any_of


class Ordinals:
    """Reads and writes the ordinals of one language: words as far as the language's words reach, figures up to 999.

    `pattern` matches one ordinal that is no part of a word or of a longer ordinal; a hyphen between tens and ones may
    be left out. `numbers` has the value of each word in small letters; `endings` are those of figures that end in 1, 2,
    3 and of all others.
    """

    def __init__(self, words: LanguageWords) -> None:
        self.words, self.endings = words.ordinals, words.day_endings
        self.numbers = {word: number for number, word in enumerate(words.ordinals, 1)}
        tens = any_of([ten for _, ten in words.tens])
        single = any_of([*words.low_ordinals, *(ordinal for ordinal, _ in words.tens)])
        word = rf"(?:{tens})[- ](?:{any_of(words.low_ordinals[:9])})|{single}"
        figure = rf"(?P<figure>[0-9]{{1,3}})(?:{any_of(words.day_endings)})"
        self.pattern = re.compile(rf"(?<![^\W_])(?<!-)(?:(?P<word>{word})|{figure})(?![^\W_])", re.IGNORECASE)

    def value(self, found: re.Match[str]) -> int:
        """The number of an ordinal that `pattern` matched."""
        return self.numbers[found["word"].lower().replace(" ", "-")] if found["word"] else int(found["figure"])

    def written(self, number: int) -> str:
        """A number as an ordinal: the word if the language's words reach so far, else figures ("112th")."""
        if number <= len(self.words):
            return self.words[number - 1]
        is_teen = number // 10 % 10 == 1
        ending = self.endings[number % 10 - 1] if number % 10 in (1, 2, 3) and not is_teen else self.endings[-1]
        return f"{number}{ending}"

    def in_figures(self, text: str) -> str:
        """A text with the figures of each ordinal in its place: "21 action plan"."""
        return self.pattern.sub(lambda found: str(self.value(found)), text)

    def in_words(self, text: str) -> str:
        """A text in which each ordinal is written as it usually is: "twenty-first action plan"."""
        return self.pattern.sub(lambda found: self.written(self.value(found)), text)


@cache
def ordinals_of_plans() -> Ordinals:
    """The ordinals of the language in which the action plans are written.

    >>> ordinals = ordinals_of_plans()
    >>> ordinals.in_figures("Twenty-first plan, 13th plan"), ordinals.in_words("21st plan, 112th plan")
    ('21 plan, 13 plan', 'twenty-first plan, 112th plan')
    """
    return Ordinals(action_plans().words)
