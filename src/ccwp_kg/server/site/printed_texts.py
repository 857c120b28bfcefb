"""The documents that were read, as passages are quoted from them."""

from __future__ import annotations

import hashlib

from pyoxigraph import NamedNode

from ccwp_kg.entities.source_reader.printed_text import PrintedText, printed_text
from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.server.site.site import Site
from ccwp_kg.sources.records.source_layout import layout_from_json


def text_of(site: Site, source: NamedNode) -> PrintedText | None:
    """The text behind a source with its layout; None where it is not served here, or is not the one that was read."""
    name = site.base.reference(source.value).removeprefix("source/")
    content, kept = site.sources.get(f"{name}.txt"), site.layouts.get(name)
    if content is None or kept is None:
        return None

    def read() -> PrintedText | None:
        try:
            layout, text = layout_from_json(kept), content.decode("utf-8-sig")
        except (UnreadableDocument, UnicodeDecodeError):
            return None
        is_of_text = (layout.characters, layout.sha256) == (len(text), hashlib.sha256(content).hexdigest())
        return printed_text(site.store, source, text, layout) if is_of_text else None

    return site.ahead.get(("printed", name), read)
