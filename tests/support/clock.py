"""Bounds in seconds, on a machine of any speed: where a fixed piece of work takes longer, so may what is measured."""

from __future__ import annotations

import time

WORK = 0.016
"""Seconds of computing that `_work` takes on the machine whose seconds the bounds are: 2.6 GHz, at its quickest."""


def slowness() -> float:
    """How many times as long this machine computes now, by the best of five; 1 where it is as quick or quicker."""
    return max(1.0, min(_work() for _ in range(5)) / WORK)


def _work() -> float:
    """The seconds of computing that some work with numbers, words and a table takes."""
    begun = time.process_time()
    held: dict[str, int] = {}
    for number in range(60_000):
        word = f"word {number * 7919 % 1009}"
        held[word] = held.get(word, 0) + len(word.split())
    return time.process_time() - begun
