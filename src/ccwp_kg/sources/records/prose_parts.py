"""The parts of a document around its annex: sections and their paragraphs, definitions of columns, footnotes."""

from __future__ import annotations

from dataclasses import dataclass

from ccwp_kg.sources.records.references import ActReference, DocumentReference, JournalReference, Passage
from ccwp_kg.sources.records.source_text import Span


@dataclass(frozen=True, slots=True)
class ColumnDefinition:
    """What the plan says a column of its annex means. `column` is the profile's name of it (`indicators`)."""

    column: str
    label: Passage
    definition: Passage


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: its number, where its mark stands, the words it annotates, and what its body refers to first."""

    number: int
    mark: Span
    annotates: Passage
    body: Passage
    document: DocumentReference | None = None
    journal: JournalReference | None = None
    act: ActReference | None = None
    pending: Passage | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a section; `rule` paragraphs say how the plan is to be carried out."""

    position: int
    text: Passage


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the document. `slug` is `invitation`, `introduction`, …, or `annex`, which has no paragraphs."""

    slug: str
    heading: Passage | None
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class StrategicObjective:
    """One of the strategic objectives as the plan lists them, with its mark there, without punctuation: "1", "o1".

    `target` is what is meant: an objective of a strategy that is known (`objective/2009/3`); None for one of this plan.
    """

    number: int
    text: Passage
    target: str | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class WorkArea:
    """One of the work areas the plan says its actions cover."""

    position: int
    name: Passage
