"""How a query reaches a worker and its answer comes back.

All workers of a release receive from one queue; the kernel hands each message to one of them. With the query travels
the far end of the asking process's reply socket, so an answer needs no address. A query is one message, and so is an
answer, which bears the number of its query: a small one itself, a large one as the descriptor of a file in memory, for
the kernel bounds messages.

Both ends run the same code on the same machine, so messages are written with `marshal`.
"""

from __future__ import annotations

import errno
import io
import marshal
import os
import select
import socket
import struct
import sys
import weakref
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ccwp_kg.memory_file import open_memory_file
from ccwp_kg.store import Written

INLINE = 60_000
"""Answers up to so many bytes come through the socket."""
_INLINE_JOB = 64_000
_IN_FILE = b"F"
_PIECE = 64 * 1024
_LONGEST_SENTENCE = 10_000
_HEAD = struct.Struct("<cQQ")  # kind, number of the query, bytes of the answer
_FD = struct.Struct("i").size
_RIGHTS = socket.CMSG_SPACE(4 * _FD)
# Messages of a SOCK_SEQPACKET queue are bounded by bytes alone; elsewhere datagrams do.
_QUEUE_KIND = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_DGRAM


class Lost(Exception):
    """The other end is closed; the query may be asked again."""


class QueueFull(Exception):
    """The queue holds no more queries."""


@dataclass(frozen=True, slots=True)
class Job:
    """A query to evaluate.

    `request` is its own number, `client` the key of the client that asks, `label` the name of the HTTP request.
    """

    request: int
    client: str
    label: str
    text: str
    form: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def make_queue() -> tuple[socket.socket, socket.socket]:
    """The two ends of a queue: for sending and for receiving."""
    sending, receiving = _pair()
    sending.setblocking(False)
    receiving.setblocking(False)
    return sending, receiving


def _pair() -> tuple[socket.socket, socket.socket]:
    """Two connected sockets; what the first one sends arrives whole or not at all."""
    sending, receiving = socket.socketpair(socket.AF_UNIX, _QUEUE_KIND)
    sending.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
    return sending, receiving


def send_with(queue: socket.socket, message: bytes, *descriptors: int) -> None:
    """Put a message into a queue, with file descriptors, of which a large message is the last.

    Raises QueueFull and Lost.
    """
    if len(message) > _INLINE_JOB:
        with os.fdopen(open_memory_file("query"), "w+b", buffering=0) as file:
            _write_all(file, memoryview(message))
            send_with(queue, _IN_FILE, *descriptors, file.fileno())
        return
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array("i", descriptors))]
    try:
        queue.sendmsg([message], rights)
    except (BlockingIOError, InterruptedError):
        raise QueueFull from None
    except OSError as error:
        if error.errno in (errno.ENOBUFS, errno.ETOOMANYREFS):
            raise QueueFull from None
        raise Lost from error


def receive_with(queue: socket.socket, *, size: int) -> tuple[bytes, list[int]] | None:
    """A message of at most `size` bytes and its file descriptors; None if another process received it."""
    try:
        message, ancillary, _, _ = queue.recvmsg(size, _RIGHTS)
    except (BlockingIOError, InterruptedError):
        return None
    return message, _descriptors(ancillary)


def _descriptors(ancillary: list[tuple[int, int, bytes]]) -> list[int]:
    found = array("i")
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            found.frombytes(data[: len(data) - len(data) % _FD])
    return list(found)


class Inbox:
    """The receiving end of a queue in one worker."""

    def __init__(self, queue: socket.socket) -> None:
        self._queue = queue
        self._room = bytearray(_INLINE_JOB)
        self._poll = select.epoll() if hasattr(select, "epoll") else None
        if self._poll is not None:
            # The kernel then wakes one of the waiting processes: the last to wait, whose caches are warm.
            self._poll.register(queue, select.EPOLLIN | select.EPOLLEXCLUSIVE)

    def take(self, seconds: float | None = None) -> tuple[Job, socket.socket] | None:
        """Wait for a query, at most so many seconds where they are given.

        Returns it with the socket for its answer, or None where none came. Raises Lost if the queue is closed.
        """
        while True:
            if self._poll is None:
                is_there = bool(select.select([self._queue], [], [], seconds)[0])
            else:
                is_there = bool(self._poll.poll(seconds))
            if not is_there:
                return None
            try:
                size, ancillary, _, _ = self._queue.recvmsg_into([self._room], _RIGHTS)
            except (BlockingIOError, InterruptedError):
                continue
            if size == 0:
                raise Lost
            far_end, *files = _descriptors(ancillary)
            reply = socket.socket(socket.AF_UNIX, _QUEUE_KIND, 0, fileno=far_end)
            message: bytes | memoryview = memoryview(self._room)[:size]
            if files:
                with os.fdopen(files[0], "rb") as file:
                    file.seek(0)
                    message = file.read()
            return Job(*marshal.loads(message)), reply  # noqa: S302  # written by the process that forked this one


