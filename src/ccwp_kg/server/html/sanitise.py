"""Words from the data made fit for a page: never too long, and nothing in them that acts unseen."""

from __future__ import annotations

import re

# What turns the direction of the text after it (Unicode TR 9 §2), and controls that no reader sees.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def plain(text: str, *, most: int) -> str:
    """At most so many characters of a text, the cut marked with "…" and unseen controls named in brackets.

    >>> plain("abc\\u202edef", most=5)
    'abc[U+202E]d…'
    """
    return visible(text if len(text) <= most else f"{text[:most]}…")


def not_a_formula(cell: str) -> str:
    """A cell of a table that no spreadsheet runs: what begins like a formula, quoted or not, gets an apostrophe.

    >>> not_a_formula("=1+1"), not_a_formula("5.10")
    ("'=1+1", '5.10')
    """
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def visible(text: str) -> str:
    """A text with its unseen controls named in brackets, so that none turns what stands after it."""
    return _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
