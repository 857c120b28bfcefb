"""What tests of stores share: a small release, a fake endpoint, and a real Virtuoso."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from endpoints import SMALL, Fake, fake_endpoint, write_release
from virtuoso import virtuoso  # noqa: F401  # a fixture


@pytest.fixture(scope="session")
def small_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three graphs, one of them the shapes, with literals that stores like to change."""
    return write_release(tmp_path_factory.mktemp("small") / "release", SMALL)


@pytest.fixture
def fake() -> Iterator[Fake]:
    """A fake endpoint on a free port of the loopback."""
    with fake_endpoint() as endpoint:
        yield endpoint
