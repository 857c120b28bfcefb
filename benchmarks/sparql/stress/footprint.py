"""How much memory a server holds at rest, at its most while it reads everything forty times, and afterwards."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from benchmarks.sparql.setup.asking import ANSWERED, Asker, outcome
from benchmarks.sparql.setup.processes import memories, memory
from benchmarks.sparql.setup.questions import SCAN, filled, fresh
from benchmarks.sparql.setup.servers import Place, serving, serving_shipped

SCANS = 40
_CLIENTS = 2
_LONGEST = 180.0
_SCAN_TIMEOUT = 120.0
_LOOK_EVERY = 0.25
_AT_REST = 30.0
"""So many seconds after its start, and after the scans, a server rests: pages are made ahead by then, and workers have
given back what they copied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """Megabytes of all processes of a server, shared pages counted once; seconds from start to the first answer."""

    triples: int
    server: str
    ready: float
    idle: float
    most: float
    after: float
    scans: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRest:
    """Megabytes of all processes on the shipped release, and of each process by itself, the largest first."""

    server: str
    ready: float
    idle: float
    each: tuple[float, ...]


def at_rest(name: str, place: Place) -> AtRest:
    """Start a version of ccwp-kg on the shipped release, and look at its memory once it rests."""
    with serving_shipped(name, place) as server:
        time.sleep(_AT_REST)
        each = sorted(memories(server.pid), reverse=True)
        return AtRest(server=name, ready=server.ready, idle=sum(each), each=tuple(each))


def footprint(name: str, place: Place) -> Footprint:
    """Start the server anew, scan with two clients at a time, and look at its memory throughout."""
    with serving(name, place) as server:
        time.sleep(_AT_REST)
        idle = memory(server.pid)
        over, seen = threading.Event(), [idle]

        def look() -> None:
            while not over.wait(_LOOK_EVERY):
                seen.append(memory(server.pid))

        outcomes: list[str] = []
        start, end = fresh(), time.monotonic() + _LONGEST

        def scan(numbers: range) -> None:
            with Asker(server.port, server.path, timeout=_SCAN_TIMEOUT) as asker:
                texts = (filled(SCAN, number, f"{start}n{number}") for number in numbers)
                outcomes.extend(outcome(asker.ask(text)) for text in texts if time.monotonic() < end)

        watcher = threading.Thread(target=look)
        clients = [threading.Thread(target=scan, args=(range(first, SCANS, _CLIENTS),)) for first in range(_CLIENTS)]
        for thread in (watcher, *clients):
            thread.start()
        for thread in clients:
            thread.join()
        over.set()
        watcher.join()
        time.sleep(_AT_REST)
        return Footprint(
            triples=place.shape.triples,
            server=name,
            ready=server.ready,
            idle=idle,
            most=max(seen),
            after=memory(server.pid),
            scans=len(outcomes),
            failed=sum(each != ANSWERED for each in outcomes),
        )
