"""The page of the text of a document as received: what file it is, what it holds, and how much of it was understood."""

from __future__ import annotations

from dataclasses import dataclass

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.namespaces import CCWP, DCTERMS


@dataclass(frozen=True, slots=True)
class SourceTextPortrait:
    """The text of a document as received, as its page shows it; sizes are counts."""

    documents: tuple[Thing, ...]
    file_name: str | None
    sha256: str | None
    pages: int | None
    characters: int | None
    words: int | None
    accounted: int | None


def source_text_portrait(g: EntityContext) -> SourceTextPortrait:
    """The portrait of a document as received."""
    facts, source = g.facts, g.subject
    return SourceTextPortrait(
        documents=g.things(source, DCTERMS.isFormatOf),
        file_name=facts.text(source, CCWP.fileName),
        sha256=facts.text(source, CCWP.sha256),
        pages=facts.number(source, CCWP.pageCount),
        characters=facts.number(source, CCWP.characterCount),
        words=facts.number(source, CCWP.wordCount),
        accounted=facts.number(source, CCWP.accountedWordCount),
    )
