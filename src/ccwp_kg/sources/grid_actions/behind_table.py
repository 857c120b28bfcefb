"""A field that stands behind the table, by the numbers of the actions: the mandates of an Annex II.

Its heading names it, and what follows each number, perhaps behind the title once more, is what that action has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ccwp_kg.sources.layout.action_numbers import Number, end_with_dash, explicit_number
from ccwp_kg.sources.layout.headings import Label, joined
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.table.cell_features import TITLE
from ccwp_kg.sources.table.cells import Cell, Cells
from ccwp_kg.sources.table.rows import Annex

_ANNEX = re.compile(r"(?:ANNEX|Annex) (?:[IVX]+|\d+|[A-Z])\b\W*")
_BOLD = re.compile(r"\*\*([^*]+)\*\*(.*)")
_GOES_ON = re.compile(r"[a-z,;()]")
"""What goes on with the sentence of which a number is part."""
_FEWEST, _MOST_WORDS = 2, 8
"""The actions, at least, that have the field; the words of its heading, at most."""


def field_behind(lines: Sequence[TextLine], *, grammar: Grammar) -> int:
    """The offset at which a field behind the table begins, or the end of the last line.

    The numbers below its heading stand above, too, and no other heading follows.
    """
    end = max((line.span.end for line in lines), default=0)
    for at in range(len(lines) - 1, 0, -1):
        if _column(lines, at, grammar) and at + 1 < len(lines) and _number(lines, at + 1, grammar) is not None:
            break
        if grammar.labels.column(lines[at].text) is not None or grammar.labels.sequence(lines[at].text):
            return end
    else:
        return end
    start = at - (_ANNEX.fullmatch(lines[at - 1].text) is not None)
    above = {word.strip("().:*|[]") for line in lines[:start] for word in line.text.split()}
    below = [number.value for place in range(at + 1, len(lines)) if (number := _number(lines, place, grammar))]
    is_field = len(above.intersection(below)) >= _FEWEST and below[0] in above
    return lines[start].span.start if is_field else end


def with_field(
    annex: Annex, cells: Sequence[Cells], lines: Sequence[TextLine], *, grammar: Grammar
) -> tuple[Annex, tuple[Cells, ...]]:
    """The annex and the cells of its rows with the field that stands in `lines` behind the table."""
    head = next((at for at in range(min(_FEWEST, len(lines))) if _column(lines, at, grammar)), None)
    column = None if head is None else _column(lines, head, grammar)
    if head is None or column is None:
        return annex, tuple(cells)
    rows, found, loose = [*annex.rows], [*cells], [*annex.loose]
    values = [row.value for row in rows]
    opened = [(head + 1, "", 0)]
    for place in range(head + 1, len(lines)):
        number = _number(lines, place, grammar)
        after = values[values.index(opened[-1][1]) + 1 :] if opened[-1][1] in values else values
        if number is not None and (number.value in after or number.value not in values):
            opened.append((place, number.value, number.end))
    for (place, value, behind), (end, *_) in pairwise([*opened, (len(lines), "", 0)]):
        if value not in values:
            loose += lines[place:end]
            continue
        at = values.index(value)
        words = [*lines[place].behind(behind), *lines[place + 1 : end]]
        loose += (notes := [line for line in words if line.text.startswith("[^")])  # as Markdown begins a footnote
        words = [line for line in words if line not in notes]
        title = joined(found[at].cell(TITLE).lines)
        repeated = next((count for count in range(len(words), 0, -1) if joined(words[:count]) == title), 0)
        label = Label(column, (lines[place].part(0, behind), *words[:repeated]))
        rows[at] = replace(rows[at], labels=(*rows[at].labels, label))
        found[at] = found[at].with_cell(column, Cell(tuple(words[repeated:]), heading=(lines[head],)))
    headings = (*annex.headings, *(Label(column, (line,)) for line in lines[: head + 1]))
    order = annex.column_order
    order = replace(order, columns=(*dict.fromkeys((*order.columns, column)),), headed=order.headed | {column})
    return Annex(tuple(rows), headings, annex.rules, tuple(loose), order), tuple(found)


def _column(lines: Sequence[TextLine], at: int, grammar: Grammar) -> str | None:
    """The column that a line names, alone or behind the name of its annex; None for that of titles."""
    annex = _ANNEX.match(lines[at].text)
    words = lines[at].text[annex.end() if annex else 0 :]
    if not words[:1].isupper() or len(words.split()) > _MOST_WORDS:
        return None
    labels, box = grammar.labels, grammar.profile.box.name
    is_below = annex is not None or (at > 0 and _ANNEX.fullmatch(lines[at - 1].text) is not None)
    name = labels.means(words) if is_below else labels.column(words)
    name = name or (box if labels.opening(words, box) == len(words) else None)
    return name if name in {box, *(each.name for each in grammar.profile.columns)} - {TITLE} else None


def _number(lines: Sequence[TextLine], at: int, grammar: Grammar) -> Number | None:
    """The number with which a line opens what an action has, with the dash behind it; Markdown may print it bold."""
    cues, bold = grammar.profile.actions, _BOLD.match(lines[at].text)
    text = f"{bold[1]}{bold[2]}" if bold else lines[at].text
    number = explicit_number(text, cues=cues)
    if number is None or lines[at - 1].text.split()[-1] in cues.numbered:
        return None
    end = end_with_dash(number, text)
    rest = text[end:].lstrip() or "".join(line.text for line in lines[at + 1 : at + 2])
    return None if _GOES_ON.match(rest) else replace(number, end=end + (4 if bold else 0))
