"""Reads a table of strategic objectives before that of the actions: codes, words, and perhaps what else is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from ccwp_kg.sources.actions.entries import item_value
from ccwp_kg.sources.layout.headings import NUMBER
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.text.list_marks import coded_mark, item_marks

_PIECE = re.compile(r"\S+(?: \S+)*")
"""What stands in one cell of a line: words with one space between them."""
_NEAR = 6
"""The lines between the heading of the objectives and the first code, at most."""
_WIDEST = 4
"""The cells of a row, at most."""

Row = list[list[TextLine]]
"""The pieces of each cell of a row."""


def objectives_in_table(
    lines: Sequence[TextLine], *, tabs: Collection[int], collector: Collector
) -> tuple[Sequence[tuple[str, Passage]], Sequence[TextLine]]:
    """The objectives in the first table of an annex with the codes before them, and the lines of no such table.

    Its rows begin with codes or numbers from the first on, it has no other column that the profile knows, and another
    table follows. Its lines are rows, or each of its cells has a block of its own. `tabs` are the offsets of tabs.
    """
    grammar = collector.grammar
    pieces = [_pieces(line, tabs) for line in lines]
    own, column_of = grammar.profile.plan.objectives_after, grammar.labels.column
    at = next((at for at, each in enumerate(pieces) if own in {column_of(piece.text) for piece in each}), len(lines))
    near = range(at + 1, min(at + _NEAR, len(lines)))
    first = next((place for place in near if _code(pieces[place][0].text)[1] == 1), at)
    in_blocks = at > 0 and all(len(pieces[place]) == 1 for place in (at, first) if place < len(lines))
    start = at - in_blocks  # the heading of the codes stands in a line of its own
    head = [piece for each in pieces[start:first] for piece in each]
    rows, end = _rows(pieces, first, column_of)
    named = [column_of(each.text) for each in head]
    follows = any(column_of(piece.text) for each in pieces[end:] for piece in each)
    if len(rows) < 2 or own not in named[:2] or not {*named} <= {own, NUMBER, None} or not follows:
        return (), lines
    collector.claim([piece.span for piece in head], "annex/heading")
    found = []
    for place, (code, words, *others) in enumerate(rows, 1):
        flow = grammar.flow([piece.span for piece in words])
        found.append((code[0].text, item_value(flow, 0, grammar=grammar)))
        collector.claim([code[0].span], "list-mark")
        collector.claim([piece.span for piece in words], f"objective/{place}")
        for cell in others:
            collector.claim([piece.span for piece in cell], "annex/unassigned")
            collector.issue("words-unassigned", "words beside a strategic objective are of no column", cell[0].span)
    return found, (*lines[:start], *lines[end:])


def _pieces(line: TextLine, tabs: Collection[int]) -> list[TextLine]:
    text = "".join("\t" if at in tabs else letter for at, letter in enumerate(line.text, line.span.start))
    return [line.part(*found.span()) for found in _PIECE.finditer(text)]


def _rows(
    lines: Sequence[Sequence[TextLine]], start: int, column_of: Callable[[str], str | None]
) -> tuple[list[Row], int]:
    """The rows from a line on whose codes count from the first, up to the line where they end."""
    rows: list[Row] = []
    form, at = "", start
    for at, pieces in enumerate(lines[start:], start):
        first, before = pieces[0], lines[at - 1][0]
        opens = first.block != before.block
        own, place = _code(first.text)
        if place == len(rows) + 1 and own == (form or own):
            form = own
            rows.append([[piece] for piece in pieces])
        elif column_of(first.text) is not None or not rows:
            break
        elif len(pieces) == 1 and (opens or len(rows[-1]) == 1):
            if len(rows[-1]) == max((len(row) for row in rows[:-1]), default=_WIDEST):
                break
            rows[-1].append([first])
        elif opens or len(rows[-1]) == 1 or first.indent < rows[-1][1][0].indent:
            break
        else:
            for piece in pieces:
                [cell for cell in rows[-1] if cell[0].indent <= piece.indent + 1][-1].append(piece)
    else:
        at = len(lines)
    return ([], start) if any(len(row) == 1 for row in rows) else (rows, at)


def _code(text: str) -> tuple[str, int]:
    """The form of a code that is all of a cell, and its place: "SO 2", "(2)", "2"; none has the place 0."""
    marks = [mark for mark in (coded_mark(f"{text} …"), *item_marks(text)) if mark and mark.end >= len(text)]
    return (marks[0].form, marks[0].place) if marks else ("", int(text) if text.isdecimal() else 0)
