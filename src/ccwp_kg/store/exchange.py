"""One HTTP request to a store elsewhere, and its whole answer or the reason why there is none.

Every failure ends in one of our own errors. No truncated answer is returned, no time limit exceeded, no redirect
followed, and no password sent to a store that did not ask for it.
"""

from __future__ import annotations

import base64
import io
import json
import re
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partialmethod
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead, RemoteDisconnected
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import (
    AbstractHTTPHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
    parse_http_list,
    parse_keqv_list,
)

from ccwp_kg.errors import AnswerTooLarge, CcwpError, QuerySyntaxError, StoreBroken, StoreTooSlow, StoreUnavailable

_PIECE = 1 << 16
_MESSAGE = 1 << 14
_CHALLENGE = re.compile(r"(?i)\s*(digest|basic)\s+(.*)", re.DOTALL)
_LINE = re.compile(r"(?i)\bline:?\s+(\d+)")
_BEFORE = re.compile(r"\nSPARQL query:\r?\n((?:define [^\n]*\n)+)")
_COLUMN = re.compile(r"(?i)\bcol(?:umn)?:?\s+(\d+)")
_WHITE = re.compile(r"[\s\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Address:
    """The URL of a store, and a user name and password for it."""

    url: str
    user: str = ""
    password: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            is_of_the_web = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:  # brackets that are no IPv6 address, or a port that is no number
            is_of_the_web = False
        if not is_of_the_web or "@" in parts.netloc or _WHITE.search(self.url):
            shown = "an address with a name or password in it" if "@" in self.url else self.shown
            raise StoreBroken(
                f"'{shown}' is not the address of a store; give one such as https://example.org/sparql, and "
                "credentials in CCWP_STORE_USER and CCWP_STORE_PASSWORD"
            )

    @property
    def shown(self) -> str:
        """The address as messages name it: without a query, which may hold a key."""
        return re.split(r"[?#]", self.url)[0]


@dataclass(frozen=True, slots=True)
class EndpointReply:
    """A whole answer. `is_framed`: HTTP stated where it ends (RFC 9112 §6.3), so that a truncated one is noticed."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    is_framed: bool

    @property
    def media_type(self) -> str:
        """The media type without parameters (RFC 9110 §8.3.1), empty where none is given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Exchange:
    """Makes requests to one address.

    An answer has at most `size` bytes, and comes within `seconds` from the first byte sent to the last one read.
    """

    address: Address
    seconds: float
    size: int

    def ask(self, request: Request, *, also: tuple[int, ...] = ()) -> EndpointReply:
        """The answer, its status in 200–299 or one of `also`.

        Raises StoreTooSlow, StoreUnavailable, StoreBroken, AnswerTooLarge, and QuerySyntaxError for status 400.
        """
        end = time.monotonic() + self.seconds
        if self.address.user:
            # Let the store ask for credentials before the body is sent: it may close the connection without reading.
            probe = Request(request.full_url, data=b"", method=request.get_method())  # noqa: S310  # see Address
            asked = self._send(probe, end)
            if asked.status == 401:
                request.add_unredirected_header("Authorization", self._credentials(request, asked))
        reply = self._send(request, end)
        if reply.status not in also and (not 200 <= reply.status < 300 or reply.status == 206):
            raise _refusal(self.address, reply)
        state = reply.headers.get("x-sql-state")
        if state is not None:
            message = _one_line(reply.headers.get("x-sql-message", ""))
            raise StoreBroken(f"{self._named} gave up in the middle of an answer ({state} {message}); ask for less")
        return reply

    @property
    def _named(self) -> str:
        return f"the endpoint {self.address.shown}"

    def _credentials(self, request: Request, reply: EndpointReply) -> str:
        """RFC 7616 where the store asks for a digest, RFC 7617 where it asks for the password itself."""
        found = _CHALLENGE.match(reply.headers.get("www-authenticate", ""))
        user, password = self.address.user, self.address.password
        if found is None:
            raise _refusal(self.address, reply)
        if found[1].lower() == "basic":
            return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
        passwords = HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, request.full_url, user, password)
        try:
            asked = parse_keqv_list(list(filter(None, parse_http_list(found[2]))))
            made = HTTPDigestAuthHandler(passwords).get_authorization(request, asked)
        except (ValueError, NotImplementedError, KeyError, IndexError, URLError) as error:
            raise StoreBroken(f"{self._named} asks for credentials in a way that is not known here") from error
        return f"Digest {made}"

    def _send(self, request: Request, end: float) -> EndpointReply:
        opener = OpenerDirector()  # without redirects and without error handlers: every status comes back here
        for handler in (ProxyHandler(), UnknownHandler(), _Handler(end)):
            opener.add_handler(handler)
        try:
            with opener.open(request, timeout=_left(end)) as response:
                return self._read(response)
        except (URLError, HTTPException, OSError, ValueError) as error:  # ValueError: a size that is no number
            raise self._failed(error) from error

    def _read(self, response: HTTPResponse) -> EndpointReply:
        headers = {name.lower(): value for name, value in response.headers.items()}
        is_good = 200 <= response.status < 300
        limit, length = self.size if is_good else _MESSAGE, headers.get("content-length", "")
        body = bytearray()
        while len(body) <= limit and (piece := response.read(min(_PIECE, limit + 1 - len(body)))):
            body += piece
        if len(body) > limit and is_good:
            raise AnswerTooLarge(f"the answer has more than {limit:,} bytes, the limit here; ask with LIMIT and OFFSET")
        # RFC 9112 §6.3: without a length and without chunks, the answer lasts until the connection ends.
        is_framed = response.chunked or length.isdecimal()
        if is_good and length.isdecimal() and not response.chunked and len(body) < int(length):
            raise IncompleteRead(bytes(body), int(length) - len(body))
        return EndpointReply(response.status, headers, bytes(body), is_framed)

    def _failed(self, error: Exception) -> CcwpError:
        """The error for a broken connection."""
        cause: object = error.reason if isinstance(error, URLError) else error
        if isinstance(cause, TimeoutError):
            return StoreTooSlow(f"{self._named} did not answer within {self.seconds:g} s; ask for less or try again")
        if isinstance(cause, HTTPException | ValueError) and not isinstance(cause, RemoteDisconnected):
            is_cut = isinstance(cause, IncompleteRead)
            what = "broke off in the middle of its answer" if is_cut else "does not speak HTTP"
            return StoreBroken(f"{self._named} {what} ({type(cause).__name__}); see to it there")
        reason = _one_line(getattr(cause, "strerror", None) or str(cause)) or type(cause).__name__
        is_refused = isinstance(cause, ConnectionRefusedError)
        cure = "see that it runs there, or try again later" if is_refused else "try again later"
        return StoreUnavailable(f"{self._named} cannot be reached ({reason}); {cure}")


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time is up")
    return left


