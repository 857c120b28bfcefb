"""The zygote: loads a release once, gives up network and files, and forks the query workers, which share its memory.

It never evaluates a query and stays single-threaded, so that it can fork at any time. A worker that ends is replaced
at once. The zygote ends when the launcher closes its line of life, after the queries that run have ended.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from ccwp_kg.engine import isolation
from ccwp_kg.engine.slots import Slots
from ccwp_kg.engine.worker import work
from ccwp_kg.errors import CcwpError
from ccwp_kg.store import EmbeddedStore

_TICK = 0.25
_GRACE = 1.0
_QUIET = 0.5
# macOS has it from Python 3.13 on.
_LOOKS_FIRST = hasattr(os, "waitid")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A store that was loaded, and what the HTTP processes should know of it (to be written as JSON).

    `count_restart` is told why a worker was replaced: limit, crash, recycled or other.
    """

    store: EmbeddedStore
    facts: Mapping[str, object]
    count_restart: Callable[[str], None] = lambda _: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What one query may take: seconds, and bytes of memory beyond what the store takes; or what loading may."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Lines:
    """What the launcher hands a zygote: the queue's receiving end, the slots, where to report, and the line of life."""

    queue: socket.socket
    slots: Slots
    report: int
    life: int


class Zygote:
    """The process itself; `run` is all it does."""

    def __init__(self, lines: Lines, allowance: Allowance) -> None:
        self._lines = lines
        self._allowance = allowance
        self._slot_of: dict[int, int] = {}
        self._empty: set[int] = set()
        self._in_use = 0
        self._wakeup, self._wake = os.pipe()

    def run(self, load: Callable[[], Loaded]) -> NoReturn:
        """Load, report, and keep the workers alive until the line of life is closed."""
        code = 0
        try:
            loaded = self._prepare(load)
            if loaded is not None:
                self._watch(loaded)
        except BaseException:  # noqa: BLE001  # this process ends here whatever happens; it is only told
            traceback.print_exc()
            code = 1
        finally:
            for pid in self._slot_of:
                os.kill(pid, signal.SIGKILL)
            sys.stderr.flush()
            os._exit(code)

    def _prepare(self, load: Callable[[], Loaded]) -> Loaded | None:
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        try:
            loaded = load()
        except CcwpError as error:
            self._report({"error": str(error)})
            return None
        self._in_use = isolation.memory_in_use()
        missing = isolation.restrict()
        gc.collect()
        gc.freeze()
        gc.disable()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._wakeup, False)
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._report({**loaded.facts, "missing": missing})
        self._empty.update(range(self._lines.slots.count))
        self._fill(loaded.store)
        return loaded

    def _fill(self, store: EmbeddedStore) -> None:
        """A worker into every empty slot; where the system gives no process now, at the next turn."""
        for slot in sorted(self._empty):
            try:
                self._fork(store, slot)
            except OSError:
                return
            self._empty.discard(slot)

    def _report(self, facts: Mapping[str, object]) -> None:
        with os.fdopen(self._lines.report, "w", encoding="utf-8") as pipe:
            json.dump(facts, pipe)

    def _watch(self, loaded: Loaded) -> None:
        ending: float | None = None
        quiet_since = time.monotonic()
        while True:
            watched = [self._wakeup] if ending else [self._wakeup, self._lines.life]
            ready, _, _ = select.select(watched, [], [], _TICK)
            if self._wakeup in ready:
                os.read(self._wakeup, 4_096)
            if self._lines.life in ready:
                ending = time.monotonic() + self._allowance.seconds + _GRACE
            self._reap(loaded)
            if ending is None:  # nobody asks here any more: whoever comes would find the queue closed and go
                self._fill(loaded.store)
            self._end_overdue()
            now = time.monotonic()
            if any(self._lines.slots.running()):
                quiet_since = now
            if ending and (now > ending or now - quiet_since > _QUIET):
                return

    def _reap(self, loaded: Loaded) -> None:
        while self._slot_of:
            pid, status = _ended_child()
            if not pid:
                return
            slot = self._slot_of.pop(pid)
            cause = self._lines.slots.vacate(slot, status=status)
            if _LOOKS_FIRST:
                os.waitpid(pid, 0)
            self._empty.add(slot)
            loaded.count_restart(cause)

    def _end_overdue(self) -> None:
        """Queries are ended by those who wait for them; this is for those whose HTTP process has died."""
        limit = time.monotonic_ns() - int((self._allowance.seconds + _GRACE) * 1e9)
        for query in self._lines.slots.running():
            if query.started < limit:
                self._lines.slots.kill(query)

    def _fork(self, store: EmbeddedStore, slot: int) -> None:
        parent = os.getpid()
        pid = os.fork()
        if pid:
            self._slot_of[pid] = slot
            return
        code = 1
        try:
            isolation.die_with(parent)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for descriptor in (self._wakeup, self._wake, self._lines.life):
                os.close(descriptor)
            isolation.limit_memory(self._in_use and self._in_use + self._allowance.memory)
            self._lines.slots.occupy(slot, os.getpid())
            work(store, self._lines.queue, self._lines.slots, slot)
            code = 0
        except BaseException:  # noqa: BLE001  # this process ends here whatever happens; it is only told
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)


def _ended_child() -> tuple[int, int]:
    """A child that has ended, and its exit code or minus the signal that ended it; (0, 0) where none has.

    Where the platform can, it only looks: until the process id is taken away no other process can have it.
    """
    if not _LOOKS_FIRST:
        pid, status = os.waitpid(-1, os.WNOHANG)
        return pid, os.waitstatus_to_exitcode(status)
    ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    if ended is None:
        return 0, 0
    return ended.si_pid, ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
