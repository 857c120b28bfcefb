"""The same question asked by many at once is worked out once, and all of them get that answer."""

from __future__ import annotations

import fcntl
import os
import threading
import time
import weakref
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import AbstractContextManager, ExitStack, nullcontext
from typing import Any, Literal, TypeVar

from ccwp_kg.memory_file import open_memory_file

T = TypeVar("T")

_MANY = 1 << 62  # of so many bytes hardly two keys share one
_SOON = 0.1  # seconds: who waits longer lingers
_FIRST_PAUSE, _LONGEST_PAUSE, _GROWTH = 0.002, 0.02, 1.5  # seconds between two looks at another process's work


class Flights:
    """Who works on what, across the threads of a process and across all processes forked after this was made.

    Between processes a key is a byte of a file, locked while its answer is made. Every lock is asked for without
    waiting, and the kernel frees those of a process that dies. Keys may share a byte: then one waits for the other's
    work in another process, or goes without protection in the same one. That costs time, never an answer.
    """

    def __init__(self, slots: int = _MANY) -> None:
        """Take `slots` bytes to tell keys apart; raises ValueError where there is none."""
        if slots < 1:
            raise ValueError(f"{slots} slots tell no keys apart; give 1 or more")
        self._slots = slots
        self._locks = open_memory_file("flights")  # never written; POSIX locks may lie beyond the end of a file
        weakref.finalize(self, os.close, self._locks).atexit = False
        self._start_afresh()
        afresh = weakref.WeakMethod(self._start_afresh)
        os.register_at_fork(after_in_child=lambda: (method := afresh()) and method())

    def _start_afresh(self) -> None:
        """A forked child has none of its parent's threads and none of its locks."""
        self._table = threading.Lock()
        self._flying: dict[bytes, Future[Any] | None] = {}
        self._held: set[int] = set()

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
            return _followed(flight, look=look, make=make, patience=patience, linger=linger)
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
        byte = int.from_bytes(key[:8]) % self._slots
        begun = time.monotonic()
        pause = _FIRST_PAUSE
        hold = self._take(byte)
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
                hold = self._take(byte)
        try:
            return _found_or_made(look, make)  # another may have left its answer just before the lock was free
        finally:
            if hold == "taken":
                self._give_back(byte)

    def _take(self, byte: int) -> Literal["taken", "here", "elsewhere"]:
        """Lock a byte; `here` and `elsewhere` tell who else has it."""
        with self._table:
            # POSIX.1-2017, fcntl(): a process is granted what it has, and the first unlock ends it for all its threads.
            if byte in self._held:
                return "here"
            try:
                fcntl.lockf(self._locks, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
            except (BlockingIOError, PermissionError):
                return "elsewhere"
            self._held.add(byte)
            return "taken"

    def _give_back(self, byte: int) -> None:
        with self._table:
            fcntl.lockf(self._locks, fcntl.LOCK_UN, 1, byte)
            self._held.discard(byte)


def _followed(
    flight: Future[T],
    *,
    look: Callable[[], T | None],
    make: Callable[[], T],
    patience: float,
    linger: Callable[[], AbstractContextManager[object]],
) -> T:
    """What another thread of this process comes to, if it does in time."""
    if wait([flight], timeout=min(_SOON, patience)).done:
        return flight.result()
    with linger():
        done = wait([flight], timeout=max(0.0, patience - _SOON)).done
    if done:
        return flight.result()
    return _found_or_made(look, make)


def _found_or_made(look: Callable[[], T | None], make: Callable[[], T]) -> T:
    found = look()
    return make() if found is None else found
