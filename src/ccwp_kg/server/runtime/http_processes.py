"""The processes that speak HTTP: each runs uvicorn with a gateway of its own, all on one socket.

A connection is uvicorn's, with a short way for what is kept, and bounds for a head that takes its time.
"""

from __future__ import annotations

import asyncio
import errno
import fcntl
import logging
import os
import re
import resource
import select
import signal
import socket
import struct
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, cast

import httptools
import uvicorn
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from ccwp_kg.engine.isolation import die_with, fork_without_handlers
from ccwp_kg.errors import CannotServe
from ccwp_kg.server.html.problems import Failure
from ccwp_kg.server.http.reply import Reply
from ccwp_kg.server.runtime.accepting import Accepting
from ccwp_kg.server.runtime.access_log import new_request_id
from ccwp_kg.server.runtime.asgi import LARGE, LONGEST_TARGET, TRANSPORT, Scope
from ccwp_kg.server.runtime.gateway import Gateway
from ccwp_kg.server.sparql.endpoint import failed
from ccwp_kg.settings import Settings

HEAD_SECONDS = 30.0
"""The longest that a connection may be silent, or take for the head of a request."""
_LOOK = 10.0
_LONGEST_URL = (1 << 16) - 1  # the parser's; a little over LONGEST_TARGET is told by the gateway
_LARGEST_HEADERS = 32 << 10
"""Bytes: what is kept for later requests holds headers of theirs."""
_LONGEST_HEAD = 512 << 10
_MOST_CONNECTIONS = 10_000
_ABSOLUTE = re.compile(rb"https?://([^/?#]*)", re.IGNORECASE)
_SENTENCES = {
    400: "The request is no HTTP/1.1 (RFC 9112).",
    414: f"An address may have {LONGEST_TARGET:,} bytes here; post the query instead.",
    431: f"The headers of a request may have {_LARGEST_HEADERS:,} bytes at most.",
    501: "The method is not known here; methods are written in capitals (RFC 9110 §9.1).",
}
# uvicorn's word on a client that has gone before uvicorn was told; all other faults of an answer are raised.
_GONE = "ASGI callable returned without completing response."
logging.getLogger("uvicorn.error").addFilter(lambda record: record.msg != _GONE)


