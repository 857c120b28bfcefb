"""Whole graphs by name: the reading half of the SPARQL 1.1 Graph Store HTTP Protocol.

TriG and N-Quads hold the triples without the name of the graph, like all other formats: the request is for a graph and
not for a dataset (§5.2), so that a PUT elsewhere accepts what a GET gave. The dumps hold the names.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from flask import Blueprint, Response, request
from pyoxigraph import NamedNode
from werkzeug.exceptions import BadRequest, NotFound

from ccwp_kg import __version__
from ccwp_kg.errors import AnswerTooLarge, UnknownFormat
from ccwp_kg.formats import RDF_FORMATS, Format
from ccwp_kg.query import CheckedQuery, check_dataset
from ccwp_kg.query.answering import FoundAnswer, identity
from ccwp_kg.server.http.client_address import CLIENT
from ccwp_kg.server.http.describes import left_out
from ccwp_kg.server.http.headers import FRESH, WORTH_COMPRESSING
from ccwp_kg.server.http.host_address import here
from ccwp_kg.server.http.links import common_links, link_header
from ccwp_kg.server.http.parameters import only, parse_form
from ccwp_kg.server.http.representation import choose
from ccwp_kg.server.site.site import Site
from ccwp_kg.server.sparql.endpoint import accepts_gzip
from ccwp_kg.store import WHOLE, Dataset

_HOW = "Name a graph (?graph=IRI) or ask for the default graph (?default), one of the two."
_GRAPH = CheckedQuery("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "CONSTRUCT", is_volatile=False)
_PROGRAM = __version__.encode()
_LARGE = 1 << 20
_BY_NAME: Mapping[str, Format] = {form.name: form for form in RDF_FORMATS}


@dataclass(frozen=True, slots=True)
class _GraphRequest:
    """A graph as the default graph of a dataset of its own, and a format, by name or by negotiation."""

    dataset: Dataset
    form: Format


def graph_store(site: Site) -> Blueprint:
    """The route of the graph store; methods that write are answered with 405."""
    routes = Blueprint("graph_store", __name__)

    @routes.get("/graph-store")
    @left_out("SPARQL 1.1 Graph Store HTTP Protocol; described by the service description")
    def graph() -> Response:
        wanted = _wanted(site)
        zipped = accepts_gzip(request.headers.get("Accept-Encoding", ""))
        known, state = request.if_none_match, site.store.state
        if state is not None and not known.star_tag:  # a client that knows the tag has read the graph
            for coding in (zipped, False):  # short and large answers are not zipped
                expected = _tag(state, wanted, zipped=coding)
                if known.contains_weak(expected):
                    return _finished(Response(status=304), expected)
        if wanted.dataset.is_given and not site.store.rows("SELECT ?s { ?s ?p ?o } LIMIT 1", dataset=wanted.dataset):
            raise NotFound("The store holds no graph of this name; the service description at /sparql lists them.")
        response = _answer(_find(site, wanted), wanted, zipped=zipped)
        tag = response.get_etag()[0]
        if tag is not None and known.contains_weak(tag):
            return _finished(Response(status=304), tag)
        return response

    return routes


def _wanted(site: Site) -> _GraphRequest:
    """The graph and format of a request (Graph Store HTTP Protocol §4.2)."""
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
        return _GraphRequest(dataset, _BY_NAME[chosen])
    asked = request.query_string.decode("ascii", "replace")
    offers = {f"/graph-store?{asked}&format={each.name}": each for each in RDF_FORMATS}
    return _GraphRequest(dataset, choose(offers, request.headers.get("Accept"))[1])


def _find(site: Site, wanted: _GraphRequest) -> FoundAnswer:
    client = request.environ.get(CLIENT, request.remote_addr or "")
    try:
        return site.answers.find(_GRAPH, wanted.form, dataset=wanted.dataset, client=client)
    except AnswerTooLarge as error:
        most = f"{site.settings.max_rows:,} triples or {site.settings.max_answer_bytes:,} bytes"
        cure = "ask for parts of it at /sparql" if site.release is None else "take it from a dump: /dumps/dataset.nq"
        raise AnswerTooLarge(f"the graph has more than {most}, the limit of an answer; {cure}") from error


def _answer(found: FoundAnswer, wanted: _GraphRequest, *, zipped: bool) -> Response:
    """The graph with a strong ETag for each coding (RFC 9110 §8.8.3.3); a large one is streamed without compression."""
    if found.written.size > _LARGE:
        tag = None if found.state is None else _tag(found.state, wanted, zipped=False)
        response = Response(found.written.pieces, content_type=wanted.form.media_type)
        response.headers["Content-Length"] = str(found.written.size)
        return _finished(response, tag)
    body = found.written.whole()
    is_zipped = zipped and len(body) >= WORTH_COMPRESSING
    tag = _digest(body, zipped=is_zipped) if found.state is None else _tag(found.state, wanted, zipped=is_zipped)
    if is_zipped:
        body = gzip.compress(body, compresslevel=6, mtime=0)
    response = Response(body, content_type=wanted.form.media_type)
    if is_zipped:
        response.headers["Content-Encoding"] = "gzip"
    return _finished(response, tag)


def _finished(response: Response, tag: str | None) -> Response:
    """Add the headers that 200 and 304 have in common (RFC 9110 §15.4.5)."""
    response.direct_passthrough = True  # compressed and tagged here
    if tag is not None:
        response.set_etag(tag)
    if response.status_code == 304:
        del response.headers["Content-Type"]
    response.headers["Cache-Control"] = FRESH
    response.headers["Vary"] = "Accept, Accept-Encoding"
    response.headers["Link"] = link_header(common_links(), here=here())
    return response


def _tag(state: str, wanted: _GraphRequest, *, zipped: bool) -> str:
    """An ETag from all that the bytes depend on, the version included: it is known before the graph is read."""
    return _digest(identity(state, _GRAPH, wanted.form, wanted.dataset), zipped=zipped)


def _digest(answer: bytes, *, zipped: bool) -> str:
    digest = blake2b(b"%s %s" % (here().encode(), answer), digest_size=16, key=_PROGRAM).hexdigest()
    return f"{digest}-gzip" if zipped else digest
