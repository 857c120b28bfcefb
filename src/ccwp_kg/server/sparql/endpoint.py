"""Answers of the SPARQL endpoint as data, made without Flask."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from hashlib import blake2b
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_accept_header

from ccwp_kg import __version__
from ccwp_kg.errors import (
    AnswerTooLarge,
    CcwpError,
    QueryMemoryExceeded,
    QueryRefused,
    QuerySyntaxError,
    QueryTooSlow,
    StoreUnavailable,
    TooManyQueries,
)
from ccwp_kg.formats import HTML, PROBLEM, Format
from ccwp_kg.query import CheckedQuery, check, check_dataset, formats_for
from ccwp_kg.query.answering import FoundAnswer, identity
from ccwp_kg.server.html.problems import Failure, failure_of, failure_of_http, problem
from ccwp_kg.server.http.concurrency import Turns
from ccwp_kg.server.http.headers import DATA, FRESH, WORTH_COMPRESSING
from ccwp_kg.server.http.host_address import HOST_ADDRESS
from ccwp_kg.server.http.negotiation import first_not_excluded, negotiate
from ccwp_kg.server.http.reply import Reply
from ccwp_kg.server.http.representation import NotOffered
from ccwp_kg.server.site.site import Site
from ccwp_kg.server.sparql.request import SparqlRequest, read_get, read_post

_PROGRAM = __version__.encode()
_LARGE = 1 << 20
_HEADERS_KEPT = 1_000
_OUTCOMES: tuple[tuple[type[CcwpError], str], ...] = (
    (QuerySyntaxError, "syntax_error"),
    (QueryTooSlow, "too_slow"),
    (QueryMemoryExceeded, "memory_exceeded"),
    (AnswerTooLarge, "too_large"),
    (TooManyQueries, "too_many"),
    (StoreUnavailable, "unavailable"),
    (QueryRefused, "refused"),
)


class Endpoint:
    """The endpoint over one site.

    `count` is called with the outcome of each query and the seconds it took. `turns` limit the requests to a store
    elsewhere.
    """

    def __init__(
        self,
        site: Site,
        *,
        count: Callable[[str, float], None] = lambda _outcome, _seconds: None,
        turns: Turns | None = None,
    ) -> None:
        self._turns = turns
        self._site = site
        self._count = count
        self._limits = site.limits
        self._wanted: dict[tuple[str | None, str], Format] = {}

    def answer(self, environ: Mapping[str, Any], body: bytes | None, client: str) -> Reply | None:
        """The reply to a GET (`body` None) or POST; None where a page is wanted or there is no query."""
        begun = time.monotonic()
        query_string = environ["QUERY_STRING"].encode("latin-1")
        try:
            if body is None:
                asked = read_get(query_string)
            else:
                asked = read_post(query_string, environ.get("CONTENT_TYPE", ""), body)
            if asked.text is None or asked.named_format() is HTML:
                return None
            reply, outcome = self._answer(asked, asked.text, environ, client)
        except HTTPException as error:
            return None if _wants_page(environ) else failed(failure_of_http(error))
        except CcwpError as error:
            outcome = next((name for kind, name in _OUTCOMES if isinstance(error, kind)), "refused")
            reply = None if _wants_page(environ) else failed(failure_of(error))
        if reply is not None:
            self._count(outcome, time.monotonic() - begun)
        return reply

    def _answer(
        self, asked: SparqlRequest, text: str, environ: Mapping[str, Any], client: str
    ) -> tuple[Reply | None, str]:
        checked = check(text, limits=self._limits)
        check_dataset(asked.dataset, limits=self._limits)
        form = asked.named_format((*formats_for(checked), HTML)) or self._negotiated(
            environ.get("HTTP_ACCEPT"), checked
        )
        if form is HTML:
            return None, ""
        zipped = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        here = environ[HOST_ADDRESS]
        known = environ.get("HTTP_IF_NONE_MATCH")
        state = self._site.store.state
        if known is not None and known.strip() != "*" and state is not None and not checked.is_volatile:
            for coding in (zipped, False):  # large answers are not zipped
                tag = _tag(identity(state, checked, form, asked.dataset), here, zipped=coding)
                early = Reply(200, _headers(form, tag, here, is_volatile=False), [], 0, tag).unless_known(known)
                if early.status == 304:
                    return early, "not_modified"
        with nullcontext() if self._turns is None else self._turns.take(client):
            found = self._site.answers.find(checked, form, dataset=asked.dataset, client=client)
        reply = _reply(found, checked, form, here, zipped=zipped)
        return (reply if known is None else reply.unless_known(known)), "answered"

    def _negotiated(self, accept: str | None, checked: CheckedQuery) -> Format:
        """The format that Accept asks for, else the first it does not exclude; kept, for few headers are common."""
        key = (accept, checked.kind)
        form = self._wanted.get(key)
        if form is None:
            offers = (*formats_for(checked), HTML)
            form = negotiate(accept, offers) or first_not_excluded(accept or "", formats_for(checked))
            if form is None:
                raise NotOffered({f"/sparql?format={each.name}": each for each in offers})
            if len(self._wanted) < _HEADERS_KEPT:
                self._wanted[key] = form
        return form


def failed(failure: Failure) -> Reply:
    """A failure as problem details."""
    body = problem(failure)
    headers = [
        ("Content-Type", PROBLEM.media_type),
        ("Content-Length", str(len(body))),
        ("Vary", "Accept"),
        ("Cache-Control", "no-store" if failure.status >= 429 else FRESH),
        *DATA,
        *failure.headers,
    ]
    return Reply(failure.status, headers, [body], len(body))


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding wants gzip (RFC 9110 §12.5.3).

    >>> accepts_gzip("br, gzip;q=0.5"), accepts_gzip("gzip;q=0"), accepts_gzip("")
    (True, False, False)
    """
    return bool(header) and parse_accept_header(header).quality("gzip") > 0


