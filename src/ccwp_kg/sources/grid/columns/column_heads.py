"""Finds the row of headings over a table without rules, and where each column begins.

Headings of one line or more are parted by room that all their lines leave. Each column begins where most lines below
have a word, and the fewest have one that goes across; so a heading may stand in the middle of its column, or so near to
the next one that only the words below them part the two.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccwp_kg.sources.grid.grid import GridCell
from ccwp_kg.sources.grid.headings import GAP, Headings
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.table.cell_features import PARTIES

_TALLEST = 4
"""The lines of a heading, at most."""
_KEPT = 0.75
"""So much of what headings are worth stays where their last lines are theirs; with those of a row it is less."""
_MOST_EDGES, _MOST_LINES = 20, 200
"""The words at which headings may be cut, and the lines that show where columns begin, at most."""
_WIDE = 5
"""The spaces, at most, that stand between two words of one heading."""
_FAR = 0.05
"""What it costs a column to begin by one character away from its heading; a line that goes across costs 1."""
_EMPTY = 0.5
"""What it costs that no word stands in a column, under or near its heading."""
_APART = 4
"""A word behind a gap shows so many times as much of where a column begins as one behind a space; one alone nothing."""
_INSIDE_WORDS = 0.2
"""What it costs that a column begins inside words that only single spaces part."""
_NEARER = 2
"""So many times nearer is the beginning of a column that lines shifted to the left miss."""
_FITS = 1.5
"""A line without a gap is wider than so many columns where it is none of a row."""

_HEADED = 2
"""The lines of headings of which the first may stand over several of the second."""

Piece = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line by its pieces: words with one space between them. `follows`: no blank line stands before it."""

    pieces: tuple[Piece, ...]
    edges: Mapping[int, tuple[int, int]]
    """Where each word begins and ends in the line, by its offset in the text."""
    follows: bool

    @property
    def words(self) -> Piece:
        """All words from the left to the right."""
        return tuple(word for piece in self.pieces for word in piece)

    def gap(self, place: int) -> int:
        """The spaces before a piece; before the first one, more than any gap."""
        return self.x(self.pieces[place][0]) - self.end(self.pieces[place - 1][-1]) if place else sys.maxsize

    def x(self, word: Span) -> int:
        """Where a word begins in its line."""
        return self.edges[word.start][0]

    def end(self, word: Span) -> int:
        """Where a word ends in its line."""
        return self.edges[word.start][1]


@dataclass(frozen=True, slots=True)
class Head:
    """A row of headings: where each column begins, the words of its heading by lines, and how many lines these take.

    `over` are headings above several of them, which name no column.
    """

    starts: tuple[int, ...]
    cells: tuple[tuple[Piece, ...], ...]
    lines: int
    over: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """The words of one heading by lines, each with where it begins and ends."""

    words: tuple[tuple[int, int, int, Span], ...]

    @property
    def start(self) -> int:
        return min(x for _, x, _, _ in self.words)

    @property
    def end(self) -> int:
        return max(end for _, _, end, _ in self.words)

    @property
    def lines(self) -> tuple[Piece, ...]:
        rows = sorted({row for row, *_ in self.words})
        return tuple(tuple(word for at, _, _, word in self.words if at == row) for row in rows)

    def joined(self, other: _Part) -> _Part:
        return _Part(tuple(sorted((*self.words, *other.words))))

    def edges(self) -> list[int]:
        """Where it begins, and where else no word stands across."""
        begins = sorted({x for _, x, _, _ in self.words})
        return [at for at in begins if not any(x < at <= end for _, x, end, _ in self.words)]

    def cut(self, at: int) -> tuple[_Part, _Part]:
        """The words that begin before a place, and those behind it."""
        return self.between(self.start, at), self.between(at, sys.maxsize)

    def between(self, start: int, end: int) -> _Part:
        """The words that begin between two places."""
        return _Part(tuple(each for each in self.words if start <= each[1] < end))


