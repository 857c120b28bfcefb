"""What a profile says of undamaged text in its language, which tells it from damaged text and other languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its English name, and the `words` that stand on any page in it."""

    name: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Legibility:
    """What an undamaged text of the language has: short and long words, its letters in per cent, and `ligatures`.

    The first of the `languages` is that of the family.
    """

    short_words: frozenset[str]
    long_words: frozenset[str]
    wrongly_decoded: tuple[str, ...]
    ligatures: tuple[str, ...]
    letters: Mapping[str, float]
    languages: tuple[Language, ...]
