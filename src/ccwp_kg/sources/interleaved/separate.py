"""Two columns in the same lines: which words belong to which.

The document itself decides. First the page: pieces of the right column that stand one below the other behind wide gaps.
Then its words: those that quote one of the cells, in the terms of reference or the list of objectives. Then, where the
action's number stands inside the block, the widths of the two columns as the other rows show them. Where none of these
leaves exactly one way to read the block, nothing is decided.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccwp_kg.sources.interleaved.by_quotation import Passages, matched, read_along
from ccwp_kg.sources.interleaved.splits import Way, in_turns
from ccwp_kg.sources.layout.text_lines import TextLine

BY_GAP = "untangle.column-gap"
BY_QUOTATION = "untangle.own-quotation"
BY_WIDTH = "untangle.column-width"

_LEAST_RUN = 6
"""A quotation of fewer words may be chance."""
_GAP = re.compile(r"\s{2,}")
_DRIFT, _WIDE = 3, 3
"""Letters that a font prints as one glyph push a piece so far from its column; a gap so wide is no accident."""
_MOST_LINES = 40
_MOST_ABOVE = 3
"""Lines of the taller cell above the shorter one, where no number shows how many they are."""


@dataclass(frozen=True, slots=True)
class SeparatedCells:
    """Two cells out of one block: the pieces of each cell in reading order, the rule that decided, and how sure it is.

    `score` (0–100): by quotation, the share of the quoted cell's words that the quotation holds in one run; else 100:
    all pieces stand in their column, or no other way fits.
    """

    left: tuple[TextLine, ...]
    right: tuple[TextLine, ...]
    rule: str
    score: int


@dataclass(frozen=True, slots=True)
class SplitEvidence:
    """What may show which words belong to which of two columns.

    `texts` are parts of the document that may quote a cell, `listed` the strategic objectives, of which the cell on one
    side may hold several, `widths` the longest lines, in characters, that the columns show elsewhere (0: none).
    """

    texts: Passages
    listed: tuple[Passages, str]
    widths: tuple[int, int]

    def quoted(self, side: str) -> tuple[Passages, ...]:
        """The texts of which the cell on a side may be a quotation."""
        return (self.texts, self.listed[0]) if side == self.listed[1] else (self.texts,)


def separate(above: Sequence[TextLine], lines: Sequence[TextLine], evidence: SplitEvidence) -> SeparatedCells | None:
    """The left and the right cell in a block of lines; None where nothing decides.

    `above` are the lines before the action's number, where that stands inside the block.
    """
    if len(above) + len(lines) > _MOST_LINES:
        return None
    apart = None if above else by_gap(lines)
    if apart is not None:
        return apart
    counts = (0,) if above else range(1, _MOST_ABOVE + 1)
    ways = [way for count in counts for way in in_turns((*above, *lines[:count]), lines[count:]) if way.is_whole]
    whole = _longest(_quoting(ways, evidence, is_apart=bool(above)))
    if above:
        return whole or _by_width(above, ways, evidence.widths)
    sides = ((side, passages) for side in ("left", "right") for passages in evidence.quoted(side))
    shared = _longest(way for side, passages in sides for way in read_along(lines, side=side, passages=passages))
    # of two ways to quote, the one that leaves fewer words out, and side by side rather than in turns
    return shared if shared is not None and (whole is None or shared.score >= whole.score) else whole


def by_gap(lines: Sequence[TextLine]) -> SeparatedCells | None:
    """The cells where pieces of lines stand in a column of their own behind gaps of several spaces.

    A ligature that became its letters pushes the piece behind a wide gap a little to the right.
    """
    gaps = {at: found[-1] for at, line in enumerate(lines) if (found := list(_GAP.finditer(line.text)))}
    stops = Counter(lines[at].indent + gap.end() for at, gap in gaps.items())
    if not stops:
        return None
    stop = stops.most_common(1)[0][0]
    left: list[TextLine] = []
    right: list[TextLine] = []
    for at, line in enumerate(lines):
        gap = gaps.get(at)
        if gap is not None and _stands_at(stop, line, gap):
            left.append(line.part(0, gap.start()))
            right.append(line.part(gap.end()))
        elif gap is None and line.indent + 1 >= stop:
            right.append(line)
        elif gap is None and line.indent + len(line.text) < stop:
            left.append(line)
        else:
            return None
    return SeparatedCells(tuple(left), tuple(right), BY_GAP, 100)


def _stands_at(stop: int, line: TextLine, gap: re.Match[str]) -> bool:
    """Whether the words behind a gap stand at a place of the line, or close to it behind a wide gap."""
    off = abs(line.indent + gap.end() - stop)
    return not off or (off <= _DRIFT and len(gap.group()) >= _WIDE)


def _quoting(ways: Sequence[Way], evidence: SplitEvidence, *, is_apart: bool) -> Iterator[tuple[Way, int, int]]:
    """The ways in which a cell is a quotation from beginning to end, with the words matched and all words of the cell.

    Lines of the other cell stand between those of this one, unless the action's number keeps the two apart.
    """
    for way in ways:
        for side, cell in (("left", way.left), ("right", way.right)):
            if is_apart or _is_scattered(cell):
                yield way, *max(matched(cell, passages) for passages in evidence.quoted(side))


def _longest(quoting: Iterable[tuple[Way, int, int]]) -> SeparatedCells | None:
    """The one way in which a cell is the longest quotation, with fewest words before it; None where there are more."""
    rated: dict[Way, tuple[int, int]] = {}
    for way, reached, words in quoting:
        if reached >= _LEAST_RUN and way.is_whole:
            rated[way] = max(rated.get(way, (0, 0)), (reached, -words))
    best = [way for way, rate in rated.items() if rate == max(rated.values())]
    if len(best) != 1:
        return None
    reached, besides = rated[best[0]]
    return SeparatedCells(best[0].left, best[0].right, BY_QUOTATION, round(100 * reached / -besides))


def _is_scattered(cell: Sequence[TextLine]) -> bool:
    """Whether something of another cell stands between two pieces of a cell."""
    return any(second.index != first.index + 1 for first, second in pairwise(cell)) or any(
        line.indent != cell[0].indent for line in cell
    )


def _by_width(above: Sequence[TextLine], ways: Sequence[Way], widths: tuple[int, int]) -> SeparatedCells | None:
    """The one way in which every piece fits its column, and nothing of the left cell stands above its number."""
    if not all(widths):
        return None
    fitting = {
        way
        for way in ways
        if way.right[:1] == above[:1]
        and all(
            len(line.text) <= width for cell, width in ((way.left, widths[0]), (way.right, widths[1])) for line in cell
        )
    }
    return next(SeparatedCells(way.left, way.right, BY_WIDTH, 100) for way in fitting) if len(fitting) == 1 else None
