"""The contracts on imports bite: an upward import that is planted in a copy of the package breaks its contract."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.commands import ROOT

PLANTED = [
    # (a module, what it imports, the contract that this breaks)
    ("engine/slots.py", "ccwp_kg.cli.main", "The house stands on its floors"),
    ("engine/slots.py", "pyshacl", "Only validation imports pyshacl"),
    ("server/http/headers.py", "ccwp_kg.server.html.problems", "The rooms of the server stand on one another"),
    ("sources/text/dates.py", "ccwp_kg.sources.plan.plan", "The reader stands on its floors"),
]


def judged(root: Path) -> tuple[int, list[str]]:
    """The exit code of `lint-imports` for a checkout, and the contracts that are broken."""
    command = [Path(sys.executable).with_name("lint-imports"), "--config", ROOT / "pyproject.toml", "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, [line.partition(" BROKEN")[0] for line in done.stdout.splitlines() if " BROKEN" in line]


@pytest.mark.slow
def test_without_such_an_import_no_contract_is_broken(checkout: Path) -> None:
    """Else every one of them would seem to be noticed."""
    assert (0, []) == judged(checkout)


@pytest.mark.slow
@pytest.mark.parametrize(("module", "imported", "contract"), PLANTED)
def test_an_upward_import_breaks_its_contract(module: str, imported: str, contract: str, checkout: Path) -> None:
    path = checkout / "src" / "ccwp_kg" / module
    path.write_text(f"{path.read_text(encoding='utf-8')}\nimport {imported}\n", encoding="utf-8")
    assert (1, [contract]) == judged(checkout)
