"""The access log: one whole line per request whatever a visitor sends, and never a request that waits for it."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from ccwp_kg.server.runtime.access_log import AccessLog, Entry, accepted_request_id, log_line, new_request_id

NOON = datetime(2026, 3, 1, 12, 0, 0, 999_900, tzinfo=UTC)


def entry(**changes: Any) -> Entry:
    given = {"id": "a-1", "client": "192.0.2.1", "method": "GET", "path": "/sparql", "query": None}
    return {**given, "status": 200, "bytes": 12, "ms": 1.234, "outcome": None, "agent": None, **changes}


def test_members() -> None:
    """Member by member, in this order; time in UTC with milliseconds (RFC 3339)."""
    line = log_line(entry(outcome="hit", agent="curl/8", query="query=ASK"), at=NOON, queries=True)
    assert line == (
        b'{"time":"2026-03-01T12:00:00.999Z","id":"a-1","client":"192.0.2.1","method":"GET","path":"/sparql",'
        b'"query":"query=ASK","status":200,"bytes":12,"ms":1.234,"outcome":"hit","agent":"curl/8"}\n'
    )


def test_time_of_another_zone() -> None:
    line = log_line(entry(), at=NOON.astimezone(timezone(timedelta(hours=5, minutes=30))), queries=False)
    assert "2026-03-01T12:00:00.999Z" == json.loads(line)["time"]


ABSENT = [
    ({"query", "outcome", "agent"}, entry(), True),
    ({"outcome", "agent"}, entry(query=""), True),
    ({"query"}, entry(query="query=ASK", outcome="engine", agent=""), False),
]


@pytest.mark.parametrize(("expected", "given", "queries"), ABSENT)
def test_absent_members(expected: set[str], given: Entry, queries: bool) -> None:
    """What is not known is left out; a query also where the log does not keep queries."""
    assert expected == {"query", "outcome", "agent"} - json.loads(log_line(given, at=NOON, queries=queries)).keys()


HOSTILE = [
    'a\n{"time":"forged"}',
    "a\r\nb",
    "\x00\x07\x1b[31m\x7f\x85\x9b",
    "\u2028\u2029\u202e",
    "lone \ud800 and \udcff",
    'quote " and \\',
    "é ü \U0001f600",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("member", ["id", "client", "method", "path", "query", "outcome", "agent"])
def test_hostile_text(text: str, member: str) -> None:
    """One line of printable ASCII, whatever is in it, and nothing of it is lost."""
    line = log_line(entry(**{member: text}), at=NOON, queries=True)
    assert re.fullmatch(rb"[ -~]+\n", line)
    assert text == json.loads(line)[member]


LONG = [
    # (members that are whole, members that are cut, what is sent)
    (["path"], ["query"], {"query": "q" * 100_000}),
    (["query"], ["path"], {"query": "ASK {}", "path": "/" + "\U0001f600" * 9_000}),
    ([], ["path", "query"], {"query": "\x00" * 9_000, "path": "/" * 9_000}),
    (["path"], ["method"], {"method": "X" * 9_000}),
    (["path", "query"], [], {"query": "q" * 3_000}),
]


@pytest.mark.parametrize(("whole", "cut", "sent"), LONG)
def test_long_text(whole: list[str], cut: list[str], sent: dict[str, str]) -> None:
    """A line fits into one write that pipes keep whole; what is cut says so and keeps its beginning."""
    given = entry(**sent)
    line = log_line(given, at=NOON, queries=True)
    assert len(line) < select.PIPE_BUF
    found = json.loads(line)
    for name in whole:
        assert given[name] == found[name]
    for name in cut:
        assert found[name].endswith("…")
        assert str(given[name]).startswith(found[name][:-1])
        assert len(found[name]) > 100


def test_agent_is_cut() -> None:
    line = log_line(entry(agent="ab" * 500), at=NOON, queries=False)
    assert "ab" * 100 == json.loads(line)["agent"]


def test_written_now(tmp_path: Path) -> None:
    """An entry is written when it is given, with the time of that moment."""
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    with (tmp_path / "log").open("wb") as file:
        log = AccessLog(file.fileno(), queries=False)
        log.write(entry())
        log.write(entry(status=404))
        content = (tmp_path / "log").read_text()
    first, second = map(json.loads, content.splitlines())
    assert (200, 404, 0) == (first["status"], second["status"], log.dropped)
    assert before <= datetime.fromisoformat(first["time"]) <= datetime.now(UTC)


def within(seconds: float, work: Any) -> bool:
    """Whether the work ends in time; it is left behind where it does not."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    return not thread.is_alive()


