"""Sentences, brackets and quotations in running text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.sources.profile.profile import LanguageWords


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` up to `end` of a running text."""

    start: int
    end: int

    def holds(self, other: Stretch) -> bool:
        """Whether the other stretch lies in this one."""
        return self.start <= other.start and other.end <= self.end


_STOP = re.compile(r"[.!?][)\]’”\"']* (?=[\"“‘(\[]?[A-Z])")
_LAST_WORD = re.compile(r"[\w.]*$")
_LONGEST_ABBREVIATION = 32


def sentences(text: str, *, words: LanguageWords) -> tuple[Stretch, ...]:
    """The sentences of a running text, each without the space that follows it.

    A full stop ends a sentence where a capital follows; the stop of an abbreviation ("e.g. OLAF") does not.
    """
    cuts = [0]
    for found in _STOP.finditer(text):
        last_word = _LAST_WORD.search(text[max(0, found.start() - _LONGEST_ABBREVIATION) : found.start()])
        if last_word is not None and last_word.group() not in words.abbreviations:
            cuts.append(found.end())
    ends = [*(cut - 1 for cut in cuts[1:]), len(text)]
    return tuple(Stretch(start, end) for start, end in zip(cuts, ends, strict=True) if start < end)


def clauses(text: str, stretches: Sequence[Stretch], *, words: LanguageWords) -> tuple[Stretch, ...]:
    """Sentences, parted before what follows from the words before: "…, therefore …". The word between is in neither."""
    joint = re.compile(rf"[,;] (?:{'|'.join(map(re.escape, words.conclusions))}),? ")
    found: list[Stretch] = []
    for each in stretches:
        cuts = [cut.span() for cut in joint.finditer(text, each.start, each.end)]
        starts, ends = [each.start, *(end for _, end in cuts)], [*(start for start, _ in cuts), each.end]
        found += map(Stretch, starts, ends)
    return tuple(found)


class Punctuation:
    """The brackets of one running text, in the order in which they open, and its quotations.

    `around[i]` is the index of the bracket in which bracket `i` stands, or None.
    """

    def __init__(self, text: str, *, words: LanguageWords) -> None:
        self.quotations = quotations(text, quotes=words.quotes)
        self.brackets = sorted(brackets(text), key=lambda group: group.start)
        self.around: list[int | None] = []
        opened: list[int] = []
        for place, group in enumerate(self.brackets):
            while opened and self.brackets[opened[-1]].end < group.end:
                opened.pop()
            self.around.append(opened[-1] if opened else None)
            opened.append(place)

    def brackets_around(self, inner: Stretch) -> tuple[Stretch, ...]:
        """The brackets that hold a stretch, the innermost first."""
        found = []
        at: int | None = bisect_right(self.brackets, inner.start, key=lambda group: group.start) - 1
        while at is not None and at >= 0:
            if self.brackets[at].holds(inner):
                found.append(self.brackets[at])
            at = self.around[at]
        return tuple(found)

    def behind_bracket(self, text: str, place: int) -> int:
        """Behind the bracket that opens at a place (after one space), or the place itself where none does."""
        opening = place + text.startswith(" ", place)
        at = bisect_left(self.brackets, opening, key=lambda group: group.start)
        opens = at < len(self.brackets) and self.brackets[at].start == opening
        return self.brackets[at].end if opens else place


DEEPEST = 32
"""Brackets within more brackets than these pair with none."""

_BRACKET = re.compile(r"[()]")


def brackets(text: str) -> tuple[Stretch, ...]:
    """The bracketed stretches of a text, brackets included, the inner before the outer; unpaired ones are left out."""
    opened: list[int] = []
    found: list[Stretch] = []
    for bracket in _BRACKET.finditer(text):
        if bracket.group() == "(":
            opened = [*opened[-DEEPEST:], bracket.start()]
        elif opened:
            found.append(Stretch(opened.pop(), bracket.end()))
    return tuple(found)


LONGEST_QUOTATION = 2000
"""Characters between two quotation marks beyond which they are no pair."""


def quotations(text: str, *, quotes: Sequence[tuple[str, str]]) -> tuple[Stretch, ...]:
    """The quoted stretches of a text, marks included.

    An apostrophe looks like the closing mark of ‘…’: one inside a word, or one after an s before a small letter
    ("Member States’ implementation"), does not close.
    """
    closers = dict(quotes)
    opening = re.compile(f"[{re.escape(''.join(closers))}]")
    found: list[Stretch] = []
    place = 0
    while (mark := opening.search(text, place)) is not None:
        place = mark.end()
        marks = re.compile(f"[{re.escape(closers[mark.group()])}]").finditer(text, place, place + LONGEST_QUOTATION)
        closing = next((each for each in marks if not _is_apostrophe(text, each.start())), None)
        if closing is not None:
            place = closing.end()
            found.append(Stretch(mark.start(), place))
    return tuple(found)


def _is_apostrophe(text: str, place: int) -> bool:
    if text[place] not in "’'":
        return False
    before, after = text[place - 1], text[place + 1 : place + 2]
    if before.isalpha() and after.isalpha():
        return True
    return before == "s" and after == " " and text[place + 2 : place + 3].islower()
