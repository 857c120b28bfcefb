"""The whole server over a store elsewhere, by real HTTP: the same answers, and clear words where it fails."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from ccwp_kg import __version__
from support.serving import Server, running, stop_server


@pytest.fixture(scope="module")
def elsewhere(server: Server) -> Iterator[Server]:
    """A server whose store is the endpoint of another."""
    started = running("store", store=f"{server.address}/sparql")
    yield started
    assert 0 == stop_server(started.process)


SAME = [
    "/doc/plan/5.ttl",
    "/doc/plan/5/action/5.4.html",
    "/doc/organisation/olaf.jsonld",
    "/actions",
    "/reconcile?queries=%7B%22q%22%3A%7B%22query%22%3A%22Euorpol%22%7D%7D",
    "/reconcile?extend=%7B%22ids%22%3A%5B%22plan%2F5%22%5D%2C%22properties%22%3A%5B%7B%22id%22%3A%22hasAction%22%7D%5D%7D",
    "/ontology.ttl",
    "/sparql?query=SELECT%20%3Fs%20%7B%20%3Fs%20a%20%3Chttps%3A%2F%2Fw3id.org%2Fccwp%2Fontology%23Action%3E%20%7D&format=csv",
    "/sparql?query=ASK%7B%7D&format=xml",
    "/sparql?query=DESCRIBE%20%3Chttps%3A%2F%2Fw3id.org%2Fccwp%2Fid%2Fplan%2F5%3E&format=ntriples",
    "/sparql?query=SELECT%20*%20%7B%20%3Fs&format=json",
]


@pytest.mark.parametrize("path", SAME)
def test_the_same_answer(server: Server, elsewhere: Server, path: str) -> None:
    """Byte for byte but for the release, its name and its report; rows without an order may come in another one.

    Columns are named from a text and its layout: this release has none, the server elsewhere those of its installation.
    """
    here, there = (each.ask("GET", path, host="plans.example") for each in (server, elsewhere))
    assert (here[0], here[1]["content-type"]) == (there[0], there[1]["content-type"])
    if here[0] == 200:
        whole = here[2].replace(b"release 9.9.9", b"version " + __version__.encode())
        whole = whole.replace(b'<li><a href="/validation">Validation</a></li>', b"")
        without_columns = re.sub(rb"<figcaption>[^,<]+, page ", b"<figcaption>page ", there[2])
        assert sorted(whole.splitlines()) == sorted(without_columns.splitlines())


def test_nothing_is_kept_and_bytes_have_their_tag(elsewhere: Server) -> None:
    """A store elsewhere may change, so a tag is that of the bytes, and 304 is given for the same ones."""
    status, headers, _ = elsewhere.query("ASK {}")
    assert 200 == status
    assert 304 == elsewhere.query("ASK {}", if_none_match=headers["etag"])[0]


@pytest.fixture
def silent() -> Iterator[str]:
    """A store that takes connections and never says a word."""
    taken: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        ending = threading.Event()

        def take() -> None:
            listening.settimeout(0.2)
            while not ending.is_set():
                try:
                    taken.append(listening.accept()[0])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=take)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/sparql"
        ending.set()
        thread.join()
        for each in taken:
            each.close()


@pytest.mark.timed
def test_a_silent_store_holds_nobody_but_those_who_ask(silent: str) -> None:
    """504 at the limit; a client that asks too much at once is told 429; health and metrics answer meanwhile."""
    server = running("store", store=silent, max_query_seconds=2, workers=1, threads=2)
    try:
        begun = time.monotonic()
        with ThreadPoolExecutor(8) as pool:
            sent = [pool.submit(server.query, f"ASK {{ ?s ?p{n} ?o }}", source="127.0.0.2") for n in range(8)]
            time.sleep(0.3)
            assert 200 == server.ask("GET", "/healthz")[0]
            assert time.monotonic() - begun < 1
            statuses = sorted(each.result()[0] for each in sent)
        assert [429] * 4 + [504] * 4 == statuses
        assert time.monotonic() - begun < 4
        assert 504 == server.ask("GET", "/readyz")[0]
    finally:
        stop_server(server.process)


def test_a_store_that_is_down_is_told(silent: str) -> None:
    """503 with a sentence and a time to come back, for data and for pages, and never an empty page."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"http://127.0.0.1:{free.getsockname()[1]}/sparql"
    server = running("store", store=address, max_query_seconds=2)
    try:
        for path in ("/sparql?query=ASK%7B%7D", "/doc/plan/5", "/actions", "/readyz"):
            status, headers, body = server.ask("GET", path, accept="*/*")
            assert (503, "application/problem+json") == (status, headers["content-type"])
            assert "cannot be reached" in json.loads(body)["detail"]
            assert "retry-after" in headers
        assert 200 == server.ask("GET", "/healthz")[0]
        assert 503 == server.ask("GET", "/plans", accept="text/html")[0]
    finally:
        stop_server(server.process)