class Connection(HttpToolsProtocol):
    """A connection of HTTP/1.1 or 1.0.

    A request that has come before with the very same bytes, or whose answer needs no waiting, is answered while it is
    read; all others take the way of ASGI. What cannot be read, or is over its bounds, is answered with problem details,
    and the connection closed.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._gateway = cast(Gateway, self.config.app)
        self._unseen = self._header_bytes = self._refusal = 0
        self._is_answered = self._has_made = self._is_whole = False
        self._is_in_head = True
        self._since = self._taken = self.loop.time()
        self._waiting = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """A client has come."""
        super().connection_made(transport)
        if len(self.connections) > _MOST_CONNECTIONS:
            transport.abort()
        else:
            self.loop.call_later(_LOOK, self._look)

    def _look(self) -> None:
        """Close the connection where its client takes too long, to send or to read; else look again."""
        now, waiting = self.loop.time(), _bytes_waiting(self.transport)
        if waiting != self._waiting or not waiting:
            self._waiting, self._taken = waiting, now
        if now - self._taken >= HEAD_SECONDS:
            if (found := self.transport.get_extra_info("socket")) is not None:
                # the kernel drops its part, too
                found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.transport.abort()  # to close it would wait until all is sent
            return
        if self.transport.is_closing():
            if waiting:
                self.loop.call_later(_LOOK, self._look)
            return
        is_left = not self._is_whole and self.cycle is not None and self.cycle.response_complete
        if (self._is_in_head or self._is_answered or is_left) and now - self._since >= HEAD_SECONDS:
            self.transport.close()
        self.loop.call_later(_LOOK, self._look)

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._unseen = self._header_bytes = 0
        self._is_in_head, self._is_answered, self._is_whole = True, False, False
        cast(Scope, self.scope)[TRANSPORT] = self.transport
        self._since = self.loop.time()

    def on_url(self, url: bytes) -> None:
        """A piece of the target."""
        super().on_url(url)
        if len(self.url) > _LONGEST_URL:
            self._refuse(414)

    def on_header(self, name: bytes, value: bytes) -> None:
        """A whole header; what comes behind the body is none (RFC 9110 §6.5.1)."""
        if self._is_in_head:
            super().on_header(name, value)
        self._header_bytes += len(name) + len(value)
        if self._header_bytes > _LARGEST_HEADERS:
            self._refuse(431)

    def _refuse(self, status: int) -> None:
        self._refusal = status
        raise ValueError(_SENTENCES[status])  # ends the parser

    def data_received(self, data: bytes) -> None:
        """Read on; what cannot be read is answered with the reason, and the connection closed."""
        self._unset_keepalive_if_required()
        self._has_made = False
        try:
            self._feed(data)
        except httptools.HttpParserInvalidMethodError:
            self._close_with(501)
        except httptools.HttpParserError:
            self._close_with(self._refusal or 400)
        self._unseen += len(data)  # the parser shows a header only when it is whole
        if self._unseen > _LONGEST_HEAD and not self.transport.is_closing():
            self._close_with(431)

    def _feed(self, data: bytes) -> None:
        """Read on. No other protocol is spoken here: where one is offered, the head is read again without that.

        RFC 9110 §7.8; the parser reads no body behind such a head.
        """
        while True:
            try:
                self.parser.feed_data(data)
            except httptools.HttpParserUpgrade as stopped:
                if not self._is_offer():
                    return  # a tunnel (CONNECT), which is refused
                named = (self.parser.get_method(), self.url, self.parser.get_http_version().encode())
                head = [b"%s: %s" % header for header in self.headers if header[0] != b"upgrade"]
                data = b"\r\n".join([b"%s %s HTTP/%s" % named, *head, b"", data[stopped.args[0] :]])
                self.parser = httptools.HttpRequestParser(self)
                self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn has it
            else:
                return

    def _is_offer(self) -> bool:
        """Whether the head that was read offers another protocol."""
        return bool(self.parser.should_upgrade() and self.parser.get_method() != b"CONNECT")

    def _close_with(self, status: int) -> None:
        self._send(failed(Failure(status, _SENTENCES[status])), new_request_id(), b"connection: close\r\n")
        self.transport.close()

    def _send(self, reply: Reply, request_id: str, more: bytes = b"") -> None:
        """Write a whole reply at once."""
        own = [b"%s: %s\r\n" % header for header in self.server_state.default_headers]
        name = b"x-request-id: %s\r\n\r\n" % request_id.encode("ascii")
        self.transport.write(b"".join([STATUS_LINE[reply.status], *own, reply.head, more, name, *reply.pieces]))

    def on_headers_complete(self) -> None:
        """The head is whole."""
        if self._is_offer():
            return
        self._is_in_head = False
        if found := _ABSOLUTE.match(self.url):  # RFC 9112 §3.2.2: its host is the one that counts
            self.url = (b"" if self.url[found.end() :].startswith(b"/") else b"/") + self.url[found.end() :]
            self.headers[:] = [(name, found[1] if name == b"host" else value) for name, value in self.headers]
        if not self._answer_at_once():
            super().on_headers_complete()

    def _answer_at_once(self) -> bool:
        """Answer what has come before, unless another answer is on its way, or the client does not read."""
        parser = self.parser
        is_waiting = self.cycle is not None and not self.cycle.response_complete
        if is_waiting or self.flow.write_paused or self.transport.is_closing() or parser.get_method() != b"GET":
            return False
        if parser.get_http_version() != "1.1" or not parser.should_keep_alive():
            return False
        reply = self._gateway.seen_before((self.url, *self.headers))
        if reply is not None and reply.size > LARGE:
            return False  # it is counted, and sent as it is taken
        if reply is not None:
            self._send(reply, new_request_id())
        elif (made := self._made_at_once()) is not None:
            self._send(*made)
        else:
            return False
        self._is_answered = True
        return True

    def _made_at_once(self) -> tuple[Reply, str] | None:
        """What the gateway makes without waiting: once for each packet, so that no client holds up the others."""
        if self._has_made:
            return None
        self._has_made = True
        path, _, query = self.url.partition(b"?")
        scope = cast(Scope, self.scope)
        scope.update({"method": "GET", "raw_path": path, "query_string": query})
        try:
            return self._gateway.at_once(scope)
        except Exception:  # noqa: BLE001  # the way of ASGI meets it again, answers with 500 and logs it
            return None

    def on_body(self, body: bytes) -> None:
        """A piece of a body."""
        self._unseen = 0
        if not self._is_answered:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole."""
        if self._is_offer():
            return
        self._is_whole = True
        if not self._is_answered:
            super().on_message_complete()


def _bytes_waiting(transport: asyncio.Transport) -> int:
    """The bytes that the client has yet to take: those in this process, and, on Linux, those in the kernel (tcp(7))."""
    waiting = transport.get_write_buffer_size()
    found = transport.get_extra_info("socket")
    if found is not None and sys.platform == "linux":
        with suppress(OSError, ValueError):  # it is closed
            waiting += struct.unpack("i", fcntl.ioctl(found.fileno(), termios.TIOCOUTQ, bytes(4)))[0]
    return waiting


_DRAIN = 3
_TICK = 0.2
_BACKLOG = 4_096
_PORT_SECONDS = 10.0
"""So long the processes of one like this that was killed may hold its port."""
_ORDERS = (signal.SIGTERM, signal.SIGINT)
_WATCHED = (*_ORDERS, signal.SIGCHLD)