def _wants_page(environ: Mapping[str, Any]) -> bool:
    accept = environ.get("HTTP_ACCEPT")
    return accept is not None and negotiate(accept, (PROBLEM, HTML)) is HTML


def _reply(found: FoundAnswer, checked: CheckedQuery, form: Format, here: str, *, zipped: bool) -> Reply:
    written = found.written
    tag = None
    headers: list[tuple[str, str]]
    if written.size > _LARGE:
        if found.identity is not None:
            tag = _tag(found.identity, here, zipped=False)
        headers = _headers(form, tag, here, is_volatile=checked.is_volatile)
        return Reply(200, [*headers, ("Content-Length", str(written.size))], written.pieces, written.size, tag)
    body = written.whole()
    is_zipped = zipped and len(body) >= WORTH_COMPRESSING
    if found.identity is not None:
        tag = _tag(found.identity, here, zipped=is_zipped)
    elif not checked.is_volatile:
        tag = _tag(body, here, zipped=is_zipped)
    headers = _headers(form, tag, here, is_volatile=checked.is_volatile)
    if is_zipped:
        body = gzip.compress(body, compresslevel=6, mtime=0)
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    return Reply(200, headers, [body], len(body), tag)


def _headers(form: Format, tag: str | None, here: str, *, is_volatile: bool) -> list[tuple[str, str]]:
    return [
        ("Content-Type", form.media_type),
        ("Vary", "Accept, Accept-Encoding"),
        ("Cache-Control", "no-store" if is_volatile else FRESH),
        ("Link", f'<{here}/sparql>; rel="service-desc"'),
        *DATA,
        *([("ETag", tag)] if tag is not None else []),
    ]


def _tag(answer: bytes, here: str, *, zipped: bool) -> str:
    """A strong ETag: all that the bytes and the Link depend on, the program included.

    RFC 9110 §8.8.3.3: each coding has its own.
    """
    digest = blake2b(b"%s %s" % (here.encode(), answer), digest_size=16, key=_PROGRAM).hexdigest()
    return f'"{digest}-gzip"' if zipped else f'"{digest}"'
