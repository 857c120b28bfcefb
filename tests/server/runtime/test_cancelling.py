"""A query ends with its last client: by a closed connection, or by the time that the client gave it.

What was cancelled is no answer and no failure of the query: nobody else may ever see it.
"""

from __future__ import annotations

import json
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from support.connections import Connect, Connection, counted, get
from support.evaluations import Evaluations, busy, heavy, processes, same, starts
from support.serving import Server, eventually, running, stop_server

pytestmark = pytest.mark.timed

LIMIT = 4
SOON = 1.0
"""Seconds within which a worker stops; on a machine that rests it is a tenth of it."""


@pytest.fixture(scope="module")
def server(many: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    started = running("data", str(many), max_query_seconds=getattr(request, "param", LIMIT))
    yield started
    assert 0 == stop_server(started.process)


@pytest.fixture(autouse=True)
def _rested(server: Server) -> None:
    """Each test starts with all workers at rest."""
    assert eventually(lambda: not busy(server), within=2 * LIMIT)


def endless(name: str) -> str:
    """A query that only its limit ends."""
    return f"SELECT (COUNT(*) AS ?{name}) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }}"


def replaced(server: Server, cause: str) -> float:
    """Workers replaced for this cause."""
    return counted(server, "ccwp_query_worker_restarts_total", cause=cause)


def test_a_closed_connection_ends_its_query(server: Server, connect: Connect) -> None:
    """At once, and the metrics tell: `cancelled` is an outcome of a query and a cause of a replaced worker."""
    before = replaced(server, "cancelled"), counted(server, "ccwp_queries_total", outcome="cancelled")
    (client,) = connect(processes(server)[0], 1)
    starts(server, client, endless("closed"))
    client.hang_up()
    begun = time.monotonic()
    assert eventually(lambda: not busy(server), within=SOON)
    assert time.monotonic() - begun < SOON
    assert eventually(lambda: replaced(server, "cancelled") == before[0] + 1, within=SOON)
    assert counted(server, "ccwp_queries_total", outcome="cancelled") == before[1] + 1


@pytest.mark.parametrize(("beside", "elsewhere"), [(6, 0), (0, 6), (3, 3)])
def test_all_but_the_last_hang_up(server: Server, connect: Connect, beside: int, elsewhere: int) -> None:
    """In the process that began the query, in the other one, or in both: who is left gets what was begun."""
    made, (one, other) = Evaluations(server), processes(server)
    (first,) = connect(one, 1)
    waiting = connect(one, beside) + connect(other, elsewhere)
    query = heavy(f"last_{beside}_{elsewhere}")
    starts(server, first, query)
    for client in waiting:
        client.send(get(query))
    time.sleep(0.1)
    for client in (first, *waiting[:-1]):
        client.hang_up()
    assert 200 == waiting[-1].answer().status
    assert made.are(1)


@pytest.mark.parametrize(("beside", "elsewhere"), [(4, 0), (0, 4), (2, 2)])
def test_all_hang_up(server: Server, connect: Connect, beside: int, elsewhere: int) -> None:
    """With the last one the query ends, whichever process that one is in."""
    one, other = processes(server)
    (first,) = connect(one, 1)
    waiting = connect(one, beside) + connect(other, elsewhere)
    query = endless(f"all_{beside}_{elsewhere}")
    starts(server, first, query)
    for client in waiting:
        client.send(get(query))
    time.sleep(0.3)
    for client in (first, *waiting):
        client.hang_up()
    assert eventually(lambda: not busy(server), within=SOON)


def test_what_was_cancelled_is_kept_nowhere(server: Server, connect: Connect) -> None:
    """Whoever asks the same next, in either process, has it evaluated and answered."""
    one, other = processes(server)
    for turn, process in enumerate((one, other, one)):
        (client,), (next_one,) = connect(one, 1), connect(process, 1)
        query = heavy(f"cancelled_{turn}")
        starts(server, client, query)
        client.hang_up()
        assert eventually(lambda: not busy(server), within=SOON)
        next_one.send(get(query))
        assert 200 == next_one.answer().status


def test_who_comes_while_another_hangs_up_is_answered(server: Server, connect: Connect) -> None:
    """At the same moment, a little before and a little after: never an error, never a broken connection."""
    one, other = processes(server)
    for turn in range(12):
        (leaves,), (comes,) = connect(one, 1), connect(one if turn % 2 else other, 1)
        query = heavy(f"meets_{turn}")
        starts(server, leaves, query)
        time.sleep(0.1)
        pause = (turn - 6) * 0.002
        if pause < 0:
            comes.send(get(query))
            time.sleep(-pause)
            leaves.hang_up()
        else:
            leaves.hang_up()
            time.sleep(pause)
            comes.send(get(query))
        answer = comes.answer()
        assert (200, True) == (answer.status, b"meets" in answer.body)


def test_short_queries_are_left_to_end(server: Server) -> None:
    """A worker is killed after 50 milliseconds of work only: hang-ups over short queries replace none."""
    before = sum(replaced(server, cause) for cause in ("cancelled", "other", "crash"))
    for number in range(300):
        client = Connection(server)
        client.send(get(f"ASK {{ ?s{number}x{time.monotonic_ns()} ?p ?o }}"))
        client.hang_up()
    assert eventually(lambda: not busy(server), within=5)
    after = sum(replaced(server, cause) for cause in ("cancelled", "other", "crash"))
    assert after - before <= 3  # on a busy machine one of them may take its time


def test_a_thousand_hang_ups_of_one_client_hold_nobody_else(server: Server) -> None:
    """They count against its share of long queries. An ASK from another address: 95 of 100 in under 50 ms."""
    took: list[float] = []
    over = threading.Event()

    def ask_on() -> None:
        while not over.is_set():
            begun = time.monotonic()
            assert 200 == server.query(f"ASK {{ ?s{time.monotonic_ns()} ?p ?o }}", source="127.0.0.3")[0]
            took.append(time.monotonic() - begun)
            time.sleep(0.02)

    asking = threading.Thread(target=ask_on)
    asking.start()
    begun = time.monotonic()
    try:
        for first in range(0, 1_000, 50):
            crowd = [Connection(server, source="127.0.0.2") for _ in range(50)]
            for number, client in enumerate(crowd, first):
                client.send(get(endless(f"thousand_{number}")))
            time.sleep(0.1)
            for client in crowd:
                client.hang_up()
    finally:
        over.set()
        asking.join(30)
    assert time.monotonic() - begun < 60
    assert statistics.quantiles(took, n=20)[-1] < 0.05
    assert eventually(lambda: not busy(server), within=SOON)
    assert 200 == server.query(f"ASK {{ ?s{time.monotonic_ns()} ?p ?o }}", source="127.0.0.2")[0]


def timed_by(server: Server, query: str, timeout: str, *, way: str = "GET") -> tuple[int, str, float]:
    """Status, detail and seconds of a query that is given so much time."""
    begun = time.monotonic()
    if way == "form":
        body = urlencode({"query": query, "timeout": timeout}).encode()
        found = server.ask("POST", "/sparql", body=body, content_type="application/x-www-form-urlencoded", accept="*/*")
    elif way == "direct":
        path, kind = "/sparql?" + urlencode({"timeout": timeout}), "application/sparql-query"
        found = server.ask("POST", path, body=query.encode(), content_type=kind, accept="*/*")
    else:
        found = server.ask("GET", "/sparql?" + urlencode({"query": query, "timeout": timeout}), accept="*/*")
    status, headers, body = found
    told = json.loads(body)["detail"] if "problem" in headers["content-type"] else ""
    return status, told, time.monotonic() - begun


SHORT = 2
TIMES = [
    # (seconds, timeout, way)
    (1.0, "1", "GET"),
    (0.5, "0.5", "GET"),
    (1.0, "1s", "form"),
    (0.5, "500ms", "direct"),
    (1.0, "1", "form"),
    (1.0, "1.0s", "direct"),
    (SHORT, "0", "GET"),
    (SHORT, "0s", "direct"),
    (SHORT, "100", "GET"),
    (SHORT, "100000000000000000000s", "form"),
    (SHORT, "60000ms", "GET"),
]


@pytest.mark.parametrize("server", [SHORT], indirect=True, ids=["limit"])
@pytest.mark.parametrize(("seconds", "timeout", "way"), TIMES)
def test_the_time_that_a_client_gives(server: Server, seconds: float, timeout: str, way: str) -> None:
    """In seconds, also with `s` or `ms`; none, and more than the limit, is the limit. The detail names the seconds."""
    name = f"given_{TIMES.index((seconds, timeout, way))}"
    status, told, took = timed_by(server, endless(name), timeout, way=way)
    assert (503, True) == (status, f"{seconds:g} second" in told)
    assert seconds - 0.05 <= took < seconds + 0.5
    assert eventually(lambda: not busy(server), within=SOON)


NO_TIMES = ["", "x", "-1", "-0.5s", "1m", "1h", "2 s s", "s", "ms", ".", "nan", "inf", "0x10", "٣", "1,5", "1;2"]


@pytest.mark.parametrize("timeout", NO_TIMES)
def test_what_is_no_time_is_refused(server: Server, timeout: str) -> None:
    """400 before anything is evaluated, with the parameter and the forms that it takes."""
    status, told, _ = timed_by(server, "ASK {}", timeout)
    assert (400, True) == (status, "timeout" in told)


def test_two_times_are_refused(server: Server) -> None:
    assert 400 == server.ask("GET", "/sparql?query=ASK%7B%7D&timeout=1&timeout=2", accept="*/*")[0]


def test_a_failure_by_a_shorter_time_is_not_shown_to_who_gave_more(server: Server) -> None:
    """Neither later nor meanwhile: each has its own time, and one evaluation is enough for those that give enough."""
    query = heavy("shorter_before")
    assert 503 == timed_by(server, query, "200ms")[0]
    assert 200 == timed_by(server, query, "0")[0]


@pytest.mark.parametrize("is_first_short", [True, False])
@pytest.mark.parametrize("is_beside", [True, False])
def test_each_who_waits_has_an_own_time(
    server: Server, connect: Connect, is_first_short: bool, is_beside: bool
) -> None:
    """One gives 300 ms, the other all there is, for the same query: 503 after that time, and the answer."""
    one, other = processes(server)
    (first,), (second,) = connect(one, 1), connect(one if is_beside else other, 1)
    short, long = (first, second) if is_first_short else (second, first)
    query = heavy(f"own_{is_first_short}_{is_beside}")
    requests = {short: get(query).replace(b" HTTP/1.1", b"&timeout=300ms HTTP/1.1", 1), long: get(query)}
    begun = time.monotonic()
    first.send(requests[first])
    time.sleep(0.05)
    second.send(requests[second])
    assert 503 == short.answer().status
    assert time.monotonic() - begun < 0.6
    assert 200 == long.answer().status


def test_a_time_is_no_part_of_what_is_asked(server: Server, connect: Connect) -> None:
    """What is kept serves whatever time is given, and different times share one evaluation."""
    made, (one, other) = Evaluations(server), processes(server)
    clients = connect(one, 3) + connect(other, 3)
    for number, client in enumerate(clients):
        client.send(get(heavy("any_time")).replace(b" HTTP/1.1", b"&timeout=%d HTTP/1.1" % (number + 3), 1))
    assert same([client.answer() for client in clients])
    assert made.are(1)
