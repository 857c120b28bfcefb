"""Pieces of lines that name parties: they tell the parties' column from the one beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.interleaved.splits import Way
from ccwp_kg.sources.layout.lines import TextLine

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class PartyNames:
    """What is known of parties' names: all words in them, and how much of a text is such names (0 to 1).

    `linking` are words with which no cell ends: a name behind one belongs to its sentence.
    """

    words: Collection[str]
    linking: Collection[str]
    share: Callable[[str], float]

    def any_in(self, text: str) -> bool:
        """Whether a text names a party."""
        return self.share(text) > 0

    def way(self, lines: Sequence[TextLine], *, side: str) -> Way | None:
        """The way to read lines whose column on one `side` lists parties: the longest pieces made of words of names.

        None where these pieces are no list of names, or leave nothing for the other column.
        """
        own: list[TextLine] = []
        other: list[TextLine] = []
        ended = False
        for line in lines:
            size = 0 if ended else self._size(line, side)
            if size < len(line.text):
                other.append(
                    line.part(0, len(line.text) - size) if side == "right" else line.part(size, len(line.text))
                )
            if size:
                own.append(line.part(len(line.text) - size, len(line.text)) if side == "right" else line.part(0, size))
            # a list of parties ends with a stop
            ended = bool(own) and own[-1].text.endswith(".")
        names = " ".join(line.text for line in own)
        if (
            not own
            or not other
            or other[-1].text.rpartition(" ")[2] in self.linking
            or self.share(names) < 1
            or not any(text[-1:].isalpha() for text in (*(line.text for line in own), own[0].text[:-1].rstrip()))
        ):
            return None
        way = Way(tuple(other), tuple(own)) if side == "right" else Way(tuple(own), tuple(other))
        return way if way.is_whole else None

    def _size(self, line: TextLine, side: str) -> int:
        """The characters at one end of a line that are words of names, list marks among them."""
        words = list(_WORD.finditer(line.text))
        size = 0
        for word in reversed(words) if side == "right" else words:
            plain = word.group().strip("(),;.")
            if plain and plain not in self.words:
                break
            size = len(line.text) - word.start() if side == "right" else word.end()
        if side == "left" and size < len(line.text):
            size += len(line.text[size:]) - len(line.text[size:].lstrip())
        return size
