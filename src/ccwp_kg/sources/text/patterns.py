"""One pattern for any of some words."""

from __future__ import annotations

import re
from collections.abc import Sequence


def any_of(words: Sequence[str]) -> str:
    """A pattern for any of some words, the longest first; for none, one that matches nothing.

    >>> any_of(["doc", "doc."])
    'doc\\\\.|doc'
    >>> any_of([])
    '(?!)'
    """
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"
