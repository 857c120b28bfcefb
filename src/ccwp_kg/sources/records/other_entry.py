"""Cells for which the reader has no field."""

from __future__ import annotations

from dataclasses import dataclass

from ccwp_kg.sources.records.references import Passage


@dataclass(frozen=True, slots=True)
class OtherEntry:
    """A cell of a column that the profile has no field for: the heading printed over it, and its words.

    `beside` are the other cells of a step of the action, where the cell names that step.
    """

    heading: Passage
    text: Passage
    beside: tuple[OtherEntry, ...] = ()
