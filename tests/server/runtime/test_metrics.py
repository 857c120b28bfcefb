"""Counters over several processes: the sum is exact, never falls, and is written as Prometheus reads it."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from ccwp_kg.server.site.metrics import CACHES, OUTCOMES, RESTART_CAUSES, Metrics, Recorder

Samples = dict[str, float]


def samples(text: str) -> Samples:
    """Samples by their name and label values: `ccwp_queries_total answered`."""
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def shown(metrics: Metrics) -> Samples:
    return samples(metrics.exposition(gauges={})[0].decode())


COUNTED: list[tuple[list[str], Callable[[Recorder], None]]] = [
    (["ccwp_http_requests_total 2xx"], lambda count: count.request(200)),
    (["ccwp_http_requests_total 2xx"], lambda count: count.request(299)),
    (["ccwp_http_requests_total 3xx"], lambda count: count.request(304)),
    (["ccwp_http_requests_total 5xx"], lambda count: count.request(503)),
    (["ccwp_cache_lookups_total requests hit"], lambda count: count.cache("requests", True)),
    (["ccwp_cache_lookups_total results miss"], lambda count: count.cache("results", False)),
    (["ccwp_cache_lookups_total merge hit"], lambda count: count.cache("merge", True)),
    *[([f"ccwp_query_worker_restarts_total {c}"], lambda count, c=c: count.worker_restart(c)) for c in RESTART_CAUSES],
    (["ccwp_release_swaps_total ok"], lambda count: count.swap(True)),
    (["ccwp_release_swaps_total failed"], lambda count: count.swap(False)),
    *[
        (
            [f"ccwp_queries_total {name}", "ccwp_query_seconds_count", "ccwp_query_seconds_bucket +Inf"],
            lambda count, name=name: count.query(name, 31.0),
        )
        for name in OUTCOMES
    ],
]


@pytest.mark.parametrize(("expected", "event"), COUNTED)
def test_one_event_one_count(expected: list[str], event: Callable[[Recorder], None]) -> None:
    """An event raises its own counter by one and no other."""
    metrics = Metrics(rows=2)
    event(metrics.recorder())
    found = shown(metrics)
    assert dict.fromkeys(expected, 1) == {
        name: value for name, value in found.items() if value and not name.endswith("_sum")
    }


UNKNOWN: list[Callable[[Recorder], None]] = [
    lambda count: count.query("fine", 0.1),
    lambda count: count.cache("disk", True),
    lambda count: count.worker_restart("bored"),
    lambda count: count.request(0),
]


@pytest.mark.parametrize("event", UNKNOWN)
def test_unknown_name(event: Callable[[Recorder], None]) -> None:
    """A name outside its table is an error, and nothing is counted."""
    metrics = Metrics(rows=1)
    with pytest.raises(KeyError):
        event(metrics.recorder())
    assert not any(shown(metrics).values())


BUCKETS = [
    # (first bucket that counts it, seconds)
    ("0.001", 0.0),
    ("0.001", 0.001),
    ("0.0025", 0.0011),
    ("0.0025", 0.0025),
    ("1.0", 0.51),
    ("30.0", 30.0),
    ("+Inf", 30.1),
]


@pytest.mark.parametrize(("expected", "seconds"), BUCKETS)
def test_buckets(expected: str, seconds: float) -> None:
    """A bucket holds all that took no longer than its bound, so each holds what the ones before it hold."""
    metrics = Metrics(rows=1)
    metrics.recorder().query("answered", seconds)
    found = shown(metrics)
    buckets = {name.split()[1]: value for name, value in found.items() if "_bucket" in name}
    assert 15 == len(buckets)
    assert [float(bound) >= float(expected) for bound in buckets] == [value == 1 for value in buckets.values()]
    assert found["ccwp_query_seconds_sum"] == pytest.approx(seconds, abs=1e-6)


def test_exposition() -> None:
    """Text format 0.0.4; every counter is there from the start, gauges carry our prefix, and nothing else is shown."""
    content, content_type = Metrics(rows=1).exposition(
        gauges={"ready": ("Whether\nqueries are answered", 1), "statements": ("Statements held", 27_000)}
    )
    assert "text/plain; version=0.0.4; charset=utf-8" == content_type
    families = {family.name: family for family in text_string_to_metric_families(content.decode())}
    assert {
        "ccwp_http_requests": "counter",
        "ccwp_queries": "counter",
        "ccwp_cache_lookups": "counter",
        "ccwp_query_worker_restarts": "counter",
        "ccwp_release_swaps": "counter",
        "ccwp_query_seconds": "histogram",
        "ccwp_ready": "gauge",
        "ccwp_statements": "gauge",
    } == {name: family.type for name, family in families.items()}
    assert len(OUTCOMES) == len(families["ccwp_queries"].samples)
    assert 2 * len(CACHES) == len(families["ccwp_cache_lookups"].samples)
    assert 27_000 == families["ccwp_statements"].samples[0].value
    assert "Whether\nqueries are answered" == families["ccwp_ready"].documentation


def test_threads() -> None:
    """Threads of a process share its recorder and lose nothing; asking twice gives the same one."""
    metrics = Metrics(rows=4)

    def work() -> None:
        recorder = metrics.recorder()
        for _ in range(5_000):
            recorder.query("answered", 0.25)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    found = shown(metrics)
    assert (20_000, 20_000, 5_000.0) == (
        found["ccwp_queries_total answered"],
        found["ccwp_query_seconds_count"],
        found["ccwp_query_seconds_sum"],
    )
    assert metrics.recorder() is metrics.recorder()


class SlowRow(list[int]):
    """A row that lets other threads run between reading a cell and writing it."""

    def __getitem__(self, place: Any) -> Any:
        value = super().__getitem__(place)
        time.sleep(0.0001)
        return value


@pytest.mark.parametrize(
    ("expected", "event"),
    [([80, 80], lambda count: count.query("answered", 0.0)), ([80], lambda count: count.request(200))],
)
def test_threads_that_meet(expected: list[int], event: Callable[[Recorder], None]) -> None:
    """Reading a cell, adding and writing it back is one step, on whatever interpreter."""
    row = SlowRow([0] * 100)
    recorder = Recorder(row)  # type: ignore[arg-type]  # stands for a row of memory

    def work() -> None:
        for _ in range(20):
            event(recorder)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert expected == [count for count in list(row) if count]


def test_no_rows() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        Metrics(rows=0)


# Forks belong into a process of their own: this one may have threads.
_FORKS = """
import os, signal, sys, time
from ccwp_kg.server.site.metrics import Metrics

