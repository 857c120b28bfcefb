"""Where actions are numbered in the annex: `6.1`, `Action 6.1`, `1.`, before the title or in a line of its own.

Numbers that are no figures, such as A.1 or IV, are found by the run in which they count up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from ccwp_kg.sources.layout.headings import Labels
from ccwp_kg.sources.layout.text_lines import TextLine, opens_block
from ccwp_kg.sources.profile.profile import ActionCues
from ccwp_kg.sources.text.patterns import FOOTNOTE_MARK, any_of

_STEP = 3
"""A number counts on by no more than this."""


@dataclass(frozen=True, slots=True)
class Number:
    """An action's number at the beginning of line `place`; with the words that belong to it, it ends at `end`.

    `alone`: nothing else stands in the line. `counts` are its figures, or its place among the document's own numbers.
    """

    place: int
    value: str
    end: int
    alone: bool
    counts: tuple[int, ...] = ()

    def counts_on(self, last: tuple[int, ...]) -> bool:
        """Whether it counts on from the figures of the `last` number, of which () is none."""
        own = self.counts
        is_inserted = own == last and not self.value[-1].isdigit()
        is_first = min(len(own), len(last)) > 1 and own[:-1] > last[:-1] and own[-1] == 1
        return not last or is_first or (own[:-1] == last[:-1] and (is_inserted or 0 < own[-1] - last[-1] <= _STEP))


@dataclass(frozen=True, slots=True)
class _Candidate:
    number: Number
    form: tuple[bool, bool, str]
    """Whether it has two parts, whether a word stands before it, and the mark behind it."""
    opens: bool
    """Whether it opens a block, or follows a heading."""
    headed: bool
    """Whether a heading stands right before it."""
    begins: bool
    """Whether it begins a sentence in its block: behind a full stop and before a capital."""


def numbers_in(
    lines: Sequence[TextLine], labels: Labels, *, cues: ActionCues, ordinal: int | None
) -> tuple[Number, ...]:
    """The numbers of the actions in the lines of an annex, in order.

    Numbers of two parts ("5.1") are recognised by themselves, above all if the part before the dot is the plan's
    `ordinal`. Numbers of one part look like numbers of items: the actions' numbers have one form and count through the
    whole annex. Those of the document's own that are no figures are known before; each stands alone, or none counts.
    """
    candidates = _candidates(lines, labels, cues)
    if cues.own:
        found = tuple(each.number for each in candidates if each.number.value in cues.own and each.number.alone)
        return found if tuple(number.value for number in found) == cues.own else ()
    dotted = _dotted([each for each in candidates if each.form[0]], ordinal)
    if any(int(number.value.partition(".")[0]) == ordinal for number in dotted):
        return dotted
    # numbers of another plan may be references, if numbers of one part count through the annex
    chains = [dotted]
    for form in sorted({each.form for each in candidates if not each.form[0]}):
        own = [each for each in candidates if each.form == form and each.opens]
        # a number before words opens a row where a heading stands above it; elsewhere it may be an item's
        headed = [each for each in own if each.number.alone or each.headed]
        # a number in the lines of two columns opens no block
        alone = [each for each in candidates if each.form == form and each.number.alone]
        ways = ([(each.number, ("", (int(each.number.value),))) for each in way] for way in (headed, own, alone))
        chains += map(_longest_run, ways)
    return max(chains, key=len, default=())


def is_number(text: str, *, cues: ActionCues) -> bool:
    """Whether a line is an action's number and nothing else; a bare figure may be anything."""
    match = _token(cues).match(text)
    return match is not None and _is_alone(match, text) and not match.group().isdigit()


def is_explicit_number(text: str, *, cues: ActionCues) -> bool:
    """Whether a line begins with an action's number that has two parts or a word before it, as no item has."""
    match = _token(cues).match(text)
    return match is not None and (not match[2].isdigit() or bool(match[1]))


