"""What tests of the running server share: some thousand statements, and connections to one of its processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.connections import Connect, Connection, connections_of
from support.serving import Server


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`<urn:x:sN> <urn:x:pM> "value N"`, 3,000 of them, M being N modulo 7."""
    path = tmp_path_factory.mktemp("many") / "many.nt"
    lines = (f'<urn:x:s{n}> <urn:x:p{n % 7}> "value {n}" .\n' for n in range(3_000))
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def connect(server: Server) -> Iterator[Connect]:
    """Opens connections to one process of the module's server, closed at the end; see `connections_of`."""
    opened: list[Connection] = []

    def connect(process: int, count: int, **options: int) -> list[Connection]:
        opened.extend(connections_of(server, process, count, **options))
        return opened[len(opened) - count :]

    yield connect
    for each in opened:
        each.hang_up()
