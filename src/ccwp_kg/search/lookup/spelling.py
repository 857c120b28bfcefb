"""Words and names that are spelled nearly like others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from ccwp_kg.search.index.read import Database, rows_among

_SHORTEST = 4
_MIDDLE = 6
_LONG = 7
_MOST = 200


def near_words(word: str, vocabulary: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """The words of names that are nearest to a word, and how many letters are wrong in them: one in a word of
    four, two in one of seven, which keep their lengths there. The first letter is wrong alone, and in no short word;
    those in which it is right come first.

    >>> near_words("euorpol", ["europe", "europol", "frontex"]), near_words("licence", ["licences", "silence"])[0]
    ((('europol',), 1), ('licences',))
    >>> near_words("licence", ["silence"]), near_words("hamburger", ["bamburgen"])
    (((), 0), ((), 0))
    >>> near_words("scaner", ["escaner", "scanner"])[0]
    ('scanner', 'escaner')
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return (word,), 0
    most = 1 if len(word) < _LONG else 2
    found = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=most, limit=None)
    fitting = [
        (near, int(distance))
        for near, distance, _ in found
        if near[0] == word[0] or (distance < 2 and len(word) >= _MIDDLE)
        if len(near) == len(word) or (max(len(near), len(word)) > _SHORTEST if distance < 2 else len(word) > _LONG)
    ]
    least = min((distance for _, distance in fitting), default=0)
    nearest = (near for near, distance in fitting if distance == least)
    return tuple(sorted(nearest, key=lambda near: (near[0] != word[0], near))), least


def any_of(words: Iterable[str]) -> str:
    """An FTS5 expression for one of some folded words, which hold nothing but letters and digits."""
    return " OR ".join(f'"{word}"' for word in words)


def alike(database: Database, words: str, things: Sequence[int]) -> list[tuple[float, int, int]]:
    """How much some things look like folded words (100: the same letters): likeness, thing, and the entry most like.

    Of more than 200 things, the first 200.
    """
    named = "SELECT thing, id, folded FROM entry WHERE is_name AND thing IN ({}) ORDER BY thing, id"
    rows = rows_among(database, named, things[:_MOST])
    found = []
    for thing, names in groupby(rows, key=lambda row: int(row[0])):
        ratio, entry = max(((round(fuzz.ratio(words, name), 3), -number) for _, number, name in names))
        found.append((ratio, thing, -entry))
    return found
