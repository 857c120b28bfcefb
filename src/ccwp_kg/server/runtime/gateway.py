"""The door of the web server (ASGI 3.0): kept replies first, then queries in the event loop, then pages in threads."""

from __future__ import annotations

import asyncio
import gc
import io
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any, TypeAlias

from flask import Flask
from werkzeug.exceptions import BadRequest, HTTPException, RequestURITooLarge
from werkzeug.exceptions import NotImplemented as NotImplementedMethod
from werkzeug.test import run_wsgi_app

from ccwp_kg.engine.channel import FileInMemory
from ccwp_kg.engine.places import Places
from ccwp_kg.errors import StoreUnavailable, TooManyQueries
from ccwp_kg.query.answering import Asker, HungUp
from ccwp_kg.server.html.problems import Failure, failure_of, failure_of_http
from ccwp_kg.server.http.client_address import CLIENT, Proxies, client_key, client_of
from ccwp_kg.server.http.host_address import HOST_ADDRESS, host_address
from ccwp_kg.server.http.recent_replies import Key, RecentReplies, key_of, may_be_kept
from ccwp_kg.server.http.reply import Reply
from ccwp_kg.server.runtime.access_log import AccessLog, LogEntry, accepted_request_id, new_request_id
from ccwp_kg.server.runtime.asgi import Environ, Receive, Scope, Send, body_of, environ_of, send_reply, until_gone
from ccwp_kg.server.site.metrics import Recorder
from ccwp_kg.server.sparql.endpoint import OUTCOME, failed

_LOG = logging.getLogger("ccwp_kg")
_POSTED = ("/sparql", "/reconcile")
_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
_REMEMBERED, _LARGEST_REMEMBERED = 4_096, 4_096  # requests, and the bytes of one
_COMPARED = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
LONGEST_TARGET = 64_000
"""Bytes of a path and its query."""
_CAPTURED = 1 << 20
_SMALL_BODY = 64 << 10
_BODIES = 64 << 20
_HANG_UP_COUNTS = 0.05
"""Seconds: before that, an answer is nearly there."""

AsSent: TypeAlias = tuple[Any, ...]
"""The target of a GET and its headers, as their bytes came."""
InLoop: TypeAlias = Callable[[Environ, bytes | None, Asker], Awaitable[object]]
"""What answers a path in the event loop: with a Reply, or with what the page of that path is to show."""


@dataclass(frozen=True, slots=True)
class Serving:
    """What answers requests as long as one release does; `generation` says which loading of it.

    `in_loop`: path → what answers it in the event loop. `is_lasting`: whether replies may be kept, which they may not
    where the store behind may change any time.
    """

    generation: int
    app: Flask
    in_loop: Mapping[str, InLoop]
    recent: RecentReplies
    is_lasting: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """What the gateway does beside answering: trust, count, log, and bound what is held for clients.

    `base_url` is the address of this server, where a setting says it. `threads` make pages. `max_sending`: bytes of
    large answers on their way out.
    """

    base_url: str
    proxies: Proxies
    recorder: Recorder
    log: AccessLog | None
    max_body: int
    threads: int
    max_sending: int


