"""Shared memory with one slot for each query worker: which query it runs, since when, for which client.

A worker writes its own slot, the number of the request last; a reader that sees a request therefore sees the whole
slot. The file behind it has no name; a process that is no descendant of the maker gets its descriptor.
"""

from __future__ import annotations

import mmap
import os
import signal
import time
import weakref
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from ccwp_kg.memory_file import open_memory_file

_FIELDS = 8
_PID, _REQUEST, _STARTED, _CLIENT, _DOOMED, _ENDED, _STATUS = range(7)
_CELL = 8


@dataclass(frozen=True, slots=True)
class Running:
    """A query that a worker evaluates: the worker's slot and process, and when it began (time.monotonic_ns)."""

    slot: int
    pid: int
    request: int
    started: int
    client: int


class Slots:
    """The slots of `count` workers."""

    def __init__(self, count: int, *, descriptor: int | None = None) -> None:
        size = (count * _FIELDS + 1) * _CELL
        if descriptor is None:
            descriptor = open_memory_file("slots")
            os.truncate(descriptor, size)
        self.descriptor = descriptor
        weakref.finalize(self, os.close, descriptor).atexit = False
        self.count = count
        self._cells = memoryview(mmap.mmap(descriptor, size)).cast("Q")

    def begin(self, slot: int, *, request: int, client: int) -> None:
        """A worker starts a query."""
        at = slot * _FIELDS
        self._cells[at + _STARTED] = time.monotonic_ns()
        self._cells[at + _CLIENT] = client
        self._cells[at + _REQUEST] = request

    def end(self, slot: int) -> None:
        """A worker has finished its query."""
        self._cells[slot * _FIELDS + _REQUEST] = 0

    def occupy(self, slot: int, pid: int) -> None:
        """A new worker takes a slot."""
        at = slot * _FIELDS
        self._cells[at + _REQUEST] = self._cells[at + _DOOMED] = 0
        self._cells[at + _PID] = pid

    def vacate(self, slot: int, *, status: int) -> str:
        """The worker of a slot has ended, with this exit code or minus this signal.

        Returns the reason: limit, crash, recycled or other.
        """
        at = slot * _FIELDS
        request = self._cells[at + _REQUEST]
        doomed = request != 0 and self._cells[at + _DOOMED] == request
        self._cells[at + _STATUS] = abs(status) if status < 0 else 0
        self._cells[at + _ENDED] = request
        self._cells[at + _PID] = self._cells[at + _REQUEST] = 0
        if status < 0 and not doomed:
            self._cells[-1] += 1
        crashed = status in (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS, -signal.SIGILL)
        return "limit" if doomed else "crash" if crashed else "recycled" if status == 0 else "other"

    @property
    def losses(self) -> int:
        """How many workers ended neither by themselves nor by `kill`; each may have lost a query."""
        return self._cells[-1]

    def forget(self) -> None:
        """Clear all slots: the zygote died with its workers and could not vacate them."""
        for slot in range(self.count):
            at = slot * _FIELDS
            self._cells[at + _PID] = self._cells[at + _REQUEST] = 0

    def running(self) -> Iterator[Running]:
        """The queries that run now."""
        for slot in range(self.count):
            at = slot * _FIELDS
            request = self._cells[at + _REQUEST]
            if request:
                yield Running(
                    slot, self._cells[at + _PID], request, self._cells[at + _STARTED], self._cells[at + _CLIENT]
                )

    def find(self, request: int) -> Running | None:
        """The query of that number, if it runs now."""
        return next((each for each in self.running() if each.request == request), None)

    def kill(self, query: Running) -> None:
        """Kill the worker of a query, unless it has gone on to another."""
        at = query.slot * _FIELDS
        self._cells[at + _DOOMED] = query.request
        if query.pid and self._cells[at + _REQUEST] == query.request and self._cells[at + _PID] == query.pid:
            with suppress(ProcessLookupError):  # it has ended by itself
                os.kill(query.pid, signal.SIGKILL)

    def signal_that_ended(self, request: int) -> int | None:
        """The signal that ended the worker of a query, 0 if it exited; None if no worker ended with this query."""
        for slot in range(self.count):
            at = slot * _FIELDS
            if self._cells[at + _ENDED] == request:
                return self._cells[at + _STATUS]
        return None
