"""The door of the web server (WSGI): kept replies first, then the SPARQL endpoint, then the pages."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any, BinaryIO

from flask import Flask
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge, RequestURITooLarge
from werkzeug.exceptions import NotImplemented as NotImplementedMethod
from werkzeug.test import run_wsgi_app

from ccwp_kg.errors import StoreUnavailable, TooManyQueries
from ccwp_kg.server.html.problems import Failure, failure_of, failure_of_http
from ccwp_kg.server.http.client_address import CLIENT, Proxies, client_key, client_of
from ccwp_kg.server.http.concurrency import Turn, Turns
from ccwp_kg.server.http.host_address import HOST_ADDRESS, host_address
from ccwp_kg.server.http.recent_replies import Key, RecentReplies
from ccwp_kg.server.http.reply import Headers, Reply
from ccwp_kg.server.runtime.access_log import AccessLog, LogEntry, accepted_request_id, new_request_id
from ccwp_kg.server.site.metrics import Recorder
from ccwp_kg.server.sparql.endpoint import Endpoint, failed

Environ = dict[str, Any]
StartResponse = Callable[[str, Headers], Any]

_LOG = logging.getLogger("ccwp_kg")
_POSTED = ("/sparql", "/reconcile")
_COMPARED = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
_KEYED_BODY = 20_000
_LONGEST_TARGET = 64_000
"""Bytes of a path and its query; granian answers more than 65,534 by itself, without a word."""
_CAPTURED = 1 << 20
_DRAINED = 32 << 20


@dataclass(frozen=True, slots=True)
class Serving:
    """What answers requests as long as one release does; `generation` says which loading of it."""

    generation: int
    app: Flask
    endpoint: Endpoint
    recent: RecentReplies
    is_lasting: bool
    """Whether replies may be kept: not where the store behind may change any time."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What the gateway does beside answering: trust, count, log, and share out its threads.

    `base_url` is the address of this server, where a setting says it. `sending` are turns for bodies on their way in,
    `reading` for large answers on their way out.
    """

    base_url: str
    proxies: Proxies
    recorder: Recorder
    log: AccessLog | None
    max_body: int
    sending: Turns
    reading: Turns


class Gateway:
    """The WSGI application. `generation` is cheap and tells when `open_serving` must be called anew."""

    def __init__(
        self, open_serving: Callable[[], Serving], generation: Callable[[], int], operation: Operation
    ) -> None:
        self._open = open_serving
        self._generation = generation
        self._operation = operation
        self._opening = Lock()
        self._serving = open_serving()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        begun = time.perf_counter()
        operation = self._operation
        client = environ["REMOTE_ADDR"]
        request_id = None
        if operation.proxies.networks:
            peer, client = client, client_of(client, environ.get("HTTP_X_FORWARDED_FOR"), proxies=operation.proxies)
            if peer != client:
                request_id = accepted_request_id(environ.get("HTTP_X_REQUEST_ID", ""))
        request_id = request_id or new_request_id()
        outcome = "kept"
        try:
            serving = self._serving
            if serving.generation != self._generation():
                serving = self._reopened(serving)
            _refuse_malformed(environ)
            environ[HOST_ADDRESS] = host_address(environ, base_url=operation.base_url, proxies=operation.proxies)
            body = self._body(environ, client)
            key = _key(environ, body)
            reply = None if key is None else serving.recent.get(key)
            operation.recorder.cache("requests", reply is not None)
            if reply is None:
                outcome = "made"
                environ[CLIENT] = client_key(client)
                reply = self._made(serving, environ, key, body)
            elif (known := environ.get("HTTP_IF_NONE_MATCH")) is not None:
                reply = reply.unless_known(known)
            elif (since := environ.get("HTTP_IF_MODIFIED_SINCE")) is not None:  # RFC 9110 §13.2.2: only without tags
                reply = reply.if_modified_since(since)
            if (wanted := environ.get("HTTP_IF_MATCH")) is not None:
                reply = reply.if_unchanged(wanted) or _changed()
            elif (since := environ.get("HTTP_IF_UNMODIFIED_SINCE")) is not None:
                reply = reply.if_unmodified_since(since) or _changed()
            turn = None if reply.is_in_memory else operation.reading.take(client_key(client))
        except HTTPException as error:
            reply, turn = failed(failure_of_http(error)), None
        except (StoreUnavailable, TooManyQueries) as error:
            reply, turn = failed(failure_of(error)), None
        except Exception:  # noqa: BLE001  # whatever it is, the client gets an answer and the log the trace
            _LOG.exception("a request could not be answered")
            reply, turn = failed(Failure(500, "The server met an error of its own and has logged it.")), None
        operation.recorder.request(reply.status)
        if operation.log is not None:
            operation.log.write(
                LogEntry(
                    id=request_id,
                    client=client,
                    method=environ["REQUEST_METHOD"],
                    path=environ["PATH_INFO"],
                    status=reply.status,
                    size=reply.size,
                    seconds=time.perf_counter() - begun,
                    query=environ["QUERY_STRING"],
                    outcome=outcome,
                    agent=environ.get("HTTP_USER_AGENT"),
                )
            )
        start_response(reply.line, [*reply.headers, ("X-Request-ID", request_id)])
        return _body_of(reply, environ["REQUEST_METHOD"], turn)

    def _body(self, environ: Environ, client: str) -> bytes | None:
        """The query that is posted; it stays readable for whoever comes after. None for what is no posted query."""
        if environ["REQUEST_METHOD"] != "POST" or environ["PATH_INFO"] not in _POSTED:
            return None
        most = self._operation.max_body
        length = environ.get("CONTENT_LENGTH") or "0"
        told = int(length) if length.isdecimal() else most + 1
        wanted = most + 1 if "HTTP_TRANSFER_ENCODING" in environ else min(told, most + 1)
        with self._operation.sending.take(client_key(client)):
            body: bytes = environ["wsgi.input"].read(wanted)
            if max(told, len(body)) > most:
                _drain(environ["wsgi.input"])
                raise RequestEntityTooLarge(f"A request may have {most:,} bytes here; ask in smaller pieces.")
        if "HTTP_TRANSFER_ENCODING" not in environ and len(body) < told:
            raise BadRequest("The body is shorter than its Content-Length says; send all of it.")
        environ["wsgi.input"] = io.BytesIO(body)
        environ["CONTENT_LENGTH"] = str(len(body))
        return body

    def _reopened(self, stale: Serving) -> Serving:
        """Another release answers now: what was made from the one before is dropped."""
        with self._opening:
            if self._serving is stale:
                self._serving = self._open()
            return self._serving

    def _made(self, serving: Serving, environ: Environ, key: Key | None, body: bytes | None) -> Reply:
        reply = None
        if environ["PATH_INFO"] == "/sparql" and (body is not None or environ["REQUEST_METHOD"] in ("GET", "HEAD")):
            reply = serving.endpoint.answer(environ, body, environ[CLIENT])
        if reply is None:
            reply = _page(serving.app, environ)
        if key is not None and serving.is_lasting and _may_be_kept(reply):
            serving.recent.keep(key, reply)
        return reply


def _changed() -> Reply:
    return failed(Failure(412, "There is another version of this now."))


class _Stream:
    """A body that comes piece by piece, with the end that WSGI calls (PEP 3333, "Specification Details")."""

    def __init__(self, pieces: Iterable[bytes], turn: Turn) -> None:
        self._pieces = pieces
        self._turn = turn

    def __iter__(self) -> Iterator[bytes]:
        yield from self._pieces
        self._turn.end()

    def close(self) -> None:
        """Let go of what the pieces come from, be it sent or not."""
        self._turn.end()
        if close := getattr(self._pieces, "close", None):
            close()


def _body_of(reply: Reply, method: str, turn: Turn | None) -> Iterable[bytes]:
    if turn is None:
        return [] if method == "HEAD" else reply.pieces
    stream = _Stream(reply.pieces, turn)
    if method == "HEAD":
        stream.close()
        return []
    return stream


def _refuse_malformed(environ: Environ) -> None:
    """What is no proper request though the HTTP server let it in."""
    if environ.get("SERVER_PROTOCOL") == "HTTP/1.1" and not environ.get("HTTP_HOST"):
        raise BadRequest("A request of HTTP/1.1 names its host; send the header Host (RFC 9112 §3.2).")
    if len(environ["PATH_INFO"]) + len(environ["QUERY_STRING"]) > _LONGEST_TARGET:
        raise RequestURITooLarge(f"An address may have {_LONGEST_TARGET:,} bytes here; post the query instead.")
    if not environ["REQUEST_METHOD"].isupper():
        raise NotImplementedMethod("Methods are written in capitals (RFC 9110 §9.1); send GET.")


def _drain(stream: BinaryIO) -> None:
    """Read on for a while, or the client has its connection cut before it hears why (RFC 9110 §15.5.14)."""
    for _ in range(_DRAINED // _CAPTURED):
        if not stream.read(_CAPTURED):
            return


def _key(environ: Environ, body: bytes | None) -> Key | None:
    """What a reply depends on in a request; None where the reply is not to be kept."""
    if body is None:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_RANGE" in environ:
            return None
    elif len(body) > _KEYED_BODY:
        return None
    return Key(
        environ[HOST_ADDRESS],
        environ["PATH_INFO"],
        environ["QUERY_STRING"],
        environ.get("HTTP_ACCEPT"),
        environ.get("HTTP_ACCEPT_ENCODING"),
        None if body is None else environ.get("CONTENT_TYPE"),
        body,
        environ.get("HTTP_ACCEPT_DATETIME"),
    )


def _may_be_kept(reply: Reply) -> bool:
    """RFC 9111 §3: a whole answer that has not said it must not be stored."""
    if reply.status != 200 or reply.etag is None or not reply.is_in_memory:
        return False
    return not any(name.lower() == "cache-control" and "no-store" in value for name, value in reply.headers)


def _page(app: Flask, environ: Environ) -> Reply:
    """What Flask answers, as a reply; a download stays the stream it is."""
    # If-Match is compared here, where all replies come together.
    asked = {name: value for name, value in environ.items() if name not in _COMPARED}
    if asked["REQUEST_METHOD"] == "HEAD":
        asked["REQUEST_METHOD"] = "GET"
    pieces, line, headers = run_wsgi_app(app, asked)
    size = int(headers.get("Content-Length", "0"))
    if size > _CAPTURED:
        return Reply(int(line[:3]), list(headers), pieces, size, headers.get("ETag"))
    body = b"".join(pieces)
    if close := getattr(pieces, "close", None):
        close()
    return Reply(int(line[:3]), list(headers), [body], len(body), headers.get("ETag"))
