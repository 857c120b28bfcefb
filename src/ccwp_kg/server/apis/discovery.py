"""What is asked for at fixed addresses: by crawlers, browsers, language models, and those who run the server."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, abort
from pyoxigraph import NamedNode

from ccwp_kg.entities.holdings import holdings
from ccwp_kg.entities.lists.table import LISTS
from ccwp_kg.formats import RDF_FORMATS, TEXT
from ccwp_kg.installation import folder
from ccwp_kg.namespaces import CCWP
from ccwp_kg.questions import catalogue
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.server.apis.reconciliation import GUIDE
from ccwp_kg.server.html.rendering import render
from ccwp_kg.server.http.links import href
from ccwp_kg.server.site.site import Site
from ccwp_kg.store import Store, about

SITEMAP_LIMIT = 50_000
"""So many addresses one sitemap may hold (sitemaps.org, "Sitemap file location")."""
_CITED = "/cite/dataset"
_PAGES = (
    "/",
    "/together",
    "/lines",
    "/links",
    "/data",
    "/changes",
    "/about",
    "/add-a-plan",
    "/rules",
    "/ontology",
    "/ontology/overview",
    "/ontology/rich",
    "/shapes",
    "/questions",
    "/sparql",
    GUIDE,
    _CITED,
)
_XML = "text/xml; charset=utf-8"
_OPENSEARCH = "application/opensearchdescription+xml; charset=utf-8"
_MARKDOWN = "text/markdown; charset=utf-8"


def discovery(app: Flask, site: Site) -> None:
    """The routes at fixed addresses."""

    @app.get("/robots.txt")
    def robots() -> Response:
        return Response(render("robots.txt"), content_type=TEXT.media_type)

    @app.get("/sitemap.xml")
    def sitemap() -> Response:
        paths = all_paths(site)
        last = site.dataset_facts.read().issued
        if len(paths) <= SITEMAP_LIMIT:
            body = render("sitemap.xml", paths=paths, last=last)
        else:
            body = render("sitemap-index.xml", parts=len(_parts(paths)), last=last)
        return Response(body, content_type=_XML)

    @app.get("/sitemap-<int:number>.xml")
    def sitemap_part(number: int) -> Response:
        parts = _parts(all_paths(site))
        if len(parts) < 2 or not 1 <= number <= len(parts):
            abort(404, "There is no such part of the sitemap; /sitemap.xml lists those there are.")
        body = render("sitemap.xml", paths=parts[number - 1], last=site.dataset_facts.read().issued)
        return Response(body, content_type=_XML)

    @app.get("/opensearch.xml")
    def opensearch() -> Response:
        icon = site.static["favicon.svg"]
        return Response(render("opensearch.xml", icon=icon), content_type=_OPENSEARCH)

    @app.get("/llms.txt")
    def llms() -> Response:
        body = render(
            "llms.txt",
            facts=site.dataset_facts.read(),
            lists=LISTS.values(),
            formats=RDF_FORMATS,
            holdings=holdings(site.store, prefixes=site.prefixes),
        )
        return Response(body, content_type=_MARKDOWN)


def site_paths(store: Store) -> tuple[str, ...]:
    """The path of every page about a thing, a list, a vocabulary or a source, in the order people count."""
    own = f'FILTER(isIRI(?s) && STRSTARTS(STR(?s), "{store.base.id}") && !CONTAINS(STR(?s), "#"))'
    own += f' FILTER(!STRSTARTS(STR(?s), "{store.base.id}prefix/"))'  # a registry of short names tells nobody anything
    every = f"SELECT DISTINCT ?s WHERE {{ ?s ?p ?o {own} }}"
    things = {row["s"] for seen in (store, about(store)) for row in seen.rows(every)}
    sources = [row["s"] for row in store.rows(f"SELECT ?s WHERE {{ ?s a {CCWP.SourceText} ; {CCWP.fileName} ?f }}")]
    texts = [f"/{store.base.reference(thing.value)}" for thing in sources if isinstance(thing, NamedNode)]
    iris = sorted((thing.value for thing in things if isinstance(thing, NamedNode)), key=natural_key)
    paths = [path for iri in iris if (path := href(iri)) is not None]
    return (*_PAGES, *(f"/{name}" for name in LISTS), *sorted(texts), *paths)


def all_paths(site: Site) -> tuple[str, ...]:
    """The path of every page that is there: those, the questions, and what a release has."""
    absent = set() if site.dataset_facts.read().title else {_CITED}
    asked = [example.slug for example in site.offered]
    asked += [template.slug for template in catalogue(folder("web") / "questions", site.base)]
    return (
        *(path for path in site_paths(site.store) if path not in absent),
        *(f"/questions/{slug}" for slug in asked),
        *(["/validation"] if site.has_report else []),
    )


def sitemap_paths(paths: Sequence[str]) -> tuple[str, ...]:
    """The paths of the sitemap over these paths, and of its parts where there are several."""
    parts = len(_parts(paths))
    return ("/sitemap.xml", *(f"/sitemap-{number}.xml" for number in range(1, parts + 1) if parts > 1))


def _parts(paths: Sequence[str]) -> list[Sequence[str]]:
    return [paths[start : start + SITEMAP_LIMIT] for start in range(0, len(paths), SITEMAP_LIMIT)]


_NOW = {"Cache-Control": "no-store"}


def operations(app: Flask, site: Site) -> None:
    """The routes for operating the server."""

    @app.get("/healthz")
    def health() -> Response:
        """The process answers; nothing is said of the store."""
        return Response("ok\n", content_type=TEXT.media_type, headers=_NOW)

    @app.get("/readyz")
    def readiness() -> Response:
        """The store answers; 503 where it does not."""
        site.store.rows("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")
        return Response("ok\n", content_type=TEXT.media_type, headers=_NOW)

    @app.get("/metrics")
    def metrics() -> Response:
        if site.metrics is None:
            abort(404, "Nothing is counted here.")
        statements = 0.0 if site.release is None else float(site.release.statements)
        gauges = {"statements": ("Statements of the release that answers", statements)}
        body, content_type = site.metrics.exposition(gauges=gauges)
        return Response(body, content_type=content_type, headers=_NOW)
