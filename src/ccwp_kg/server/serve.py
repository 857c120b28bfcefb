"""Running the application under granian: several processes, one store loaded before they part."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from ccwp_kg.assets import folder
from ccwp_kg.errors import CannotServe, InvalidTurtle
from ccwp_kg.publish import open_release
from ccwp_kg.rdf.prefixes import read_prefixes
from ccwp_kg.server.app import create_app
from ccwp_kg.server.site import Release, read_release
from ccwp_kg.settings import Settings
from ccwp_kg.store import Bounds, EmbeddedStore

_THREADS = 4
_READY_WITHIN = 30.0
_STACK = str(64 << 20)


class _Server(MPServer):
    """granian, which says where it listens once it answers."""

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
                shown = f"[{host}]" if ":" in host else host
                sys.stdout.write(f"ccwp-kg answers on http://{shown}:{self.bind_port}/ (Ctrl-C ends it)\n")
                sys.stdout.flush()
                return


def serve(settings: Settings, *, release: Path | None, data: tuple[Path, ...]) -> None:
    """Serve a release folder, or RDF files as they are, until a signal ends it.

    Raises NotARelease and CannotServe, in one sentence, where there is nothing that could be served or where the
    address is taken.
    """
    store, served = load(release, data)
    port = _free_port(settings.host, settings.port)
    app = create_app(store, settings=settings, release=served)
    # Queries recurse in the engine: a roomy stack for granian's threads (read by Rust's runtime) keeps a deeply nested
    # one from ending the process.
    os.environ.setdefault("RUST_MIN_STACK", _STACK)
    # The store is loaded here, once; the processes share its memory, which takes fork.
    multiprocessing.set_start_method("fork", force=True)
    _Server(
        "ccwp_kg.server:create_app",
        address=settings.host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=_THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve(target_loader=partial(_in_worker, app), wrap_loader=False)


def _in_worker(app: Flask) -> Flask:
    """The application in a process that was just forked.

    Until granian sets a worker's signals it has those of the launcher, which would swallow the order to end.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    return app


def load(release: Path | None, data: tuple[Path, ...]) -> tuple[EmbeddedStore, Release | None]:
    """The store of a release, or of files; exactly one of the two is given."""
    if (release is None) == (not data):
        raise CannotServe("name either a release folder (--release) or RDF files (--data), one of the two")
    try:
        if release is None:
            store, served = EmbeddedStore.of_files(data), None
        else:
            store, served = open_release(release), read_release(release)
        prefixes = read_prefixes(folder("ontology") / "prefixes.ttl")
        return store.bounded(Bounds(), prefixes=prefixes, state=None), served
    except InvalidTurtle as error:
        raise CannotServe(str(error)) from error


def _free_port(host: str, port: int) -> int:
    """The port, once it is sure that nobody listens there: granian shares ports and would not notice."""
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
