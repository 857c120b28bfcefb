"""Replies that one process keeps in memory, by the request that they answer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, NamedTuple

from ccwp_kg.server.http.host_address import HOST_ADDRESS
from ccwp_kg.server.http.reply import Reply

_OVERHEAD = 1_500
_SHARE_OF_OTHERS = 8
_USUAL_HOSTS, _OTHER_HOSTS = 8, 64
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


@dataclass(slots=True)
class _Host:
    requests: int


class _Hosts:
    """Counts requests by host: the eight hosts that were asked most are the usual ones.

    Another host takes the place of the least asked one when it has been asked more often. Counts halve now and then,
    so that a host that nobody asks any more makes room.
    """

    def __init__(self) -> None:
        self._usual: dict[str, _Host] = {}
        self._others: OrderedDict[str, _Host] = OrderedDict()
        self._counted = 0

    def asked(self, host: str) -> None:
        """Count a request that needed no new reply."""
        if (usual := self._usual.get(host)) is not None:
            usual.requests += 1

    def is_usual(self, host: str) -> bool:
        """Count a request that needed one, and say whether its host is a usual one now."""
        self._counted += 1
        if self._counted % _COUNTED == 0:
            for each in (*self._usual.values(), *self._others.values()):
                each.requests //= 2
        if host in self._usual or len(self._usual) < _USUAL_HOSTS:
            self._usual.setdefault(host, _Host(0)).requests += 1
            return True
        found = self._others.pop(host, _Host(0))
        found.requests += 1
        least = min(self._usual, key=lambda name: self._usual[name].requests)
        if found.requests > self._usual[least].requests:
            self._others[least] = self._usual.pop(least)
            self._usual[host] = found
        else:
            self._others[host] = found
        while len(self._others) > _OTHER_HOSTS:
            self._others.popitem(last=False)
        return host in self._usual


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
