"""Reads one of two columns along a text that quotes it: word by word, from line to line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from ccwp_kg.sources.interleaved.splits import Way, mark_end, splits
from ccwp_kg.sources.layout.text_lines import TextLine

_MOST_WORDS = 4000
"""The words of a text that are searched for quotations, at most."""
_MOST_POSITIONS = 64
"""The positions in the texts that are followed at once, at most."""
_MOST_STEPS = 20_000
"""Steps after which the search gives up: the block is no quotation then, or chance."""

_Position = tuple[int, int]
"""A passage, and the place of a word in it, or that behind the last quoted word."""


class Passages:
    """Texts that may quote a cell, as words, and where each word stands in them (passage, place).

    Where they `jump`, an item's mark in the cell leads to another place of them.
    """

    def __init__(self, texts: Sequence[str], *, jump: bool) -> None:
        self.words = [_tokens(text)[:_MOST_WORDS] for text in texts]
        self.places: defaultdict[str, list[_Position]] = defaultdict(list)
        self.jump = jump
        for number, passage in enumerate(self.words):
            for place, word in enumerate(passage):
                self.places[word].append((number, place))

    def match(
        self, piece: TextLine, position: _Position | None, *, first: bool
    ) -> Iterator[tuple[_Position, int, int]]:
        """The positions behind a piece in the passages, with the words matched and all words of the piece."""
        mark = mark_end(piece.text) if self.jump else 0
        words = _tokens(piece.text[mark:])
        if not words:
            return
        if position is not None and not mark:
            further = self._advance(position, words)
            if further is not None:
                yield further, len(words), len(words)
            # where another passage may follow one that is quoted to its end
            if further is not None or not (self.jump and position[1] == len(self.words[position[0]])):
                return
        elif not first and not mark:
            return
        for skipped in (0, 1) if first and not self.jump else (0,):
            for start in self.places.get(words[skipped], ()) if len(words) > skipped else ():
                if position is not None and not mark and start[1]:
                    continue  # without a mark, one objective follows another from its beginning
                further = self._advance(start, words[skipped:])
                if further is not None:
                    yield further, len(words) - skipped, len(words)

    def _advance(self, position: _Position, words: Sequence[str]) -> _Position | None:
        """The position behind these words, where they are the next ones of the passage; else None."""
        passage, place = position
        end = place + len(words)
        return (passage, end) if self.words[passage][place:end] == tuple(words) else None


def read_along(lines: Sequence[TextLine], *, side: str, passages: Passages) -> Iterator[tuple[Way, int, int]]:
    """Every way in which the column on one `side` of lines is a quotation, with the words matched and all its words.

    Each line holds a piece of both columns until one of them ends. The quoted cell begins with a word of its own or of
    the quotation ("Comparing the rules" for "compare the rules"), and every word behind is the quotation's next one.
    """
    for read in _Search(lines, side, passages).go_on(0, None, _Progress()):
        yield Way(*((read.own, read.other) if side == "left" else (read.other, read.own))), read.matched, read.words


def matched(cell: Sequence[TextLine], passages: Passages) -> tuple[int, int]:
    """How many words of a cell are a quotation, read along from its beginning to its end, of how many; else 0."""
    positions: Sequence[tuple[_Position | None, int, int]] = [(None, 0, 0)]
    for piece in cell:
        longer = (
            (further, good + more, every + count)
            for before, good, every in positions
            for further, more, count in passages.match(piece, before, first=before is None)
        )
        positions = list(islice(longer, _MOST_POSITIONS))
    return max(((good, every) for _, good, every in positions), default=(0, 0))


@lru_cache(maxsize=512)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in re.findall(r"\w+", text))


@dataclass(frozen=True, slots=True)
class _Progress:
    """What was read so far: the pieces of both columns, the words matched, and all words of the quoted cell."""

    own: tuple[TextLine, ...] = ()
    other: tuple[TextLine, ...] = ()
    matched: int = 0
    words: int = 0


@dataclass(slots=True)
class _Search:
    lines: Sequence[TextLine]
    side: str
    passages: Passages
    steps: int = field(default=0)

    def go_on(self, at: int, position: _Position | None, read: _Progress) -> Iterator[_Progress]:
        """The ways to read on from line `at`."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            return
        if at == len(self.lines):
            yield read
            return
        other_ended = at > len(read.other)
        if at and not other_ended and position is not None:
            # the quoted cell has ended: all the rest is the other's
            yield replace(read, other=(*read.other, *self.lines[at:]))
        for piece, beside in self._pieces(self.lines[at], alone=at > 0, beside_ended=other_ended):
            for further, good, count in self.passages.match(piece, position, first=not read.own):
                longer = _Progress(
                    (*read.own, piece),
                    read.other if beside is None else (*read.other, beside),
                    read.matched + good,
                    read.words + count,
                )
                yield from self.go_on(at + 1, further, longer)

    def _pieces(self, line: TextLine, *, alone: bool, beside_ended: bool) -> Iterator[tuple[TextLine, TextLine | None]]:
        """The quoted column's piece of a line, and the other's; all of it where the other cell has ended."""
        if alone:
            yield line, None
        if beside_ended:
            return
        for left, right in splits(line):
            yield (left, right) if self.side == "left" else (right, left)
