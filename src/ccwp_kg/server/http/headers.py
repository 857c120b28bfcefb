"""Headers of every answer: safety, sharing between origins, validators, compression."""

from __future__ import annotations

import gzip
import hashlib
from datetime import UTC, datetime

from flask import Flask, Response, request

from ccwp_kg.server.http.host_address import here
from ccwp_kg.server.site.site import Release, Site

_SAFETY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
POLICY_OF_FILES = _SAFETY["Content-Security-Policy"].removesuffix("; frame-ancestors 'none'")
"""The policy as a page can state it itself (CSP Level 3 §3.3: frame-ancestors is ignored there)."""
_EXPOSED = "ETag, Link, Location, Content-Location, Content-Disposition, Content-Range, Memento-Datetime, Retry-After"
FRAMED = {
    "Content-Security-Policy": _SAFETY["Content-Security-Policy"].replace(
        "frame-ancestors 'none'", "frame-ancestors *"
    ),
    "Access-Control-Allow-Origin": "*",
}
"""Headers of a small page that other sites may show in a frame."""
DATA = (
    *_SAFETY.items(),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", _EXPOSED),
)
"""Headers of every answer that is data."""
FRESH = "public, max-age=300, must-revalidate"
_COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/jsonl",
    "application/ld+json",
    "application/linkset+json",
    "application/opensearchdescription+xml",
    "application/vnd.citationstyles",
    "application/x-bibtex",
    "application/n-",
    "application/rdf+xml",
    "application/sparql-results",
    "application/trig",
    "application/problem+json",
    "image/svg+xml",
)
_OPERATORS = "/sparql/running"
"""What is for the operator alone, and for no page of another origin."""
WORTH_COMPRESSING = 1_000
"""Bytes; shorter answers are not compressed."""


def finish_answers(app: Flask, site: Site) -> None:
    """Put the common headers on every answer of the application."""
    modified = None if site.release is None else release_moment(site.release)

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers.extend({name: value for name, value in _SAFETY.items() if name not in response.headers})
        if "Allow" in response.headers:  # Flask writes the methods in the order of a set, another in each process
            response.headers["Allow"] = ", ".join(sorted(response.allow))
        if not request.path.startswith(_OPERATORS):
            _share(response)
        if request.method in ("GET", "HEAD") and not response.direct_passthrough:
            _compress(response)
            if response.status_code == 200:
                _validate(response, modified)
        if response.status_code in (200, 303, 304, 404, 406, 410) and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = FRESH
        return response


def _share(response: Response) -> None:
    """Let pages of any origin read data, without credentials; HTML is for its own origin."""
    is_shared = "Access-Control-Allow-Origin" in response.headers  # a page that says so itself
    if (
        response.mimetype == "text/html"
        and response.status_code != 303
        and request.method != "OPTIONS"
        and not is_shared
    ):
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "GET, HEAD, OPTIONS")
        response.headers["Access-Control-Allow-Headers"] = (
            "Accept, Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Range, "
            "If-Unmodified-Since, Range, Last-Event-ID, MCP-Protocol-Version, Mcp-Method, Mcp-Name, "
            "Mcp-Session-Id, X-Requested-With"
        )
        response.headers["Access-Control-Max-Age"] = "86400"


def _compress(response: Response) -> None:
    if not (response.mimetype or "").startswith(_COMPRESSIBLE) or "Content-Encoding" in response.headers:
        return
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) >= WORTH_COMPRESSING and request.accept_encodings.quality("gzip") > 0:
        is_long_page = response.mimetype == "text/html" and len(body) >= _LONG_PAGE
        response.set_data(gzip.compress(body, compresslevel=9 if is_long_page else 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"


def release_moment(release: Release) -> datetime | None:
    """When the newest file of the release was written, to the second (UTC); None without files."""
    written = max((file.written for file in release.files), default=None)
    return None if written is None else datetime.fromtimestamp(written // 1_000_000_000, UTC)


def _validate(response: Response, modified: datetime | None) -> None:
    """Set ETag and Last-Modified, and answer 304 or 412 where the request is conditional.

    The ETag is strong and of the very bytes, so each encoding has its own (RFC 9110 §8.8.3.3), and of the address of
    this server, which stands in the header Link. Last-Modified is the moment of the release, where one is served and
    the answer depends on nothing else (§8.8.2); If-None-Match counts before If-Modified-Since (§13.2.2).
    """
    if not response.get_etag()[0]:
        response.set_etag(hashlib.sha256(b"%s %s" % (here().encode(), response.get_data())).hexdigest()[:32])
    is_of_the_release = "no-store" not in response.headers.get("Cache-Control", "")
    if modified is not None and is_of_the_release and "Last-Modified" not in response.headers:
        response.last_modified = modified
    response.make_conditional(request)


_LONG_PAGE = 80_000
"""Bytes; such a page is kept, so that it is worth 0.9 ms more, once, to send 1.4 % less."""
