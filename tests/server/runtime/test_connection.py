"""The time that a connection is given: it ends with a new request, and no request is cut by the time of the last."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
import uvicorn
from uvicorn.server import ServerState

from ccwp_kg.server.runtime.http_processes import HEAD_SECONDS, Connection

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

    def get_extra_info(self, _name: str, default: object = None) -> object:
        return default

    def write(self, data: Any) -> None:
        self.sent += bytes(data)

    def close(self) -> None:
        self.is_closed = True

    abort = close

    def is_closing(self) -> bool:
        return self.is_closed


def connected() -> tuple[Connection, Wire]:
    config = uvicorn.Config(cast(Any, Answers()), interface="asgi3", lifespan="off", log_config=None)
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
