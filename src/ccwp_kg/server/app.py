"""The application: everything it needs is handed over, nothing is global."""

from __future__ import annotations

from flask import Flask

from ccwp_kg.server.changes import changes_pages
from ccwp_kg.server.citation import citations
from ccwp_kg.server.discovery import discovery
from ccwp_kg.server.downloads import downloads
from ccwp_kg.server.endpoint import Endpoint
from ccwp_kg.server.failures import handle_failures
from ccwp_kg.server.frame import prepare_frame
from ccwp_kg.server.graph_store import graph_store
from ccwp_kg.server.headers import finish_answers
from ccwp_kg.server.home import home_page
from ccwp_kg.server.languages import prepare_languages
from ccwp_kg.server.linked_data import linked_data
from ccwp_kg.server.lists import lists
from ccwp_kg.server.neighbourhood import neighbourhood_pages
from ccwp_kg.server.openapi import openapi
from ccwp_kg.server.operations import operations
from ccwp_kg.server.pages import content_pages
from ccwp_kg.server.past_documents import past_documents
from ccwp_kg.server.reconcile import reconciliation_service
from ccwp_kg.server.rendering import prepare_templates
from ccwp_kg.server.search import search_pages
from ccwp_kg.server.search_index import SearchIndex
from ccwp_kg.server.site import Release, Site, open_site, web
from ccwp_kg.server.source_reader import source_reader
from ccwp_kg.server.sparql import sparql_endpoint
from ccwp_kg.server.validation_page import validation_pages
from ccwp_kg.server.vocabularies import vocabulary_pages
from ccwp_kg.settings import Settings
from ccwp_kg.store import Store


def create_app(store: Store, *, settings: Settings, release: Release | None = None) -> Flask:
    """The WSGI application over one store; see open_site for what `release` is."""
    site = open_site(store, settings=settings, release=release)
    return build_app(site, Endpoint(site))


def build_app(site: Site, endpoint: Endpoint) -> Flask:
    """The WSGI application over a site and its endpoint."""
    app = Flask("ccwp_kg", static_folder=None, template_folder=str(web() / "templates"))
    app.config["MAX_CONTENT_LENGTH"] = site.settings.max_request_bytes
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = False
    prepare_templates(app, site)
    prepare_languages(app, site)
    prepare_frame(app, site)
    handle_failures(app)
    finish_answers(app, site)
    index = SearchIndex(site)
    for routes in (
        linked_data(site),
        past_documents(site),
        changes_pages(site),
        sparql_endpoint(site, endpoint),
        graph_store(site),
        content_pages(),
        home_page(site),
        lists(site),
        neighbourhood_pages(site),
        vocabulary_pages(site),
        source_reader(site),
        validation_pages(site),
        downloads(site),
        discovery(site),
        citations(site),
        openapi(site),
        search_pages(site, index),
        reconciliation_service(site, index),
        operations(site),
    ):
        app.register_blueprint(routes)
    return app
