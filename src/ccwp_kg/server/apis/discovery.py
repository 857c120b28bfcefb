"""What programs look for at addresses that others have fixed: crawlers, browsers, catalogues, language models."""

from __future__ import annotations

import json
from collections.abc import Sequence

from flask import Blueprint, Response, abort
from pyoxigraph import NamedNode

from ccwp_kg.entities import LISTS
from ccwp_kg.entities.held import holdings
from ccwp_kg.formats import RDF_FORMATS, TURTLE, essence
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.server.apis.agents import offers_agents
from ccwp_kg.server.apis.reconciliation_json import GUIDE, SPECIFICATION
from ccwp_kg.server.html.rendering import render
from ccwp_kg.server.http.describes import describes, file
from ccwp_kg.server.http.host_address import here
from ccwp_kg.server.http.links import description_path, href
from ccwp_kg.server.site.site import LICENCE, Site
from ccwp_kg.store import Store, about

SITEMAP_LIMIT = 50_000
"""So many addresses one sitemap may hold (sitemaps.org, "Sitemap file location")."""
AGENTS_SPECIFICATION = "https://modelcontextprotocol.io/specification/2026-07-28"
_API_CATALOG = "https://www.rfc-editor.org/info/rfc9727"
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
    "/cite/dataset",
)
_TEXT = "text/plain; charset=utf-8"
_XML = "text/xml; charset=utf-8"
_LINKSET = f'application/linkset+json; profile="{_API_CATALOG}"'
_OPENSEARCH = "application/opensearchdescription+xml; charset=utf-8"
_MARKDOWN = "text/markdown; charset=utf-8"


def discovery(site: Site) -> Blueprint:
    """The routes at fixed addresses."""
    routes = Blueprint("discovery", __name__)

    @routes.get("/robots.txt")
    @describes("What crawlers need not visit", file("text/plain"))
    def robots() -> Response:
        return Response(render("robots.txt"), content_type=_TEXT)

    @routes.get("/sitemap.xml")
    @describes("All pages, or the parts of that list", file("text/xml"))
    def sitemap() -> Response:
        paths = site_paths(site.store)
        last = site.dataset_facts.read().issued
        if len(paths) <= SITEMAP_LIMIT:
            body = render("sitemap.xml", paths=paths, last=last)
        else:
            body = render("sitemap-index.xml", parts=len(_parts(paths)), last=last)
        return Response(body, content_type=_XML)

    @routes.get("/sitemap-<int:number>.xml")
    @describes("A part of the sitemap, where there are too many pages for one", file("text/xml"), failures=(404,))
    def sitemap_part(number: int) -> Response:
        parts = _parts(site_paths(site.store))
        if len(parts) < 2 or not 1 <= number <= len(parts):
            abort(404, "There is no such part of the sitemap; /sitemap.xml lists those there are.")
        body = render("sitemap.xml", paths=parts[number - 1], last=site.dataset_facts.read().issued)
        return Response(body, content_type=_XML)

    @routes.get("/opensearch.xml")
    @describes("How a browser searches here", file("application/opensearchdescription+xml"))
    def opensearch() -> Response:
        icon = site.static["favicon.svg"]
        return Response(render("opensearch.xml", icon=icon), content_type=_OPENSEARCH)

    @routes.get("/.well-known/api-catalog")
    @describes("Every interface (RFC 9727)", file("application/linkset+json", "Linkset"))
    def api_catalog() -> Response:
        host = here()
        response = Response(json.dumps({"linkset": api_links(site, host)}, indent=1) + "\n", content_type=_LINKSET)
        # RFC 9727 §2: a HEAD of this address says where the catalogue is, too.
        response.headers["Link"] = (
            f'<{host}/.well-known/api-catalog>; rel="api-catalog"; type="application/linkset+json"'
        )
        return response

    @routes.get("/llms.txt")
    @describes("What is here, for language models", file("text/markdown"))
    def llms() -> Response:
        body = render(
            "llms.txt",
            facts=site.dataset_facts.read(),
            lists=LISTS.values(),
            formats=RDF_FORMATS,
            holdings=holdings(site.store, prefixes=site.prefixes),
        )
        return Response(body, content_type=_MARKDOWN)

    return routes


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


def sitemap_paths(paths: Sequence[str]) -> tuple[str, ...]:
    """The paths of the sitemap over these paths, and of its parts where there are several."""
    parts = len(_parts(paths))
    return ("/sitemap.xml", *(f"/sitemap-{number}.xml" for number in range(1, parts + 1) if parts > 1))


def _parts(paths: Sequence[str]) -> list[Sequence[str]]:
    return [paths[start : start + SITEMAP_LIMIT] for start in range(0, len(paths), SITEMAP_LIMIT)]


def api_links(site: Site, here: str) -> list[dict[str, object]]:
    """The catalogue of what programs may ask (RFC 9727 §4.1, written as RFC 9264 §4.2)."""

    def link(path: str, media_type: str) -> dict[str, str]:
        return {"href": f"{here}{path}", "type": media_type}

    status = [link("/readyz", "text/plain")]
    files = () if site.release is None else site.release.files
    dumps = [link(f"/dumps/{file.name}", essence(file.sent_as)) for file in files if file.is_distribution]
    apis: list[dict[str, object]] = [
        {
            "anchor": f"{here}/sparql",
            "service-desc": [link("/sparql", TURTLE.essence)],
            "service-doc": [link("/sparql", "text/html"), {"href": "https://www.w3.org/TR/sparql11-protocol/"}],
            "status": status,
        },
        {
            "anchor": f"{here}/graph-store",
            "service-desc": [link("/sparql", TURTLE.essence)],
            "service-doc": [{"href": "https://www.w3.org/TR/sparql11-http-rdf-update/"}],
            "status": status,
        },
        {
            "anchor": f"{here}/reconcile",
            "service-desc": [link("/reconcile", "application/json")],
            "service-doc": [link(GUIDE, "text/html"), {"href": SPECIFICATION}],
            "status": status,
        },
        {
            "anchor": f"{here}/",
            "service-desc": [link("/openapi.json", "application/json")],
            "service-doc": [link("/data", "text/html")],
            "search": [link("/opensearch.xml", "application/opensearchdescription+xml")],
            "describedby": [link(description_path(site), TURTLE.essence)],
            "license": [{"href": LICENCE}],
            "status": status,
        },
    ]
    if offers_agents():
        apis.insert(3, {"anchor": f"{here}/mcp", "service-doc": [{"href": AGENTS_SPECIFICATION}], "status": status})
    items = [{"href": str(api["anchor"])} for api in apis]
    catalogue: dict[str, object] = {"anchor": f"{here}/.well-known/api-catalog", "item": items}
    downloads: dict[str, object] = {"anchor": f"{here}/data", "item": dumps}
    return [catalogue, *apis, *([downloads] if dumps else [])]
