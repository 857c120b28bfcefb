"""Statements as bytes of an RDF format: in the order they come, with those prefixes of the registry that they use."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from pyoxigraph import Literal, NamedNode, Quad, Triple, serialize

from ccwp_kg.formats import JSONLD, NQUADS, NTRIPLES, TRIG, Format
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
        serialize(statements, stream, form.rdf, prefixes=used_prefixes(statements, prefixes))


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
