"""Patterns for any of some words, and for marks of footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

FOOTNOTE_MARK = r"\[\^\d{1,3}\]"
"""The mark of a footnote as Markdown writes it, and as a raised figure is read."""
CLOSED = re.compile(rf"(?:\.(?:{FOOTNOTE_MARK})?|[a-z]{{3}}\.\d{{1,2}})$")
"""The end of a sentence, perhaps with the mark of a footnote."""


def any_of(words: Sequence[str]) -> str:
    """A pattern for any of some words, the longest first; for none, one that matches nothing.

    >>> any_of(["doc", "doc."])
    'doc\\\\.|doc'
    >>> any_of([])
    '(?!)'
    """
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


@lru_cache(maxsize=512)
def whole_words(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for any of some whole words, in any case, the longest first; a star at the end is any ending.

    Slots are left out.

    >>> whole_words(("lead*", "{state}")).findall("Leading; a plead")
    ['Leading']
    """
    longest = sorted((word for word in words if word[0] != "{"), key=len, reverse=True)
    each = [re.escape(word.removesuffix("*")) + r"\w*" * word.endswith("*") for word in longest]
    return re.compile(rf"(?<!\w)(?:{'|'.join(each) or '(?!)'})(?!\w)", re.IGNORECASE)
