"""A whole build on another host: every own IRI is moved, nothing else, and the server speaks it without being told."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from ccwp_kg.namespaces import PUBLISHED
from support.commands import ROOT, run_command
from support.serving import Server, stop_server

ELSEWHERE = "https://kg.example/customs/"


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("moved") / "release"
    done = run_command("release", "--base-iri", ELSEWHERE, "--out", str(target))
    assert done.returncode == 0, done.stderr
    return target


def content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def test_no_file_names_the_published_base(moved: Path) -> None:
    files = [path for path in moved.rglob("*") if path.is_file()]
    assert len(files) > 20
    assert [] == [path.name for path in files if PUBLISHED.encode() in content(path)]


def test_nothing_but_own_iris_is_moved(moved: Path, published: Path) -> None:
    """Moved back, the statements are those of the release that is published, and so are those of the one before.

    Blank nodes are in the shapes alone; what they are called depends on the IRIs around them.
    """
    for name in ("dataset.nq", "merged.nt", "history/0.1.0.nq.gz"):
        there = content(moved / name).decode().replace(ELSEWHERE, PUBLISHED).splitlines()
        here = content(published / name).decode().splitlines()
        assert len(there) == len(here) > 10_000
        assert sorted(line for line in there if "_:" not in line) == sorted(line for line in here if "_:" not in line)


def test_the_same_base_gives_the_same_bytes(moved: Path, tmp_path: Path) -> None:
    """By the option or by the environment."""
    done = run_command("release", "--out", str(tmp_path / "again"), CCWP_BASE_IRI=ELSEWHERE, PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    assert (moved / "SHA256SUMS").read_bytes() == (tmp_path / "again" / "SHA256SUMS").read_bytes()


def test_a_part_can_be_had_moved(moved: Path) -> None:
    done = run_command("export", "--base-iri", ELSEWHERE, "--entity", "organisation/olaf", "--format", "ntriples")
    assert f"<{ELSEWHERE}id/organisation/olaf>" in done.stdout
    assert PUBLISHED not in done.stdout


def test_commands_speak_like_the_release_they_are_given(moved: Path) -> None:
    query = "SELECT ?p { ?p a ccwp:ActionPlan ; ccwp:ordinal 5 }"
    done = run_command("query", "--release", str(moved), "--format", "csv", query)
    assert f"{ELSEWHERE}id/plan/5" in done.stdout, done.stderr
    assert "0 statements added, 0 statements removed" in run_command("diff", str(moved), str(moved)).stdout


def test_the_server_speaks_like_its_release(moved: Path) -> None:
    """Things, terms, pages, queries and the past are all under the other base, over real HTTP."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ccwp_kg", "serve", "--release", str(moved), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert "answers on" in line, process.communicate(timeout=20)
        server = Server(process, int(line.split("127.0.0.1:")[1].split("/")[0]))
        for path in ("/doc/plan/5.nt", "/ontology.nt", "/dataset/0.1.0/doc/plan/5.nt", "/changes.nt"):
            status, _, body = server.ask("GET", path)
            text = body if isinstance(body, str) else body.decode()
            assert (200, True, False) == (status, ELSEWHERE in text, PUBLISHED in text), path
        for path in ("/", "/doc/plan/5/action/5.4", "/source/fifth-action-plan", "/sparql", "/data", "/actions"):
            status, _, body = server.ask("GET", path, Accept="text/html")
            assert (200, False) == (status, PUBLISHED in (body if isinstance(body, str) else body.decode())), path
        query = quote(f"ASK {{ <{ELSEWHERE}id/plan/5> a <{ELSEWHERE}ontology#ActionPlan> }}", safe="")
        assert "true" in str(server.ask("GET", f"/sparql?query={query}")[2])
    finally:
        stop_server(process)


@pytest.mark.parametrize(
    "base", ["kg.example/", "https://kg.example", "ftp://kg.example/", "https://kg.example/?a/", "https://a b/"]
)
def test_what_cannot_be_a_base_is_refused_in_a_sentence(base: str, tmp_path: Path) -> None:
    done = run_command("release", "--base-iri", base, "--out", str(tmp_path / "r"))
    assert 1 == done.returncode
    assert "it takes an address that ends in a slash, such as https://example.org/customs/" in done.stderr
    assert not (tmp_path / "r").exists()


def test_a_release_of_another_base_is_not_taken_for_one_of_this(moved: Path) -> None:
    """A process whose base is set says what does not fit; it is never served half moved."""
    done = run_command("load", "--store", "http://127.0.0.1:9/", "--release", str(moved), CCWP_BASE_IRI="nonsense")
    assert (1, True) == (done.returncode, "base_iri" in done.stderr)
