"""Text from the data made safe for a page: bounded in length, without invisible control characters."""

from __future__ import annotations

import re

# Characters that change the direction of text (Unicode TR 9 §2), and invisible controls.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def plain(text: str, *, most: int) -> str:
    """At most `most` characters of a text, a cut marked with "…" and control characters named in brackets.

    >>> plain("abc\\u202edef", most=5)
    'abc[U+202E]d…'
    """
    return visible(text if len(text) <= most else f"{text[:most]}…")


def not_a_formula(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula: what begins like one gets an apostrophe.

    >>> not_a_formula("=1+1"), not_a_formula("5.10")
    ("'=1+1", '5.10')
    """
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def visible(text: str) -> str:
    """A text with its control characters named in brackets, so that none changes the direction of what follows."""
    return _CONTROLS.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
