"""The words of a row whose cells run on, and what each place between them shows of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.recognition.scan import STATE, Grammar
from ccwp_kg.sources.text.list_marks import BETWEEN, item_mark, list_mark

DASHES = ("-", "–", "—")
"""What may stand in a cell that says nothing."""
SPACE = 0.55
"""The breadth of a space, in letters of usual breadth."""
_NARROW, _BROAD = frozenset("iljtfrI.,;:'’()[]-|!"), frozenset("mwMWQOGDCNHU@%&")
_ACRONYM, _CAPITAL = 0.7, 0.5
"""How much an acronym that is not known looks like the name of a party, and a word with a capital."""
_NEAR = 5
"""A time in words has a figure among so many words."""


@dataclass(frozen=True, slots=True)
class Row:
    """The lines of a row behind its number.

    `is_broken`: a page ends in it; `goes_on`: it is the part on the next page. `closes`: what follows the table may
    stand behind its last cell.
    """

    lines: tuple[TextLine, ...]
    is_broken: bool = False
    goes_on: bool = False
    closes: bool = False
    by_blocks: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some words count, look like names of parties, and are Member States."""

    words: float = 0
    parties: float = 0
    states: float = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.words + other.words, self.parties + other.parties, self.states + other.states)

    def __sub__(self, other: Tally) -> Tally:
        return Tally(self.words - other.words, self.parties - other.parties, self.states - other.states)

    @property
    def share(self) -> float:
        """The share of the words that look like names of parties."""
        return min(1.0, self.parties / self.words) if self.words else 0.0


