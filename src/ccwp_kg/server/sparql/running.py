"""The queries that run now, for the operator: a list, and a way to end one. Both need the token of a setting.

An address proves nothing: behind a proxy every visitor comes from the same one.
"""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Iterable
from typing import Protocol

from flask import Flask, Response, abort, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from ccwp_kg.engine.slots import Running

_NOW = {"Cache-Control": "no-store"}


class RunningQueries(Protocol):
    """What knows which queries run in all processes."""

    def running(self) -> Iterable[Running]:
        """The queries that run now."""

    def cancel(self, label: str) -> bool:
        """End the query that a request asked; False where none of that name runs."""


def running_queries(app: Flask, queries: RunningQueries | None, token: str) -> None:
    """The routes; without a token, or over a store elsewhere, there are none."""
    if queries is None or not token:
        return

    @app.get("/sparql/running")
    def running() -> Response:
        _demand(token)
        now = time.monotonic_ns()
        found = [
            {
                "id": each.label,
                "client": each.asker,
                "seconds": round((now - each.started) / 1e9, 3),
                "query": each.text,
            }
            for each in sorted(queries.running(), key=lambda each: each.started)
        ]
        return Response(json.dumps({"running": found}) + "\n", content_type="application/json", headers=_NOW)

    @app.delete("/sparql/running/<label>")
    def cancel(label: str) -> Response:
        _demand(token)
        if not queries.cancel(label):
            abort(404, "No query of this name runs now; GET /sparql/running lists them.")
        return Response(status=204, headers=_NOW)


def _demand(token: str) -> None:
    """Go on only with the token (RFC 6750 §2.1; the scheme in any case, RFC 9110 §11.1)."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.encode("utf-8", "replace"), token.encode()):
        raise Unauthorized("Send the token of this server: Authorization: Bearer …", www_authenticate=_BEARER)


_BEARER = WWWAuthenticate("bearer", {"realm": "queries that run"})
