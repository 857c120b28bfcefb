"""A request between ASGI 3.0 and what the gateway works with: what it is, what it asks of a reply, and its client."""

from __future__ import annotations

import asyncio
import io
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias
from urllib.parse import unquote_to_bytes

from werkzeug.exceptions import (
    BadRequest,
    HTTPException,
    RequestEntityTooLarge,
    RequestTimeout,
    RequestURITooLarge,
    UnsupportedMediaType,
)
from werkzeug.exceptions import NotImplemented as NotImplementedMethod
from werkzeug.http import parse_etags

from ccwp_kg.query.shared_answers import Asker
from ccwp_kg.server.html.problems import Failure
from ccwp_kg.server.http.host_address import client_key
from ccwp_kg.server.http.reply import Key, Reply, date_of
from ccwp_kg.server.runtime.access_log import Entry
from ccwp_kg.server.sparql.endpoint import failed

Environ: TypeAlias = dict[str, Any]
Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]

TRANSPORT = "ccwp_kg.transport"
"""The key of a scope that holds the connection of the request."""
LARGE = 64 << 10
"""Bytes; a larger answer is sent piece by piece, as the client takes it."""
_DRAINED = 32 << 20
_BODY_SECONDS = 30.0
_DATES = ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE")


def environ_of(scope: Scope) -> Environ:
    """A request as a WSGI environ (PEP 3333), with an empty body.

    The path is decoded from the bytes of the target. A header that is sent several times is one with commas (RFC 9110
    §5.3); a name with an underscore, which a proxy may not have looked at, is left out; so is a condition whose date
    is none (§13.1.3, §13.1.4).
    """
    host, port = (*(scope.get("server") or ("", 0)), "")[:2]
    target = scope["raw_path"].decode("latin-1")
    query = scope["query_string"].decode("latin-1")
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1") if "%" in target else target,
        "QUERY_STRING": query,
        "REQUEST_URI": f"{target}?{query}" if query else target,
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        key = _key(name)
        if key:
            text = value.decode("latin-1")
            environ[key] = f"{environ[key]},{text}" if key in environ else text
    for key in _DATES:
        if key in environ and date_of(environ[key]) is None:
            del environ[key]
    return environ


@lru_cache(maxsize=256)
def _key(name: bytes) -> str:
    if b"_" in name:
        return ""
    key = name.decode("latin-1").upper().replace("-", "_")
    return key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"


class _Last(HTTPException):
    """A failure that ends the connection, as the rest of the body is not read."""

    def get_headers(self, *given: Any, **named: Any) -> list[tuple[str, str]]:
        """With the end of the connection."""
        return [*super().get_headers(*given, **named), ("Connection", "close")]


class _LateBody(_Last, RequestTimeout):
    """A body that did not arrive in time (408, RFC 9110 §15.5.9)."""

    description = f"The body did not arrive within {_BODY_SECONDS:g} seconds; send it at once."


class _Unwanted(_Last, RequestEntityTooLarge):
    """A body that is too large and has not been sent yet (413): its client waits for a word (RFC 9110 §10.1.1)."""


class _EncodedBody(UnsupportedMediaType):
    """A body in a content coding (415); the answer says that none is taken (RFC 9110 §15.5.16)."""

    description = "A body is read as it is; send it without Content-Encoding."

    def get_headers(self, *given: Any, **named: Any) -> list[tuple[str, str]]:
        """With the codings that are taken."""
        return [*super().get_headers(*given, **named), ("Accept-Encoding", "identity")]


async def body_of(environ: Environ, receive: Receive, *, most: int, held: Callable[[int], None]) -> bytes:
    """The body of a request; `held` is called with the bytes that each piece adds to memory.

    Raises RequestEntityTooLarge beyond `most` bytes, UnsupportedMediaType where it is compressed, BadRequest where it
    ends early, RequestTimeout where it takes longer than half a minute, and what `held` raises.
    """
    declared = environ.get("CONTENT_LENGTH")
    length = int(declared) if declared is not None and declared.isdecimal() else None
    too_large = f"A request may have {most:,} bytes here; ask in smaller pieces."
    if (length or 0) > most and environ.get("HTTP_EXPECT", "").lower() == "100-continue":
        raise _Unwanted(too_large)
    pieces: list[bytes] = []
    size, more = 0, True
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            # Read on for a while, or the client has its connection cut before it hears why (RFC 9110 §15.5.14).
            while more and size <= _DRAINED:
                message = await receive()
                if message["type"] == "http.disconnect":
                    break
                piece, more = message.get("body", b""), message.get("more_body", False)
                size += len(piece)
                if max(size, length or 0) <= most:
                    held(len(piece))
                    pieces.append(piece)
    except TimeoutError:
        raise _LateBody from None
    if max(size, length or 0) > most:
        raise RequestEntityTooLarge(too_large)
    if environ.get("HTTP_CONTENT_ENCODING", "identity").strip().lower() not in ("", "identity"):
        raise _EncodedBody
    if length is not None and size < length:
        raise BadRequest("The body is shorter than its Content-Length says; send all of it.")
    return b"".join(pieces)


