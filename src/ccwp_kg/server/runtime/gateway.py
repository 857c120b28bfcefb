"""The door of the web server (ASGI 3.0): kept replies first, then queries in the event loop, then pages in threads."""

from __future__ import annotations

import asyncio
import gc
import io
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
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
from ccwp_kg.server.http.recent_replies import Key, RecentReplies
from ccwp_kg.server.http.reply import Reply
from ccwp_kg.server.runtime.access_log import AccessLog, LogEntry, accepted_request_id, new_request_id
from ccwp_kg.server.runtime.asgi import Environ, Receive, Scope, Send, body_of, environ_of, send_reply, until_gone
from ccwp_kg.server.site.metrics import Recorder
from ccwp_kg.server.sparql.endpoint import OUTCOME, failed

_LOG = logging.getLogger("ccwp_kg")
_POSTED = ("/sparql", "/reconcile")
_COMPARED = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
_KEYED_BODY = 20_000
_LONGEST_TARGET = 64_000
"""Bytes of a path and its query; granian answers more than 65,534 by itself, without a word."""
_CAPTURED = 1 << 20
_SMALL_BODY = 64 << 10
_BODIES = 64 << 20
_HANG_UP_COUNTS = 0.05
"""Seconds: before that, an answer is nearly there."""

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
        self._arriving = self._sending = 0
        self._sending_to: dict[str, int] = {}

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

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = time.perf_counter()
        operation = self._operation
        environ = environ_of(scope)
        client, request_id = self._identify(environ)
        held, room, outcome = 0, 0, "kept"

        def hold(size: int) -> None:
            nonlocal held
            if self._arriving + size > _BODIES and held + size > _SMALL_BODY:
                raise StoreUnavailable("too many large requests arrive at once; try again in a moment")
            held += size
            self._arriving += size

        try:
            try:
                serving = await self._current()
                _refuse_malformed(environ)
                environ[HOST_ADDRESS] = host_address(environ, base_url=operation.base_url, proxies=operation.proxies)
                body = None
                if environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"] in _POSTED:
                    body = await body_of(environ, receive, most=operation.max_body, held=hold)
                    environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(body), str(len(body))
                key = _key(environ, body)
                reply = None if key is None else serving.recent.get(key)
                operation.recorder.cache("requests", reply is not None)
                if reply is None:
                    outcome = "made"
                    environ[CLIENT] = client_key(client)
                    reply = await self._made(serving, environ, key, body, receive, request_id)
                reply = _compared(reply, environ, is_kept=outcome == "kept")
                if reply.is_in_memory:
                    self._log(environ, client, request_id, reply, begun, outcome)
                    await send_reply(reply, scope, receive, send, request_id=request_id)
                    return
                room = reply.size if isinstance(reply.pieces, FileInMemory) else 0
                self._take_room(client_key(client), room)
            except HungUp:
                return
            except HTTPException as error:
                reply = failed(failure_of_http(error))
            except (StoreUnavailable, TooManyQueries) as error:
                reply = failed(failure_of(error))
            except Exception:  # noqa: BLE001  # whatever it is, the client gets an answer and the log the trace
                _LOG.exception("a request could not be answered")
                reply = failed(Failure(500, "The server met an error of its own and has logged it."))
        finally:
            self._arriving -= held
        self._log(environ, client, request_id, reply, begun, outcome)
        try:
            await send_reply(reply, scope, receive, send, request_id=request_id)
        finally:
            if not reply.is_in_memory:
                self._give_room_back(client_key(client), room)
                if close := getattr(reply.pieces, "close", None):
                    close()

    def _identify(self, environ: Environ) -> tuple[str, str]:
        """The address that a request counts for, and the name of the request."""
        client = peer = environ["REMOTE_ADDR"]
        request_id = None
        proxies = self._operation.proxies
        if proxies.networks:
            client = client_of(peer, environ.get("HTTP_X_FORWARDED_FOR"), proxies=proxies)
            if peer != client:
                request_id = accepted_request_id(environ.get("HTTP_X_REQUEST_ID", ""))
        return client, request_id or new_request_id()

    async def _made(
        self,
        serving: Serving,
        environ: Environ,
        key: Key | None,
        body: bytes | None,
        receive: Receive,
        request_id: str,
    ) -> Reply:
        reply = None
        in_loop = serving.in_loop.get(environ["PATH_INFO"])
        if in_loop is not None and (body is not None or environ["REQUEST_METHOD"] in ("GET", "HEAD")):
            asker = Asker(environ[CLIENT], request=request_id)
            async with _Watch(receive, asker):
                outcome = await in_loop(environ, body, asker)
            if isinstance(outcome, Reply):
                reply = outcome
            else:
                environ[OUTCOME] = outcome
        if reply is None:
            async with self._pages.place(environ[CLIENT]):
                page = partial(_page, serving.app, environ)
                reply = await asyncio.get_running_loop().run_in_executor(self._pool, page)
        if key is not None and serving.is_lasting and _may_be_kept(reply):
            serving.recent.keep(key, reply)
        return reply

    def _take_room(self, client: str, size: int) -> None:
        """Take room for a large answer on its way out, of which one client may have a quarter."""
        if not size:
            return
        most = self._operation.max_sending
        if self._sending_to.get(client, 0) + size > most // 4 and client in self._sending_to:
            raise TooManyQueries("you are reading several large answers at once; wait until one of them is there")
        if self._sending + size > most and self._sending:
            raise StoreUnavailable("many large answers are being sent; try again in a moment")
        self._sending += size
        self._sending_to[client] = self._sending_to.get(client, 0) + size

    def _give_room_back(self, client: str, size: int) -> None:
        if not size:
            return
        self._sending -= size
        left = self._sending_to.pop(client) - size
        if left:
            self._sending_to[client] = left

    def _log(self, environ: Environ, client: str, request_id: str, reply: Reply, begun: float, outcome: str) -> None:
        operation = self._operation
        operation.recorder.request(reply.status)
        if operation.log is not None:
            operation.log.write(
                LogEntry(
                    id=request_id,
                    client=client,
                    method=environ["REQUEST_METHOD"],
                    path=environ["PATH_INFO"],
                    status=reply.status,
                    size=reply.size,
                    seconds=time.perf_counter() - begun,
                    query=environ["QUERY_STRING"],
                    outcome=outcome,
                    agent=environ.get("HTTP_USER_AGENT"),
                )
            )


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


