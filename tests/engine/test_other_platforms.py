"""Without what only Linux has the same code runs: tried here by taking it away."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.serving import Server, children, eventually, lives, running, stop_server

pytestmark = pytest.mark.timed

_CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"


@pytest.fixture
def server(many: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server without files in memory, epoll, message queues, namespaces, Landlock and signals of dead parents."""
    monkeypatch.setenv("AS_ELSEWHERE", "1")
    started = running("data", str(many), max_query_seconds=2)
    yield started
    if started.process.poll() is None:
        stop_server(started.process)


def test_it_says_what_is_missing_and_serves(server: Server) -> None:
    """Answers small and large, a bomb that is ended, a worker and a zygote that are replaced."""
    assert 200 == server.query("ASK {}")[0]
    status, _, body = server.query("SELECT * { ?s ?p ?o }", accept="text/csv")
    assert (200, 3_001) == (status, len(body.splitlines()))
    large = f"ASK {{ VALUES ?x {{ {'<urn:x:s1> ' * 60_000} }} ?x ?y ?z }}".encode()
    assert b"true" in server.ask("POST", "/sparql", body=large, content_type="application/sparql-query")[2]
    begun = time.monotonic()
    assert 503 == server.query(f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} }}")[0]
    assert time.monotonic() - begun < 2.5
    os.kill(server.zygote, signal.SIGKILL)
    assert eventually(lambda: 200 == server.query(f"ASK {{ ?s{time.monotonic_ns()} ?p ?o }}")[0], within=8)
    everybody = server.everybody()
    server.process.send_signal(signal.SIGTERM)
    _, told = server.process.communicate(timeout=20)
    assert 0 == server.process.returncode
    assert "keep network and files, for this platform cannot take them away" in told
    assert eventually(lambda: not any(map(lives, everybody)), within=3)


def test_a_killed_launcher_leaves_nobody(server: Server) -> None:
    """Whoever has lost its parent notices within a second."""
    everybody = server.everybody()
    assert 13 == len(everybody)
    assert 8 == len(children(server.zygote))
    os.kill(server.launcher, signal.SIGKILL)
    server.process.communicate(timeout=20)
    assert eventually(lambda: not any(map(lives, everybody)), within=4)