@dataclass(frozen=True, slots=True)
class HeadFinder:
    """Finds the rows of headings among the lines of `text`."""

    text: str
    headings: Headings

    def heads(self, lines: Sequence[Line]) -> dict[int, Head]:
        """The rows of headings by the place of their first line. One is a row where two or more headings are known."""
        found: dict[int, tuple[list[_Part], int]] = {}
        end = 0
        for at in range(len(lines)):
            if at >= end and (head := self._at(lines, at)) is not None:
                last, (_, shorter) = next(reversed(found.items()), (at, head))
                if self._repeats(lines, at, last, shorter) and not self._repeats(lines, at, last, head[1]):
                    head = self._parts(lines[at : at + shorter]), shorter  # a page repeats them above other words
                found[at], end = head, at + head[1]
        places = [*found, len(lines)]
        heads: dict[int, Head] = {}
        below = {at: lines[at + found[at][1] : end] for at, end in pairwise(places)}
        near = {pair for at, (parts, _) in found.items() for part in parts for pair in self._near(part, below[at])}
        for at, (joined, count) in found.items():
            parts = [each for part in joined for each in self._parted(part, near)]
            starts, over = _starts(parts, below[at]), self._over(lines[at : at + count])
            heads[at] = Head(starts, tuple(part.lines for part in parts), count, over)
        return heads

    def _near(self, part: _Part, below: Sequence[Line]) -> Iterator[tuple[str, ...]]:
        """The words of two headings that one space parts: cells begin below the second, and one names a column."""
        cells = [line.x(piece[0]) for line in below for piece in line.pieces[1:]]
        for edge in () if self._known(part) else part.edges()[1:]:
            pair = part.cut(edge)
            begins = sum(abs(edge - x) <= GAP for x in cells) > _APART and self._printed(pair[1])[0].isupper()
            if begins and any(self._known(each) or self._known(each, likely=True) for each in pair):
                yield tuple(map(self._printed, pair))

    def _parted(self, part: _Part, near: Collection[tuple[str, ...]]) -> Sequence[_Part]:
        """The two headings in one, if their words are `near` each other on this page or another."""
        pairs = map(part.cut, part.edges()[1:] if near else ())
        return next((pair for pair in pairs if tuple(map(self._printed, pair)) in near), (part,))

    def inside_sheets(self, lines: Sequence[Line], found: Mapping[int, Head]) -> dict[int, tuple[Head, int]]:
        """The rows of headings with where their cells end, if each stands in a sheet; else none.

        Below it stand other headings beside their cells, in most sheets two that are known.
        """
        inside: dict[int, tuple[Head, int]] = {}
        pieces = ([self.text[piece[0].start : piece[-1].end] for piece in line.pieces] for line in lines)
        firsts = [first if others else "" for first, *others in pieces]
        usual = {head for head, count in Counter(firsts).items() if 2 * count > len(found) > 1 and head[:1].isupper()}
        several = 0
        for at, end in pairwise([*found, len(lines)]):
            names = {place: self.headings.column_of(firsts[place]) for place in range(at + found[at].lines, end)}
            below = [place for place, name in names.items() if name or firsts[place] in usual]
            if not below:
                return {}
            inside[at] = self.heads(lines[at : below[0]]).get(0, found[at]), below[0]
            several += len({*names.values()} - {None}) > 1
        return inside if 2 * several > len(inside) else {}

    def _repeats(self, lines: Sequence[Line], at: int, before: int, count: int) -> bool:
        """Whether so many lines are the same at two places."""
        first, second = (
            [[self.text[word.start : word.end] for word in line.words] for line in lines[place : place + count]]
            for place in (before, at)
        )
        return first == second

    def _at(self, lines: Sequence[Line], at: int) -> tuple[list[_Part], int] | None:
        """The headings in the row that begins with a line, and the lines that they take."""
        capitals = sum(self.text[piece[0].start].isupper() for piece in lines[at].pieces)
        goes_on = at + 1 < len(lines) and lines[at + 1].follows and len(lines[at + 1].pieces) > 1
        if (len(lines[at].pieces) < 2 and not goes_on) or 2 * capitals < len(lines[at].pieces):
            return None
        best: tuple[int, list[_Part], int] = (0, [], 0)
        for count, line in enumerate(lines[at : at + _TALLEST], 1):
            is_apart = count > 1 and not line.follows and not all(map(self.headings.column_of, self._texts(line)))
            if self._opens_rows(line) or is_apart:  # a blank line may stand above headings that part one
                break
            parts = self._parts(lines[at : at + count])
            worth = self._worth(parts)
            goes_on = worth == best[0] and len(line.pieces) < len(parts)
            if len({self._known(part) for part in parts} - {None}) > 1 and (worth > best[0] or goes_on):
                best = worth, parts, count
            following = lines[at + count : at + count + 1]
            is_last = not any(each.follows and not self._has_figures(each) for each in following)
            is_last |= any(map(self._opens_rows, following))
            more = lines[at + best[2] : at + count]
            crosses = any(_crosses(each, piece, best[1]) for each in more for piece in each.pieces)
            fits = len(parts) == len(best[1]) and not crosses and not any(map(self._has_figures, more))
            if is_last and fits and worth >= _KEPT * best[0]:
                best = worth, parts, count
        worth, parts, count = best
        if not len(parts) <= worth or (count > 1 and worth <= self._worth(self._parts(lines[at + 1 : at + count]))):
            return None  # what stands right above headings, such as a footer, is none of them
        return (parts, count) if parts else None

    def _opens_rows(self, line: Line) -> bool:
        printed = self._texts(line)[:2]
        groups = len(line.pieces) == 1 and self.headings.opens_group(printed[0])
        return groups or any(map(self.headings.is_number, (printed[0], " ".join(printed))))

    def _texts(self, line: Line) -> list[str]:
        return [" ".join(self.text[word.start : word.end] for word in piece) for piece in line.pieces]

    def _has_figures(self, line: Line) -> bool:
        return any(map(str.isdigit, self.text[line.words[0].start : line.words[-1].end]))

    def _worth(self, parts: Sequence[_Part]) -> int:
        """Two for each heading that is known, one for each that is likely to name a column.

        Of those that name the same column one counts, but for parties, of which a table may have several.
        """
        names = [name for part in parts if (name := self._known(part))]
        likely = {self._known(part, likely=True) for part in parts if not self._known(part)} - {None}
        return 2 * (len({*names} - {PARTIES}) + names.count(PARTIES)) + len(likely.difference(names))

    def _known(self, part: _Part, *, likely: bool = False) -> str | None:
        column_of = self.headings.likely if likely else self.headings.column_of
        return GridCell(0, 0, part.lines).named(self.text, column_of)

    def _over(self, lines: Sequence[Line]) -> tuple[Piece, ...]:
        """The headings in the first of two lines that name no column, above several of which the first is known."""
        if len(lines) != _HEADED:
            return ()
        upper, lower = lines[0], self._parts(lines[1:])
        edges = [*(upper.x(piece[0]) for piece in upper.pieces), sys.maxsize]
        found = []
        for piece, (start, end) in zip(upper.pieces, pairwise(edges), strict=True):
            own = _Part(tuple((-1, upper.x(word), upper.end(word), word) for word in piece))
            below = [part for part in lower if start - GAP < part.end and part.start < end - GAP]
            if len(below) > 1 and self._known(below[0]) and not (self._known(own) or self._known(own.joined(below[0]))):
                found.append(piece)
        return tuple(found)

    def _parts(self, lines: Sequence[Line]) -> list[_Part]:
        """The headings of a row: its words by the room between them, which a known heading may leave, or may lack."""
        over = {word for piece in self._over(lines) for word in piece}
        words = ((line.x(word), line.end(word), row, word) for row, line in enumerate(lines) for word in line.words)
        parts: list[_Part] = []
        for x, end, row, word in sorted(each for each in words if each[-1] not in over):
            own = _Part(((row, x, end, word),))
            parts[-1:] = [parts[-1].joined(own)] if parts and x - parts[-1].end < GAP else [*parts[-1:], own]
        parts = [part for each in parts for part in self._cut(each)]
        whole: list[_Part] = []
        for part in parts:
            both = whole[-1].joined(part) if whole and part.start - whole[-1].end <= _WIDE else None
            goes_on = both is not None and not self._printed(part)[0].isalnum()
            if both is not None and not goes_on and None in (self._known(whole[-1]), self._known(part)):
                goes_on = self._known(both) is not None or self.headings.begins(self._printed(both))
            whole[-1:] = [both] if both is not None and goes_on else [*whole[-1:], part]
        return whole

    def _printed(self, part: _Part) -> str:
        return GridCell(0, 0, part.lines).printed(self.text)

    def _cut(self, part: _Part) -> list[_Part]:
        """Headings between which a single space stands: each of them names a column."""
        edges = [*part.edges(), part.end + 1]
        if self._known(part) or len(edges) > _MOST_EDGES:
            return [part]
        best: dict[int, list[_Part]] = {len(edges) - 1: []}
        for at in reversed(range(len(edges) - 1)):
            ways = []
            for end in (end for end in sorted(best) if end > at):
                own = part.between(edges[at], edges[end])
                begins = self._printed(own)[0].isupper()
                if begins and (self._known(own) or self._known(own, likely=True)):
                    ways.append([own, *best[end]])
            if ways:
                best[at] = max(ways, key=lambda way: (sum(bool(self._known(each)) for each in way), -len(way)))
        return best.get(0, [part])


