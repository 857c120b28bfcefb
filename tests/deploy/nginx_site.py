"""The shipped nginx configuration on free ports of the loopback, and a server of ours behind it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.commands import ROOT
from support.serving import Server, eventually, free_port, running, stop_server

NGINX = Path("/usr/sbin/nginx")
SHIPPED = ROOT / "docs" / "deploy" / "nginx.conf"
STATEMENTS = 60_000
"""How many statements the large answer has beside the one on SLASHED."""
SLASHED = "https://w3id.org/ccwp/id/document/a%2Fb"
"""A thing whose IRI holds an encoded slash."""
_AROUND = """\
{user}daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/shipped.conf;
}}
"""


@dataclass(frozen=True, slots=True)
class Site:
    """A server of ours, and the same as visitors meet it, through nginx."""

    ours: Server
    front: Server

    @property
    def address(self) -> str:
        return self.front.address


def around(folder: Path) -> str:
    """The configuration that includes `shipped.conf` in the folder, and keeps to the folder."""
    user = "user root;\n" if os.geteuid() == 0 else ""
    return _AROUND.format(user=user, folder=folder)


def configured(text: str, *, port: int, upstream: int) -> str:
    """The shipped configuration with other ports; each is there once, or this test tests something else."""
    changes = (
        (r"\n *listen \[::\]:80;", ""),
        (r"\n( *)listen 80;", rf"\n\1listen 127.0.0.1:{port};"),
        (r"\n( *)server 127\.0\.0\.1:8000;", rf"\n\1server 127.0.0.1:{upstream};"),
    )
    for pattern, replacement in changes:
        text, times = re.subn(pattern, replacement, text)
        assert 1 == times, pattern
    return text


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def need_nginx() -> None:
    """Skip where there is no nginx; in CI that is a failure, for there it must be tested."""
    if not NGINX.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{NGINX} is missing, and in CI the shipped configuration must be tried")
        pytest.skip(f"{NGINX} is not installed (Debian: nginx)")


@contextmanager
def behind_nginx(folder: Path, *what: str, **settings: str | int) -> Iterator[Site]:
    """Our server, told of its proxy, and nginx in front of it with the shipped configuration."""
    need_nginx()
    port = free_port()
    ours = running(*what, trusted_proxies="127.0.0.1", base_url=f"http://127.0.0.1:{port}", **settings)
    try:
        text = configured(SHIPPED.read_text(encoding="utf-8"), port=port, upstream=ours.port)
        (folder / "shipped.conf").write_text(text, encoding="utf-8")
        (folder / "nginx.conf").write_text(around(folder), encoding="utf-8")
        with (folder / "told").open("w") as told:
            nginx = subprocess.Popen(
                [NGINX, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"],
                stdout=told,
                stderr=told,
                text=True,
            )
        try:
            up = eventually(lambda: nginx.poll() is not None or _answers(port), within=10)
            assert up
            assert nginx.poll() is None, (folder / "told").read_text() + (folder / "error.log").read_text()
            yield Site(ours, Server(nginx, port))
        finally:
            nginx.send_signal(signal.SIGTERM)
            nginx.wait(timeout=10)
    finally:
        if ours.process.poll() is None:
            stop_server(ours.process)
