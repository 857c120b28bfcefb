"""RDF files in and out: parsing with errors people can act on, writing that is whole or not at all."""

from __future__ import annotations

import gzip
import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, cast

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple, parse

from ccwp_kg.errors import CannotWrite, InvalidTurtle
from ccwp_kg.formats import RDF_FORMATS
from ccwp_kg.rdf.rebasing import rebased_quads


def read_quads(path: Path, *, base_iri: str | None = None, rename_blank_nodes: bool = False) -> Iterator[Quad]:
    """The statements of an RDF file, its format known by the suffix; `.gz` behind it where it is gzipped.

    `rename_blank_nodes` gives blank nodes fresh names, so that they do not fall together with those of another file.

    Raises InvalidTurtle with file, line and column for a syntax error, an unknown suffix or a file that cannot be read.
    """
    is_zipped = path.suffix == ".gz"
    suffix = Path(path.stem).suffix if is_zipped else path.suffix
    rdf = next((f.rdf for f in RDF_FORMATS if suffix == f".{f.suffix}"), None)
    if rdf is None:
        known = ", ".join(f".{f.suffix}" for f in RDF_FORMATS)
        raise InvalidTurtle(f"{path}: the suffix '{suffix}' names no RDF format; use one of {known}")
    try:
        if is_zipped:
            with gzip.open(path) as stream:
                yield from parse(
                    cast(IO[bytes], stream), format=rdf, base_iri=base_iri, rename_blank_nodes=rename_blank_nodes
                )
        else:
            yield from parse(path=str(path), format=rdf, base_iri=base_iri, rename_blank_nodes=rename_blank_nodes)
    except SyntaxError as error:
        raise InvalidTurtle(f"{path}{_place(error)}: {error.msg or error}; correct the file there") from error
    except (EOFError, zlib.error) as error:
        raise InvalidTurtle(f"{path} is no whole gzip file ({error}); fetch it again") from error
    except OSError as error:
        raise InvalidTurtle(
            f"{path} cannot be read ({error.strerror or error}); check the path and its permissions"
        ) from error


def _place(error: SyntaxError) -> str:
    if error.lineno is None:
        return ""
    return f", line {error.lineno}, column {error.offset}" if error.offset is not None else f", line {error.lineno}"


def read_triples(path: Path) -> list[Triple]:
    """The triples of a Turtle file of this project, own IRIs as in this process; named graphs are refused."""
    triples = []
    for quad in rebased_quads(read_quads(path)):
        if not isinstance(quad.graph_name, DefaultGraph):
            raise InvalidTurtle(f"{path} holds named graphs; keep one graph per file")
        triples.append(quad.triple)
    return triples


def turtle_files(folder: Path) -> list[Path]:
    """The Turtle files of a folder and its sub-folders, in the order of their names."""
    return sorted(folder.rglob("*.ttl"), key=lambda path: path.relative_to(folder).as_posix())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old content or the new, never a part.

    Raises CannotWrite when the folder does not take it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written ({error.strerror}); choose a folder you may write to") from error


def write_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, none of them before all have been written beside it; other files there stay.

    Raises CannotWrite when the folder does not take them.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as aside:
            for name, content in files.items():
                (Path(aside) / name).write_bytes(content)
            folder.mkdir(exist_ok=True)
            for name in files:
                (Path(aside) / name).replace(folder / name)
    except OSError as error:
        raise CannotWrite(f"{folder} cannot be written ({error.strerror}); choose a folder you may write to") from error


def as_quads(triples: Iterable[Triple], graph: NamedNode | BlankNode | DefaultGraph) -> Iterator[Quad]:
    """The triples as statements of one named graph."""
    for triple in triples:
        yield Quad(triple.subject, triple.predicate, triple.object, graph)
