"""Templates, and what they may use; everything from the data is escaped."""

from __future__ import annotations

from urllib.parse import quote

from flask import Flask, current_app
from jinja2 import StrictUndefined
from markupsafe import Markup, escape

from ccwp_kg.entities import day_of, kind_of
from ccwp_kg.server.figures import chain_picture, small_picture
from ccwp_kg.server.links import href, is_outside
from ccwp_kg.server.plain_words import visible
from ccwp_kg.server.plan_steps import approval_steps
from ccwp_kg.server.site import Site

NAVIGATION = (
    ("/plans", "Plans"),
    ("/actions", "Actions"),
    ("/organisations", "Organisations"),
    ("/documents", "Documents"),
    ("/sparql", "Query"),
    ("/data", "Data"),
)


def render(template: str, **values: object) -> str:
    """A page from a template; values are named, and an undefined one is an error."""
    rendered: str = current_app.jinja_env.get_template(template).render(**values)
    return rendered


def number(value: int | str) -> str:
    """A number with thin spaces between thousands: 28 699."""
    return f"{int(value):,}".replace(",", "\u202f")


def query_path(text: str) -> str:
    """The path at which a query is shown with its answer."""
    return f"/sparql?query={quote(text, safe='')}"


def verbatim(text: str) -> Markup:
    """A text that a form sends back: escaped, and not a character of it changed."""
    return escape(text)


def _finalized(value: object) -> object:
    """What a template is about to write; only text of the data can hold controls that no reader sees."""
    return visible(value) if type(value) is str else value


def prepare_templates(app: Flask, site: Site) -> None:
    """Give the templates their filters and what stands on every page."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.finalize = _finalized
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.filters.update(day=day_of, href=href, kind_of=kind_of, number=number, query_path=query_path)
    environment.filters.update(verbatim=verbatim)
    environment.tests["outside"] = is_outside
    environment.globals.update(small_picture=small_picture, chain_picture=chain_picture, approval_steps=approval_steps)
    environment.globals.update(site=site, navigation=NAVIGATION)
