"""Citations stand under the reader, the search and reconciliation: none of the three loads another."""

import subprocess
import sys

import pytest

SHARED = {"citations", "text", "records", "profile", "intake"}
"""Rooms of the reader that those who only look up a number may load; of `intake` only the characters."""


@pytest.mark.parametrize(
    "module",
    ["ccwp_kg.sources.citations.references", "ccwp_kg.search", "ccwp_kg.reconciliation", "ccwp_kg.server.serve"],
)
def test_no_reader_is_loaded(module: str) -> None:
    code = f"import sys, {module}; print(*(name for name in sys.modules if name.startswith('ccwp_kg.sources.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "ccwp_kg.sources.citations.council_numbers" in loaded
    assert {name.split(".")[2] for name in loaded} <= SHARED
    assert {name for name in loaded if ".intake." in name} <= {"ccwp_kg.sources.intake.normalise"}
