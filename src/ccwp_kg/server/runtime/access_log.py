"""The access log: one line of JSON per request, with an id by which the request can be found again.

Several processes write to one place. Each line is one write of at most PIPE_BUF bytes, which POSIX keeps whole on a
pipe. What a visitor sends is escaped to printable ASCII, so nobody can write a line of their own. The log never holds
a request up: where nobody reads it, lines are dropped and counted.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import select
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypeAlias

_LONGEST = select.PIPE_BUF
_AGENT = 200
_CUT = "…"
_ACCEPTED = re.compile(r"[A-Za-z0-9._-]{1,64}")

Entry: TypeAlias = Mapping[str, str | int | float | None]
"""One request and its answer, by the names of the log, in their order; what is None is left out.

`query` is written only where the log keeps queries. `bytes` are those of the body, `ms` the time from request to
answer, `outcome` says which part answered: cache hit, engine, page.
"""


class AccessLog:
    """Writes lines to a file descriptor, by default standard error; `dropped` counts the lines that it did not take."""

    def __init__(self, fd: int = 2, *, queries: bool) -> None:
        self._fd = fd
        self._queries = queries
        self._lock = threading.Lock()
        self._truncated = False
        self.dropped = 0

    def write(self, entry: Entry) -> None:
        """Write an entry, or drop it where the descriptor does not take it now. Never raises for what is in it."""
        line = log_line(entry, at=datetime.now(UTC), queries=self._queries)
        if self._truncated:
            line = b"\n" + line
        try:
            # A full pipe would hold the thread until somebody reads. Ready means room for PIPE_BUF bytes.
            poll = select.poll()
            poll.register(self._fd, select.POLLOUT)
            written = os.write(self._fd, line) if poll.poll(0) else None
        except OSError:
            written = None
        if written is not None:
            self._truncated = written < len(line)
        if written != len(line):
            with self._lock:
                self.dropped += 1


def log_line(entry: Entry, *, at: datetime, queries: bool) -> bytes:
    """An entry as one line of ASCII JSON with its line end; a text too long for one write is cut and ends in "…"."""
    told = {name: value for name, value in entry.items() if value is not None and (queries or name != "query")}
    moment = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")  # RFC 3339 §5.6
    members: dict[str, str | int | float] = {"time": moment, **told}
    if "agent" in members:
        members["agent"] = str(members["agent"])[:_AGENT]
    line = _written(members)
    while len(line) > _LONGEST - 1:  # one byte is kept for a line end in front
        longest = max(members, key=lambda name: len(str(members[name])))
        text = str(members[longest]).removesuffix(_CUT)
        members[longest] = text[: min(len(text) // 2, _LONGEST)] + _CUT
        line = _written(members)
    return line


def _written(members: dict[str, str | int | float]) -> bytes:
    return json.dumps(members, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def new_request_id() -> str:
    """A name for a request that no other request has, in any process: 20 characters of [0-9a-f]."""
    return secrets.token_hex(10)


def accepted_request_id(text: str) -> str | None:
    """The name that a trusted proxy gave a request, if it is 1 to 64 characters of [A-Za-z0-9._-]; else None.

    >>> accepted_request_id("6a0c-91")
    '6a0c-91'
    """
    return text if _ACCEPTED.fullmatch(text) else None
