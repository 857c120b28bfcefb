"""The time that a connection is given: it ends with a new request, and no request is cut by the time of the last."""

from __future__ import annotations

import asyncio
import errno
import socket
import sys
import time
from contextlib import ExitStack, nullcontext
from typing import Any, cast

import pytest
import uvicorn
from uvicorn.server import ServerState

from ccwp_kg.errors import TooManyQueries
from ccwp_kg.server.html.problems import Failure
from ccwp_kg.server.http.reply import Reply
from ccwp_kg.server.runtime import accepting
from ccwp_kg.server.runtime.asgi import TRANSPORT, send_reply
from ccwp_kg.server.runtime.gateway import Sending
from ccwp_kg.server.runtime.http_processes import HEAD_SECONDS, Connection
from ccwp_kg.server.sparql.endpoint import failed

REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


class Answers:
    """An application that answers at once, and knows no request from before."""

    def seen_before(self, _request: object) -> None:
        return None

    at_once = seen_before

    async def __call__(self, _scope: object, _receive: object, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})


class Wire(asyncio.Transport):
    """What is sent and whether the connection was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.sent, self.is_closed = b"", False
        self.waiting = 0

    def get_extra_info(self, _name: str, default: object = None) -> object:
        return default

    def write(self, data: Any) -> None:
        self.sent += bytes(data)

    def get_write_buffer_size(self) -> int:
        return self.waiting

    def close(self) -> None:
        self.is_closed = True

    def pause_reading(self) -> None:
        pass

    resume_reading = pause_reading

    def abort(self) -> None:
        self.is_closed, self.waiting = True, 0

    def is_closing(self) -> bool:
        return self.is_closed


class Echo(Answers):
    """An application that answers with what it was asked: method, path, host and body."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message["body"], message["more_body"]
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        told = b" ".join([scope["method"].encode(), scope["raw_path"], b"?" + scope["query_string"], *hosts, body])
        head = [(b"content-length", b"%d" % len(told))]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": told})


def connected(answers: type[Answers] = Answers) -> tuple[Connection, Wire]:
    config = uvicorn.Config(cast(Any, answers()), interface="asgi3", lifespan="off", log_config=None)
    connection, wire = Connection(config=config, server_state=ServerState(), app_state={}), Wire()
    connection.connection_made(wire)
    return connection, wire


def test_a_new_request_ends_the_wait_for_it() -> None:
    """Else a query that runs long is cut off by the clock of the answer before."""

    async def run() -> None:
        connection, wire = connected()
        connection.data_received(REQUEST)
        await asyncio.sleep(0.01)
        assert wire.sent.startswith(b"HTTP/1.1 200 OK")
        assert connection.timeout_keep_alive_task is not None
        connection.data_received(REQUEST[:10])
        assert connection.timeout_keep_alive_task is None

    asyncio.run(run())


@pytest.mark.parametrize(("sent", "closes"), [(b"", True), (REQUEST[:10], True), (REQUEST, False)])
def test_a_head_that_does_not_come_is_not_waited_for(sent: bytes, closes: bool) -> None:
    """Silence and half a head end after the same time; what waits for its answer does not."""

    async def run() -> None:
        connection, wire = connected()
        connection.data_received(sent)
        connection._since -= HEAD_SECONDS + 1
        connection._look()
        assert closes is wire.is_closed

    asyncio.run(run())


