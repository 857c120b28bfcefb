"""Lines, blocks and pages of a document, as its characters lay them out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ccwp_kg.sources.records.source_text import SourceText, Span, grouped


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line that holds words, or a part of one. Lines with nothing blank between them share a `block`.

    A page break ends a block. `indent` counts the characters before the words in the same line.
    """

    index: int
    span: Span
    text: str
    block: int
    page: int
    indent: int = 0

    def part(self, start: int, end: int | None = None) -> TextLine:
        """The words of the line from one of its characters up to another, or to its end."""
        words = self.text[start:end].strip()
        start = self.text.index(words, start) if words else start
        first = self.span.start + start
        return TextLine(self.index, Span(first, first + len(words)), words, self.block, self.page, self.indent + start)

    def behind(self, place: int) -> tuple[TextLine, ...]:
        """The words behind a place of the line, if there are any."""
        return (self.part(place),) if place < len(self.text) else ()

    def goes_on_with(self, other: TextLine) -> bool:
        """Whether both are parts of one line, this one behind the other."""
        return self.indent > other.indent and self.indent - other.indent == self.span.start - other.span.start

    def at(self, index: int) -> TextLine:
        """The line with another index."""
        return TextLine(index, self.span, self.text, self.block, self.page, self.indent)


@dataclass(frozen=True, slots=True)
class TextLayout:
    """A document laid out: its lines, and the offsets at which its pages begin (the first one 0).

    `page_mark` is what begins a page, None where nothing does. `marks` only show that a line is a heading, as Markdown
    writes one; they are no part of it.
    """

    lines: tuple[TextLine, ...]
    pages: tuple[int, ...]
    page_mark: str | None
    marks: tuple[Span, ...] = ()


_MOST_INDENTED = 0.25
"""A document with more of its lines behind a space than this is indented: the space begins no page."""
_FEW_LINES = 20
_HEADING = re.compile(r"#{1,6} +(?=\S)")
ANNEX = re.compile(r"ANNEX(?: (?:[IVX]+|\d+|[A-Z]))?")
"""The heading of an annex, where the actions of the one before end."""
_ANNEX = re.compile(r"^ANNEX(?: [IVX]+| \d+)? (?=\S)")
_NUMBER = re.compile(r"\d+")


def lay_out(source: SourceText, *, page_breaks: Sequence[str], stays_on_page: Callable[[str], bool]) -> TextLayout:
    """The lines of a document and its pages.

    `stays_on_page` says of a line's words whether they cannot open a page although a space stands before them: the
    first footnote of a page has lost its number, which leaves the same space as a page break. A line that is repeated,
    alike but for its last number, is a page header all the same.
    """
    mark = _page_mark(source.text, page_breaks)
    after_mark = re.findall(rf"^{re.escape(mark)}(\S.*)", source.text, re.MULTILINE) if mark is not None else []
    repeated = Counter(but_last_number(words.strip()) for words in after_mark)
    lines: list[TextLine] = []
    marks: list[Span] = []
    pages = [0]
    block = 0
    open_block = broken = False
    for found in re.finditer(r"[^\n]+|\n(?=\n)", source.text):
        raw = found.group()
        words = raw.strip()
        if not words:
            open_block, broken = False, broken or (mark == "\f" and "\f" in raw)
            continue
        marked = mark is not None and raw.startswith(mark) and (mark == "\f" or not raw[len(mark) :][:1].isspace())
        stays = mark != "\f" and stays_on_page(words) and repeated[but_last_number(words)] < 2
        begins_page = bool(lines) and (broken or (marked and not stays))
        if begins_page:
            pages.append(found.start())
        heading = _HEADING.match(words)
        if begins_page or heading is not None or not open_block:
            block += 1
        open_block, broken = heading is None, False
        indent = len(raw) - len(raw.lstrip())
        start, end = found.start() + indent, found.start() + indent + len(words)
        if heading is not None:
            marks.append(Span(start, start + words.index(" ")))
            start, words = start + heading.end(), words[heading.end() :]
        span = Span(start, end)
        lines.append(TextLine(len(lines), span, words, block, len(pages), indent - begins_page * marked))
    return TextLayout(tuple(lines), tuple(pages), mark, tuple(marks))


def _page_mark(text: str, marks: Sequence[str]) -> str | None:
    """The first of the page marks that the document has; a space before many lines is an indent and no page mark."""
    for mark in marks:
        count = len(re.findall(rf"^{re.escape(mark)}(?=\S)", text, re.MULTILINE))
        lines = text.count("\n") + 1 if mark.isspace() and mark != "\f" else 0
        if (count or (mark == "\f" and mark in text)) and not (lines > _FEW_LINES and count > _MOST_INDENTED * lines):
            return mark
    return None


def but_last_number(words: str) -> str:
    """A line with its last number left out.

    >>> but_last_number("6220/20 JAI 3")
    '6220/20 JAI '
    """
    numbers = list(_NUMBER.finditer(words))
    return words[: numbers[-1].start()] + words[numbers[-1].end() :] if numbers else words


def masked(text: str) -> str:
    """A line of a header or footer as on every page: with no figures, and without the annex that only some name first.

    >>> masked("ANNEX II   JAI.1   LIMITE"), masked("14412/28   VK/io   3")
    ('JAI.# LIMITE', '#/# VK/io #')
    """
    return _NUMBER.sub("#", _ANNEX.sub("", " ".join(text.split())))


def blocks(lines: Sequence[TextLine]) -> list[tuple[TextLine, ...]]:
    """Lines in groups: a new group begins after a blank line, or after a line that is not among the given ones."""
    return grouped(lines, lambda last, line: last.block == line.block and last.index + 1 == line.index)


def opens_block(before: TextLine | None, line: TextLine) -> bool:
    """Whether a line begins a block, or stands behind one that is not among the given ones."""
    return before is None or before.block != line.block or before.index + 1 < line.index


def by_page(lines: Iterable[TextLine]) -> dict[int, list[TextLine]]:
    """The lines of each page."""
    return {page: list(group) for page, group in groupby(lines, key=lambda line: line.page)}


def spans_of(lines: Sequence[TextLine]) -> tuple[Span, ...]:
    """The characters of some lines: one span for each run of lines with no other line between them."""
    runs = grouped(lines, lambda last, line: last.index + 1 == line.index)
    return tuple(Span(run[0].span.start, run[-1].span.end) for run in runs)


def cut(lines: Sequence[TextLine], places: Callable[[TextLine], Sequence[int]]) -> tuple[TextLine, ...]:
    """Lines cut at some of their characters, numbered anew; where a line was missing between two it still is."""
    parts: list[TextLine] = []
    index = -1
    before: TextLine | None = None
    for line in lines:
        index += 1 if before is None or before.index + 1 == line.index else 2
        edges = [0, *places(line), len(line.text)]
        for start, end in pairwise(edges):
            part = line.part(start, end) if len(edges) > 2 else line
            parts.append(part if part.index == index else part.at(index))
            index += 1
        index -= 1
        before = line
    return tuple(parts)


def is_rule(text: str) -> bool:
    """Whether a line is drawn with one or two repeated characters: `______`, `* * *`, `-.-.-`."""
    drawn = text.replace(" ", "")
    return len(drawn) >= 3 and len(set(drawn)) <= 2 and not any(map(str.isalnum, drawn))
