"""Which process makes which answer, so that the same question asked in several processes is worked out once."""

from __future__ import annotations

import fcntl
import mmap
import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from typing import Literal, TypeAlias

from ccwp_kg.memory_file import open_memory_file

_MANY = 1 << 16  # of so many cells hardly two keys that are worked on share one
_BLINK = 0.05  # seconds: nobody needs so long to look into a cell

Claim: TypeAlias = Literal["taken", "here", "elsewhere"]
"""Who works on a key: this process from now on, this process already, or another one."""


class Claims:
    """Claims of all processes that are forked after this was made.

    A key is a cell of shared memory: the number of the process that makes its answer, and how many other processes wait
    for it. A process locks the byte of its number in a file as long as it lives, so the kernel tells who has died. Keys
    may share a cell: then one waits for the other's work in another process, or goes without a claim in the same one.
    That costs time, never an answer.
    """

    def __init__(self, cells: int = _MANY) -> None:
        """Take `cells` cells to tell keys apart; raises ValueError where there is none."""
        if cells < 1:
            raise ValueError(f"{cells} cells tell no keys apart; give 1 or more")
        self._count = cells
        self._cells = memoryview(mmap.mmap(-1, 2 * cells * 8)).cast("Q")
        self._guard = get_context("fork").Lock()
        self._alive = open_memory_file("claims")  # never written; POSIX locks may lie beyond the end of a file
        weakref.finalize(self, os.close, self._alive).atexit = False
        self._start_afresh()
        afresh = weakref.WeakMethod(self._start_afresh)
        os.register_at_fork(after_in_child=lambda: (method := afresh()) and method())

    def _start_afresh(self) -> None:
        """A forked child makes none of its parent's answers."""
        self._process = os.getpid()
        fcntl.lockf(self._alive, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, self._process)

    def take(self, key: bytes) -> Claim:
        """Claim a key for this process, unless somebody has its cell."""
        at = self._at(key)
        with self._alone():
            holder = self._cells[at]
            if holder == self._process:
                return "here"
            if holder and self._lives(holder):
                return "elsewhere"
            self._cells[at], self._cells[at + 1] = self._process, 0
            return "taken"

    def give_up(self, key: bytes) -> None:
        """End the claim of this process on a key."""
        at = self._at(key)
        if self._cells[at] == self._process:
            self._cells[at] = 0

    @contextmanager
    def waiting(self, key: bytes) -> Iterator[None]:
        """For the time of a block, let the process that makes the answer know that this one waits for it."""
        at = self._at(key)
        with self._alone():
            holder = self._cells[at]
            self._cells[at + 1] += 1
        try:
            yield
        finally:
            with self._alone():
                if self._cells[at] == holder and self._cells[at + 1]:
                    self._cells[at + 1] -= 1

    def is_awaited(self, key: bytes) -> bool:
        """Whether another process waits for the answer that this one makes."""
        return self._cells[self._at(key) + 1] > 0

    def _at(self, key: bytes) -> int:
        return 2 * (int.from_bytes(key[:8]) % self._count)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Alone among all processes; one that died in here is not waited for."""
        self._guard.acquire(timeout=_BLINK)
        try:
            yield
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
