"""Files made to hurt whoever reads them, each with the words in which it is refused."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Maker = Callable[[Path], None]
_DEEP = 50_000
_LONG = b"x" * (17 << 20)
_RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:x:">'
_THING = f'{_RDF}<u:T rdf:about="urn:x:s"><u:p>{{}}</u:p></u:T></rdf:RDF>'
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def _holds(content: str | bytes) -> Maker:
    data = content.encode() if isinstance(content, str) else content

    def make(path: Path) -> None:
        path.write_bytes(data)

    return make


def _nested(opening: str, closing: str, *, within: str = "<urn:x:s> <urn:x:p> {} .") -> Maker:
    return _holds(within.format(opening * _DEEP + "<urn:x:o>" * (within[0] == "<") + closing * _DEEP))


def _json(opening: str, closing: str, *, within: str = "{}") -> Maker:
    return _holds(within.replace("{}", opening * _DEEP + "1" + closing * _DEEP))


def _bomb(path: Path) -> None:
    path.write_bytes(gzip.compress(b" " * 20_000_000))


def _zip(path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.nt", b" " * 10_000_000)
    path.write_bytes(buffer.getvalue())


def _sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 3_000_000_000)


_DEEPER = "nest deeper than 128, the limit"
_DOCTYPE = "a DOCTYPE may declare entities"
_ELSEWHERE = "a context elsewhere is named, and nothing is fetched"
_NOT_TEXT = "is no UTF-8 text"
_TOO_LONG = "more than 16 MiB"

HOSTILE: list[tuple[str, str, Maker]] = [
    # (words of the sentence, file name, how it is made); TRAP is a pipe that hangs who opens it, PORT is listened to
    (_DOCTYPE, "laughs.rdf", _holds(f'<!DOCTYPE r [<!ENTITY l0 "ha">{_LAUGHS}]>{_THING.format("&l9;")}')),
    (_DOCTYPE, "local.rdf", _holds(f'<!DOCTYPE r [<!ENTITY e SYSTEM "file://TRAP">]>{_THING.format("&e;")}')),
    (
        _DOCTYPE,
        "remote.rdf",
        _holds(f'<!DOCTYPE r [<!ENTITY e SYSTEM "http://127.0.0.1:PORT/">]>{_THING.format("&e;")}'),
    ),
    (_DOCTYPE, "parameter.rdf", _holds(f'<!DOCTYPE r [<!ENTITY % p SYSTEM "file://TRAP"> %p;]>{_THING.format("x")}')),
    (_DOCTYPE, "subset.rdf", _holds(f'<!DOCTYPE r SYSTEM "http://127.0.0.1:PORT/r.dtd">{_THING.format("x")}')),
    (_DOCTYPE, "behind-a-comment.rdf", _holds(f"<!-- {'x' * 300_000} --><!DOCTYPE r>{_THING.format('x')}")),
    ("line 1, column", "small-letters.rdf", _holds(f'<!doctype r [<!ENTITY e "x">]>{_THING.format("&e;")}')),
    ("line 1, column", "late.rdf", _holds(f'{_RDF}<!DOCTYPE r [<!ENTITY e "x">]><u:T u:p="&e;"/></rdf:RDF>')),
    ("undefined entity", "undeclared.rdf", _holds(_THING.format("&nbsp;"))),
    ("no element found", "cut.rdf", _holds(_THING.format("x").removesuffix("</rdf:RDF>"))),
    ("no element found", "empty.rdf", _holds("")),
    (_DEEPER, "elements.rdf", _holds(f"{_RDF}{'<u:T><u:p>' * _DEEP}{'</u:p></u:T>' * _DEEP}</rdf:RDF>")),
    (_DEEPER, "literal.rdf", _holds(_THING.replace("<u:p>", '<u:p rdf:parseType="Literal">').format("<b>" * _DEEP))),
    ("Only UTF-8", "told-otherwise.rdf", _holds(f'<?xml version="1.0" encoding="ISO-8859-1"?>{_THING.format("é")}')),
    (_NOT_TEXT, "wide.rdf", _holds(f'<?xml version="1.0" encoding="UTF-16"?>{_THING.format("x")}'.encode("utf-16"))),
    (_NOT_TEXT, "wide.ttl", _holds("<urn:x:s> <urn:x:p> 1 .".encode("utf-16-le"))),
    (_NOT_TEXT, "wide.jsonld", _holds('{"@id": "urn:x:s"}'.encode("utf-32"))),
    (_NOT_TEXT, "nul.nt", _holds(b'<urn:x:s> <urn:x:p> "a\0b" .\n')),
    (_NOT_TEXT, "latin.trig", _holds("# é\n<urn:x:s> <urn:x:p> 1 .".encode("latin-1"))),
    (_NOT_TEXT, "archive.ttl", _zip),
    (_DEEPER, "nodes.ttl", _nested("[ <urn:x:p> ", " ]")),
    (_DEEPER, "lists.ttl", _nested("(", ")")),
    (_DEEPER, "never-closed.ttl", _nested("(", "")),
    (_DEEPER, "terms.ttl", _nested("<<( <urn:x:s> <urn:x:p> ", " )>>")),
    (_DEEPER, "terms.nq", _nested("<<( <urn:x:s> <urn:x:p> ", " )>>")),
    (_DEEPER, "statements.ttl", _nested("<< <urn:x:s> <urn:x:p> ", " >>")),
    (_DEEPER, "annotations.ttl", _nested("{| <urn:x:p> <urn:x:o> ", "|}", within="<urn:x:s> <urn:x:p> <urn:x:o> {} .")),
    (_DEEPER, "graphs.trig", _nested("{", "}")),
    (_DEEPER, "objects.jsonld", _json('{"urn:x:p":', "}")),
    (_DEEPER, "arrays.jsonld", _json("[", "]")),
    (_DEEPER, "lists.jsonld", _json('{"urn:x:p":{"@list":[', "]}}")),
    (_DEEPER, "contexts.jsonld", _json('{"a":{"@id":"urn:x:a","@context":', "}}", within='{"@context":{}}')),
    (_DEEPER, "included.jsonld", _json('{"@included":', "}")),
    (_ELSEWHERE, "remote.jsonld", _holds('{"@context": "http://127.0.0.1:PORT/", "@id": "urn:x:s", "p": 1}')),
    (_ELSEWHERE, "local.jsonld", _holds('{"@context": "file://TRAP", "@id": "urn:x:s", "p": 1}')),
    (_ELSEWHERE, "import.jsonld", _holds('{"@context": {"@import": "http://127.0.0.1:PORT/"}, "@id": "urn:x:s"}')),
    (
        _ELSEWHERE,
        "scoped.jsonld",
        _holds('{"@context": {"t": {"@id": "urn:x:t", "@context": "http://127.0.0.1:PORT/"}}, "t": {"urn:x:p": 1}}'),
    ),
    ("line 1, column", "cut.jsonld", _holds('{"@id": "urn:x:s", "urn:x:p": [1, 2')),
    ("line 1, column", "empty.jsonld", _holds("")),
    ("line 2, column", "cut.ttl", _holds("<urn:x:s> <urn:x:p> 1 .\n<urn:x:s> <urn:x:p> ")),
    (_TOO_LONG, "literal.nq", _holds(b'<urn:x:s> <urn:x:p> "' + _LONG + b'" <urn:x:g> .\n')),
    (_TOO_LONG, "line-without-end.nq", _holds(b'<urn:x:s> <urn:x:p> "' + _LONG)),
    (_TOO_LONG, "iri.ttl", _holds(b"<urn:x:" + _LONG + b"> <urn:x:p> 1 .")),
    (_TOO_LONG, "comment.ttl", _holds(b"#" + _LONG)),
    (_TOO_LONG, "text.jsonld", _holds(b'{"@id": "urn:x:s", "urn:x:p": "' + _LONG + b'"}')),
    ("…; correct the file there", "word.ttl", _holds(b"x" * 1_000_000)),
    ("packed more than 250 to 1", "bomb.nt.gz", _bomb),
    ("is no whole gzip file", "cut.nt.gz", _holds(gzip.compress(b"<urn:x:s> <urn:x:p> 1 .\n" * 99)[:-20])),
    ("is no whole gzip file", "archive.nt.gz", _zip),
    ("is empty", "empty.nt.gz", _holds("")),
    (_NOT_TEXT, "twice.nt.gz", _holds(gzip.compress(gzip.compress(os.urandom(9_999))))),
    ("3,000,000,000 bytes; 2,000,000,000 is the limit", "large.nt", _sparse),
    ("is a folder", "folder.ttl", Path.mkdir),
    ("is a device or a pipe", "pipe.ttl", os.mkfifo),
    ("is a device or a pipe", "zeros.nt", lambda path: path.symlink_to("/dev/zero")),
    ("cannot be read (Too many levels of symbolic links)", "loop.ttl", lambda path: path.symlink_to(path.name)),
    ("cannot be read (No such file or directory)", "dangling.ttl", lambda path: path.symlink_to("nowhere.ttl")),
    ("names no RDF format", "table.csv", _holds("a,b\n")),
    ("names no RDF format", "packed.gz", _holds("a")),
]


def cases() -> list[object]:
    """The rows of HOSTILE as pytest wants them."""
    return [pytest.param(words, name, make, id=name) for words, name, make in HOSTILE]


def made(path: Path, make: Maker, *, trap: Path, port: int) -> Path:
    """The file; in what it holds TRAP and PORT are filled in."""
    make(path)
    if path.is_file() and path.stat().st_size < 10_000:
        content = path.read_bytes()
        path.write_bytes(content.replace(b"TRAP", bytes(trap)).replace(b"PORT", b"%d" % port))
    return path
