"""Puts a server under load with wrk and reads what it measured.

Hot: the same request again and again. Cold: a script numbers every request, so that each text is new to the server.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sparql.setup.data import Shape
from benchmarks.sparql.setup.questions import HOLES, Question, fresh, target
from benchmarks.sparql.setup.servers import Server

TIMEOUT = 60
"""Seconds a single request may take before wrk counts it as failed."""

_THREADS = 2
_REPORT = """
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    '\\nmeasured {"requests": %d, "seconds": %.6f, "bytes": %d, "errors": %d, "p50": %.3f, "p95": %.3f}\\n',
    summary.requests, summary.duration / 1e6, summary.bytes,
    e.status + e.connect + e.read + e.write + e.timeout,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3))
end
"""
_NUMBERED = """
local threads = 0
function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end
local count = 0
function request()
  count = count + 1
  local i = (count * 7919 + id * 104729) % {numbers}
  local u = "{start}t" .. id .. "n" .. count
  return wrk.format("GET", {target})
end
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Answers and answers a second, latencies in milliseconds, failed requests, and bytes of an answer on average.

    `waited`: the last answers were waited for, which wrk does not do.
    """

    answers: int
    rate: float
    p50: float
    p95: float
    errors: int
    bytes_each: float
    waited: bool = False


class NoLoad(Exception):
    """wrk measured nothing: it could not connect, or it is not there."""


def script(question: Question, path: str, *, shape: Shape, cold: bool) -> str:
    """The Lua text that tells wrk what to send."""
    if not cold:
        return f'wrk.path = "{target(path, question.hot())}"\n{_REPORT}'
    parts = [part for part in HOLES.split(target(path, question.template)) if part]
    holes = {"@i@": "i", "@u@": "u"}
    built = " .. ".join(holes.get(part) or f'"{part}"' for part in parts)
    return _NUMBERED.format(numbers=question.numbers(shape), start=fresh(), target=built) + _REPORT


def measure(
    server: Server, question: Question, *, shape: Shape, cold: bool, connections: int, seconds: int, folder: Path
) -> Measured:
    """Load the server for some seconds; raises NoLoad where wrk cannot run."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise NoLoad("wrk is not installed; `apt-get install wrk`")
    file = folder / "wrk.lua"
    file.write_text(script(question, server.path, shape=shape, cold=cold), encoding="ascii")
    command = [
        *(wrk, "--threads", str(min(_THREADS, connections)), "--connections", str(connections)),
        *("--duration", f"{seconds}s", "--timeout", f"{TIMEOUT}s", "--script", str(file)),
        *("--header", f"Accept: {question.accept}", f"http://127.0.0.1:{server.port}"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + TIMEOUT, check=False)
    for line in done.stdout.splitlines():
        if line.startswith("measured "):
            found = json.loads(line.removeprefix("measured "))
            answered = max(found["requests"], 1)
            rate = found["requests"] / found["seconds"]
            return Measured(
                found["requests"], rate, found["p50"], found["p95"], found["errors"], found["bytes"] / answered
            )
    raise NoLoad(f"wrk measured nothing on {server.name}: {done.stdout[-300:]}{done.stderr[-300:]}")
