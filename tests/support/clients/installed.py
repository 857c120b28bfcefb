"""The clients that tests try as a reader would: found, or skipped with a reason; in CI they must be there."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from support.commands import ROOT

INSTALLED = ROOT / "build" / "clients"
"""Where `make clients` puts each environment, by the name of its lock file."""


def require(there: bool, *, missing: str, cure: str) -> None:
    """Skip the test where a client is missing; in CI that is a failure, for there each client must be tried."""
    if not there:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{missing} is missing, and in CI every client must be tried: {cure}")
        pytest.skip(f"{missing} is missing: {cure}")


def python_of(name: str) -> Path:
    """The interpreter of the environment that requirements/clients-NAME.txt describes."""
    require(
        (INSTALLED / name / "installed").is_file(), missing=f"the environment build/clients/{name}", cure="make clients"
    )
    return INSTALLED / name / "bin" / "python"


def run_python(name: str, script: str, *words: str, timeout: float = 60) -> str:
    """What a script prints that runs in the environment of that name."""
    return output_of([str(python_of(name)), "-c", script, *words], timeout=timeout)


def output_of(command: list[str], *, timeout: float = 60, given: str | None = None, folder: Path | None = None) -> str:
    """What a client prints; it must end well."""
    done = subprocess.run(
        command, input=given, capture_output=True, text=True, timeout=timeout, check=False, cwd=folder
    )
    assert 0 == done.returncode, (command, done.stdout[-2_000:], done.stderr[-4_000:])
    return done.stdout


def node_modules() -> tuple[Path, Path]:
    """Node, and the folder of its packages, as requirements/clients-node locks them."""
    folder = INSTALLED / "node"
    node = folder / "node_modules" / ".bin" / "node"
    require(
        (folder / "installed").is_file() and node.exists(),
        missing="the folder build/clients/node",
        cure="install npm, then make clients",
    )
    return node, folder / "node_modules"


def rapper() -> str:
    """Raptor's command."""
    require(shutil.which("rapper") is not None, missing="rapper", cure="install Debian's raptor2-utils")
    return "rapper"
