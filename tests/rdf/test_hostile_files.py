"""No RDF file hurts whoever reads it: one sentence, little memory, little time, nothing opened and nothing fetched."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_files import Maker, cases, made

from ccwp_kg.errors import InvalidTurtle, UnreadableFile
from ccwp_kg.input_file import open_input, read_input
from ccwp_kg.rdf.syntax import read
from ccwp_kg.rdf.syntax.read import read_quads

_MB = 1 << 20
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ALLOWED = 250 * _MB
_READ = """
import sys
from pathlib import Path
from ccwp_kg.errors import CcwpError
from ccwp_kg.store import EmbeddedStore
try:
    EmbeddedStore.of_files([Path(sys.argv[1])])
except CcwpError as error:
    print(error, file=sys.stderr)
    status = Path("/proc/self/status").read_text()  # ru_maxrss tells of the parent, too
    print(status.partition("VmHWM:")[2].split()[0])
    sys.exit(1)
"""


@pytest.mark.parametrize(("words", "name", "make"), cases())
def test_a_hostile_file_is_refused_in_one_sentence(words: str, name: str, make: Maker, tmp_path: Path) -> None:
    """In 10 s and 250 MB at most, with nobody asked and no pipe opened that a file names."""
    trap = tmp_path / "trap"
    os.mkfifo(trap)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        path = made(tmp_path / name, make, trap=trap, port=listening.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-c", _READ, path], capture_output=True, text=True, timeout=60, check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (10, 10)),
        )  # fmt: skip
        listening.setblocking(False)
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert 1 == done.returncode, done.stderr[-500:]
    assert words in done.stderr
    assert 1 == done.stderr.count("\n")
    assert len(done.stderr) < 600 + len(str(tmp_path))
    assert int(done.stdout) * 1024 < _ALLOWED


HARMLESS = [
    # (statements, file name, content)
    (2, "marks.ttl", '# ((((\n<urn:x:(((> <urn:x:p> \'[[\', """<<( " <<""" .'),
    (2, "quotes.ttl", "<urn:x:s> <urn:x:p> \"\\\"((\", '''{ ' {''' ."),
    (1, "names.ttl", "@prefix x: <urn:x:> . x:it\\'s\\( x:p x:o ."),
    (1, "marks.nq", f'<urn:x:s> <urn:x:p> "{"<<(" * 5_000}" <urn:x:it\'s> .\n'),
    (1, "marks.jsonld", '{"@id": "urn:x:s", "urn:x:p": "' + '[{\\"' * 1_000 + '"}'),
    (255, "deep.ttl", f"<urn:x:s> <urn:x:p> {'(' * 128}{')' * 128} ."),
    (127, "deep.jsonld", '{"urn:x:p":' * 127 + "{}" + "}" * 127),
    (1, "comment.rdf", f'<!-- <!DOCTYPE r> --><r:RDF xmlns:r="{RDF}"><r:Bag/></r:RDF>'),
    (1, "marked.rdf", f'\ufeff<?xml version="1.0"?><r:RDF xmlns:r="{RDF}"><r:Bag/></r:RDF>'),
    (0, "nothing.ttl", ""),
    (0, "comment.nq", "# nothing"),
]


@pytest.mark.parametrize(("number", "name", "content"), HARMLESS, ids=[name for _, name, _ in HARMLESS])
def test_what_only_looks_hostile_is_read(number: int, name: str, content: str, tmp_path: Path) -> None:
    """Brackets in strings, IRIs, names and comments, a DOCTYPE in a comment, and what is just within the limits."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert number == len(set(read_quads(tmp_path / name)))


def test_more_statements_than_may_be_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST", 2)
    path = tmp_path / "many.ttl"
    path.write_text("<urn:x:s> <urn:x:p> 1, 2 .")
    assert 2 == len(list(read_quads(path)))
    path.write_text("<urn:x:s> <urn:x:p> 1, 2, 3 .")
    with pytest.raises(InvalidTurtle, match="holds more than 2 statements, the limit; put them into a store"):
        list(read_quads(path))


def test_a_file_that_grows_while_it_is_read_ends_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "growing.txt"
    path.write_bytes(b"12345")
    assert b"12345" == read_input(path, limit=5)
    with open_input(path, limit=5) as file:
        path.write_bytes(b"123456")
        with pytest.raises(UnreadableFile, match="more than 5 bytes, the limit"):
            file.read()


def test_a_bad_byte_is_told_by_its_place(tmp_path: Path) -> None:
    """Also far behind the first piece that is read."""
    path = tmp_path / "far.nt"
    line = b"<urn:x:s> <urn:x:p> <urn:x:o> .\n"
    path.write_bytes(line * 50_000 + b"\xff")
    with pytest.raises(InvalidTurtle, match=rf"no UTF-8 text \(byte {len(line) * 50_000}\)"):
        list(read_quads(path))
