"""Whole graphs by name: the reading half of the SPARQL 1.1 Graph Store HTTP Protocol.

TriG and N-Quads hold the triples without the name of the graph, like all other formats: the request is for a graph and
not for a dataset (§5.2), so that a PUT elsewhere accepts what a GET gave. The dumps hold the names.
"""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Flask, Response
from pyoxigraph import NamedNode
from werkzeug.exceptions import BadRequest, HTTPException, NotFound

from ccwp_kg.errors import AnswerTooLarge, CcwpError, UnknownFormat
from ccwp_kg.formats import RDF_FORMATS, SPARQL_CSV, Format
from ccwp_kg.query import CheckedQuery, check_dataset
from ccwp_kg.query.shared_answers import Asker
from ccwp_kg.server.http.host_address import HOST_ADDRESS
from ccwp_kg.server.http.links import common_links, link_header
from ccwp_kg.server.http.negotiation import choose
from ccwp_kg.server.http.parameters import only, parse_form
from ccwp_kg.server.http.reply import Reply, found_out
from ccwp_kg.server.site.site import Site
from ccwp_kg.server.sparql.endpoint import WantedAnswer
from ccwp_kg.store import WHOLE, Dataset

_HOW = "Name a graph (?graph=IRI) or ask for the default graph (?default), one of the two."
_GRAPH = CheckedQuery("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "CONSTRUCT", is_volatile=False)
_IS_THERE = CheckedQuery("ASK { ?s ?p ?o }", "ASK", is_volatile=False)
_BY_NAME: Mapping[str, Format] = {form.name: form for form in RDF_FORMATS}


async def named_graph(
    site: Site, environ: Mapping[str, Any], _body: bytes | None, asker: Asker
) -> Reply | HTTPException | CcwpError:
    """The graph that a GET names, or the error for whoever shows it. Raises HungUp where nobody waits any more."""
    try:
        dataset, form = _graph_and_format(site, environ)
        facts = await to_thread(site.dataset_facts.read)
        link = link_header(common_links(site, facts), here=environ[HOST_ADDRESS])
        wanted = WantedAnswer(_GRAPH, form, dataset, environ, link)
        known = wanted.if_known(site.store.state)  # a client that knows the tag has read the graph
        if known is not None:
            return known
        if dataset.is_given:
            there = await site.answers.find(_IS_THERE, SPARQL_CSV, dataset=dataset, asker=asker)
            if there.written.whole() == b"false":
                raise NotFound("The store holds no graph of this name; the service description at /sparql lists them.")
        return wanted.reply(await site.answers.find(_GRAPH, form, dataset=dataset, asker=asker))
    except AnswerTooLarge:
        most = f"{site.settings.max_rows:,} triples or {site.settings.max_answer_bytes:,} bytes"
        is_release = site.release is not None
        cure = "take it from a dump: /dumps/dataset.nq" if is_release else "ask for parts of it at /sparql"
        return AnswerTooLarge(f"the graph has more than {most}, the limit of an answer; {cure}")
    except (HTTPException, CcwpError) as error:
        return error


def graph_store(app: Flask, site: Site) -> None:
    """The route of the graph store; methods that write are answered with 405."""

    @app.get("/graph-store")
    def graph() -> Response:
        outcome = found_out(partial(named_graph, site))
        if isinstance(outcome, Exception):
            raise outcome
        response = outcome.response
        response.direct_passthrough = True  # compressed and tagged already
        if outcome.status == 304:
            del response.headers["Content-Type"]
        return response


def _graph_and_format(site: Site, environ: Mapping[str, Any]) -> tuple[Dataset, Format]:
    """The graph of a request as a default graph, and its format (Graph Store HTTP Protocol §4.2)."""
    parameters = parse_form(environ["QUERY_STRING"].encode("latin-1"))
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
    offers = {f"/graph-store?{environ['QUERY_STRING']}&format={each.name}": each for each in RDF_FORMATS}
    return dataset, choose(offers, environ.get("HTTP_ACCEPT"))[1]