class _Server(uvicorn.Server):
    """uvicorn that shares its socket with other processes, and tells its parent when it answers."""

    def __init__(self, config: uvicorn.Config, report: int, *, processes: int) -> None:
        super().__init__(config)
        self._report = report
        self._processes = processes

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup([])
        if self.started:
            made = partial(
                Connection, config=self.config, server_state=self.server_state, app_state=self.lifespan.state
            )
            self.servers = [Accepting(each, made, processes=self._processes) for each in sockets or ()]  # type: ignore[misc]  # uvicorn only closes them
            with suppress(BrokenPipeError):
                os.write(self._report, b"1")


class _Processes:
    """The HTTP processes of one socket: those that end are replaced, and all end with this one."""

    def __init__(self, settings: Settings, listening: socket.socket, open_gateway: Callable[[], Gateway]) -> None:
        self._settings = settings
        self._listening = listening
        self._open_gateway = open_gateway
        self._running: set[int] = set()
        self._ready, self._report = os.pipe()
        self._signals, self._signalled = os.pipe()

    def run(self, ready: Callable[[], None]) -> None:
        """Keep the processes running until a signal ends this one; `ready` is called once all of them answer."""
        for end in (self._signals, self._signalled, self._ready):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._signalled, warn_on_full_buffer=False)
        for number in _WATCHED:
            signal.signal(number, lambda *_: None)
        answering = 0
        while True:
            while len(self._running) < self._settings.workers and self._fork():
                pass
            found, _, _ = select.select([self._signals, self._ready], [], [], _TICK)
            if self._ready in found and answering < self._settings.workers:
                answering += len(os.read(self._ready, 1_024))
                if answering >= self._settings.workers:
                    ready()
            received = os.read(self._signals, 1_024) if self._signals in found else b""
            self._reap()
            if any(number in received for number in _ORDERS):
                self._end()
                return

    def _reap(self) -> None:
        """Notice processes that have ended. They are replaced, but no faster than one a tick."""
        with suppress(ChildProcessError):
            while (pid := os.waitpid(-1, os.WNOHANG)[0]) != 0:
                self._running.discard(pid)
                time.sleep(_TICK / 4)

    def _end(self) -> None:
        """Let all processes finish the requests that they took, and then end those that have not."""
        for pid in self._running:
            os.kill(pid, signal.SIGTERM)
        end = time.monotonic() + self._settings.max_query_seconds + _DRAIN
        while self._running and time.monotonic() < end:
            time.sleep(0.01)
            for pid in tuple(self._running):
                if os.waitpid(pid, os.WNOHANG)[0]:
                    self._running.discard(pid)
        for pid in self._running:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)

    def _fork(self) -> bool:
        """Start a process; False where the system has none to give now."""
        parent = os.getpid()
        try:
            pid = fork_without_handlers(_WATCHED)
        except OSError:
            return False
        if pid:
            self._running.add(pid)
            return True
        code = 1
        try:
            die_with(parent)
            self._serve()
            code = 0
        finally:
            sys.stderr.flush()
            os._exit(code)

    def _serve(self) -> None:
        for end in (self._ready, self._signals, self._signalled):
            os.close(end)
        config = uvicorn.Config(
            self._open_gateway(),
            http=Connection,
            ws="none",
            interface="asgi3",
            lifespan="on",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=int(HEAD_SECONDS),
            timeout_graceful_shutdown=self._settings.max_query_seconds + _DRAIN,
        )
        logging.getLogger("uvicorn").setLevel(logging.ERROR)
        _Server(config, self._report, processes=self._settings.workers).run([self._listening])


def speak_http(
    settings: Settings, port: int, open_gateway: Callable[[], Gateway], *, ready: Callable[[], None] = lambda: None
) -> None:
    """Answer HTTP until SIGTERM, and then finish the requests that were taken. `ready` is called once it answers."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # the usual 1,024 are fewer than connections
    family, kind, protocol, _, address = socket.getaddrinfo(settings.host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        end = time.monotonic() + _PORT_SECONDS
        while True:
            try:
                listening.bind(address)
                break
            except OSError as error:
                if error.errno != errno.EADDRINUSE or time.monotonic() > end:
                    raise CannotServe(f"http://{settings.host}:{port}/ cannot be used ({error.strerror})") from error
            time.sleep(_TICK / 4)
        listening.listen(_BACKLOG)
        _Processes(settings, listening, open_gateway).run(ready)


def welcome(host: str, port: int) -> None:
    """Print the address of the server."""
    host = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104  # only compared
    shown = f"[{host}]" if ":" in host else host
    with suppress(OSError):  # standard output may be closed
        sys.stdout.write(f"ccwp-kg answers on http://{shown}:{port}/ (Ctrl-C ends it)\n")
        sys.stdout.flush()
