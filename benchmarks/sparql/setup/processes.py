"""Starts a server as a process, tells what it and its children use, and ends it by its number."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_ENDS_WITHIN = 20.0
_CALM_TICKS = 2
_CALM_FOR = 0.15


@dataclass(frozen=True, slots=True)
class _Stat:
    parent: int
    session: int
    ticks: int
    ticks_of_ended: int
    started: int


def _stat(pid: int) -> _Stat | None:
    """What /proc/PID/stat tells (proc(5)); None for a process that is gone or only waits to be collected."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    if fields[0] in "ZX":
        return None
    return _Stat(
        parent=int(fields[1]),
        session=int(fields[3]),
        ticks=int(fields[11]) + int(fields[12]),
        ticks_of_ended=int(fields[13]) + int(fields[14]),
        started=int(fields[19]),
    )


def family(pid: int) -> dict[int, _Stat]:
    """What lives of a process that leads a session: itself, all in its session, and their descendants."""
    living = {int(entry.name): _stat(int(entry.name)) for entry in Path("/proc").iterdir() if entry.name.isdigit()}
    known = {number: stat for number, stat in living.items() if stat is not None}
    found = {number for number, stat in known.items() if pid in (number, stat.session)}
    while more := {number for number, stat in known.items() if stat.parent in found} - found:
        found |= more
    return {number: known[number] for number in found}


def children(pid: int) -> list[int]:
    """The processes that the first thread of a process has forked, the oldest first."""
    return [int(number) for number in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def memory(pid: int) -> float:
    """Megabytes of the process and its descendants, shared pages counted once (sum of Pss)."""
    return sum(memories(pid))


def memories(pid: int) -> list[float]:
    """Megabytes of the process and of each of its descendants; shared pages are shared out among those that share."""
    found = []
    for number in family(pid):
        try:
            lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue  # ended while we looked: it uses nothing any more
        found.append(sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024)
    return found


def computed(pid: int) -> float:
    """Seconds of processor time that the process and its descendants took so far, those that have ended included."""
    return sum(stat.ticks + stat.ticks_of_ended for stat in family(pid).values()) / os.sysconf("SC_CLK_TCK")


def settle(pid: int, *, within: float) -> bool:
    """Wait until the processes rest, so that work left over from one measurement is not part of the next."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        before = sum(stat.ticks for stat in family(pid).values())
        time.sleep(_CALM_FOR)
        if 0 <= sum(stat.ticks for stat in family(pid).values()) - before <= _CALM_TICKS:
            return True
    return False


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], *, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The command as a process until the block ends; what it prints goes to the log."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        yield process
    finally:
        if stayed := _end(process):
            sys.stderr.write(f"{' '.join(command[:4])} left {stayed} processes behind, which were killed\n")


def _end(process: subprocess.Popen[bytes]) -> int:
    """End the process and what it started; the number of children that had to be killed because they stayed."""
    children = family(process.pid)
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=_ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    time.sleep(0.1)
    children |= family(process.pid)  # some may have lost their parent in between; the session still tells
    children.pop(process.pid, None)
    stayed = 0
    for number, stat in children.items():
        now = _stat(number)
        if now is not None and now.started == stat.started:  # the same process, not another with its number
            os.kill(number, signal.SIGKILL)
            stayed += 1
    return stayed
