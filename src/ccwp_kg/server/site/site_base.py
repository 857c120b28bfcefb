"""Where the IRIs of things start on the site that answers a request."""

from __future__ import annotations

from flask import Flask, current_app, has_app_context

from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.server.site.site import Site

_BASE = "ccwp_kg.base"


def prepare_base(app: Flask, site: Site) -> None:
    """Tell the application the base of its site, for the functions that turn IRIs into links."""
    app.extensions[_BASE] = site.base


def site_base() -> Base:
    """The base of the site that answers; outside of an application the published one."""
    base: Base = current_app.extensions.get(_BASE, PUBLISHED_BASE) if has_app_context() else PUBLISHED_BASE
    return base
