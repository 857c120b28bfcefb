"""Finds the names that a text lists as examples: "other channels (e.g. Europol, FCLOs etc.)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ccwp_kg.sources.profile.profile import LanguageWords
from ccwp_kg.sources.recognition.names import FoundName
from ccwp_kg.sources.text.patterns import any_of

_BRACKET = re.compile(r"\(([^()]*)\)")


def examples_in(text: str, names: Iterable[FoundName], *, words: LanguageWords) -> Iterator[FoundName]:
    """The names that are entries of a list of examples, alone or with more told of them behind a word such as "in".

    "Joint training in specific areas" is an example of training; "Europol staff" is none of Europol.
    Such a list is opened by words such as "e.g.", or is a bracket that "etc." closes. In a bracket an entry that is no
    name is passed over; elsewhere it ends the list, for nobody knows where else it ends.
    """
    opening, joint, open_end, told = _patterns(words)
    closing = re.compile(rf"[.,;:)]|$|{joint.pattern}|{open_end.pattern}|{told.pattern}")
    entries = {name.start: name for name in names}
    taken = set[int]()
    for bracket in _BRACKET.finditer(text):
        opened = opening.search(text, bracket.start(1), bracket.end(1))
        more = open_end.search(text, bracket.start(1), bracket.end(1))
        if opened is None and (more is None or more.end() < bracket.end(1)):
            continue
        start, end = opened.end() if opened else bracket.start(1), more.start() if more else bracket.end(1)
        for place in (start, *(each.end() for each in joint.finditer(text, start, end))):
            after = entries[place].end if place in entries else None
            if after is not None and (after == end or joint.match(text, after, end) or told.match(text, after, end)):
                taken.add(place)
    for opened in opening.finditer(text):
        place = opened.end()
        while place in entries and closing.match(text, entries[place].end):
            taken.add(place)
            following = joint.match(text, entries[place].end)
            place = following.end() if following else -1
    yield from (entries[place] for place in sorted(taken))


@lru_cache(maxsize=8)
def _patterns(words: LanguageWords) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns for what opens a list of examples, stands between two, leaves it open, and tells more of an entry."""
    opening = re.compile(rf"(?<!\w)(?:{any_of(words.by_example)})(?!\w):? ", re.IGNORECASE)
    joint = re.compile(rf"(?: ?(?:{any_of([*words.joined, ';', '/', '-', '–', 'or'])})(?!\w))+ ")
    open_end = re.compile(rf"(?:,? )(?:{any_of(words.and_so_on)})(?!\w)")
    told = re.compile(rf" (?:{any_of([each for each in words.linking if each not in ('or', *words.joined)])}) ")
    return opening, joint, open_end, told
