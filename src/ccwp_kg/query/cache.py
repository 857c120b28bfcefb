"""Answers kept in memory that all processes of the server share, so that a repeated query costs microseconds."""

from __future__ import annotations

import fcntl
import math
import mmap
import os
import struct
import threading
import time
import weakref
import zlib

from ccwp_kg.memory_file import open_memory_file

_WAYS = 4  # slots a key may lie in
_SET = struct.Struct(f"={2 * _WAYS}Q")  # slots side by side, each: second half of the key, position in the ring
_HALVES = struct.Struct("=QQ")
_FACTS = struct.Struct("=33pQd")  # key, length of the value, moment from which it is forgotten
_CHECK = struct.Struct("=I")
_RECORD = _FACTS.size + _CHECK.size
_INDEX = 64  # where the index begins; the head has the cache line before it to itself
_INDEX_SHARE = 16  # one byte in so many is index: a slot for each 256 bytes of ring
_LEAST = 1 << 16
_PAUSES = (0.0, 0.0, 0.0005, 0.002, 0.008, 0.03)  # seconds between tries for the lock; then a put gives up


class SharedCache:
    """A bounded memory of answers, shared by the process that makes it and all that are forked from it afterwards.

    A fixed index points into a ring of bytes that is written round and round, so the oldest answers go first. The head
    of the ring counts all bytes ever reserved: a record lies whole until the head is one ring further than its start.
    Readers take no lock. They copy, then verify; what does not verify is a miss. Writers move the head before they
    write over anything and point to a record after it is complete, so one may be killed at any moment.
    """

    def __init__(self, size: int) -> None:
        """Map `size` bytes, which take memory only where they are used; raises ValueError below 64 KiB."""
        if size < _LEAST:
            raise ValueError(f"a cache of {size} bytes holds nothing; give it {_LEAST} or more")
        size -= size % 8
        self._memory = mmap.mmap(-1, size)
        # A view of words is read and written by whole words; struct would zero them first, and a reader see that.
        self._words = memoryview(self._memory).cast("Q")
        self._sets = size // _INDEX_SHARE // _SET.size
        self._start = _INDEX + self._sets * _SET.size
        self._ring = size - self._start - _RECORD
        self._most = self._ring // 8
        self._seed = int.from_bytes(os.urandom(4))  # an answer cannot imitate a record, as it cannot know this
        self._lock = open_memory_file("answers")  # never written; POSIX locks on it end with the process that has them
        weakref.finalize(self, os.close, self._lock).atexit = False
        self._start_afresh()
        afresh = weakref.WeakMethod(self._start_afresh)
        os.register_at_fork(after_in_child=lambda: (method := afresh()) and method())

    def _start_afresh(self) -> None:
        """A child forked while a thread of its parent wrote must not wait for that thread."""
        self._turn = threading.Lock()  # POSIX locks hold between processes, this one between threads

    def get(self, key: bytes) -> bytes | None:
        """The value put under this key, or None where it was never put, has gone, or is just being overwritten.

        Raises ValueError where the key is not a digest of 16 to 32 bytes.
        """
        home, tag = self._home(key)
        slots = _SET.unpack_from(self._memory, home)
        for slot in range(0, 2 * _WAYS, 2):
            if slots[slot] == tag:
                return self._record(key, slots[slot + 1])
        return None

    def _record(self, key: bytes, position: int) -> bytes | None:
        start = self._start + position % self._ring
        end = start + _FACTS.size
        facts = self._memory[start:end]
        stored, length, expires = _FACTS.unpack(facts)
        if stored != key:
            return None
        (check,) = _CHECK.unpack_from(self._memory, end)
        value = self._memory[end + _CHECK.size : end + _CHECK.size + length]
        if self._words[0] - position > self._ring:  # asked after the copy: it may have been overtaken meanwhile
            return None
        is_whole = zlib.crc32(value, zlib.crc32(facts, self._seed)) == check
        return value if is_whole and expires > time.monotonic() else None

    def put(self, key: bytes, value: bytes, *, seconds: float | None = None) -> None:
        """Keep a value, for `seconds` where they are given, else until newer ones need its place.

        A value of more than an eighth of the ring is not kept, nor one whose turn to write does not come within some
        40 milliseconds: a process that was stopped while it wrote must not stop the others.
        Raises ValueError where the key is not a digest of 16 to 32 bytes.
        """
        home, tag = self._home(key)
        if len(value) > self._most:
            return
        facts = _FACTS.pack(key, len(value), math.inf if seconds is None else time.monotonic() + seconds)
        header = facts + _CHECK.pack(zlib.crc32(value, zlib.crc32(facts, self._seed)))
        with self._turn:
            if self._locked():
                try:
                    self._write(home, tag, header, value)
                finally:
                    fcntl.lockf(self._lock, fcntl.LOCK_UN, 1)

    def _locked(self) -> bool:
        for pause in _PAUSES:
            try:
                fcntl.lockf(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB, 1)
            except (BlockingIOError, PermissionError):  # POSIX.1-2017, fcntl(): EAGAIN or EACCES where others hold it
                time.sleep(pause)
            else:
                return True
        return False

    def _write(self, home: int, tag: int, header: bytes, value: bytes) -> None:
        size = len(header) + len(value)
        position = self._words[0]
        left = self._ring - position % self._ring
        if size > left:  # a record lies in one piece
            position += left
        self._words[0] = position + size
        start = self._start + position % self._ring
        middle = start + len(header)
        self._memory[start:middle] = header
        self._memory[middle : start + size] = value
        slots = _SET.unpack_from(self._memory, home)
        tags, positions = slots[::2], slots[1::2]
        slot = tags.index(tag) if tag in tags else positions.index(min(positions))
        word = home // 8 + 2 * slot
        self._words[word + 1] = position
        self._words[word] = tag

    def _home(self, key: bytes) -> tuple[int, int]:
        """The set of slots of a key, and the tag that identifies it among them."""
        if not 16 <= len(key) <= 32:
            raise ValueError(f"a key of {len(key)} bytes is no digest; give a hash of 16 to 32 bytes")
        first, tag = _HALVES.unpack_from(key)
        return _INDEX + first % self._sets * _SET.size, tag