class _Timed(io.RawIOBase):
    """The bytes of a connection until a moment: a sender of one byte a second is too slow as well."""

    def __init__(self, connection: socket.socket, end: float) -> None:
        self._connection = connection
        self._end = end
        self._stream = connection.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._connection.settimeout(_left(self._end))
        return self._stream.readinto(buffer)

    def close(self) -> None:
        self._stream.close()
        super().close()


class _Handler(AbstractHTTPHandler):
    """Opens connections whose answers have a time limit."""

    def __init__(self, end: float) -> None:
        super().__init__()
        self._end = end

    def _open(self, made: type[HTTPConnection], request: Request) -> HTTPResponse:
        end = self._end

        class Response(HTTPResponse):
            """An answer with a time limit, from the status line to the last byte."""

            def __init__(self, sock: socket.socket, *more: Any, **options: Any) -> None:
                super().__init__(sock, *more, **options)
                self.fp.close()
                self.fp = io.BufferedReader(_Timed(sock, end))

        def connection(host: str, **options: Any) -> HTTPConnection:
            opened = made(host, **options)
            opened.response_class = Response
            return opened

        return self.do_open(connection, request)

    # called by the opener; certificates are checked
    http_open = partialmethod(_open, HTTPConnection)
    https_open = partialmethod(_open, HTTPSConnection)
    http_request = AbstractHTTPHandler.do_request_
    https_request = AbstractHTTPHandler.do_request_


