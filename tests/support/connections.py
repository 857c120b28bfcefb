"""Connections to a server spoken byte by byte: to pipeline, to hang up, to be slow, and to know who answers."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from prometheus_client.parser import text_string_to_metric_families

from support.serving import Server, children


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


class Connection:
    """One connection, open until it is closed; `source` is the loopback address it comes from.

    `receive_buffer` bytes at most wait unread on this side, where it is given.
    """

    def __init__(self, server: Server, *, source: str = "127.0.0.1", receive_buffer: int = 0) -> None:
        self.socket = socket.socket()
        try:
            if receive_buffer:
                self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
            self.socket.settimeout(30)
            self.socket.bind((source, 0))
            self.socket.connect(("127.0.0.1", server.port))
        except OSError:
            self.socket.close()
            raise
        self._incoming = self.socket.makefile("rb")

    def send(self, *requests: bytes) -> None:
        """Send requests in one packet."""
        self.socket.sendall(b"".join(requests))

    def answer(self) -> Answer:
        """The next answer on this connection, whole. Raises ConnectionError where the connection ends before it."""
        status = self._line()
        headers = {}
        while line := self._line():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        if headers.get("transfer-encoding") == "chunked":
            body = b"".join(iter(self._chunk, b""))
        else:
            body = self._exactly(int(headers.get("content-length", 0)))
        return Answer(int(status.split()[1]), headers, body)

    def read(self, size: int = -1) -> bytes:
        """So many bytes as they come on the wire; all that come until the connection ends, where no size is given."""
        return self._incoming.read(size)

    def _line(self) -> str:
        line = self._incoming.readline()
        if not line.endswith(b"\r\n"):
            raise ConnectionError(f"the connection ended after {line!r}")
        return line.decode("latin-1").rstrip("\r\n")

    def _chunk(self) -> bytes:
        chunk = self._exactly(int(self._line(), 16))
        self._line()
        return chunk

    def _exactly(self, size: int) -> bytes:
        body = self._incoming.read(size)
        if len(body) != size:
            raise ConnectionError(f"the connection ended after {len(body)} of {size} bytes of a body")
        return body

    def hang_up(self) -> None:
        """Close it, whatever is under way."""
        self._incoming.close()
        self.socket.close()

    def process(self, server: Server) -> int:
        """The process of the server that holds the other end."""
        port = self.socket.getsockname()[1]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
            fields = line.split()
            if [int(each.split(":")[1], 16) for each in fields[1:3]] == [server.port, port]:
                wanted = f"socket:[{fields[9]}]"
                return next(pid for pid in children(server.http) if wanted in files(pid))
        raise LookupError(f"nobody accepted the connection from port {port} yet")


def get(query: str, *, accept: str = "*/*") -> bytes:
    """A GET for a query, as bytes on the wire."""
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\n\r\n".encode()


def post(query: str, *, accept: str = "*/*") -> bytes:
    """A query posted directly, as bytes on the wire."""
    body = query.encode()
    kind = f"Content-Type: application/sparql-query\r\nContent-Length: {len(body)}"
    return f"POST /sparql HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\n{kind}\r\n\r\n".encode() + body


@contextmanager
def connections(server: Server, count: int) -> Iterator[list[Connection]]:
    """So many connections from the same address, closed at the end."""
    opened: list[Connection] = []
    try:
        opened.extend(Connection(server) for _ in range(count))
        yield opened
    finally:
        for each in opened:
            each.hang_up()


def connections_of(server: Server, process: int, count: int, *, first_source: int = 1) -> list[Connection]:
    """So many connections that this process of the server holds: the kernel deals them out among all.

    They come from `127.0.0.N` with N counting from `first_source`, an address for each.
    """
    found: list[Connection] = []
    for _ in range(100 * count):
        if len(found) == count:
            break
        connection = Connection(server, source=f"127.0.0.{first_source + len(found)}")
        connection.send(get("ASK {}"))
        connection.answer()
        if connection.process(server) == process:
            found.append(connection)
        else:
            connection.hang_up()
    if len(found) < count:
        raise LookupError(f"{len(found)} of {count} connections came to process {process}")
    return found


Connect = Callable[..., list[Connection]]
"""`connections_of` one server, all closed in the end: `connect(process, count, first_source=2)`."""


def files(pid: int) -> Sequence[str]:
    """What a process has open; nothing where it has ended."""
    found = []
    with suppress(FileNotFoundError, ProcessLookupError):
        for each in os.scandir(f"/proc/{pid}/fd"):
            with suppress(FileNotFoundError, ProcessLookupError):
                found.append(str(Path(each.path).readlink()))
    return found


def memory(server: Server) -> int:
    """Bytes of memory that all processes of the server take together, shared pages counted once (PSS)."""
    size = 0
    for pid in server.everybody():
        with suppress(FileNotFoundError, ProcessLookupError):
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            size += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) << 10
    return size


def counted(server: Server, name: str, **labels: str) -> float:
    """A sum of the server's metrics: all samples of this name with these labels."""
    text = server.ask("GET", "/metrics")[2].decode()
    return sum(
        sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == name and labels.items() <= sample.labels.items()
    )
