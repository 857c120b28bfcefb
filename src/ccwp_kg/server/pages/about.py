"""Pages about the project, independent of the data: about, and the rules of inference."""

from __future__ import annotations

from flask import Blueprint, Response

from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.http.describes import PAGE, describes
from ccwp_kg.server.site.site import Site


def content_pages(site: Site) -> Blueprint:
    """The routes of these pages."""
    routes = Blueprint("pages", __name__)

    @routes.get("/about")
    @describes("What this is, how it was made, and what it does not know", PAGE)
    def about() -> Response:
        return page("about.html")

    @routes.get("/rules")
    @describes("The rules by which statements are inferred", PAGE)
    def rules() -> Response:
        return page("rules.html", rules=site.rules.values(), path="/rules")

    return routes
