"""Divides the prose before the annex into sections, paragraphs and list entries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.profile.profile import Layout
from ccwp_kg.sources.recognition.phrases import PhraseFinder
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.text.list_marks import coded_mark, item_mark, list_mark

_HEADING_NUMBER = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[A-Z])[.)/:]? +")
_LONGEST_HEADING = 100
"""The most characters of a heading."""
_LONGEST_LIST = 20
"""The entries of a list inside a numbered text, at most."""
_SLACK = 0.1
"""The share of a line that must be free behind the next word: ligatures and hidden hyphens are printed shorter."""


RawParagraph = tuple[list[TextLine], bool]
"""The lines of one paragraph or list entry, and whether a list mark stands right before it."""


@dataclass(frozen=True, slots=True)
class RawSection:
    """The lines of one section: its heading (None before the first one), its paragraphs, and lone list marks."""

    slug: str
    heading: TextLine | None
    paragraphs: tuple[RawParagraph, ...]
    marks: tuple[TextLine, ...]


def sections_in(lines: Sequence[TextLine], *, grammar: Grammar) -> tuple[RawSection, ...]:
    """The sections of the prose, in order. The text before the first heading is a section of its own."""
    groups: list[tuple[str, TextLine | None, list[TextLine]]] = [(grammar.profile.opening, None, [])]
    for line in lines:
        slug = section_headed_by(line, grammar=grammar)
        if slug is None:
            groups[-1][2].append(line)
        else:
            groups.append((slug, line, []))
    width = max((len(line.text) for line in lines), default=0)
    layout = grammar.profile.layout
    return tuple(_section(*group, layout=layout, width=width) for group in groups if group[1] or group[2])


def section_headed_by(line: TextLine, *, grammar: Grammar) -> str | None:
    """The slug of the section that a line heads, with or without a number, or None."""
    if len(line.text) > _LONGEST_HEADING:
        return None
    number = _HEADING_NUMBER.match(line.text)
    phrases = PhraseFinder(line.text, (), grammar.plan_names)
    for section in grammar.profile.sections:
        for form in section.forms:
            for start in (0, number.end() if number else 0):
                match = phrases.at(form, start)
                if match is not None and match.end == len(line.text):
                    return section.slug
    return None


def _section(
    slug: str, heading: TextLine | None, lines: Sequence[TextLine], *, layout: Layout, width: int
) -> RawSection:
    """The section of some lines. `width` are the characters of the document's longest line of prose."""
    marks = layout.list_marks
    paragraphs: list[RawParagraph] = []
    lone: list[TextLine] = []
    is_open = listed = False
    widths: dict[int, int] = {}
    for line in lines:
        widths[line.block] = max(widths.get(line.block, 0), len(line.text))
    for line in lines:
        mark = mark_length(line.text, marks)
        if mark == len(line.text) and not _is_code([line]):
            lone.append(line)
            is_open, listed = False, True
        elif is_open and (_begins_entry(paragraphs, line, width, layout) or _counts_on(paragraphs, line)):
            paragraphs.append(([line], False))
        elif is_open and (_is_code(paragraphs[-1][0]) or _goes_on(paragraphs[-1][0], line, widths, marks)):
            paragraphs[-1][0].append(line)
        else:
            paragraphs.append(([line], listed or mark > 0))
            is_open, listed = True, False
    return RawSection(slug, heading, tuple(paragraphs), tuple(lone))


def mark_length(text: str, marks: Sequence[str]) -> int:
    """The characters of the list mark, number or letter with which a text begins, or of both; else 0."""
    bullet = list_mark(text, marks) or ""
    words = text[len(bullet) :].lstrip()
    item = item_mark(words)
    return len(text) - len(words) + item.end if item else len(bullet)


def _begins_entry(paragraphs: Sequence[RawParagraph], line: TextLine, width: int, layout: Layout) -> bool:
    """Whether a line begins an entry of a list that prints no marks: behind a colon, or an entry that is closed.

    A comma, a semicolon or “and” closes one. The line above has room for one more word; `width` are the characters of a
    full line. What leads to the list may be an entry with a mark itself.
    """

    def is_closed(text: str) -> bool:
        return text[-1] in ",;" or text.rpartition(" ")[2] in layout.connectors

    above, listed = paragraphs[-1]
    last = above[-1].text
    led = (before[-1].text for before, _ in reversed(paragraphs[:-1]) if not is_closed(before[-1].text))
    fits = len(last) + 1 + len(line.text.split()[0]) <= (1 - _SLACK) * width
    opens = last[-1] == ":" and line.text[-1] in ",;"
    goes_on = not listed and is_closed(last) and next(led, "")[-1:] == ":"
    return fits and line.text[0].isupper() and (opens or goes_on)


def _counts_on(paragraphs: Sequence[RawParagraph], line: TextLine) -> bool:
    """Whether a line behind the list of another form has the next number of the paragraph that led to it."""
    first = item_mark(line.text)
    forms = [item_mark(before[0].text) for before, _ in paragraphs[-_LONGEST_LIST:]]
    alike = (mark for mark in reversed(forms) if mark and first and mark.form == first.form)
    before = next(alike, None)
    return first is not None and before is not None and before is not forms[-1] and first.place == before.place + 1


def _is_code(lines: Sequence[TextLine]) -> bool:
    """Whether a paragraph is as yet nothing but the code of an entry, whose words follow: "SO 1"."""
    code = coded_mark(f"{lines[0].text} -")
    return len(lines) == 1 and code is not None and code.end > len(lines[0].text)


def _goes_on(before: Sequence[TextLine], line: TextLine, widths: Mapping[int, int], marks: Sequence[str]) -> bool:
    """Whether a line continues a paragraph. `widths` are the longest lines of the blocks, in characters.

    In one block it does, unless it begins the next entry of a list, or the line before has room for one more word and
    ends a sentence or stands above a list mark. One that stands left of the mark of its list has room above it, and one
    that leads to another list goes on with no closed entry. Over a page break, and inside an entry with a mark, it does
    if no sentence had ended and the line begins with a small letter.
    """
    last = before[-1]
    if last.block == line.block:
        bullet = list_mark(before[0].text, marks)
        own = item_mark(before[0].text)
        following = item_mark(line.text, own.form) if own else None
        first = item_mark(line.text)
        leads = line.text[0].isupper() and line.text[-1] == ":" and last.text[-1] in ".;"
        if (leads and bullet) or (last.text[-1] == ":" and first is not None and first.place == 1):
            return False
        fits = len(last.text) + 1 + len(line.text.split()[0]) <= (1 - _SLACK) * widths[line.block]
        fits |= bullet is not None and line.indent < before[0].indent
        if list_mark(line.text, marks) and (fits or last.text[-1] in ":;,"):
            return False
        if (bullet and list_mark(line.text, (bullet,))) or (own and following and following.place == own.place + 1):
            return False
        code, next_code = coded_mark(before[0].text), coded_mark(line.text)
        counted = code.place if code is not None else 0 if last.text.endswith(":") else -1
        if counted >= 0 and next_code is not None and next_code.place == counted + 1:
            return False
        ends = last.text.endswith(".") or (code is not None and line.text[0].isupper())
        return not (ends and fits)
    closing = ".;:" if last.page != line.page else ".;:," if mark_length(before[0].text, marks) else last.text[-1]
    return last.text[-1] not in closing and line.text[0].islower() and not mark_length(line.text, marks)
