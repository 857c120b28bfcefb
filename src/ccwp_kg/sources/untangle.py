"""Two columns in the same lines: which words belong to which.

Where a row's number stands in the middle of a block, the taller cell (objectives) begins above the number and ends
below the shorter one (title). Behind the number the lines of both take turns, title first, until one line may hold the
end of the title and a piece of the objectives together; from there on the objectives go on alone. Every way to read the
block so is a hypothesis. The document itself decides: first words of it that quote the cell, in the terms of reference
or the list of objectives; then the widths of the two columns as the other rows show them. Where neither leaves exactly
one hypothesis, nothing is decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.layout import Line
from ccwp_kg.sources.text import Span

BY_QUOTATION = "untangle.own-quotation"
BY_WIDTH = "untangle.column-width"

_LEAST_RUN = 6


@dataclass(frozen=True, slots=True)
class Widths:
    """The longest line, in characters, that the title's and the objectives' column show elsewhere."""

    title: int
    objectives: int


@dataclass(frozen=True, slots=True)
class Untangled:
    """A block taken apart: the pieces of each cell in reading order, the rule that decided, and how sure it is.

    `score` (0–100): for a quotation the share of the objectives' words that it holds in one run.
    """

    title: tuple[Span, ...]
    objectives: tuple[Span, ...]
    rule: str
    score: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some words of one line, by column."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Hypothesis:
    """One way to read the block. `seam` counts the objectives' words before the piece cut off a shared line."""

    title: tuple[_Piece, ...]
    objectives: tuple[_Piece, ...]
    seam: int | None


def untangle(block: Sequence[Line], number: Line, *, told: str, widths: Widths) -> Untangled | None:
    """The title and objectives in a tangled block; None where nothing decides.

    `told` are words of the document that may quote the cell: the terms of reference of the same row and the plan's
    strategic objectives.
    """
    before = [line for line in block if line.index < number.index]
    after = [line for line in block if line.index > number.index]
    hypotheses = list(_hypotheses(before, after))
    return _by_quotation(hypotheses, _words(told)) or _by_width(hypotheses, widths)


def _hypotheses(before: Sequence[Line], after: Sequence[Line]) -> Iterator[_Hypothesis]:
    """All ways to read the block: each even line behind the number may be the title's last, whole or in part."""
    above = [_piece(line, 0, len(line.text)) for line in before]
    for last in range(0, len(after), 2):
        title = [_piece(line, 0, len(line.text)) for line in after[:last:2]]
        between = [_piece(line, 0, len(line.text)) for line in after[1:last:2]]
        rest = [_piece(line, 0, len(line.text)) for line in after[last + 1 :]]
        line = after[last]
        whole = _piece(line, 0, len(line.text))
        yield _Hypothesis((*title, whole), (*above, *between, *rest), None)
        head = [*above, *between]
        seam = sum(len(_words(piece.text)) for piece in head)
        for gap in re.finditer(" ", line.text):
            left, right = _piece(line, 0, gap.start()), _piece(line, gap.end(), len(line.text))
            yield _Hypothesis((*title, left), (*head, right, *rest), seam)


def _piece(line: Line, start: int, end: int) -> _Piece:
    return _Piece(Span(line.span.start + start, line.span.start + end), line.text[start:end])


def _by_quotation(hypotheses: Sequence[_Hypothesis], told: Sequence[str]) -> Untangled | None:
    """The one reading whose objectives share the longest run of words with the terms of reference, across the seam."""
    rated = []
    for hypothesis in hypotheses:
        words = [word for piece in hypothesis.objectives for word in _words(piece.text)]
        start, length = _longest_run(words, told)
        crosses = hypothesis.seam is not None and start < hypothesis.seam < start + length
        if crosses and length >= _LEAST_RUN:
            rated.append((length, len(words), hypothesis))
    longest = max((length for length, _, _ in rated), default=0)
    best = [(length, count, hypothesis) for length, count, hypothesis in rated if length == longest]
    if len(best) != 1:
        return None
    length, count, hypothesis = best[0]
    return _decided(hypothesis, BY_QUOTATION, round(100 * length / count))


def _by_width(hypotheses: Sequence[_Hypothesis], widths: Widths) -> Untangled | None:
    """The one reading in which every piece fits its column."""
    fitting = [
        hypothesis
        for hypothesis in hypotheses
        if all(len(piece.text) <= widths.title for piece in hypothesis.title)
        and all(len(piece.text) <= widths.objectives for piece in hypothesis.objectives)
    ]
    return _decided(fitting[0], BY_WIDTH, 100) if len(fitting) == 1 else None


def _decided(hypothesis: _Hypothesis, rule: str, score: int) -> Untangled:
    return Untangled(
        tuple(piece.span for piece in hypothesis.title),
        tuple(piece.span for piece in hypothesis.objectives),
        rule,
        score,
    )


def _words(text: str) -> list[str]:
    """The words of a text without its numbers, which a cell prints before its items and a quotation does not."""
    return [word.casefold() for word in re.findall(r"\w+", text) if not word.isdigit()]


def _longest_run(words: Sequence[str], told: Sequence[str]) -> tuple[int, int]:
    """Start and length of the longest run of `words` that stands in `told` word by word; the first of equals."""
    best_start = best_length = 0
    lengths = [0] * (len(told) + 1)
    for place, word in enumerate(words, 1):
        row = [0] * (len(told) + 1)
        for other, heard in enumerate(told, 1):
            if word == heard:
                row[other] = lengths[other - 1] + 1
                if row[other] > best_length:
                    best_start, best_length = place - row[other], row[other]
        lengths = row
    return best_start, best_length
