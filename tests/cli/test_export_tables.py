"""`ccwp-kg export` as tables: those of the release, one or all, and one sentence for what does not fit."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from pyarrow import parquet

from ccwp_kg.publish.opening import sha256_of
from support.commands import ROOT, Run, contents

pytestmark = pytest.mark.slow


def test_all_tables_go_into_a_folder_and_are_those_of_the_release(
    run: Run, tmp_path: Path, published: Path, with_a_past: Path
) -> None:
    """What else is in the folder stays there."""
    target = tmp_path / "deep" / "tables"
    target.mkdir(parents=True)
    (target / "notes.txt").write_text("mine")
    done = run("export", "--format", "csv", "--out", str(target), root=with_a_past)
    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
    assert contents(published / "tables") | {"notes.txt": b"mine"} == contents(target)
    assert ["tables"] == [path.name for path in target.parent.iterdir()]


def test_the_workbook_is_that_of_the_release(run: Run, tmp_path: Path, published: Path, with_a_past: Path) -> None:
    target = tmp_path / "all.xlsx"
    assert 0 == run("export", "--format", "xlsx", "--out", str(target), root=with_a_past).returncode
    assert sha256_of(published / "tables.xlsx") == sha256_of(target)


def test_one_table_goes_to_standard_output_or_into_a_file(tmp_path: Path, published: Path) -> None:
    words = [sys.executable, "-m", "ccwp_kg", "export", "--table"]
    done = subprocess.run([*words, "Meeting", "--format", "csv"], capture_output=True, cwd=ROOT, check=True)
    assert (published / "tables" / "Meeting.csv").read_bytes() == done.stdout
    done = subprocess.run([*words, "Meeting", "--format", "xlsx"], capture_output=True, cwd=ROOT, check=True)
    assert ["Meeting", "columns"] == openpyxl.load_workbook(io.BytesIO(done.stdout)).sheetnames
    target = tmp_path / "actions.parquet"
    subprocess.run([*words, "actions", "--format", "parquet", "--out", target], cwd=ROOT, check=True)
    assert 10 == parquet.read_table(target).num_rows


@pytest.mark.parametrize(
    ("code", "sentence", "words"),
    [
        (1, "there is no table 'Meetings'; there are actions, Action, ", ["--format", "csv", "--table", "Meetings"]),
        (1, "/tables/actions.csv cannot be written", ["--format", "csv", "--out", "{file}/tables"]),
        (1, "/file/actions.csv cannot be written", ["--format", "csv", "--out", "{file}"]),
        (2, "name a folder with --out, or one with --table", ["--format", "csv"]),
        (2, "csv holds tables; choose one with --table", ["--format", "csv", "--entity", "plan/5"]),
        (2, "parquet holds tables; choose one with --table", ["--format", "parquet", "--graph", "inferred"]),
        (2, "turtle holds no tables; with --table use --format csv", ["--table", "Meeting"]),
    ],
)
def test_what_does_not_fit_is_one_sentence(
    code: int, sentence: str, words: list[str], run: Run, tmp_path: Path
) -> None:
    """Cause and cure, nothing on standard output, no file touched."""
    file = tmp_path / "file"
    file.write_text("mine")
    done = run("export", *(word.format(file=file) for word in words))
    assert (code, "") == (done.returncode, done.stdout)
    assert sentence in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert {"file": b"mine"} == contents(tmp_path)


def test_without_the_extra_parquet_is_one_sentence(run_process: Run, tmp_path: Path) -> None:
    """A package of that name that is not there for Python, as where the extra is not installed; the rest works."""
    (tmp_path / "pyarrow.py").write_text("raise ModuleNotFoundError(name='pyarrow')")
    path = f"{ROOT / 'src'}{os.pathsep}{tmp_path}"
    done = run_process("export", "--format", "parquet", "--out", str(tmp_path / "out"), PYTHONPATH=path)
    said = "ccwp-kg: Parquet needs pyarrow, which is not installed; run "
    assert (1, "", said) == (done.returncode, done.stdout, done.stderr[: len(said)])
    assert done.stderr.endswith(" install 'pyarrow>=20'\n")
    assert not (tmp_path / "out").exists()
    assert 0 == run_process("export", "--format", "csv", "--table", "Meeting", PYTHONPATH=path).returncode


def test_what_is_no_text_is_not_written_to_a_terminal() -> None:
    watcher, terminal = pty.openpty()
    try:
        words = ["export", "--format", "xlsx", "--table", "Meeting"]
        done = subprocess.run(
            [sys.executable, "-m", "ccwp_kg", *words], stdout=terminal, stderr=subprocess.PIPE, cwd=ROOT, check=False
        )
        assert (2, True) == (done.returncode, b"name a file with --out" in done.stderr)
        os.set_blocking(watcher, False)
        with pytest.raises(BlockingIOError):
            os.read(watcher, 1)
    finally:
        os.close(terminal)
        os.close(watcher)
