"""The SPARQL endpoint (SPARQL 1.1 Protocol), and for people the same address as a form with results."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, request
from pyoxigraph import NamedNode
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from ccwp_kg.errors import CcwpError, QueryRefused, QuerySyntaxError, UnknownFormat
from ccwp_kg.formats import HTML, RDF_FORMATS, RESULT_FORMATS, SPARQL_JSON, TURTLE, Format
from ccwp_kg.query import Limits, UpdateRefused, answer, check, formats_for
from ccwp_kg.rdf.writing import write_bytes
from ccwp_kg.server.failures import Failure, NotOffered, failure_of, wants_page
from ccwp_kg.server.links import link_header
from ccwp_kg.server.negotiation import negotiate
from ccwp_kg.server.parameters import Parameters, every, only, parse_form, text_of
from ccwp_kg.server.query_results import Results, results_of
from ccwp_kg.server.rendering import render
from ccwp_kg.server.service_description import service_description
from ccwp_kg.server.site import Site
from ccwp_kg.store import Dataset

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks the endpoint: the query (None: nothing was asked), the graphs, a format by name."""

    text: str | None
    dataset: Dataset
    form: Format | None


def sparql_endpoint(site: Site) -> Blueprint:
    """The routes of the endpoint."""
    routes = Blueprint("sparql", __name__)

    @routes.route("/sparql", methods=["GET", "POST"])
    def endpoint() -> Response:
        asked = read_request()
        if asked.text is None:
            return _introduce(site, asked)
        if not asked.text.strip():
            return _refuse(asked, QuerySyntaxError("the query is empty; send a SPARQL query"))
        try:
            return _answer(site, asked, asked.text)
        except (QuerySyntaxError, QueryRefused) as error:
            return _refuse(asked, error)

    return routes


def read_request() -> Request:
    """The request by any of the three ways of SPARQL 1.1 Protocol §2.1; what is not quite one of them is refused."""
    url = parse_form(request.query_string)
    parameters, text = url, None
    if request.method == "POST":
        content = request.get_data(cache=False)
        kind, charset = request.mimetype, request.mimetype_params.get("charset", "utf-8").lower()
        if kind == UPDATE:
            raise UpdateRefused("this endpoint only reads; an update changes data and is never run here")
        if kind not in (FORM, QUERY) or charset != "utf-8":
            raise UnsupportedMediaType(f"A query is posted as {FORM} or {QUERY}, in UTF-8.")
        if kind == FORM:
            parameters = [*url, *parse_form(content)]
        else:
            text = text_of(content)
            if every(url, "query"):
                raise BadRequest("The query is given twice, in the body and in the address; give it once.")
    if every(parameters, "update"):
        raise UpdateRefused("this endpoint only reads; an update changes data and is never run here")
    text = only(parameters, "query") if text is None else text
    dataset = Dataset(_graphs(parameters, "default-graph-uri"), _graphs(parameters, "named-graph-uri"))
    if text is None and (request.method == "POST" or dataset.is_given):
        raise BadRequest("The parameter 'query' is missing; give it the text of a SPARQL query.")
    return Request(text, dataset, _form(only(parameters, "format")))


def _graphs(parameters: Parameters, name: str) -> tuple[NamedNode, ...]:
    try:
        return tuple(NamedNode(value) for value in every(parameters, name))
    except ValueError as error:
        raise BadRequest(f"The parameter '{name}' holds no absolute IRI: {error}.") from None


def _form(name: str | None) -> Format | None:
    if not name:
        return None
    known = {form.name: form for form in (*RESULT_FORMATS, *RDF_FORMATS, HTML)}
    if name not in known:
        raise UnknownFormat(f"there is no format '{name}'; use one of {', '.join(known)}")
    return known[name]


def _answer(site: Site, asked: Request, text: str) -> Response:
    settings = site.settings
    limits = Limits(
        length=settings.max_query_length,
        depth=settings.max_query_depth,
        patterns=settings.max_query_patterns,
        operators=settings.max_query_operators,
    )
    question = check(text, limits=limits)
    offers = (*formats_for(question), HTML)
    form = asked.form or negotiate(request.headers.get("Accept"), offers)
    if form is None:
        raise NotOffered({f"/sparql?format={each.name}": each for each in offers})
    if form is HTML:
        shown = SPARQL_JSON if SPARQL_JSON in offers else TURTLE
        found = answer(site.store, question, shown, dataset=asked.dataset)
        results = results_of(site, found.whole(), question.kind)
        response = _page(asked, results=results, formats=formats_for(question))
    else:
        found = answer(site.store, question, form, dataset=asked.dataset)
        response = Response(found.whole(), content_type=form.media_type)
    response.vary.add("Accept")
    response.headers["Link"] = link_header([("/sparql", "service-desc", None)])
    if question.is_volatile:
        response.headers["Cache-Control"] = "no-store"
    return response


def _introduce(site: Site, asked: Request) -> Response:
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


def _refuse(asked: Request, error: CcwpError) -> Response:
    """A query that may not run or does not parse: for people beside the text they wrote."""
    if asked.form is not HTML and not (asked.form is None and wants_page()):
        raise error
    response = _page(asked, failure=failure_of(error))
    response.vary.add("Accept")
    return response


def _page(
    asked: Request,
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
