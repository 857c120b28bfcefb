"""Words as printed, with places to land on and links inside them, nested as HTML must nest."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal as OneOf

from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.facts.prose import mark_kind
from ccwp_kg.entities.source_reader.facts import Stretch, anchor


@dataclass(frozen=True, slots=True)
class Link:
    """Where a stretch leads: a thing, or (for the mark of a footnote) another place of the same page."""

    target: str
    title: str
    kind: str


def link_to(thing: Thing) -> Link:
    """A link to what a stretch means."""
    return Link(thing.iri, thing.name, mark_kind(thing.iri))


@dataclass(frozen=True, slots=True)
class Bit:
    """One step of writing a passage.

    `text` holds words; `open` and `close` surround a stretch with an `anchor`, a link where it has one; `place` is an
    anchor of a stretch that crosses another; `page` is where a page of that number begins, `break` where a paragraph
    does.
    """

    step: OneOf["text", "open", "close", "place", "page", "break"]
    text: str = ""
    anchor: str = ""
    link: Link | None = None


Inline = tuple[Bit, ...]


@dataclass(slots=True)
class Weaver:
    """Writes stretches of one document; each anchor is written once, in the first stretch that holds its beginning."""

    text: str
    spans: Sequence[Stretch]
    links: Mapping[Stretch, Link]
    pages: Sequence[tuple[int, int]]
    """Number and beginning of each page."""
    breaks: Sequence[int] = ()
    """Where a paragraph begins inside a stretch."""
    _starts: list[int] = field(init=False)
    _turns: list[tuple[int, Bit]] = field(init=False)
    _done: int = 0

    def __post_init__(self) -> None:
        self.spans = sorted(set(self.spans), key=lambda span: (span[0], -span[1]))
        self._starts = [start for start, _ in self.spans]
        steps = [(begins, Bit("page", text=str(number))) for number, begins in self.pages]
        self._turns = sorted([*steps, *((begins, Bit("break")) for begins in self.breaks)], key=lambda turn: turn[0])

    def write(self, start: int, end: int) -> Inline:
        """The words from one offset to another; anchors that begin since the last stretch written stand here too."""
        first, last = bisect_left(self._starts, self._done), bisect_left(self._starts, end)
        before = bisect_left(self._starts, start)
        turns = [turn for turn in self._turns if start < turn[0] < end]
        self._done = max(self._done, end)
        places = (Bit("place", anchor=anchor(span)) for span in self.spans[first : max(first, before)])
        return (*places, *_Stretch(self, start, end, turns).bits(self.spans[before:last]))


@dataclass(slots=True)
class _Stretch:
    weaver: Weaver
    start: int
    end: int
    turns: list[tuple[int, Bit]]
    opened: list[tuple[int, Link | None]] = field(default_factory=list)
    written: int = 0

    def bits(self, spans: Sequence[Stretch]) -> Iterator[Bit]:
        self.written = self.start
        for span in spans:
            yield from self._up_to(span[0])
            if span[1] > (self.opened[-1][0] if self.opened else self.end):
                yield Bit("place", anchor=anchor(span))
                continue
            # HTML: a link holds no link, so what is inside a linked stretch is only a place
            linked = any(link is not None for _, link in self.opened)
            link = None if linked else self.weaver.links.get(span)
            self.opened.append((span[1], link))
            yield Bit("open", anchor=anchor(span), link=link)
        yield from self._up_to(self.end)

    def _up_to(self, offset: int) -> Iterator[Bit]:
        while self.opened and self.opened[-1][0] <= offset:
            last, link = self.opened.pop()
            yield from self._words(last)
            yield Bit("close", link=link)
        yield from self._words(offset)

    def _words(self, offset: int) -> Iterator[Bit]:
        while self.turns and self.turns[0][0] <= offset:
            begins, turn = self.turns.pop(0)
            yield from self._plain(begins)
            yield turn
        yield from self._plain(offset)

    def _plain(self, offset: int) -> Iterator[Bit]:
        if self.written < offset:
            yield Bit("text", text=mended(self.weaver.text[self.written : offset]))
            self.written = offset


def mended(words: str) -> str:
    """Words divided at the end of a line put together again, their hyphen kept, for only the author knows it.

    >>> mended("a co-\\noperation -\\n5")
    'a co-operation -\\n5'
    """
    return re.sub(r"(?<=\w-)\n(?=[^\W\d_])", "", words)
