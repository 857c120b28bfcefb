"""How the processes that speak HTTP share one listening socket: each takes its part of the connections that wait.

A connection wakes all of them, and the one that runs first would take all that come together. Here it takes its share
of those that wait, and leaves what comes in the next moment to the others, while its loop goes on.
"""

from __future__ import annotations

import asyncio
import errno
import socket
import struct
import sys
from collections.abc import Callable
from contextlib import suppress

from ccwp_kg.errors import CannotServe

_MOMENT = 1e-3
"""Seconds for the others, after connections were taken."""
_FULL = frozenset((errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM))
_FULL_SECONDS = 1.0
_WAITING = struct.Struct("=24xI")
"""tcp_info of Linux (tcp(7)): tcpi_unacked, for a listening socket the connections that nobody has taken yet."""


class Accepting:
    """Takes connections from a socket that `processes` listen on, and makes a protocol for each.

    uvicorn ends it as it ends a server of asyncio. It begins at once, in the event loop that runs.
    """

    def __init__(self, listening: socket.socket, make: Callable[[], asyncio.Protocol], *, processes: int) -> None:
        self._loop = asyncio.get_running_loop()
        self._listening = listening
        self._make = make
        self._processes = processes
        self._opening: set[asyncio.Task[None]] = set()
        self._is_closed = False
        listening.setblocking(False)
        self._begin()

    def _begin(self) -> None:
        if not self._is_closed:
            self._loop.add_reader(self._listening.fileno(), self._take)

    def _take(self) -> None:
        """Take a share of what waits, and look again in a moment."""
        rest = _MOMENT
        for _ in range(-(-_waiting(self._listening) // self._processes)):
            try:
                taken, _ = self._listening.accept()
            except OSError as error:  # another process was faster, or the client has gone
                rest = _FULL_SECONDS if error.errno in _FULL else rest
                break
            task = self._loop.create_task(self._open(taken))
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)
        self._loop.remove_reader(self._listening.fileno())
        self._loop.call_later(rest, self._begin)

    async def _open(self, taken: socket.socket) -> None:
        try:
            taken.setblocking(False)
            await self._loop.connect_accepted_socket(self._make, taken)
        except OSError:  # it was reset in the meantime
            taken.close()

    def close(self) -> None:
        """Take no more."""
        if not self._is_closed:
            self._is_closed = True
            self._loop.remove_reader(self._listening.fileno())

    async def wait_closed(self) -> None:
        """There is nothing to wait for."""


def _waiting(listening: socket.socket) -> int:
    """How many connections wait to be taken, at least one; elsewhere than on Linux that is all that is known."""
    with suppress(OSError):
        if sys.platform == "linux":
            told = listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _WAITING.size)
            (found,) = _WAITING.unpack(told)
            return max(1, int(found))
    return 1


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
