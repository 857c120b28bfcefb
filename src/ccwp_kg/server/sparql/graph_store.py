"""Whole graphs by name: the reading half of the SPARQL 1.1 Graph Store HTTP Protocol.

TriG and N-Quads hold the triples without the name of the graph, like all other formats: the request is for a graph and
not for a dataset (§5.2), so that a PUT elsewhere accepts what a GET gave. The dumps hold the names.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, request
from pyoxigraph import NamedNode
from werkzeug.exceptions import BadRequest, NotFound

from ccwp_kg.errors import AnswerTooLarge, UnknownFormat
from ccwp_kg.formats import RDF_FORMATS, Format
from ccwp_kg.query import CheckedQuery, check_dataset
from ccwp_kg.query.answering import FoundAnswer
from ccwp_kg.server.http.client_address import CLIENT
from ccwp_kg.server.http.describes import left_out
from ccwp_kg.server.http.host_address import here
from ccwp_kg.server.http.links import common_links, link_header
from ccwp_kg.server.http.parameters import only, parse_form
from ccwp_kg.server.http.representation import choose
from ccwp_kg.server.site.site import Site
from ccwp_kg.server.sparql.endpoint import WantedAnswer
from ccwp_kg.store import WHOLE, Dataset

_HOW = "Name a graph (?graph=IRI) or ask for the default graph (?default), one of the two."
_GRAPH = CheckedQuery("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "CONSTRUCT", is_volatile=False)
_BY_NAME: Mapping[str, Format] = {form.name: form for form in RDF_FORMATS}


def graph_store(site: Site) -> Blueprint:
    """The route of the graph store; methods that write are answered with 405."""
    routes = Blueprint("graph_store", __name__)

    @routes.get("/graph-store")
    @left_out("SPARQL 1.1 Graph Store HTTP Protocol; described by the service description")
    def graph() -> Response:
        dataset, form = _graph_and_format(site)
        wanted = WantedAnswer(_GRAPH, form, dataset, request.environ, link_header(common_links(), here=here()))
        reply = wanted.if_known(site.store.state)  # a client that knows the tag has read the graph
        if reply is None:
            if dataset.is_given and not site.store.rows("SELECT ?s { ?s ?p ?o } LIMIT 1", dataset=dataset):
                raise NotFound("The store holds no graph of this name; the service description at /sparql lists them.")
            reply = wanted.reply(_find(site, form, dataset))
        response = Response(reply.pieces, reply.status, headers=reply.headers)
        response.direct_passthrough = True  # compressed and tagged already
        if reply.status == 304:
            del response.headers["Content-Type"]
        return response

    return routes


def _graph_and_format(site: Site) -> tuple[Dataset, Format]:
    """The graph of a request as a default graph, and its format (Graph Store HTTP Protocol §4.2)."""
    parameters = parse_form(request.query_string)
    name, default = only(parameters, "graph"), only(parameters, "default")
    if (name is None) == (default is None) or default:
        raise BadRequest(_HOW)
    try:
        dataset = WHOLE if name is None else Dataset((NamedNode(name),))
    except ValueError as error:
        raise BadRequest(f"The parameter 'graph' holds no absolute IRI: {error}. {_HOW}") from None
    check_dataset(dataset, limits=site.limits)
    chosen = only(parameters, "format")
    if chosen and chosen not in _BY_NAME:
        raise UnknownFormat(f"there is no format '{chosen[:40]}' for a graph; use one of {', '.join(_BY_NAME)}")
    if chosen:
        return dataset, _BY_NAME[chosen]
    asked = request.query_string.decode("ascii", "replace")
    offers = {f"/graph-store?{asked}&format={each.name}": each for each in RDF_FORMATS}
    return dataset, choose(offers, request.headers.get("Accept"))[1]


def _find(site: Site, form: Format, dataset: Dataset) -> FoundAnswer:
    client = request.environ.get(CLIENT, request.remote_addr or "")
    try:
        return site.answers.find(_GRAPH, form, dataset=dataset, client=client)
    except AnswerTooLarge as error:
        most = f"{site.settings.max_rows:,} triples or {site.settings.max_answer_bytes:,} bytes"
        cure = "ask for parts of it at /sparql" if site.release is None else "take it from a dump: /dumps/dataset.nq"
        raise AnswerTooLarge(f"the graph has more than {most}, the limit of an answer; {cure}") from error
