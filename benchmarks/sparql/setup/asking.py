"""Puts one question over HTTP and counts what came back, to know before measuring that the answer is right."""

from __future__ import annotations

import http.client
import json
import re
import time
from dataclasses import dataclass
from types import TracebackType

from benchmarks.sparql.setup.questions import JSON, TURTLE, target

NO_ANSWER = 0
"""The status where none came: the connection was refused, broke, or waited too long."""

ANSWERED = "200"

_PREFIX = re.compile(r"^\s*@?prefix\b.*$", re.IGNORECASE | re.MULTILINE)
_TERMS = re.compile(r'<[^>]*>|"[^"]*"')


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, media type and body of one answer, and the seconds it took."""

    status: int
    media_type: str
    body: bytes
    seconds: float


class Asker:
    """One keep-alive connection to a server; it is opened anew after a failure."""

    def __init__(self, port: int, path: str, *, timeout: float, source: str | None = None) -> None:
        self._path = path
        self._connection = http.client.HTTPConnection(
            "127.0.0.1", port, timeout=timeout, source_address=(source, 0) if source else None
        )

    def __enter__(self) -> Asker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def ask(self, text: str, *, accept: str = JSON) -> Answer:
        """The answer; one with status NO_ANSWER where the server gave none."""
        begun = time.perf_counter()
        try:
            self._connection.request("GET", target(self._path, text), headers={"Accept": accept})
            response = self._connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            return Answer(NO_ANSWER, "", repr(error).encode(), time.perf_counter() - begun)
        media_type = response.headers.get_content_type()
        # Virtuoso says in a header of its own when an answer was cut short.
        status = 206 if response.headers.get("X-SQL-State") else response.status
        return Answer(status, media_type, body, time.perf_counter() - begun)


def outcome(answer: Answer) -> str:
    """How a question that wants JSON ended: the status, or what was wrong although it was 200.

    >>> outcome(Answer(200, JSON, b'{"head":{"vars":["n"]},"results":{"bindings":[cancelled', 2.0))
    '200 with broken JSON'
    """
    if answer.status != 200:
        return str(answer.status) if answer.status else "no answer"
    try:
        json.loads(answer.body)
    except ValueError:
        return "200 with broken JSON"
    return ANSWERED


def rows(answer: Answer) -> int:
    """How many rows or triples an answer holds; a yes counts as one row, a no as none.

    Raises ValueError where the body is in neither of the two formats we ask for.
    """
    if answer.media_type in (JSON, "application/json"):
        found = json.loads(answer.body)
        return int(found["boolean"]) if "boolean" in found else len(found["results"]["bindings"])
    if answer.media_type == TURTLE:
        return _triples(answer.body.decode())
    raise ValueError(f"the answer is {answer.media_type}, neither {JSON} nor {TURTLE}")


def _triples(turtle: str) -> int:
    """Objects in a Turtle text whose literals hold no quotes and whose names hold no dots, as ours.

    >>> _triples('@prefix a: <http://a/> .\\n<x> a:b "1;2" , a:c ; a:d "e"@en .')
    3
    """
    bare = _TERMS.sub("x", _PREFIX.sub("", turtle))
    ended = len(re.findall(r"[;,]|\.(?=\s|$)", bare))
    return ended - len(re.findall(r";(?=\s*[;.])", bare))
