"""The documents that were read, as passages are quoted from them."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.evidence import Evidence
from ccwp_kg.entities.source_reader.passages import unit_at
from ccwp_kg.entities.source_reader.printed_text import PrintedText, printed_text
from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.server.site.site import Site
from ccwp_kg.sources.records.source_layout import layout_from_json


def text_of(site: Site, source: NamedNode) -> PrintedText | None:
    """The text behind a source with its layout; None where it is not served here, or is not the one that was read."""
    found = _laid_out(site, source)
    if found is None:
        return None
    text, layout = found.text, found.layout
    return site.ahead.get(("printed", source.value), lambda: printed_text(site.store, source, text, layout))


def column_of(site: Site, place: Evidence) -> str:
    """What the column is called in which a passage is printed; empty where it is in none, or its text is not here."""
    found = _laid_out(site, NamedNode(place.source))
    if found is None or found.text[place.start : place.end] != place.exact:  # a store elsewhere may hold another text
        return ""
    return found.column_of(place.start, place.end)


def sentence_of(site: Site, place: Evidence) -> str:
    """The words that are quoted of a passage: its whole sentence; of a cell no more than the passage."""
    text = text_of(site, NamedNode(place.source))
    unit = unit_at(text, place)
    return place.quote if text is None or unit.kind in ("", "cell") else text.words_of(unit)


def _laid_out(site: Site, source: NamedNode) -> PrintedText | None:
    """The text behind a source, without what the store knows of it."""
    name = site.base.reference(source.value).removeprefix("source/")
    content, kept = site.sources.get(f"{name}.txt"), site.layouts.get(name)
    return None if content is None or kept is None else laid_out(source, content, kept)


@lru_cache(maxsize=32)
def laid_out(source: NamedNode, content: bytes, kept: bytes) -> PrintedText | None:
    """A text with the layout that is kept of it, in JSON; None where this is none, or that of another text."""
    try:
        layout, text = layout_from_json(kept), content.decode("utf-8-sig")
    except (UnreadableDocument, UnicodeDecodeError):
        return None
    is_of_text = (layout.characters, layout.sha256) == (len(text), hashlib.sha256(content).hexdigest())
    return PrintedText(source, text, layout, None, {}) if is_of_text else None
