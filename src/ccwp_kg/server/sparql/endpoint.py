"""Answers of the SPARQL endpoint as data, made without Flask."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
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
from ccwp_kg.server.html.problems import Failure, failure_of, failure_of_http, problem, wants_page
from ccwp_kg.server.http.concurrency import Turns
from ccwp_kg.server.http.headers import DATA, FRESH, WORTH_COMPRESSING
from ccwp_kg.server.http.host_address import HOST_ADDRESS
from ccwp_kg.server.http.negotiation import first_not_excluded, negotiate
from ccwp_kg.server.http.reply import Reply
from ccwp_kg.server.http.representation import NotOffered
from ccwp_kg.server.site.site import Site
from ccwp_kg.server.sparql.request import SparqlRequest, read_request
from ccwp_kg.store import Dataset

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
            asked = read_request(query_string, environ.get("CONTENT_TYPE", ""), body)
            if asked.text is None or asked.named_format() is HTML:
                return None
            reply, outcome = self._answer(asked, asked.text, environ, client)
        except HTTPException as error:
            return None if wants_page(environ) else failed(failure_of_http(error))
        except CcwpError as error:
            outcome = next((name for kind, name in _OUTCOMES if isinstance(error, kind)), "refused")
            reply = None if wants_page(environ) else failed(failure_of(error))
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
        link = f'<{environ[HOST_ADDRESS]}/sparql>; rel="service-desc"'
        wanted = WantedAnswer(checked, form, asked.dataset, environ, link)
        known = wanted.if_known(self._site.store.state)
        if known is not None:
            return known, "not_modified"
        with nullcontext() if self._turns is None else self._turns.take(client):
            found = self._site.answers.find(checked, form, dataset=asked.dataset, client=client)
        return wanted.reply(found), "answered"

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


@dataclass(frozen=True, slots=True)
class WantedAnswer:
    """The answer that a request wants; `link` is the Link header that it is sent with."""

    checked: CheckedQuery
    form: Format
    dataset: Dataset
    environ: Mapping[str, Any]
    link: str

    def if_known(self, state: str | None) -> Reply | None:
        """304 where the client has the answer of this state, before the store is asked (RFC 9110 §13.1.2)."""
        known = self.environ.get("HTTP_IF_NONE_MATCH")
        if known is None or known.strip() == "*" or state is None or self.checked.is_volatile:
            return None
        answer = identity(state, self.checked, self.form, self.dataset)
        for zipped in (self._takes_gzip, False):  # short and large answers are not compressed
            tag = self._tag(answer, zipped=zipped)
            reply = Reply(200, self._headers(tag), [], 0, tag).unless_known(known)
            if reply.status == 304:
                return reply
        return None

    def reply(self, found: FoundAnswer) -> Reply:
        """The answer, or 304 where the client has it; a large one is streamed without compression."""
        written, answer = found.written, found.identity
        if written.size > _LARGE:
            tag = None if answer is None else self._tag(answer, zipped=False)
            pieces, size, coding = written.pieces, written.size, None
        else:
            body = written.whole()
            coding = "gzip" if self._takes_gzip and len(body) >= WORTH_COMPRESSING else None
            if answer is None and not self.checked.is_volatile:
                answer = body
            tag = None if answer is None else self._tag(answer, zipped=coding is not None)
            body = body if coding is None else gzip.compress(body, compresslevel=6, mtime=0)
            pieces, size = [body], len(body)
        headers = self._headers(tag)
        if coding is not None:
            headers.append(("Content-Encoding", coding))
        headers.append(("Content-Length", str(size)))
        reply = Reply(200, headers, pieces, size, tag)
        known = self.environ.get("HTTP_IF_NONE_MATCH")
        return reply if known is None else reply.unless_known(known)

    @property
    def _takes_gzip(self) -> bool:
        return accepts_gzip(self.environ.get("HTTP_ACCEPT_ENCODING", ""))

    def _headers(self, tag: str | None) -> list[tuple[str, str]]:
        return [
            ("Content-Type", self.form.media_type),
            ("Vary", "Accept, Accept-Encoding"),
            ("Cache-Control", "no-store" if self.checked.is_volatile else FRESH),
            ("Link", self.link),
            *DATA,
            *([("ETag", tag)] if tag is not None else []),
        ]

    def _tag(self, answer: bytes, *, zipped: bool) -> str:
        """A strong ETag: all that the bytes and the Link depend on, the program included.

        RFC 9110 §8.8.3.3: each coding has its own.
        """
        here = self.environ[HOST_ADDRESS].encode()
        digest = blake2b(b"%s %s" % (here, answer), digest_size=16, key=_PROGRAM).hexdigest()
        return f'"{digest}-gzip"' if zipped else f'"{digest}"'


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