class Gateway:
    """The ASGI application.

    `begin` runs first in the event loop. `open_serving` is called in a thread, then and whenever `generation`, which is
    cheap, has changed.
    """

    def __init__(
        self,
        open_serving: Callable[[asyncio.AbstractEventLoop], Serving],
        generation: Callable[[], int],
        operation: Operation,
        *,
        begin: Callable[[], Awaitable[object]],
    ) -> None:
        self._open = open_serving
        self._generation = generation
        self._operation = operation
        self._begin = begin
        self._serving: Serving | None = None
        self._keys: dict[AsSent, Key] = {}
        self._arriving = 0
        self._sending = _Sending(operation.max_sending)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or begin and end with the server."""
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        threads = self._operation.threads
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="pages")
        self._pages = Places(threads, share=max(1, threads // 2))
        self._opening = asyncio.Lock()
        try:
            await self._begin()
            await self._current()
        except Exception as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            raise
        gc.collect()
        gc.freeze()  # what is here now stays; no collection need look at it again
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})

    async def _current(self) -> Serving:
        """What answers now; where another release does, what was made from the one before is dropped."""
        serving = self._serving
        if serving is None or serving.generation != self._generation():
            async with self._opening:
                if self._serving is serving:
                    await self._begin()
                    loop = asyncio.get_running_loop()
                    self._serving = await loop.run_in_executor(None, self._open, loop)
                serving = self._serving
        assert serving is not None  # noqa: S101  # for the type checker
        return serving

    def seen_before(self, request: AsSent) -> Reply | None:
        """The kept reply to a GET without conditions that has come before with the very same bytes."""
        serving = self._serving
        if serving is None or serving.generation != self._generation():
            return None
        key = self._keys.get(request)
        reply = None if key is None else serving.recent.get(key)
        if reply is not None:
            self._operation.recorder.cache("requests", True)
            self._operation.recorder.request(reply.status)
        return reply

    def _remember(self, request: _Request, key: Key) -> None:
        """Remember the key of a request by its bytes, where they alone decide the reply and nothing is logged."""
        operation, sent = self._operation, request.as_sent
        if sum(map(len, chain(sent[:1], *sent[1:]))) > _LARGEST_REMEMBERED:
            return
        if operation.log is None and not operation.proxies.networks and request.environ.keys().isdisjoint(_CONDITIONS):
            if len(self._keys) >= _REMEMBERED:
                self._keys.clear()
            self._keys[sent] = key

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        environ = environ_of(scope)
        request = self._identified(environ)
        request.as_sent = (environ["REQUEST_URI"].encode("latin-1"), *scope["headers"])
        try:
            reply = await self._reply(request, receive)
        except HungUp:
            return
        finally:
            self._arriving -= request.arrived
        self._operation.recorder.request(reply.status)
        if self._operation.log is not None:
            self._operation.log.write(request.log_entry(reply))
        try:
            await send_reply(reply, scope, send, request_id=request.id)
        finally:
            if not reply.is_in_memory:
                self._sending.give_back(request.key, reply)
                if close := getattr(reply.pieces, "close", None):
                    close()

    def _identified(self, environ: Environ) -> _Request:
        """A request with the address that it counts for, and its name."""
        client = peer = environ["REMOTE_ADDR"]
        name = None
        proxies = self._operation.proxies
        if proxies.networks:
            client = client_of(peer, environ.get("HTTP_X_FORWARDED_FOR"), proxies=proxies)
            if peer != client:
                name = accepted_request_id(environ.get("HTTP_X_REQUEST_ID", ""))
        return _Request(environ, client, name or new_request_id())

    async def _reply(self, request: _Request, receive: Receive) -> Reply:
        """The reply to a request, be it a failure. Raises HungUp where there is nobody to answer."""
        environ, operation = request.environ, self._operation
        try:
            serving = await self._current()
            _refuse_malformed(environ)
            environ[HOST_ADDRESS] = host_address(environ, base_url=operation.base_url, proxies=operation.proxies)
            if environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"] in _POSTED:
                held = partial(self._hold, request)
                request.body = await body_of(environ, receive, most=operation.max_body, held=held)
                environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(request.body), str(len(request.body))
            key = key_of(environ, request.body)
            reply = None if key is None else serving.recent.get(key)
            operation.recorder.cache("requests", reply is not None)
            if reply is None:
                reply = await self._made(serving, request, receive)
                if key is not None and serving.is_lasting and may_be_kept(reply):
                    serving.recent.keep(key, reply)
            else:
                if key is not None and environ["REQUEST_METHOD"] == "GET":
                    self._remember(request, key)
                reply = _known(reply, environ)
            reply = _unchanged(reply, environ)
            self._sending.take(request.key, reply)
        except HTTPException as error:
            return failed(failure_of_http(error))
        except (StoreUnavailable, TooManyQueries) as error:
            return failed(failure_of(error))
        except HungUp:
            raise
        except Exception:  # noqa: BLE001  # whatever it is, the client gets an answer and the log the trace
            _LOG.exception("a request could not be answered")
            return failed(Failure(500, "The server met an error of its own and has logged it."))
        return reply

    def _hold(self, request: _Request, size: int) -> None:
        """Hold more bytes of a body; raises StoreUnavailable where too much arrives at once. Small bodies pass."""
        if self._arriving + size > _BODIES and request.arrived + size > _SMALL_BODY:
            raise StoreUnavailable("too many large requests arrive at once; try again in a moment")
        request.arrived += size
        self._arriving += size

    async def _made(self, serving: Serving, request: _Request, receive: Receive) -> Reply:
        request.outcome = "made"
        environ, body = request.environ, request.body
        environ[CLIENT] = request.key
        in_loop = serving.in_loop.get(environ["PATH_INFO"])
        if in_loop is not None and (body is not None or environ["REQUEST_METHOD"] in ("GET", "HEAD")):
            asker = Asker(request.key, request.id)
            async with _Watch(receive, asker):
                outcome = await in_loop(environ, body, asker)
            if isinstance(outcome, Reply):
                return outcome
            environ[OUTCOME] = outcome
        async with self._pages.place(request.key):
            page = partial(_page, serving.app, environ)
            return await asyncio.get_running_loop().run_in_executor(self._pool, page)


@dataclass(slots=True)
class _Request:
    """A request on its way: the address and the name it has, its body where one is read, what has answered it.

    `key` is the client where a limit is shared out, `as_sent` the request as its bytes came.
    """

    environ: Environ
    client: str
    id: str
    body: bytes | None = None
    arrived: int = 0
    as_sent: AsSent = ()
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


class _Sending:
    """Files in memory on their way to clients: `most` bytes of them in all, a quarter for one client."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._by_client: Counter[str] = Counter()

    def take(self, client: str, reply: Reply) -> None:
        """Count a reply; raises TooManyQueries or StoreUnavailable where there is no room; one has always room."""
        if not isinstance(reply.pieces, FileInMemory):
            return
        own, total = self._by_client[client], self._by_client.total()
        if own and own + reply.size > self._most // 4:
            raise TooManyQueries("you are reading several large answers at once; wait until one of them is there")
        if total and total + reply.size > self._most:
            raise StoreUnavailable("many large answers are being sent; try again in a moment")
        self._by_client[client] += reply.size

    def give_back(self, client: str, reply: Reply) -> None:
        """A reply was sent."""
        if isinstance(reply.pieces, FileInMemory):
            self._by_client[client] -= reply.size
            self._by_client += Counter()  # forget who has none


