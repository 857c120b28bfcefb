"""The words of a document as a sequence of tokens: text, places to land on and links, nested as HTML must nest."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal as OneOf

from ccwp_kg.entities.source_reader.read_things import Stretch, anchor


@dataclass(frozen=True, slots=True)
class InlineLink:
    """Where a stretch leads: a thing, or (for the mark of a footnote) another place of the same page."""

    target: str
    title: str = ""
    is_footnote: bool = False


@dataclass(frozen=True, slots=True)
class InlineToken:
    """One step of writing a passage.

    `text` holds words. `open` and `close` surround a stretch with an `anchor`, and a link where it has one. `place` is
    the anchor of a stretch that crosses another. `page` is the beginning of the page with that number, `break` the
    beginning of a paragraph.
    """

    step: OneOf["text", "open", "close", "place", "page", "break"]
    text: str = ""
    anchor: str = ""
    link: InlineLink | None = None


Inline = tuple[InlineToken, ...]


@dataclass(slots=True)
class InlineRenderer:
    """Writes stretches of one document, in their order; each anchor is written once, where its beginning stands."""

    text: str
    spans: Sequence[Stretch]
    links: Mapping[Stretch, InlineLink]
    pages: Sequence[int] = ()
    """Where pages begin."""
    breaks: Sequence[int] = ()
    """Where a paragraph begins inside a stretch."""
    _starts: list[int] = field(init=False)
    _marks: list[tuple[int, InlineToken]] = field(init=False)
    _done: int = 0

    def __post_init__(self) -> None:
        self.spans = sorted(set(self.spans), key=lambda span: (span[0], -span[1]))
        self._starts = [start for start, _ in self.spans]
        pages = [(start, InlineToken("page", text=str(number))) for number, start in enumerate(self.pages, 1)]
        breaks = [(start, InlineToken("break")) for start in self.breaks]
        self._marks = sorted([*pages, *breaks], key=lambda mark: mark[0])

    def write(self, start: int, end: int) -> Inline:
        """The words from one offset to another; anchors that begin since the last stretch written stand here too."""
        first, last = bisect_left(self._starts, self._done), bisect_left(self._starts, end)
        before = bisect_left(self._starts, start)
        marks = [mark for mark in self._marks if start < mark[0] < end]
        self._done = max(self._done, end)
        places = (InlineToken("place", anchor=anchor(span)) for span in self.spans[first : max(first, before)])
        return (*places, *_StretchTokens(self, end, marks, written=start).tokens(self.spans[before:last]))


@dataclass(slots=True)
class _StretchTokens:
    renderer: InlineRenderer
    end: int
    marks: list[tuple[int, InlineToken]]
    written: int
    opened: list[tuple[int, InlineLink | None]] = field(default_factory=list)

    def tokens(self, spans: Sequence[Stretch]) -> Iterator[InlineToken]:
        for span in spans:
            yield from self._up_to(span[0])
            if span[1] > (self.opened[-1][0] if self.opened else self.end):
                yield InlineToken("place", anchor=anchor(span))
                continue
            # HTML §4.5.1: a link holds no link, so what is inside a linked stretch is only a place
            linked = any(link is not None for _, link in self.opened)
            link = None if linked else self.renderer.links.get(span)
            self.opened.append((span[1], link))
            yield InlineToken("open", anchor=anchor(span), link=link)
        yield from self._up_to(self.end)

    def _up_to(self, offset: int) -> Iterator[InlineToken]:
        while self.opened and self.opened[-1][0] <= offset:
            last, link = self.opened.pop()
            yield from self._words(last)
            yield InlineToken("close", link=link)
        yield from self._words(offset)

    def _words(self, offset: int) -> Iterator[InlineToken]:
        while self.marks and self.marks[0][0] <= offset:
            start, mark = self.marks.pop(0)
            yield from self._text(start)
            yield mark
        yield from self._text(offset)

    def _text(self, offset: int) -> Iterator[InlineToken]:
        if self.written < offset:
            words = self.renderer.text[self.written : offset]
            yield InlineToken("text", text=mended(words).replace("\n", " "))
            self.written = offset


def mended(words: str) -> str:
    """Words divided at the end of a line put together again, their hyphen or soft hyphen kept.

    >>> mended("a co-\\noperation -\\n5")
    'a co-operation -\\n5'
    """
    return re.sub(r"(?<=\w[-\xad])\n(?=[^\W\d_])", "", words)
