"""The application: everything it needs is handed over, nothing is global."""

from __future__ import annotations

from flask import Flask

from ccwp_kg.engine import EngineClient
from ccwp_kg.installation import folder
from ccwp_kg.server.apis.agents import AgentTools, agent_routes
from ccwp_kg.server.apis.discovery import discovery, operations
from ccwp_kg.server.apis.reconciliation import reconciliation_service
from ccwp_kg.server.html.page_context import prepare_page_context
from ccwp_kg.server.html.problems import handle_failures
from ccwp_kg.server.html.rendering import PageEnvironment, prepare_templates, share_macros
from ccwp_kg.server.html.svg import prepare_pictures
from ccwp_kg.server.http.headers import finish_answers
from ccwp_kg.server.http.host_address import prepare_addresses
from ccwp_kg.server.http.links import prepare_languages
from ccwp_kg.server.linked_data.citation import citations
from ccwp_kg.server.linked_data.documents import linked_data
from ccwp_kg.server.linked_data.passages import passage_routes
from ccwp_kg.server.linked_data.past_documents import past_documents
from ccwp_kg.server.linked_data.vocabularies import catalogue, changes_pages, vocabulary_pages
from ccwp_kg.server.pages.downloads import downloads, source_reader
from ccwp_kg.server.pages.home import home_page
from ccwp_kg.server.pages.links import link_pages
from ccwp_kg.server.pages.lists import lists
from ccwp_kg.server.pages.pictures import line_pages, picture_pages
from ccwp_kg.server.pages.questions import question_pages
from ccwp_kg.server.pages.search import search_pages
from ccwp_kg.server.pages.validation import validation_pages
from ccwp_kg.server.site.site import Release, SearchIndex, Site, open_site, prepare_base
from ccwp_kg.server.sparql.empty_answers import empty_answers
from ccwp_kg.server.sparql.endpoint import Endpoint
from ccwp_kg.server.sparql.graph_store import graph_store
from ccwp_kg.server.sparql.routes import running_queries, sparql_endpoint
from ccwp_kg.settings import Settings
from ccwp_kg.store import Store


def create_app(store: Store, *, settings: Settings, release: Release | None = None) -> Flask:
    """The WSGI application over one store; see open_site for what `release` is."""
    site = open_site(store, settings=settings, release=release)
    return build_app(site, Endpoint(site))


def build_app(
    site: Site,
    endpoint: Endpoint,
    *,
    tools: AgentTools | None = None,
    running: EngineClient | None = None,
) -> Flask:
    """The WSGI application over a site, its endpoint and its tools for agents."""
    tools = tools or AgentTools(site, SearchIndex(site))
    app = pages_app(site, tools.index)
    past_documents(app, site)
    sparql_endpoint(app, site, endpoint)
    empty_answers(app, site)
    graph_store(app, site)
    search_pages(app, site, tools.index)
    agent_routes(app, tools)
    operations(app, site)
    running_queries(app, running, site.settings.running_token)
    return app


def pages_app(site: Site, index: SearchIndex) -> Flask:
    """An application with what is there whether or not a server answers queries."""
    app = Flask("ccwp_kg", static_folder=None, template_folder=str(folder("web") / "templates"))
    app.jinja_environment = PageEnvironment
    app.config["MAX_CONTENT_LENGTH"] = site.settings.max_request_bytes
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = False
    prepare_base(app, site)
    prepare_addresses(app, site.settings)
    prepare_templates(app, site)
    prepare_pictures(app)
    prepare_languages(app, site)
    prepare_page_context(app, site)
    handle_failures(app)
    if not site.is_static:  # a file has no headers
        finish_answers(app, site)
    for add in (
        passage_routes, catalogue, changes_pages, home_page, lists, link_pages, picture_pages, line_pages,
        vocabulary_pages, source_reader, validation_pages, downloads, discovery, citations,
    ):  # fmt: skip
        add(app, site)
    for add_with_index in (linked_data, question_pages, reconciliation_service):
        add_with_index(app, site, index)
    share_macros(app)
    return app