@pytest.mark.parametrize(("body", "closes"), [(b"ab", True), (b"a" * 9, False)])
def test_a_body_that_nobody_reads_is_not_waited_for(body: bytes, closes: bool) -> None:
    """One that comes drop by drop behind its answer ends with the time of its request; one that is there does not."""

    async def run() -> None:
        connection, wire = connected()
        connection.data_received(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n" + body)
        await asyncio.sleep(0.01)
        assert wire.sent.startswith(b"HTTP/1.1 200 OK")
        connection._since -= HEAD_SECONDS + 1
        connection._look()
        assert closes is wire.is_closed

    asyncio.run(run())


@pytest.mark.parametrize("is_closing", [False, True])
@pytest.mark.parametrize(("takes", "closes"), [(0, True), (1, False)])
def test_a_client_that_takes_nothing_is_cut(takes: int, closes: bool, is_closing: bool) -> None:
    """Also where the connection was closed, which waits until all is sent; one that reads slowly is not cut."""

    async def run() -> None:
        connection, wire = connected()
        wire.is_closed = is_closing
        for look in range(8):
            wire.waiting = 100_000 - takes * look
            connection._look()
            connection._taken -= HEAD_SECONDS / 4
            if not wire.waiting:
                break
        assert closes is (wire.waiting == 0)

    asyncio.run(run())


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_client_that_is_gone_is_no_error(is_gone: bool) -> None:
    """uvloop raises where it has closed a connection by an error and has yet to tell; any other fault is one."""

    async def send(_message: object) -> None:
        raise RuntimeError("unable to perform operation on <TCPTransport closed=True>; the handler is closed")

    wire = Wire()
    wire.is_closed = is_gone
    sent = send_reply(failed(Failure(404, "No.")), {"method": "GET", TRANSPORT: wire}, send, request_id="x")
    with nullcontext() if is_gone else pytest.raises(RuntimeError):
        asyncio.run(sent)


def test_a_client_that_is_gone_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """However late the word of it comes."""
    tried = []

    class Broken(Wire):
        def write(self, data: Any) -> None:
            tried.append(data)
            self.close()
            raise RuntimeError("unable to perform operation on <TCPTransport closed=True>; the handler is closed")

    class Replies(Answers):
        async def __call__(self, scope: Any, _receive: object, send: Any) -> None:
            await send_reply(failed(Failure(404, "No.")), scope, send, request_id="x")

    async def run() -> None:
        connection, _ = connected(Replies)
        connection.transport = Broken()
        connection.data_received(REQUEST)
        await asyncio.sleep(0.05)
        connection.connection_lost(None)
        await asyncio.sleep(0.05)

    asyncio.run(run())
    assert tried
    assert [] == caplog.messages


def test_large_answers_count_until_they_are_taken() -> None:
    """Also one that is kept, or fits into a page: a client that takes none has a quarter of the room."""
    sending = Sending(1_000_000)
    large, small = (Reply(200, [], [b"x" * size], size) for size in (200_000, 60_000))
    sending.take("a", large)
    for _ in range(9):
        sending.take("a", small)
    with pytest.raises(TooManyQueries):
        sending.take("a", large)
    sending.give_back("a", large)
    sending.take("a", large)


REFUSED = [
    (b"414", b"GET /" + b"x" * 65_550 + b" HTTP/1.1\r\nHost: x\r\n\r\n"),
    (b"414", b"GET /" + b"x" * 131_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"),
    (b"414", b"GET /" + b"x" * 140_000 + b" HTTP/1.1\r\n"),
    (b"431", b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 600_000 + b"\r\n"),
    (b"431", b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 20_000),
    (b"501", b"get / HTTP/1.1\r\nHost: x\r\n\r\n"),
    (b"400", b"GET / HTTP/1.1\r\nHost x\r\n\r\n"),
]


@pytest.mark.parametrize(("status", "sent"), REFUSED)
def test_what_cannot_be_read_is_told_and_closed(status: bytes, sent: bytes) -> None:
    """As problem details with the name of the request, like every other failure."""

    async def run() -> None:
        connection, wire = connected()
        for start in range(0, len(sent), 60_000):
            connection.data_received(sent[start : start + 60_000])
            if wire.is_closed:
                break
        head, _, body = wire.sent.partition(b"\r\n\r\n")
        assert (status, True) == (head.split()[1], wire.is_closed)
        assert b"application/problem+json" in head
        assert b"x-request-id: " in head
        assert b'"status": ' + status in body

    asyncio.run(run())


def test_what_fails_at_once_is_answered_in_the_usual_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the parser takes it for a request that it cannot read: 400, and no trace in the log."""

    def fail(_self: Answers, _scope: object) -> None:
        raise RuntimeError("the engine met an error")

    async def run() -> None:
        monkeypatch.setattr(Answers, "at_once", fail)
        connection, wire = connected()
        connection.data_received(REQUEST)
        await asyncio.sleep(0.05)
        assert wire.sent.startswith(b"HTTP/1.1 200")

    asyncio.run(run())


OFFER = b"Host: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"
OFFERED = [
    (b"POST /a HTTP/1.1\r\n" + OFFER + b"Content-Length: 9\r\n\r\nGET / abc", [b"POST /a ? x GET / abc"]),
    (b"PUT /a HTTP/1.1\r\n" + OFFER + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", [b"PUT /a ? x abc"]),
    (
        b"GET /a?b HTTP/1.1\r\n" + OFFER + b"\r\nGET /c HTTP/1.1\r\n" + OFFER + b"\r\n" + REQUEST,
        [b"GET /a ?b x ", b"GET /c ? x ", b"GET / ? x "],
    ),
    (b"POST /a HTTP/1.1\r\n" + OFFER + b"Content-Length: 2\r\n\r\nab" + REQUEST, [b"POST /a ? x ab", b"GET / ? x "]),
]


@pytest.mark.parametrize("piece", [1, 7, 10_000])
@pytest.mark.parametrize(("sent", "told"), OFFERED)
def test_the_offer_of_another_protocol_changes_nothing(sent: bytes, told: list[bytes], piece: int) -> None:
    """RFC 9110 §7.8: what stands behind such a head, a body or the next request, is read as ever."""

    async def run() -> None:
        connection, wire = connected(Echo)
        for start in range(0, len(sent), piece):
            connection.data_received(sent[start : start + piece])
        await asyncio.sleep(0.05)
        answers = wire.sent.split(b"HTTP/1.1 200 OK\r\n")[1:]
        assert told == [answer.partition(b"\r\n\r\n")[2] for answer in answers]
        assert not wire.is_closed

    asyncio.run(run())


TARGETS = [
    (b"http://one.example/a?b=http://c/", b"/a ?b=http://c/ one.example "),
    (b"HTTP://One.example:81", b"/ ? One.example:81 "),
    (b"https://[::1]:81/a", b"/a ? [::1]:81 "),
    (b"http://me@one.example/", b"/ ? me@one.example "),
    (b"/http://one.example/", b"/http://one.example/ ? x "),
]


@pytest.mark.parametrize(("target", "told"), TARGETS)
def test_the_host_of_a_whole_target_counts(target: bytes, told: bytes) -> None:
    """RFC 9112 §3.2.2: it replaces that of the header; whether it is a host name is asked later, as ever."""

    async def run() -> None:
        connection, wire = connected(Echo)
        connection.data_received(b"GET " + target + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        await asyncio.sleep(0.01)
        assert b"GET " + told == wire.sent.partition(b"\r\n\r\n")[2]

    asyncio.run(run())


def test_no_connection_holds_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where others keep the processors busy, a pause takes as long as all of their turns."""
    monkeypatch.setattr(time, "sleep", lambda _seconds: pytest.fail("the loop sleeps"))

    async def run() -> None:
        connected()

    asyncio.run(run())


class Full(socket.socket):
    """A socket whose process has no descriptor left, the first time."""

    is_full = False

    def accept(self) -> Any:
        if self.is_full:
            self.is_full = False
            raise OSError(errno.EMFILE, "Too many open files")
        return super().accept()


@pytest.mark.skipif(sys.platform != "linux", reason="how many wait is told on Linux alone")
@pytest.mark.parametrize("processes", [1, 2, 3])
def test_a_process_takes_its_share_of_what_waits(processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is left to the others for a moment, and not for ever; nothing is taken after the end."""
    monkeypatch.setattr(accepting, "_MOMENT", 0.05)
    monkeypatch.setattr(accepting, "_FULL_SECONDS", 0.05)

    async def run() -> None:
        made: list[asyncio.Protocol] = []

        def make() -> asyncio.Protocol:
            made.append(asyncio.Protocol())
            return made[-1]

        with Full() as listening, ExitStack() as clients:
            listening.bind(("127.0.0.1", 0))
            listening.listen(20)

            def connect() -> None:
                clients.enter_context(socket.create_connection(listening.getsockname()))

            for _ in range(6):
                connect()
            taking = accepting.Accepting(listening, make, processes=processes)
            await asyncio.sleep(0.02)
            assert 6 // processes == len(made)
            listening.is_full = True
            await asyncio.sleep(0.6)
            assert 6 == len(made)
            taking.close()
            connect()
            await asyncio.sleep(0.1)
            assert 6 == len(made)

    asyncio.run(run())
