"""What those who run the server ask: does it live, can it answer, what did it do."""

from __future__ import annotations

from flask import Flask, Response, abort

from ccwp_kg.server.site.site import Site

_TEXT = "text/plain; charset=utf-8"
_NOW = {"Cache-Control": "no-store"}


def operations(app: Flask, site: Site) -> None:
    """The routes for operating the server."""

    @app.get("/healthz")
    def health() -> Response:
        """The process answers; nothing is said of the store."""
        return Response("ok\n", content_type=_TEXT, headers=_NOW)

    @app.get("/readyz")
    def readiness() -> Response:
        """The store answers; 503 where it does not."""
        site.store.rows("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")
        return Response("ok\n", content_type=_TEXT, headers=_NOW)

    @app.get("/metrics")
    def metrics() -> Response:
        if site.metrics is None:
            abort(404, "Nothing is counted here.")
        statements = 0.0 if site.release is None else float(site.release.statements)
        gauges = {"statements": ("Statements of the release that answers", statements)}
        body, content_type = site.metrics.exposition(gauges=gauges)
        return Response(body, content_type=content_type, headers=_NOW)
