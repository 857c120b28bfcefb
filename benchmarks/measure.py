"""Runs a command as a process of its own and tells its wall time and peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds from start to end, and the largest resident set of the process in megabytes."""

    seconds: float
    megabytes: float
    output: str


def run(command: Sequence[str]) -> Run:
    """Run the command to its end; raises CalledProcessError where it fails."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return Run(time.perf_counter() - begun, usage.ru_maxrss / 1024, output)


def median(runs: Sequence[Run]) -> Run:
    """The run in the middle by time, with the largest memory of all."""
    middle = sorted(runs, key=lambda each: each.seconds)[len(runs) // 2]
    return Run(statistics.median(each.seconds for each in runs), max(each.megabytes for each in runs), middle.output)
