"""The pages that stand in for what a server would answer: search, and the query page."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response

from ccwp_kg.formats import JSON
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.site.site import Site
from ccwp_kg.server.static_site.search_file import search_file

STATEMENTS = ("merged.nt", "dataset.nq")
"""The files that a server of one's own is started with: what a plain query sees, and the named graphs."""
_ASIDE = "part of a site of files"


def written_answers(site: Site) -> Mapping[str, str]:
    """The path of the answer to each query of the catalogue, by the text of the query."""
    return {example.text: example.path for example in site.examples}


def static_pages(app: Flask, site: Site) -> None:
    """The routes of these pages."""

    @app.get("/search")
    def search() -> Response:
        return page("static_search.html", index=search_file(site), path="/search")

    @app.get("/search.json")
    def index() -> Response:
        return Response(search_file(site).body, content_type=JSON.media_type)

    @app.get("/sparql")
    def queries() -> Response:
        return page("static_queries.html", path="/sparql", statements=STATEMENTS)
