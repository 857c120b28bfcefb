"""The zygote: loads a release once, gives up network and files, and forks the query workers, which share its memory.

It never evaluates a query and stays single-threaded, so that it can fork at any time. A worker that ends is replaced
at once. The zygote ends when the launcher closes the lifeline, a pipe nobody writes to; running queries end first.
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
_CAN_PEEK = hasattr(os, "waitid")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A store that was loaded, and facts for the HTTP processes (JSON).

    `count_restart` is called with the reason when a worker is replaced; see Slots.vacate.
    """

    store: EmbeddedStore
    facts: Mapping[str, object]
    count_restart: Callable[[str], None] = lambda _: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """Limits of one query, or of loading: seconds, and bytes of memory beyond those of the store."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Pipes:
    """What the launcher hands a zygote: the queue's receiving end, the slots, the pipe for its report, the lifeline."""

    queue: socket.socket
    slots: Slots
    report: int
    lifeline: int


class Zygote:
    """The process itself; `run` is all it does."""

    def __init__(self, pipes: Pipes, allowance: Allowance) -> None:
        self._pipes = pipes
        self._allowance = allowance
        self._slot_of: dict[int, int] = {}
        self._empty: set[int] = set()
        self._in_use = 0
        self._wakeup, self._wake = os.pipe()

    def run(self, load: Callable[[], Loaded]) -> NoReturn:
        """Load, report, and keep the workers alive until the lifeline is closed."""
        code = 0
        try:
            loaded = self._prepare(load)
            if loaded is not None:
                self._watch(loaded)
        except BaseException:  # noqa: BLE001  # this process ends here whatever happens; only the trace is kept
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
        isolation.give_back_memory()
        gc.freeze()
        gc.disable()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._wakeup, False)
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._report({**loaded.facts, "base": loaded.store.base.iri, "missing": missing})
        self._empty.update(range(self._pipes.slots.count))
        self._fill(loaded.store)
        return loaded

    def _fill(self, store: EmbeddedStore) -> None:
        """Fork a worker for every empty slot. If the system has no process to give, try again at the next turn."""
        for slot in sorted(self._empty):
            try:
                self._fork(store, slot)
            except OSError:
                return
            self._empty.discard(slot)

    def _report(self, facts: Mapping[str, object]) -> None:
        with os.fdopen(self._pipes.report, "w", encoding="utf-8") as pipe:
            json.dump(facts, pipe)

    def _watch(self, loaded: Loaded) -> None:
        ending: float | None = None
        quiet_since = time.monotonic()
        while True:
            watched = [self._wakeup] if ending else [self._wakeup, self._pipes.lifeline]
            ready, _, _ = select.select(watched, [], [], _TICK)
            if self._wakeup in ready:
                os.read(self._wakeup, 4_096)
            if self._pipes.lifeline in ready:
                ending = time.monotonic() + self._allowance.seconds + _GRACE
            self._reap(loaded)
            if ending is None:  # a worker forked after the queue was closed would end at once
                self._fill(loaded.store)
            self._end_overdue()
            now = time.monotonic()
            if any(self._pipes.slots.running()):
                quiet_since = now
            if ending and (now > ending or now - quiet_since > _QUIET):
                return

    def _reap(self, loaded: Loaded) -> None:
        while self._slot_of:
            pid, status = _ended_child()
            if not pid:
                return
            slot = self._slot_of.pop(pid)
            cause = self._pipes.slots.vacate(slot, status=status)
            if _CAN_PEEK:
                os.waitpid(pid, 0)
            self._empty.add(slot)
            loaded.count_restart(cause)

    def _end_overdue(self) -> None:
        """Kill queries whose HTTP process has died; all others are killed by the process that waits for them."""
        limit = time.monotonic_ns() - int((self._allowance.seconds + _GRACE) * 1e9)
        for query in self._pipes.slots.running():
            if query.started < limit:
                self._pipes.slots.kill(query, cause="limit")

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
            for descriptor in (self._wakeup, self._wake, self._pipes.lifeline):
                os.close(descriptor)
            isolation.limit_memory(self._in_use and self._in_use + self._allowance.memory)
            self._pipes.slots.occupy(slot, os.getpid())
            code = work(store, self._pipes.queue, self._pipes.slots, slot)
        except BaseException:  # noqa: BLE001  # this process ends here whatever happens; only the trace is kept
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)


def _ended_child() -> tuple[int, int]:
    """A child that has ended, with its exit code or minus the signal that ended it; (0, 0) if none has.

    Where the platform allows, the child is not reaped yet, so that its process id is not reused.
    """
    if not _CAN_PEEK:
        pid, status = os.waitpid(-1, os.WNOHANG)
        return pid, os.waitstatus_to_exitcode(status)
    ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    if ended is None:
        return 0, 0
    return ended.si_pid, ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
