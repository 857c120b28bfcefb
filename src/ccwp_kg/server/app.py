"""The application: everything it needs is handed over, nothing is global."""

from __future__ import annotations

from flask import Flask

from ccwp_kg.assets import folder
from ccwp_kg.rdf.prefixes import read_prefixes
from ccwp_kg.server.downloads import downloads, fixed_addresses
from ccwp_kg.server.failures import handle_failures
from ccwp_kg.server.headers import finish_answers
from ccwp_kg.server.linked_data import linked_data
from ccwp_kg.server.pages import content_pages, vocabulary_pages
from ccwp_kg.server.rendering import prepare_templates
from ccwp_kg.server.site import Release, Site, read_examples, read_static, web
from ccwp_kg.server.sparql import sparql_endpoint
from ccwp_kg.settings import Settings
from ccwp_kg.store import Store


def create_app(store: Store, *, settings: Settings, release: Release | None = None) -> Flask:
    """The WSGI application over one store.

    `release` says what the store was loaded from, where it was a release; its files are then offered for download.
    """
    site = Site(
        store=store,
        settings=settings,
        prefixes=read_prefixes(folder("ontology") / "prefixes.ttl"),
        release=release,
        examples=read_examples(web() / "queries"),
        static=read_static(web() / "static"),
    )
    app = Flask("ccwp_kg", static_folder=None, template_folder=str(web() / "templates"))
    app.config["MAX_CONTENT_LENGTH"] = settings.max_request_bytes
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = False
    prepare_templates(app, site)
    handle_failures(app)
    finish_answers(app)
    for routes in (
        linked_data(site),
        sparql_endpoint(site),
        content_pages(site),
        vocabulary_pages(site),
        downloads(site),
        fixed_addresses(site),
    ):
        app.register_blueprint(routes)
    return app
