"""The SPARQL endpoint (SPARQL 1.1 Protocol), and for people the same address as a form with results."""

from __future__ import annotations

from flask import Blueprint, Response, request

from ccwp_kg.errors import CcwpError
from ccwp_kg.formats import HTML, RDF_FORMATS, RESULT_FORMATS, SPARQL_JSON, TURTLE, Format
from ccwp_kg.query import check, check_dataset, formats_for
from ccwp_kg.rdf.writing import write_bytes
from ccwp_kg.server.asking import Asked, read_get, read_post
from ccwp_kg.server.endpoint import Endpoint
from ccwp_kg.server.failures import Failure, NotOffered, failure_of, wants_page
from ccwp_kg.server.links import link_header
from ccwp_kg.server.negotiation import negotiate
from ccwp_kg.server.query_results import Results, results_of
from ccwp_kg.server.rendering import render
from ccwp_kg.server.service_description import service_description
from ccwp_kg.server.site import Site


def sparql_endpoint(site: Site, endpoint: Endpoint) -> Blueprint:
    """The routes of the endpoint: data from `endpoint`, and a page for people."""
    routes = Blueprint("sparql", __name__)

    @routes.route("/sparql", methods=["GET", "POST"])
    def query() -> Response:
        body = request.get_data() if request.method == "POST" else None
        client = request.environ.get("ccwp_kg.client", request.remote_addr or "")
        reply = endpoint.answer(request.environ, body, client)
        if reply is not None:
            return Response(reply.pieces, reply.status, headers=reply.headers)
        asked = read_get(request.query_string) if body is None else _posted(body)
        if asked.text is None:
            return _introduce(site, asked)
        try:
            return _answer(site, asked, asked.text, client)
        except CcwpError as error:
            return _refuse(asked, error)

    return routes


def _posted(body: bytes) -> Asked:
    return read_post(request.query_string, request.headers.get("Content-Type", ""), body)


def _answer(site: Site, asked: Asked, text: str, client: str) -> Response:
    question = check(text, limits=site.limits)
    check_dataset(asked.dataset, limits=site.limits)
    forms = formats_for(question)
    shown = SPARQL_JSON if SPARQL_JSON in forms else TURTLE
    found = site.answers.find(question, shown, dataset=asked.dataset, client=client)
    response = _page(asked, results=results_of(site, found.written.whole(), question.kind), formats=forms)
    response.vary.add("Accept")
    response.headers["Link"] = link_header([("/sparql", "service-desc", None)])
    if question.is_volatile:
        response.headers["Cache-Control"] = "no-store"
    return response


def _introduce(site: Site, asked: Asked) -> Response:
    """Without a query: the form for people, for programs the service description (SPARQL 1.1 SD §2)."""
    form = asked.form or negotiate(request.headers.get("Accept"), (*RDF_FORMATS, HTML))
    if form is None or form in RESULT_FORMATS:
        raise NotOffered({f"/sparql?format={each.name}": each for each in (*RDF_FORMATS, HTML)})
    if form is HTML:
        response = _page(asked)
    else:
        body = write_bytes(service_description(site), form, prefixes=site.prefixes)
        response = Response(body, content_type=form.media_type)
    response.vary.add("Accept")
    return response


def _refuse(asked: Asked, error: CcwpError) -> Response:
    """A query that may not run or does not parse: for people beside the text they wrote."""
    if asked.form is not HTML and not (asked.form is None and wants_page()):
        raise error
    response = _page(asked, failure=failure_of(error))
    response.vary.add("Accept")
    return response


def _page(
    asked: Asked,
    *,
    results: Results | None = None,
    formats: tuple[Format, ...] = (),
    failure: Failure | None = None,
) -> Response:
    text = asked.text or ""
    marked = None
    if failure is not None and isinstance(line := failure.members.get("line"), int):
        marked = (text.splitlines() or [""])[min(line, text.count("\n") + 1) - 1]
    body = render(
        "sparql.html",
        text=text,
        results=results,
        formats=formats,
        failure=failure,
        marked=marked,
        dataset=asked.dataset,
    )
    return Response(body, 200 if failure is None else failure.status, content_type=HTML.media_type)
