"""Statements as bytes of an RDF format: in the order they come, with those prefixes of the registry that they use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from pyoxigraph import Literal, NamedNode, Quad, Triple, serialize

from ccwp_kg.formats import JSONLD, NQUADS, NTRIPLES, Format
from ccwp_kg.rdf.syntax.framing import framed
from ccwp_kg.rdf.syntax.jsonld import json_ld
from ccwp_kg.rdf.syntax.prefixes import Prefixes


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
    if form is JSONLD:
        used = _used(statements, prefixes).table if context is None else context
        return "".join(json_ld(statements, used)).encode()
    written = serialize(statements, format=form.rdf, prefixes=_declared(statements, form, prefixes))
    if written is None:
        raise TypeError("the serializer returned nothing where bytes were asked for")
    return written


def write_about(
    thing: NamedNode,
    statements: Sequence[Triple] | Sequence[Quad],
    form: Format,
    *,
    prefixes: Prefixes,
    context: Mapping[str, Any],
) -> bytes:
    """A thing's own document: as `write_bytes`, but in JSON-LD a tree with the thing at its top."""
    if form is JSONLD:
        return framed(statements, thing, context).encode()
    return write_bytes(statements, form, prefixes=prefixes)


def write_into(
    stream: IO[bytes], statements: Sequence[Triple] | Sequence[Quad], form: Format, *, prefixes: Prefixes
) -> None:
    """The same into a stream, piece by piece; JSON-LD is compacted with the prefixes alone."""
    if form is JSONLD:
        for piece in json_ld(statements, _used(statements, prefixes).table):
            stream.write(piece.encode())
    else:
        serialize(statements, stream, form.rdf, prefixes=_declared(statements, form, prefixes))


def write_file(
    path: Path,
    statements: Sequence[Triple] | Sequence[Quad],
    form: Format,
    *,
    prefixes: Prefixes,
    context: Mapping[str, Any],
) -> None:
    """The same into a file, without holding the whole of it in memory."""
    if form is JSONLD:
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(json_ld(statements, context))
    else:
        serialize(statements, str(path), form.rdf, prefixes=_declared(statements, form, prefixes))


def _declared(statements: Sequence[Triple] | Sequence[Quad], form: Format, prefixes: Prefixes) -> dict[str, str] | None:
    """The prefixes to declare; formats of lines declare none."""
    return None if form in (NQUADS, NTRIPLES) else dict(_used(statements, prefixes).table)


def _used(statements: Sequence[Triple] | Sequence[Quad], prefixes: Prefixes) -> Prefixes:
    iris = set()
    for statement in statements:
        for term in (statement.subject, statement.predicate, statement.object):
            if isinstance(term, NamedNode):
                iris.add(term.value)
            elif isinstance(term, Literal) and not term.language:
                iris.add(term.datatype.value)
    heads = {pair[0] for pair in map(prefixes.split, iris) if pair is not None}
    return Prefixes({prefix: namespace for prefix, namespace in prefixes.table.items() if prefix in heads})
