"""A passage of the document with everything recognised in it marked where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ccwp_kg.entities.facts.evidence import Evidence
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.kinds import mark_of


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the document that means a thing."""

    start: int
    end: int
    thing: Thing


@dataclass(frozen=True, slots=True)
class Segment:
    """Some words of a passage, and the thing they mean, if any."""

    text: str
    thing: Thing | None = None

    @property
    def kind(self) -> str:
        """The sort of mark, for the thing's sake."""
        return "" if self.thing is None else mark_of(self.thing.iri.partition("/id/")[2].partition("/")[0])


Prose = tuple[Segment, ...]


def prose(text: str, places: Sequence[Evidence], marks: Iterable[Mark]) -> Prose:
    """A normalised text cut at its marks.

    `places` are the stretches of the document the text was read from; marks are offsets of the document too. Of two
    marks that overlap, the one that begins first counts, and the longer of those.
    """
    begin, end = min((p.start for p in places), default=0), max((p.end for p in places), default=0)
    within = [mark for mark in marks if begin <= mark.start and mark.end <= end]
    at = _alignment(text, places) if within else {}
    segments: list[Segment] = []
    done = 0
    for mark in sorted(within, key=lambda mark: (mark.start, -mark.end, mark.thing.iri, mark.thing.name)):
        inside = [at[offset] for offset in range(mark.start, mark.end) if offset in at]
        if not inside or inside[0] < done:
            continue
        if done < inside[0]:
            segments.append(Segment(text[done : inside[0]]))
        done = inside[-1] + 1
        segments.append(Segment(text[inside[0] : done], mark.thing))
    if done < len(text):
        segments.append(Segment(text[done:]))
    return tuple(segments)


def _alignment(text: str, places: Sequence[Evidence]) -> dict[int, int]:
    """Offset in the document → offset in the text, for every character that is not white space.

    A character the text leaves out (a mended hyphen, a closing semicolon) has no counterpart.
    """
    at: dict[int, int] = {}
    position = 0
    for place in places:
        for offset, character in enumerate(place.exact, place.start):
            while position < len(text) and text[position].isspace():
                position += 1
            if position < len(text) and text[position] == character:
                at[offset] = position
                position += 1
    return at
