"""Cuts the rows of a text that has lost its blank lines into paragraphs, so that these can be given to columns.

`pdftotext -raw` writes cell after cell in a row without a blank line, and the first lines of two cells in one line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ccwp_kg.sources.layout.action_numbers import is_explicit_number
from ccwp_kg.sources.layout.text_lines import TextLine, blocks, cut
from ccwp_kg.sources.recognition.scan import STATE, Grammar
from ccwp_kg.sources.table.cell_features import TIMETABLE, FeatureExtractor
from ccwp_kg.sources.text.list_marks import item_mark, list_mark

_FEWEST = 2
"""The rows, at least, that show whether blank lines part them."""
_MARK = 4
"""The characters of a list mark with what closes an item, at most."""
_OPEN = (",", ";", "-")
"""What ends no cell."""
_STOP = re.compile(r"(?<=\w\.) (?=\S)|(?<=\)\.) (?=\S)")
_SHORT_NAME = re.compile(r"[A-Z]{3,}(?!\w)")
"""A name in capitals behind a Member State."""
_TALLEST = 5
"""The lines of a time, at most."""


def with_paragraphs(lines: Sequence[TextLine], grammar: Grammar) -> Sequence[TextLine]:
    """The lines of an annex; each paragraph is a block where blank lines part fewer blocks than there are rows."""
    numbered = [at for at, line in enumerate(lines) if is_explicit_number(line.text, cues=grammar.profile.actions)]
    first = numbered[0] if numbered else 0
    is_headed = any(grammar.labels.sequence(line.text) or grammar.labels.column(line.text) for line in lines[:first])
    if not is_headed or len(numbered) < _FEWEST or len(blocks(lines[first:])) >= len(numbered):
        return lines
    start = lines[first].index
    parted = cut(lines, lambda line: _inside(line.text, grammar) if line.index >= start else ())
    rows = parted[first:]
    known = {**_times(rows, grammar), **_within_items(rows)}
    found = [replace(rows[0], block=_block(rows[0]))]
    for at, (before, line) in enumerate(pairwise(rows), 1):
        opens = before.block != line.block or (_opens(before, line, grammar) if at not in known else known[at])
        found.append(replace(line, block=_block(line) if opens else found[-1].block))
    return (*parted[:first], *found)


def _block(line: TextLine) -> int:
    """A number that no other block has."""
    return -1 - line.index


def _opens(before: TextLine, line: TextLine, grammar: Grammar) -> bool:
    """Whether a line begins a paragraph: with a number, a mark, or a capital where the line before is at an end."""
    text, labels = line.text, grammar.labels
    if (labels.begins(text) and labels.begins(before.text)) or before.text.count("(") > before.text.count(")"):
        return False
    marks = grammar.profile.layout.list_marks
    marked = item_mark(text) is not None or list_mark(text, marks) is not None
    listed = list_mark(before.text, marks) is not None and list_mark(text, marks) is not None
    if listed:  # items of one list stay together; it ends with a stop, or where names of parties and other words meet
        differ = not before.text.endswith(",") and _names(before.text, grammar) != _names(text, grammar)
        return differ or before.text.endswith(".")
    if marked or is_explicit_number(text, cues=grammar.profile.actions) or labels.begins(text):
        return True
    last = before.text.rpartition(" ")[2]
    ended = not before.text.endswith(_OPEN) and last not in grammar.profile.words.linking
    closed = last.endswith(".") and last not in grammar.profile.words.dotted
    return ended and (text[0].isupper() or closed)


def _within_items(rows: Sequence[TextLine]) -> Mapping[int, bool]:
    """The lines between the marks of two items that count on, by their places: they begin nothing."""
    marks = [(at, mark) for at, line in enumerate(rows) if (mark := item_mark(line.text)) is not None]
    return {
        at: False
        for (start, mark), (end, other) in pairwise(marks)
        if other.form == mark.form and other.place == mark.place + 1
        for at in range(start + 1, end)
    }


def _times(rows: Sequence[TextLine], grammar: Grammar) -> Mapping[int, bool]:
    """The lines of times that close the cells of a row, by their places, each with whether it begins one."""
    labels, cues = grammar.labels, grammar.profile.actions
    extractor = FeatureExtractor(grammar, (), (TIMETABLE,))
    ends = [
        at
        for at, line in enumerate(rows)
        if labels.opening(line.text, grammar.profile.box.name) or is_explicit_number(line.text, cues=cues)
    ]
    times: dict[int, bool] = {}
    for start, end in pairwise([*ends, len(rows)]):
        long = range(max(start + 1, end - _TALLEST), end)
        first = next((at for at in long if extractor.features_of(tuple(rows[at:end])).get(TIMETABLE, 0.0) == 1), end)
        times |= {at: at == first for at in range(first, end)}
    return times


def _names(text: str, grammar: Grammar) -> bool:
    """Whether an item is the name of a party."""
    return any(name.end - name.start >= len(text) - _MARK for name in grammar.finder.find(text))


def _inside(text: str, grammar: Grammar) -> Sequence[int]:
    """Where further cells begin in a line: a list or Member States behind a stop, and parties behind these."""
    marks = grammar.profile.layout.list_marks
    stops = [found.end() for found in _STOP.finditer(text)]
    items = [at for at in stops if (mark := item_mark(text[at:])) is not None and mark.place == 1]
    places = [at for at in stops if at in items or list_mark(text[at:], marks) is not None]
    last = max(stops, default=0)
    if last and _states(text[last:], grammar) == len(text) - last:
        return [*places, last]
    for first in sorted({0, last, *places}):
        states = _states(text[first:], grammar)
        rest = text[first + states :].lstrip()
        named = any(name.start == 0 for name in grammar.finder.find(rest)) or _SHORT_NAME.match(rest)
        if states and rest and (named or list_mark(rest, marks) is not None):
            return sorted({*places, *([first] if first else []), len(text) - len(rest)})
    return places


def _states(text: str, grammar: Grammar) -> int:
    """Where the names of Member States end with which a text begins: those that lead, “SE, DK”; 0 if none does."""
    end = 0
    for name in sorted(grammar.finder.find(text), key=lambda name: name.start):
        between = text[end : name.start].strip()
        if name.name.kind != STATE or (between not in (",", *grammar.profile.words.linking) if end else name.start):
            break
        end = name.end
    return end
