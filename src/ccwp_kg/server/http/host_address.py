"""The address of this host, as whoever asks knows it."""

from __future__ import annotations

from flask import Response, request

from ccwp_kg.server.site.site import Site


def here(site: Site) -> str:
    """The address of this host: as set, else as the client asked for it (sitemaps.org wants them on one host)."""
    return site.settings.base_url or request.host_url.rstrip("/")


def at_host(site: Site, body: str | bytes, content_type: str) -> Response:
    """An answer that names its host; where that was the client's word, nobody may keep it for others."""
    response = Response(body, content_type=content_type)
    if not site.settings.base_url:
        response.headers["Cache-Control"] = "no-store"
    return response
