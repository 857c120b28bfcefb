"""Finds marks of notes that a text without raised characters prints as the end of a number or word: “REV 14”, “Plani”.

The footnotes show which marks there must be: they stand at the foot of a page or at the end, count from 1 and print
their numbers. The mark that no word carries is sought among the numbers between the marks before and behind it.

Endnotes, which a word processor counts apart with Roman numbers, stand behind all other words and count from i. The
mark of one is the end of a word that stands nowhere else, and that without the mark stands elsewhere, too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ccwp_kg.sources.records.source_text import Span

_BODY = re.compile(r"^ {0,4}(\d{1,2}) {1,4}(?=[^\W_])(.*)", re.MULTILINE)
_APART = 4
"""The lines from one footnote of a page to the next, and from the last one to the end of the page, at most."""
_CARRIED = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[)”’\"»])|(?<=[a-z][.,])|(?<!\d)(?:19|20)\d\d)([1-9]\d?)(?![\w/])|\[\^?(\d{1,2})\]"
)
"""Marks behind words and years, or in brackets, which are looked for where the words are read."""
_TOO_LONG = re.compile(
    r"(?<![\d/])(?:\d{4,5}(?:/\d)?/(?!(?:19|20)\d\d(?!\d))\d\d|[1-9]\d{4}[A-Z]{1,2}\d{4}|\d{1,3}(?: \d{3})+)([1-9]\d?)"
    r"(?![\w/])"
)
"""Numbers of Council documents, of CELEX and amounts that have more figures than such a number has."""
_MAY_BE_LONG = re.compile(
    r"(?:(?:REV|ADD|COR)\s+|\bp\. |^ {0,4}\d{1,2}\.)\d([1-9]\d?)(?![\w/]|\.\d)|^ {3,}(\d{1,2})(?= *$)", re.MULTILINE
)
"""Numbers of revisions, pages and actions, which may have more figures; and what hangs alone above a line."""
_NUMBERS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_ENDNOTE = re.compile(rf"^\f? {{0,4}}({'|'.join(_NUMBERS)}) {{1,4}}(?=[^\W_])", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_ENDNOTE = 8
"""The lines of a note, blank ones and those of a footer counted, at most."""


def marks_behind_figures(text: str) -> tuple[Span, ...]:
    """The figures of numbers that are marks of footnotes, in order; none where the footnotes do not show them.

    A number that may have so many figures has a mark only where most footnotes have one, and no other may have this.
    """
    bodies = _bodies(text)
    carried, behind, doubtful = (_places(form, text) for form in (_CARRIED, _TOO_LONG, _MAY_BE_LONG))
    marks: dict[int, int] = {}
    place = 0
    for number, end in bodies.items():
        sure = [at for at in (*carried[number], *behind[number]) if place <= at < end]
        if sure:
            marks[number] = place = min(sure)
    missing = {}
    for number in bodies.keys() - marks.keys():
        before = max((at for other, at in marks.items() if other < number), default=-1)
        after = min((at for other, at in marks.items() if other > number), default=bodies[number])
        missing[number] = [at for at in doubtful[number] if before < at < after]
    found = {number: at for number, at in marks.items() if at in behind[number]}
    if len(missing) <= len(marks) + 1:
        found |= {number: each[0] for number, each in missing.items() if len(each) == 1}
    return tuple(sorted(Span(at, at + len(str(number))) for number, at in found.items()))


def _places(form: re.Pattern[str], text: str) -> Mapping[int, list[int]]:
    """Where the marks of one form stand, by their numbers."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for found in form.finditer(text):
        group = found.lastindex or 0
        places[int(found[group])].append(found.start(group))
    return places


def _bodies(text: str) -> Mapping[int, int]:
    """Where the footnotes of a text begin, by their numbers, which count from 1 through all pages."""
    bodies: dict[int, int] = {}
    start = 0
    printed = Counter(found[2] for found in _BODY.finditer(text))
    for page in text.split("\f"):
        own = [*_at_foot(page, printed)][::-1]
        if own and own[0][0] == len(bodies) + 1:
            bodies |= {number: start + at for number, at in own}
        start += len(page) + 1
    return bodies


def _at_foot(page: str, printed: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """The numbered footnotes at the foot of a page from the last one up, each by its number and its offset.

    What is `printed` behind several numbers is a footer with that of its page: “2 EN”.
    """
    lines = [line for line in re.finditer(r"[^\n]+", page) if not line.group().isspace()]
    last = apart = 0
    for line in reversed(lines):
        apart += 1
        body = _BODY.match(line.group())
        if body is not None and printed[body[2]] == 1 and last in (0, int(body[1]) + 1):
            last, apart = int(body[1]), 0
            yield last, line.start()
        if apart > _APART or last == 1:
            return


def roman_endnotes(text: str) -> Mapping[Span, str]:
    """The marks and the numbers of endnotes, each with the figure that it stands for; empty where any has no mark.

    A mark is written as Markdown writes it, and a number with figures.
    """
    bodies = _endnotes(text)
    if not bodies:
        return {}
    words = Counter(_WORD.findall(text))
    ends = [found for found in _WORD.finditer(text, 0, bodies[0].start()) if words[found.group()] == 1]
    marks: list[Span] = []
    for body in bodies:
        after = marks[-1].end if marks else 0
        own = [word.end() for word in ends if word.start() >= after and _is_marked(word.group(), body[1], words)]
        if len(own) != 1:
            return {}
        marks.append(Span(own[0] - len(body[1]), own[0]))
    figures = {mark: f"[^{number}]" for number, mark in enumerate(marks, 1)}
    return figures | {Span(*body.span(1)): str(number) for number, body in enumerate(bodies, 1)}


def _is_marked(word: str, number: str, words: Mapping[str, int]) -> bool:
    """Whether a word ends with a number that is no part of it; two letters of one kind end no word."""
    stem = word.removesuffix(number)
    longer = any(word.endswith(other) for other in _NUMBERS if len(other) > len(number) and other.endswith(number))
    return stem != word and not longer and (words[stem] > 0 or (len(number) > 1 and len(set(number)) == 1))


def _endnotes(text: str) -> list[re.Match[str]]:
    """The notes at the end of a text that count from i, in order."""
    found = [*_ENDNOTE.finditer(text)]
    first = max((at for at, each in enumerate(found) if each[1] == _NUMBERS[0]), default=len(found))
    own = found[first:]
    edges = [*(each.start() for each in own), len(text)]
    near = all(text.count("\n", one, other) <= _LONGEST_ENDNOTE for one, other in pairwise(edges))
    return own if near and [each[1] for each in own] == [*_NUMBERS[: len(own)]] else []
