"""The page of a meeting: the day, and the plans that were drafted at it."""

from __future__ import annotations

from dataclasses import dataclass

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.namespaces import CCWP

CONTEXT = (f"?s {CCWP.draftedAt} $subject ; ?p ?o FILTER(?p IN ({CCWP.draftedAt}))",)


@dataclass(frozen=True, slots=True)
class MeetingPortrait:
    """A meeting as its page shows it."""

    held_on: str | None
    drafted: tuple[Thing, ...]


def meeting_portrait(g: EntityContext) -> MeetingPortrait:
    """The portrait of a meeting."""
    return MeetingPortrait(g.facts.text(g.subject, CCWP.heldOn), g.pointing(CCWP.draftedAt))
