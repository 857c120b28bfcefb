"""Metrics of the server: requests, queries and their duration, cache hits, restarts.

Each process counts in a row of its own in shared memory; the exposition is the sum of all rows. The memory is made
before the processes are forked and ends with the last of them; no file keeps it.
"""

from __future__ import annotations

import mmap
import os
import threading
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate, product
from multiprocessing import get_context

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from ccwp_kg.engine.slots import KILL_CAUSES

PREFIX = "ccwp_"
STATUS_CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
OUTCOMES = (
    "answered",
    "not_modified",
    "refused",
    "syntax_error",
    "too_slow",
    "too_large",
    "memory_exceeded",
    "too_many",
    "cancelled",
    "unavailable",
)
CACHES = ("requests", "results", "merge")
RESTART_CAUSES = (*KILL_CAUSES, "crash", "recycled", "rested", "other")
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, float("inf"))
"""Upper bounds of the histogram's buckets, each inclusive."""

_CELL = 8
_CLAIM_WITHIN = 1.0


@dataclass(frozen=True, slots=True)
class _Family:
    """A counter: its name, its help, its labels, and every combination of their values, one cell each."""

    name: str
    text: str
    labels: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]


_FAMILIES = (
    _Family("http_requests", "HTTP requests by class of status", ("status",), tuple(product(STATUS_CLASSES))),
    _Family("queries", "Queries by how they ended", ("outcome",), tuple(product(OUTCOMES))),
    _Family(
        "cache_lookups",
        "Lookups in the cache of whole answers to requests, in that of query results, and in the copy of the merge",
        ("cache", "result"),
        tuple(product(CACHES, ("hit", "miss"))),
    ),
    _Family(
        "query_worker_restarts",
        "Query processes that were replaced, by cause",
        ("cause",),
        tuple(product(RESTART_CAUSES)),
    ),
    _Family("release_swaps", "Changes to another release", ("result",), (("ok",), ("failed",))),
)
# A row is: the process that owns it, the counters in the order of the table, the buckets, the sum in microseconds.
_KEYS = [(family.name, *values) for family in _FAMILIES for values in family.values]
_PLACES = {key: place for place, key in enumerate(_KEYS, start=1)}
_BUCKETS = 1 + len(_KEYS)
_SUM = _BUCKETS + len(SECONDS)
_WIDTH = _SUM + 1


class Recorder:
    """The counters of one process; its threads may share them. Raises KeyError for a name that is not in the table."""

    def __init__(self, row: memoryview) -> None:
        self._row = row
        self._lock = threading.Lock()
        self._outcomes = {name: _PLACES["queries", name] for name in OUTCOMES}

    def request(self, status: int) -> None:
        """An HTTP request was answered with this status."""
        self._count(_PLACES["http_requests", f"{status // 100}xx"])

    def query(self, outcome: str, seconds: float) -> None:
        """A query ended this way (one of OUTCOMES) after so many seconds."""
        place = self._outcomes[outcome]
        bucket = _BUCKETS + bisect_left(SECONDS, seconds)
        duration = round(seconds * 1_000_000)
        row = self._row
        with self._lock:
            row[place] += 1
            row[bucket] += 1
            row[_SUM] += duration

    def cache(self, level: str, hit: bool) -> None:
        """A cache (one of CACHES) was asked; `hit`: it had the answer."""
        self._count(_PLACES["cache_lookups", level, "hit" if hit else "miss"])

    def worker_restart(self, cause: str) -> None:
        """A query process was replaced by a new one (one of RESTART_CAUSES)."""
        self._count(_PLACES["query_worker_restarts", cause])

    def swap(self, ok: bool) -> None:
        """The server changed to another release, or tried to and kept the one it had."""
        self._count(_PLACES["release_swaps", "ok" if ok else "failed"])

    def _count(self, place: int) -> None:
        with self._lock:
            self._row[place] += 1


class Metrics:
    """The rows of all processes. Make it in the launcher, before the others are forked.

    A process that ended leaves its row as it stands, to be counted on by the next one that needs a row, so no total
    ever falls. Where there are more processes than rows, those left over share the last row: a few counts may be lost
    there, and nothing fails.
    """

    def __init__(self, rows: int = 64) -> None:
        if rows < 1:
            raise ValueError("metrics need at least one row; give rows=1 or more")
        self._cells = memoryview(mmap.mmap(-1, rows * _WIDTH * _CELL)).cast("Q")
        self._rows = [self._cells[start : start + _WIDTH] for start in range(0, rows * _WIDTH, _WIDTH)]
        # A semaphore and no lock on a file: it needs no descriptor, which a process that closes all would lose.
        self._claims = get_context("fork").Lock()
        self._own: tuple[int, Recorder] | None = None

    def recorder(self) -> Recorder:
        """The recorder of the process that asks; the same one each time. Call it after the fork.

        A process that was forked from one with a recorder must ask for its own.
        """
        # A process killed in here keeps the lock for ever: then go on without, rather than never count again.
        held = self._claims.acquire(timeout=_CLAIM_WITHIN)
        try:
            pid = os.getpid()
            if self._own is None or self._own[0] != pid:
                self._own = (pid, Recorder(self._claim(pid)))
            return self._own[1]
        finally:
            if held:
                self._claims.release()

    def _claim(self, pid: int) -> memoryview:
        for row in self._rows:
            if row[0] in (0, pid) or not _lives(row[0]):
                row[0] = pid
                return row
        return self._rows[-1]

    def exposition(self, *, gauges: Mapping[str, tuple[str, float]]) -> tuple[bytes, str]:
        """The sums over all processes in the Prometheus text format 0.0.4, and its content type.

        `gauges` are measured when they are asked for: name (without our prefix) to help and value.
        """
        registry = CollectorRegistry()
        registry.register(_Sums([sum(cells) for cells in zip(*self._rows, strict=True)], gauges))
        encode, content_type = choose_encoder("text/plain")
        return encode(registry), content_type


class _Sums(Collector):
    """The sums as the families that prometheus_client writes."""

    def __init__(self, cells: list[int], gauges: Mapping[str, tuple[str, float]]) -> None:
        self._cells = cells
        self._gauges = gauges

    def collect(self) -> Iterator[Metric]:
        """All families, in the order of the table; the gauges last."""
        for family in _FAMILIES:
            counter = CounterMetricFamily(PREFIX + family.name, family.text, labels=family.labels)
            for values in family.values:
                counter.add_metric(values, self._cells[_PLACES[family.name, *values]])
            yield counter
        # Prometheus text format, "Histograms and summaries": each bucket counts all that is not above its bound.
        counts = accumulate(self._cells[_BUCKETS:_SUM])
        bounds = ["+Inf" if bound == float("inf") else str(bound) for bound in SECONDS]
        buckets = [(bound, float(count)) for bound, count in zip(bounds, counts, strict=True)]
        yield HistogramMetricFamily(
            f"{PREFIX}query_seconds",
            "How long queries took, whatever their end",
            buckets=buckets,
            sum_value=self._cells[_SUM] / 1_000_000,
        )
        for name, (text, value) in self._gauges.items():
            yield GaugeMetricFamily(PREFIX + name, text, value=value)


def _lives(pid: int) -> bool:
    try:
        with suppress(PermissionError):  # it lives and is somebody else's
            os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
