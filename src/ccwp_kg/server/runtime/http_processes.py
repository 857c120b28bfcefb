"""The processes that speak HTTP: each runs uvicorn with a gateway of its own, all on one socket."""

from __future__ import annotations

import errno
import logging
import os
import resource
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from ccwp_kg.engine.isolation import die_with, fork_without_handlers
from ccwp_kg.errors import CannotServe
from ccwp_kg.server.runtime.connection import HEAD_SECONDS, Connection
from ccwp_kg.server.runtime.gateway import Gateway
from ccwp_kg.settings import Settings

_DRAIN = 3
_TICK = 0.2
_BACKLOG = 4_096
_PORT_SECONDS = 10.0
"""So long the processes of one like this that was killed may hold its port."""
_ORDERS = (signal.SIGTERM, signal.SIGINT)
_WATCHED = (*_ORDERS, signal.SIGCHLD)


class _Server(uvicorn.Server):
    """uvicorn that tells its parent when it answers."""

    def __init__(self, config: uvicorn.Config, report: int) -> None:
        super().__init__(config)
        self._report = report

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
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
        _Server(config, self._report).run([self._listening])


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


def free_port(host: str, port: int) -> int:
    """The port to listen on, a free one for 0. Raises CannotServe where it is taken."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            taken: int = probe.getsockname()[1]
            return taken
    except OSError as error:
        raise CannotServe(
            f"http://{host}:{port}/ cannot be used ({error.strerror}); choose another --host or --port"
        ) from error
