"""A snippet: the part of a text where what was looked for stands, with it marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ccwp_kg.search.index.words import WORD, folded
from ccwp_kg.search.lookup.results import Piece

_BEFORE = 60
_LENGTH = 190
_Token = tuple[str, int, int]
"""A folded word, its start and its end in the text."""


def snippet(text: str, phrases: Iterable[Sequence[str]], beginning: Sequence[str] | None = None) -> tuple[Piece, ...]:
    """Some words where most hits stand together.

    `phrases` are folded words in a row; of `beginning` the last word may be longer.

    >>> [(piece.text, piece.is_hit) for piece in snippet("Amt für Betrugsbekämpfung", [["fur"]], ["betrug"])]
    [('Amt ', False), ('für', True), (' ', False), ('Betrugsbekämpfung', True)]
    """
    tokens: list[_Token] = []
    for match in WORD.finditer(text):
        word = match[0]
        parts = (word.lower(),) if word.isascii() else folded(word).split()
        tokens += [(part, match.start(), match.end()) for part in parts]
    hits: list[tuple[int, int]] = []
    for hit in _occurrences(tokens, [tuple(phrase) for phrase in phrases], tuple(beginning or ())):
        if not hits or hit[0] >= hits[-1][1]:
            hits.append(hit)
    # the stretch with most hits, the first of equals
    within = [sum(first <= other < first + _LENGTH - _BEFORE for other, _ in hits) for first, _ in hits]
    start = max(0, hits[within.index(max(within))][0] - _BEFORE) if hits else 0
    start, end = _at_words(text, start, min(len(text), start + _LENGTH))
    return _pieces(text, start, end, [hit for hit in hits if start <= hit[0] and hit[1] <= end])


def _occurrences(
    tokens: Sequence[_Token], phrases: Sequence[tuple[str, ...]], beginning: tuple[str, ...]
) -> Iterator[tuple[int, int]]:
    """Where phrases stand, by their place."""
    first_words = {phrase[0] for phrase in phrases}
    for place, (word, start, _) in enumerate(tokens):
        if word not in first_words and not (beginning and word.startswith(beginning[0])):
            continue
        ends = []
        for phrase in phrases:
            row = [token[0] for token in tokens[place : place + len(phrase)]]
            if row == list(phrase):
                ends.append(tokens[place + len(phrase) - 1][2])
        row = [token[0] for token in tokens[place : place + len(beginning)]]
        if row and row[:-1] == list(beginning[:-1]) and row[-1].startswith(beginning[-1]):
            ends.append(tokens[place + len(row) - 1][2])
        if ends:
            yield start, max(ends)


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