def number_at(text: str, *, cues: ActionCues) -> Number | None:
    """The number of an action with which a cell begins: of two parts, with a word or a mark, or all that it holds."""
    match = _token(cues).match(text)
    if match is None or not (not match[2].isdigit() or match[1] or match[3] or _is_alone(match, text)):
        return None
    figures = (cues.own.index(match[2]) + 1,) if match[2] in cues.own else _figures(match[2])
    return Number(0, value_of(match[2]), match.end(), _is_alone(match, text), figures)


def explicit_number(text: str, *, cues: ActionCues) -> Number | None:
    """The number of an action with which a text begins, if it is an explicit one."""
    return number_at(text, cues=cues) if is_explicit_number(text, cues=cues) else None


def counts_back(openings: Sequence[str], *, cues: ActionCues) -> bool:
    """Whether an opening above the last one has a number before that of the last."""
    own, *above = (explicit_number(each, cues=cues) for each in reversed(openings))
    return own is not None and any(
        each is not None and each.counts[:-1] == own.counts[:-1] and each.counts < own.counts for each in above
    )


def value_of(number: str) -> str:
    """A number as its action is named by it, without spaces: 7.3bis for “7.3 bis”."""
    return "".join(number.split())


def insertion(cues: ActionCues) -> str:
    """A pattern for what stands behind the figures of an action that was put in later: “7.3 bis”, “7.3a”."""
    return rf"(?: ?(?:{any_of(cues.inserted)})(?!\w)|[a-z](?!\w))"


