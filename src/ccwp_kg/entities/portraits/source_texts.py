"""The page of a document as received: what file it is, what it holds, and how much of it was understood."""

from __future__ import annotations

from dataclasses import dataclass

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.namespaces import CCWP, DCTERMS
from ccwp_kg.rdf.terms.labels import TITLE


@dataclass(frozen=True, slots=True)
class SourceTextPortrait:
    """A document as received, as its page shows it; sizes are counts."""

    title: Words | None
    number: str | None
    plans: tuple[Thing, ...]
    publisher: tuple[Thing, ...]
    language: tuple[Thing, ...]
    rights: Words | None
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
        title=facts.words(source, TITLE),
        number=facts.text(source, CCWP.registerKey) or facts.text(source, CCWP.printedForm),
        plans=g.things(source, CCWP.describesPlan),
        publisher=g.things(source, DCTERMS.publisher),
        language=g.things(source, DCTERMS.language),
        rights=facts.words(source, DCTERMS.rights),
        file_name=facts.text(source, CCWP.fileName),
        sha256=facts.text(source, CCWP.sha256),
        pages=facts.number(source, CCWP.pageCount),
        characters=facts.number(source, CCWP.characterCount),
        words=facts.number(source, CCWP.wordCount),
        accounted=facts.number(source, CCWP.accountedWordCount),
    )
