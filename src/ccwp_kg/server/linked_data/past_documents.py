"""Documents of earlier releases, by the number of the release or by date."""

from __future__ import annotations

from flask import Flask, Response, abort, redirect, request
from pyoxigraph import NamedNode
from werkzeug.wrappers import Response as AnyResponse

from ccwp_kg.entities.description import ONTOLOGY_IRI
from ccwp_kg.formats import HTML, LINK_FORMAT, Format
from ccwp_kg.namespaces import CCWP, OWL, PUBLISHED, SCHEMA
from ccwp_kg.server.http.host_address import here
from ccwp_kg.server.http.links import common_links, document_path, in_language, link_header, linked, thing_of
from ccwp_kg.server.http.negotiation import DOCUMENT_FORMATS, as_rdf, choose, offers_at
from ccwp_kg.server.linked_data import documents
from ccwp_kg.server.linked_data.mementos import Memento, Mementos, chosen, memento_links, originals, timemap
from ccwp_kg.server.site.site import Site
from ccwp_kg.store import about

_DATE = "Accept-Datetime"


def past_documents(app: Flask, site: Site) -> None:
    """The routes for earlier states."""
    mementos = Mementos(site)

    @app.get("/dataset")
    def dataset() -> AnyResponse:
        return documents.see(document_path("dataset"))

    @app.get("/dataset/<version>")
    def release(version: str) -> AnyResponse:
        return documents.see(document_path(f"dataset/{_state(mementos, version).number}"))

    @app.get("/<any(ontology, shapes):name>/<version>")
    def past_vocabulary(name: str, version: str) -> AnyResponse:
        named = documents.BY_SUFFIX.get(version.rpartition(".")[2])
        number = version if named is None else version.rpartition(".")[0]
        if _is_current(site, name, number):
            return documents.see(f"/{name}" if named is None else f"/{name}.{named.suffix}")
        memento = mementos.of_number(number)
        if memento is None or name != "ontology":
            abort(404, f"This version is not served; /{name} has the current one.")
        offers = offers_at(f"/{name}/{number}", DOCUMENT_FORMATS)
        location, form = ("", named) if named else choose(offers, request.headers.get("Accept"))
        if form is HTML:  # a term keeps its meaning, so the page of today tells it
            return documents.see(f"/{name}")
        # An earlier state has no named graphs.
        terms = f"?s ?p ?o FILTER(?s = {ONTOLOGY_IRI} || STRSTARTS(STR(?s), '{CCWP}'))"
        found = mementos.store(memento).triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {terms} }}")
        response = as_rdf(site, found, form)
        if location:
            response.vary.add("Accept")
            response.headers["Content-Location"] = location
        response.headers["Memento-Datetime"] = memento.http_date
        return linked(  # with the name to cite and the current version (RFC 5829)
            response,
            [
                (f"{PUBLISHED}{name}/{number}", "cite-as", None),
                (f"/{name}/{number}", "canonical", None),
                (SCHEMA.AboutPage.value, "type", None),
                (f"/{name}", "latest-version", None),
                *common_links(site),
            ],
        )

    @app.get("/dataset/<version>/doc/<path:reference>")
    def past_document(version: str, reference: str) -> Response:
        memento = _state(mementos, version)
        name, form = documents.named_in(mementos.store(memento), reference)
        iri = thing_of(name)
        states = mementos.of(iri)
        if memento not in states:
            abort(404, f"Release {version} says nothing of <{iri.value}>.")

        def answer(form: Format) -> Response:
            path = memento.path(name)
            found, links = documents.document_from(site, mementos.store(memento), iri, form, path=path, memento=memento)
            around = memento_links(name, states, of=memento)
            found.headers["Link"] = f"{link_header(links, here=here())}, {around}" if links else around
            return found

        response = answer(form) if form else documents.negotiated_document(memento.path(name), answer)
        response.headers["Memento-Datetime"] = memento.http_date
        return response

    @app.get("/timemap/<path:reference>")
    def states(reference: str) -> Response:
        found = mementos.of(thing_of(reference))
        if not found:
            abort(404, f"No state of <{thing_of(reference).value}> is kept here.")
        return Response(timemap(reference, found), content_type=LINK_FORMAT.media_type)

    @app.before_request
    def by_date() -> AnyResponse | None:
        wanted = request.headers.get(_DATE)
        if wanted is None or not request.path.startswith("/doc/") or not mementos.all:
            return None
        return _sent_back(mementos, request.path.removeprefix("/doc/"), wanted)

    @app.after_request
    def vary(response: Response) -> Response:
        if request.path.startswith("/doc/") and mementos.all:
            response.vary.add(_DATE)
        return response


def _is_current(site: Site, name: str, number: str) -> bool:
    """Whether the vocabulary states this version IRI as its own.

    OWL 2 §3.2: the current version is found under its version IRI as well as under that of the ontology.
    """
    try:
        iri, stated = NamedNode(PUBLISHED + name), NamedNode(f"{PUBLISHED}{name}/{number}")
    except ValueError:
        abort(404, "No version can have this name: it holds characters that no IRI may hold.")
    return bool(about(site.store).rows(f"SELECT ?p WHERE {{ {iri} ?p {stated} FILTER(?p = {OWL.versionIRI}) }}"))


def _state(mementos: Mementos, version: str) -> Memento:
    memento = mementos.of_number(version)
    if memento is None:
        known = ", ".join(each.number for each in mementos.all) or "none"
        abort(404, f"There is no release {version[:40]} here; there is {known}.")
    return memento


def _sent_back(mementos: Mementos, reference: str, wanted: str) -> AnyResponse | None:
    """302 to the state of that date (RFC 7089 §4.1.2); None where no state mentions the thing."""
    for name, suffix in ((reference, ""), tuple(reference.rpartition(".")[::2])):
        found = mementos.of(thing_of(name)) if name else ()
        if found:
            path = chosen(found, wanted).path(name, f".{suffix}" if suffix else "")
            response = redirect(in_language(path), 302)
            response.vary.update(["Accept", _DATE])
            return linked(response, originals(name))
    return None
