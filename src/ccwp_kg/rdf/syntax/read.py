"""RDF files: read with errors people can act on, within limits that no file gets past."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple, parse

from ccwp_kg.errors import InvalidTurtle
from ccwp_kg.formats import RDF_FORMATS
from ccwp_kg.input_file import open_input
from ccwp_kg.rdf.syntax.nesting import nesting_check

MOST = 20_000_000
"""Statements that a file may hold; more are for a store elsewhere."""
_PIECE = 1 << 18
_LONGEST, _LONGEST_SHOWN = 1_000, 200
_PARSER_PLACE = re.compile(r"^Parser error at line .*?: ")
_TERM_TOO_LONG = "buffer maximal size"
_CONTEXT_ELSEWHERE = "LoadDocumentCallback"


def read_quads(path: Path, *, base_iri: str | None = None, rename_blank_nodes: bool = False) -> Iterator[Quad]:
    """The statements of an RDF file, its format known by the suffix; `.gz` behind it where it is gzipped.

    `rename_blank_nodes` gives blank nodes fresh names, so that none is taken for a blank node of another file.
    No other file is opened and nothing is fetched, whatever the file names.

    Raises InvalidTurtle with file, line and column for a syntax error, for an unknown suffix, and for what is over a
    limit: MOST statements, see also `nesting_check`; UnreadableFile as `open_input` does.
    """
    suffix = Path(path.stem).suffix if path.suffix == ".gz" else path.suffix
    rdf = next((f.rdf for f in RDF_FORMATS if suffix == f".{f.suffix}"), None)
    if rdf is None:
        open_input(path).close()  # what is no file is told first
        known = ", ".join(f".{f.suffix}" for f in RDF_FORMATS)
        raise InvalidTurtle(f"{path}: the suffix '{suffix}' names no RDF format; use one of {known}")
    with open_input(path) as file, _CheckedFile(file, nesting_check(rdf, str(path)), str(path)) as checked:
        stream = io.BufferedReader(checked, _PIECE)
        parsed = parse(stream, format=rdf, base_iri=base_iri, rename_blank_nodes=rename_blank_nodes)
        try:
            for number, quad in enumerate(parsed):
                if number == MOST:
                    raise InvalidTurtle(f"{path} holds more than {MOST:,} statements, the limit; put them into a store")
                yield quad
        except SyntaxError as error:
            line = "" if error.lineno is None else f", line {error.lineno}"
            column = "" if error.lineno is None or error.offset is None else f", column {error.offset}"
            raise InvalidTurtle(f"{path}{line}{column}: {_reason(error)}") from error
        except MemoryError as error:
            if _TERM_TOO_LONG not in str(error):
                raise
            raise InvalidTurtle(f"{path} holds a term or comment of more than 16 MiB, the limit; shorten it") from error


class _CheckedFile(io.RawIOBase):
    """A file as a stream that raises InvalidTurtle for what is not UTF-8, as every RDF format is, or nests too deep."""

    def __init__(self, file: BinaryIO, check: Callable[[bytes], None], name: str) -> None:
        self._file, self._check_nesting, self._name = file, check, name
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._size, self._is_at_end = 0, False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._file.read(len(buffer))
        if not self._is_at_end:
            self._is_at_end = not piece
            try:
                self._decoder.decode(piece, final=not piece)
                bad = piece.find(b"\0")
            except UnicodeDecodeError as error:
                bad = error.start
            if bad >= 0:
                place = f"byte {self._size + bad}"
                raise InvalidTurtle(f"{self._name} is no UTF-8 text ({place}); save it with that encoding")
            self._check_nesting(piece)
        self._size += len(piece)
        buffer[: len(piece)] = piece
        return len(piece)


def _reason(error: SyntaxError) -> str:
    """The parser's complaint without the place and without most of a word that may be megabytes long."""
    text = error.msg or str(error)
    if _CONTEXT_ELSEWHERE in text:
        return "a context elsewhere is named, and nothing is fetched; write that context into the file"
    text = _PARSER_PLACE.sub("", text[:_LONGEST])
    shown = "".join(character if character.isprintable() else " " for character in text[:_LONGEST_SHOWN])
    return f"{shown}{'…' if len(text) > _LONGEST_SHOWN else ''}; correct the file there"


def read_triples(path: Path, *, base_iri: str | None = None) -> list[Triple]:
    """The triples of a Turtle file of this project; named graphs are refused.

    Relative IRIs start at `base_iri`, and are refused without one.
    """
    triples = []
    for quad in read_quads(path, base_iri=base_iri):
        if not isinstance(quad.graph_name, DefaultGraph):
            raise InvalidTurtle(f"{path} holds named graphs; keep one graph per file")
        triples.append(quad.triple)
    return triples


def turtle_files(folder: Path) -> list[Path]:
    """The Turtle files of a folder and its sub-folders, in the order of their names."""
    return sorted(folder.rglob("*.ttl"), key=lambda path: path.relative_to(folder).as_posix())


def as_quads(triples: Iterable[Triple], graph: NamedNode | BlankNode | DefaultGraph) -> Iterator[Quad]:
    """The triples as statements of one named graph."""
    for triple in triples:
        yield Quad(triple.subject, triple.predicate, triple.object, graph)
