"""A request on its way through the gateway: what it is, what it asks of a reply, whether its client is still there."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from werkzeug.exceptions import BadRequest, RequestURITooLarge
from werkzeug.exceptions import NotImplemented as NotImplementedMethod

from ccwp_kg.query.shared_answers import Asker
from ccwp_kg.server.html.problems import Failure
from ccwp_kg.server.http.client_address import client_key
from ccwp_kg.server.http.recent_replies import Key
from ccwp_kg.server.http.reply import Reply
from ccwp_kg.server.runtime.access_log import LogEntry
from ccwp_kg.server.runtime.asgi import Environ, Receive, until_gone
from ccwp_kg.server.sparql.endpoint import failed

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

    def log_entry(self, reply: Reply) -> LogEntry:
        """What the access log says of it."""
        return LogEntry(
            id=self.id,
            client=self.client,
            method=self.environ["REQUEST_METHOD"],
            path=self.environ["PATH_INFO"],
            status=reply.status,
            size=reply.size,
            seconds=time.perf_counter() - self.begun,
            query=self.environ["QUERY_STRING"],
            outcome=self.outcome,
            agent=self.environ.get("HTTP_USER_AGENT"),
        )


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
    if (since := environ.get("HTTP_IF_MODIFIED_SINCE")) is not None:  # only without tags
        return reply.if_modified_since(since)
    return reply


def unless_changed(reply: Reply, environ: Environ) -> Reply:
    """A reply, or 412 where the client asks for another version (RFC 9110 §13.2.2)."""
    if (wanted := environ.get("HTTP_IF_MATCH")) is not None:
        return reply.if_unchanged(wanted) or _changed()
    if (since := environ.get("HTTP_IF_UNMODIFIED_SINCE")) is not None:
        return reply.if_unmodified_since(since) or _changed()
    return reply


def in_part(reply: Reply, environ: Environ) -> Reply:
    """A reply, or the part of it that a GET asks for (RFC 9110 §14.2), or 416 where it has no such part."""
    if environ["REQUEST_METHOD"] != "GET" or (wanted := environ.get("HTTP_RANGE")) is None:
        return reply
    size = f"bytes */{reply.size}"
    behind = Failure(416, "The range begins behind the end of what is here.", headers=(("Content-Range", size),))
    return reply.part(wanted, environ.get("HTTP_IF_RANGE")) or failed(behind)


def _changed() -> Reply:
    return failed(Failure(412, "There is another version of this now."))


def refuse_malformed(environ: Environ) -> None:
    """What is no proper request though the HTTP server let it in."""
    if environ.get("SERVER_PROTOCOL") == "HTTP/1.1" and not environ.get("HTTP_HOST"):
        raise BadRequest("A request of HTTP/1.1 names its host; send the header Host (RFC 9112 §3.2).")
    if len(environ["PATH_INFO"]) + len(environ["QUERY_STRING"]) > LONGEST_TARGET:
        raise RequestURITooLarge(f"An address may have {LONGEST_TARGET:,} bytes here; post the query instead.")
    if not environ["REQUEST_METHOD"].isupper():
        raise NotImplementedMethod("Methods are written in capitals (RFC 9110 §9.1); send GET.")
