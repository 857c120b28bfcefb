"""Words that say of a cell that it holds nothing: "none", "to be decided", "no lead was agreed"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ccwp_kg.sources.profile.profile import Forms
from ccwp_kg.sources.text.patterns import any_of

_FEW_WORDS = r"[^\W\d][^\d.,;:]{0,40}"
"""What may stand for the slot `{words}`."""


def negative(text: str, kinds: tuple[Forms, ...]) -> str | None:
    """The kind of silence that a whole text words, by the profile's `no_value`; None for any other text."""
    printed = text.rstrip(".").casefold()
    return next((slug for slug, forms in _patterns(kinds).items() if forms.fullmatch(printed)), None)


@lru_cache(maxsize=8)
def _patterns(kinds: tuple[Forms, ...]) -> Mapping[str, re.Pattern[str]]:
    forms = {each.slug: any_of(each.forms).replace(re.escape("{words}"), _FEW_WORDS) for each in kinds}
    return {slug: re.compile(pattern) for slug, pattern in forms.items()}
