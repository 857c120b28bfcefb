"""The benchmark of many plans makes plans that conform: its figures are of what a reader of documents could make."""

from __future__ import annotations

import json
import subprocess
import sys

from support.commands import ROOT


def test_synthetic_plans_are_built_validated_and_released() -> None:
    """A change of the records or the shapes that the benchmark does not follow is told here, not by who measures."""
    command = [sys.executable, "-m", "benchmarks.plans", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert 0 == done.returncode, done.stdout + done.stderr
    took = json.loads(done.stdout)
    assert took["statements"] > 4_000
    assert {"build", "validate", "release"} <= took.keys()