def test_full_pipe() -> None:
    """Where nobody reads, a request does not wait: lines are dropped and counted until there is room again."""
    reader, writer = os.pipe()
    log = AccessLog(writer, queries=False)

    def work() -> None:
        for _ in range(2_000):
            log.write(entry())

    ended = within(5, work)
    dropped = log.dropped
    content = os.read(reader, 1 << 20)
    log.write(entry(status=201))
    last = os.read(reader, 1 << 20)
    os.close(reader)
    os.close(writer)
    assert ended
    lines = content.splitlines()
    assert 2_000 == len(lines) + dropped
    assert dropped > 0
    assert {200} == {json.loads(line)["status"] for line in lines}
    assert 201 == json.loads(last)["status"]


@pytest.mark.parametrize("closed", ["reader", "writer"])
def test_closed_pipe(closed: str) -> None:
    """A pipe without a reader and a descriptor that is closed: nothing is raised, the line is counted as dropped."""
    ends = dict(zip(("reader", "writer"), os.pipe(), strict=True))
    log = AccessLog(ends["writer"], queries=False)
    os.close(ends.pop(closed))
    log.write(entry())
    for left in ends.values():
        os.close(left)
    assert 1 == log.dropped


def test_torn_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """After half a line (a disk that fills up) the next one begins a line of its own."""
    write = os.write
    with (tmp_path / "log").open("wb") as file:
        log = AccessLog(file.fileno(), queries=False)
        monkeypatch.setattr(os, "write", lambda fd, line: write(fd, line[:20]))
        log.write(entry())
        monkeypatch.undo()
        log.write(entry(status=201))
        log.write(entry(status=202))
        lines = (tmp_path / "log").read_bytes().splitlines()
    assert 1 == log.dropped
    assert [201, 202] == [json.loads(line)["status"] for line in lines[1:]]


def test_processes_do_not_mix() -> None:
    """Lines of several processes that write to one pipe at the same time stay whole."""
    script = (
        "import sys; from ccwp_kg.server.runtime.access_log import AccessLog, new_request_id\n"
        "log = AccessLog(1, queries=True)\n"
        "for number in range(300):\n"
        "    log.write({'id': new_request_id(), 'path': '/', 'query': sys.argv[1] * 9000, 'bytes': number})\n"
    )
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as pipe, ThreadPoolExecutor(1) as pool:
        reading = pool.submit(pipe.read)  # before anybody writes: what finds no room in the pipe is dropped
        children = [subprocess.Popen([sys.executable, "-c", script, text], stdout=writer) for text in "abc"]
        os.close(writer)
        lines = reading.result(timeout=60).splitlines()
    assert [0, 0, 0] == [child.wait(timeout=20) for child in children]
    found = [json.loads(line) for line in lines]
    assert {"a", "b", "c"} == {one["query"][0] for one in found}
    assert all(len(set(one["query"])) == 2 for one in found)  # one letter and the mark of a cut
    assert len(found) == len({one["id"] for one in found})


def test_request_ids() -> None:
    """Short, of harmless characters, and no two alike: not in one process, not after a fork, not after a restart."""
    script = (
        "import os; from ccwp_kg.server.runtime.access_log import new_request_id\n"
        "print(new_request_id(), new_request_id(), flush=True)\n"
        "for _ in range(2):\n"
        "    pid = os.fork()\n"
        "    if not pid:\n"
        "        print(new_request_id(), new_request_id(), flush=True)\n"
        "        os._exit(0)\n"
        "    os.waitpid(pid, 0)\n"
        "print(new_request_id(), flush=True)\n"
    )
    command = [sys.executable, "-W", "error", "-c", script]
    runs = [subprocess.run(command, capture_output=True, text=True, timeout=20, check=True) for _ in range(2)]
    ids = [name for run in runs for name in run.stdout.split()] + [new_request_id() for _ in range(1_000)]
    assert 1_014 == len(ids) == len(set(ids))
    assert [name for name in ids if not re.fullmatch(r"[A-Za-z0-9-]{1,20}", name)] == []
    assert accepted_request_id(ids[0]) == ids[0]


ACCEPTED = [
    (True, "a"),
    (True, "6a0c5f0e9d8b4c3fa1b2c3d4e5f60718"),
    (True, "A.b_c-9"),
    (True, "x" * 64),
    (False, ""),
    (False, "x" * 65),
    (False, "a b"),
    (False, "a\n"),
    (False, "a\r\nSet-Cookie: x"),
    (False, "é"),
    (False, "٣"),
    (False, "a/b"),
    (False, '"'),
]


@pytest.mark.parametrize(("expected", "text"), ACCEPTED)
def test_accepted_request_id(expected: bool, text: str) -> None:
    """A proxy's name for a request is taken whole or not at all."""
    assert (text if expected else None) == accepted_request_id(text)
