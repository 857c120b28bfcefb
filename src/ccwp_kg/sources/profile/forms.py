"""Phrases of a profile, each under the name of what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Forms:
    """The phrases that say one thing; `slug` names the thing (a kind, a role, a target, a section or a unit).

    In the file a phrase may have choices in brackets, of which each is a phrase of its own (see `expanded`).
    """

    slug: str
    forms: tuple[str, ...]


def forms_of(kinds: Sequence[Forms], slug: str) -> tuple[str, ...]:
    """The phrases for one thing.

    >>> forms_of([Forms("between", ("of",)), Forms("behind", ("Office", "Unit"))], "behind")
    ('Office', 'Unit')
    """
    return tuple(form for each in kinds if each.slug == slug for form in each.forms)
