"""Starting and ending the server in a process of its own, for tests over real HTTP."""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

_SERVE = """
import json
import os
import sys
from pathlib import Path
if os.environ.pop("AS_ELSEWHERE", ""):
    import select
    import socket
    del os.memfd_create, os.waitid, select.epoll  # before anybody looks whether they are there
    from ccwp_kg.engine import channel, isolation
    channel._QUEUE_KIND, isolation._LINUX = socket.SOCK_DGRAM, False
from ccwp_kg.errors import CcwpError
from ccwp_kg.server import serve
from ccwp_kg.settings import Settings
kind, what = sys.argv[2], tuple(map(Path, sys.argv[3:]))
release, data = (what[0], ()) if kind == "release" else (None, what)
try:
    settings = Settings(**{"port": int(sys.argv[1]), **json.loads(os.environ.pop("SETTINGS_OF_TEST"))})
    sys.exit(serve(settings, release=release, data=data))
except CcwpError as error:
    sys.exit(f"{type(error).__name__}: {error}")
"""


@dataclass
class Server:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, method: str, path: str, *, body: bytes | None = None, source: str = "127.0.0.1", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and body; `content_type="…"` is the header Content-Type.

        `source` is the loopback address the request comes from.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20, source_address=(source, 0))
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body, headers=sent)
            response = connection.getresponse()
            return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
        finally:
            connection.close()

    def query(self, text: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """The answer to a query by GET; `source` and headers as for `ask`."""
        return self.ask("GET", "/sparql?" + urlencode({"query": text}), **headers)

    @property
    def launcher(self) -> int:
        """The process that was started."""
        return self.process.pid

    @property
    def zygote(self) -> int:
        """The process that holds the release: it has more children than the one that speaks HTTP."""
        return max(children(self.launcher), key=lambda pid: len(children(pid)))

    @property
    def http(self) -> int:
        """The process whose children speak HTTP."""
        return min(children(self.launcher), key=lambda pid: len(children(pid)))

    def everybody(self) -> set[int]:
        """All processes of the server."""
        found, new = set(), [self.launcher]
        while new:
            pid = new.pop()
            found.add(pid)
            new += children(pid)
        return found


def children(pid: int) -> list[int]:
    """The processes a process has forked; none where it has ended."""
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def lives(pid: int) -> bool:
    """Whether a process runs; one that has ended and only waits to be noticed does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def eventually(holds: Callable[[], bool], *, within: float) -> bool:
    """Whether something comes true within so many seconds."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.005)
    return holds()


def start_server(*what: str, port: int = 0, under: Sequence[str] = (), **settings: str | int) -> subprocess.Popen[str]:
    """Start a server; `what` is "release" and a folder, "data" and files, or "store" with the setting of that name.

    `under` are the words of a command that runs it.
    """
    return subprocess.Popen(
        [*under, sys.executable, "-c", _SERVE, str(port), *what],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("CCWP_")},
            "SETTINGS_OF_TEST": json.dumps(settings),
        },
    )


def stop_server(process: subprocess.Popen[str], sent: signal.Signals = signal.SIGTERM) -> int:
    """End a server that was started here, and wait for it."""
    process.send_signal(sent)
    process.communicate(timeout=20)
    return process.returncode


def running(*what: str, port: int = 0, **settings: str | int) -> Server:
    """A server that has said where it answers."""
    process = start_server(*what, port=port, **settings)
    assert process.stdout is not None
    line = process.stdout.readline()
    if "answers on" not in line:
        pytest.fail(f"the server did not start: {process.communicate(timeout=20)}")
    return Server(process, int(line.split("127.0.0.1:")[1].split("/")[0]))


def free_port() -> int:
    """A port of the loopback that nobody has, of those that the system gives to no connection by itself (ip(7))."""
    for port in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    pytest.fail("no port of a hundred is free")
