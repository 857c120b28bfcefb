"""Shares a sentence out among the statements that it makes, so that each of its words is held by one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from ccwp_kg.sources.profile.profile import LanguageWords
from ccwp_kg.sources.recognition.phrases import PhraseMatch
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.text.patterns import any_of
from ccwp_kg.sources.text.prose import brackets

REPORTED = "reported"
_POINT = re.compile(r"\(([0-9]{1,2})\) ")
"""The number of a point in running text."""

Found = tuple[str, PhraseMatch]
"""The kind of a statement, and where it stands."""


def takes_sentence(match: PhraseMatch) -> bool:
    """Whether a statement takes in words of its sentence before its cue, or behind it."""
    return not match.slots.keys().isdisjoint({"before", "rest"})


def shared_out(scan: Scan, found: Iterable[Found], *, words: LanguageWords) -> list[Found]:
    """Statements that sentences make, none of which holds words of another.

    Of two whose words overlap, the one whose cue stands first holds them up to the last comma before the cue of the
    other, which holds what follows. It holds all of them where no comma stands between the cues, or what follows is a
    relative clause; and where it tells what was said ("recognised that …"), for that is said in what follows.
    """
    shares: list[Found] = []
    for kind, match in sorted(found, key=lambda each: (_cue(each[1]), each[1].start)):
        if not shares or shares[-1][1].end <= match.start:
            shares.append((kind, match))
            continue
        first_kind, first = shares[-1]
        comma = None if first_kind == REPORTED and "before" not in first.slots else _comma(scan, first, match, words)
        if comma is not None:
            shares[-1] = (first_kind, replace(first, end=comma))
            shares.append((kind, replace(match, start=max(match.start, comma + 2))))
    return shares


def points_of(scan: Scan, match: PhraseMatch) -> Iterator[Passage]:
    """The words of a statement; where numbered points follow its cue, those before them with each point's.

    "It should discuss (1) which … (see 8062/07), (2) what …" makes two statements: "It should discuss which …" and "It
    should discuss what …". A bracket that closes a point is no part of it.
    """
    text = scan.flow.text
    numbers = list(_POINT.finditer(text, match.start, match.end))
    if len(numbers) < 2 or [int(number[1]) for number in numbers] != list(range(1, len(numbers) + 1)):
        yield scan.flow.passage(match.start, match.end)
        return
    lead = scan.flow.passage(match.start, numbers[0].start())
    groups = [each for each in brackets(text) if match.start <= each.start]
    for number, following in pairwise([*(each.span() for each in numbers), (match.end, match.end)]):
        start, end = number[1], start_of_close(text, number[1], following[0])
        closing = next((each for each in groups if start < each.start and each.end == end), None)
        point = scan.flow.passage(start, start_of_close(text, start, closing.start if closing else end))
        yield Passage(f"{lead.text} {point.text}", (*lead.spans, *point.spans))


def start_of_close(text: str, start: int, end: int) -> int:
    """Where the stops and spaces begin that close the words from `start` up to `end`."""
    return start + len(text[start:end].rstrip(" ,;."))


def _cue(match: PhraseMatch) -> int:
    """Where the cue of a statement begins: behind the words of its sentence that stand before it."""
    return match.slots["before"].end if "before" in match.slots else match.start


def _comma(scan: Scan, first: PhraseMatch, other: PhraseMatch, words: LanguageWords) -> int | None:
    """The last comma between the cues of two statements, outside of brackets and before no relative clause."""
    text = scan.flow.text
    start = first.slots["rest"].start if "rest" in first.slots else first.end
    outside = re.compile(rf", (?!(?:{any_of(words.relatives)})(?!\w))")
    groups = brackets(text)
    commas = [each.start() for each in outside.finditer(text, start, _cue(other))]
    return next((at for at in reversed(commas) if not any(each.holds(at, at + 1) for each in groups)), None)
