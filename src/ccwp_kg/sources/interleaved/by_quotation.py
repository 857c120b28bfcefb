"""Reads one of two columns along a text that quotes it: word by word, from line to line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from ccwp_kg.sources.interleaved.splits import Way, mark_end, splits
from ccwp_kg.sources.layout.text_lines import TextLine

_MOST_TOLD = 4000
_MOST_HEARD = 64
_MOST_STEPS = 20_000
"""Steps after which the search gives up: the block is no quotation then, or chance."""


@dataclass(frozen=True, slots=True)
class Passages:
    """Texts that may quote a cell, as words, and where each word stands in them (passage, place).

    Where they `jump`, an item's mark in the cell leads to another place of them.
    """

    words: tuple[tuple[str, ...], ...]
    places: Mapping[str, tuple[tuple[int, int], ...]]
    jump: bool

    @classmethod
    def of(cls, texts: Sequence[str], *, jump: bool) -> Passages:
        """The passages in some texts."""
        words = tuple(tuple(_tokens(text)[:_MOST_TOLD]) for text in texts)
        places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, passage in enumerate(words):
            for place, word in enumerate(passage):
                places[word].append((number, place))
        return cls(words, {word: tuple(found) for word, found in places.items()}, jump)


def read_along(lines: Sequence[TextLine], *, side: str, passages: Passages) -> Iterator[tuple[Way, int, int]]:
    """Every way in which the column on one `side` of lines is a quotation, with the words matched and all its words.

    Each line holds a piece of both columns until one of them ends. The quoted cell begins with a word of its own or of
    the quotation ("Comparing the rules" for "compare the rules"), and every word behind is the quotation's next one.
    """
    yield from _Search(lines, side, passages).ways()


def matched(cell: Sequence[TextLine], passages: Passages) -> int:
    """How many words of a cell are a quotation, read along from its beginning to its end; 0 where it is none."""
    search = _Search((), "", passages)
    heard: Sequence[tuple[_Heard | None, int]] = [(None, 0)]
    for piece in cell:
        longer = (
            (further, count + good)
            for before, count in heard
            for further, good, _ in search.match(piece, before, first=before is None)
        )
        heard = list(islice(longer, _MOST_HEARD))
    return max((count for _, count in heard), default=0)


@lru_cache(maxsize=512)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in re.findall(r"\w+", text))


@dataclass(frozen=True, slots=True)
class _Heard:
    """Up to where the quotation was read: the passage, and the place in it."""

    passage: int
    place: int


@dataclass(frozen=True, slots=True)
class _Read:
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

    def ways(self) -> Iterator[tuple[Way, int, int]]:
        for read in self._go_on(0, None, _Read()):
            way = Way(read.own, read.other) if self.side == "left" else Way(read.other, read.own)
            yield way, read.matched, read.words

    def _go_on(self, at: int, heard: _Heard | None, read: _Read) -> Iterator[_Read]:
        """The ways to read on from line `at`."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            return
        if at == len(self.lines):
            yield read
            return
        other_ended = at > len(read.other)
        if at and not other_ended and heard is not None:
            # the quoted cell has ended: all the rest is the other's
            yield replace(read, other=(*read.other, *self.lines[at:]))
        for piece, beside in self._pieces(self.lines[at], alone=at > 0, beside_ended=other_ended):
            for further, good, count in self.match(piece, heard, first=not read.own):
                longer = _Read(
                    (*read.own, piece),
                    read.other if beside is None else (*read.other, beside),
                    read.matched + good,
                    read.words + count,
                )
                yield from self._go_on(at + 1, further, longer)

    def _pieces(self, line: TextLine, *, alone: bool, beside_ended: bool) -> Iterator[tuple[TextLine, TextLine | None]]:
        """The quoted column's piece of a line, and the other's; all of it where the other cell has ended."""
        if alone:
            yield line, None
        if beside_ended:
            return
        for left, right in splits(line):
            yield (left, right) if self.side == "left" else (right, left)

    def match(self, piece: TextLine, heard: _Heard | None, *, first: bool) -> Iterator[tuple[_Heard, int, int]]:
        """Up to where a passage holds a piece, with the words matched and all words of the piece."""
        mark = mark_end(piece.text) if self.passages.jump else 0
        words = _tokens(piece.text[mark:])
        if not words:
            return
        if heard is not None and not mark:
            further = self._hear(heard, words)
            if further is not None:
                yield further, len(words), len(words)
            if further is not None or not self._has_ended(heard):
                return
        elif not first and not mark:
            return
        for strange in (0, 1) if first and not self.passages.jump else (0,):
            for start in self._starts(words[strange:]) if len(words) > strange else ():
                if heard is not None and not mark and start.place:
                    continue  # without a mark, one objective follows another from its beginning
                further = self._hear(start, words[strange:])
                if further is not None:
                    yield further, len(words) - strange, len(words)

    def _has_ended(self, heard: _Heard) -> bool:
        """Whether a passage is told to its end where another may follow."""
        return self.passages.jump and heard.place == len(self.passages.words[heard.passage])

    def _starts(self, words: Sequence[str]) -> Iterator[_Heard]:
        return (_Heard(*place) for place in self.passages.places.get(words[0], ()))

    def _hear(self, heard: _Heard, words: Sequence[str]) -> _Heard | None:
        """Up to where the quotation goes when these are its next words; None: they are not."""
        end = heard.place + len(words)
        is_told = self.passages.words[heard.passage][heard.place : end] == tuple(words)
        return _Heard(heard.passage, end) if is_told else None
