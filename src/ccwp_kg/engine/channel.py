"""How a query reaches a worker and its answer comes back.

All workers of a release receive from one queue; the kernel hands each message to one of them. With the query travels
one end of a socket made for this query alone, so an answer needs no address, and a worker that dies, or a queue that
is thrown away, shows at the other end as an end of file: no query can be lost in silence. Small answers come through
the socket, large ones in a file in memory whose descriptor comes through it.

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
from typing import Any, BinaryIO

from ccwp_kg.memory_file import open_memory_file
from ccwp_kg.store import Written

INLINE = 60_000
"""Answers up to so many bytes come through the socket."""
_LARGEST_QUERY = 400_000
_PIECE = 256 * 1024
_HEAD = struct.Struct("<cQ")
_FD = struct.Struct("i").size
# Messages of a SOCK_SEQPACKET queue are bounded by bytes alone; elsewhere datagrams do.
_QUEUE_KIND = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_DGRAM


class Lost(Exception):
    """The other end is gone: the query may be asked again."""


class QueueFull(Exception):
    """More queries wait than the queue holds."""


@dataclass(frozen=True, slots=True)
class Job:
    """A query to evaluate. `request` is a number no other query has, `client` one that its client's queries share."""

    request: int
    client: int
    text: str
    form: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def make_queue() -> tuple[socket.socket, socket.socket]:
    """The two ends of a queue: for sending and for receiving."""
    sending, receiving = socket.socketpair(socket.AF_UNIX, _QUEUE_KIND)
    sending.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
    sending.setblocking(False)
    receiving.setblocking(False)
    return sending, receiving


def send_with(queue: socket.socket, message: bytes, *descriptors: int) -> None:
    """Put a message into a queue, with file descriptors. Raises QueueFull and Lost."""
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
    """A message of at most `size` bytes and its file descriptors; None where another process was faster."""
    try:
        message, ancillary, _, _ = queue.recvmsg(size, socket.CMSG_SPACE(4 * _FD))
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
    """The receiving end of a queue in one worker, with room for the largest query."""

    def __init__(self, queue: socket.socket) -> None:
        self._queue = queue
        self._room = bytearray(_LARGEST_QUERY)
        self._poll = select.epoll() if hasattr(select, "epoll") else None
        if self._poll is not None:
            # Of many waiting processes the kernel then wakes one, the one that waited last, whose memory is warm.
            self._poll.register(queue, select.EPOLLIN | select.EPOLLEXCLUSIVE)

    def take(self) -> tuple[Job, socket.socket]:
        """Wait for a query; the query, and the socket its answer goes to. Raises Lost where none will come."""
        while True:
            if self._poll is None:
                select.select([self._queue], [], [])
            else:
                self._poll.poll()
            try:
                size, ancillary, _, _ = self._queue.recvmsg_into([self._room], socket.CMSG_SPACE(4 * _FD))
            except (BlockingIOError, InterruptedError):
                continue
            if size == 0:
                raise Lost
            reply = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, fileno=_descriptors(ancillary)[0])
            # Written by the process that forked this one.
            return Job(*marshal.loads(memoryview(self._room)[:size])), reply  # noqa: S302


def pack(job: Job) -> bytes:
    """A job as a message."""
    return marshal.dumps((job.request, job.client, job.text, job.form, job.default_graphs, job.named_graphs))


class Outbox:
    """What a worker writes an answer into: memory at first, a file in memory once it is large."""

    def __init__(self) -> None:
        self._file: BinaryIO = io.BytesIO()
        self._spooled = False

    def write(self, content: bytes) -> int:
        """Take a piece."""
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
        """Go to a place, to read what was written."""
        return self._file.seek(offset)

    def read(self) -> bytes:
        """What was written, from this place on."""
        return self._file.read()

    def send(self, reply: socket.socket) -> None:
        """Send all of it as an answer."""
        if isinstance(self._file, io.BytesIO):
            body = self._file.getbuffer()
            _send(reply, [_HEAD.pack(b"A", len(body)), body])
        else:
            size = self._file.seek(0, os.SEEK_END)
            rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array("i", [self._file.fileno()]))]
            reply.sendmsg([_HEAD.pack(b"F", size)], rights)
            self._file.close()


def _write_all(file: BinaryIO, content: memoryview) -> None:
    while content:
        content = content[file.write(content) :]


def _send(reply: socket.socket, parts: list[Any]) -> None:
    sent = reply.sendmsg(parts)
    if sent < sum(map(len, parts)):
        reply.sendall(b"".join(parts)[sent:])


def send_failure(reply: socket.socket, error: tuple[str, str, int | None, int | None]) -> None:
    """Send what went wrong: the name of an error of ours, its sentence, line and column."""
    body = marshal.dumps(error)
    _send(reply, [_HEAD.pack(b"E", len(body)), body])


@dataclass(frozen=True, slots=True)
class Failed:
    """An error in the worker: the name of one of ours, its sentence, line and column."""

    name: str
    sentence: str
    line: int | None
    column: int | None


def receive_reply(reply: socket.socket) -> Written | Failed:
    """The answer or the failure; TimeoutError after the socket's timeout, Lost where nobody is there to answer."""
    message, descriptors = _first(reply)
    kind, size = _HEAD.unpack_from(message)
    if kind == b"F":
        return Written(size, _Pieces(descriptors[0], size))
    pieces = [message[_HEAD.size :]]
    missing = size - len(pieces[0])
    while missing:
        piece = reply.recv(min(missing, _PIECE))
        if not piece:
            raise Lost
        pieces.append(piece)
        missing -= len(piece)
    body = pieces[0] if len(pieces) == 1 else b"".join(pieces)
    return Failed(*marshal.loads(body)) if kind == b"E" else Written.of(body)  # noqa: S302  # see above


def _first(reply: socket.socket) -> tuple[bytes, list[int]]:
    try:
        received = receive_with(reply, size=INLINE + _HEAD.size)
    except ConnectionError as error:
        raise Lost from error
    if received is None or len(received[0]) < _HEAD.size:
        raise Lost
    return received


class _Pieces:
    """A file's content piece by piece, as often as it is asked for."""

    def __init__(self, descriptor: int, size: int) -> None:
        self._size = size
        self._descriptor = descriptor
        weakref.finalize(self, os.close, descriptor)

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, self._size, _PIECE):
            yield os.pread(self._descriptor, min(_PIECE, self._size - start), start)
