"""Which strategic objective a printed wording means, and whether all of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from ccwp_kg.sources.profile.profile import Strategy
from ccwp_kg.sources.records.records import StrategicObjective

LEAST_SCORE = 90
"""Two wordings that agree less than this (0–100) do not mean the same objective."""


SAME = 97
"""Wordings that agree so much say the same."""

_SMALL = 3
"""Letters of a word whose lack changes nothing: "to", "the", "and"."""
_EVERY_WORD = 100
"""The score of a wording all whose words are the objective's, in its order."""
_LEAST_WORDS = 4
"""Fewer words than these stand in too many sentences to be a part of an objective."""


@dataclass(frozen=True, slots=True)
class ObjectiveMatch:
    """The objective meant: its number (None: none of them), all of it or a part, and how well the wordings agree.

    `rival` is another one of which the words may be a part as well.
    """

    objective: int | None
    whole: bool
    score: int
    rival: int | None = None


def match_objective(wording: str, objectives: Sequence[StrategicObjective]) -> ObjectiveMatch:
    """The strategic objective that a wording in the annex means.

    A wording close to all of an objective means the whole; one close to a stretch of it, a part. Anything else is free
    text. The printed number says nothing: one action's (1) is another's (3).
    """
    return _meant(_plain(wording), tuple((each.number, _plain(each.text.text)) for each in objectives))


@lru_cache(maxsize=1024)
def _meant(told: str, objectives: tuple[tuple[int, str], ...]) -> ObjectiveMatch:
    whole = [(round(fuzz.ratio(told, plain)), number) for number, plain in objectives if not _is_part(told, plain)]
    best, number = max(whole, key=lambda rated: rated[0], default=(0, 0))
    if best >= LEAST_SCORE:
        return ObjectiveMatch(number, whole=True, score=best)
    parts = [
        (round(fuzz.partial_ratio(told, plain, score_cutoff=LEAST_SCORE - 1)), number)
        for number, plain in objectives
        if _LEAST_WORDS <= len(told.split()) < len(plain.split())
    ]
    parts += [(_EVERY_WORD, number) for number, plain in objectives if _keeps_most(told, plain)]
    best_part, part = max(parts, key=lambda rated: rated[0], default=(0, 0))
    if best_part >= LEAST_SCORE:
        rivals = (number for score, number in parts if number != part and score >= LEAST_SCORE)
        return ObjectiveMatch(part, whole=False, score=best_part, rival=next(rivals, None))
    return ObjectiveMatch(None, whole=False, score=max(best, 0))


def _is_part(told: str, objective: str) -> bool:
    """Whether a wording is an objective with words left out, more than such as "to", "the", "and"."""
    left_out = _left_out(told, objective)
    return left_out is not None and any(len(word) > _SMALL for word in left_out)


def _keeps_most(told: str, objective: str) -> bool:
    """Whether a wording is an objective with some words left out, fewer than it keeps, and begins as it does."""
    kept, left_out = _words(told), _left_out(told, objective)
    return bool(left_out) and _LEAST_WORDS <= len(kept) > len(left_out or ()) and kept[:2] == _words(objective)[:2]


def _left_out(told: str, objective: str) -> list[str] | None:
    """The words of an objective that a wording leaves out; None where it has others, or another order."""
    kept = _words(told)
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


def known_objectives(
    printed: Sequence[StrategicObjective], ordinal: int, strategies: Sequence[Strategy]
) -> tuple[StrategicObjective, ...]:
    """The objectives a plan prints with what each means: that of a known strategy which says the same, else its own."""
    found = []
    for objective in printed:
        meant = f"objective/plan-{ordinal}/{objective.number}"
        for strategy in strategies:
            for number, wording in enumerate(strategy.objectives, 1):
                if fuzz.ratio(_plain(wording), _plain(objective.text.text)) >= SAME:
                    meant = f"objective/{strategy.year}/{number}"
        found.append(replace(objective, target=meant))
    return tuple(found)


@lru_cache(maxsize=1024)
def _plain(wording: str) -> str:
    return " ".join(wording.casefold().split())
