"""What tests of the running server share: some thousand statements."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`<urn:x:sN> <urn:x:pM> "value N"`, 3,000 of them, M being N modulo 7."""
    path = tmp_path_factory.mktemp("many") / "many.nt"
    lines = (f'<urn:x:s{n}> <urn:x:p{n % 7}> "value {n}" .\n' for n in range(3_000))
    path.write_text("".join(lines), encoding="utf-8")
    return path
