"""What readers of numbers find in a running text: references, and warnings where one cannot be decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from ccwp_kg.sources.records.references import ActReference, DocumentReference, JournalReference, Passage
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.text.prose import Stretch

Reference = TypeVar("Reference", DocumentReference, JournalReference, ActReference)


@dataclass(frozen=True, slots=True)
class FoundReference(Stretch, Generic[Reference]):
    """A reference that stands from `start` up to `end` of a running text."""

    reference: Reference


FoundDocument = FoundReference[DocumentReference]
FoundJournal = FoundReference[JournalReference]
FoundAct = FoundReference[ActReference]


@dataclass(frozen=True, slots=True)
class ReferenceWarning(Stretch):
    """A warning about the words from `start` up to `end` of a text.

    `code` and `message` become a reading issue. It is a `problem` where the words were refused, a `note` where they
    were read by a decision.
    """

    code: str
    message: str
    severity: str = "problem"


def words(text: str, start: int, end: int, *, rule: str | None = None) -> Passage:
    """The words of a running text from `start` up to `end`, their place that in the text itself."""
    return Passage(text[start:end], (Span(start, end),), rule)
