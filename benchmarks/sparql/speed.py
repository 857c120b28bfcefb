"""Answers a second: each question, hot and cold, at each number of connections, the servers in turn round by round."""

from __future__ import annotations

import os
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from benchmarks.sparql import load, patient
from benchmarks.sparql.load import Measured
from benchmarks.sparql.setup.asking import Asker, rows
from benchmarks.sparql.setup.data import Shape
from benchmarks.sparql.setup.processes import computed, settle
from benchmarks.sparql.setup.questions import ASK, QUESTIONS, Question, fresh
from benchmarks.sparql.setup.servers import FLOOR, Server

_CHECK_TIMEOUT = 120.0
_WARM = 1
"""Seconds of a load before the first that counts; a server that was just started is slower."""

_RESTS_WITHIN = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """One cell of the table: the median of the rounds.

    `rounds`: answers a second in each. `computed`: microseconds of processor time an answer, which depends less than
    the others on what else the machine does; 0 where none was measured. `errors`: failed requests in all rounds.
    `alone`: a single answer took longer than a round, so the rate is that of one question after the other. `waited`:
    wrk would have dropped most of the answers, so a client that waits for them measured.
    """

    triples: int
    question: str
    cold: bool
    connections: int
    server: str
    rate: float
    p50: float
    p95: float
    errors: int
    rounds: tuple[float, ...]
    bytes_each: float
    computed: float
    alone: bool
    waited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to measure: connections, seconds of a round, rounds; hot, cold or both."""

    connections: tuple[int, ...]
    seconds: int
    rounds: int
    temperatures: tuple[bool, ...]

    def cases(self) -> Iterator[Case]:
        """Every question at every temperature and number of connections."""
        for question, cold, connections in product(QUESTIONS, self.temperatures, self.connections):
            yield Case(question, cold, connections)


@dataclass(frozen=True, slots=True)
class Case:
    """What one row of the table is about."""

    question: Question
    cold: bool
    connections: int


def checked(
    servers: Iterable[Server], shape: Shape, note: Callable[[str], None]
) -> dict[tuple[str, bool], dict[str, float]]:
    """Seconds of one right answer, by question and whether it is cold, and by server.

    A server whose answer is wrong is noted and left out.
    """
    taken: dict[tuple[str, bool], dict[str, float]] = defaultdict(dict)
    for server in servers:
        with Asker(server.port, server.path, timeout=_CHECK_TIMEOUT) as asker:
            for question in QUESTIONS:
                expected = question.rows(shape)
                cold = asker.ask(question.text(1, f"check{fresh()}"), accept=question.accept)
                found = rows(cold) if cold.status == 200 else None
                if found == expected:
                    _, hot = (asker.ask(question.hot(), accept=question.accept) for _ in range(2))
                    taken[question.name, True][server.name] = cold.seconds
                    taken[question.name, False][server.name] = hot.seconds
                elif server.name != FLOOR:
                    seen = f"{found} rows" if cold.status == 200 else cold.body[:200].decode(errors="replace")
                    note(
                        f"{server.name}, {question.name}, {shape.triples:,} triples: not measured, because the answer "
                        f"is wrong (expected {expected} rows, status {cold.status}, {seen})"
                    )
    return taken


def speeds(
    servers: Sequence[Server], shape: Shape, plan: Plan, *, folder: Path, note: Callable[[str], None]
) -> Iterator[Speed]:
    """Measure case by case; the servers of one case run in turn, one after the other in each round."""
    taken = checked(servers, shape, note)
    for server in servers:
        _loaded(server, Case(ASK, True, 2), shape, _WARM, folder=folder, note=note)
    for case in plan.cases():
        single = taken[case.question.name, case.cold]
        right = [server for server in servers if server.name in single]
        quick = [server for server in right if single[server.name] <= plan.seconds]
        found: dict[str, list[tuple[Measured, float]]] = {server.name: [] for server in right}
        for _, server in product(range(plan.rounds), quick):
            slow = single[server.name] * case.connections / (os.cpu_count() or 1) > plan.seconds / 2
            before = computed(server.pid)
            measured = _loaded(server, case, shape, plan.seconds, folder=None if slow else folder, note=note)
            if not slow and measured.answers < case.connections:  # slower under load than alone
                before = computed(server.pid)
                measured = _loaded(server, case, shape, plan.seconds, folder=None, note=note)
            each = (computed(server.pid) - before) / max(measured.answers, 1)
            found[server.name].append((measured, each * 1_000_000))
        for server in right:
            yield _speed(server, case, shape, found[server.name], single[server.name])


def _loaded(
    server: Server, case: Case, shape: Shape, seconds: int, *, folder: Path | None, note: Callable[[str], None]
) -> Measured:
    """One round on one server, and the wait until it rests; without a folder for wrk the patient client asks."""
    question, cold, connections = case.question, case.cold, case.connections
    place = f"{server.name}, {question.name}, {connections} connections"
    try:
        if folder is None:
            measured = patient.measure(
                server, question, shape=shape, cold=cold, connections=connections, seconds=seconds
            )
        else:
            measured = load.measure(
                server, question, shape=shape, cold=cold, connections=connections, seconds=seconds, folder=folder
            )
    except load.NoLoad as error:
        note(f"{place}: {error}")
        return Measured(answers=0, rate=0.0, p50=0.0, p95=0.0, errors=1, bytes_each=0.0)
    if not settle(server.pid, within=_RESTS_WITHIN):
        note(f"{place}: still at work {_RESTS_WITHIN:.0f} s after the load")
    return measured


def _speed(
    server: Server, case: Case, shape: Shape, measured: Sequence[tuple[Measured, float]], single: float
) -> Speed:
    """The median of the rounds; without any, the rate of single answers one after the other."""
    found = [each for each, _ in measured]
    rounds = tuple(each.rate for each in found) or (1 / single,)
    return Speed(
        triples=shape.triples,
        question=case.question.name,
        cold=case.cold,
        connections=case.connections,
        server=server.name,
        rate=statistics.median(rounds),
        p50=statistics.median([each.p50 for each in found] or [single * 1000]),
        p95=statistics.median([each.p95 for each in found] or [single * 1000]),
        errors=sum(each.errors for each in found),
        rounds=rounds,
        bytes_each=statistics.median([each.bytes_each for each in found] or [0.0]),
        computed=statistics.median([computed for _, computed in measured] or [0.0]),
        alone=not found,
        waited=any(each.waited for each in found),
    )
