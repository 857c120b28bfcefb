"""Finds endnotes with Roman numbers, which a word processor counts apart from footnotes: “Action Planⁱ”, “i 6514/20”.

The notes stand behind all other words and count from i. Where letters are not raised in the text, as in that of a PDF,
the mark is the end of a word: one that stands nowhere else, and that without the mark stands elsewhere, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from ccwp_kg.sources.records.source_text import Span

_NUMBERS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_BODY = re.compile(rf"^\f? {{0,4}}({'|'.join(_NUMBERS)}) {{1,4}}(?=[^\W_])", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")
_MOST_LINES = 8
"""The lines of a note, blank ones and those of a footer counted, at most."""


def roman_endnotes(text: str) -> Mapping[Span, str]:
    """The marks and the numbers of endnotes, each with the figure that it stands for; empty where any has no mark.

    A mark is written as Markdown writes it, and a number with figures.
    """
    bodies = _bodies(text)
    if not bodies:
        return {}
    words = Counter(_WORD.findall(text))
    ends = [found for found in _WORD.finditer(text, 0, bodies[0].start()) if words[found.group()] == 1]
    marks: list[Span] = []
    for body in bodies:
        after = marks[-1].end if marks else 0
        own = [word.end() for word in ends if word.start() >= after and _is_marked(word.group(), body[1], words)]
        if len(own) != 1:
            return {}
        marks.append(Span(own[0] - len(body[1]), own[0]))
    told = {mark: f"[^{number}]" for number, mark in enumerate(marks, 1)}
    return told | {Span(*body.span(1)): str(number) for number, body in enumerate(bodies, 1)}


def _is_marked(word: str, number: str, words: Mapping[str, int]) -> bool:
    """Whether a word ends with a number that is no part of it; two letters of one kind end no word."""
    stem = word.removesuffix(number)
    longer = any(word.endswith(other) for other in _NUMBERS if len(other) > len(number) and other.endswith(number))
    return stem != word and not longer and (words[stem] > 0 or (len(number) > 1 and len(set(number)) == 1))


def _bodies(text: str) -> list[re.Match[str]]:
    """The notes at the end of a text that count from i, in order."""
    found = [*_BODY.finditer(text)]
    first = max((at for at, each in enumerate(found) if each[1] == _NUMBERS[0]), default=len(found))
    own = found[first:]
    edges = [*(each.start() for each in own), len(text)]
    near = all(text.count("\n", one, other) <= _MOST_LINES for one, other in pairwise(edges))
    return own if near and [each[1] for each in own] == [*_NUMBERS[: len(own)]] else []
