"""What many tests share: the checkout, a copy of it to break, the built dataset, a release, and a server over HTTP."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ccwp_kg.build import Inputs, assemble
from ccwp_kg.rdf.dataset import NamedGraphs

ROOT = Path(__file__).parents[1]
FOLDERS = ("ontology", "data", "shapes", "web")


@pytest.fixture(scope="session")
def inputs() -> Inputs:
    """The folders of this checkout."""
    return Inputs(ontology=ROOT / "ontology", data=ROOT / "data", shapes=ROOT / "shapes")


@pytest.fixture(scope="session")
def dataset(inputs: Inputs) -> NamedGraphs:
    """The named graphs as built from this checkout."""
    return assemble(inputs)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of this checkout, made by the command."""
    target = tmp_path_factory.mktemp("published") / "release"
    done = _run("release", "--out", str(target))
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the package and its folders that a test may break."""
    target = tmp_path / "checkout"
    ignore = shutil.ignore_patterns("__pycache__", "cases")
    shutil.copytree(ROOT / "src" / "ccwp_kg", target / "src" / "ccwp_kg", ignore=ignore)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, target / name, ignore=ignore)
    return target


Run = Callable[..., subprocess.CompletedProcess[str]]


def _run(
    *words: str, root: Path = ROOT, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ccwp_kg", *words],
        env={**os.environ, "PYTHONPATH": str(root / "src"), **environment},
        cwd=cwd or root,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def run() -> Run:
    """Runs `ccwp-kg` as a process of its own: `run("build", "--check", root=checkout, TZ="UTC")`."""
    return _run
