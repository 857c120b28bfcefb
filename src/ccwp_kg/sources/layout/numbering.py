"""Finds the numbers of actions that are no figures, such as A.1 or IV, by the run in which they count up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise

from ccwp_kg.sources.layout.headings import Labels
from ccwp_kg.sources.text.patterns import any_of

_PIECE = re.compile(r"[^\s|*](?:[^\S\n\t]?[^\s|*])*")
"""A cell between tabs, pipes or wide gaps, or a whole line."""
_NEAR = 4
"""Two headings stand within so many lines."""
_FEWEST = 2
"""The numbers of a run, at least."""
_SKIPPED = 1
"""The numbers between two of a run that may be missing."""
_FIGURES = re.compile(r"\d{1,3}(?:\.\d{1,3})?")
_NUMBER = r"(?:[A-Z]{1,4}[.-]?)?\d{1,3}(?:\.\d{1,3}){0,2}|[IVXL]{1,8}"
_ROMAN = re.compile(r"(XL|L?X{0,3})(IX|IV|V?I{0,3})")

_Count = tuple[str, tuple[int, ...]]
"""What a number counts: the letters before its figures, and these."""


def numbers_in_runs(text: str, *, labels: Labels, words: Sequence[str]) -> tuple[str, ...]:
    """The numbers of the actions in a document, where they are neither figures nor two with a stop between them.

    They are the longest run of numbers of one form that begin lines behind the headings of the table and count up, if
    no figures do so oftener. `words` may stand before a number: "Action".
    """
    number = re.compile(rf"[ \t\f|*#]*(?:(?:{any_of(words)}) +)?({_NUMBER})([.):]?)(?=[\s|*]|$)", re.MULTILINE)
    found: dict[tuple[str, int, str], list[tuple[str, _Count]]] = defaultdict(list)
    figures: set[str] = set()
    for line in islice(text.split("\n"), _table(text, labels), None):
        match = number.match(line)
        if match is None:
            continue
        figures |= {match[1]} if "." in match[1] and _FIGURES.fullmatch(match[1]) else set()
        form, count = _count(match[1])
        if count is not None:
            found[(*form, match[2])].append((match[1], count))
    runs = [_longest_run(each) for each in found.values()]
    best = max(runs, key=lambda run: (len(run), all(map(_FIGURES.fullmatch, run))), default=[])
    is_own = len(best) >= max(_FEWEST, len(figures) + 1) and not all(map(_FIGURES.fullmatch, best))
    return tuple(best) if is_own else ()


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
    letters = number.rstrip("0123456789.-")
    figures = number.removeprefix(letters).lstrip(".-")
    parts = tuple(map(int, figures.split(".")))
    return (number.removesuffix(figures).removeprefix(letters) if letters else "figures", len(parts)), (letters, parts)


def _value(roman: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[letter] for letter in roman]
    return sum(-one if one < next_one else one for one, next_one in zip(values, [*values[1:], 0], strict=True))


def _longest_run(numbers: Iterable[tuple[str, _Count]]) -> list[str]:
    """The longest run of numbers that count up from 1; others between them are passed over, such as a reference."""
    runs: dict[_Count, list[str]] = {}
    for printed, count in numbers:
        before = max((run for last, run in runs.items() if _follows(last, count)), key=len, default=[])
        if (before or count[1][-1] == 1) and len(before) >= len(runs.get(count, ())):
            runs[count] = [*before, printed]
    return max(runs.values(), key=len, default=[])


def _follows(last: _Count, count: _Count) -> bool:
    """Whether a number counts on: in its last figure, or in a letter or figure before those that begin again."""
    (letters, one), (own, two) = last, count
    if letters != own:
        return set(two) == {1}
    at = next((at for at, (a, b) in enumerate(zip(one, two, strict=True)) if a != b), None)
    return at is not None and 0 < two[at] - one[at] <= 1 + _SKIPPED and set(two[at + 1 :]) <= {1}
