"""The door of the web server (ASGI 3.0): kept replies first, then queries in the event loop, then pages in threads.

Its clients share threads for queries that wait, and memory for large answers while they are read.
"""

from __future__ import annotations

import asyncio
import gc
import io
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, TypeAlias

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.test import run_wsgi_app

from ccwp_kg.engine.concurrency import ConcurrencyLimiter
from ccwp_kg.errors import StoreUnavailable, TooManyQueries
from ccwp_kg.query.shared_answers import Asker, HungUp
from ccwp_kg.server.html.problems import Failure, failure_of, failure_of_http
from ccwp_kg.server.http.host_address import CLIENT, HOST_ADDRESS, Proxies, client_of, host_address
from ccwp_kg.server.http.reply import OUTCOME, Key, RecentReplies, Reply, key_of, may_be_kept
from ccwp_kg.server.runtime import asgi
from ccwp_kg.server.runtime.access_log import AccessLog, accepted_request_id, new_request_id
from ccwp_kg.server.runtime.asgi import LARGE
from ccwp_kg.server.site.metrics import Recorder
from ccwp_kg.server.sparql.endpoint import failed
from ccwp_kg.settings import Settings
from ccwp_kg.store import Ticket, Written


class QueryThreads:
    """`count` threads, of which one client may hold half. Who waits for one holds none."""

    def __init__(self, count: int) -> None:
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="queries")
        self._places = ConcurrencyLimiter(count, share=max(1, count // 2))

    async def run(self, function: Callable[[], Written], ticket: Ticket) -> Written:
        """The result of a function; see Run. A thread cannot be ended: its place is free once it has finished."""
        client = next(iter(ticket.clients))
        ticket.held_up = self._places.blocked_by(client)
        await self._places.acquire(client)
        work = asyncio.get_running_loop().run_in_executor(self._pool, function)

        def finished(done: asyncio.Future[Written]) -> None:
            self._places.release(client)
            done.exception()  # where nobody waits any more, nobody else asks for it

        work.add_done_callback(finished)
        return await asyncio.shield(work)


class Sending:
    """Large answers on their way to clients: `most` bytes of them in all, a quarter for one client."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._by_client: Counter[str] = Counter()

    def take(self, client: str, reply: Reply) -> None:
        """Count a reply; raises TooManyQueries or StoreUnavailable where there is no room; one has always room."""
        if reply.size <= LARGE:
            return
        own, total = self._by_client[client], self._by_client.total()
        if own and own + reply.size > self._most // 4:
            raise TooManyQueries("you are reading several large answers at once; wait until one of them is there")
        if total and total + reply.size > self._most:
            raise StoreUnavailable("many large answers are being sent; try again in a moment")
        self._by_client[client] += reply.size

    def give_back(self, client: str, reply: Reply) -> None:
        """A reply was sent."""
        if reply.size > LARGE:
            self._by_client[client] -= reply.size
            self._by_client += Counter()  # forget who has none


_LOG = logging.getLogger("ccwp_kg")
_POSTED = ("/sparql", "/reconcile", "/mcp")
_OF_THE_SERVER = "/sparql"
"""The address whose methods are told for those of the server (`OPTIONS *`, RFC 9110 §9.3.7)."""
_REMEMBERED, _LARGEST_REMEMBERED = 4_096, 4_096  # requests, and the bytes of one
_COMPARED = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
_REQUEST = "ccwp_kg.request"
"""The key of a scope whose request was looked at while it was read."""
_CAPTURED = 1 << 20
_SMALL_BODY = 64 << 10
_BODIES = 64 << 20

AsSent: TypeAlias = tuple[Any, ...]
"""The target of a GET and its headers, as their bytes came."""
InLoop: TypeAlias = Callable[[asgi.Environ, bytes | None, Asker], Awaitable[object]]
"""What answers a path in the event loop: with a Reply, or with what the page of that path is to show."""


@dataclass(frozen=True, slots=True)
class Serving:
    """What answers requests as long as one release does; `generation` says which loading of it.

    `in_loop`: path → what answers it in the event loop, `at_once`: path → what may answer a GET of it without waiting.
    `is_lasting`: whether replies may be kept, which they may not where the store behind may change any time.
    """

    generation: int
    app: Flask
    in_loop: Mapping[str, InLoop]
    at_once: Mapping[bytes, Callable[[asgi.Environ], Reply | None]]
    recent: RecentReplies
    is_lasting: bool


class Gateway:
    """The ASGI application.

    `open_serving` is called in a thread, first and whenever `generation`, which is cheap, has changed; before it
    `begin` runs in the event loop. `recorder` counts what is asked and answered.
    """

    def __init__(
        self,
        open_serving: Callable[[asyncio.AbstractEventLoop], Serving],
        generation: Callable[[], int],
        settings: Settings,
        recorder: Recorder,
        *,
        begin: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        self._open = open_serving
        self._generation = generation
        self._settings = settings
        self._recorder = recorder
        self._proxies = Proxies.of_text(settings.trusted_proxies)
        self._log = None if settings.access_log == "off" else AccessLog(queries=settings.access_log == "queries")
        self._begin = begin
        self._serving: Serving | None = None
        self._keys: dict[AsSent, Key] = {}
        self._arriving = 0
        self._sending = Sending((settings.sending_mb << 20) // settings.workers)

    async def __call__(self, scope: asgi.Scope, receive: asgi.Receive, send: asgi.Send) -> None:
        """Answer one request, or begin and end with the server."""
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)

    async def _live(self, receive: asgi.Receive, send: asgi.Send) -> None:
        await receive()
        threads = self._settings.threads
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="pages")
        self._pages = ConcurrencyLimiter(threads, share=max(1, threads // 2))
        self._opening = asyncio.Lock()
        try:
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
                    if self._begin is not None:
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
            self._recorder.cache("requests", True)
            self._recorder.request(reply.status)
        return reply

    def at_once(self, scope: asgi.Scope) -> tuple[Reply, str] | None:
        """The reply to a GET without conditions and its name, where it is kept or made without waiting.

        What was found out of others stays in their scope.
        """
        serving = self._serving
        if serving is None or serving.generation != self._generation():
            return None
        make = serving.at_once.get(scope["raw_path"])
        if make is None:
            return None
        environ = asgi.environ_of(scope)
        if not environ.keys().isdisjoint(asgi.CONDITIONS):
            return None
        request = self._identified(environ, scope)
        try:
            self._place(environ)
        except HTTPException:
            return None
        reply = self._kept(serving, request, key_of(environ, None))
        if reply is None:
            reply = make(environ)
            if reply is None:
                scope[_REQUEST] = request
                return None
            self._keep(serving, request, reply)
        self._done(request, reply)
        return reply, request.id

    def _remember(self, request: asgi.Request, key: Key) -> None:
        """Remember the key of a request by its bytes, where they alone decide the reply and nothing is logged."""
        sent = (request.environ["REQUEST_URI"].encode("latin-1"), *request.headers)
        if sum(map(len, chain(sent[:1], *sent[1:]))) > _LARGEST_REMEMBERED:
            return
        if self._log is None and not self._proxies.networks and request.environ.keys().isdisjoint(asgi.CONDITIONS):
            if len(self._keys) >= _REMEMBERED:
                self._keys.clear()
            self._keys[sent] = key

    async def _answer(self, scope: asgi.Scope, receive: asgi.Receive, send: asgi.Send) -> None:
        request = scope.get(_REQUEST) or self._identified(asgi.environ_of(scope), scope)
        try:
            reply = await self._reply(request, receive)
        except HungUp:
            return
        finally:
            self._arriving -= request.arrived
        self._done(request, reply)
        try:
            await asgi.send_reply(reply, scope, send, request_id=request.id)
        finally:
            self._sending.give_back(request.key, reply)
            if close := getattr(reply.pieces, "close", None):
                close()

    def _done(self, request: asgi.Request, reply: Reply) -> None:
        self._recorder.request(reply.status)
        if self._log is not None:
            self._log.write(request.log_entry(reply))

    def _identified(self, environ: asgi.Environ, scope: asgi.Scope) -> asgi.Request:
        """A request with the address that it counts for, and its name."""
        client = peer = environ["REMOTE_ADDR"]
        name = None
        if self._proxies.networks:
            client = client_of(peer, environ.get("HTTP_X_FORWARDED_FOR"), proxies=self._proxies)
            if peer != client:
                name = accepted_request_id(environ.get("HTTP_X_REQUEST_ID", ""))
        return asgi.Request(environ, scope["headers"], client, name or new_request_id())

    def _place(self, environ: asgi.Environ) -> None:
        """Refuse what is malformed, and say where the server is for the client."""
        asgi.refuse_malformed(environ)
        environ[HOST_ADDRESS] = host_address(environ, base_url=self._settings.base_url, proxies=self._proxies)

    def _kept(self, serving: Serving, request: asgi.Request, key: Key | None) -> Reply | None:
        """The reply that is kept for a request."""
        request.kept_as = key
        reply = None if key is None else serving.recent.get(key)
        self._recorder.cache("requests", reply is not None)
        if key is not None and reply is not None and request.environ["REQUEST_METHOD"] == "GET":
            self._remember(request, key)
        return reply

    @staticmethod
    def _keep(serving: Serving, request: asgi.Request, reply: Reply) -> None:
        request.outcome = "made"
        if request.kept_as is not None and serving.is_lasting and may_be_kept(reply):
            serving.recent.keep(request.kept_as, reply)

    async def _reply(self, request: asgi.Request, receive: asgi.Receive) -> Reply:
        """The reply to a request, be it a failure. Raises HungUp where there is nobody to answer."""
        environ = request.environ
        try:
            serving = await self._current()
            reply = None
            if request.kept_as is None:  # else it was looked at while it was read
                self._place(environ)
                if (environ["REQUEST_METHOD"], environ["PATH_INFO"]) == ("OPTIONS", "*"):
                    environ["PATH_INFO"] = _OF_THE_SERVER
                if environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"] in _POSTED:
                    held, most = partial(self._hold, request), self._settings.max_request_bytes
                    request.body = await asgi.body_of(environ, receive, most=most, held=held)
                    environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(request.body), str(len(request.body))
                reply = self._kept(serving, request, key_of(environ, request.body))
            if reply is None:
                reply = await self._made(serving, request, receive)
                self._keep(serving, request, reply)
            else:
                reply = asgi.not_modified_if_known(reply, environ)
            reply = asgi.in_part(asgi.unless_changed(reply, environ), environ)
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

    def _hold(self, request: asgi.Request, size: int) -> None:
        """Hold more bytes of a body; raises StoreUnavailable where too much arrives at once. Small bodies pass."""
        if self._arriving + size > _BODIES and request.arrived + size > _SMALL_BODY:
            raise StoreUnavailable("too many large requests arrive at once; try again in a moment")
        request.arrived += size
        self._arriving += size

    async def _made(self, serving: Serving, request: asgi.Request, receive: asgi.Receive) -> Reply:
        environ, body = request.environ, request.body
        environ[CLIENT] = request.key
        in_loop = serving.in_loop.get(environ["PATH_INFO"])
        if in_loop is not None and (body is not None or environ["REQUEST_METHOD"] in ("GET", "HEAD")):
            with asgi.Watch(receive, request.key, request.id) as asker:
                outcome = await in_loop(environ, body, asker)
            if isinstance(outcome, Reply):
                return outcome
            environ[OUTCOME] = outcome
        async with self._pages.place(request.key):
            page = partial(_page, serving.app, environ)
            return await asyncio.get_running_loop().run_in_executor(self._pool, page)


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
