"""Things and their documents: `/id/…` sends on to `/doc/…`, which comes in the format that is wanted."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, request
from pyoxigraph import NamedNode
from werkzeug.wrappers import Response as AnyResponse

from ccwp_kg.entities import description, entity_page, exists
from ccwp_kg.formats import HTML, RDF_FORMATS, Format
from ccwp_kg.namespaces import ID
from ccwp_kg.rdf.writing import write_bytes
from ccwp_kg.server.failures import NotOffered
from ccwp_kg.server.links import alternates, common_links, document_path, link_header
from ccwp_kg.server.negotiation import negotiate
from ccwp_kg.server.rendering import render
from ccwp_kg.server.site import Site

DOCUMENT_FORMATS = (*RDF_FORMATS, HTML)
_BY_SUFFIX = {form.suffix: form for form in DOCUMENT_FORMATS}


def linked_data(site: Site) -> Blueprint:
    """The routes for things."""
    routes = Blueprint("linked_data", __name__)

    @routes.get("/id/<path:reference>")
    def thing(reference: str) -> AnyResponse:
        iri = _iri(reference)
        if not exists(site.store, iri):
            abort(404, f"Nothing is known of <{iri.value}>.")
        # Cool URIs for the Semantic Web §4: the thing is not its document, so 303 and not 200.
        response = redirect(document_path(reference), 303)
        response.vary.add("Accept")
        return response

    @routes.get("/doc/<path:reference>")
    def document(reference: str) -> Response:
        name, dot, suffix = reference.rpartition(".")
        form = _BY_SUFFIX.get(suffix) if dot else None
        if form is not None:
            return answer_document(site, name, form)
        offers = {document_path(reference, form): form for form in DOCUMENT_FORMATS}
        form = negotiate(request.headers.get("Accept"), DOCUMENT_FORMATS)
        if form is None:
            if not exists(site.store, _iri(reference)):
                abort(404, "Nothing is known of this thing.")
            raise NotOffered(offers)
        response = answer_document(site, reference, form)
        response.vary.add("Accept")
        response.headers["Content-Location"] = document_path(reference, form)
        return response

    return routes


def answer_document(site: Site, reference: str, form: Format) -> Response:
    """A thing's document in one format; 404 where nothing is known of the thing."""
    iri = _iri(reference)
    if form is HTML:
        page = entity_page(site.store, iri, prefixes=site.prefixes)
        if page is None:
            abort(404, f"Nothing is known of <{iri.value}>.")
        body: str | bytes = render(
            f"{page.kind}.html",
            page=page,
            portrait=page.portrait,
            path=document_path(reference),
            formats=RDF_FORMATS,
            reference=reference,
        )
    else:
        triples = description(site.store, iri)
        if not triples:
            abort(404, f"Nothing is known of <{iri.value}>.")
        body = write_bytes(triples, form, prefixes=site.prefixes)
    response = Response(body, content_type=form.media_type)
    path = document_path(reference)
    others = [each for each in DOCUMENT_FORMATS if each is not form]
    links = [
        (site.address(path), "canonical", None),
        (iri.value, "cite-as", None),
        *alternates(path, others),
        *common_links(),
    ]
    response.headers["Link"] = link_header(links)
    return response


def _iri(reference: str) -> NamedNode:
    """The IRI of a reference; 404 for what can be none, so that no text from a URL reaches a query unchecked."""
    try:
        return NamedNode(ID + reference)
    except ValueError:
        abort(404, "No thing can have this address: it holds characters that no IRI may hold.")
