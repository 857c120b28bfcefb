"""How long others wait while one client asks and hangs up a thousand times, and how soon the server rests after it."""

from __future__ import annotations

import socket
import statistics
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass

from benchmarks.sparql.setup.asking import ANSWERED, Asker, outcome
from benchmarks.sparql.setup.processes import settle
from benchmarks.sparql.setup.questions import ASK, BOMB, filled, fresh, target
from benchmarks.sparql.setup.servers import Place, Server, serving
from benchmarks.sparql.stress.bombs import OTHER, SAME

HANG_UPS = 1_000
_AT_ONCE = 50
_HANGS_UP_AFTER = 0.1
_PACE = 0.02
_ASK_TIMEOUT = 5.0
_CONNECTS_WITHIN = 0.2
_RESTS_WITHIN = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HangUps:
    """Milliseconds that ASKs from another address took meanwhile; those that failed, by outcome.

    `took`: seconds for all hang-ups. `refused`: connections that could not be made in time. `rested`: seconds after
    them until the server's processes rest; None where they do not within a minute.
    """

    triples: int
    server: str
    took: float
    refused: int
    asked: int
    p50: float
    p95: float
    failed: dict[str, int]
    rested: float | None


def hang_ups(name: str, place: Place) -> HangUps:
    """A thousand connections ask what never ends and close a tenth of a second later, fifty at a time."""
    with serving(name, place) as server:
        over, taken, outcomes = threading.Event(), list[float](), Counter[str]()
        asking = threading.Thread(target=_ask_on, args=(server, place, over, taken, outcomes))
        asking.start()
        time.sleep(0.2)
        begun = time.monotonic()
        try:
            refused = sum(_ask_and_hang_up(server, first) for first in range(0, HANG_UPS, _AT_ONCE))
        finally:
            ended = time.monotonic()
            over.set()
            asking.join()
        has_rested = settle(server.pid, within=_RESTS_WITHIN)
        return HangUps(
            triples=place.shape.triples,
            server=name,
            took=ended - begun,
            refused=refused,
            asked=len(taken),
            p50=statistics.median(taken),
            p95=sorted(taken)[len(taken) * 95 // 100],
            failed={how: count for how, count in sorted(outcomes.items()) if how != ANSWERED},
            rested=time.monotonic() - ended if has_rested else None,
        )


def _ask_and_hang_up(server: Server, first: int) -> int:
    """How many of the next connections could not be made in time."""
    start, refused = fresh(), 0
    with ExitStack() as clients:
        for number in range(first, first + _AT_ONCE):
            try:
                connection = socket.create_connection(("127.0.0.1", server.port), _CONNECTS_WITHIN, (SAME, 0))
            except OSError:
                refused += 1
                continue
            client = clients.enter_context(connection)
            path = target(server.path, filled(BOMB, 0, f"{start}n{number}"))
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n".encode("ascii"))
        time.sleep(_HANGS_UP_AFTER)
    return refused


def _ask_on(server: Server, place: Place, over: threading.Event, taken: list[float], outcomes: Counter[str]) -> None:
    start, number = fresh(), 0
    with Asker(server.port, server.path, timeout=_ASK_TIMEOUT, source=OTHER) as asker:
        while not over.is_set():
            number += 1
            answer = asker.ask(ASK.text(number * 7919 % place.shape.actions, f"{start}h{number}"))
            taken.append(answer.seconds * 1000)
            outcomes[outcome(answer)] += 1
            time.sleep(max(0.0, _PACE - answer.seconds))
