"""Virtuoso in a folder of its own: its configuration, and how the data gets in."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

GRAPH = "https://example.org/bench/graph"
SERVER = Path("/usr/bin/virtuoso-t")
CLIENT = Path("/usr/bin/isql-vt")
_LOADS_WITHIN = 900


def configuration(folder: Path, *, sql_port: int, http_port: int, data: Path, triples: int, limit: int | None) -> Path:
    """Write virtuoso.ini; all of the data fits into its buffers, and no answer is cut at a number of rows."""
    buffers = 20_000 + triples // 20
    connections = 64
    limited = "" if limit is None else f"MaxQueryExecutionTime = {limit}\n"
    file = folder / "virtuoso.ini"
    file.write_text(
        f"""[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0

[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
MaxClientConnections = {connections}
CheckpointInterval = 0
CaseMode = 2
DirsAllowed = {folder}, {data.parent}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {buffers * 3 // 4}
ThreadsPerQuery = {os.cpu_count() or 1}
AsyncQueueMaxThreads = 10
VectorSize = 1000

[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerRoot = {folder}
MaxClientConnections = {connections}
MaxKeepAlives = {connections}
KeepAliveTimeout = 60
HTTPThreadSize = 280000
Charset = UTF-8
EnabledGzipContent = 0

[SPARQL]
DefaultGraph = {GRAPH}
ResultSetMaxRows = 1000000
MaxConstructTriples = 1000000
{limited}
[Client]
SQL_QUERY_TIMEOUT = 0
""",
        encoding="ascii",
    )
    return file


def load(sql_port: int, data: Path) -> None:
    """Load the file in bulk; raises CalledProcessError where Virtuoso refuses."""
    steps = f"EXEC=ld_dir('{data.parent}','{data.name}','{GRAPH}'); rdf_loader_run(); checkpoint;"
    subprocess.run(
        [str(CLIENT), f"127.0.0.1:{sql_port}", "dba", "dba", steps],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=_LOADS_WITHIN,
    )
