"""Starting and ending the server in a process of its own, for tests over real HTTP."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from dataclasses import dataclass

import pytest

_SERVE = """
import sys
from pathlib import Path
from ccwp_kg.errors import CcwpError
from ccwp_kg.server import serve
from ccwp_kg.settings import Settings
release, data = (Path(sys.argv[3]), ()) if sys.argv[2] == "release" else (None, tuple(map(Path, sys.argv[3:])))
try:
    serve(Settings(port=int(sys.argv[1]), workers=2), release=release, data=data)
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
        self, method: str, path: str, *, body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and body; `content_type="…"` is the header Content-Type."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body, headers=sent)
            response = connection.getresponse()
            return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
        finally:
            connection.close()


def start_server(*what: str, port: int = 0) -> subprocess.Popen[str]:
    """Start a server; `what` is "release" and a folder, or "data" and files."""
    return subprocess.Popen(
        [sys.executable, "-c", _SERVE, str(port), *what],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={name: value for name, value in os.environ.items() if not name.startswith("CCWP_")},
    )


def stop_server(process: subprocess.Popen[str], sent: signal.Signals = signal.SIGTERM) -> int:
    """End a server that was started here, and wait for it."""
    process.send_signal(sent)
    process.communicate(timeout=20)
    return process.returncode


def running(*what: str) -> Server:
    """A server that has said where it answers."""
    process = start_server(*what)
    assert process.stdout is not None
    line = process.stdout.readline()
    if "answers on" not in line:
        pytest.fail(f"the server did not start: {process.communicate(timeout=20)}")
    return Server(process, int(line.split("127.0.0.1:")[1].split("/")[0]))
