"""The prose of a document outside its annex: title, sections, paragraphs and list entries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.layout import Line, list_mark
from ccwp_kg.sources.phrases import Phrases
from ccwp_kg.sources.scan import Reader


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph or list entry; `listed` says that a list mark stands right before it."""

    lines: tuple[Line, ...]
    listed: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part as laid out: its heading (None before the first), texts, and the lines that are mere list marks."""

    slug: str
    heading: Line | None
    texts: tuple[Text, ...]
    marks: tuple[Line, ...]


def parts_of(lines: Sequence[Line], *, reader: Reader) -> tuple[Part, ...]:
    """The parts of the prose, in order; what stands before the first heading is a part of its own."""
    groups: list[tuple[str, Line | None, list[Line]]] = [(reader.profile.opening, None, [])]
    for line in lines:
        slug = _heading(line, reader=reader)
        if slug is None:
            groups[-1][2].append(line)
        else:
            groups.append((slug, line, []))
    return tuple(_part(*group, marks=reader.profile.layout.list_marks) for group in groups if group[1] or group[2])


def _heading(line: Line, *, reader: Reader) -> str | None:
    phrases = Phrases(line.text, (), reader.calendar)
    for section in reader.profile.sections:
        for form in section.forms:
            match = phrases.at(form, 0)
            if match is not None and match.end == len(line.text):
                return section.slug
    return None


def _part(slug: str, heading: Line | None, lines: Sequence[Line], *, marks: Collection[str]) -> Part:
    texts: list[Text] = []
    lone: list[Line] = []
    open_lines: list[Line] = []
    listed = False
    for line in lines:
        is_mark = line.text in marks
        if open_lines and (is_mark or not _goes_on(open_lines, line, lines)):
            texts.append(Text(tuple(open_lines), listed))
            open_lines, listed = [], False
        if is_mark:
            lone.append(line)
            listed = True
        else:
            listed = listed or (not open_lines and list_mark(line.text, tuple(marks)) is not None)
            open_lines.append(line)
    if open_lines:
        texts.append(Text(tuple(open_lines), listed))
    return Part(slug, heading, tuple(texts), tuple(lone))


def _goes_on(before: Sequence[Line], line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line continues a paragraph.

    In one block it does, unless the line before ends a sentence although the next word would have fitted behind it.
    Over a page break it does where no sentence had ended and it begins small.
    """
    last = before[-1]
    if last.block == line.block:
        widest = max(len(each.text) for each in lines if each.block == line.block)
        fits = len(last.text) + 1 + len(line.text.split()[0]) <= widest
        return not (last.text.endswith(".") and fits)
    return last.page != line.page and last.text[-1] not in ".;:" and line.text[0].islower()
