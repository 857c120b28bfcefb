"""A worker whose engine breaks says so at once: its query is not asked again, and it goes on."""

from __future__ import annotations

import os
import socket
import time
from typing import Any, cast

import pytest

from ccwp_kg.engine.channel import Failed, Job, Line
from ccwp_kg.engine.worker import _answer
from ccwp_kg.errors import AnswerTooLarge
from ccwp_kg.store import EmbeddedStore

BROKEN = [
    # (name of the error, whether the worker ends, what the engine raises)
    ("CcwpError", False, RuntimeError("no one knows")),
    ("CcwpError", False, OSError("an evaluation error")),
    ("AnswerTooLarge", False, AnswerTooLarge("too large")),
    ("QueryMemoryExceeded", True, MemoryError()),
]


class _Broken:
    def __init__(self, error: Exception) -> None:
        self._error = error

    def write(self, *_: Any, **__: Any) -> None:
        raise self._error


@pytest.mark.parametrize(("name", "ends", "error"), BROKEN)
def test_whatever_the_engine_raises_is_answered(name: str, ends: bool, error: Exception) -> None:
    """Only silence makes the other side ask again, and an error here would come back each time."""
    line = Line()
    with socket.socket(fileno=os.dup(line.far_end)) as reply:
        assert ends is _answer(cast(EmbeddedStore, _Broken(error)), Job(1, 1, "ASK {}", "json", (), ()), reply)
    told = line.receive(1)
    line.close()
    assert isinstance(told, Failed)
    assert name == told.name


@pytest.mark.timed
def test_a_line_tells_when_nothing_comes() -> None:
    """A wait ends when it should, the next may be shorter or longer."""
    line = Line()
    for seconds in (0.05, 0.2, 0.01):
        begun = time.monotonic()
        assert line.receive(seconds) is None
        assert seconds * 0.9 <= time.monotonic() - begun < seconds + 0.15
    line.close()