def _figures(number: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", number)))


@lru_cache(maxsize=8)
def _token(cues: ActionCues) -> re.Pattern[str]:
    word = rf"(?:(?:{any_of(cues.numbered)}) {{0,40}}){{1,2}}"
    total = rf" ?(?:{any_of(cues.totals)}) ?\d"
    number = "|".join((*map(re.escape, cues.own), rf"\d{{1,4}}(?:\.\d{{1,4}}(?:{insertion(cues)})?)?"))
    # behind a word a bracket closes one that opens before it: "(see / Action 5.1)"
    number = rf"({word})?\[?({number})\]?((?(1)[.:]?|[.):]?))(?={FOOTNOTE_MARK}|$| )(?!{total})"
    return re.compile(rf"(?:{_counter(cues.numbered, cues.totals)} {{1,40}})?{number}")


def _counter(words: Sequence[str], totals: Sequence[str]) -> str:
    """A pattern for what counts the sheets before an action's number: “Sheet 1 of 4”, “Fiche 1/4 –”."""
    return rf"(?:{any_of(words)}) +\d{{1,3}} ?(?:{any_of(totals)}) ?\d{{1,3}}(?: [–—-])?"


def _is_alone(match: re.Match[str], text: str) -> bool:
    """Whether nothing stands behind a number, but the mark of a footnote."""
    return re.fullmatch(f"({FOOTNOTE_MARK})?", text[match.end() :]) is not None


def _candidates(lines: Sequence[TextLine], labels: Labels, cues: ActionCues) -> list[_Candidate]:
    token = _token(cues)
    found = []
    for place, line in enumerate(lines):
        match = token.match(line.text)
        if match is None:
            continue
        before = lines[place - 1] if place else None
        headed = before is not None and labels.begins(before.text)
        opens = headed or opens_block(before, line)
        form = ("." in match[2], bool(match[1]), match[3])
        number = Number(place, value_of(match[2]), match.end(), _is_alone(match, line.text))
        begins = before is not None and before.text[-1] == "." and line.text[match.end() :].lstrip()[:1].isupper()
        cited = before is not None and before.text.split()[-1] in cues.numbered
        found.append(_Candidate(number, form, opens, headed, begins and not cited))
    return found


def _dotted(candidates: Sequence[_Candidate], ordinal: int | None) -> tuple[Number, ...]:
    """The numbers of two parts that stand alone in their line, or that continue the count before words.

    Where no block begins, as right below the box of the row before, only the very next one continues it.
    """
    found: list[Number] = []
    last = (0, 0)
    for each in candidates:
        plan, position = _figures(each.number.value)
        own = plan == ordinal
        goes_on = own and each.opens and last < (plan, position) <= (plan, last[1] + 3)
        goes_on |= own and each.opens and last == (plan, position) and not each.number.value[-1].isdigit()
        goes_on = goes_on or (own and each.begins and (plan, position) == (plan, last[1] + 1) and bool(found))
        # in a line of its own that opens nothing, a number may end the sentence before it
        if (each.number.alone and (own or each.opens)) or goes_on:
            found.append(each.number)
            last = (plan, position) if own else last
    return tuple(found)


_DASH = re.compile(r" ?[–—:-] (?=\S)")


def end_with_dash(number: Number, text: str) -> int:
    """Where the number with which a text begins ends, with the dash or colon between it and a title."""
    dash = _DASH.match(text, number.end)
    return dash.end() if dash is not None else number.end


_PIECE = re.compile(r"[^\s|*](?:[^\S\n\t]?[^\s|*])*")
"""A cell between tabs, pipes or wide gaps, or a whole line."""
_NEAR = 8
"""Two headings stand within so many lines."""
_FEWEST = 2
"""The numbers of a run, at least."""
_SKIPPED = 1
"""The numbers between two of a run that may be missing."""
_ABOVE = 8
"""A number with its word stands within so many lines above the first heading that is known."""
_FIGURES = re.compile(r"\d{1,3}(?:\.\d{1,3})?")
_NUMBER = r"(?:[A-Z]{1,4}[.-]?)?\d{1,3}(?:[a-z]|(?:\.\d{1,3}){0,2}|/\d{1,3})|[IVXL]{1,8}"
_CODED = re.compile(r"^[ \t\f|*#]*([A-Z]{1,5}) +(\d{1,3})\.(\d{1,3})(?=[\s|*]|$)", re.MULTILINE)
_ROMAN = re.compile(r"(XL|L?X{0,3})(IX|IV|V?I{0,3})")

_Found = TypeVar("_Found")
_Count = tuple[str, tuple[int, ...]]
"""What a number counts: the letters before its figures, and these."""


def numbers_in_runs(text: str, *, labels: Labels, words: Sequence[str], totals: Sequence[str] = ()) -> tuple[str, ...]:
    """The numbers of the actions in a document, where they are neither figures nor two with a stop between them.

    They are the longest run of numbers of one form that begin lines from the one above the headings of the table on and
    count up, if no figures do so oftener. `words` may stand before a number: "Action"; and, with one of `totals`
    between two figures, what counts the sheets: "Sheet 1 of 4".
    """
    counted = rf"(?:{_counter(words, totals)}[ \t]+)?"
    ends = rf"(?=[\s|*]|$)(?! ?(?:{any_of(totals)}) ?\d)"
    number = re.compile(rf"[ \t\f|*#]*{counted}(?:({any_of(words)}) +)?({_NUMBER})([.):]?){ends}", re.MULTILINE)
    found: dict[tuple[str, int, str], list[tuple[str, _Count]]] = defaultdict(list)
    figures: set[str] = set()
    lines = text.split("\n")
    table = _table(text, labels)
    above = [at for at in range(table) if lines[at].strip()][-_ABOVE:]
    named = [at for at in above if (match := number.match(lines[at])) is not None and match[1]]
    first = next(iter([*named, *above[-1:]]), table)  # the number of the first sheet
    for line in lines[first:]:
        match = number.match(line, _behind_title(line, labels))
        if match is None:
            continue
        figures |= {match[2]} if "." in match[2] and _FIGURES.fullmatch(match[2]) else set()
        form, count = _count(match[2])
        if count is not None:
            found[(*form, match[3])].append((match[2], count))
    runs = [_longest_run(each) for each in found.values()]
    best = max(runs, key=lambda run: (len(run), all(map(_FIGURES.fullmatch, run))), default=())
    is_own = len(best) >= max(_FEWEST, len(figures) + 1) and not all(map(_FIGURES.fullmatch, best))
    return best if is_own else ()


def code_words(text: str) -> tuple[str, ...]:
    """The short words in capitals, each with its plural, behind which lines number the actions of a plan: “OA 11.2”."""
    found = defaultdict(set)
    for code, plan, number in _CODED.findall(text):
        found[code, plan].add(number)
    codes = {code for (code, _), numbers in found.items() if {"1", "2"} <= numbers}
    return tuple(word for code in sorted(codes) for word in (code, f"{code}s"))


def _behind_title(line: str, labels: Labels) -> int:
    """Where the cell beside the heading of a title begins in a line; 0 where none does."""
    head = _PIECE.search(line)
    return head.end() if head is not None and labels.column(head[0]) == "title" else 0


def _table(text: str, labels: Labels) -> int:
    """The line with the first heading of which another one stands near, or 0."""
    known: list[tuple[int, int, str]] = []
    count = 0
    for at, line in enumerate(text.split("\n")):
        count += bool(line.strip())
        names = (labels.column(piece[0]) for piece in _PIECE.finditer(line) if piece[0][0].isupper())
        known += [(at, count, name) for name in names if name is not None]
    near = (at for (at, one, name), (_, two, other) in pairwise(known) if two - one < _NEAR and name != other)
    return next(near, 0)


def _count(number: str) -> tuple[tuple[str, int], _Count | None]:
    """The form of a number, and what it counts; None for letters that are no Roman number."""
    if number.isalpha():
        roman = _ROMAN.fullmatch(number)
        return ("roman", 1), ("", (_value(number),)) if roman is not None else None
    if number[-1].islower():
        return ("lettered", 2), ("", (int(number[:-1]), ord(number[-1]) - ord("a") + 1))
    letters = number.rstrip("0123456789.-/")
    figures = number.removeprefix(letters).lstrip(".-")
    parts = _figures(figures)
    mark = number.removesuffix(figures).removeprefix(letters) if letters else "figures"
    return (mark + "/" * ("/" in figures), len(parts)), (letters, parts)


def _value(roman: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[letter] for letter in roman]
    return sum(-one if one < next_one else one for one, next_one in zip(values, [*values[1:], 0], strict=True))


class _Run(NamedTuple, Generic[_Found]):
    """A run of numbers that count up: its length, the last one, and the run before that."""

    length: int
    last: _Found
    before: _Run[_Found] | None


def _longest_run(numbers: Iterable[tuple[_Found, _Count]]) -> tuple[_Found, ...]:
    """The longest run of numbers that count up from 1; others between them are passed over, such as a reference.

    A number counts on in its last figure, or in a letter or figure before those that begin again.
    """
    runs: dict[_Count, _Run[_Found]] = {}  # the longest one by the beginning of the count that it has come to
    for found, (letters, parts) in numbers:
        places = [at for at in range(len(parts)) if set(parts[at + 1 :]) <= {1}]
        last = [(letters, (*parts[:at], parts[at] - step)) for at in places for step in range(1, 2 + _SKIPPED)]
        last += [each for each in runs if each[0] != letters and not each[1]] if set(parts) == {1} else []
        before = max((runs[each] for each in last if each in runs), key=itemgetter(0), default=None)
        if before or parts[-1] == 1:
            run = _Run(before.length + 1 if before else 1, found, before)
            for count in ((letters, parts[:at]) for at in range(len(parts) + 1)):
                runs[count] = max(runs.get(count, run), run, key=itemgetter(0))
    longest = max(runs.values(), key=itemgetter(0), default=None)
    in_turn: list[_Found] = []
    while longest is not None:
        in_turn.append(longest.last)
        longest = longest.before
    return tuple(reversed(in_turn))
