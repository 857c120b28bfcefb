"""Lines, blocks and pages of a document, as its characters lay them out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.profile import Layout
from ccwp_kg.sources.text import SourceText, Span


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds words. Lines with nothing blank between them share a `block`; a page break ends a block."""

    index: int
    span: Span
    text: str
    block: int
    page: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document laid out: its lines, and the offsets at which its pages begin (the first one 0)."""

    source: SourceText
    lines: tuple[Line, ...]
    pages: tuple[int, ...]


def lay_out(source: SourceText, *, layout: Layout, stays_on_page: Callable[[str], bool]) -> Sheet:
    """The lines of a document and its pages.

    `stays_on_page` says of a line's words whether they cannot open a page although a page mark stands before them:
    the first body at the foot of a page has lost its number, which leaves the same space as a page break.
    """
    lines: list[Line] = []
    pages = [0]
    block = 0
    open_block = False
    for found in re.finditer(r"[^\n]+|\n(?=\n)", source.text):
        raw = found.group()
        words = raw.strip()
        if not words:
            open_block = False
            continue
        begins_page = _begins_page(raw, layout.page_breaks) and not stays_on_page(words) and bool(lines)
        if begins_page:
            pages.append(found.start())
        if begins_page or not open_block:
            block += 1
        open_block = True
        start = found.start() + len(raw) - len(raw.lstrip())
        lines.append(Line(len(lines), Span(start, start + len(words)), words, block, len(pages)))
    return Sheet(source, tuple(lines), tuple(pages))


def _begins_page(raw: str, marks: Sequence[str]) -> bool:
    return any(raw.startswith(mark) and not raw[len(mark) : len(mark) + 1].isspace() for mark in marks)


def blocks(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Lines grouped as they stand together: a blank line, or a line that is not among them, parts two groups."""
    groups: list[list[Line]] = []
    for line in lines:
        last = groups[-1][-1] if groups else None
        if last is not None and last.block == line.block and last.index + 1 == line.index:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [tuple(group) for group in groups]


def spans_of(lines: Sequence[Line]) -> tuple[Span, ...]:
    """The characters of some lines: one stretch for each run of lines with no other line between them."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and runs[-1][-1].index + 1 == line.index:
            runs[-1].append(line)
        else:
            runs.append([line])
    return tuple(Span(run[0].span.start, run[-1].span.end) for run in runs)


def list_mark(text: str, marks: Sequence[str]) -> str | None:
    """The list mark a line begins with: alone, or followed by a space."""
    return next((mark for mark in marks if text == mark or text.startswith(f"{mark} ")), None)


_NUMBER_MARK = re.compile(r"\((\d{1,2})\)(?=\s|$)")


def number_mark(text: str) -> tuple[int, int] | None:
    """The printed number "(3)" a line begins with, and how many characters it takes."""
    found = _NUMBER_MARK.match(text)
    return (int(found[1]), found.end()) if found else None


def without_closing(text: str, *, closing: str, dotted: Sequence[str] = ()) -> str:
    """An entry without the one mark that closes it; the stop of "etc." is the word's own.

    >>> without_closing("best practice, etc.;", closing=";,.", dotted=("etc",))
    'best practice, etc.'
    """
    if not text or text[-1] not in closing:
        return text
    if text[-1] == "." and any(text[:-1].endswith(word) for word in dotted):
        return text
    return text[:-1].rstrip()
