"""A document in plain characters: line ends, spaces, ligatures and accents in one form each, and their offsets.

Files with the same words differ in characters that nobody sees: a file from Windows ends its lines with two, the text
of a PDF has ligatures, soft hyphens and combining accents. The reader reads the plain text; every span it finds is then
mapped back to the document as received.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from html import unescape
from typing import Any, cast

from ccwp_kg.sources.records.source_text import SourceText, Span

SOFT_HYPHEN = "\u00ad"
"""Kept only where it divides a word at a line end (Unicode, UAX #14); running text mends the word."""

_REPLACED = re.compile(
    "(?P<line>\r\n?|[\x0b\x85\u2028\u2029])"
    "|(?P<space>[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    "|(?P<unseen>[\u200b-\u200d\u2060\ufeff]|\u00ad(?![ \t]*[\r\n\x85\u2028\u2029]))"
    "|(?P<hyphen>[\u2010\u2011])"
    "|(?P<raised>[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]+)"
    "|(?P<composed>[\ufb00-\ufb06]|[^\\W\\d_][\u0300-\u036f]+)"
    "|(?P<reference>&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)"
)
_REPLACED_MARKDOWN = re.compile(
    rf"(?P<heading>^#{{1,6}} +(?=\S))|(?P<strong>(?<!\\)\*\*(?=[^|\n]*$))|{_REPLACED.pattern}", re.MULTILINE
)
"""In Markdown the characters that mark headings and bold words are left out, too; a table reads those of its cells."""
_ANY_REPLACED = re.compile(
    "[&\t\x0b\r\x85\u00a0\u00ad\u00b2\u00b3\u00b9\u0300-\u036f\u1680\u2000-\u200d\u2010\u2011\u2028\u2029\u202f\u205f\u2060"
    "\u2070\u2074-\u2079\u3000\ufb00-\ufb06\ufeff]"
)
_MARKDOWN = re.compile(r"^\|?[ ]*:?-{3,}:?[ ]*\|", re.MULTILINE)
"""The line under the headings of a table in Markdown."""
_POWER = re.compile(r"(?<![^\W\d_])[a-z]{1,2}$")
_POWERS = ("²", "³")
"""A unit of measure before its power: "km²"; any other raised figure is the mark of a footnote."""
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""A figure as it is written where it is raised above its line."""
_PARTS = "|\t\r\n"
"""Characters that would part cells or lines: a reference to one of them stays."""
_NEARBY = 200
"""The characters before a raised figure that tell what it is, at most."""
_WRITTEN = {"line": "\n", "space": " ", "unseen": "", "heading": "", "strong": "", "hyphen": "-"}


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Offsets of plain characters in the document as received, by stretches of text in order.

    Stretch `i` begins at the plain offset `plain[i]`. If it is `verbatim`, both texts have the same characters there;
    any other stretch replaces the received characters from `raw[i]` up to `raw_ends[i]` as a whole.
    """

    plain: tuple[int, ...]
    raw: tuple[int, ...]
    raw_ends: tuple[int, ...]
    verbatim: tuple[bool, ...]

    def start(self, offset: int) -> int:
        """The offset as received of what a plain character stands for."""
        at = bisect_right(self.plain, offset) - 1
        return self.raw[at] + offset - self.plain[at] if self.verbatim[at] else self.raw[at]

    def plain_of(self, offset: int) -> int:
        """The plain offset of what stands at an offset as received, or where that is left out, of what follows."""
        at = bisect_right(self.raw, offset) - 1
        if at < 0:
            return 0
        if offset >= self.raw_ends[at] and at + 1 < len(self.plain):
            return self.plain[at + 1]
        return self.plain[at] + (min(offset, self.raw_ends[at]) - self.raw[at] if self.verbatim[at] else 0)

    def plain_span(self, span: Span) -> Span | None:
        """The plain span of some received characters; None where all of them are left out."""
        start, end = self.plain_of(span.start), self.plain_of(span.end)
        return Span(start, end) if start < end else None

    def span(self, span: Span) -> Span:
        """The span as received of what some plain characters stand for."""
        last = bisect_right(self.plain, span.end - 1) - 1
        end = self.raw[last] + span.end - self.plain[last] if self.verbatim[last] else self.raw_ends[last]
        return Span(self.start(span.start), end)


def plain_text(source: SourceText, marks: Mapping[Span, str] | None = None) -> tuple[SourceText, OffsetMap | None]:
    """The document in plain characters and their offsets; None instead of offsets where it was received so.

    `marks` are those of footnotes, each with what is written for it.

    >>> plain_text(SourceText.of("x", "o\\ufb03cer\\r\\n"))[0].text
    'officer\\n'
    """
    is_markdown = _MARKDOWN.search(source.text) is not None
    if not is_markdown and not marks and _ANY_REPLACED.search(source.text) is None:
        return source, None
    pattern = _REPLACED_MARKDOWN if is_markdown else _REPLACED
    written: list[str] = []
    stretches: list[tuple[int, int, int, bool]] = []
    length = place = 0
    others = ((found.start(), found.end(), _written(found)) for found in pattern.finditer(source.text))
    of_notes = ((mark.start, mark.end, put) for mark, put in (marks or {}).items())
    for start, end, put in sorted((*others, *of_notes)):
        if start > place:
            stretches.append((length, place, start, True))
            written.append(source.text[place:start])
            length += start - place
        if put:
            stretches.append((length, start, end, False))
            written.append(put)
            length += len(put)
        place = end
    if not place:
        return source, None
    stretches.append((length, place, len(source.text), True))
    written.append(source.text[place:])
    plain, raw, raw_ends, verbatim = zip(*stretches, strict=True)
    offsets = OffsetMap(plain, raw, raw_ends, verbatim)
    printed = source.printed.moved(offsets.plain_span) if source.printed is not None else None
    return SourceText(source.name, "".join(written), source.sha256, printed), offsets


def as_received(record: Any, source: SourceText, offsets: OffsetMap) -> Any:
    """A record of plain characters with every span in it mapped to the document as received."""
    if isinstance(record, Span):
        return offsets.span(record)
    if isinstance(record, SourceText):
        return source
    if isinstance(record, tuple):
        return tuple(as_received(item, source, offsets) for item in record)
    if not is_dataclass(record):
        return record
    own: Any = type(record)
    return own(**{each.name: as_received(getattr(record, each.name), source, offsets) for each in fields(record)})


def _written(found: re.Match[str]) -> str:
    """What stands for some characters in plain text."""
    kind = cast(str, found.lastgroup)
    if kind == "raised":
        return _mark(found.group(), found.string[max(0, found.start() - _NEARBY) : found.start()])
    if kind == "reference":
        meant = unescape(found.group())
        return found.group() if meant == found.group() or meant in _PARTS else _REPLACED.sub(_written, meant)
    return _WRITTEN[kind] if kind in _WRITTEN else unicodedata.normalize("NFKC", found.group())


def _mark(raised: str, before: str) -> str:
    """A raised number as Markdown writes the mark of a footnote; the power of a unit as it is.

    At the head of a line, where nothing stands before it, it is the number of a footnote.
    """
    if raised in _POWERS and _POWER.search(before):
        return raised
    number = unicodedata.normalize("NFKC", raised)
    return f"[^{number}]" if before.rpartition("\n")[2].strip() else f"{number} "
