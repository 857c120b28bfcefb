"""The pages that stand in for what a server would answer: search, and the questions of the catalogue."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Blueprint, Response, abort
from werkzeug.test import EnvironBuilder

from ccwp_kg.errors import AnswerTooLarge, StoreUnavailable
from ccwp_kg.formats import HTML, JSON
from ccwp_kg.query.answering import Asker
from ccwp_kg.rdf.example_queries import ExampleQuery
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.http.describes import left_out
from ccwp_kg.server.site.site import Site
from ccwp_kg.server.sparql.endpoint import Endpoint, ForPage
from ccwp_kg.server.sparql.query_page import grouped
from ccwp_kg.server.sparql.result_page import Results, results_of
from ccwp_kg.server.static_site.search_file import search_file

STATEMENTS = ("merged.nt", "dataset.nq")
"""The files that a server of one's own is started with: what a plain query sees, and the named graphs."""
_ASIDE = "part of a site of files"


def written_answers(site: Site) -> Mapping[str, str]:
    """The path of the answer to each query of the catalogue, by the text of the query."""
    return {example.text: f"/sparql/{example.name}" for example in site.examples}


def static_pages(site: Site) -> Blueprint:
    """The routes of these pages."""
    routes = Blueprint("static_pages", __name__)
    by_name = {example.name: example for example in site.examples}

    @routes.get("/search")
    @left_out(_ASIDE)
    def search() -> Response:
        return page("static_search.html", index=search_file(site), path="/search")

    @routes.get("/search.json")
    @left_out(_ASIDE)
    def index() -> Response:
        return Response(search_file(site).body, content_type=JSON.media_type)

    @routes.get("/sparql")
    @left_out(_ASIDE)
    def questions() -> Response:
        return page("static_queries.html", groups=grouped(site.examples), path="/sparql", statements=STATEMENTS)

    @routes.get("/sparql/<name>")
    @left_out(_ASIDE)
    def answer(name: str) -> Response:
        example = by_name.get(name)
        if example is None:
            abort(404, "The catalogue has no query of this name.")
        path = f"/sparql/{name}"
        return page(
            "static_answer.html", example=example, results=_results(site, example), path=path, statements=STATEMENTS
        )

    return routes


def _results(site: Site, example: ExampleQuery) -> Results | None:
    """What a query finds, as a page shows it; None where that is more than one answer may be."""
    path = f"/sparql?{urlencode({'query': example.text})}"
    environ = EnvironBuilder(path, headers=[("Accept", HTML.essence)]).get_environ()
    outcome = asyncio.run(Endpoint(site).answer(environ, None, Asker("")))
    if not isinstance(outcome, ForPage):
        raise StoreUnavailable(f"the query {example.name} of the catalogue has no answer for a page")
    if isinstance(outcome.error, AnswerTooLarge):
        return None
    if outcome.error is not None:
        raise outcome.error
    if outcome.found is None or outcome.checked is None:
        raise StoreUnavailable(f"the query {example.name} of the catalogue has no answer")
    return results_of(site, outcome.found.written.whole(), outcome.checked)