class RowWords:
    """The words of a row. Places count its words: a cell takes those from one place up to another."""

    def __init__(self, row: Row, grammar: Grammar) -> None:
        self.row = row
        found = [(at, word) for at, line in enumerate(row.lines) for word in re.finditer(r"\S+", line.text)]
        self.words = [word.group() for _, word in found]
        self.size = len(found)
        self._line = [at for at, _ in found]
        self._span = [word.span() for _, word in found]
        self._marks = grammar.profile.layout.list_marks
        self.opens_line = [at == 0 or line != self._line[at - 1] for at, line in enumerate(self._line)] + [True]
        self.mark = [self._mark(at) for at in range(self.size)]
        """The kind of the list mark at each place, or empty."""
        self.is_first_item = [(item := item_mark(self._rest(at))) is None or item.place == 1 for at in range(self.size)]
        self.in_name = [False] * (self.size + 1)
        self.tallies = self._tallies(grammar)
        self.begins = [self._begins(at) for at in range(self.size)]
        """Whether a cell may begin so: with a capital, a figure or a mark."""
        self.is_soft = [self._is_soft(at, grammar) for at in range(self.size)]
        linking = {*grammar.profile.words.linking, *grammar.profile.actions.numbered, *BETWEEN}
        self.leaves_open = [(word[-1] in ",-(" and len(word) > 1) or word in linking for word in self.words]
        """Whether a cell can hardly end with each word."""
        self.breadths = [sum(map(_breadth, word)) for word in self.words]
        self._sums_of_breadth = sums(each + SPACE for each in self.breadths)
        self.brackets = [0]
        """The brackets that are open before each place."""
        for word in self.words:
            self.brackets.append(max(0, self.brackets[-1] + word.count("(") - word.count(")")))
        self._sums = list(accumulate(self.tallies, initial=Tally()))
        self.blocks = len({line.block for line in row.lines})
        parts = (at > 0 and row.by_blocks and self._may_end(at, is_first=False) for at in range(self.size))
        begins = map(int.__or__, self.begins, self.is_soft)
        self._parts = sums(
            part and begin and not mark for part, begin, mark in zip(parts, begins, self.mark, strict=True)
        )

    def tally(self, start: int, end: int) -> Tally:
        """What the words between two places count."""
        return self._sums[end] - self._sums[start]

    def parts(self, start: int, end: int) -> float:
        """How many paragraphs, where these are known, begin behind the first of the words between two places."""
        return self._parts[end] - self._parts[start + 1]

    def text(self, start: int, end: int) -> str:
        """The words between two places, or up to the last, in one line."""
        return " ".join(self.words[start:end])

    def lines(self, start: int, end: int) -> tuple[TextLine, ...]:
        """The words between two places in the lines that they take."""
        return tuple(
            self.row.lines[self._line[first]].part(self._span[first][0], self._span[last - 1][1])
            for first, last in self._runs(start, end)
        )

    def line_breadths(self, start: int, end: int) -> list[tuple[int, float]]:
        """For each line of the words between two places: the place behind it, and its breadth."""
        return [(last, self.breadth(first, last)) for first, last in self._runs(start, end)]

    def breadth(self, start: int, end: int) -> float:
        """The breadth of the words between two places of one line."""
        return self._sums_of_breadth[end] - self._sums_of_breadth[start] - SPACE

    def ends(self, start: int) -> list[int]:
        """The places at which a cell may end that begins at one: where a line ends, or inside a line.

        Inside a line that is not its first only a mark, a Member State or a full stop shows that another cell begins.
        """
        line = self._line[start]
        return [
            *(at for at in range(start + 1, self.size) if self._may_end(at, is_first=self._line[at] == line)),
            self.size,
        ]

    def _may_end(self, at: int, *, is_first: bool) -> bool:
        if self.row.by_blocks:
            lines = self.row.lines
            return self.opens_line[at] and lines[self._line[at]].block != lines[self._line[at - 1]].block
        if self.opens_line[at]:
            return self.words[at][0] not in ",.;:)"
        if self.leaves_open[at - 1] or not (self.begins[at] or self.is_soft[at]):
            return False
        return is_first or bool(self.mark[at] or self.tallies[at].states) or self.words[at - 1][-1] == "."

    def _runs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        first = start
        for at in range(start + 1, end + 1):
            if at == end or self.opens_line[at]:
                yield first, at
                first = at

    def _rest(self, at: int) -> str:
        return self.row.lines[self._line[at]].text[self._span[at][0] :]

    def _mark(self, at: int) -> str:
        """The mark itself, or the form of a number or letter; inside a line only that of a first item."""
        found = list_mark(self._rest(at), self._marks)
        if found is not None:
            return found
        item = item_mark(self._rest(at))
        return item.form if item is not None and (self.opens_line[at] or item.place == 1) else ""

    def _begins(self, at: int) -> bool:
        before = self.words[at - 1] if at and not self.opens_line[at] and self.mark[at - 1] else ""
        # what follows a mark is its item; a dash inside a line may be a cell that says nothing
        word = self.words[at]
        is_item = before != "" and (before not in DASHES or (self.opens_line[at - 1] and not self.tallies[at].states))
        return not (word[0].islower() or word[0] in ",.;:)]" or word in BETWEEN or is_item)

    def _is_soft(self, at: int, grammar: Grammar) -> bool:
        """Whether a cell may well begin with a word in small letters: a time, "all Member States"."""
        words, text = grammar.profile.words, self.text(at, at + _NEAR).casefold()
        word = self.words[at].casefold()
        is_beside = word in grammar.profile.party_stop_words and word not in words.linking
        is_of_name = is_beside and any(each.parties for each in self.tallies[at + 1 : at + 2])
        if is_of_name or any(text.startswith(each) for each in words.unbounded):
            return True
        is_before_time = any(text.startswith(f"{each} ") for each in words.before_time)
        return is_before_time and any(map(str.isdigit, self.text(at, at + _NEAR)))

    def _tallies(self, grammar: Grammar) -> list[Tally]:
        starts = [round(each) for each in sums(len(word) + 1 for word in self.words)]
        kinds = [""] * self.size
        for name in grammar.finder.find(" ".join(self.words)):
            for at in range(self.size):
                if name.start < starts[at + 1] - 1 and starts[at] < name.end:
                    kinds[at] = name.name.kind
                    self.in_name[at] |= name.start < starts[at]
        return [self._tally(at, kinds[at], grammar.profile.party_stop_words) for at in range(self.size)]

    def _tally(self, at: int, kind: str, ignored: Sequence[str]) -> Tally:
        word = self.words[at].strip(",;.()/*–-•")
        if not word or word.casefold() in ignored:
            return Tally()
        looks = _ACRONYM if len(word) > 1 and word.isupper() else _CAPITAL if word[0].isupper() else 0.0
        return Tally(1, 1.0 if kind in ("organisation", "group", STATE) else looks, kind == STATE)


def _breadth(letter: str) -> float:
    """How broad a letter is printed, by its class."""
    if letter in _NARROW:
        return SPACE
    return 1.45 if letter in _BROAD else 1.2 if letter.isupper() else 1.0


def sums(values: Iterable[float]) -> list[float]:
    """The sums of the values before each place, so that two places tell what stands between them."""
    return list(accumulate(values, initial=0.0))
