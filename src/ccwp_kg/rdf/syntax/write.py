"""Statements as bytes of an RDF format: in the order they come, with those prefixes of the registry that they use."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from pyoxigraph import Literal, NamedNode, Quad, Triple, serialize

from ccwp_kg.formats import JSONLD, NQUADS, NTRIPLES, TRIG, TURTLE, Format
from ccwp_kg.rdf.syntax.jsonld import json_ld
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.xml import well_formed
from ccwp_kg.rdf.terms.order import own_classes_first

# In what the engine writes a string has no line break and an IRI no "<"; a name with an escape is what is sought.
_ESCAPED_NAME = re.compile(
    rb"""
    "(?:[^"\\]|\\.)*" | <[^>]*> | (?P<prefix>[A-Za-z][\w.-]*) : (?P<local>[^\s"<>;,\\]* (?:\\. [^\s"<>;,\\]*)+)
    """,
    re.VERBOSE,
)
_ESCAPE = re.compile(rb"\\(.)")


def write_bytes(
    statements: Sequence[Triple] | Sequence[Quad],
    form: Format,
    *,
    prefixes: Prefixes,
    context: Mapping[str, Any] | None = None,
) -> bytes:
    """Sorted statements in that format.

    `context` is what JSON-LD compacts with and carries within it, so that no reader has to fetch one; without it, the
    prefixes alone. Raises UnknownFormat where the format cannot hold them.
    """
    stream = io.BytesIO()
    in_blocks = sorted(statements, key=_graph) if form is TRIG else statements  # one block for each graph
    write_into(stream, in_blocks, form, prefixes=prefixes, context=context)
    return stream.getvalue()


def write_into(
    stream: IO[bytes],
    statements: Iterable[Triple] | Iterable[Quad],
    form: Format,
    *,
    prefixes: Prefixes,
    context: Mapping[str, Any] | None = None,
) -> None:
    """The same into a stream, piece by piece. What is iterated may be made then, but alike twice: prefixes come first.

    Those of TriG come graph by graph.
    """
    if form in (NQUADS, NTRIPLES):
        serialize(statements, stream, form.rdf)
        return
    if form is JSONLD:
        chosen = used_prefixes(statements, prefixes) if context is None else context
        stream.writelines(piece.encode() for piece in json_ld(statements, chosen))
    else:
        write_with_prefixes(stream, statements, form, used_prefixes(statements, prefixes))


def write_with_prefixes(
    stream: IO[bytes], statements: Iterable[Triple] | Iterable[Quad], form: Format, used: dict[str, str]
) -> None:
    """Statements with those prefixes; in Turtle and TriG an IRI that no prefix gives a plain name is written in full,
    as `<…/plan/5/action/5.4>`, not as `plan:5\\/action\\/5.4`; our classes come before those of others."""
    if form not in (TURTLE, TRIG):
        with well_formed(stream, form) as xml:
            serialize(statements, xml, form.rdf, prefixes=used)
        return
    plain = _PlainNames(stream, used)
    in_order: Iterable[Any] = own_classes_first(statements)
    serialize(in_order, plain, form.rdf, prefixes=used)
    plain.end()


class _PlainNames(io.BytesIO):
    """Hands on Turtle or TriG line by line, names with escapes as IRIs."""

    def __init__(self, stream: IO[bytes], used: Mapping[str, str]) -> None:
        super().__init__()
        self._stream = stream
        self._namespaces = {prefix.encode(): namespace.encode() for prefix, namespace in used.items()}
        self._rest = b""

    def write(self, piece: Any) -> int:
        """Take a piece, and hand on the lines that it ends."""
        *lines, self._rest = (self._rest + bytes(piece)).split(b"\n")
        self._stream.write(b"".join(self._plain(line) + b"\n" for line in lines))
        return len(piece)

    def end(self) -> None:
        """Hand on what is left."""
        self._stream.write(self._plain(self._rest))

    def _plain(self, line: bytes) -> bytes:
        return _ESCAPED_NAME.sub(self._full, line) if b"\\" in line else line

    def _full(self, found: re.Match[bytes]) -> bytes:
        if found["prefix"] is None:
            return found[0]
        return b"<%b%b>" % (self._namespaces[found["prefix"]], _ESCAPE.sub(rb"\1", found["local"]))


def _graph(statement: Triple | Quad) -> str:
    return str(statement.graph_name) if isinstance(statement, Quad) else ""


def used_prefixes(statements: Iterable[Triple] | Iterable[Quad], prefixes: Prefixes) -> dict[str, str]:
    """The prefixes that names in the statements have."""
    iris = set()
    for statement in statements:
        for term in (statement.subject, statement.predicate, statement.object):
            if isinstance(term, NamedNode):
                iris.add(term.value)
            elif isinstance(term, Literal) and not term.language:
                iris.add(term.datatype.value)
    heads = {pair[0] for pair in map(prefixes.split, iris) if pair is not None}
    return {prefix: namespace for prefix, namespace in prefixes.table.items() if prefix in heads}
