"""A check of XML while it is written, for the engine writes also what XML cannot hold."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, cast
from xml.parsers import expat

from ccwp_kg.errors import UnknownFormat
from ccwp_kg.formats import RDFXML, SPARQL_XML, Format


@contextmanager
def well_formed(stream: IO[bytes], form: Format) -> Iterator[IO[bytes]]:
    """The stream, or for a format of XML one that hands on to it what the engine writes, once that was looked at.

    Raises UnknownFormat where that is no XML: a term has a character that XML 1.0 does not allow (§2.2), or a property
    or class has no name in XML (RDF 1.1 XML Syntax §8), or one that the syntax keeps for itself (§5.1).
    """
    if form not in (RDFXML, SPARQL_XML):
        yield stream
        return
    checked = _Checked(stream)
    try:
        yield cast(IO[bytes], checked)
        checked.end()
    except (expat.ExpatError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:  # of the stream; the engine gives no number
            raise
        raise UnknownFormat(
            f"{form.label} cannot hold this, for it has a character or a name that XML does not allow; "
            "name another format"
        ) from None


class _Checked(io.RawIOBase):
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._parser = expat.ParserCreate(namespace_separator=" ")

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        content = bytes(piece)
        self._parser.Parse(content, False)
        self._stream.write(content)
        return len(content)

    def end(self) -> None:
        self._parser.Parse(b"", True)
