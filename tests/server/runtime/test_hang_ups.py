"""Clients that hang up or are slow, over sockets: others are served, and nothing of theirs stays behind."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.connections import Connection, files, get, memory, post
from support.evaluations import busy
from support.serving import Server, eventually, running, stop_server

pytestmark = pytest.mark.timed

HANG_UPS = 1_000
AT_ONCE = 20
FILES, MEMORY = 64, 48 << 20
"""Files and bytes that thirteen processes may keep for the next ones: less than a thousandth of either per hang-up."""


@pytest.fixture(scope="module")
def server(many: Path) -> Iterator[Server]:
    started = running("data", str(many), max_rows=2_000_000, cache_mb=64)
    yield started
    assert 0 == stop_server(started.process)


def computes(number: int) -> bytes:
    """A query of some ten milliseconds that nobody asked before."""
    few = "{ SELECT ?c { ?a <urn:x:p1> ?c } LIMIT 60 } ?d <urn:x:p2> ?f FILTER(STRLEN(?c) > STRLEN(?f))"
    return get(f"SELECT (COUNT(*) AS ?n{number}x{time.monotonic_ns()}) {{ {few} }}")


def fetches_what_is_kept(number: int) -> bytes:
    """Some six hundred kilobytes that are kept: more than fits between the two ends."""
    return get("SELECT ?a ?d { ?a ?b ?c . ?d <urn:x:p1> ?f } LIMIT 7000")


def fetches_what_is_not(number: int) -> bytes:
    """Six megabytes that are kept nowhere and leave in pieces."""
    return get("SELECT * { ?a ?b ?c . ?d <urn:x:p1> ?f } LIMIT 30000")


def hang_up_often(server: Server, request: Callable[[int], bytes], times: int, *, seconds: float) -> None:
    """Ask and close, some at once, so many seconds after asking; with bytes unread where an answer has begun."""
    for first in range(0, times, AT_ONCE):
        asking = [Connection(server, source=f"127.0.0.{2 + n}", receive_buffer=4_096) for n in range(AT_ONCE)]
        for number, client in enumerate(asking, first):
            client.send(request(number))
        time.sleep(seconds)
        for client in asking:
            client.hang_up()


@dataclass(frozen=True, slots=True)
class Taken:
    """Open files, processes and bytes of memory of a server."""

    files: int
    processes: int
    memory: int


def rested(server: Server) -> Taken:
    """What a server takes once nobody works any more."""
    assert eventually(lambda: not busy(server) and not connected(server), within=60)
    time.sleep(1)
    everybody = server.everybody()
    return Taken(sum(len(files(pid)) for pid in everybody), len(everybody), memory(server))


def connected(server: Server) -> bool:
    """Whether the server still holds a connection whose other end has closed (CLOSE_WAIT)."""
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    return any(f":{server.port:04X} " in line[:25] and line.split()[3] == "08" for line in lines)


@pytest.mark.parametrize(
    ("request_of", "times", "seconds"),
    [(computes, HANG_UPS, 0.01), (fetches_what_is_kept, HANG_UPS, 0.01), (fetches_what_is_not, HANG_UPS, 0.05)],
    ids=["in the query", "in a kept answer", "in a large answer"],
)
def test_hang_ups_leave_nothing_behind(
    server: Server, request_of: Callable[[int], bytes], times: int, seconds: float
) -> None:
    """Files are open, processes live and memory is taken as before; the next ASK is answered at once."""
    hang_up_often(server, request_of, 300, seconds=seconds)  # what is opened once and kept is there after these
    before = rested(server)
    hang_up_often(server, request_of, times, seconds=seconds)
    after = rested(server)
    assert_others_are_served(server)
    assert after.files < before.files + FILES
    assert after.processes == before.processes
    assert after.memory < before.memory + MEMORY


def assert_others_are_served(server: Server) -> None:
    """New questions from another address, each in under a second."""
    for number in range(8):
        begun = time.monotonic()
        assert 200 == server.query(f"ASK {{ ?s ?p{number}x{time.monotonic_ns()} ?o }}")[0]
        assert time.monotonic() - begun < 1


SLOW = 6
"""Slow clients, each from an address of its own."""


@pytest.fixture
def slow(server: Server) -> Iterator[list[Connection]]:
    """Connections of slow clients."""
    clients = [Connection(server, source=f"127.0.0.{2 + number}", receive_buffer=4_096) for number in range(SLOW)]
    yield clients
    for client in clients:
        client.hang_up()


@pytest.mark.parametrize(
    ("request_of", "words"),
    [(get, "in the head"), (post, "in the body")],
    ids=["word by word in the head", "word by word in the body"],
)
def test_requests_that_come_drop_by_drop(
    server: Server, slow: list[Connection], request_of: Callable[[str], bytes], words: str
) -> None:
    """Others are served after each drop, and in the end so are the slow ones."""
    requests = [request_of(f'SELECT ?o {{ <urn:x:s{n}> ?p ?o FILTER(?o != "{words}") }}') for n in range(SLOW)]
    drops = 6
    for drop in range(drops):
        for client, request in zip(slow, requests, strict=True):
            size = len(request) // drops
            client.send(request[drop * size : None if drop == drops - 1 else (drop + 1) * size])
        if drop < drops - 1:
            assert_others_are_served(server)
    for number, client in enumerate(slow):
        answer = client.answer()
        assert (200, True) == (answer.status, f'value {number}"'.encode() in answer.body)


def test_answers_that_are_read_drop_by_drop(server: Server, slow: list[Connection]) -> None:
    """Others are served after each drop; who reads on gets the whole answer."""
    last = fetches_what_is_not(0).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    for client in slow:
        client.send(last)
    begun = [b""] * SLOW
    for _ in range(6):
        begun = [read + client.read(2_000) for read, client in zip(begun, slow, strict=True)]
        assert_others_are_served(server)
    for read, client in zip(begun, slow, strict=True):
        head, _, body = (read + client.read()).partition(b"\r\n\r\n")
        told = re.search(rb"(?i)content-length: (\d+)", head)
        assert told is not None
        assert (True, int(told[1])) == (len(body) > 4 << 20, len(body))
