"""Documents on the whole, as pages and as RDF: the catalogue, what changed, the ontology, the shapes and the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from flask import Flask, Response, abort
from pyoxigraph import Literal, Triple
from werkzeug.wrappers import Response as AnyResponse

from ccwp_kg.entities.description import ONTOLOGY_IRI, vocabulary
from ccwp_kg.entities.facts.entity_context import own_facts
from ccwp_kg.entities.portraits.releases import change_triples, releases_with_changes
from ccwp_kg.entities.vocabulary.rules import shape_rows
from ccwp_kg.entities.vocabulary.terms import OVERVIEW as OVERVIEW_IRI
from ccwp_kg.entities.vocabulary.terms import overview, read_axioms, terms
from ccwp_kg.formats import ATOM, HTML, JSONLD, JSONLD_CONTEXT, JSONLD_FRAMED, RDF_FORMATS, TEXT, Format
from ccwp_kg.namespaces import CCWP, OWL
from ccwp_kg.publish.description.catalogue import CATALOGUE, write_catalogue
from ccwp_kg.rdf.dataset import ONTOLOGY, SHAPES
from ccwp_kg.rdf.syntax.canonical import canonical
from ccwp_kg.rdf.syntax.read import read_triples
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.server.html.pictures.classes import class_picture
from ccwp_kg.server.html.rendering import as_html, page, render
from ccwp_kg.server.html.svg import svg_answer
from ccwp_kg.server.http.host_address import placed
from ccwp_kg.server.http.links import CATALOGUE_PATH
from ccwp_kg.server.http.negotiation import DOCUMENT_FORMATS, as_rdf, serve_representations
from ccwp_kg.server.linked_data.documents import document_from, see
from ccwp_kg.server.linked_data.signposting import landing_of, landing_of_vocabulary, signposts
from ccwp_kg.server.site.site import CONTEXT, Release, Site, numbers_by_shape, read_report, site_base
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
        return see(CATALOGUE_PATH)  # RFC 8615; VoID §7.2: the description of the datasets of a host


_PATH = "/changes"


def changes_pages(app: Flask, site: Site) -> None:
    """The routes of the changes."""

    def content(form: Format) -> Response:
        if form not in (ATOM, HTML):
            triples = tuple(site_base().addressed(change_triples(site.store), placed))
            return as_rdf(site, triples, form)
        rows = site.kept.get("changes", lambda: releases_with_changes(site.store, prefixes=site.prefixes))
        if form is HTML:
            return page("changes.html", path=_PATH, rows=rows, formats=(*RDF_FORMATS, ATOM))
        feed = render("changes-feed.xml", rows=rows, facts=site.dataset_facts.read())
        return Response(feed, content_type=ATOM.media_type)

    serve_representations(app, site, _PATH, (*RDF_FORMATS, ATOM, HTML), content, name="changes")


RICH = "ontology/rich"
"""The path of the rich module, and what its IRI ends in."""
OVERVIEW = "ontology/overview"

_CHANGES = "/ontology/changes"
_RULES = "/rules"


def vocabulary_pages(app: Flask, site: Site) -> None:
    """The routes of the ontology, its overview, changes and rich module, of shapes, rules, and the JSON-LD context."""
    examples = read_class_examples(site.texts.examples, site.texts.base)
    # No graph of the store holds the module: its consequences are not part of the dataset.
    module = tuple(sorted(canonical(read_triples(site.texts.rich)), key=str))
    context_text = site.texts.base.moved(site.texts.context.read_text(encoding="utf-8"))
    (stated,) = [t.object.value for t in module if t.predicate == OWL.versionInfo and isinstance(t.object, Literal)]

    make_overview = partial(overview, site.store, module, prefixes=site.prefixes)
    read: dict[str, Callable[[], object]] = {
        "terms": partial(terms, site.store, prefixes=site.prefixes, examples=examples),
        "overview": make_overview,
    }
    said = partial(vocabulary, site.store)
    _add(app, site, "ontology", read, partial(said, ONTOLOGY_IRI, site.base.here(ONTOLOGY)))
    read = dict(reversed(read.items()))
    _add(app, site, OVERVIEW, read, partial(said, OVERVIEW_IRI, site.base.here(ONTOLOGY)))

    @app.get(f"/{OVERVIEW}.svg")
    def overview_picture() -> Response:
        drawn = class_picture(site.kept.get("overview", make_overview))
        return svg_answer(site, drawn, "There is nothing to draw: what is served here names none of the main classes.")

    read = {"axioms": partial(read_axioms, site.store, module, prefixes=site.prefixes)}
    _add(app, site, RICH, read, lambda: module)
    read = {
        "shapes": partial(shape_rows, site.store, prefixes=site.prefixes),
        "judged": partial(judged_by_shape, site.release),
    }
    _add(app, site, "shapes", read, partial(said, iris.shapes(), site.base.here(SHAPES)))

    def rules(form: Format) -> Response:
        if form is HTML:
            return page("rules.html", rules=site.rules.values(), path=_RULES, formats=RDF_FORMATS)
        pattern = f"?rule a {CCWP.InferenceRule} ; ?p ?o"
        stated = about(site.store).triples(f"CONSTRUCT {{ ?rule ?p ?o }} WHERE {{ {pattern} }}")
        return as_rdf(site, sorted(stated, key=str), form)

    serve_representations(app, site, _RULES, DOCUMENT_FORMATS, rules, name="rules")

    @app.get(f"/{RICH}/<version>")
    def rich_version(version: str) -> AnyResponse:
        # OWL 2 §3.2: the current version is found under its version IRI as well.
        suffix = version.removeprefix(stated)
        if suffix == version or suffix not in ("", *(f".{form.suffix}" for form in DOCUMENT_FORMATS)):
            abort(404, f"This version is not served; /{RICH} has the current one.")
        return see(f"/{RICH}{suffix}")

    def changes(form: Format) -> Response:
        text = site.texts.changes.read_bytes()
        if form is TEXT:
            return Response(text, content_type=TEXT.media_type)
        told = as_html(text.decode().partition("\n\n")[2])
        return page("ontology_changes.html", told=told, path=_CHANGES)

    serve_representations(app, site, _CHANGES, (TEXT, HTML), changes, name="changes_of_the_ontology")

    @app.get(f"/{CONTEXT}")
    def context() -> Response:
        return Response(context_text, content_type=JSONLD_CONTEXT)


def judged_by_shape(release: Release | None) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """How many things each shape judged, and how many findings it has; both empty where no report says so."""
    try:
        report = read_report(release) if release is not None else {}
        return numbers_by_shape(report, "focusNodesByShape"), numbers_by_shape(report, "countByShape")
    except (OSError, ValueError, AttributeError):
        return {}, {}


def read_class_examples(examples: Path, base: Base = PUBLISHED_BASE) -> Mapping[str, str]:
    """An example of each class, short and without prefixes, by the class's own name; none where none are shipped."""
    return {
        path.stem: in_short(base.moved(path.read_text(encoding="utf-8"))) for path in sorted(examples.glob("*.ttl"))
    }


