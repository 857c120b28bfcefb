"""The same question asked by many at once is worked out once, and all of them get that answer."""

from __future__ import annotations

import fcntl
import mmap
import os
import threading
import time
import weakref
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from multiprocessing import get_context
from typing import Any, Literal, TypeVar

from ccwp_kg.memory_file import open_memory_file

T = TypeVar("T")

_MANY = 1 << 16  # of so many cells hardly two keys that are worked on share one
_BLINK = 0.05  # seconds: nobody needs so long to look into a cell
_SOON = 0.1  # seconds: who waits longer lingers
_FIRST_PAUSE, _LONGEST_PAUSE, _GROWTH = 0.002, 0.02, 1.5  # seconds between two looks at another process's work


class Flights:
    """Who works on what, across the threads of a process and across all processes forked after this was made.

    Between processes a key is a cell of shared memory that holds the number of the process that makes its answer. A
    process locks the byte of its number in a file as long as it lives, so the kernel tells who has died. Keys may
    share a cell: then one waits for the other's work in another process, or goes without protection in the same one.
    That costs time, never an answer.
    """

    def __init__(self, slots: int = _MANY) -> None:
        """Take `slots` cells to tell keys apart; raises ValueError where there is none."""
        if slots < 1:
            raise ValueError(f"{slots} slots tell no keys apart; give 1 or more")
        self._slots = slots
        self._holders = memoryview(mmap.mmap(-1, slots * 8)).cast("Q")
        self._guard = get_context("fork").Lock()
        self._alive = open_memory_file("flights")  # never written; POSIX locks may lie beyond the end of a file
        weakref.finalize(self, os.close, self._alive).atexit = False
        self._start_afresh()
        afresh = weakref.WeakMethod(self._start_afresh)
        os.register_at_fork(after_in_child=lambda: (method := afresh()) and method())

    def _start_afresh(self) -> None:
        """A forked child has none of its parent's threads and makes none of its answers."""
        self._process = os.getpid()
        fcntl.lockf(self._alive, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, self._process)
        self._table = threading.Lock()
        self._flying: dict[bytes, Future[Any] | None] = {}

    def once(
        self,
        key: bytes,
        *,
        look: Callable[[], T | None],
        make: Callable[[], T],
        patience: float,
        linger: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> T:
        """The answer for a key, from `look` or from whoever runs `make` for it, here or in another process.

        `make` leaves its answer where `look` finds it: that is how other processes get it. Threads of this process
        get the answer itself, or the exception that `make` ended with. Whoever has waited `patience` seconds for
        another runs `make` without protection. Who waits longer than a tenth of a second enters `linger` first, which
        may raise to say that too many wait.
        """
        with self._table:
            leads = key not in self._flying
            if leads:
                self._flying[key] = None
            else:
                # Most have no followers, so the first of them makes what they wait for.
                flight: Future[T] = self._flying[key] or Future()
                self._flying[key] = flight
        if not leads:
            if wait([flight], timeout=min(_SOON, patience)).done:
                return flight.result()
            with linger():
                done = wait([flight], timeout=max(0.0, patience - _SOON)).done
            return flight.result() if done else _found_or_made(look, make)
        try:
            answer = self._lead(key, look=look, make=make, patience=patience, linger=linger)
        except BaseException as failure:
            if (followed := self._land(key)) is not None:
                followed.set_exception(failure)
            raise
        if (followed := self._land(key)) is not None:
            followed.set_result(answer)
        return answer

    def _land(self, key: bytes) -> Future[Any] | None:
        with self._table:
            return self._flying.pop(key)

    def _lead(
        self,
        key: bytes,
        *,
        look: Callable[[], T | None],
        make: Callable[[], T],
        patience: float,
        linger: Callable[[], AbstractContextManager[object]],
    ) -> T:
        """Make the answer for this process, unless another process comes first."""
        cell = int.from_bytes(key[:8]) % self._slots
        begun = time.monotonic()
        pause = _FIRST_PAUSE
        hold = self._take(cell)
        with ExitStack() as stack:
            lingers = False
            while hold == "elsewhere" and (left := begun + patience - time.monotonic()) > 0:
                if not lingers and left < patience - _SOON:
                    stack.enter_context(linger())
                    lingers = True
                time.sleep(min(pause, left))
                pause = min(pause * _GROWTH, _LONGEST_PAUSE)
                found = look()
                if found is not None:
                    return found
                hold = self._take(cell)
        try:
            return _found_or_made(look, make)  # another may have left its answer just before the cell was free
        finally:
            if hold == "taken" and self._holders[cell] == self._process:
                self._holders[cell] = 0

    def _take(self, cell: int) -> Literal["taken", "here", "elsewhere"]:
        """Put this process into a cell; `here` and `elsewhere` tell who else is in it."""
        with self._table:
            self._guard.acquire(timeout=_BLINK)  # alone among all processes; one that died in here is not waited for
            try:
                holder = self._holders[cell]
                if holder == self._process:
                    return "here"
                if holder and self._lives(holder):
                    return "elsewhere"
                self._holders[cell] = self._process
                return "taken"
            finally:
                with suppress(ValueError):  # another has not waited for this one
                    self._guard.release()

    def _lives(self, process: int) -> bool:
        try:
            fcntl.lockf(self._alive, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, process)
        except (BlockingIOError, PermissionError):
            return True
        fcntl.lockf(self._alive, fcntl.LOCK_UN, 1, process)
        return False


def _found_or_made(look: Callable[[], T | None], make: Callable[[], T]) -> T:
    found = look()
    return make() if found is None else found
