"""The questions of a diagnosis: it yields them one by one, and whoever asks the store sends back the replies."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeVar

from ccwp_kg.store import Rows

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DiagnosticQuery:
    """A query to ask: the `whole` one, to learn whether it has an answer, or an `ask` or `select` made of its parts."""

    text: str
    kind: Literal["whole", "ask", "select"]


Reply: TypeAlias = bool | Rows | None
"""Whether there is something (`whole`, `ask`), the rows (`select`), or None where that cannot be found out in time."""
Asking: TypeAlias = Generator[DiagnosticQuery, Reply, T]
"""Yields questions, is sent replies, and returns what it made of them."""


class NotKnown(Exception):
    """There is no reply to a question: nothing is concluded from it."""


def is_so(text: str) -> Asking[bool]:
    """Whether an ASK is true. Raises NotKnown."""
    reply = yield DiagnosticQuery(text, "ask")
    if not isinstance(reply, bool):
        raise NotKnown
    return reply


def rows_of(text: str) -> Asking[Rows]:
    """The rows of a SELECT; none where they cannot be found out, so only for what is suggested."""
    reply = yield DiagnosticQuery(text, "select")
    return reply if isinstance(reply, tuple) else ()
