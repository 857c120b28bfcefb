"""Reading a reading: its actions by number, its passages by place."""

from __future__ import annotations

from ccwp_kg.sources.records.records import Action, Reading
from ccwp_kg.sources.records.references import Passage

ONE_ACTION = """ANNEX

Proposed action

6.1

To examine small parcels

Strategic objectives

To find what is hidden

Performance indicator

(1) List of parcels.

Possible outcome(s)

(1) Fewer parcels are lost.

Other concerned parties

- Europol.

Terms of reference
"""
"""An annex with one action, up to the words of its terms of reference."""


def action_of(fifth: Reading, number: str) -> Action:
    return next(action for action in fifth.actions if action.number == number)


def place(passage: Passage | None) -> tuple[int, int] | None:
    """Where a passage in one piece stands."""
    if passage is None:
        return None
    (span,) = passage.spans
    return span.start, span.end
