"""A worker whose engine breaks says so at once: its query is not asked again, and it goes on."""

from __future__ import annotations

import os
import socket
from typing import Any, cast

import pytest

from ccwp_kg.engine.channel import Failed, Job, ReplySocket
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
    line = ReplySocket()
    with socket.socket(fileno=os.dup(line.far_end)) as reply:
        assert ends is _answer(cast(EmbeddedStore, _Broken(error)), Job(7, 1, "", "ASK {}", "json", (), ()), reply)
    told = line.receive()
    line.close()
    assert told is not None
    assert 7 == told[0]
    assert isinstance(told[1], Failed)
    assert name == told[1].name