def _starts(parts: Sequence[_Part], below: Sequence[Line]) -> tuple[int, ...]:
    """Where the columns begin, by their headings and the lines below these."""
    rows = [*_rows(below[:_MOST_LINES], parts)]
    begins = Counter(line.x(word) for line in rows for word in line.words)
    for line in rows:
        begins.update({line.x(piece[0]): _APART - 1 for piece in line.pieces})
    spans = [[(line.x(word), line.end(word)) for word in line.words] for line in rows]
    pieces = [[(line.x(piece[0]), line.end(piece[-1])) for piece in line.pieces] for line in rows]
    lefts = [line.x(line.words[0]) for line in rows]
    first = min([parts[0].start, *(x for x in lefts if lefts.count(x) > 1 and x < parts[0].end)])
    best: dict[int, tuple[float, tuple[int, ...]]] = {first: (0.0, (first,))}
    near_heading = [first]

    def is_empty(start: int, end: int) -> bool:
        return not any(start <= each + 1 < end for each in near_heading)

    for before, part, after in zip(parts, parts[1:], [*parts[2:], None], strict=False):
        low = max(first, before.start) + 1
        high = max(low, part.end, after.start - 1 if after is not None else 0)
        near = max(1, sum(count for x, count in begins.items() if low <= x <= high))
        ways: dict[int, tuple[float, tuple[int, ...]]] = {}
        for x in range(low, high + 1):
            across, inside = (sum(any(a < x < b for a, b in line) for line in each) for each in (spans, pieces))
            cost = (2 * across + _INSIDE_WORDS * inside) / max(1, len(rows)) - max(0, begins[x] - _APART) / near
            cost += _FAR * abs(x - part.start)
            cheapest = ((way[0] + _EMPTY * is_empty(at, x), way[1]) for at, way in best.items() if at < x)
            if (left := min(cheapest, default=None)) is not None:
                ways[x] = left[0] + cost, (*left[1], x)
        best = ways
        near_heading = [
            x
            for x, count in begins.items()
            if count > _APART and all(abs(x - part.start) < abs(x - each.start) for each in (before, after) if each)
        ]
    return min(best.values())[1]


def _crosses(line: Line, piece: Piece, parts: Sequence[_Part]) -> bool:
    """Whether a piece of a line stands below several headings."""
    return sum(part.start <= line.end(piece[-1]) and line.x(piece[0]) <= part.end for part in parts) > 1


def _rows(below: Sequence[Line], parts: Sequence[_Part]) -> Iterator[Line]:
    """The lines of rows: those with a gap, and others that fit into one column and a half."""
    room = _FITS * (parts[-1].end - parts[0].start) / len(parts)
    return (line for line in below if len(line.pieces) > 1 or line.end(line.words[-1]) - line.x(line.words[0]) < room)


def column_at(x: int, starts: Sequence[int]) -> int:
    """The column of words that begin at a place: the last that begins there, or the next if far nearer."""
    at = max(0, bisect_right(starts, x) - 1)
    return at + (at + 1 < len(starts) and _NEARER * (starts[at + 1] - x) <= x - starts[at])