def pack(job: Job) -> bytes:
    """A job as a message."""
    return marshal.dumps((job.request, job.client, job.label, job.text, job.form, job.default_graphs, job.named_graphs))


class Outbox:
    """A buffer for an answer: bytes at first, a file in memory (memfd) once it is large."""

    def __init__(self) -> None:
        self._file: BinaryIO = io.BytesIO()
        self._spooled = False

    def write(self, content: bytes) -> int:
        """Append a piece."""
        if not self._spooled and self._file.tell() + len(content) > INLINE:
            spool = os.fdopen(open_memory_file("answer"), "w+b", buffering=0)
            if isinstance(self._file, io.BytesIO):
                _write_all(spool, self._file.getbuffer())
            self._file, self._spooled = spool, True
        if self._spooled:
            _write_all(self._file, memoryview(content))
            return len(content)
        return self._file.write(content)

    def seek(self, offset: int) -> int:
        """Move to an offset."""
        return self._file.seek(offset)

    def read(self) -> bytes:
        """What was written, from this offset on."""
        return self._file.read()

    def send(self, reply: socket.socket, request: int) -> None:
        """Send all of it as the answer to a query."""
        if isinstance(self._file, io.BytesIO):
            body = self._file.getbuffer()
            reply.sendmsg([_HEAD.pack(b"A", request, len(body)), body])
        else:
            size = self._file.seek(0, os.SEEK_END)
            rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array("i", [self._file.fileno()]))]
            reply.sendmsg([_HEAD.pack(b"F", request, size)], rights)
            self._file.close()


def _write_all(file: BinaryIO, content: memoryview) -> None:
    while content:
        content = content[file.write(content) :]


def send_failure(reply: socket.socket, request: int, error: tuple[str, str, int | None, int | None]) -> None:
    """Send the failure of a query: the name of one of our errors, its sentence, line and column."""
    name, sentence, line, column = error
    body = marshal.dumps((name, sentence[:_LONGEST_SENTENCE], line, column))
    reply.sendmsg([_HEAD.pack(b"E", request, len(body)), body])


@dataclass(frozen=True, slots=True)
class Failed:
    """An error in the worker: the name of one of ours, its sentence, line and column."""

    name: str
    sentence: str
    line: int | None
    column: int | None


class ReplySocket:
    """The socket pair on which one process receives its answers; `far_end` is the descriptor sent with its queries."""

    def __init__(self) -> None:
        self._far, self._near = _pair()
        self._near.setblocking(False)
        self._room = bytearray(INLINE + _HEAD.size)
        self._view = memoryview(self._room)
        self.far_end = self._far.fileno()

    def fileno(self) -> int:
        """The descriptor that becomes readable when an answer arrives."""
        return self._near.fileno()

    def receive(self) -> tuple[int, Written | Failed] | None:
        """The number of a query with its answer or failure; None if there is none now."""
        try:
            size, ancillary, _, _ = self._near.recvmsg_into([self._room], _RIGHTS)
        except (BlockingIOError, InterruptedError):
            return None
        kind, request, length = _HEAD.unpack_from(self._room)
        if kind == b"F":
            return request, Written(length, FileInMemory(_descriptors(ancillary)[0], length))
        body = bytes(self._view[_HEAD.size : size])
        return request, Failed(*marshal.loads(body)) if kind == b"E" else Written.of(body)  # noqa: S302  # see above

    def close(self) -> None:
        """Close both ends; answers on their way are lost."""
        self._far.close()
        self._near.close()


class FileInMemory:
    """The content of a file in memory, in pieces; can be iterated again."""

    def __init__(self, descriptor: int, size: int) -> None:
        self._size = size
        self._descriptor = descriptor
        weakref.finalize(self, os.close, descriptor)

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, self._size, _PIECE):
            yield os.pread(self._descriptor, min(_PIECE, self._size - start), start)
