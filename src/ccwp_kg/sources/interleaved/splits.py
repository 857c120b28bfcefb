"""The ways to read a block of lines in which two columns stand: which words of each line are the left column's.

Side by side, every line holds a piece of both columns until the shorter cell ends. In turns, the taller cell begins
above the other; then lines of both follow one another, until one may hold the shorter cell's end and a piece of the
taller one together; from there on the taller cell goes on alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.text.list_marks import item_mark, item_marks

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read the block: the pieces of the left and the right cell, in the order of the lines."""

    left: tuple[TextLine, ...]
    right: tuple[TextLine, ...]

    @property
    def is_whole(self) -> bool:
        """Whether both cells look like cells: they begin with no small letter, and no mark of an item ends a piece."""
        marked_at_end = any(_is_mark(piece.text.split()[-1]) for piece in (*self.left, *self.right))
        return not marked_at_end and all(cell and not _begins_small(cell[0].text) for cell in (self.left, self.right))


def _is_mark(word: str) -> bool:
    """Whether a word can only be the mark of an item: "a)", "2.", "•", "–"."""
    return any(mark.end == len(word) for mark in item_marks(word)) or not any(map(str.isalnum, word))


def _begins_small(text: str) -> bool:
    return text[mark_end(text) :].strip()[:1].islower()


def mark_end(text: str) -> int:
    """How many characters the mark of an item takes that some words begin with, whatever bullet it is; 0: none.

    >>> mark_end("a) To act"), mark_end("• To act"), mark_end("To act")
    (2, 1, 0)
    """
    mark = item_mark(text)
    first = text.split(maxsplit=1)[0]
    return mark.end if mark else 0 if any(map(str.isalnum, first)) else len(first)


def splits(line: TextLine) -> Iterator[tuple[TextLine, TextLine]]:
    """A line in two, at each of its gaps."""
    words = list(_WORD.finditer(line.text))
    for word in words[1:]:
        yield line.part(0, word.start()), line.part(word.start())


def in_turns(above: Sequence[TextLine], lines: Sequence[TextLine]) -> Iterator[Way]:
    """The ways to read lines in turns; `above` stand above the shorter cell and are wholly the taller one's.

    From the first line on the shorter and the taller cell take turns. At some line this ends: there one line may hold a
    piece of both, and the rest is one cell's.
    """
    for turns in range(len(lines) + 1):
        short, tall, rest = tuple(lines[:turns:2]), (*above, *lines[1:turns:2]), tuple(lines[turns:])
        for one, other in ((short, tall + rest), (short + rest, tall)) if rest else ((short, tall),):
            yield Way(one, other)
            yield Way(other, one)
        for left, right in splits(rest[0]) if rest and turns % 2 == 0 else ():
            yield Way((*short, left), (*tall, right, *rest[1:]))
            yield Way((*tall, left, *rest[1:]), (*short, right))
