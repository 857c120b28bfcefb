"""What is loaded has limits too: a file that would take all the time or memory is given up, and nothing is served."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from support.serving import eventually, running, start_server, stop_server

pytestmark = pytest.mark.timed

_MB = 1 << 20
_MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)  # of a large parent, its own would be counted, too
sys.exit(code)
"""
_GOOD = '<urn:x:s> <urn:x:p> "1" .\n'


def slow(path: Path) -> Path:
    """JSON-LD in which each of many nodes copies a large context."""
    terms = ",".join(f'"t{number}":"urn:x:{number}"' for number in range(30_000))
    path.write_text(
        f'{{"@context":{{{terms}}},"@graph":[{",".join(["{" + chr(34) + "@context" + chr(34) + ":{}}"] * 30_000)}]}}'
    )
    return path


def fat(path: Path) -> Path:
    """Turtle of which two characters become a statement."""
    path.write_text(f"<urn:x:s> <urn:x:p> {'[],' * 3_000_000}[] .")
    return path


CASES = [
    # (sentence, how the file is made, its name, settings)
    (
        "loading takes more than 1 second, the limit; serve less or raise max_load_seconds",
        slow,
        "slow.jsonld",
        {"max_load_seconds": 1},
    ),
    (
        "loading takes more than 200 MB of memory, the limit; serve less or raise max_load_mb",
        fat,
        "fat.ttl",
        {"max_load_mb": 200},
    ),
]


@pytest.mark.parametrize(("sentence", "make", "name", "limits"), CASES, ids=["time", "memory"])
def test_what_takes_too_much_to_load_is_not_served(
    sentence: str, make: Callable[[Path], Path], name: str, limits: dict[str, int], tmp_path: Path
) -> None:
    """One sentence and exit code 1, within the limit and a little, also of memory; good files beside it do not help."""
    good = tmp_path / "good.nt"
    good.write_text(_GOOD)
    begun = time.monotonic()
    measured = (sys.executable, "-c", _MEASURED)
    process = start_server("data", str(good), str(make(tmp_path / name)), under=measured, **limits)
    out, told = process.communicate(timeout=60)
    assert (1, f"CannotServe: {sentence}\n") == (process.returncode, told)
    assert 0 < int(out) * 1024 < (limits.get("max_load_mb", 400) + 100) * _MB
    assert time.monotonic() - begun < 30


def test_a_reload_that_takes_too_much_changes_nothing(tmp_path: Path) -> None:
    """The one before goes on, and a sentence says why; once the file is mended, it answers."""
    path = tmp_path / "swapped.ttl"
    path.write_text(_GOOD)
    server = running("data", str(path), max_load_mb=200)
    fat(path)
    os.kill(server.launcher, signal.SIGHUP)
    stderr = server.process.stderr
    assert stderr is not None
    told = stderr.readline()
    assert "the release cannot be loaded (loading takes more than 200 MB" in told
    assert "the one before goes on" in told
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def counted() -> str:
        return str(json.loads(server.query(count)[2])["results"]["bindings"][0]["n"]["value"])

    assert "1" == counted()
    path.write_text(_GOOD + _GOOD.replace("1", "2"))
    os.kill(server.launcher, signal.SIGHUP)
    assert eventually(lambda: counted() == "2", within=10)
    assert 0 == stop_server(server.process)


def test_nothing_is_served_beside_a_hostile_file(tmp_path: Path) -> None:
    """By the command itself: the good file is not served alone, no port answers, and the sentence is the only line."""
    (tmp_path / "good.nt").write_text(_GOOD)
    (tmp_path / "bad.rdf").write_text('<!DOCTYPE r SYSTEM "http://127.0.0.1:9/">')
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    done = subprocess.run(
        [sys.executable, "-m", "ccwp_kg", "serve", "--port", str(port), "--data", "good.nt", "bad.rdf"],
        cwd=tmp_path, capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert (1, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("ccwp-kg: bad.rdf, line 1: a DOCTYPE")
    assert 1 == done.stderr.count("\n")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)


@pytest.mark.parametrize("delay", [0.0, 0.3])
def test_an_order_to_reload_never_ends_it(delay: float, tmp_path: Path) -> None:
    """SIGHUP while it still gathers what it needs to serve, long before it loads; it goes on to answer."""
    path = tmp_path / "good.nt"
    path.write_text(_GOOD)
    process = subprocess.Popen(
        [sys.executable, "-m", "ccwp_kg", "serve", "--port", "0", "--data", str(path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert eventually(lambda: "pyoxigraph" in Path(f"/proc/{process.pid}/maps").read_text(), within=60)
    time.sleep(delay)
    process.send_signal(signal.SIGHUP)
    assert process.stdout is not None
    assert "answers on" in process.stdout.readline()
    assert 0 == stop_server(process)
