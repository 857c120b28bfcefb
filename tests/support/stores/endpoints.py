"""A small release to put into stores, and an endpoint that behaves as badly as it is told to."""

from __future__ import annotations

import hashlib
import json
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs

from support.commands import ROOT

GRAPH = "https://w3id.org/ccwp/id/graph/"
X, Y, P = "<http://a.example/x>", "<http://a.example/y>", "<http://a.example/p>"
XSD = "http://www.w3.org/2001/XMLSchema#"
SMALL = f"""{X} {P} "one" <{GRAPH}curated/one> .
{X} {P} "both" <{GRAPH}curated/one> .
{X} {P} "both" <{GRAPH}curated/two> .
<http://a.example/\u00e9> {P} "two\\n\u00e9 \\"q\\""@fr <{GRAPH}curated/two> .
{Y} <http://a.example/flag> "true"^^<{XSD}boolean> <{GRAPH}curated/two> .
{Y} <http://a.example/when> "2012-12"^^<{XSD}gYearMonth> <{GRAPH}curated/two> .
{Y} <http://a.example/for> "P18M"^^<{XSD}duration> <{GRAPH}curated/two> .
<http://a.example/s> <http://a.example/property> _:a <{GRAPH}shapes> .
_:a {P} "only a shape says so" <{GRAPH}shapes> .
"""


def write_release(folder: Path, dataset: str, *, description: str = "") -> Path:
    """A release with no more files than a release must have."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.nq").write_text(dataset, encoding="utf-8")
    (folder / "description.ttl").write_text(description, encoding="utf-8")
    for name in ("prefixes.ttl", "context.jsonld", "rich.ttl", "CHANGELOG.md"):
        shutil.copy(ROOT / "ontology" / name, folder / name)
    shutil.copytree(ROOT / "data" / "sources", folder / "source", dirs_exist_ok=True)
    names = ("dataset.nq", "description.ttl", "release.json")
    told = {
        name: {"title": name, "format": name.rpartition(".")[2], "mediaType": kind, "isDistribution": "data" in name}
        for name, kind in zip(names, ("application/n-quads", "text/turtle", "application/json"), strict=True)
    }
    summary = {"version": "9.9.9", "statements": dataset.count("\n"), "files": told}
    (folder / "release.json").write_text(json.dumps(summary), encoding="utf-8")
    sums = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    return folder


Play = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Fake:
    """An endpoint that plays what it is told to, and remembers what it was asked."""

    play: Play = lambda _: None
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    address: str = ""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    fake: Fake


class _Handler(BaseHTTPRequestHandler):
    def _answer(self) -> None:
        fake = cast(_Server, self.server).fake
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fake.asked.append(parse_qs(body.decode("utf-8"), keep_blank_values=True))
        fake.headers.append({name.lower(): value for name, value in self.headers.items()})
        fake.methods.append(self.command)
        self.close_connection = True
        try:
            fake.play(self)
        except OSError:
            return  # the other side has hung up, as it should have

    do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815  # the names are the standard library's

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the standard library's
        """Nothing is said on standard error."""


@contextmanager
def fake_endpoint() -> Iterator[Fake]:
    """A fake endpoint on a free port of the loopback, which ends with the block."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.fake = Fake(address=f"http://127.0.0.1:{server.server_address[1]}/sparql")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.fake
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()


def raw(content: bytes) -> Play:
    """Play these bytes, and hang up."""

    def play(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(content)

    return play


def reply(
    body: bytes | str, *, status: int = 200, media_type: str = "application/sparql-results+json", **headers: str
) -> Play:
    """Play an answer with its length; `x_sql_state="…"` is the header X-SQL-State."""

    def play(handler: BaseHTTPRequestHandler) -> None:
        content = body.encode() if isinstance(body, str) else body
        handler.send_response(status)
        handler.send_header("Content-Type", media_type)
        handler.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return play


def in_turn(*plays: Play) -> Play:
    """Play one after the other, the last one for ever."""
    left = list(plays)

    def play(handler: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return play


def reset(handler: BaseHTTPRequestHandler) -> None:
    """Hang up the hard way."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    handler.connection.close()
