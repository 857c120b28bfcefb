"""A warning about words that look like a reference: not read as one, or read by a decision."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReferenceWarning:
    """A warning about the words from `start` up to `end` of a text.

    `code` and `message` become a reading issue. It is a `problem` where the words were refused, a `note` where they
    were read by a decision.
    """

    start: int
    end: int
    code: str
    message: str
    severity: str = "problem"
