"""A document as text, and places in it: the ground every quotation stands on."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from ccwp_kg.sources.records.printed import Printed


_WORD = re.compile(r"\S+")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document: Unicode code points, from `start` up to but not including `end`.

    Counted over the file decoded as UTF-8 with its line ends untouched (W3C Web Annotation, TextPositionSelector).
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got {self.start}..{self.end}")

    def holds(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class SourceText:
    """One document as received: its name (`fifth-action-plan`), its characters and the digest of its bytes.

    `printed` says where its words stand, None where its file does not.
    """

    name: str
    text: str
    sha256: str = field(repr=False)
    printed: Printed | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, name: str, text: str, printed: Printed | None = None) -> SourceText:
        """A source made from characters, its digest that of their UTF-8 bytes."""
        return cls(name, text, hashlib.sha256(text.encode()).hexdigest(), printed)

    def exact(self, span: Span) -> str:
        """The very characters of a span, line breaks included."""
        return self.text[span.start : span.end]

    def prefix(self, span: Span, length: int = 32) -> str:
        """Up to `length` characters before the span (TextQuoteSelector)."""
        return self.text[max(0, span.start - length) : span.start]

    def suffix(self, span: Span, length: int = 32) -> str:
        """Up to `length` characters after the span (TextQuoteSelector)."""
        return self.text[span.end : span.end + length]


def grouped(items: Iterable[T], belong_together: Callable[[T, T], bool]) -> list[tuple[T, ...]]:
    """Things in groups: one goes with the one before it where `belong_together` says so."""
    groups: list[list[T]] = []
    for item in items:
        if groups and belong_together(groups[-1][-1], item):
            groups[-1].append(item)
        else:
            groups.append([item])
    return [tuple(group) for group in groups]


def is_held(span: Span, by: Sequence[Span]) -> bool:
    """Whether one of some spans holds another; they stand in order and do not overlap."""
    at = bisect_right(by, span.start, key=lambda each: each.start) - 1
    return at >= 0 and by[at].holds(span)


def runs(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Spans joined where one stands behind the other with only white space between them."""
    found = grouped(spans, lambda last, span: last.end <= span.start and not text[last.end : span.start].strip())
    return tuple(Span(run[0].start, run[-1].end) for run in found)


def printed_words(spans: Iterable[Span], text: str) -> str:
    """The words of some spans with single spaces, and three dots where other words stand between."""
    return " … ".join(" ".join(text[run.start : run.end].split()) for run in runs(spans, text))


def words_of(text: str, span: Span) -> tuple[Span, ...]:
    """The words in a stretch of text, parted by white space."""
    return tuple(Span(*found.span()) for found in _WORD.finditer(text, span.start, span.end))
