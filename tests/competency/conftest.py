"""The shipped data as a release, served over real HTTP for the questions of this folder."""

import pytest

from support.serving import Server


@pytest.fixture(scope="session")
def endpoint(release_server: Server) -> str:
    """The address of a SPARQL endpoint over the shipped data."""
    return f"{release_server.address}/sparql"
