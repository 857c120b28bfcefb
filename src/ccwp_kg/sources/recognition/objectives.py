"""Matches a printed wording with the strategic objectives of a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from rapidfuzz import fuzz

from ccwp_kg.sources.profile.profile import Strategy
from ccwp_kg.sources.records.prose_parts import StrategicObjective
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.text.list_marks import coded_mark, item_mark
from ccwp_kg.sources.text.patterns import any_of

LEAST_SCORE = 90
"""The least similarity (0–100) of two wordings of one objective."""
_CODE = re.compile(r"\b(?:(?!and\b)[a-z]{1,4}[.]?[ -]?)?\d{1,2}\b|\b(?:[ivx]{1,4}|[a-z])\b", re.IGNORECASE)
_LONG_WORDS = re.compile(r"[^\W\d_]{4,} ")
_BETWEEN_CODES = frozenset(" ,;/&.()")
_SHORT_WORD = 3
"""The letters of a word that may be left out of a whole objective: "to", "the", "and"."""
_ALL_WORDS_MATCH = 100
"""The score (0–100) of a wording that leaves words out of an objective and keeps the order of the others."""
_LEAST_WORDS = 4
"""The words of a part of an objective, at least. Fewer words occur in too many sentences."""


@dataclass(frozen=True, slots=True)
class ObjectiveMatch:
    """The strategic objective that a wording means: its number, or None for free text.

    `whole` is False where the wording is a part of the objective. `score` (0–100) is the similarity of the wordings.
    `rival` is the number of another objective of which the wording may be a part.
    """

    objective: int | None
    whole: bool
    score: int
    rival: int | None = None


def match_objective(wording: str, objectives: Sequence[StrategicObjective]) -> ObjectiveMatch:
    """The strategic objective that a wording in the annex means.

    A wording that resembles all of an objective means the whole. One that resembles a stretch of it means a part.
    Anything else is free text. The printed number is ignored: one action's (1) is another's (3).
    """
    return _match(_plain(wording), tuple((each.number, _plain(each.text.text)) for each in objectives))


@lru_cache(maxsize=1024)
def _match(wording: str, objectives: tuple[tuple[int, str], ...]) -> ObjectiveMatch:
    left_out = {number: _left_out(wording, objective) for number, objective in objectives}
    whole = [
        (round(fuzz.ratio(wording, objective)), number)
        for number, objective in objectives
        if all(len(word) <= _SHORT_WORD for word in left_out[number] or ())
    ]
    best, number = max(whole, key=lambda rated: rated[0], default=(0, 0))
    if best >= LEAST_SCORE:
        return ObjectiveMatch(number, whole=True, score=best)
    kept = _words(wording)
    parts = [
        (round(fuzz.partial_ratio(wording, objective, score_cutoff=LEAST_SCORE - 1)), number)
        for number, objective in objectives
        if _LEAST_WORDS <= len(wording.split()) < len(objective.split())
    ]
    parts += [
        (_ALL_WORDS_MATCH, number)
        for number, objective in objectives
        # it keeps more words than it leaves out, and begins as the objective does
        if 0 < len(left_out[number] or ()) < len(kept) >= _LEAST_WORDS and kept[:2] == _words(objective)[:2]
    ]
    best_part, part = max(parts, key=lambda rated: rated[0], default=(0, 0))
    if best_part >= LEAST_SCORE:
        rivals = (number for score, number in parts if number != part and score >= LEAST_SCORE)
        return ObjectiveMatch(part, whole=False, score=best_part, rival=next(rivals, None))
    return ObjectiveMatch(None, whole=False, score=best)


def _left_out(wording: str, objective: str) -> list[str] | None:
    """The words of an objective that a wording leaves out. None if it has other words or another order."""
    kept = _words(wording)
    place = 0
    left_out = []
    for word in _words(objective):
        if place < len(kept) and word == kept[place]:
            place += 1
        else:
            left_out.append(word)
    return left_out if place == len(kept) else None


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text))


def objectives_by_code(
    wording: str, objectives: Sequence[StrategicObjective], *, names: Sequence[str]
) -> tuple[tuple[int, int, StrategicObjective], ...]:
    """The objectives that a cell names by nothing but their codes, each with the place of its code: "O1, O3".

    An objective's code is the mark printed before it in the plan's list, or its number where that has none. One of the
    `names` for objectives may stand before a code or several: "Goals 1 and 3".
    """
    known = {str(each.number): each for each in objectives} | {_folded_code(each.code): each for each in objectives}
    named = re.compile(rf"(?:\b(?:{any_of(names)})s? )?(?:{_CODE.pattern})", re.IGNORECASE)
    found = [*named.finditer(wording)]
    rest = named.sub("", wording).replace("and", "")
    if not found or set(rest) - _BETWEEN_CODES or any(_folded_code(code[0]) not in known for code in found):
        return ()
    return tuple((code.start(), code.end(), known[_folded_code(code[0])]) for code in found)


def objectives_in_row(
    wording: str, objectives: Sequence[StrategicObjective]
) -> tuple[tuple[int, int, StrategicObjective], ...]:
    """The objectives, two or more, whose whole wordings are all that a cell holds, each with the place of its own.

    A code may stand before each: "Objective 1: To act Objective 2: To react".
    """
    plain, found, end = wording.casefold(), [], 0
    while end < len(plain):
        start = end
        code = coded_mark(wording[end:]) or item_mark(wording[end:])
        end += len(wording[end:]) - len(wording[end + code.end :].lstrip()) if code is not None else 0
        texts = ((len(text), each) for each in objectives if plain.startswith(text := _plain(each.text.text), end))
        length, own = max(texts, key=itemgetter(0), default=(0, None))
        if own is None or not length:
            return ()
        found.append((start, end + length, own))
        end = len(plain) - len(plain[end + length :].lstrip(" ;,./"))
    return tuple(found) if len(found) > 1 else ()


def known_objectives(
    printed: Sequence[tuple[str, Passage]], strategies: Sequence[Strategy]
) -> tuple[StrategicObjective, ...]:
    """The objectives of a plan with their targets: that of a known strategy in the same words, else none.

    Each is given with the mark printed before it.
    """
    found = []
    for number, (mark, text) in enumerate(printed, 1):
        target = None
        for strategy in strategies:
            for known, wording in enumerate(strategy.objectives, 1):
                if _plain(wording) == _plain(text.text):
                    target = f"objective/{strategy.year}/{known}"
        found.append(StrategicObjective(number, text, target, _folded_code(mark) or str(number)))
    return tuple(found)


def _folded_code(mark: str) -> str:
    return "".join(filter(str.isalnum, _LONG_WORDS.sub("", mark))).casefold()


@lru_cache(maxsize=1024)
def _plain(wording: str) -> str:
    return " ".join(wording.casefold().split())
