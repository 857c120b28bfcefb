"""The shipped data as a release, served over real HTTP for the questions of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.serving import running, stop_server


@pytest.fixture(scope="session")
def endpoint(published: Path) -> Iterator[str]:
    """The address of a SPARQL endpoint over the shipped data."""
    server = running("release", str(published))
    yield f"{server.address}/sparql"
    stop_server(server.process)
