"""The application whose answers are written as files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response
from pyoxigraph import NamedNode

from ccwp_kg.entities import exists
from ccwp_kg.formats import JSON
from ccwp_kg.namespaces import OWL, PUBLISHED
from ccwp_kg.publish.opening import open_release
from ccwp_kg.rdf.syntax.read import read_triples
from ccwp_kg.server.app import pages_app
from ccwp_kg.server.html.grounds import WRITTEN_ANSWERS
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.http.file_addresses import file_of
from ccwp_kg.server.http.host_address import FILE_ADDRESSES
from ccwp_kg.server.site.site import SearchIndex, Site, open_site, read_release
from ccwp_kg.server.static_site.search_file import search_file
from ccwp_kg.settings import Settings
from ccwp_kg.store import about

_MOST_KNOWN = 20_000
"""Of so many references it is known, without asking again, whether they are things."""


class FileAddresses:
    """The files of addresses, for the things of one site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._is_thing = lru_cache(maxsize=_MOST_KNOWN)(self._is_held)

    def file(self, address: str) -> str | None:
        """The path of the file for a path and query, in URL form; None where there can be none."""
        return file_of(address, is_thing=self._is_thing)

    def written_as(self, path: str) -> str:
        """A path as it is below the base URL. The names of things stay, and so does what can be no file."""
        if path == "/" or path.startswith("/id/"):
            return path
        start, hash_mark, fragment = path.partition("#")
        return f"{self.file(start) or start}{hash_mark}{fragment}"

    def _is_held(self, reference: str) -> bool:
        try:
            iri = self._site.base.thing(reference)
        except ValueError:
            return False
        return exists(self._site.store, iri)


def open_static_site(release: Path, *, base_url: str, contact: str = "", repository: str = "") -> Site:
    """The site of a release, to be written as files that will be below that address.

    `contact` and `repository` are as in Settings. Raises NotARelease where the folder is none.
    """
    found = read_release(release)
    store = open_release(release, has_past=False)
    settings = Settings(base_url=base_url, contact=contact, repository=repository)
    return open_site(store, settings=settings, release=found, is_static=True)


def build_static_app(site: Site, addresses: FileAddresses) -> Flask:
    """The WSGI application; only what is written as files is asked of it."""
    app = pages_app(site, SearchIndex(site))
    app.jinja_env.globals["offers_agents"] = False
    app.extensions[FILE_ADDRESSES] = addresses.written_as
    app.extensions[WRITTEN_ANSWERS] = written_answers(site)
    static_pages(app, site)
    return app


def vocabulary_versions(site: Site) -> tuple[str, ...]:
    """The paths of the version IRIs of the current vocabularies, such as `ontology/0.3.0`."""
    rows = about(site.store).rows(f"SELECT DISTINCT ?v WHERE {{ ?vocabulary {OWL.versionIRI} ?v }}")
    rich = [t.object for t in read_triples(site.texts.rich) if t.predicate == OWL.versionIRI]
    found = {v.value for v in (*(row["v"] for row in rows), *rich) if isinstance(v, NamedNode)}
    return tuple(sorted(iri.removeprefix(PUBLISHED) for iri in found if iri.startswith(PUBLISHED)))


STATEMENTS = ("merged.nt", "dataset.nq")
"""The files that a server of one's own is started with: what a plain query sees, and the named graphs."""


def written_answers(site: Site) -> Mapping[str, str]:
    """The path of the answer to each query of the catalogue, by the text of the query."""
    return {example.text: example.path for example in site.examples}


def static_pages(app: Flask, site: Site) -> None:
    """The routes of these pages."""

    @app.get("/search")
    def search() -> Response:
        return page("static_search.html", index=search_file(site), path="/search")

    @app.get("/search.json")
    def index() -> Response:
        return Response(search_file(site).body, content_type=JSON.media_type)

    @app.get("/sparql")
    def queries() -> Response:
        return page("static_queries.html", path="/sparql", statements=STATEMENTS)
