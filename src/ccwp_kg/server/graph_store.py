"""Whole graphs by their names: reading by the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

from flask import Blueprint, Response, request
from pyoxigraph import NamedNode
from werkzeug.exceptions import BadRequest, NotFound

from ccwp_kg.formats import RDF_FORMATS
from ccwp_kg.query import Question
from ccwp_kg.server.failures import NotOffered
from ccwp_kg.server.links import common_links, link_header
from ccwp_kg.server.negotiation import negotiate
from ccwp_kg.server.parameters import every, only, parse_form
from ccwp_kg.server.site import Site
from ccwp_kg.store import WHOLE

_HOW = "Name a graph (?graph=IRI) or ask for the default graph (?default), one of the two."


def graph_store(site: Site) -> Blueprint:
    """The route of the graph store; methods that write are not among those it allows (405)."""
    routes = Blueprint("graph_store", __name__)

    @routes.get("/graph-store")
    def graph() -> Response:
        pattern = _pattern(request.query_string)
        forms = RDF_FORMATS
        form = negotiate(request.headers.get("Accept"), forms)
        if form is None:
            raise NotOffered({f"/graph-store ({each.name})": each for each in forms})
        if not site.store.rows(f"SELECT ?s WHERE {{ {pattern} }} LIMIT 1") and pattern != _DEFAULT:
            raise NotFound("The store holds no graph of this name; the service description at /sparql lists them.")
        question = Question(
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}", "CONSTRUCT", is_volatile=False, has_from=False
        )
        found = site.answers.find(question, form, dataset=WHOLE, client="")
        response = Response(found.written.pieces, content_type=form.media_type)
        response.headers["Content-Length"] = str(found.written.size)
        response.headers["Link"] = link_header(common_links())
        response.vary.add("Accept")
        return response

    return routes


_DEFAULT = "?s ?p ?o"


def _pattern(query_string: bytes) -> str:
    """The pattern of the graph that is meant (Graph Store HTTP Protocol §4.2)."""
    parameters = parse_form(query_string)
    name, default = only(parameters, "graph"), every(parameters, "default")
    if (name is None) == (not default) or any(default):
        raise BadRequest(_HOW)
    if name is None:
        return _DEFAULT
    try:
        return f"GRAPH {NamedNode(name)} {{ ?s ?p ?o }}"
    except ValueError as error:
        raise BadRequest(f"'{name[:200]}' is no absolute IRI ({error}). {_HOW}") from None
