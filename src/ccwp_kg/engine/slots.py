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
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from ccwp_kg.memory_file import open_memory_file

_FIELDS = 8
_PID, _REQUEST, _STARTED, _CLIENT, _DOOMED, _CAUSE, _ENDED, _STATUS = range(_FIELDS)
_CELL = 8
_TEXT = 2_000
"""Bytes of each query's text that are there to be seen."""
KILL_CAUSES = ("limit", "held_up", "cancelled", "ordered")
"""Why a worker is killed: its query is over a limit, has to make room, is waited for by nobody, or by order."""

RESTED = 3
"""The exit code of a worker that nobody has asked for a while, and that gives back the memory it has copied."""


@dataclass(frozen=True, slots=True)
class Running:
    """A query that a worker evaluates: the worker's slot and process, and when it began (time.monotonic_ns).

    `label`, `asker` and `text`: the name of the HTTP request, its client and the query; only Slots.shown has them.
    """

    slot: int
    pid: int
    request: int
    started: int
    client: int
    label: str = ""
    asker: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a worker ended: by this signal (0: it exited), and why, where it was killed on purpose (see KILL_CAUSES)."""

    signal: int
    cause: str | None


class Slots:
    """The slots of `count` workers."""

    def __init__(self, count: int, *, descriptor: int | None = None) -> None:
        cells = (count * _FIELDS + 1) * _CELL
        size = cells + count * _TEXT
        if descriptor is None:
            descriptor = open_memory_file("slots")
            os.truncate(descriptor, size)
        self.descriptor = descriptor
        weakref.finalize(self, os.close, descriptor).atexit = False
        self.count = count
        memory = memoryview(mmap.mmap(descriptor, size))
        self._cells = memory[:cells].cast("Q")
        self._texts = memory[cells:]

    def begin(self, slot: int, *, request: int, client: str, label: str, text: str) -> None:
        """A worker starts a query of a client, asked by the HTTP request with this name."""
        at = slot * _FIELDS
        start = slot * _TEXT
        shown = f"{label}\n{client}\n{text[:_TEXT]}".encode("utf-8", "replace")[: _TEXT - 1] + b"\0"
        self._texts[start : start + len(shown)] = shown
        self._cells[at + _STARTED] = time.monotonic_ns()
        self._cells[at + _CLIENT] = client_number(client)
        self._cells[at + _REQUEST] = request

    def end(self, slot: int) -> None:
        """A worker has finished its query."""
        self._cells[slot * _FIELDS + _REQUEST] = 0

    def occupy(self, slot: int, pid: int) -> None:
        """Enter a new worker, by its process id, into a slot."""
        at = slot * _FIELDS
        self._cells[at + _REQUEST] = self._cells[at + _DOOMED] = 0
        self._cells[at + _PID] = pid

    def vacate(self, slot: int, *, status: int) -> str:
        """The worker of a slot has ended, with this exit code or minus this signal.

        Returns the reason: one of KILL_CAUSES, crash, recycled, rested or other.
        """
        at = slot * _FIELDS
        request = self._cells[at + _REQUEST]
        doomed = request != 0 and self._cells[at + _DOOMED] == request
        cause = KILL_CAUSES[self._cells[at + _CAUSE]] if doomed else None
        self._cells[at + _STATUS] = max(0, -status) | (1 << 8 if doomed else 0)
        self._cells[at + _ENDED] = request
        self._cells[at + _PID] = self._cells[at + _REQUEST] = 0
        if status < 0 and not doomed:
            self._cells[-1] += 1
        crashed = status in (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS, -signal.SIGILL)
        return cause or ("crash" if crashed else {0: "recycled", RESTED: "rested"}.get(status, "other"))

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
        """The queries that run now, without their texts."""
        for slot in range(self.count):
            at = slot * _FIELDS
            request = self._cells[at + _REQUEST]
            if request:
                yield Running(
                    slot, self._cells[at + _PID], request, self._cells[at + _STARTED], self._cells[at + _CLIENT]
                )

    def shown(self) -> Iterator[Running]:
        """The queries that run now, with their labels and the beginning of their texts."""
        for each in self.running():
            start = each.slot * _TEXT
            text = bytes(self._texts[start : start + _TEXT]).partition(b"\0")[0].decode("utf-8", "replace")
            if self._cells[each.slot * _FIELDS + _REQUEST] == each.request:  # else the text may be another's
                label, asker, query = text.split("\n", 2)
                yield replace(each, label=label, asker=asker, text=query)

    def kill(self, query: Running, *, cause: str) -> None:
        """Kill the worker of a query, for one of KILL_CAUSES, unless it has gone on to another query."""
        at = query.slot * _FIELDS
        self._cells[at + _CAUSE] = KILL_CAUSES.index(cause)
        self._cells[at + _DOOMED] = query.request
        if query.pid and self._cells[at + _REQUEST] == query.request and self._cells[at + _PID] == query.pid:
            with suppress(ProcessLookupError):  # it has ended by itself
                os.kill(query.pid, signal.SIGKILL)

    def ending(self, request: int) -> Ending | None:
        """How the worker of a query ended; None if no worker ended with this query."""
        for slot in range(self.count):
            at = slot * _FIELDS
            if self._cells[at + _ENDED] == request:
                status = self._cells[at + _STATUS]
                return Ending(status & 0xFF, KILL_CAUSES[self._cells[at + _CAUSE]] if status > 0xFF else None)
        return None


def client_number(client: str) -> int:
    """A number that stands for a client in shared memory; 0 for the server itself."""
    return zlib.crc32(client.encode("utf-8", "replace")) if client else 0
