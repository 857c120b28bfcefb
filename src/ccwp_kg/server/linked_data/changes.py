"""What changed between releases: a page, the same as RDF, and a feed to subscribe to (Atom, RFC 4287)."""

from __future__ import annotations

from flask import Flask, Response

from ccwp_kg.entities.portraits.releases import change_triples, releases_with_changes
from ccwp_kg.formats import ATOM, HTML, RDF_FORMATS, Format
from ccwp_kg.rdf.syntax.write import write_bytes
from ccwp_kg.server.html.rendering import page, render
from ccwp_kg.server.http.host_address import placed
from ccwp_kg.server.http.negotiation import serve_representations
from ccwp_kg.server.site.site import Site, site_base

_FORMATS = (*RDF_FORMATS, ATOM, HTML)
_PATH = "/changes"


def changes_pages(app: Flask, site: Site) -> None:
    """The routes of the changes."""

    def content(form: Format) -> Response:
        if form not in (ATOM, HTML):
            triples = tuple(site_base().addressed(change_triples(site.store), placed))
            body = write_bytes(triples, form, prefixes=site.prefixes)
            return Response(body, content_type=form.media_type)
        rows = site.kept.get("changes", lambda: releases_with_changes(site.store, prefixes=site.prefixes))
        if form is HTML:
            return page("changes.html", path=_PATH, rows=rows, formats=(*RDF_FORMATS, ATOM))
        feed = render("changes-feed.xml", rows=rows, facts=site.dataset_facts.read())
        return Response(feed, content_type=ATOM.media_type)

    serve_representations(app, site, _PATH, _FORMATS, content, name="changes")
