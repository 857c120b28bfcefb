"""The prose of a document outside its annex: title, sections, paragraphs and list entries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.layout.lines import TextLine
from ccwp_kg.sources.recognition.phrases import PhraseFinder
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.text.list_marks import item_mark, list_mark


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """One paragraph or list entry; `listed` says that a list mark stands right before it."""

    lines: tuple[TextLine, ...]
    listed: bool


@dataclass(frozen=True, slots=True)
class RawSection:
    """A titled part as laid out: its heading (None before the first), texts, and the lines that are mere list marks."""

    slug: str
    heading: TextLine | None
    texts: tuple[RawParagraph, ...]
    marks: tuple[TextLine, ...]


def parts_of(lines: Sequence[TextLine], *, grammar: Grammar) -> tuple[RawSection, ...]:
    """The parts of the prose, in order; what stands before the first heading is a part of its own."""
    groups: list[tuple[str, TextLine | None, list[TextLine]]] = [(grammar.profile.opening, None, [])]
    for line in lines:
        slug = _heading(line, grammar=grammar)
        if slug is None:
            groups[-1][2].append(line)
        else:
            groups.append((slug, line, []))
    return tuple(_part(*group, marks=grammar.profile.layout.list_marks) for group in groups if group[1] or group[2])


_HEADING_NUMBER = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[A-Z])[.)/:]? +")
_LONGEST_HEADING = 100
_SLACK = 0.1
"""The share of a line that a word must leave free to fit: ligatures and unseen hyphens are printed shorter."""


def _heading(line: TextLine, *, grammar: Grammar) -> str | None:
    """The section that a line heads, perhaps behind a number."""
    if len(line.text) > _LONGEST_HEADING:
        return None
    number = _HEADING_NUMBER.match(line.text)
    phrases = PhraseFinder.of(line.text, (), grammar.plan_names)
    for section in grammar.profile.sections:
        for form in section.forms:
            for start in (0, number.end() if number else 0):
                match = phrases.at(form, start)
                if match is not None and match.end == len(line.text):
                    return section.slug
    return None


def _part(slug: str, heading: TextLine | None, lines: Sequence[TextLine], *, marks: Sequence[str]) -> RawSection:
    texts: list[RawParagraph] = []
    lone: list[TextLine] = []
    open_lines: list[TextLine] = []
    listed = False
    widths = _widths(lines)
    for line in lines:
        is_mark = mark_length(line.text, marks) == len(line.text)
        if open_lines and (is_mark or not _goes_on(open_lines, line, widths, marks)):
            texts.append(RawParagraph(tuple(open_lines), listed))
            open_lines, listed = [], False
        if is_mark:
            lone.append(line)
            listed = True
        else:
            listed = listed or (not open_lines and mark_length(line.text, marks) > 0)
            open_lines.append(line)
    if open_lines:
        texts.append(RawParagraph(tuple(open_lines), listed))
    return RawSection(slug, heading, tuple(texts), tuple(lone))


def mark_length(text: str, marks: Sequence[str]) -> int:
    """How many characters the list mark, number or letter takes that a text begins with; 0 where there is none."""
    item, bullet = item_mark(text), list_mark(text, marks)
    return item.end if item else len(bullet) if bullet else 0


def _widths(lines: Sequence[TextLine]) -> dict[int, int]:
    """The longest line of each block."""
    widths: dict[int, int] = {}
    for line in lines:
        widths[line.block] = max(widths.get(line.block, 0), len(line.text))
    return widths


def _goes_on(before: Sequence[TextLine], line: TextLine, widths: Mapping[int, int], marks: Sequence[str]) -> bool:
    """Whether a line continues a paragraph.

    In one block it does, unless it begins the next entry of a list, or the line before ends a sentence although the
    next word would have fitted behind it. Over a page break it does where no sentence had ended and it begins small.
    """
    last = before[-1]
    if last.block == line.block:
        bullet = list_mark(before[0].text, marks)
        own = item_mark(before[0].text)
        following = item_mark(line.text, own.form) if own else None
        if (bullet and list_mark(line.text, (bullet,))) or (own and following and following.follows(own)):
            return False
        fits = len(last.text) + 1 + len(line.text.split()[0]) <= (1 - _SLACK) * widths[line.block]
        return not (last.text.endswith(".") and fits)
    return last.page != line.page and last.text[-1] not in ".;:" and line.text[0].islower()
