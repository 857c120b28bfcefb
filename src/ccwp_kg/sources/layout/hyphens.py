"""Words divided at a line end: whether a hyphen is the word's own or only divides it, and words divided without one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccwp_kg.sources.intake.normalise import SOFT_HYPHEN
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.profile.profile import LanguageWords
from ccwp_kg.sources.records.records import Issue
from ccwp_kg.sources.records.source_text import Span

HYPHENS = f"-{SOFT_HYPHEN}"
"""What divides a word at a line end."""
_WRITTEN = re.compile(r"[\w-]+")
_COMPOUND = re.compile(r"\w+-\w+")
_HEAD = re.compile(r"([^\W\d_]+)-$")
_TAIL = re.compile(r"[^\W\d_]+")

_LONE_WORD = re.compile(r"(?:\S{0,3}[^\w\s] )?([^\W\d_]{5,})")
"""A line that one word takes, perhaps behind a mark: a cell narrower than a word breaks it."""

_MAY_LACK = re.compile(r"(?<!\w)(?:([A-Z][a-z]{3,})([A-Z][a-z]{3,})|((?:19|20)\d\d)((?:19|20)\d\d))(?!\w)")
"""Two words or years in one, as of a text whose lines were joined without the hyphens at their ends."""
_SHORT, _LONG = 2, 4
"""Letters of a tail: no word is divided before its last two, and an ending ("high-est") has fewer than four."""


@dataclass(frozen=True, slots=True)
class Hyphens:
    """Decides about hyphens at line ends, by the words of the document and of its language.

    What the document writes elsewhere decides: the word without a hyphen, with one, or both halves as words. Otherwise
    the hyphen only divides the word, with four exceptions: one of the `before_hyphens` stands before a long enough
    word, one of the `prefixes` before a known word, a single letter before anything, or both halves are `compounding`
    words. Where one half is a word, that is a guess. `vocabulary` are the words of the document in small letters
    without the halves of divided words, `repeated` those that it writes more than once.

    Without a hyphen, a line of one word and the first word of the next line are one broken word where they make a word
    together, and not both are words by themselves.
    """

    vocabulary: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()
    compounds: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    compounding: frozenset[str] = frozenset()
    before_hyphens: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    linking: frozenset[str] = frozenset()

    @classmethod
    def of(cls, lines: Sequence[TextLine], *, known: frozenset[str], words: LanguageWords) -> Hyphens:
        """Learnt from a document's lines; `known` are words of the language, `words` has what it hyphenates."""
        text = "\n".join(line.text for line in lines).lower()
        written = Counter(_WRITTEN.findall(text))
        counts = Counter({word: count for word, count in written.items() if word.isalpha()})
        compounds = {compound for word in written if "-" in word for compound in _COMPOUND.findall(word)}
        # the tail of a divided word is no word by itself; its head has the hyphen behind it and was not counted
        counts.subtract(divided.tail.lower() for divided in _divided(lines))
        vocabulary = frozenset(word for word, count in counts.items() if count > 0)
        repeated = frozenset(word for word, count in counts.items() if count > 1)
        hyphenated = (
            frozenset(each) for each in (words.compounding, words.before_hyphens, words.prefixes, words.linking)
        )
        return cls(vocabulary, repeated, frozenset(compounds), known, *hyphenated)

    def dividing(self, lines: Sequence[TextLine]) -> frozenset[int]:
        """The offsets of what only divides a word at a line end: a hyphen, or the white space within a broken one."""
        whole = (word for word in _broken(lines) if self._is_word(word.head + word.tail))
        broken = (word.place for word in whole if not self._are_two(word))
        return frozenset(word.place for word in _divided(lines) if self._divides(word)).union(broken)

    def undecided(self, lines: Sequence[TextLine]) -> tuple[Issue, ...]:
        """An issue for each word of which the document does not show whether it has a hyphen, or is one, or two."""
        issues = []
        for word in _divided(lines):
            may_have = any(self._compounding(word)) or word.head.lower() in self.before_hyphens | self.prefixes
            if may_have and not self._is_word(word.head + word.tail) and not self._is_own(word):
                printed = f"“{word.head}-{word.tail}”, divided at a line end,"
                message = f"nothing tells whether {printed} is written with a hyphen"
                issues.append(Issue("hyphen-undecided", message, word.span, "note"))
        for line in lines:
            for found in _MAY_LACK.finditer(line.text):
                halves = [half for half in found.groups() if half]
                if all(self._is_word(half) for half in halves) if found[1] else halves == sorted(set(halves)):
                    message = f"“{found[0]}” may be “{'-'.join(halves)}”, whose hyphen the text has lost"
                    place = Span(line.span.start + found.start(), line.span.start + found.end())
                    issues.append(Issue("hyphen-lost", message, place))
        for word in _broken(lines):
            is_part = word.head.lower() not in self.repeated | self.known and len(word.tail) < _LONG
            is_part = is_part and word.tail not in self.linking | self.repeated
            if is_part and not self._is_word(word.head + word.tail):
                message = f"“{word.head}” and “{word.tail}” may be one word, broken at a line end"
                issues.append(Issue("word-broken", message, word.span, "note"))
        return tuple(issues)

    def _are_two(self, word: _Divided) -> bool:
        """Whether both halves of what may be broken are words of their own."""
        return all(half.lower() in self.repeated | self.known for half in (word.head, word.tail))

    def _divides(self, word: _Divided) -> bool:
        if self._is_word(word.head + word.tail):
            return True
        short = len(word.tail) == _SHORT and self._is_word(word.tail)
        long_enough = word.head.lower() in self.before_hyphens and len(word.tail) >= _LONG
        known = word.head.lower() in self.prefixes and self._is_word(word.tail)
        return not (self._is_own(word) or long_enough or known or short or all(self._compounding(word)))

    def _is_own(self, word: _Divided) -> bool:
        compound = f"{word.head}-{word.tail}".lower() in self.compounds
        return compound or len(word.head) == 1 or (self._is_word(word.head) and self._is_word(word.tail))

    def _compounding(self, word: _Divided) -> list[bool]:
        """For each half, whether it is a known word or one that stands in many compounds."""
        return [self._is_word(half) or half.lower() in self.compounding for half in (word.head, word.tail)]

    def _is_word(self, text: str) -> bool:
        return text.lower() in self.vocabulary or text.lower() in self.known


@dataclass(frozen=True, slots=True)
class _Divided:
    """A word divided between two lines: its halves, its characters, and where the hyphen stands, or no hyphen does."""

    head: str
    tail: str
    span: Span
    place: int


def _divided(lines: Sequence[TextLine]) -> Iterator[_Divided]:
    for first, second in pairwise(lines):
        if first.text[-1] == "-" and second.text[0].islower():
            head, tail = _HEAD.search(first.text), _TAIL.match(second.text)
            if head is not None and tail is not None:
                span = Span(first.span.end - len(head[0]), max(second.span.start + tail.end(), first.span.end))
                yield _Divided(head[1], tail.group(), span, first.span.end - 1)


def _broken(lines: Sequence[TextLine]) -> Iterator[_Divided]:
    for first, second in pairwise(lines):
        head, tail = _LONE_WORD.fullmatch(first.text), _TAIL.match(second.text)
        if head is not None and tail is not None and tail[0].islower() and first.span.end < second.span.start:
            span = Span(first.span.end - len(head[1]), second.span.start + tail.end())
            yield _Divided(head[1], tail[0], span, first.span.end)
