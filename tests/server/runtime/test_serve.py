"""Starting and ending: what is served, what cannot be, and that nothing stays behind."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

from support.serving import running, start_server, stop_server

COUNT = "/sparql?" + urlencode({"query": "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"})
NAMED = "/sparql?" + urlencode({"query": "SELECT (COUNT(*) AS ?n) WHERE { GRAPH <urn:x:g> { ?s ?p ?o } }"})


def test_files_are_served_as_they_are(tmp_path: Path) -> None:
    """Quads keep their graphs, triples go to the default graph, and nothing is merged."""
    (tmp_path / "a.ttl").write_text("<urn:x:a> <urn:x:p> 1, 2 .", encoding="utf-8")
    (tmp_path / "b.nq").write_text("<urn:x:a> <urn:x:p> <urn:x:b> <urn:x:g> .\n", encoding="utf-8")
    (tmp_path / "c.trig").write_text("<urn:x:g> { <urn:x:c> <urn:x:p> 3 } <urn:x:d> <urn:x:p> 4 .", encoding="utf-8")
    server = running("data", *(str(tmp_path / name) for name in ("a.ttl", "b.nq", "c.trig")))
    try:
        counts = [
            int(json.loads(server.ask("GET", path)[2])["results"]["bindings"][0]["n"]["value"])
            for path in (COUNT, NAMED)
        ]
        assert [3, 2] == counts
        assert 404 == server.ask("GET", "/dumps/dataset.nq")[0]
        assert 200 == server.ask("GET", "/", accept="text/html")[0]
        # there is no catalogue to point to
        linked = server.ask("GET", "/plans.ttl")[1]["link"]
        described = re.findall(r'<http://[^/]*([^>]*)>; rel="(?:describedby|service-desc)"', linked)
        assert described == ["/sparql", "/sparql"]
    finally:
        stop_server(server.process)


CANNOT = [
    # (error, words of its sentence, what is asked for)
    ("NotARelease", "is not a release", ["release", "{empty}"]),
    ("NotARelease", "is not a release", ["release", "{empty}/nowhere"]),
    ("CannotServe", "bad.ttl, line 1, column", ["data", "{empty}/../bad.ttl"]),
    ("CannotServe", "cannot be read", ["data", "{empty}/none.ttl"]),
    ("CannotServe", "names no RDF format", ["data", "{empty}/../odd.xyz"]),
    ("CannotServe", "one of them", ["data"]),
]


@pytest.mark.parametrize(("error", "words", "what"), CANNOT)
def test_what_cannot_be_served(tmp_path: Path, error: str, words: str, what: list[str]) -> None:
    """One sentence with cause and cure, no traceback."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.ttl").write_text("<urn:x:a> nonsense .", encoding="utf-8")
    (tmp_path / "odd.xyz").write_text("", encoding="utf-8")
    process = start_server(*(word.format(empty=tmp_path / "empty") for word in what))
    _, told = process.communicate(timeout=20)
    assert 1 == process.returncode
    assert told.startswith(error + ": ")
    assert words in told
    assert "Traceback" not in told


def test_a_taken_port_is_told(release_folder: Path) -> None:
    """A port in use is an error with a cure, not a second server beside the first."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = start_server("release", str(release_folder), port=taken.getsockname()[1])
        _, told = process.communicate(timeout=20)
    assert 1 == process.returncode
    assert told.startswith("CannotServe: ")
    assert "choose another --host or --port" in told


@pytest.mark.parametrize("sent", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_a_signal_ends_everything(release_folder: Path, sent: signal.Signals) -> None:
    """After Ctrl-C or SIGTERM no process of the server is left, and the port is free again."""
    server = running("release", str(release_folder))
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    assert 2 <= len(children)
    assert 0 == stop_server(server.process, sent)
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(int(child), 0)
    socket.create_server(("127.0.0.1", server.port)).close()


@pytest.mark.timed
def test_cold_start_takes_less_than_two_seconds(release_folder: Path) -> None:
    """From the command to the first answer."""
    begun = time.monotonic()
    server = running("release", str(release_folder))
    try:
        assert 200 == server.ask("GET", "/healthz")[0]
        assert time.monotonic() - begun < 2
    finally:
        stop_server(server.process)
