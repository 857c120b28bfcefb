"""Running text with the offsets of its characters: line breaks become single spaces, offsets in the document stay."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from ccwp_kg.sources.intake.normalise import SOFT_HYPHEN
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.records.source_text import SourceText, Span

_WORDS = re.compile(r"\S+(?: \S+)*")
_WORD = re.compile(r"\S+")
_HEAD = re.compile(r"([^\W\d_])[^\W\d_]*-$")
_LONGEST_HEAD = 40
_MAY_BE_LEFT_OUT = re.compile(rf"[^\w\s.,;:()“”‘’]|{SOFT_HYPHEN}|\d")
"""Characters that may be a footnote mark or a hyphen at a line end."""


class Flow:
    """Running text made of one or more spans of a document, in the order given.

    Characters at the offsets in `skip` are left out; white space begins at one of them where it only breaks a word.

    `text` has single spaces only. It consists of runs that have the same characters in the document: run `i` begins at
    `starts[i]` of `text` and at `offsets[i]` of the document, where it ends at `ends[i]` (a hyphen that divides a word
    belongs to its first half); `pieces[i]` is the index of its span. Words are looked for here, so that a line end
    never hides one.

    >>> Flow(SourceText.of("x", "one \\n two"), [Span(0, 9)]).text
    'one two'
    """

    def __init__(self, source: SourceText, spans: Iterable[Span], *, skip: Collection[int] = ()) -> None:
        written: list[str] = []
        runs: list[tuple[int, int, int, int]] = []
        length = 0
        before = 0
        for piece, span in enumerate(spans):
            for word, parts in _printed(source, span, skip):
                if runs and before not in skip and not _is_divided(source, before, word.start()):
                    written.append(" ")
                    length += 1
                before = word.end()
                for offset, end, raw_end in parts:
                    written.append(source.text[offset:end])
                    runs.append((length, offset, raw_end, piece))
                    length += end - offset
        self.source, self.text = source, "".join(written)
        columns: Sequence[tuple[int, ...]] = [*zip(*runs, strict=True)] or [()] * 4
        self.starts, self.offsets, self.ends, self.pieces = columns

    def passage(self, start: int, end: int, *, text: str | None = None, rule: str | None = None) -> Passage:
        """A passage from `start` up to `end` of the running text; `text` is its value if not these words."""
        return Passage(self.text[start:end].strip(" ") if text is None else text, self.spans(start, end), rule)

    def whole(self) -> Passage:
        """The whole text as a passage."""
        return self.passage(0, len(self.text))

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The characters in the document of a part of the running text, one span for each piece it touches."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        bounds: dict[int, tuple[int, int]] = {}
        for run in range(max(0, bisect_right(self.starts, start) - 1), bisect_left(self.starts, end)):
            first = self.offsets[run] + max(0, start - self.starts[run])
            stop = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
            last = self.ends[run] if end >= stop else min(self.ends[run], self.offsets[run] + end - self.starts[run])
            if first < last:
                known = bounds.get(self.pieces[run])
                bounds[self.pieces[run]] = (known[0] if known else first, last)
        return tuple(Span(first, last) for first, last in bounds.values())

    def index(self, offset: int) -> int:
        """The first place in the running text that stands at or after an offset of the document."""
        run = bisect_right(self.offsets, offset) - 1
        if run >= 0 and offset <= self.ends[run]:
            return self.starts[run] + offset - self.offsets[run]
        return self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)

    def raw_span(self) -> Span:
        """The span from its first to its last character, with all that stands between."""
        return Span(min(self.offsets), max(self.ends))


def _printed(
    source: SourceText, span: Span, skip: Collection[int]
) -> Iterator[tuple[re.Match[str], Sequence[tuple[int, int, int]]]]:
    """The words of a span with their runs; words without any character to leave out stay together in one match."""
    for words in _WORDS.finditer(source.text, span.start, span.end):
        start, end = words.span()
        if SOFT_HYPHEN not in words.group() and (not skip or _MAY_BE_LEFT_OUT.search(source.text, start, end) is None):
            yield words, ((start, end, end),)
            continue
        for word in _WORD.finditer(source.text, start, end):
            parts = tuple(_runs(word, skip))
            if parts:
                yield word, parts


def _runs(word: re.Match[str], skip: Collection[int]) -> Iterator[tuple[int, int, int]]:
    """The parts of a word between the characters left out of it: footnote marks, and hyphens that only divide it.

    Each part is its start, its end, and its end together with such a hyphen.
    """
    start, end = word.span()
    raw_end = end
    if word.string[end - 1] == SOFT_HYPHEN or (word.string[end - 1] == "-" and end - 1 in skip):
        end -= 1
    for place in range(start, end) if skip and not word.group().isalpha() else ():
        if place in skip:
            if start < place:
                yield start, place, place
            start = place + 1
    if start < end:
        yield start, end, raw_end


def _is_divided(source: SourceText, before: int, offset: int) -> bool:
    """Whether a hyphen at a line end joins the word that ends at `before` and the one that begins at `offset`.

    A word in capitals may follow one that begins with a capital: "Thirty-Third". A dash may join figures.
    """
    mark, following = source.text[before - 1], source.text[offset]
    if mark not in "-–":
        return mark == SOFT_HYPHEN
    if following.isdigit() and source.text[max(0, before - 2)].isdigit():
        return "\n" in source.text[before:offset]
    if mark != "-":
        return False
    head = _HEAD.search(source.text, max(0, before - _LONGEST_HEAD), before)
    if head is None or "\n" not in source.text[before:offset]:
        return False
    return following.islower() or (head[1].isupper() and following.isupper())
