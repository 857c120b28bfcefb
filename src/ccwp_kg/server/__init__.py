"""HTTP: linked data, SPARQL, pages and downloads over one store; the only package that imports Flask."""

from ccwp_kg.server.app import create_app
from ccwp_kg.server.serve import serve
from ccwp_kg.server.site.site import Release

__all__ = ["Release", "create_app", "serve"]
