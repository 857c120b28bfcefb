"""Words as they run on, each character with its place: line breaks become single spaces, the places stay."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ccwp_kg.sources.records import Passage
from ccwp_kg.sources.text import SourceText, Span


@dataclass(frozen=True, slots=True)
class Flow:
    """Running text made of one or more stretches of a document.

    `text` has single spaces only; `offsets[i]` is where its character `i` stands in the document and `pieces[i]` says
    in which stretch. Everything that looks for words looks here, so that a line end never hides one.
    """

    source: SourceText
    text: str
    offsets: tuple[int, ...]
    pieces: tuple[int, ...]

    @classmethod
    def of(cls, source: SourceText, spans: Iterable[Span], *, skip: Collection[int] = ()) -> Flow:
        """The running text of some stretches, in the order given; characters at the offsets in `skip` are left out.

        >>> Flow.of(SourceText.of("x", "one \\n two"), [Span(0, 9)]).text
        'one two'
        """
        chars: list[str] = []
        offsets: list[int] = []
        pieces: list[int] = []
        for piece, span in enumerate(spans):
            gap = bool(chars)
            for offset in range(span.start, span.end):
                char = source.text[offset]
                if char.isspace():
                    gap = bool(chars)
                    continue
                if offset in skip:
                    continue
                if gap:
                    _join(source, chars, offsets, pieces, following=offset)
                    gap = False
                chars.append(char)
                offsets.append(offset)
                pieces.append(piece)
        return cls(source, "".join(chars), tuple(offsets), tuple(pieces))

    def passage(self, start: int, end: int, *, text: str | None = None, rule: str | None = None) -> Passage:
        """What stands from `start` up to `end` of the running text; `text` where the value is not those very words."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return Passage(self.text[start:end] if text is None else text, self.spans(start, end), rule)

    def whole(self, *, rule: str | None = None) -> Passage:
        """All of it."""
        return self.passage(0, len(self.text), rule=rule)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The raw characters under a part of the running text, one span for each stretch it touches."""
        bounds: dict[int, tuple[int, int]] = {}
        for index in range(start, end):
            if self.text[index] == " ":
                continue
            piece, offset = self.pieces[index], self.offsets[index]
            first, _ = bounds.get(piece, (offset, offset))
            bounds[piece] = (first, offset + 1)
        return tuple(Span(first, last) for first, last in bounds.values())

    def index(self, offset: int) -> int:
        """The first place in the running text that stands at or after an offset of the document."""
        return bisect_left(self.offsets, offset)

    def raw_span(self) -> Span:
        """From its first to its last character, whatever stands between."""
        return Span(min(self.offsets), max(self.offsets) + 1)


def _join(source: SourceText, chars: list[str], offsets: list[int], pieces: list[int], *, following: int) -> None:
    """Put a space between two words, or mend a word that a hyphen at a line end had divided."""
    at_hyphen = len(chars) > 1 and chars[-1] == "-" and chars[-2].isalpha() and source.text[following].islower()
    if at_hyphen and "\n" in source.text[offsets[-1] : following]:
        if _is_written_whole(source, "".join(chars), following):
            chars.pop()
            offsets.pop()
            pieces.pop()
        return
    chars.append(" ")
    offsets.append(offsets[-1] + 1)
    pieces.append(pieces[-1])


def _is_written_whole(source: SourceText, before: str, following: int) -> bool:
    """Whether the document elsewhere writes the divided word without its hyphen (else the hyphen is the word's own)."""
    head = re.search(r"\w+(?=-$)", before)
    tail = re.match(r"\w+", source.text[following:])
    if head is None or tail is None:
        return False
    return re.search(rf"\b{re.escape(head.group() + tail.group())}\b", source.text) is not None
