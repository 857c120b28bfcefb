"""Cases of a suite that may be absent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def cases_or_skip(cases: Iterable[Any], reason: str) -> list[Any]:
    """The cases, or one that skips for the reason: a suite that collects nothing fails otherwise."""
    return list(cases) or [pytest.param(None, marks=pytest.mark.skip(reason=reason), id="absent")]
