"""How often a query was evaluated, and by which processes, seen from outside.

`heavy` queries take so much memory that their worker is replaced afterwards, and the metrics count replacements.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from support.connections import Answer, Connection, counted, get
from support.serving import Server, children, eventually


def heavy(name: str) -> str:
    """A query of a second or so that takes some 150 MB, after which its worker is replaced."""
    others = "<urn:x:p1>|<urn:x:p2>|<urn:x:p3>"
    return f"SELECT (COUNT(DISTINCT CONCAT(?c, ?f, ?c, ?f)) AS ?{name}) {{ ?a <urn:x:p1> ?c . ?d {others} ?f }}"


def busy(server: Server) -> list[int]:
    """The query workers that compute now."""
    found = []
    for pid in children(server.zygote):
        with suppress(FileNotFoundError, ProcessLookupError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "R":
                found.append(pid)
    return found


class Evaluations:
    """How many heavy queries were evaluated since this was made; those whose worker was killed do not count."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._before = self._settled()

    def _settled(self) -> float:
        """The count when no worker computes and all are counted: an answer is out before its worker ends."""
        assert eventually(lambda: not busy(self._server), within=10)
        seen = [self._replaced()]
        for _ in range(20):
            time.sleep(0.3)
            seen.append(self._replaced())
            if seen[-1] == seen[-2]:
                return seen[-1]
        raise AssertionError(f"workers keep being replaced: {seen}")

    def _replaced(self) -> float:
        return counted(self._server, "ccwp_query_worker_restarts_total", cause="recycled")

    def are(self, expected: int) -> bool:
        """Whether there were so many; the last one is counted after its answer is out."""
        eventually(lambda: self._replaced() - self._before >= expected, within=3)
        time.sleep(0.3)
        assert expected == self._replaced() - self._before  # its message tells how many there were
        return True


def processes(server: Server) -> tuple[int, int]:
    """The two processes that speak HTTP."""
    assert eventually(lambda: len(children(server.http)) == 2, within=10)
    one, other = children(server.http)
    return one, other


def same(answers: list[Answer]) -> bool:
    """Whether all are the same good answer."""
    return {200} == {each.status for each in answers} and 1 == len({each.body for each in answers})


def starts(server: Server, client: Connection, query: str) -> int:
    """The worker that evaluates a query which this client has just sent."""
    client.send(get(query))
    found: list[int] = []
    assert eventually(lambda: bool(found.extend(busy(server)) or found), within=5)
    return found[0]
