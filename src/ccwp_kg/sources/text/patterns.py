"""One pattern for any of some words."""

from __future__ import annotations

import re
from collections.abc import Sequence


def any_of(words: Sequence[str]) -> str:
    """A pattern for any of some words, the longest first.

    >>> any_of(["doc", "doc."])
    'doc\\\\.|doc'
    """
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
