"""A snippet: the part of a text where what was looked for stands, with it marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ccwp_kg.search.index.words import fold
from ccwp_kg.search.lookup.results import Piece

_BEYOND_ASCII = re.compile(r"[^\W\x00-\x7f]")
_BEFORE = 60
_LENGTH = 190


def snippet(text: str, phrases: Iterable[Sequence[str]], beginning: Sequence[str] | None = None) -> tuple[Piece, ...]:
    """Some words where most hits stand together.

    `phrases` are folded words in a row; of `beginning` the last word may be longer.

    >>> [(piece.text, piece.is_hit) for piece in snippet("Amt für Betrugsbekämpfung", [["fur"]], ["betrug"])]
    [('Amt ', False), ('für', True), (' ', False), ('Betrugsbekämpfung', True)]
    """
    plain, places = _plain(text)
    hits: list[tuple[int, int]] = []
    for first, last in _occurrences(plain, [*phrases], beginning or ()):
        start, end = (places[first], places[last - 1] + 1) if places else (first, last)
        if not hits or start >= hits[-1][1]:
            hits.append((start, end))
    # the stretch with most hits, the first of equals
    within = [sum(first <= other < first + _LENGTH - _BEFORE for other, _ in hits) for first, _ in hits]
    start = max(0, hits[within.index(max(within))][0] - _BEFORE) if hits else 0
    start, end = _at_words(text, start, min(len(text), start + _LENGTH))
    return _pieces(text, start, end, [hit for hit in hits if start <= hit[0] and hit[1] <= end])


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """A text with its words folded, and the place in it of each letter; no places where all stay where they are."""
    if _BEYOND_ASCII.search(text) is None:
        return text.lower(), ()
    parts = [fold(letter) for letter in text]
    return "".join(parts), [place for place, part in enumerate(parts) for _ in part]


def _occurrences(plain: str, phrases: Iterable[Sequence[str]], beginning: Sequence[str]) -> Sequence[tuple[int, int]]:
    """Where phrases stand, by their place; the longest of those that begin together."""
    found: dict[int, int] = {}
    for phrase in (*phrases, beginning):
        first = phrase[0] if phrase else "\0"
        start = plain.find(first)
        while start >= 0:
            end = _end(plain, start, phrase, may_be_longer=phrase is beginning)
            if end:
                found[start] = max(end, found.get(start, 0))
            start = plain.find(first, start + 1)
    return sorted(found.items())


def _end(plain: str, start: int, phrase: Sequence[str], *, may_be_longer: bool) -> int:
    """Where a phrase ends that begins at a place; 0 where it does not stand there as words."""
    if start and plain[start - 1].isalnum():
        return 0
    end = start
    for left, word in enumerate(phrase, 1 - len(phrase)):
        while end > start and end < len(plain) and not plain[end].isalnum():
            end += 1
        if not plain.startswith(word, end):
            return 0
        end += len(word)
        while may_be_longer and not left and plain[end : end + 1].isalnum():
            end += 1
        if plain[end : end + 1].isalnum():
            return 0
    return end


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch, cut between words where there are spaces."""
    if start > 0 and (space := text.find(" ", start, start + 30)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", max(start, end - 30), end)) > start:
        end = space
    return start, end


def _pieces(text: str, start: int, end: int, hits: list[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces = [Piece("… ")] if start else []
    place = start
    for first, last in hits:
        if place < first:
            pieces.append(Piece(text[place:first]))
        pieces.append(Piece(text[max(first, place) : last], is_hit=True))
        place = last
    if place < end:
        pieces.append(Piece(text[place:end]))
    if end < len(text):
        pieces.append(Piece(" …"))
    return tuple(pieces)
