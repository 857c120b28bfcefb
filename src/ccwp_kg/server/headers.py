"""What every answer carries: safety, sharing, validators, compression."""

from __future__ import annotations

import gzip
import hashlib

from flask import Flask, Response, request

_SAFETY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_EXPOSED = "ETag, Link, Location, Content-Location, Content-Disposition, Retry-After"
DATA = (
    *_SAFETY.items(),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", _EXPOSED),
)
"""What answers with data carry, whoever made them."""
FRESH = "public, max-age=300, must-revalidate"
_COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/n-",
    "application/rdf+xml",
    "application/sparql-results",
    "application/trig",
    "application/problem+json",
    "image/svg+xml",
)
WORTH_COMPRESSING = 1_000
"""Shorter answers go as they are."""


def finish_answers(app: Flask) -> None:
    """Put the common headers on every answer of the application."""

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers.extend({name: value for name, value in _SAFETY.items() if name not in response.headers})
        _share(response)
        if request.method in ("GET", "HEAD") and not response.direct_passthrough:
            _compress(response)
            if response.status_code == 200:
                _validate(response)
        if response.status_code in (200, 303, 304, 406) and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = FRESH
        return response


def _share(response: Response) -> None:
    """Data may be read by any page, without credentials; pages keep to themselves."""
    if response.mimetype == "text/html" and response.status_code != 303 and request.method != "OPTIONS":
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "GET, HEAD, OPTIONS")
        response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match, Range"
        response.headers["Access-Control-Max-Age"] = "86400"


def _compress(response: Response) -> None:
    if not (response.mimetype or "").startswith(_COMPRESSIBLE) or "Content-Encoding" in response.headers:
        return
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) >= WORTH_COMPRESSING and request.accept_encodings.quality("gzip") > 0:
        response.set_data(gzip.compress(body, compresslevel=6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"


def _validate(response: Response) -> None:
    """A strong ETag of the very bytes sent, so each encoding has its own (RFC 9110 §8.8.3.3); 304 where it fits."""
    if not response.get_etag()[0]:
        response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    response.make_conditional(request)
