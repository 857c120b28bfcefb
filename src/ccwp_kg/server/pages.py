"""The pages that are not about one thing: home, lists, vocabularies, the document itself, about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, abort, request
from pyoxigraph import NamedNode, Triple

from ccwp_kg.assets import folder
from ccwp_kg.entities import LISTS, count, fill, ontology, pages, shapes, source_facts, terms
from ccwp_kg.formats import HTML, RDF_FORMATS, Format
from ccwp_kg.namespaces import BASE
from ccwp_kg.rdf.dataset import ONTOLOGY, SHAPES
from ccwp_kg.rdf.writing import write_bytes
from ccwp_kg.server.failures import NotOffered
from ccwp_kg.server.links import alternates, common_links, link_header
from ccwp_kg.server.negotiation import negotiate
from ccwp_kg.server.rendering import render
from ccwp_kg.server.site import Site
from ccwp_kg.store import Store


def content_pages(site: Site) -> Blueprint:
    """The routes of these pages."""
    routes = Blueprint("pages", __name__)

    @routes.get("/")
    def home() -> Response:
        plans = fill(site.store, LISTS["plans"], prefixes=site.prefixes)
        return _page("home.html", counts=count(site.store), plans=plans)

    @routes.get("/about")
    def about() -> Response:
        return _page("about.html")

    @routes.get(f"/<any({', '.join(LISTS)}):name>")
    def listing(name: str) -> Response:
        return _page("list.html", filled=fill(site.store, LISTS[name], prefixes=site.prefixes))

    @routes.get("/source/<name>")
    def source(name: str) -> Response:
        return _source(site, name)

    return routes


def vocabulary_pages(site: Site) -> Blueprint:
    """The routes of the ontology and the shapes, which are documents with terms as fragments."""
    routes = Blueprint("vocabularies", __name__)
    for vocabulary in (
        Vocabulary("ontology", "Ontology", ONTOLOGY, ontology),
        Vocabulary("shapes", "Shapes", SHAPES, shapes),
    ):
        _vocabulary(routes, site, vocabulary)
    return routes


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A document whose terms are its fragments: its name in the address, its heading, its graph, its triples."""

    name: str
    heading: str
    graph: NamedNode
    triples: Callable[[Store], tuple[Triple, ...]]


def _vocabulary(routes: Blueprint, site: Site, vocabulary: Vocabulary) -> None:
    offers = (*RDF_FORMATS, HTML)
    name, path = vocabulary.name, f"/{vocabulary.name}"

    def answer(form: Format) -> Response:
        if form is HTML:
            found = terms(site.store, f"{BASE}{name}#", vocabulary.graph, prefixes=site.prefixes)
            response = _page("terms.html", heading=vocabulary.heading, terms=found, path=path, formats=RDF_FORMATS)
        else:
            body = write_bytes(vocabulary.triples(site.store), form, prefixes=site.prefixes)
            response = Response(body, content_type=form.media_type)
        links = [(site.address(path), "canonical", None), *alternates(path, (f for f in offers if f is not form))]
        response.headers["Link"] = link_header([*links, *common_links()])
        return response

    @routes.get(path, endpoint=name)
    def negotiated() -> Response:
        form = negotiate(request.headers.get("Accept"), offers)
        if form is None:
            raise NotOffered({f"{path}.{each.suffix}": each for each in offers})
        response = answer(form)
        response.vary.add("Accept")
        response.headers["Content-Location"] = f"{path}.{form.suffix}"
        return response

    @routes.get(f"{path}.<suffix>", endpoint=f"{name}_in_one_format")
    def in_one_format(suffix: str) -> Response:
        form = next((form for form in offers if form.suffix == suffix), None)
        if form is None:
            abort(404, f"The {name} is not offered as .{suffix}.")
        return answer(form)


def _source(site: Site, name: str) -> Response:
    try:
        facts = source_facts(site.store, name, prefixes=site.prefixes)
    except ValueError:
        facts = None
    if facts is None:
        abort(404, "No document of this name was read.")
    path = folder("data") / "sources" / facts.file_name
    if path.parent != folder("data") / "sources" or not path.is_file():
        abort(404, "The text of this document is not part of this installation.")
    # Offsets count over the file with its line ends untouched.
    text = path.read_bytes().decode("utf-8")
    return _page("source.html", facts=facts, pages=pages(text, facts), length=len(text), name=name)


def _page(template: str, **values: object) -> Response:
    return Response(render(template, **values), content_type=HTML.media_type)