_REFUSALS: tuple[tuple[range, type[CcwpError], str], ...] = (
    (range(206, 207), StoreBroken, "gave a part of the answer only; ask for less or raise its limits"),
    (range(300, 400), StoreBroken, "sends elsewhere; give the address that answers itself"),
    (range(401, 402), StoreBroken, "wants other credentials; set CCWP_STORE_USER and CCWP_STORE_PASSWORD"),
    (range(403, 404), StoreBroken, "forbids it; name a user who may (CCWP_STORE_USER), or a store that may be written"),
    (range(404, 405), StoreBroken, "is not there; is this the address of a SPARQL endpoint?"),
    (range(405, 406), StoreBroken, "takes no queries; is this the address of a SPARQL endpoint?"),
    (range(408, 409), StoreTooSlow, "did not answer in its own time limit; ask for less"),
    (range(504, 505), StoreTooSlow, "did not answer in its own time limit; ask for less"),
    (range(429, 430), StoreUnavailable, "is busy; try again later"),
    (range(503, 504), StoreUnavailable, "is busy or closed, or has ended the query; try again later, or ask for less"),
    (range(1_000), StoreBroken, "failed; see to it there"),
)
"""The errors for status codes (RFC 9110 §15); the first row that fits counts."""


def _refusal(address: Address, reply: EndpointReply) -> CcwpError:
    """The error for a status outside of 200–299."""
    message = _message(reply)
    if reply.status == 400:
        line, column = _place(reply)
        reason = f": {_LINE.sub(f'line {line}', message, count=1) if line else message}" if message else ""
        return QuerySyntaxError(
            f"the endpoint {address.shown} does not understand the query{reason}", line=line, column=column
        )
    error, what = next((error, what) for statuses, error, what in _REFUSALS if reply.status in statuses)
    target = _one_line(reply.headers.get("location", "")).partition("?")[0] if 300 <= reply.status < 400 else ""
    details = "".join(f": {each}" for each in (target, message) if each)
    return error(f"the endpoint {address.shown} (status {reply.status}{details}) {what}")


def _place(reply: EndpointReply) -> tuple[int | None, int | None]:
    """Line and column in the query, where the endpoint names them.

    Virtuoso counts the lines that it has put before the query, but shows them too.
    """
    message, whole = _message(reply), reply.body.decode("utf-8", errors="replace")
    line, column, before = _LINE.search(message), _COLUMN.search(message), _BEFORE.search(whole)
    number = int(line[1]) - (before[1].count("\n") if before else 0) if line else 0
    return (number, int(column[1]) if column else None) if number > 0 else (None, None)


def _message(reply: EndpointReply) -> str:
    """The endpoint's own message as one line: the first paragraph of plain text, or the detail of a problem."""
    text = reply.body.decode("utf-8", errors="replace").strip()
    if reply.media_type == "text/plain":
        return _one_line(re.split(r"\n\s*\n", text, maxsplit=1)[0])
    if reply.media_type == "application/problem+json":  # RFC 9457 §3.1.4
        try:
            problem = json.loads(text)
        except (ValueError, RecursionError):
            return ""
        detail = problem.get("detail") if isinstance(problem, dict) else None
        return _one_line(detail) if isinstance(detail, str) else ""
    return ""


def _one_line(text: str) -> str:
    return _WHITE.sub(" ", text).strip()[:300]
