"""Cases of a suite: some that may be absent, some that are too many for the fast tests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def cases_or_skip(cases: Iterable[Any], reason: str) -> list[Any]:
    """The cases, or one that skips for the reason: a suite that collects nothing fails otherwise."""
    return list(cases) or [pytest.param(None, marks=pytest.mark.skip(reason=reason), id="absent")]


def mostly_slow(cases: Iterable[Any], *, every: int = 17) -> list[Any]:
    """The cases, of which the first and every seventeenth are fast."""
    return [pytest.param(case, marks=[pytest.mark.slow] if place % every else []) for place, case in enumerate(cases)]
