"""Answers before they are sent, as plain values that are kept in memory and sent again."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from flask import Response, request
from werkzeug.http import parse_date, parse_etags, parse_range_header

from ccwp_kg.query.shared_answers import Asker
from ccwp_kg.server.http.host_address import CLIENT, HOST_ADDRESS

_T = TypeVar("_T")
Headers = list[tuple[str, str]]
# RFC 9110 §15.4.5: of the content's own headers a 304 sends those that tell caches about it.
_NOT_WITH_304 = frozenset(["content-type", "content-length", "content-encoding", "content-disposition"])


def date_of(text: str | None) -> datetime | None:
    """The moment that a date of HTTP names, in UTC; None for what is none."""
    try:
        moment = parse_date(text)
        return None if moment is None else moment.astimezone(UTC)
    except OverflowError:
        return None


@dataclass(frozen=True)
class Reply:
    """A status, headers, and a body of `size` bytes in pieces; `etag` is the tag as it stands in the header."""

    status: int
    headers: Headers
    pieces: Iterable[bytes]
    size: int
    etag: str | None = None

    @cached_property
    def raw_headers(self) -> list[tuple[bytes, bytes]]:
        """The headers as ASGI has them: bytes, and names in small letters."""
        return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in self.headers]

    @cached_property
    def head(self) -> bytes:
        """The headers as they are sent, each line with its end."""
        return b"".join([b"%s: %s\r\n" % header for header in self.raw_headers])

    @property
    def response(self) -> Response:
        """The same for Flask."""
        return Response(self.pieces, self.status, headers=self.headers)

    @property
    def is_in_memory(self) -> bool:
        """Whether the body can be sent again."""
        return isinstance(self.pieces, list)

    def unless_known(self, if_none_match: str | None) -> Reply:
        """This, or 304 where the client has it already (RFC 9110 §13.1.2)."""
        if self.etag is None or if_none_match is None:
            return self
        # §8.8.3.2: the weak comparison, for a proxy that compressed the answer has weakened the tag.
        is_known = parse_etags(if_none_match).contains_weak(self.etag.removeprefix("W/").strip('"'))
        return self.not_modified() if is_known else self

    def part(self, wanted: str, if_range: str | None) -> Reply | None:
        """This, or 206 with the one range of bytes that is asked for; None where that lies behind the end.

        RFC 9110 §14.2: other units and several ranges may be ignored, and an answer that is another each time has no
        parts. §13.1.5: nor has one that is not what If-Range names.
        """
        asked = parse_range_header(wanted)
        if self.status != 200 or not self.is_in_memory or self.etag is None or self.etag.startswith("W/"):
            return self
        if if_range is not None and if_range not in (self.etag, self._last_modified):
            return self
        if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
            return self
        bounds = asked.range_for_length(self.size)
        if bounds is None:
            return None
        body = b"".join(self.pieces)[slice(*bounds)]
        kept = [(name, value) for name, value in self.headers if name.lower() != "content-length"]
        sizes = [
            ("Content-Length", str(len(body))),
            ("Content-Range", f"bytes {bounds[0]}-{bounds[1] - 1}/{self.size}"),
        ]
        return Reply(206, [*kept, *sizes], [body], len(body), self.etag)

    @property
    def _last_modified(self) -> str | None:
        return next((value for name, value in self.headers if name.lower() == "last-modified"), None)

    def is_of(self, moment: str) -> bool | None:
        """Whether it was last changed at this moment or before; None where one of the two is no date."""
        changed, asked = date_of(self._last_modified), date_of(moment)
        return None if changed is None or asked is None else changed <= asked

    def not_modified(self) -> Reply:
        """The answer to a client that has it already."""
        kept = [(name, value) for name, value in self.headers if name.lower() not in _NOT_WITH_304]
        return Reply(304, kept, [], 0, self.etag)


_OVERHEAD = 1_500
_SHARE_OF_OTHERS = 8
_USUAL_HOSTS, _HOSTS = 8, 72
_COUNTED = 10_000
_KEYED_BODY = 20_000


class Key(NamedTuple):
    """All of a request that its reply depends on; `content_type` and `body` are those of a POST."""

    host: str
    path: str
    query: str
    accept: str | None
    accept_encoding: str | None
    content_type: str | None
    body: bytes | None
    accept_datetime: str | None


class RecentReplies:
    """Replies of up to `size` bytes in all; the oldest go first.

    A client may name any host, and replies name the host that was asked. So that invented hosts push nothing out, the
    hosts that are asked most share seven eighths of the room, and all others the rest.
    """

    def __init__(self, size: int) -> None:
        self._usual = _Room(size - size // _SHARE_OF_OTHERS)
        self._others = _Room(size // _SHARE_OF_OTHERS)
        self._hosts = _Hosts()
        self._lock = Lock()

    def get(self, key: Key) -> Reply | None:
        """The reply to a request like this one, if it is kept."""
        reply = self._usual.replies.get(key)
        if reply is None:
            return self._others.replies.get(key)
        self._hosts.asked(key.host)
        return reply

    def keep(self, key: Key, reply: Reply) -> None:
        """Keep a reply, unless it alone is more than an eighth of the room for its host."""
        with self._lock:
            room = self._usual if self._hosts.is_usual(key.host) else self._others
            if key not in self._usual.replies and key not in self._others.replies:
                room.keep(key, reply)


class _Room:
    """Replies of up to `size` bytes, the oldest first."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._used = 0
        self.replies: OrderedDict[Key, Reply] = OrderedDict()

    def keep(self, key: Key, reply: Reply) -> None:
        weight = _weight(key, reply)
        if weight > self._size // 8:
            return
        self.replies[key] = reply
        self._used += weight
        while self._used > self._size:
            self._used -= _weight(*self.replies.popitem(last=False))


