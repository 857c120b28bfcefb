"""What tests of the interfaces share: the release over real HTTP."""

import pytest

from support.serving import Server


@pytest.fixture(scope="module")
def service(release_server: Server) -> Server:
    """The release of this checkout, with two HTTP processes."""
    return release_server
