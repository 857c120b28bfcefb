"""Many clients at once, over sockets: each gets its own answer, and what many ask is evaluated once for all of them."""

from __future__ import annotations

import os
import re
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from support.connections import Connect, connections, counted, get, post
from support.evaluations import Evaluations, busy, heavy, processes, same, starts
from support.serving import Server, eventually, running, stop_server

pytestmark = pytest.mark.timed

LIMIT = 8
_TRIPLES = ("application/n-triples", "text/turtle", "application/rdf+xml", "application/ld+json")
_ROWS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)


@pytest.fixture(scope="module")
def server(many: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    limit = getattr(request, "param", LIMIT)
    started = running("data", str(many), max_query_seconds=limit, max_rows=2_000_000)
    yield started
    assert 0 == stop_server(started.process)


def question(number: int) -> tuple[int, str, str]:
    """One of many questions: the number that its answer names, its text, and the format it is asked in.

    Each is asked in four formats, one after the other.
    """
    thing, form = divmod(number, 4)
    subject, kind = f"<urn:x:s{thing}>", thing % 3
    if kind == 0:
        return thing, f"SELECT ?o {{ {subject} ?p ?o }}", _ROWS[form]
    if kind == 1:
        return thing, f"CONSTRUCT {{ {subject} <urn:x:q> ?o }} WHERE {{ {subject} ?p ?o }}", _TRIPLES[form]
    return thing, f"DESCRIBE {subject}", _TRIPLES[form]


def test_each_of_two_hundred_gets_its_own_answer(server: Server) -> None:
    """SELECT, CONSTRUCT and DESCRIBE in eight formats, all sent before any answer is read; then again, as kept."""
    with connections(server, 200) as clients:
        for turn in (clients, clients[::-1]):
            for number, client in enumerate(turn):
                _, query, form = question(number)
                client.send(post(query, accept=form) if number % 2 else get(query, accept=form))
            for number, client in enumerate(turn):
                thing, _, form = question(number)
                answer = client.answer()
                assert (200, form) == (answer.status, answer.headers["content-type"].split(";")[0])
                assert {str(thing)} == set(re.findall(r"value (\d+)", answer.body.decode()))


def test_two_connections_that_come_together_are_taken_by_two_processes(server: Server) -> None:
    """Else one processor answers both and the other rests: which wakes first takes both in most cases."""
    together = 0
    for _ in range(80):
        with connections(server, 2) as clients:
            for client in clients:
                client.send(get("ASK {}"))
            for client in clients:
                client.answer()
            together += len({client.process(server) for client in clients}) == 1
    assert together < 40


def test_two_hundred_yes_or_no_questions(server: Server) -> None:
    """Every third is false."""
    with connections(server, 200) as clients:
        for number, client in enumerate(clients):
            client.send(get(f'ASK {{ <urn:x:s{number}> ?p "value {number + (number % 3 == 0)}" }}'))
        for number, client in enumerate(clients):
            assert (b"false" if number % 3 == 0 else b"true") in client.answer().body


def test_requests_in_one_packet_are_answered_in_order(server: Server) -> None:
    """RFC 9112 §9.3.2: the second is quick, the first is not, and a third is posted."""
    slow = "SELECT (COUNT(*) AS ?slow) { ?a <urn:x:p1> ?c . ?d ?e ?f FILTER(STRLEN(?c) > STRLEN(?f)) }"
    with connections(server, 2) as clients:  # asked for the first time, then kept
        for client in clients:
            client.send(get(slow), get("SELECT ?o { <urn:x:s8> ?p ?o }"), post("SELECT ?o { <urn:x:s9> ?p ?o }"))
            first, second, third = (client.answer().body for _ in range(3))
            assert (b'"slow"' in first, b'"o"' in first) == (True, False)
            assert (b"value 8" in second, b"value 9" in third) == (True, True)


def large(name: str) -> str:
    """A heavy query whose answer of some eight megabytes is kept nowhere."""
    return f"SELECT * {{ {{ {heavy(name)} }} ?x ?y ?z . ?u <urn:x:p1> ?w }} LIMIT 30000"


def test_twenty_clients_of_two_processes_have_one_evaluation(server: Server, connect: Connect) -> None:
    """And it is kept for both: who asks later needs none."""
    made, (one, other) = Evaluations(server), processes(server)
    clients = connect(one, 10) + connect(other, 10)
    for client in clients:
        client.send(get(heavy("twenty")))
    assert same([client.answer() for client in clients])
    for client in (clients[0], clients[-1]):
        client.send(get(heavy("twenty")))
        assert 200 == client.answer().status
    assert made.are(1)


def test_an_answer_that_is_kept_nowhere_is_shared_all_the_same(server: Server, connect: Connect) -> None:
    """By those who wait for it in the same process; who asks later has it made anew."""
    made, (one, _) = Evaluations(server), processes(server)
    for turn in (1, 2):
        clients = connect(one, 6, first_source=2)
        for client in clients:
            client.send(get(large("apart")))
        answers = [client.answer() for client in clients]
        assert same(answers)
        assert len(answers[0].body) > 4 << 20
        assert made.are(turn)


@pytest.mark.parametrize(("beside", "elsewhere"), [(10, 0), (0, 10), (9, 10)])
def test_the_first_hangs_up(server: Server, connect: Connect, beside: int, elsewhere: int) -> None:
    """The others, in the same process or in the other one, get the answer that was begun for it."""
    made, (one, other) = Evaluations(server), processes(server)
    (first,) = connect(one, 1)
    others = connect(one, beside) + connect(other, elsewhere)
    query = heavy(f"first_{beside}_{elsewhere}")
    starts(server, first, query)
    for client in others:
        client.send(get(query))
    time.sleep(0.2)
    first.hang_up()
    assert same([client.answer() for client in others])
    assert made.are(1)


def test_the_worker_is_killed(server: Server, connect: Connect) -> None:
    """All twenty get the answer of one more evaluation and notice nothing."""
    made, (one, other) = Evaluations(server), processes(server)
    clients = connect(one, 10) + connect(other, 10)
    worker = starts(server, clients[0], heavy("killed"))
    for client in clients[1:]:
        client.send(get(heavy("killed")))
    time.sleep(0.2)
    os.kill(worker, signal.SIGKILL)
    assert same([client.answer() for client in clients])
    assert made.are(1)


def test_the_process_that_asked_is_killed(server: Server, connect: Connect) -> None:
    """What it had taken on is taken over at once by one of those who wait in the other process."""
    one, other = processes(server)
    (first,) = connect(one, 1)
    others = connect(other, 10)
    starts(server, first, heavy("dead"))
    for client in others:
        client.send(get(heavy("dead")))
    time.sleep(0.2)
    os.kill(one, signal.SIGKILL)
    begun = time.monotonic()
    assert same([client.answer() for client in others])
    assert time.monotonic() - begun < LIMIT  # who does not notice waits for two seconds more than the limit
    with pytest.raises(ConnectionError):
        first.answer()
    for again in connect(next(pid for pid in processes(server) if pid != other), 2):
        again.send(get(heavy("dead")))
        assert 200 == again.answer().status


def test_who_waited_too_long_gets_an_own_try(server: Server, connect: Connect) -> None:
    """The process that asked stands still: others wait for it as long as a query may take and two seconds more."""
    made, (one, other) = Evaluations(server), processes(server)
    (first,), (second,) = connect(one, 1), connect(other, 1)
    assert eventually(lambda: not busy(server), within=LIMIT)
    begun = time.monotonic()  # the wait counts from the first who asked
    starts(server, first, heavy("patience"))
    time.sleep(0.2)  # a worker that was just started is busy for a moment, too
    os.kill(one, signal.SIGSTOP)
    try:
        second.send(get(heavy("patience")))
        answer = second.answer()
        assert LIMIT + 1.5 < time.monotonic() - begun < 2 * LIMIT + 3
    finally:
        os.kill(one, signal.SIGCONT)
    assert same([answer, first.answer()])
    assert made.are(2)


@pytest.mark.parametrize("server", [1], indirect=True, ids=["of a second"])  # of which it takes two
def test_a_failure_is_shared_for_some_seconds(server: Server, connect: Connect) -> None:
    """Twenty who ask too much have one worker killed, and so have those who come soon after; later it is tried anew."""

    def ended() -> float:
        return counted(server, "ccwp_query_worker_restarts_total", cause="limit")

    endless = "SELECT (COUNT(*) AS ?endless) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    before, (one, other) = ended(), processes(server)
    clients = connect(one, 10) + connect(other, 10)
    for expected in (1, 1, 2):
        if expected == 2:
            time.sleep(5.5)
        for client in clients:
            client.send(get(endless))
        assert {503} == {client.answer().status for client in clients}
        assert eventually(lambda expected=expected: ended() - before == expected, within=2)  # type: ignore[misc]


def test_different_questions_do_not_wait_for_each_other(server: Server, connect: Connect) -> None:
    """In the process that waits for a long answer, and in the other one."""
    for process in (one := processes(server)[0], processes(server)[1]):
        (first,), (second,) = connect(one, 1), connect(process, 1)
        starts(server, first, heavy(f"apart_from_{process}"))
        second.send(get(f"ASK {{ ?s{process} ?p ?o }}"))
        begun = time.monotonic()
        assert 200 == second.answer().status
        assert time.monotonic() - begun < 0.3
        assert busy(server), "the first one still waits"
        assert 200 == first.answer().status


def test_two_thousand_idle_connections(many: Path) -> None:
    """Half of them have asked before; others are served, and so are they.

    The server is started with few open files allowed and takes as many as it may.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 4_096:
        pytest.skip(f"2,000 connections need more than the {hard} open files that are allowed here")
    with ExitStack() as stack:
        stack.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
        server = running("data", str(many))
        stack.callback(stop_server, server.process)
        resource.setrlimit(resource.RLIMIT_NOFILE, (4_096, hard))
        idle = stack.enter_context(connections(server, 2_000))
        for client in idle[::2]:
            client.send(get("ASK {}"))
        assert {200} == {client.answer().status for client in idle[::2]}
        for number in range(40):
            begun = time.monotonic()
            assert 200 == server.query(f"ASK {{ ?s ?p{number} ?o }}", source="127.0.0.2")[0]
            assert time.monotonic() - begun < 1
        for client in idle[::41]:
            client.send(get("SELECT ?o { <urn:x:s8> ?p ?o }"))
            assert b"value 8" in client.answer().body
