"""The processes that speak HTTP: granian's, each with a gateway of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from granian.constants import Interfaces, TaskImpl
from granian.log import LogLevels
from granian.server.mp import MPServer

from ccwp_kg.engine.isolation import die_with
from ccwp_kg.errors import CannotServe
from ccwp_kg.server.runtime.gateway import Gateway
from ccwp_kg.settings import Settings

_READY_WITHIN = 30.0
_DRAIN = 3
_ORDERS = (signal.SIGTERM, signal.SIGINT)
_CONNECTIONS = 4_096
"""Connections that a process holds open; an idle one holds no thread. granian lets it have the files for them."""
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ")


class _Server(MPServer):
    """granian with a callback for the moment when it answers."""

    ready: Callable[[], None] = staticmethod(lambda: None)

    def startup(self, spawn_target: Callable[..., Any], target_loader: Callable[..., Any]) -> None:
        super().startup(spawn_target, target_loader)  # type: ignore[no-untyped-call]  # granian leaves it untyped
        host = "127.0.0.1" if self.bind_addr in ("0.0.0.0", "::") else self.bind_addr  # noqa: S104  # only compared
        end = time.monotonic() + _READY_WITHIN
        while time.monotonic() < end and not self.interrupt_signal and not self.interrupt_children:
            try:
                socket.create_connection((host, self.bind_port), timeout=1).close()
            except OSError:
                time.sleep(0.02)
            else:
                self.ready()
                return


def speak_http(
    settings: Settings, port: int, open_gateway: Callable[[], Gateway], *, ready: Callable[[], None] = lambda: None
) -> None:
    """Answer HTTP until SIGTERM, and then finish the requests that were taken. `ready` is called once it answers."""
    for name in [name for name in os.environ if name not in _ENVIRONMENT]:
        del os.environ[name]  # granian copies the environment into the environ of every request
    # Until granian sets its handlers, a child has those of its parent, which would ignore SIGTERM.
    hold, release = (partial(signal.pthread_sigmask, how, _ORDERS) for how in (signal.SIG_BLOCK, signal.SIG_UNBLOCK))
    os.register_at_fork(before=hold, after_in_parent=release, after_in_child=_start_afresh)
    multiprocessing.set_start_method("fork", force=True)
    server = _Server(
        "ccwp_kg.server:create_app",
        address=settings.host,
        port=port,
        interface=Interfaces.ASGI,
        workers=settings.workers,
        backpressure=_CONNECTIONS,
        websockets=False,
        task_impl=TaskImpl.asyncio,  # the other kind of task can neither be cancelled nor time out
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=settings.max_query_seconds + _DRAIN,
    )
    server.ready = ready
    server.serve(target_loader=partial(_in_process, os.getpid(), open_gateway), wrap_loader=False)


def _in_process(parent: int, open_gateway: Callable[[], Gateway]) -> Gateway:
    """The gateway in a process that was just forked."""
    die_with(parent)
    return open_gateway()


def _start_afresh() -> None:
    for number in _ORDERS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ORDERS)


def welcome(host: str, port: int) -> None:
    """Print the address of the server."""
    host = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104  # only compared
    shown = f"[{host}]" if ":" in host else host
    with suppress(OSError):  # standard output may be closed
        sys.stdout.write(f"ccwp-kg answers on http://{shown}:{port}/ (Ctrl-C ends it)\n")
        sys.stdout.flush()


def free_port(host: str, port: int) -> int:
    """The port to listen on, a free one for 0. Raises CannotServe where it is taken: granian would share it."""
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