async def send_reply(reply: Reply, scope: Scope, send: Send, *, request_id: str) -> None:
    """Send an answer. Nothing is raised where the client has gone."""
    headers = [*reply.raw_headers, (b"x-request-id", request_id.encode("ascii"))]
    try:
        await send({"type": "http.response.start", "status": reply.status, "headers": headers})
        if scope["method"] != "HEAD":
            for piece in _pieces(reply):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    except RuntimeError:  # uvloop's, between an error on the connection and the word of it
        transport = scope.get(TRANSPORT)
        if transport is None or not transport.is_closing():
            raise


def _pieces(reply: Reply) -> Iterator[bytes]:
    for piece in reply.pieces:
        for start in range(0, len(piece), LARGE):
            yield piece[start : start + LARGE]


async def until_gone(receive: Receive) -> None:
    """Wait until the client has its answer or has closed the connection."""
    while (await receive())["type"] != "http.disconnect":
        pass


CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE")
"""The headers of requests that do not want just the whole answer (RFC 9110 §13.1, §14.2)."""
LONGEST_TARGET = 64_000
"""Bytes of a path and its query."""
_HANG_UP_COUNTS = 0.05
"""Seconds: before that, an answer is nearly there."""


@dataclass(slots=True)
class Request:
    """A request on its way: the address and the name it has, its body where one is read, what has answered it.

    `key` is the client where a limit is shared out, `headers` are as their bytes came. `kept_as`: the key under which
    its reply may be kept.
    """

    environ: Environ
    headers: Sequence[tuple[bytes, bytes]]
    client: str
    id: str
    body: bytes | None = None
    arrived: int = 0
    kept_as: Key | None = None
    outcome: str = "kept"
    key: str = field(init=False)
    begun: float = field(default_factory=time.perf_counter)

    def __post_init__(self) -> None:
        self.key = client_key(self.client)

    def log_entry(self, reply: Reply) -> Entry:
        """What the access log says of it."""
        return {
            "id": self.id,
            "client": self.client,
            "method": self.environ["REQUEST_METHOD"],
            "path": self.environ["PATH_INFO"],
            "query": self.environ["QUERY_STRING"],
            "status": reply.status,
            "bytes": reply.size,
            "ms": round((time.perf_counter() - self.begun) * 1000, 3),
            "outcome": self.outcome,
            "agent": self.environ.get("HTTP_USER_AGENT"),
        }


class Watch:
    """Watches whether a client hangs up while it waits; it begins when an answer is not there soon."""

    def __init__(self, receive: Receive, client: str, request: str) -> None:
        self.asker = Asker(client, request, self._begin_soon)
        self._receive = receive
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    def __enter__(self) -> Asker:
        return self.asker

    def _begin_soon(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_HANG_UP_COUNTS, self._begin)

    def _begin(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._watch())

    async def _watch(self) -> None:
        await until_gone(self._receive)
        self.asker.hang_up()

    def __exit__(self, *_: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._task is not None:
            self._task.cancel()


def not_modified_if_known(reply: Reply, environ: Environ) -> Reply:
    """A kept reply, or 304 where the client has it (RFC 9110 §13.2.2); one just made has looked itself."""
    if (known := environ.get("HTTP_IF_NONE_MATCH")) is not None:
        return reply.unless_known(known)
    since = environ.get("HTTP_IF_MODIFIED_SINCE")  # only without tags
    return reply.not_modified() if since is not None and reply.status == 200 and reply.is_of(since) else reply


def unless_changed(reply: Reply, environ: Environ) -> Reply:
    """A reply, or 412 where the client asks for another version (RFC 9110 §13.2.2, by the strong comparison).

    This condition counts before the others, so also where they have made a 304 or a part of the reply.
    """
    if reply.status not in (200, 206, 304):
        return reply
    if (wanted := environ.get("HTTP_IF_MATCH")) is not None:
        tag = None if reply.etag is None else reply.etag.strip('"')
        is_other = wanted.strip() != "*" and not (tag is not None and parse_etags(wanted).contains(tag))
    else:
        since = environ.get("HTTP_IF_UNMODIFIED_SINCE")
        is_other = since is not None and reply.is_of(since) is False
    return failed(Failure(412, "There is another version of this now.")) if is_other else reply


def in_part(reply: Reply, environ: Environ) -> Reply:
    """A reply, or the part of it that a GET asks for (RFC 9110 §14.2), or 416 where it has no such part."""
    if environ["REQUEST_METHOD"] != "GET" or (wanted := environ.get("HTTP_RANGE")) is None:
        return reply
    size = f"bytes */{reply.size}"
    behind = Failure(416, "The range begins behind the end of what is here.", headers=(("Content-Range", size),))
    return reply.part(wanted, environ.get("HTTP_IF_RANGE")) or failed(behind)


def refuse_malformed(environ: Environ) -> None:
    """What is no proper request though the HTTP server let it in."""
    if environ.get("SERVER_PROTOCOL") == "HTTP/1.1" and not environ.get("HTTP_HOST"):
        raise BadRequest("A request of HTTP/1.1 names its host; send the header Host (RFC 9112 §3.2).")
    if len(environ["PATH_INFO"]) + len(environ["QUERY_STRING"]) > LONGEST_TARGET:
        raise RequestURITooLarge(f"An address may have {LONGEST_TARGET:,} bytes here; post the query instead.")
    if not environ["REQUEST_METHOD"].isupper():
        raise NotImplementedMethod("Methods are written in capitals (RFC 9110 §9.1); send GET.")