def in_short(turtle: str) -> str:
    r"""The first thing of a Turtle text as this project writes it: one statement of each property, at most three.

    >>> in_short("@prefix a: <urn:a> .\n\na:b\n  a a:C ;\n  a:p 1 ;\n  a:p 2 ;\n.\n")
    'a:b\n  a a:C ;\n  a:p 1 ;\n  # and 1 statement more\n.'
    """
    lines = [line for line in turtle.splitlines() if not line.startswith("@prefix")]
    subject, _, rest = "\n".join(lines).strip().partition("\n\n")[0].partition("\n")
    statements = rest.removesuffix("\n.").removesuffix(";\n").split(";\n  ")
    first = {statement.split(maxsplit=1)[0]: statement for statement in reversed(statements)}
    chosen = [each for each in statements if first[each.split(maxsplit=1)[0]] is each][:3]
    left = len(statements) - len(chosen)
    omitted = [f"  # and {left} statement{'s' if left > 1 else ''} more"] if left else []
    return "\n".join([subject, *(f"  {each.strip(' ;')} ;" for each in chosen), *omitted, "."])


def _add(
    app: Flask,
    site: Site,
    name: str,
    read: Mapping[str, Callable[[], object]],
    triples: Callable[[], tuple[Triple, ...]],
) -> None:
    """Serve a document about terms that are fragments; its page shows what is `read`, and its template is called after
    the first of that."""
    template = f"{next(iter(read))}.html"

    def answer(form: Format) -> Response:
        if form is HTML:
            shown = {what: site.kept.get(what, reader) for what, reader in read.items()}
            response = page(template, path=f"/{name}", formats=RDF_FORMATS, **shown)
        else:
            response = as_rdf(site, triples(), form)
        response.headers["Link"] = signposts(site, landing_of_vocabulary(site, name), form)
        return response

    serve_representations(app, site, f"/{name}", DOCUMENT_FORMATS, answer, name=name)
