"""Two columns in the same lines: how the text of a table mixes a cell with the one beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

from siblings.making.ink import Line, length


def turns(left: Sequence[Line], right: Sequence[Line], number: Sequence[Line]) -> list[Line]:
    """The right cell is taller and begins two lines above the number; then both take turns, and share one line.

    The fifth plan's last row is of this kind.
    """
    *before, last = left
    above, below = right[:2], list(right[2:])
    mixed: list[Line] = [*above, *number]
    for line in before:
        mixed += [line, *below[:1]]
        below = below[1:]
    shared = [_beside(last, below[0], " ")] if below else [last]
    return [*mixed, *shared, *below[1:]]


def shared(left: Sequence[Line], right: Sequence[Line], number: Sequence[Line]) -> list[Line]:
    """Every line holds a piece of both cells with one space between, until the shorter cell ends."""
    return [*number, *_side_by_side(left, right, lambda line: " " if line.words else "")]


def apart(left: Sequence[Line], right: Sequence[Line], number: Sequence[Line]) -> list[Line]:
    """As `shared`, but the right cell's pieces stand one below the other, with at least three spaces before them."""
    stop = max(_width(line) for line in left) + 3
    return [*number, *_side_by_side(left, right, lambda line: " " * (stop - _width(line)))]


TANGLES: dict[str, Callable[[Sequence[Line], Sequence[Line], Sequence[Line]], list[Line]]] = {
    "turns": turns,
    "shared": shared,
    "apart": apart,
}


def _side_by_side(left: Sequence[Line], right: Sequence[Line], gap: Callable[[Line], str]) -> list[Line]:
    lines = []
    for one, other in zip_longest(left, right, fillvalue=Line()):
        lines.append(_beside(one, other, gap(one)) if other.words else one)
    return [replace(line, breakable=False) for line in lines]


def _beside(left: Line, right: Line, gap: str) -> Line:
    return Line((*left.words, *right.words), (*left.gaps, gap, *right.gaps[1:]))


def _width(line: Line) -> int:
    return sum(length(word) for word in line.words) + sum(len(gap) for gap in line.gaps)
