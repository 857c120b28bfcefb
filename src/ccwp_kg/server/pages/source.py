"""The documents themselves: to be read as printed, and as the file that was read."""

from __future__ import annotations

import hashlib

from flask import Flask, Response, abort

from ccwp_kg.entities.source_reader.document import PrintedDocument, printed_document
from ccwp_kg.entities.source_reader.read_things import SourceFacts, source_facts
from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.http.links import common_links, linked
from ccwp_kg.server.site.site import Site
from ccwp_kg.sources.records.source_layout import SourceLayout, layout_from_json, plain_layout

_PLAIN = "text/plain; charset=utf-8"


def source_reader(app: Flask, site: Site) -> None:
    """The routes of the documents."""

    @app.get("/source/<name>")
    def source(name: str) -> Response:
        path = f"/source/{name}"
        document, facts, length = site.kept.get(("document", name), lambda: _read(site, name))
        response = page("source.html", document=document, facts=facts, length=length, path=path)
        links = [(path, "canonical", None), (f"{path}.txt", "alternate", "text/plain"), *common_links(site)]
        return linked(response, links)

    @app.get("/source/<name>.txt")
    def raw(name: str) -> Response:
        facts = _facts(site, name)
        response = Response(_content(site, facts), content_type=_PLAIN)
        response.headers["Content-Disposition"] = f'inline; filename="{facts.file_name}"'
        return linked(response, [(f"/source/{name}", "describedby", "text/html"), *common_links(site)])


def _read(site: Site, name: str) -> tuple[PrintedDocument, SourceFacts, int]:
    """A document as printed, its facts and length; 404 where none of that name was read, 500 where what is kept
    here is another."""
    facts = _facts(site, name)
    content = _content(site, facts)
    try:
        # line ends untouched, for offsets count over them; a byte order mark is no character of the document
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        abort(500, f"The text kept as {facts.file_name} is not UTF-8; it cannot be the text that was read.")
    layout = _layout(site, name, text, sha256=hashlib.sha256(content).hexdigest())
    return printed_document(site.store, text, layout, facts, prefixes=site.prefixes), facts, len(text)


def _facts(site: Site, name: str) -> SourceFacts:
    try:
        facts = source_facts(site.store, name, prefixes=site.prefixes)
    except ValueError:  # not part of an IRI
        facts = None
    if facts is None:
        abort(404, "No document of this name was read; /documents lists those that are known.")
    return facts


def _content(site: Site, facts: SourceFacts) -> bytes:
    """The file of a document, which must be the one that was read: to any other the offsets do not fit."""
    content = site.sources.get(facts.file_name)
    if content is None:
        abort(404, "The text of this document is not part of what is served here; what was read of it is.")
    if facts.sha256 is not None and hashlib.sha256(content).hexdigest() != facts.sha256:
        abort(
            500,
            "The text kept here is not the text that was read: its sha256 differs from the one the data state. "
            "It is not shown, because every link would land on the wrong words.",
        )
    return content


def _layout(site: Site, name: str, text: str, *, sha256: str) -> SourceLayout:
    """How the reader laid a document out; where no layout is kept, all words stand on one page."""
    kept = site.layouts.get(name)
    if kept is None:
        return plain_layout(text, name=name, sha256=sha256)
    try:
        layout = layout_from_json(kept)
    except UnreadableDocument:
        layout = None
    if layout is None or (layout.characters, layout.sha256) != (len(text), sha256):
        abort(500, "The layout kept here is not that of the text that was read; make the release anew.")
    return layout
