"""Errors as HTTP: problem details (RFC 9457) if data was asked for, a page if a page was."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import Gone, HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from ccwp_kg import errors
from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.formats import HTML, PROBLEM, Format
from ccwp_kg.query import ServiceRefused, UpdateRefused
from ccwp_kg.server.html.rendering import render
from ccwp_kg.server.http.negotiation import NotOffered, negotiate

_WAIT, _SHORT_WAIT = "5", "1"
_KEPT = ("accept-encoding", "allow", "connection", "retry-after", "content-range", "www-authenticate")
_STATUS: tuple[tuple[type[errors.CcwpError], int], ...] = (
    (UpdateRefused, 403),
    (ServiceRefused, 403),
    (errors.QueryTooLarge, 413),
    (errors.QueryRefused, 400),
    (errors.QuerySyntaxError, 400),
    (errors.UnknownFormat, 406),
    (errors.AnswerTooLarge, 400),
    (errors.ReconciliationRefused, 400),
    (errors.BatchTooLarge, 413),
    (errors.QueryTooSlow, 503),
    (errors.QueryMemoryExceeded, 503),
    (errors.QueryCancelled, 503),
    (errors.TooManyQueries, 429),
    (errors.StoreBroken, 502),
    (errors.StoreTooSlow, 504),
    (errors.StoreUnavailable, 503),
)
_WORDS = {
    400: "This request cannot be answered as it stands",
    403: "This is not allowed here",
    404: "There is nothing here",
    405: "This address does not do that",
    406: "Not in that format",
    410: "This has been withdrawn",
    412: "Not the version you asked for",
    413: "This request is too large",
    414: "This address is too long",
    415: "Not in that media type",
    500: "Something broke on our side",
    429: "Too many long queries at once",
    502: "The store behind this server gives no usable answer",
    503: "No answer at the moment",
    504: "The store behind this server takes too long",
}


class Withdrawn(Gone):
    """A thing that was withdrawn, and what replaces it if that is stated."""

    def __init__(self, detail: str, replacements: Sequence[Thing]) -> None:
        super().__init__(detail)
        self.replacements = replacements


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as a client sees it: the status, one sentence, and further members of the problem document.

    `offers` are the available formats, `nearest` the things that may have been meant, `replacements` the things that
    replace a withdrawn one.
    """

    status: int
    detail: str
    members: Mapping[str, object] = field(default_factory=dict)
    offers: Mapping[str, Format] = field(default_factory=dict)
    headers: Sequence[tuple[str, str]] = ()
    nearest: Sequence[Thing] = ()
    replacements: Sequence[Thing] = ()

    @property
    def title(self) -> str:
        """The kind of failure in words."""
        return _WORDS.get(self.status, HTTP_STATUS_CODES.get(self.status, "Failure"))


def failure_of(error: errors.CcwpError) -> Failure:
    """One of our errors as a failure; an error that no request can cause is a 500 without details."""
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
    if status == 500:
        return Failure(500, "The server met an error of its own and has logged it.")
    members = {"line": error.line, "column": error.column} if isinstance(error, errors.QuerySyntaxError) else {}
    return Failure(
        status,
        str(error),
        {name: value for name, value in members.items() if value is not None},
        headers=_retry_after(error),
    )


def _retry_after(error: errors.CcwpError) -> tuple[tuple[str, str], ...]:
    if isinstance(error, errors.TooManyQueries):  # it has waited already
        return (("Retry-After", _SHORT_WAIT),)
    return (("Retry-After", _WAIT),) if isinstance(error, errors.StoreUnavailable) else ()


def failure_of_http(error: HTTPException) -> Failure:
    """An HTTP error of werkzeug's as a failure."""
    kept = [(name, value) for name, value in error.get_headers() if name.lower() in _KEPT]
    offers = error.offers if isinstance(error, NotOffered) else {}
    replacements = error.replacements if isinstance(error, Withdrawn) else ()
    return Failure(error.code or 500, error.description or "", offers=offers, headers=kept, replacements=replacements)


def problem(failure: Failure) -> bytes:
    """The problem document (RFC 9457 §3)."""
    body = {"type": "about:blank", "title": failure.title, "status": failure.status, "detail": failure.detail}
    lists = {
        "offers": [form.essence for form in failure.offers.values()],
        "nearest": [{"iri": thing.iri, "label": thing.name} for thing in failure.nearest],
        "replacement": [{"iri": thing.iri, "label": thing.name} for thing in failure.replacements],
    }
    given = {name: values for name, values in lists.items() if values}
    return (json.dumps({**body, **failure.members, **given}, ensure_ascii=False) + "\n").encode()


def wants_page(environ: Mapping[str, Any]) -> bool:
    """Whether the client asked for a page rather than data."""
    return negotiate(environ.get("HTTP_ACCEPT"), (PROBLEM, HTML)) is HTML


def answer_failure(failure: Failure) -> Response:
    """The response, as a page or as problem details."""
    if wants_page(request.environ):
        response = Response(render("failure.html", title=failure.title, failure=failure), content_type=HTML.media_type)
    else:
        response = Response(problem(failure), content_type=PROBLEM.media_type)
    response.status_code = failure.status
    response.headers.extend(failure.headers)
    response.vary.add("Accept")
    return response


def handle_failures(app: Flask) -> None:
    """Answer every error in this way."""

    @app.errorhandler(errors.CcwpError)
    def of_ours(error: errors.CcwpError) -> Response:
        failure = failure_of(error)
        if failure.status >= 500:
            app.logger.error("%s: %s", type(error).__name__, error)
        return answer_failure(failure)

    @app.errorhandler(HTTPException)
    def of_http(error: HTTPException) -> Response:
        return answer_failure(failure_of_http(error))
