"""Running the command line, in this process or in one of its own, for tests of what users see."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner

from ccwp_kg import installation
from ccwp_kg.cli import main
from support.built_once import each_once

ROOT = Path(__file__).parents[2]
FOLDERS = installation.FOLDERS
RELEASES = Path(__file__).parent / "releases"

Run = Callable[..., subprocess.CompletedProcess[str]]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and its sub-folders, by its path within it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def call_command(
    *words: str, root: Path = ROOT, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `ccwp-kg` in this process, with the folders of the checkout at `root`; its code is that of this checkout.

    Saves the start of Python, the imports, and a second build and verdict of the same files. A test of signals,
    terminals, a server or what Python itself takes from the environment needs `run_command`.
    """
    package = root / "src" / "ccwp_kg"
    on_term = signal.getsignal(signal.SIGTERM)
    status: object = 0
    with (
        chdir(cwd or root),
        patch.object(installation, "_PACKAGE", package),
        patch.object(sys, "argv", ["ccwp-kg", *words]),
        each_once(),
        CliRunner().isolation(env=environment) as (stdout, stderr, _),
    ):
        try:
            main()
        except SystemExit as ended:
            status = ended.code
        finally:
            signal.signal(signal.SIGTERM, on_term)
    texts = (stream.getvalue().decode().replace("\r\n", "\n") for stream in (stdout, stderr))
    return subprocess.CompletedProcess(words, status if isinstance(status, int) else int(status is not None), *texts)


def copy_of_checkout(target: Path) -> Path:
    """The package and its folders, copied."""
    ignore = shutil.ignore_patterns("__pycache__", "cases")
    shutil.copytree(ROOT / "src" / "ccwp_kg", target / "src" / "ccwp_kg", ignore=ignore)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, target / name, ignore=ignore)
    return target


def checkout_with_a_past(target: Path) -> Path:
    """The package copied, its folders linked, but for its list of releases, in which one stands before the next."""
    shutil.copytree(ROOT / "src" / "ccwp_kg", target / "src" / "ccwp_kg", ignore=shutil.ignore_patterns("__pycache__"))
    (target / "data").mkdir()
    for path in (*(ROOT / name for name in FOLDERS if name != "data"), *(ROOT / "data").iterdir()):
        if path.name != "releases":
            (target / path.relative_to(ROOT)).symlink_to(path)
    (target / "data" / "releases").symlink_to(RELEASES)
    return target


def run_command(
    *words: str, root: Path = ROOT, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `ccwp-kg` from the checkout at `root` in a process of its own, with more environment variables."""
    return subprocess.run(
        [sys.executable, "-m", "ccwp_kg", *words],
        env={**os.environ, "PYTHONPATH": str(root / "src"), **environment},
        cwd=cwd or root,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
