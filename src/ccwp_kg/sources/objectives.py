"""Which strategic objective a printed wording means, and whether all of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from ccwp_kg.sources.profile import Strategy
from ccwp_kg.sources.records import StrategicObjective

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
class Meant:
    """The objective meant: its number (None: none of them), all of it or a part, and how well the wordings agree.

    `rival` is another one of which the words may be a part as well.
    """

    objective: int | None
    whole: bool
    score: int
    rival: int | None = None


def meant_by(wording: str, objectives: Sequence[StrategicObjective]) -> Meant:
    """The strategic objective that a wording in the annex means.

    A wording close to all of an objective means the whole; one close to a stretch of it, a part. Anything else is free
    text. The printed number says nothing: one action's (1) is another's (3).
    """
    told = _plain(wording)
    whole = [
        (round(fuzz.ratio(told, plain)), each.number)
        for each in objectives
        if not _lacks(told, plain := _plain(each.text.text))
    ]
    best, number = max(whole, key=lambda rated: rated[0], default=(0, 0))
    if best >= LEAST_SCORE:
        return Meant(number, whole=True, score=best)
    parts = [
        (round(fuzz.partial_ratio(told, _plain(each.text.text), score_cutoff=LEAST_SCORE - 1)), each.number)
        for each in objectives
        if _LEAST_WORDS <= len(told.split()) < len(each.text.text.split())
    ]
    parts += [(_EVERY_WORD, each.number) for each in objectives if _leaves_out(told, _plain(each.text.text))]
    best_part, part = max(parts, key=lambda rated: rated[0], default=(0, 0))
    if best_part >= LEAST_SCORE:
        rivals = (number for score, number in parts if number != part and score >= LEAST_SCORE)
        return Meant(part, whole=False, score=best_part, rival=next(rivals, None))
    return Meant(None, whole=False, score=max(best, 0))


def _lacks(told: str, objective: str) -> bool:
    """Whether a wording is an objective with words left out, small ones aside: a part of it."""
    words, kept = re.findall(r"\w+", objective), re.findall(r"\w+", told)
    rest = iter(words)
    missing = Counter(words) - Counter(kept)
    return all(word in rest for word in kept) and any(len(word) > _SMALL for word in missing)


def _leaves_out(told: str, objective: str) -> bool:
    """Whether a wording is an objective with some words left out, fewer than it keeps, and begins as it does."""
    words, kept = re.findall(r"\w+", objective), re.findall(r"\w+", told)
    rest = iter(words)
    return (
        words[:2] == kept[:2]
        and len(words) / 2 < len(kept) < len(words)
        and len(kept) >= _LEAST_WORDS
        and (all(word in rest for word in kept))
    )


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
