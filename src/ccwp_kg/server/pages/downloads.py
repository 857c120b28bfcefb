"""Files: those of the release and of the pages, and the documents that were read, as printed and as received."""

from __future__ import annotations

import hashlib
import re

from flask import Flask, Response, abort, request, send_from_directory
from pyoxigraph import NamedNode
from werkzeug.wrappers import Response as AnyResponse

from ccwp_kg.entities.source_reader.document import PrintedDocument, printed_document
from ccwp_kg.entities.source_reader.read_things import SourceFacts, source_facts
from ccwp_kg.formats import CSV, CSVW, RDF_FORMATS, TEXT
from ccwp_kg.publish.links.sssom import FILE as LINKS
from ccwp_kg.publish.tables import FOLDER, METADATA
from ccwp_kg.publish.texts import SOURCES
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.http.links import CATALOGUE_PATH, Link, common_links, linked
from ccwp_kg.server.http.negotiation import page_or_data
from ccwp_kg.server.site.printed_texts import laid_out
from ccwp_kg.server.site.site import Release, ReleaseFile, Site
from ccwp_kg.sources.records.source_layout import plain_layout

_METADATA = f"{FOLDER}/{METADATA}"
_TABLES = (f"{FOLDER}.xlsx", f"{FOLDER}/actions.csv", f"{FOLDER}.zip", _METADATA, LINKS)
"""The files of tables that stand apart, in the order in which people want them."""
_GRAPHS = ("merged", "dataset", "annotated")
"""The graphs that files hold, the one that most people want first."""
# RFC 9110 §14.2: other units must be ignored; several ranges may be, and the whole file answers them in one piece.
_ONE_RANGE = re.compile(r"bytes=[^,]*\Z", re.IGNORECASE)
_FOR_EVER = "public, max-age=31536000, immutable"


def listed(release: Release) -> dict[str, list[tuple[ReleaseFile, ReleaseFile | None]]]:
    """Each file of the release once, with its gzipped copy if there is one, by what people come for, that first."""
    groups: dict[str, list[tuple[ReleaseFile, ReleaseFile | None]]] = {
        name: [] for name in ("statements", "tables", "single_tables", "texts", "others")
    }
    for file in sorted(release.files, key=lambda file: _wanted(file.name)):
        if file.is_zipped and release.file(file.name.removesuffix(".gz")) is not None:
            continue
        if file.name in _TABLES:
            group = "tables"
        elif file.name.startswith(f"{FOLDER}/"):
            group = "single_tables"
        elif file.name.startswith(("examples/", "rules/", f"{SOURCES}/")):
            group = "texts"
        else:
            group = "statements" if file.is_distribution else "others"
        groups[group].append((file, release.file(f"{file.name}.gz")))
    return groups


def _wanted(name: str) -> tuple[int, int, str]:
    """The place of a file among those of its group: Turtle before other formats of a graph."""
    stem, _, suffix = name.partition(".")
    suffixes = [form.suffix for form in RDF_FORMATS]
    graph = _GRAPHS.index(stem) if stem in _GRAPHS else len(_GRAPHS)
    form = suffixes.index(suffix) if suffix in suffixes else len(suffixes)
    return _TABLES.index(name) if name in _TABLES else graph, form, name.lower()


def downloads(app: Flask, site: Site) -> None:
    """The routes for files."""
    static = {file.url: file for file in site.static.values()}

    @app.get("/data")
    def data() -> AnyResponse:
        files = None if site.release is None else listed(site.release)
        return page_or_data(lambda: page("data.html", release=site.release, files=files), site.described_at)

    @app.get("/dumps/<path:name>")
    def dump(name: str) -> AnyResponse:
        file = None if site.release is None else site.release.file(name)
        if site.release is None or file is None:
            abort(404, "The release holds no file of this name; /data lists those it holds.")
        return _send(site.release, file)

    @app.get("/static/<name>")
    def asset(name: str) -> Response:
        file = static.get(f"/static/{name}")
        if file is None:
            abort(404)
        return Response(file.body, content_type=file.media_type, headers={"Cache-Control": _FOR_EVER})

    @app.get("/favicon.ico")
    def favicon() -> Response:
        icon = site.static["favicon.ico"]
        return Response(icon.body, content_type=icon.media_type)


def _send(release: Release, file: ReleaseFile) -> AnyResponse:
    """The file, whole or in part (RFC 9110 §14); its digest is its ETag.

    A release may be replaced on disk before this server reloads it: a file that has changed is not sent (503).
    """
    if not _ONE_RANGE.match(request.headers.get("Range", "")):
        request.environ.pop("HTTP_RANGE", None)
    now = (release.folder / file.name).stat()
    if (now.st_size, now.st_mtime_ns) != (file.size, file.written):
        abort(503, "Another release is being put in place; try again in a moment.")
    response = send_from_directory(
        release.folder.resolve(),
        file.name,
        as_attachment=True,
        download_name=f"ccwp-{release.version}-{file.name.replace('/', '-')}",
        conditional=True,
        etag=file.sha256[:32],
        max_age=300,
    )
    response.headers["Content-Type"] = file.sent_as  # as it is: given to the function, it would get a second charset
    links: list[Link] = [("/doc/dataset", "collection", None), (CATALOGUE_PATH, "describedby", None)]
    metadata = release.file(_METADATA)
    if file.media_type == CSV.media_type and not file.is_zipped and metadata is not None:
        # Model for Tabular Data and Metadata §5.2; of several such links the last is the one that counts.
        links.append((f"/dumps/{metadata.name}", "describedby", CSVW.essence))
    response.headers.pop("Expires", None)  # max-age says it, and stays true when the answer is sent again
    return linked(response, links)


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
        response = Response(_content(site, facts), content_type=TEXT.media_type)
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
    if (kept := site.layouts.get(name)) is None:  # then all words stand on one page
        layout = plain_layout(text, name=name, sha256=hashlib.sha256(content).hexdigest())
    elif (found := laid_out(NamedNode(facts.thing.iri), content, kept)) is not None:
        layout = found.layout
    else:
        abort(500, "The layout kept here is not that of the text that was read; make the release anew.")
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
