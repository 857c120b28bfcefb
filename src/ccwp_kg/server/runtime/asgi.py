"""Requests and answers between ASGI 3.0 and the values that the gateway works with."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from functools import lru_cache
from typing import Any, TypeAlias
from urllib.parse import unquote_to_bytes

from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, RequestTimeout

from ccwp_kg.server.http.reply import Reply

Environ: TypeAlias = dict[str, Any]
Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_DRAINED = 32 << 20
_BODY_SECONDS = 30.0


def environ_of(scope: Scope) -> Environ:
    """A request as a WSGI environ (PEP 3333), with an empty body.

    The path is decoded from the bytes of the target. A header that is sent several times is one with commas (RFC 9110
    §5.3); a name with an underscore, which a proxy may not have looked at, is left out.
    """
    host, port = (*(scope.get("server") or ("", 0)), "")[:2]
    target = scope["raw_path"].decode("latin-1")
    query = scope["query_string"].decode("latin-1")
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1") if "%" in target else target,
        "QUERY_STRING": query,
        "REQUEST_URI": f"{target}?{query}" if query else target,
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        key = _key(name)
        if key:
            text = value.decode("latin-1")
            environ[key] = f"{environ[key]},{text}" if key in environ else text
    return environ


@lru_cache(maxsize=256)
def _key(name: bytes) -> str:
    if b"_" in name:
        return ""
    key = name.decode("latin-1").upper().replace("-", "_")
    return key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"


async def body_of(environ: Environ, receive: Receive, *, most: int, held: Callable[[int], None]) -> bytes:
    """The body of a request; `held` is called with the bytes that each piece adds to memory.

    Raises RequestEntityTooLarge beyond `most` bytes, BadRequest where it ends early, RequestTimeout where it takes
    longer than half a minute, and what `held` raises.
    """
    declared = environ.get("CONTENT_LENGTH")
    length = int(declared) if declared is not None and declared.isdecimal() else None
    pieces: list[bytes] = []
    size, more = 0, True
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            # Read on for a while, or the client has its connection cut before it hears why (RFC 9110 §15.5.14).
            while more and size <= _DRAINED:
                message = await receive()
                if message["type"] == "http.disconnect":
                    break
                piece, more = message.get("body", b""), message.get("more_body", False)
                size += len(piece)
                if max(size, length or 0) <= most:
                    held(len(piece))
                    pieces.append(piece)
    except TimeoutError:
        raise RequestTimeout(f"The body did not arrive within {_BODY_SECONDS:g} seconds; send it at once.") from None
    if max(size, length or 0) > most:
        raise RequestEntityTooLarge(f"A request may have {most:,} bytes here; ask in smaller pieces.")
    if length is not None and size < length:
        raise BadRequest("The body is shorter than its Content-Length says; send all of it.")
    return b"".join(pieces)


async def send_reply(reply: Reply, scope: Scope, send: Send, *, request_id: str) -> None:
    """Send an answer. Nothing is raised where the client has gone."""
    headers = [*reply.raw_headers, (b"x-request-id", request_id.encode("ascii"))]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    if scope["method"] == "HEAD":
        await send({"type": "http.response.body", "body": b""})
    elif isinstance(reply.pieces, list):
        await send({"type": "http.response.body", "body": b"".join(reply.pieces)})
    else:
        for piece in reply.pieces:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


async def until_gone(receive: Receive) -> None:
    """Wait until the client has its answer or has closed the connection."""
    while (await receive())["type"] != "http.disconnect":
        pass
