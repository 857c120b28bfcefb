"""A worker whose engine breaks says so at once: its query is not asked again, and it goes on."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path
from typing import Any, cast

import pytest

from ccwp_kg.engine import worker
from ccwp_kg.engine.channel import Failed, Inbox, Job, ReplySocket, make_queue, pack, send_with
from ccwp_kg.engine.slots import RESTED, Slots
from ccwp_kg.engine.worker import _answer
from ccwp_kg.errors import AnswerTooLarge
from ccwp_kg.store import EmbeddedStore
from support.connections import counted
from support.serving import children, eventually, running, stop_server

BROKEN = [
    # (name of the error, whether the worker ends, what the engine raises)
    ("CcwpError", False, RuntimeError("no one knows")),
    ("CcwpError", False, OSError("an evaluation error")),
    ("AnswerTooLarge", False, AnswerTooLarge("too large")),
    ("QueryMemoryExceeded", True, MemoryError()),
]


class _Broken:
    def __init__(self, error: Exception) -> None:
        self._error = error

    def write(self, *_: Any, **__: Any) -> None:
        raise self._error


@pytest.mark.parametrize(("name", "ends", "error"), BROKEN)
def test_whatever_the_engine_raises_is_answered(name: str, ends: bool, error: Exception) -> None:
    """Only silence makes the other side ask again, and an error here would come back each time."""
    line = ReplySocket()
    with socket.socket(fileno=os.dup(line.far_end)) as reply:
        assert ends is _answer(cast(EmbeddedStore, _Broken(error)), Job(7, "", "", "ASK {}", "json", (), ()), reply)
    told = line.receive()
    line.close()
    assert told is not None
    assert 7 == told[0]
    assert isinstance(told[1], Failed)
    assert name == told[1].name


@pytest.mark.parametrize("size", [10, 63_000, 64_000, 65_000, 400_000, 5_000_000])
def test_queries_of_all_sizes_arrive_whole(size: int) -> None:
    """Also those that are larger than a message may be, and nobody keeps a file of theirs open."""
    sending, receiving = make_queue()
    line, inbox = ReplySocket(), Inbox(receiving)
    before = len(list(Path("/dev/fd").iterdir()))
    for number in range(3):
        job = Job(number, 7, "client", "é" * (size // 2), "json", ("urn:a",), ("urn:b", "urn:c"))
        send_with(sending, pack(job), line.far_end)
        taken = inbox.take()
        assert taken is not None
        taken[1].close()
        assert job == taken[0]
    assert before == len(list(Path("/dev/fd").iterdir()))
    for end in (sending, receiving, line):
        end.close()


@pytest.mark.parametrize(("most", "code"), [(-1, RESTED), (1 << 40, 0)])
def test_who_has_copied_memory_ends_at_rest_and_nobody_else(
    monkeypatch: pytest.MonkeyPatch, most: int, code: int
) -> None:
    """A worker that has copied little waits until the queue is closed."""
    monkeypatch.setattr(worker, "_REST", 0.05)
    monkeypatch.setattr(worker, "_PRIVATE_AT_REST", most)
    sending, receiving = make_queue()
    closing = threading.Timer(0.5, sending.close)
    closing.start()
    assert code == worker.work(cast(EmbeddedStore, _Broken(OSError())), receiving, Slots(1), 0)
    closing.join()
    receiving.close()


@pytest.mark.slow
def test_a_worker_at_rest_gives_its_memory_back_and_has_a_successor(many: Path) -> None:
    """Else a server that was busy once would hold for ever what each worker has copied."""
    server = running("data", str(many))
    kept = "SELECT DISTINCT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 200000"  # the engine holds all to tell them apart
    assert 200 == server.query(f"SELECT (COUNT(*) AS ?n) {{ {kept} }}")[0]
    rested = "ccwp_query_worker_restarts_total"
    assert eventually(lambda: counted(server, rested, cause="rested") > 0, within=20)
    assert eventually(lambda: 8 == len(children(server.zygote)), within=2)
    assert 200 == server.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?b ?c }")[0]
    assert 0 == stop_server(server.process)
