"""Finds marks of notes that a text without raised characters prints as the end of a number or word: “REV 14”, “SE4”.

The footnotes show which marks there must be: they stand at the foot of a page or at the end, count from 1 and print
their numbers. The mark that no word carries is sought among the numbers between the marks before and behind it.

Endnotes, which a word processor counts apart with Roman numbers, stand behind all other words and count from i. The
mark of one is the end of a word that stands nowhere else, and that without the mark stands elsewhere, too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from ccwp_kg.sources.layout.text_lines import ANNEX, but_last_number
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.text.list_marks import ROMAN
from ccwp_kg.sources.text.patterns import any_of

_BEHIND_NUMBER = re.compile(r"^ {0,4}\d{1,2} {0,8}(?=[^\W_])(.*)", re.MULTILINE)
_APART = 4
"""The lines from one footnote of a page to the next, and from the last one to the end of the page, at most."""
_CARRIED = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[)”’\"»])|(?<=[a-z][.,])|(?<=(?:19|20)\d\d[.+])|(?<!\d)(?:19|20)\d\d)([1-9]\d?)(?![\w/])|\[\^?(\d{1,2})\]"
)
"""Marks behind words and years, or in brackets, which are looked for where the words are read."""
_TOO_LONG = re.compile(
    r"(?:(?<![\d/])(?:\d{4,5}(?:/\d)?/(?!(?:19|20)\d\d(?!\d))\d\d|[1-9]\d{4}[A-Z]{1,2}\d{4}|(?:19|20)\d\d/\d{4})"
    r"|(?<![\w/])\d{1,3}(?: \d{3})*(?! (?:19|20)\d\d) \d{3})([1-9]\d?)(?![\w/])"
)
"""Numbers of Council documents, of CELEX, of acts and amounts that have more figures than such a number has."""
_MAY_BE_LONG = re.compile(
    r"(?:(?:REV|ADD|COR)\s+|\bp\. |^ {0,4}\d{1,2}\.)\d([1-9]\d?)(?![\w/]|\.\d)|^ {3,}(\d{1,2})(?= *$)"
    r"|(?<=[a-z]{4} )([1-9]\d?)(?=[.,;](?!\d))",
    re.MULTILINE,
)
"""Numbers of revisions, pages and actions, which may have more figures; what hangs above a line or behind a word."""
_APART_FROM_WORD = re.compile(r"(?<=[)”’\"»] )([1-9]\d?)(?= [a-z]|[.,;:](?!\d))")
"""Marks behind a bracket or quotation mark, with a space before them."""
_BEHIND_ACRONYM = re.compile(r"(?<![^\W_])(?!(?:REV|ADD|COR)\d)[A-Z]{3,}([1-9]\d?)(?![\w/])")
_ENDNOTE = re.compile(rf"^\f? {{0,4}}({'|'.join(ROMAN)}) {{1,4}}(?=[^\W_])", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r"[^\n\f]+")
_ANNEX_HEADING = re.compile(rf"^{ANNEX.pattern}$", re.MULTILINE)
_LAST_NUMBER = re.compile(r"(?<!\d)(\d{1,3})\D*$")
_LONGEST_FOOTER, _FEWEST_PAGES = 120, 3
"""The characters of a footer, at most, and how many count the pages, at least."""
_LONGEST_ENDNOTE = 8
"""The lines of a note, blank ones and those of a footer counted, at most."""


def written_out(text: str, codes: Collection[str]) -> Mapping[Span, str]:
    """The marks of footnotes that look like part of a word, or stand apart, and numbers without a space behind them.

    Each with what is written for it: a mark as Markdown writes it. `codes` are words in capitals behind which a figure
    is a mark where there is such a footnote: “SE4”.
    """
    notes = notes_at_feet(text)
    if not notes:
        return {}
    behind_code = re.compile(rf"(?<![^\W_])(?:{any_of(sorted(codes))})([1-9]\d?)(?![\w/])")
    forms = (_CARRIED, behind_code, _BEHIND_ACRONYM, _APART_FROM_WORD)
    carried, coded, acronyms, apart = (_places(form, text) for form in forms)
    written: dict[Span, str] = {}
    for number, place in notes.items():
        # an acronym may end in a figure of its own, unless no other word carries it
        alone = [at for at in acronyms[number] if carried[number] == [at]]
        for at in (*coded[number], *alone, *(() if carried[number] else apart[number])):
            written[Span(at, at + len(str(number)))] = f"[^{number}]"
        if text[place.end].isalnum():
            written[place] = f"{number} "
    return written


def marks_behind_figures(text: str) -> tuple[Span, ...]:
    """The figures of numbers that are marks of footnotes, in order; none where the footnotes do not show them.

    A number that may have so many figures has a mark only where most footnotes have one, and no other may have this.
    """
    bodies = {number: place.start for number, place in notes_at_feet(text).items()}
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


def notes_at_feet(text: str) -> Mapping[int, Span]:
    """The numbers of the footnotes of a text and where they are printed; they count from 1 through all pages.

    A number stands before its note with a space or none ("4Only for …"), or in a line of its own.
    """
    notes: dict[int, Span] = {}
    printed = Counter(found[1] for found in _BEHIND_NUMBER.finditer(text))
    edges = pairwise((0, *_page_ends(text), len(text)))
    pages = [[line for line in _LINE.finditer(text, *edge) if not line.group().isspace()] for edge in edges]
    alike = Counter(words for lines in pages for words in {_alike(line.group()) for line in lines})
    for lines in pages:
        while lines and alike[_alike(lines[-1].group())] >= _FEWEST_PAGES:
            lines.pop()
        foot = _at_foot([line.group() for line in lines], len(notes) + 1, printed)
        for number, at in foot.items():
            place = lines[at].start() + lines[at].group().index(str(number))
            notes[number] = Span(place, place + len(str(number)))
    return notes


def _page_ends(text: str) -> Sequence[int]:
    """Where pages end: at form feeds, or without any before lines that are alike but for a number that counts them.

    Without such lines, either, one ends above the heading of the annex.
    """
    if "\f" in text:
        return [found.start() for found in re.finditer("\f", text)]
    alike: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for line in _LINE.finditer(text):
        number = _LAST_NUMBER.search(line.group())
        if number is not None and len(line.group()) <= _LONGEST_FOOTER:
            alike[but_last_number(line.group())].append((int(number[1]), line.start()))
    counted = [
        lines
        for words, lines in alike.items()
        if _WORD.search(words) and [at for at, _ in lines] == [*range(1, len(lines) + 1)]
    ]
    most = max(counted, key=len, default=[])
    counts = len(most) >= _FEWEST_PAGES
    return [start for _, start in most] if counts else [found.start() for found in _ANNEX_HEADING.finditer(text)]


def _alike(line: str) -> str:
    """A line as on other pages, where it is that of a footer."""
    return but_last_number(" ".join(line.split()))


def _at_foot(lines: Sequence[str], first: int, printed: Mapping[str, int]) -> Mapping[int, int]:
    """The numbers from the `first` one on, each with the index of its line, of the notes at the foot of a page.

    What is `printed` behind several numbers is a footer with that of its page: “2 EN”.
    """

    def opens(at: int, number: int, *, glued: bool) -> bool:
        body = re.match(rf" {{0,4}}{number}(?: {{1,8}}(?=[^\W_])|(?=[A-Z])| *$)(.*)", lines[at])
        if body is None:
            return glued and re.match(rf" {{0,4}}{number}\d{{4,5}}/\d", lines[at]) is not None
        return printed[body[1]] == 1 if body[1] else at + 1 < len(lines)

    for begin in range(len(lines) - 1, -1, -1):
        found: dict[int, int] = {}
        apart = 0
        for at in range(begin, len(lines)):
            apart += 1
            glued = bool(found) and re.match(r" *\d{1,2}[A-Z]", lines[begin]) is not None
            if opens(at, first + len(found), glued=glued):
                found[first + len(found)] = at
                apart = 0
            if apart > _APART or not found:
                break
        if found and apart <= _APART:
            return found
    return {}


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
    longer = any(word.endswith(other) for other in ROMAN if len(other) > len(number) and other.endswith(number))
    return stem != word and not longer and (words[stem] > 0 or (len(number) > 1 and len(set(number)) == 1))


def _endnotes(text: str) -> list[re.Match[str]]:
    """The notes at the end of a text that count from i, in order."""
    found = [*_ENDNOTE.finditer(text)]
    first = max((at for at, each in enumerate(found) if each[1] == ROMAN[0]), default=len(found))
    own = found[first:]
    edges = [*(each.start() for each in own), len(text)]
    near = all(text.count("\n", one, other) <= _LONGEST_ENDNOTE for one, other in pairwise(edges))
    return own if near and [each[1] for each in own] == [*ROMAN[: len(own)]] else []
