"""Cuts the rows of a text that has lost its blank lines into paragraphs, so that these can be given to columns.

`pdftotext -raw` writes cell after cell in a row without a blank line, and the first lines of two cells in one line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ccwp_kg.sources.layout.action_numbers import is_explicit_number
from ccwp_kg.sources.layout.lines import TextLine, blocks, cut
from ccwp_kg.sources.recognition.scan import STATE, Grammar
from ccwp_kg.sources.text.list_marks import item_mark, list_mark

_FEWEST = 2
"""The rows, at least, that show whether blank lines part them."""
_MARK = 4
"""The characters of a list mark with what closes an item, at most."""
_OPEN = (",", ";", "-")
"""What ends no cell."""


def with_paragraphs(lines: Sequence[TextLine], grammar: Grammar) -> Sequence[TextLine]:
    """The lines of an annex; each paragraph is a block where blank lines part fewer blocks than there are rows."""
    numbered = [at for at, line in enumerate(lines) if is_explicit_number(line.text, cues=grammar.profile.actions)]
    first = numbered[0] if numbered else 0
    is_headed = any(grammar.labels.sequence(line.text) or grammar.labels.column(line.text) for line in lines[:first])
    if not is_headed or len(numbered) < _FEWEST or len(blocks(lines[first:])) >= len(numbered):
        return lines
    start = lines[first].index
    parted = cut(lines, lambda line: _behind_state(line, grammar) if line.index >= start else ())
    rows = parted[first:]
    found = [replace(rows[0], block=_block(rows[0]))]
    for before, line in pairwise(rows):
        opens = before.block != line.block or _opens(before, line, grammar)
        found.append(replace(line, block=_block(line) if opens else found[-1].block))
    return (*parted[:first], *found)


def _block(line: TextLine) -> int:
    """A number that no other block has."""
    return -1 - line.index


def _opens(before: TextLine, line: TextLine, grammar: Grammar) -> bool:
    """Whether a line begins a paragraph: with a number, a mark, or a capital where the line before is at an end."""
    text, labels = line.text, grammar.labels
    if labels.begins(text) and labels.begins(before.text):
        return False
    marks = grammar.profile.layout.list_marks
    marked = item_mark(text) is not None or list_mark(text, marks) is not None
    listed = list_mark(before.text, marks) is not None and list_mark(text, marks) is not None
    if listed:  # items of one list stay together, but names of parties and other words are of two
        return _names(before.text, grammar) != _names(text, grammar)
    if marked or is_explicit_number(text, cues=grammar.profile.actions) or labels.begins(text):
        return True
    ended = not before.text.endswith(_OPEN) and before.text.rpartition(" ")[2] not in grammar.profile.words.linking
    return ended and text[0].isupper()


def _names(text: str, grammar: Grammar) -> bool:
    """Whether an item is the name of a party."""
    return any(name.end - name.start >= len(text) - _MARK for name in grammar.finder.find(text))


def _behind_state(line: TextLine, grammar: Grammar) -> Sequence[int]:
    """Where a list of parties begins in a line behind the one Member State that leads: “Malta Greece; Europol”."""
    names = sorted(grammar.finder.find(line.text), key=lambda name: name.start)[:2]
    if len(names) < 2 or names[0].start or names[0].name.kind != STATE:
        return ()
    between = line.text[names[0].end : names[1].start].strip()
    behind = not between or between in grammar.profile.layout.list_marks
    return (names[0].end + 1,) if behind else ()
