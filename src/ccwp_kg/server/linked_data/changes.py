"""What changed between releases: a page, the same as RDF, and a feed to subscribe to (Atom, RFC 4287)."""

from __future__ import annotations

from functools import lru_cache

from flask import Blueprint, Response

from ccwp_kg.entities.releases import ReleaseRow, change_triples, releases_with_changes
from ccwp_kg.formats import ATOM, HTML, RDF_FORMATS, Format
from ccwp_kg.rdf.syntax.write import write_bytes
from ccwp_kg.server.html.rendering import render
from ccwp_kg.server.http.host_address import here
from ccwp_kg.server.http.links import common_links, link_header
from ccwp_kg.server.http.representation import alternates, offers_at, serve_representations
from ccwp_kg.server.linked_data.live_addresses import with_live_addresses
from ccwp_kg.server.site.site import Site

_FORMATS = (*RDF_FORMATS, ATOM, HTML)
_PATH = "/changes"


def changes_pages(site: Site) -> Blueprint:
    """The routes of the changes."""
    routes = Blueprint("changes", __name__)
    releases = _ReleasesReader(site)

    def answer(form: Format) -> Response:
        rows = releases.rows()
        if form is ATOM:
            feed = render("changes-feed.xml", here=here(), rows=rows, facts=site.dataset_facts.read())
            return Response(feed, content_type=ATOM.media_type)
        if form is HTML:
            page = render("changes.html", path=_PATH, rows=rows, formats=(*RDF_FORMATS, ATOM))
            return Response(page, content_type=HTML.media_type)
        body_bytes = write_bytes(with_live_addresses(change_triples(site.store)), form, prefixes=site.prefixes)
        return Response(body_bytes, content_type=form.media_type)

    def linked(form: Format) -> Response:
        response = answer(form)
        links = [*alternates(offers_at(_PATH, _FORMATS), to=form), *common_links()]
        response.headers["Link"] = link_header(links, here=here())
        return response

    serve_representations(
        routes,
        _PATH,
        _FORMATS,
        linked,
        name="changes",
        summary="What each release changed",
        content=tuple((form.essence, None) for form in _FORMATS if form is not HTML),
    )
    return routes


class _ReleasesReader:
    """Reads the releases with their changes, once for each state of the store."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._read = lru_cache(maxsize=1)(self._rows)

    def rows(self) -> tuple[ReleaseRow, ...]:
        """The releases, newest first."""
        state = self._site.store.state
        return self._rows(None) if state is None else self._read(state)

    def _rows(self, _: str | None) -> tuple[ReleaseRow, ...]:
        return releases_with_changes(self._site.store, prefixes=self._site.prefixes)