def fork(metrics, work, *, gate=None):
    pid = os.fork()
    if pid:
        return pid
    if gate is not None:
        os.close(gate[1])
        os.read(gate[0], 1)
    work(metrics)
    alone = len(metrics._rows) > 1
    os._exit(0 if not alone or os.getpid() in [row[0] for row in metrics._rows] else 3)

def reap(pids):
    for pid in pids:
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) in (0, -signal.SIGKILL)

def counted(times):
    def work(metrics):
        recorder = metrics.recorder()
        for _ in range(times):
            recorder.request(200)
    return work

def shown(metrics):
    print(metrics.exposition(gauges={})[0].decode(), end="")
    print("# EOF of one", flush=True)
"""

_AT_ONCE = """
metrics = Metrics(rows=41)
metrics.recorder().request(200)
gate = os.pipe()
pids = [fork(metrics, counted(500), gate=gate) for _ in range(40)]
os.close(gate[1])
reap(pids)
shown(metrics)
"""

_KILLED = """
metrics = Metrics(rows=3)
metrics.recorder().request(404)
told, tell = os.pipe()
def until_killed(metrics):
    counted(700)(metrics)
    os.write(tell, b".")
    time.sleep(60)
victim = fork(metrics, until_killed)
os.read(told, 1)
shown(metrics)
os.kill(victim, signal.SIGKILL)
reap([victim])
shown(metrics)
for _ in range(6):  # more than there are rows: each takes a dead one's over
    reap([fork(metrics, counted(50)), fork(metrics, counted(50))])
    shown(metrics)
"""

_KILLED_WHILE_CLAIMING = """
metrics = Metrics(rows=3)
told, tell = os.pipe()
def hold(metrics):
    metrics._claims.acquire()
    os.write(tell, b".")
    time.sleep(60)
victim = fork(metrics, hold)
os.read(told, 1)
os.kill(victim, signal.SIGKILL)
reap([victim])
counted(5)(metrics)
shown(metrics)
"""

_TOO_FEW_ROWS = """
metrics = Metrics(rows=1)
counted(3)(metrics)
reap([fork(metrics, counted(4))])
shown(metrics)
"""

PROCESSES = [
    # (requests answered with 2xx after each step, what happens)
    ([20_001], _AT_ONCE),
    ([700, 700, 800, 900, 1_000, 1_100, 1_200, 1_300], _KILLED),
    ([5], _KILLED_WHILE_CLAIMING),
    ([7], _TOO_FEW_ROWS),
]


@pytest.mark.parametrize(
    ("expected", "script"), PROCESSES, ids=["at once", "killed", "killed while claiming", "too few rows"]
)
def test_processes(expected: list[int], script: str) -> None:
    """Processes that start at the same time get rows of their own; a killed one's counts stay and are counted on."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _FORKS + script],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (0, "") == (done.returncode, done.stderr)
    steps = done.stdout.split("# EOF of one\n")[:-1]
    assert expected == [samples(step)["ccwp_http_requests_total 2xx"] for step in steps]
