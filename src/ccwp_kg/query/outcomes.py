"""What becomes of a query, in one word, as it is counted."""

from __future__ import annotations

from ccwp_kg.errors import (
    AnswerTooLarge,
    CcwpError,
    QueryCancelled,
    QueryMemoryExceeded,
    QueryRefused,
    QuerySyntaxError,
    QueryTooSlow,
    StoreUnavailable,
    TooManyQueries,
)

ANSWERED = "answered"
_OUTCOMES: tuple[tuple[type[CcwpError], str], ...] = (
    (QuerySyntaxError, "syntax_error"),
    (QueryTooSlow, "too_slow"),
    (QueryMemoryExceeded, "memory_exceeded"),
    (AnswerTooLarge, "too_large"),
    (TooManyQueries, "too_many"),
    (QueryCancelled, "cancelled"),
    (StoreUnavailable, "unavailable"),
    (QueryRefused, "refused"),
)


def outcome_of(error: CcwpError) -> str:
    """The outcome of a query that met an error.

    >>> outcome_of(QueryTooSlow("…")), outcome_of(CcwpError("…"))
    ('too_slow', 'refused')
    """
    return next((name for kind, name in _OUTCOMES if isinstance(error, kind)), "refused")
