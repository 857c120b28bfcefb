"""How long others wait while somebody sends queries that never end, and how soon the server stops such a query."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from benchmarks.sparql.setup.asking import ANSWERED, Asker, outcome
from benchmarks.sparql.setup.questions import ASK, fresh
from benchmarks.sparql.setup.servers import Place, Server, serving

COUNTS = (0, 4, 24)
SAME, OTHER = "127.0.0.1", "127.0.0.2"
_ASKS = 200
_PACE = 0.02
_ASK_TIMEOUT = 5.0
_LONGEST = 90.0
_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Waits:
    """Milliseconds that one client's ASKs took: median, 95th percentile, longest; those that failed, by outcome."""

    address: str
    asked: int
    p50: float
    p95: float
    longest: float
    failed: dict[str, int]


@dataclass(frozen=True, slots=True)
class Ended:
    """Bombs that came back in one way: how many, and seconds until then."""

    outcome: str
    count: int
    median: float
    longest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Siege:
    """One server under one number of bombs."""

    triples: int
    server: str
    bombs: int
    waits: tuple[Waits, ...]
    ended: tuple[Ended, ...]


def sieges(name: str, place: Place, *, pause: float) -> Iterator[Siege]:
    """Measure without bombs, with four and with twenty-four, each on a server that was just started."""
    for bombs in COUNTS:
        with serving(name, place) as server:
            ended: list[Ended] = []
            with bombarded(server, bombs, pause, ended):
                waits = _waits(server, place)
            yield Siege(triples=place.shape.triples, server=name, bombs=bombs, waits=waits, ended=tuple(ended))


@contextmanager
def bombarded(server: Server, bombs: int, pause: float, ended: list[Ended]) -> Iterator[None]:
    """Bombs under way while the block runs; afterwards `ended` tells how they came back."""
    if not bombs:
        yield
        return
    arguments = [str(server.port), server.path, str(bombs), str(pause), str(_PATIENCE)]
    command = [sys.executable, "-m", "benchmarks.sparql.stress.bombing", *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as sender:
        try:
            time.sleep(1)
            yield
            output, _ = sender.communicate(timeout=2 * _PATIENCE)
        finally:
            sender.kill()
    for how, seconds in sorted(json.loads(output).items()):
        ended.append(Ended(how, len(seconds), statistics.median(seconds), max(seconds)))


def _waits(server: Server, place: Place) -> tuple[Waits, ...]:
    """One client at each address asks at a steady pace, in turn, each time something new."""
    taken: dict[str, list[float]] = {SAME: [], OTHER: []}
    failed: dict[str, Counter[str]] = {SAME: Counter(), OTHER: Counter()}
    start, end = fresh(), time.monotonic() + _LONGEST
    with ExitStack() as stack:
        askers = {
            address: stack.enter_context(Asker(server.port, server.path, timeout=_ASK_TIMEOUT, source=address))
            for address in taken
        }
        for number in range(_ASKS):
            for address, asker in askers.items():
                if time.monotonic() > end:
                    continue
                text = ASK.text(number * 7919 % place.shape.actions, f"{start}a{address[-1]}n{number}")
                answer = asker.ask(text)
                taken[address].append(answer.seconds * 1000)
                if outcome(answer) != ANSWERED:
                    failed[address][outcome(answer)] += 1
                time.sleep(max(0.0, _PACE - answer.seconds))
    return tuple(_summed(address, taken[address], failed[address]) for address in taken)


def _summed(address: str, taken: list[float], failed: dict[str, int]) -> Waits:
    ordered = sorted(taken)
    return Waits(
        address, len(ordered), statistics.median(ordered), ordered[len(ordered) * 95 // 100], ordered[-1], failed
    )