def _compared(reply: Reply, environ: Environ, *, is_kept: bool) -> Reply:
    """A reply after the preconditions of its request (RFC 9110 §13.2.2); one just made has compared its own tag."""
    if is_kept:
        if (known := environ.get("HTTP_IF_NONE_MATCH")) is not None:
            reply = reply.unless_known(known)
        elif (since := environ.get("HTTP_IF_MODIFIED_SINCE")) is not None:  # only without tags
            reply = reply.if_modified_since(since)
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
    if len(environ["PATH_INFO"]) + len(environ["QUERY_STRING"]) > _LONGEST_TARGET:
        raise RequestURITooLarge(f"An address may have {_LONGEST_TARGET:,} bytes here; post the query instead.")
    if not environ["REQUEST_METHOD"].isupper():
        raise NotImplementedMethod("Methods are written in capitals (RFC 9110 §9.1); send GET.")


def _key(environ: Environ, body: bytes | None) -> Key | None:
    """What a reply depends on in a request; None where the reply is not to be kept."""
    if body is None:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_RANGE" in environ:
            return None
    elif len(body) > _KEYED_BODY:
        return None
    return Key(
        environ[HOST_ADDRESS],
        environ["PATH_INFO"],
        environ["QUERY_STRING"],
        environ.get("HTTP_ACCEPT"),
        environ.get("HTTP_ACCEPT_ENCODING"),
        None if body is None else environ.get("CONTENT_TYPE"),
        body,
        environ.get("HTTP_ACCEPT_DATETIME"),
    )


def _may_be_kept(reply: Reply) -> bool:
    """RFC 9111 §3: a whole answer that has not said it must not be stored."""
    if reply.status != 200 or reply.etag is None or not reply.is_in_memory:
        return False
    return not any(name.lower() == "cache-control" and "no-store" in value for name, value in reply.headers)


def _page(app: Flask, environ: Mapping[str, Any]) -> Reply:
    """What Flask answers, as a reply; a download stays the stream it is."""
    # If-Match is compared here, where all replies come together.
    asked = {name: value for name, value in environ.items() if name not in _COMPARED}
    if asked["REQUEST_METHOD"] == "HEAD":
        asked["REQUEST_METHOD"] = "GET"
    pieces, line, headers = run_wsgi_app(app, asked)
    size = int(headers.get("Content-Length", "0"))
    if size > _CAPTURED:
        return Reply(int(line[:3]), list(headers), pieces, size, headers.get("ETag"))
    body = b"".join(pieces)
    if close := getattr(pieces, "close", None):
        close()
    return Reply(int(line[:3]), list(headers), [body], len(body), headers.get("ETag"))