def _weight(key: Key, reply: Reply) -> int:
    """About how many bytes it takes to keep a reply."""
    return reply.size + sum(map(len, filter(None, key))) + _OVERHEAD


class _Hosts:
    """Counts requests by host: the eight hosts that were asked most are the usual ones.

    Another host takes the place of the least asked one when it has been asked more often. Counts halve now and then,
    so that a host that nobody asks any more makes room.
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def asked(self, host: str) -> None:
        """Count a request that needed no new reply."""
        if host in self._counts:
            self._counts[host] += 1

    def is_usual(self, host: str) -> bool:
        """Count a request that needed one, and say whether its host is a usual one now."""
        self._counts[host] += 1
        if self._counts.total() > _COUNTED:
            self._counts = Counter({each: count // 2 for each, count in self._counts.items()})
        if len(self._counts) > _HOSTS:
            del self._counts[min(self._counts, key=self._counts.__getitem__)]
        return host in dict(self._counts.most_common(_USUAL_HOSTS))


OUTCOME = "ccwp_kg.outcome"
"""The key of the WSGI environ that holds what the event loop found out for a page."""


def found_out(find: Callable[[dict[str, Any], bytes | None, Asker], Coroutine[Any, Any, _T]]) -> _T:
    """What the event loop found out for this request; under a server without one of ours it is found out now."""
    environ = request.environ
    if OUTCOME not in environ:
        body = request.get_data() if request.method == "POST" else None
        environ[OUTCOME] = asyncio.run(find(environ, body, Asker(environ.get(CLIENT, request.remote_addr or ""))))
    outcome: _T = environ[OUTCOME]
    return outcome


def key_of(environ: Mapping[str, Any], body: bytes | None) -> Key | None:
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


def may_be_kept(reply: Reply) -> bool:
    """RFC 9111 §3: a whole answer that has not said it must not be stored."""
    if reply.status != 200 or reply.etag is None or not reply.is_in_memory:
        return False
    return not any("no-store" in value and name.lower() == "cache-control" for name, value in reply.headers)
