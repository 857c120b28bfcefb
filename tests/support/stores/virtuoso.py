"""Starting and ending a real Virtuoso in a folder of its own, for tests over a store that is not ours."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.serving import free_port

PROGRAM = "virtuoso-t"
USER = PASSWORD = "dba"
_READY_WITHIN = 90.0
# What a fresh Virtuoso needs and no more: every path inside its folder, loopback only, small buffers, and more clients
# at a time than the usual ten.
_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
MaxClientConnections = 40
CheckpointInterval = 0
DirsAllowed = {folder}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ThreadsPerQuery = 2
AsyncQueueMaxThreads = 2
CaseMode = 2

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
MaxClientConnections = 40
MaxKeepAlives = 40
KeepAliveTimeout = 10
HTTPThreadSize = 280000
Charset = UTF-8

[SPARQL]
ResultSetMaxRows = {rows}
MaxConstructTriples = {rows}
MaxQueryCostEstimationTime = 400
DefaultQuery = ASK {{}}

[Client]
SQL_QUERY_TIMEOUT = 0

[URIQA]
DynamicLocal = 0
DefaultHost = 127.0.0.1:{http}
"""


@dataclass
class Virtuoso:
    """A Virtuoso that runs; `process` is its process."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def endpoint(self) -> str:
        """Where anybody may ask."""
        return f"{self.address}/sparql"

    @property
    def guarded(self) -> str:
        """Where those with a password may also change something (digest)."""
        return f"{self.address}/sparql-auth"

    @property
    def graph_store(self) -> str:
        """The Graph Store Protocol, for those with a password (digest)."""
        return f"{self.address}/sparql-graph-crud-auth"


def require() -> None:
    """Skip where there is no Virtuoso; in CI that is a failure, for there it must be tested."""
    if shutil.which(PROGRAM) is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{PROGRAM} is missing, and in CI the product must be tried over a real remote store")
        pytest.skip(f"{PROGRAM} is missing; install Debian's virtuoso-opensource to try a real remote store")


_running: list[Virtuoso] = []


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """One Virtuoso for all tests, started by the first that needs it; what it holds is what the last one loaded."""
    require()
    if _running:  # folders of tests take this fixture in each for itself
        yield _running[0]
        return
    with started(tmp_path_factory.mktemp("virtuoso")) as server:
        _running.append(server)
        yield server
        _running.remove(server)


@contextmanager
def started(folder: Path, *, rows: int = 10_000) -> Iterator[Virtuoso]:
    """A Virtuoso with an empty database in that folder, which ends with the block.

    It cuts its answers after so many rows, as Debian's does unless told otherwise, and says nothing.
    """
    sql, port = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(folder=folder, sql=sql, http=port, rows=rows), encoding="utf-8")
    # It ends with the tests, however they end.
    tied = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
    process = subprocess.Popen(
        [*tied, PROGRAM, "+configfile", "virtuoso.ini", "+foreground"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    server = Virtuoso(process, port)
    try:
        _wait_until_ready(server, folder)
        yield server
    finally:
        process.send_signal(signal.SIGKILL)  # its database is thrown away, so nothing needs to be saved
        process.wait(timeout=30)


def _wait_until_ready(server: Virtuoso, folder: Path) -> None:
    end = time.monotonic() + _READY_WITHIN
    while time.monotonic() < end and server.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.endpoint}?query=ASK%7B%7D", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (OSError, urllib.error.URLError):
            time.sleep(0.25)
    log = folder / "virtuoso.log"
    told = log.read_text(encoding="utf-8", errors="replace")[-2_000:] if log.is_file() else "it wrote no log"
    pytest.fail(f"{PROGRAM} did not answer within {_READY_WITHIN:.0f} s: {told}")
