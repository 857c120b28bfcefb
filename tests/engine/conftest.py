"""What tests of the engine share: some thousand statements, and a server over them with tight limits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.serving import Server, running, stop_server

SECONDS = 2
STATEMENTS = 3_000


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough statements that a product of three patterns takes for ever."""
    path = tmp_path_factory.mktemp("many") / "many.nt"
    lines = (f'<urn:x:s{n}> <urn:x:p{n % 7}> "value {n}" .\n' for n in range(STATEMENTS))
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def limited(many: Path) -> Iterator[Server]:
    """A server with tight limits."""
    server = running(
        "data",
        str(many),
        max_query_seconds=SECONDS,
        max_query_mb=200,
        max_rows=5_000,
        max_answer_bytes=1_000_000,
    )
    yield server
    assert 0 == stop_server(server.process)
