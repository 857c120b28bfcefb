"""Paragraphs of a table that is printed cell after cell: which go on with the one before, and which head groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ccwp_kg.sources.layout.action_numbers import is_explicit_number
from ccwp_kg.sources.layout.text_lines import TextLine, opens_block
from ccwp_kg.sources.profile.profile import ActionCues
from ccwp_kg.sources.records.source_text import grouped
from ccwp_kg.sources.text.list_marks import item_mark, list_mark

_CODE = re.compile(r"([A-Z][a-z]+) \d{1,2}[:.)]? ")
"""What begins an item that names another by its number: "Objective 3: To act"."""

Paragraph = tuple[TextLine, ...]


@dataclass(slots=True)
class ParagraphRow:
    """A row: its number, the paragraphs behind that, of which empty ones have no lines, and its box, if it has one.

    `below` is what stands below it and is not its own: the heading of a group, or what follows the table. `is_broken`:
    headings that a page repeats stand within a cell. `heads` are headings that are repeated in it or behind it. `group`
    is its cell before the number.
    """

    number: TextLine
    cells: list[Paragraph]
    box: list[Paragraph] = field(default_factory=list)
    below: list[Paragraph] = field(default_factory=list)
    is_sure: bool = True
    is_broken: bool = False
    heads: Sequence[Paragraph] = ()
    group: Paragraph = ()


def paragraphs_of(lines: Sequence[TextLine], *, cues: ActionCues) -> list[Paragraph]:
    """The lines between blank ones; a number of an action behind a full stop begins one, too, as below a box."""

    def goes_on(last: TextLine, line: TextLine) -> bool:
        opens = last.text[-1] == "." and is_explicit_number(line.text, cues=cues)
        return not opens and not opens_block(last, line)

    return grouped(lines, goes_on)


def goes_on(before: Paragraph, paragraph: Paragraph, *, join: bool, marks: Sequence[str]) -> bool:
    """Whether a paragraph is a further item of the list that the one before it is part of.

    One without a mark does behind a semicolon. A dash may begin the list of the next cell, unless the one before it
    is left open or all are to be joined.
    """
    item = item_mark(paragraph[0].text)
    last = next(filter(None, (item_mark(each.text) for each in before[::-1])), None)
    code, other = _CODE.match(paragraph[0].text), _CODE.match(before[0].text)
    if code is not None and other is not None:
        return code[1] == other[1]
    if item is not None and last is not None:
        return item.form == last.form and item.place == last.place + 1
    own, others = list_mark(paragraph[0].text, marks), [list_mark(each.text, marks) for each in before[::-1]]
    if own is None and item is None and not any(others):
        return before[-1].text[-1] == ";"
    return own is not None and own == next(filter(None, others), None) and (join or before[-1].text[-1] in ";,")


def shape(paragraph: Paragraph) -> tuple[str, ...]:
    """What headings of groups share: "A. Training", "Part B – Parcels"."""
    words = paragraph[0].text.split()
    item = item_mark(paragraph[0].text)
    return (item.form,) if item is not None else (words[0], str(len(words) > 1 and len(words[1].strip(".:")) <= 3))


def lines_between(text: str, one: Paragraph, other: Paragraph) -> int:
    """The line ends between two paragraphs; 0 where words that are no longer there stand between them."""
    between = text[one[-1].span.end : other[0].span.start]
    return between.count("\n") if not between.strip() else 0
