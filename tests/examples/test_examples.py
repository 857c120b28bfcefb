"""The examples run as a reader runs them, each in a process of its own against a server over real HTTP."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support.commands import ROOT
from support.serving import Server
from support.stores.virtuoso import Virtuoso

EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="module")
def server(release_server: Server) -> Server:
    return release_server


def run(script: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", EXAMPLES / script, *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (0, "") == (done.returncode, done.stderr), done.stdout
    return done.stdout


def test_every_example_is_listed_and_run_here() -> None:
    """A script that is not named in the folder's README, or not run by this file, would grow stale unseen."""
    scripts = {path.name for path in EXAMPLES.glob("*.py")}
    assert scripts
    for text in ((EXAMPLES / "README.md").read_text(encoding="utf-8"), Path(__file__).read_text(encoding="utf-8")):
        assert set() == {name for name in scripts if name not in text}


def test_questions_into_pandas(server: Server) -> None:
    """Each question of the catalogue is asked, dates are dates, and the pivot counts what the data say."""
    told = run("questions_into_pandas.py", server.address)
    for path in (ROOT / "web" / "queries").glob("*.rq"):
        question = next(
            line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# question:")
        )
        assert question.removeprefix("# question: ") in told
    assert "2011-07-01" in told
    pivot = told.partition("How many actions concern two bodies together:")[2].splitlines()
    columns = re.split(r" {2,}", pivot[1].strip())[1:]  # a name may hold one space
    counts = next(line for line in pivot if line.startswith("OLAF")).split()[1:]
    row = dict(zip(columns, counts, strict=True))
    assert ("5", "2", "5") == (row["OLAF"], row["CEPOL"], row["COM"])


def test_join_with_an_authority_table(server: Server) -> None:
    """The reader's engine joins its table with our actions by the identifiers of the Union."""
    assert [
        "Desk A  Europol: actions 5.1, 5.2, 5.3, 5.4, 5.8, 5.9, 5.10",
        "Desk A  Frontex: actions 5.3, 5.10",
        "Desk B  European Anti-Fraud Office: actions 5.1, 5.3, 5.4, 5.8, 5.10",
        "Desk C  European Police College: actions 5.3, 5.10",
    ] == run("join_with_an_authority_table.py", server.address).splitlines()


def test_load_a_dump(server: Server) -> None:
    """Both stores count the same documents."""
    lines = run("load_a_dump.py", server.address).splitlines()
    assert ["rdflib", "Oxigraph"] == [line.partition(":")[0] for line in lines]
    assert 1 == len({line.rpartition(", ")[2] for line in lines})
    assert "19 documents cited" in lines[0]


def test_load_a_dump_that_is_damaged(tmp_path: Path, published: Path) -> None:
    """What its checksum does not fit is not loaded."""
    import http.server
    import threading
    from functools import partial

    (tmp_path / "dumps").mkdir()
    for name in ("SHA256SUMS", "merged.nt.gz"):
        (tmp_path / "dumps" / name).write_bytes((published / name).read_bytes())
    with (tmp_path / "dumps" / "merged.nt.gz").open("ab") as file:
        file.write(b"x")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        done = subprocess.run(
            [sys.executable, EXAMPLES / "load_a_dump.py", f"http://127.0.0.1:{server.server_port}"],
            capture_output=True, text=True, timeout=60, check=False, env={**os.environ},
        )  # fmt: skip
        server.shutdown()
    assert (1, True) == (done.returncode, "merged.nt.gz is not what SHA256SUMS says" in done.stderr)


@pytest.mark.virtuoso
def test_load_a_dump_into_virtuoso(server: Server, virtuoso: Virtuoso) -> None:
    """By its graph store, with a name and password, and asked by SPARQLWrapper."""
    told = run("load_a_dump.py", server.address, virtuoso.graph_store, virtuoso.endpoint, "dba", "dba")
    assert "Virtuoso: 201, 19 documents cited" in told or "Virtuoso: 200, 19 documents cited" in told


def test_what_changed(server: Server) -> None:
    told = run("what_changed.py", server.address)
    assert "dataset/0.1.0 → https://w3id.org/ccwp/id/dataset/0.3.0" in told
    assert "read by version 0.1.0 (Tue, 24 Nov 2026 00:00:00 GMT)" in told
    assert "read by version 0.3.0 (now)" in told
