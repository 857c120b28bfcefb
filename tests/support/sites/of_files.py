"""Sites of files: published, served by `python -m http.server`, and asked over HTTP."""

from __future__ import annotations

import http.client
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from ccwp_kg.server.static_site import Published, publish_site
from support.serving import eventually, free_port

FOLDER = "ccwp"
"""The path below which the site is served."""


@dataclass(frozen=True)
class FileSite:
    """A site as it is served: its folder, the address of its start page without the last slash, and what was told."""

    folder: Path
    address: str
    told: Published

    def ask(self, path: str) -> tuple[int, str, bytes]:
        """Status, media type and body of a path below the address."""
        return get(f"{self.address}{path}")


def get(address: str) -> tuple[int, str, bytes]:
    """Status, media type and body at an address of the loopback; redirects are not followed."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=20)
    try:
        connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
        response = connection.getresponse()
        return response.status, response.getheader("Content-Type", ""), response.read()
    finally:
        connection.close()


def statuses(addresses: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each address with its status by HEAD, over one connection to each host: thousands cost little."""
    connections: dict[str, http.client.HTTPConnection] = {}
    try:
        for address in addresses:
            parts = urlsplit(address)
            connection = connections.setdefault(parts.netloc, http.client.HTTPConnection(parts.netloc, timeout=20))
            connection.request("HEAD", parts.path)
            with connection.getresponse() as response:
                yield address, response.status
    finally:
        for connection in connections.values():
            connection.close()


@contextmanager
def serving(root: Path, port: int) -> Iterator[None]:
    """A folder served by Python's own server, a process of its own."""
    words = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(root)]
    words += ["--protocol", "HTTP/1.1"]  # one connection serves many requests
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert eventually(partial(_answers, f"http://127.0.0.1:{port}/"), within=20)
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


def _answers(address: str) -> bool:
    try:
        return get(address)[0] == 200
    except OSError:
        return False


@contextmanager
def site_under_a_path(release: Path, folder: Path) -> Iterator[FileSite]:
    """A release as a site of files at `http://127.0.0.1:PORT/ccwp`, in `folder/ccwp`."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/{FOLDER}"
    told = publish_site(release, folder / FOLDER, base_url=address, maintainer="octocat")
    with serving(folder, port):
        yield FileSite(folder / FOLDER, address, told)


@contextmanager
def at_root(site: FileSite) -> Iterator[FileSite]:
    """The same files at the root of another host; what they name by its whole address is still at the first."""
    port = free_port()
    with serving(site.folder, port):
        yield FileSite(site.folder, f"http://127.0.0.1:{port}", site.told)
