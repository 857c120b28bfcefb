"""The catalogue at its one address, `/catalog`: the page, and whole in each format of RDF, to be harvested."""

from __future__ import annotations

from flask import Flask, Response, abort, redirect
from werkzeug.wrappers import Response as AnyResponse

from ccwp_kg.entities.facts.entity_context import own_facts
from ccwp_kg.formats import HTML, JSONLD, JSONLD_FRAMED, Format
from ccwp_kg.publish.description.catalogue import CATALOGUE, write_catalogue
from ccwp_kg.server.http.host_address import placed
from ccwp_kg.server.http.links import CATALOGUE_PATH
from ccwp_kg.server.http.negotiation import serve_representations
from ccwp_kg.server.linked_data.documents import DOCUMENT_FORMATS, document_from
from ccwp_kg.server.linked_data.signposting import landing_of, signposts
from ccwp_kg.server.site.site import Site
from ccwp_kg.store import about

_NONE = "What is served here comes from no release, so there is no catalogue; /sparql describes the endpoint."


def catalogue(app: Flask, site: Site) -> None:
    """The routes of the catalogue."""
    iri = site.base.here(CATALOGUE)

    def answer(form: Format) -> Response:
        if not site.has_catalogue:
            abort(404, _NONE)
        if form is HTML:
            response, _ = document_from(site, site.store, iri, form)
        else:
            body = write_catalogue(
                site.store,
                form,
                place=placed,
                prefixes=site.prefixes,
                context=site.context,
                has_services=not site.is_static,
                contact=site.settings.contact_iri,
            )
            response = Response(body, content_type=JSONLD_FRAMED if form is JSONLD else form.media_type)
        landing = landing_of(site, iri, own_facts(about(site.store), iri))
        response.headers["Link"] = signposts(site, landing, form)
        return response

    serve_representations(app, site, CATALOGUE_PATH, DOCUMENT_FORMATS, answer, name="catalogue")

    @app.get("/.well-known/void")
    def void() -> AnyResponse:
        # RFC 8615; VoID §7.2: the description of the datasets of a host.
        response = redirect(CATALOGUE_PATH, 303)
        response.vary.add("Accept")
        return response
