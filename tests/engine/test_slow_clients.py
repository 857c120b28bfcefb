"""Clients that send word by word or read drop by drop: they hold the threads that are theirs, and nobody else's."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pytest

from support.serving import Server, eventually, running, stop_server

pytestmark = pytest.mark.timed

MANY = 40
LARGE = "SELECT * { ?a ?b ?c . ?d <urn:x:p1> ?f }"


@pytest.fixture(scope="module")
def server(many: Path) -> Iterator[Server]:
    started = running("data", str(many), max_rows=2_000_000)
    yield started
    assert 0 == stop_server(started.process)


def connected(server: Server, stack: ExitStack) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", server.port), timeout=5, source_address=("127.0.0.2", 0))
    return stack.enter_context(client)


def others_are_served(server: Server) -> None:
    """New questions from another address, each in under a second."""
    for number in range(8):
        begun = time.monotonic()
        assert 200 == server.query(f"ASK {{ ?s ?p{number}x{time.monotonic_ns()} ?o }}")[0]
        assert time.monotonic() - begun < 1


def posts(server: Server) -> int:
    kind = {"content_type": "application/sparql-query", "source": "127.0.0.2"}
    return server.ask("POST", "/sparql", body=b"ASK {}", **kind)[0]


@pytest.mark.parametrize(
    ("path", "kind"), [("/sparql", "application/sparql-query"), ("/reconcile", "application/x-www-form-urlencoded")]
)
def test_bodies_that_never_end(server: Server, path: str, kind: str) -> None:
    """Forty requests whose body stops after five bytes."""
    with ExitStack() as stack:
        for _ in range(MANY):
            head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nContent-Length: 99\r\n\r\nASK {{"
            connected(server, stack).sendall(head.encode())
        others_are_served(server)
        assert posts(server) in (200, 429)  # one of the two processes may have room
    assert eventually(lambda: 200 == posts(server), within=5)
    assert all(200 == posts(server) for _ in range(12))


def test_answers_that_nobody_reads(server: Server) -> None:
    """Forty requests for some fifteen megabytes; those beyond the share are told so."""
    path = f"/sparql?format=csv&query={quote(LARGE)}"
    with ExitStack() as stack:
        for _ in range(MANY):
            connected(server, stack).sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        others_are_served(server)
    sizes = set()
    assert eventually(lambda: 200 == server.ask("GET", path, source="127.0.0.2")[0], within=5)
    for _ in range(6):
        status, headers, body = server.ask("GET", path, source="127.0.0.2")
        assert (200, int(headers["content-length"])) == (status, len(body))
        sizes.add(len(body))
    assert 1 == len(sizes)
    assert sizes.pop() > 10_000_000
