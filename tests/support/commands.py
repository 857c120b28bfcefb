"""Running the command line in a process of its own, for tests of what users see."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("ontology", "data", "shapes", "web")

Run = Callable[..., subprocess.CompletedProcess[str]]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and its sub-folders, by its path within it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run_command(
    *words: str, root: Path = ROOT, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `ccwp-kg` from the checkout at `root`, with more environment variables."""
    return subprocess.run(
        [sys.executable, "-m", "ccwp_kg", *words],
        env={**os.environ, "PYTHONPATH": str(root / "src"), **environment},
        cwd=cwd or root,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
