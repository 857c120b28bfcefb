"""Runs a command again and again, each time as a fork that begins where the command calls a certain function.

Run as a script it takes module and name of the function, and the words of the command. For each line of its input, the
CPU seconds after which the fork is killed (`inf`: never), it writes a line: how the fork ended, and the CPU seconds of
the function. They are the same on a busy machine, so moments chosen in them fall where they are meant to.
"""

from __future__ import annotations

import importlib
import math
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its exit code or minus the signal, the CPU seconds that the function took (0 where it did not
    end), and what it said on standard error."""

    code: int
    seconds: float
    told: str


@dataclass(frozen=True, slots=True)
class ForkServer:
    """The process that forks, seen from the test."""

    process: subprocess.Popen[bytes]
    errors: Path

    def run(self, *, killed_after: float = math.inf) -> Ended:
        """A run in a fork, ended with SIGKILL after so many CPU seconds."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.errors.write_bytes(b"")
        self.process.stdin.write(f"{killed_after}\n".encode())
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            assert selector.select(_LONGEST), "it hangs"
        line = self.process.stdout.readline()
        assert line, self.errors.read_text()
        code, seconds = line.split()
        return Ended(int(code), float(seconds), self.errors.read_text())


@contextmanager
def fork_server(
    words: Sequence[str], *, begin: str, checkout: Path, errors: Path, within: Sequence[str] = (), **environment: str
) -> Iterator[ForkServer]:
    """A server for one command in a checkout; `begin` is `module:function`, `within` the words that lead to a place.

    What the runs say goes to the file `errors`.
    """
    with errors.open("ab") as stream:
        process = subprocess.Popen(
            [*within, sys.executable, __file__, *begin.split(":"), *words],
            env={**os.environ, "PYTHONPATH": str(checkout / "src"), **environment},
            cwd=checkout, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stream, bufsize=0,
        )  # fmt: skip
    try:
        yield ForkServer(process, errors)
    finally:
        process.communicate(timeout=_LONGEST)


def _used(pid: int) -> float:
    """CPU seconds of a process (/proc/PID/schedstat, in nanoseconds), also of one that has ended."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def _await(pid: int, limit: float) -> int:
    """Kill a child that has used so much; its exit code or minus the signal that ended it."""
    while (
        limit < math.inf
        and (left := limit - _used(pid)) > 0
        and not os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    ):
        time.sleep(max(0.0001, left / 2))  # it uses no more seconds than pass
    if limit < math.inf:
        os.kill(pid, signal.SIGKILL)  # nothing, where it has ended: its number is its own until it is waited for
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _serve(module_name: str, name: str, words: list[str]) -> None:
    module, answers = importlib.import_module(module_name), os.dup(1)
    real, nothing = getattr(module, name), os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 1)

    def begin(*given: object, **named: object) -> object:
        with os.fdopen(0, "rb", buffering=0, closefd=False) as orders:
            while order := orders.readline():
                took, tell = os.pipe()
                pid = os.fork()
                if not pid:
                    return timed(tell, *given, **named)
                os.close(tell)
                code = _await(pid, float(order))
                os.write(answers, f"{code} {os.read(took, 100).decode() or 0}\n".encode())
                os.close(took)
        os._exit(0)

    def timed(tell: int, *given: object, **named: object) -> object:
        os.dup2(nothing, 0)
        try:
            return real(*given, **named)
        finally:
            os.write(tell, str(time.process_time()).encode())

    setattr(module, name, begin)
    sys.argv = ["ccwp-kg", *words]
    importlib.import_module("ccwp_kg.cli.main").main()


if __name__ == "__main__":
    _serve(sys.argv[1], sys.argv[2], sys.argv[3:])
