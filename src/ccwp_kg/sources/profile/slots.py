"""The slots that a phrase of a profile may have, `{agent}` or `{date}`, and what fills each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

SLOT = re.compile(r"\{([a-z-]+)\}")
AGENTS = frozenset({"organisation", "group"})
"""The kinds of those that act."""
NAMED: Mapping[str, frozenset[str]] = {
    "agent": AGENTS,
    "actor": AGENTS | {"concept"},
    "act": frozenset({"act"}),
    "object": frozenset({"act"}),
    "concept": frozenset({"concept"}),
    "state": frozenset({"country"}),
    "thing": frozenset({"organisation", "group", "act", "concept", "country", "document"}),
}
"""Slot → the kinds of thing whose names fill it."""
PLANS = ("plan", "plan-of-duration")
SLOTS = (*(*NAMED, *PLANS, "date", "dates", "period", "duration", "number"), *("word", "words", "before", "rest"))
"""The slots of a phrase."""
BESIDE = ("state", "agent", "action", "document", "time")
"""The slots of what stands beside the words of a hint."""
_BRACES = re.compile(r"\{[^{}]*\}?|\}")
_REPEATS = re.compile(r"\{\d*,?\d*\}")
"""Braces behind which a pattern repeats something: `[A-Z]{2,14}`."""


def unknown_slot(phrase: str, key: Sequence[str]) -> tuple[str, tuple[str, ...]] | None:
    """The first thing in braces that is no slot at a key of a profile, as printed, and the slots that exist there."""
    known = ("words",) if "no_value" in key else BESIDE if key[:1] == ("hints",) and "beside" in key else SLOTS
    printed = tuple(f"{{{slot}}}" for slot in known)
    braces = (each for each in _BRACES.findall(phrase) if each not in printed and not _REPEATS.fullmatch(each))
    unknown = next(braces, None)
    return (unknown, printed) if unknown is not None else None
