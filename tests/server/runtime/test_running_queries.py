"""What runs now: its id in a header, a list and an end for operators, and a turn for each client's long queries."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.connections import Connect, Connection, get
from support.evaluations import busy, heavy, processes, starts
from support.serving import Server, eventually, running, stop_server

pytestmark = pytest.mark.timed

LIMIT = 6
TOKEN = "a-token-of-the-tests"
RUNNING = "/sparql/running"
BEARER = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def server(many: Path) -> Iterator[Server]:
    started = running("data", str(many), max_query_seconds=LIMIT, running_token=TOKEN)
    yield started
    assert 0 == stop_server(started.process)


def endless(name: str) -> str:
    """A query that only its limit ends."""
    return f"SELECT (COUNT(*) AS ?{name}) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }}"


def listed(server: Server) -> list[dict[str, object]]:
    """What the server says is running: id, query, client, seconds so far."""
    status, headers, body = server.ask("GET", RUNNING, **BEARER)
    assert (200, "application/json", "no-store") == (status, headers["content-type"], headers["cache-control"])
    found: list[dict[str, object]] = json.loads(body)["running"]
    return found


def test_each_query_has_an_id(server: Server) -> None:
    """In the header X-Request-ID of an answer, a failure and a refusal; no two have the same."""
    queries = [f"ASK {{ ?s ?p{number} ?o }}" for number in range(5)] + [heavy("id"), "ASK {{"]
    ids = [server.query(query, accept="*/*")[1]["x-request-id"] for query in queries]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z0-9-]{8,64}", each) for each in ids)


@pytest.fixture(scope="module")
def without_setting(many: Path) -> Iterator[Server]:
    started = running("data", str(many))
    yield started
    assert 0 == stop_server(started.process)


@pytest.mark.parametrize("method", ["GET", "DELETE", "POST", "OPTIONS"])
def test_without_the_setting_there_is_no_list(without_setting: Server, method: str) -> None:
    """404 for all, with a token and without, also for one that is empty."""
    for headers in ({}, BEARER, {"authorization": "Bearer "}, {"authorization": "Bearer"}):
        for path in (RUNNING, f"{RUNNING}/1"):
            assert 404 == without_setting.ask(method, path, **headers)[0]


WRONG = [
    {},
    {"authorization": "Bearer"},
    {"authorization": "Bearer "},
    {"authorization": f"Bearer {TOKEN}x"},
    {"authorization": f"Bearer {TOKEN[:-1]}"},
    {"authorization": f"Basic {TOKEN}"},
    {"authorization": TOKEN},
    {"authorization": "Bearer ü"},
    {"x_forwarded_for": "127.0.0.1"},
]


@pytest.mark.parametrize("headers", WRONG, ids=str)
def test_without_the_token_nothing_is_told(server: Server, headers: dict[str, str]) -> None:
    """RFC 6750 §3: 401 with WWW-Authenticate, whoever asks: behind a proxy every visitor comes from the loopback."""
    for method, path in (("GET", RUNNING), ("DELETE", f"{RUNNING}/1")):
        status, told, body = server.ask(method, path, **headers)
        assert (401, True) == (status, told["www-authenticate"].startswith("Bearer"))
        assert b"SELECT" not in body
        assert TOKEN.encode() not in body


@pytest.mark.parametrize("path", [RUNNING, f"{RUNNING}/1"])
def test_no_page_elsewhere_may_ask(server: Server, path: str) -> None:
    """Neither the answer nor a preflight carries a header of CORS, though all other data do."""
    for method in ("GET", "DELETE", "OPTIONS"):
        asked = {"origin": "https://example.org", "access_control_request_method": "DELETE"}
        _, headers, _ = server.ask(method, path, **BEARER, **asked)
        assert not [name for name in headers if name.startswith("access-control")]


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_scheme_is_read_in_any_case(server: Server, scheme: str) -> None:
    """RFC 9110 §11.1."""
    assert 200 == server.ask("GET", RUNNING, authorization=f"{scheme} {TOKEN}")[0]


def test_other_methods(server: Server) -> None:
    """RFC 9110 §15.5.6: 405 names what is allowed."""
    for method, path, allowed in (
        ("POST", RUNNING, "GET"),
        ("DELETE", RUNNING, "GET"),
        ("GET", f"{RUNNING}/1", "DELETE"),
    ):
        status, headers, _ = server.ask(method, path, **BEARER)
        assert (405, True) == (status, allowed in headers["allow"])


def test_what_runs_is_listed_by_either_process(server: Server, connect: Connect) -> None:
    """With its text, its client and the seconds it has run; and no longer when it has ended."""
    assert [] == listed(server)
    (one,), (other,) = (
        connect(process, 1, first_source=source) for process, source in zip(processes(server), (2, 3), strict=True)
    )
    for name, client in (("listed_one", one), ("listed_other", other)):
        client.send(get(endless(name)))
    assert eventually(lambda: len(busy(server)) == 2, within=2)
    found: dict[str, dict[str, object]] = {}

    def are_both_listed() -> bool:
        found.clear()
        found.update((str(each["query"]), each) for each in listed(server))
        return {endless("listed_one"), endless("listed_other")} == set(found)

    for _ in range(6):  # whichever process is asked; what began a moment ago may not be told yet
        assert eventually(are_both_listed, within=1)
        assert {"127.0.0.2", "127.0.0.3"} == {each["client"] for each in found.values()}
        assert all(0 <= float(str(each["seconds"])) < LIMIT + 1 for each in found.values())
    ids = {str(each["id"]) for each in found.values()}
    assert ids == {client.answer().headers["x-request-id"] for client in (one, other)}
    assert eventually(lambda: [] == listed(server), within=1)


def test_an_operator_ends_a_query(server: Server, connect: Connect) -> None:
    """By its id, in whichever process it is; who waits for it is told, and nothing of it is kept."""
    for process in processes(server):
        (client,) = connect(process, 1, first_source=2)
        query = f"{endless(f'ended_{process}')} LIMIT 1"
        client.send(get(query))
        assert eventually(lambda: len(listed(server)) == 1, within=5)
        (found,) = listed(server)
        assert 204 == server.ask("DELETE", f"{RUNNING}/{found['id']}", **BEARER)[0]
        assert eventually(lambda: not busy(server), within=1)
        answer = client.answer()
        assert (503, "application/problem+json") == (answer.status, answer.headers["content-type"])
        assert b"ended" in answer.body
        assert 404 == server.ask("DELETE", f"{RUNNING}/{found['id']}", **BEARER)[0]
        starts(server, client, query)  # it is evaluated again: the failure was none of the query's
        client.hang_up()
        assert eventually(lambda: not busy(server), within=2 * LIMIT)


@pytest.mark.parametrize("name", ["1", "0", "-1", "x" * 5_000, "%00", "..%2F..", "%C3%BC"])
def test_an_id_of_nothing(server: Server, name: str) -> None:
    assert 404 == server.ask("DELETE", f"{RUNNING}/{name}", **BEARER)[0]


def hold(server: Server, name: str) -> list[Connection]:
    """Four long queries of one client, as many as it may have, that run by now."""
    four = [Connection(server, source="127.0.0.2") for _ in range(4)]
    for number, client in enumerate(four):
        client.send(get(endless(f"{name}_{number}")))
    time.sleep(0.6)
    return four


def test_a_fifth_long_query_waits_for_its_turn(server: Server) -> None:
    """It is answered when one of the four has ended; meanwhile neither others nor short queries wait."""
    four = hold(server, "four")
    time.sleep(LIMIT / 4)
    fifth, other = Connection(server, source="127.0.0.2"), Connection(server, source="127.0.0.3")
    fifth.send(get(heavy("fifth")))
    other.send(get(heavy("other")))
    assert 200 == server.query("ASK { ?s ?short ?o }", source="127.0.0.2")[0]
    assert 200 == other.answer().status
    assert len(busy(server)) >= 4, "the other one had no need to wait"
    assert {503} == {client.answer().status for client in four}
    assert 200 == fifth.answer().status
    for client in (*four, fifth, other):
        client.hang_up()


def test_when_the_wait_is_over_it_is_told(server: Server) -> None:
    """The time that a client gives includes its waiting: then 429, and a second later it may try again."""
    four, fifth = hold(server, "told"), Connection(server, source="127.0.0.2")
    begun = time.monotonic()
    fifth.send(get(endless("fifth")).replace(b" HTTP/1.1", b"&timeout=1 HTTP/1.1", 1))
    answer = fifth.answer()
    assert (429, "1") == (answer.status, answer.headers.get("retry-after"))
    assert 0.95 < time.monotonic() - begun < 1.5
    for client in (*four, fifth):
        client.hang_up()
    assert eventually(lambda: not busy(server), within=1)


def test_who_waits_and_hangs_up_leaves_the_queue(server: Server) -> None:
    """Twenty wait behind four, and all go: the next one has its turn at once."""
    four, twenty = hold(server, "before"), [Connection(server, source="127.0.0.2") for _ in range(20)]
    for number, client in enumerate(twenty):
        client.send(get(endless(f"gone_{number}")))
    time.sleep(0.5)
    for client in (*four, *twenty):
        client.hang_up()
    assert eventually(lambda: not busy(server), within=1)
    begun = time.monotonic()
    assert 200 == server.query(heavy("next"), source="127.0.0.2")[0]
    assert time.monotonic() - begun < 3
