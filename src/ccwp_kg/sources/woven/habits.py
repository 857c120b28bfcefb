"""What the cells of a column have in common: their breadth, marks and ends, and the words that they repeat."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.running.words import Row, RowWords
from ccwp_kg.sources.text.list_marks import item_mark

Piece = tuple[int, int]
"""The places between which a piece of a line stands."""
Cell = tuple["Strand", Sequence[Piece]]
"""Lines, and the pieces of them that a cell takes."""
Three = tuple[str, str, str]
"""Three words in a row."""

_SUPPORTED = 0.94
"""The broadest line of a cell tells the breadth of its column where another cell has one nearly as broad."""
_LIKE, _UNLIKE = 0.45, 0.9
"""What a word that a column has more often than others takes from a cost, and a rarer one adds, at most."""
_WORD, _FIRST = 0.2, 0.5
_OFTEN = 2


@dataclass(frozen=True, slots=True)
class ColumnHabit:
    """The habits of a column, as shares of its cells; before any cell is known, those of usual columns.

    `breadth` is that of its lines; `marks` has the kinds of list marks (empty: none) that its cells begin with, `late`
    the share of cells that begin behind one of a later column. `words` has what a word adds to a cost, `firsts` what
    the first word adds, `pairs` are words that follow one another in it.
    """

    breadth: float = 0.0
    marks: Mapping[str, float] = field(default_factory=dict)
    stops: float = 0.5
    capitals: float = 0.9
    empty: float = 0.1
    late: float | None = None
    words: Mapping[str, float] = field(default_factory=dict)
    firsts: Mapping[str, float] = field(default_factory=dict)
    rare_first: float = 0.0
    pairs: frozenset[tuple[str, str]] = frozenset()


class Strand(RowWords):
    """The words of lines that one or more rows take, with their small letters.

    `numbers` has for each row the place among the lines at which its number stands, `inline` the places of lines that
    stand behind a number in its own line.
    """

    def __init__(
        self, lines: Sequence[TextLine], numbers: Sequence[int], inline: frozenset[int], grammar: Grammar
    ) -> None:
        super().__init__(Row(tuple(lines)), grammar)
        self.numbers, self.inline = numbers, inline
        self.low = [word.casefold().strip("(),.;:") for word in self.words]

    def _mark(self, at: int) -> str:
        """The kind of a list mark: inside a line, where a column may begin, also that of a later item in brackets."""
        item = item_mark(self._rest(at))
        return super()._mark(at) or (item.form if item is not None and item.form[0] in "([" else "")

    def first(self, start: int) -> str:
        """The first word from a place on behind a list mark."""
        return self.low[start + 1 if self.mark[start] and start + 1 < self.size else start]


def learn(columns: Sequence[Sequence[Cell]], late: Sequence[float]) -> list[ColumnHabit]:
    """The habits of columns, from the cells of each, empty ones among them; `late` are shares found before."""
    counts = [
        Counter(word for text, cell in cells for s, e in cell for word in set(text.low[s:e])) for cells in columns
    ]
    every = sum(counts, Counter[str]())
    return [_habit(cells, own, every, share) for cells, own, share in zip(columns, counts, late, strict=True)]


def _habit(cells: Sequence[Cell], own: Counter[str], every: Counter[str], late: float) -> ColumnHabit:
    filled = [cell for cell in cells if cell[1]]
    if not filled:
        return ColumnHabit(empty=1.0, late=late)
    count = len(filled) + 2
    broadest = sorted((max(text.breadth(*piece) for piece in cell) for text, cell in filled), reverse=True)
    firsts = Counter(text.first(cell[0][0]) for text, cell in filled)
    marks = Counter(text.mark[cell[0][0]] for text, cell in filled)
    single = sum(often < _OFTEN for often in firsts.values())
    inside = {(text.low[at], text.low[at + 1]) for text, cell in filled for s, e in cell for at in range(s, e - 1)}
    joins = Counter((text.low[a[1] - 1], text.low[b[0]]) for text, cell in filled for a, b in pairwise(cell))
    return ColumnHabit(
        breadth=next((one for one, next_ in pairwise(broadest) if next_ >= _SUPPORTED * one), broadest[0]),
        marks={kind: (often + 0.2) / count for kind, often in marks.items()},
        stops=(sum(text.words[cell[-1][1] - 1][-1] == "." for text, cell in filled) + 0.8) / count,
        capitals=(sum(text.begins[cell[0][0]] for text, cell in filled) + 1.8) / count,
        empty=(len(cells) - len(filled) + 0.2) / (len(cells) + 2),
        late=late,
        words=_likeness(own, every),
        firsts={word: _first((often + 0.5) / count) for word, often in firsts.items() if often >= _OFTEN},
        rare_first=_first(max(0.05, (single + 0.5) / count)),
        pairs=frozenset(inside | {pair for pair, often in joins.items() if often >= _OFTEN}),
    )


def _first(share: float) -> float:
    return -_FIRST * math.log(min(1.0, 3 * share))


def _likeness(own: Counter[str], every: Counter[str]) -> dict[str, float]:
    """What each word that stands twice in the table adds to the cost of a column."""
    size, others = own.total() + 1, every.total() - own.total() + 1
    shares = {
        word: ((own[word] + 0.3) / size, (often - own[word] + 0.3) / others)
        for word, often in every.items()
        if often >= _OFTEN
    }
    return {word: max(-_LIKE, min(_UNLIKE, -_WORD * math.log(one / other))) for word, (one, other) in shares.items()}


def repeated(cells: Sequence[Cell]) -> frozenset[Three]:
    """Three words in a row that several cells of a column have."""
    counts: Counter[Three] = Counter()
    for text, cell in cells:
        counts.update(set(threes([word for start, end in cell for word in text.low[start:end]])))
    return frozenset(each for each, often in counts.items() if often >= _OFTEN)


def threes(words: Sequence[str]) -> list[Three]:
    """Each three words that follow one another."""
    return list(zip(words, words[1:], words[2:], strict=False))
