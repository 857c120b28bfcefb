"""What tests behind nginx share: a server over a release, and one with a single thread and a large answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from nginx_site import SLASHED, STATEMENTS, Site, behind_nginx


@pytest.fixture(scope="session")
def site(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The release of this checkout behind nginx."""
    with behind_nginx(tmp_path_factory.mktemp("site"), "release", str(published)) as started:
        yield started


@pytest.fixture(scope="session")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with a single thread and an answer of 32 MB behind nginx."""
    folder = tmp_path_factory.mktemp("narrow")
    lines = [f'<urn:x:s{n}> <urn:x:p{n % 7}> "value {n} {"x" * 400}" .\n' for n in range(STATEMENTS)]
    lines.append(f'<{SLASHED}> <http://www.w3.org/2000/01/rdf-schema#label> "with a slash" .\n')
    (folder / "many.nt").write_text("".join(lines), encoding="utf-8")
    with behind_nginx(folder, "data", str(folder / "many.nt"), workers=1, threads=1) as started:
        yield started