class _Watch:
    """Watches whether a client hangs up while it waits; it begins when an answer is not there at once."""

    def __init__(self, receive: Receive, asker: Asker) -> None:
        self._receive = receive
        self._asker = asker
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(_HANG_UP_COUNTS, self._begin)

    def _begin(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._watch())

    async def _watch(self) -> None:
        await until_gone(self._receive)
        self._asker.hang_up()

    async def __aexit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._task is not None:
            self._task.cancel()


def _known(reply: Reply, environ: Environ) -> Reply:
    """A kept reply, or 304 where the client has it (RFC 9110 §13.2.2); one just made has looked itself."""
    if (known := environ.get("HTTP_IF_NONE_MATCH")) is not None:
        return reply.unless_known(known)
    if (since := environ.get("HTTP_IF_MODIFIED_SINCE")) is not None:  # only without tags
        return reply.if_modified_since(since)
    return reply


def _unchanged(reply: Reply, environ: Environ) -> Reply:
    """A reply, or 412 where the client asks for another version (RFC 9110 §13.2.2)."""
    if (wanted := environ.get("HTTP_IF_MATCH")) is not None:
        return reply.if_unchanged(wanted) or _changed()
    if (since := environ.get("HTTP_IF_UNMODIFIED_SINCE")) is not None:
        return reply.if_unmodified_since(since) or _changed()
    return reply


def _changed() -> Reply:
    return failed(Failure(412, "There is another version of this now."))


def _refuse_malformed(environ: Environ) -> None:
    """What is no proper request though the HTTP server let it in."""
    if environ.get("SERVER_PROTOCOL") == "HTTP/1.1" and not environ.get("HTTP_HOST"):
        raise BadRequest("A request of HTTP/1.1 names its host; send the header Host (RFC 9112 §3.2).")
    if len(environ["PATH_INFO"]) + len(environ["QUERY_STRING"]) > LONGEST_TARGET:
        raise RequestURITooLarge(f"An address may have {LONGEST_TARGET:,} bytes here; post the query instead.")
    if not environ["REQUEST_METHOD"].isupper():
        raise NotImplementedMethod("Methods are written in capitals (RFC 9110 §9.1); send GET.")


def _page(app: Flask, environ: Mapping[str, Any]) -> Reply:
    """What Flask answers, as a reply; a download stays the stream it is."""
    # If-Match is compared here, where all replies come together.
    asked = {name: value for name, value in environ.items() if name not in _COMPARED}
    if asked["REQUEST_METHOD"] == "HEAD":
        asked["REQUEST_METHOD"] = "GET"
    pieces, line, headers = run_wsgi_app(app, asked)
    del headers["Date"]  # a kept answer is sent with the date of each day
    size = int(headers.get("Content-Length", "0"))
    if size > _CAPTURED:
        return Reply(int(line[:3]), list(headers), pieces, size, headers.get("ETag"))
    body = b"".join(pieces)
    if close := getattr(pieces, "close", None):
        close()
    return Reply(int(line[:3]), list(headers), [body], len(body), headers.get("ETag"))
