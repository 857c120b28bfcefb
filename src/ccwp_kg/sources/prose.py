"""Sentences, brackets and quotations in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.sources.profile import Words


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` up to `end` of a running text."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Whether all of another stretch lies in this one."""
        return self.start <= start and end <= self.end


_STOP = re.compile(r"[.!?][)\]’”\"']* (?=[\"“‘(\[]?[A-Z])")


def sentences(text: str, *, words: Words) -> tuple[Stretch, ...]:
    """The sentences of a running text, each without the space that follows it.

    A full stop ends a sentence where a capital follows; the stop of an abbreviation ("e.g. OLAF") does not.
    """
    cuts = [0]
    for found in _STOP.finditer(text):
        last_word = re.search(r"[\w.]*$", text[: found.start()])
        if last_word is not None and last_word.group() not in words.abbreviations:
            cuts.append(found.end())
    ends = [*(cut - 1 for cut in cuts[1:]), len(text)]
    return tuple(Stretch(start, end) for start, end in zip(cuts, ends, strict=True) if start < end)


def brackets(text: str) -> tuple[Stretch, ...]:
    """The bracketed stretches of a text, brackets included, the inner before the outer; unpaired ones are left out."""
    opened: list[int] = []
    found: list[Stretch] = []
    for place, char in enumerate(text):
        if char == "(":
            opened.append(place)
        elif char == ")" and opened:
            found.append(Stretch(opened.pop(), place + 1))
    return tuple(found)


def quotations(text: str, *, quotes: Sequence[tuple[str, str]]) -> tuple[Stretch, ...]:
    """The quoted stretches of a text, marks included.

    An apostrophe looks like the closing mark of ‘…’: one inside a word, or one after an s before a small letter
    ("Member States’ implementation"), does not close.
    """
    found: list[Stretch] = []
    place = 0
    while place < len(text):
        closing = next((closers for opening, closers in quotes if text[place] == opening), None)
        end = _closing(text, place + 1, closing) if closing else None
        if end is None:
            place += 1
            continue
        found.append(Stretch(place, end))
        place = end
    return tuple(found)


def _closing(text: str, start: int, closers: str) -> int | None:
    for place in range(start, len(text)):
        if text[place] in closers and not _is_apostrophe(text, place):
            return place + 1
    return None


def _is_apostrophe(text: str, place: int) -> bool:
    if text[place] not in "’'":
        return False
    before, after = text[place - 1], text[place + 1 : place + 2]
    if before.isalpha() and after.isalpha():
        return True
    return before == "s" and after == " " and text[place + 2 : place + 3].islower()
