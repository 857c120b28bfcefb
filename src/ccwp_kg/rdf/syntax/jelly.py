"""Jelly, a binary format that is small and fast to read; its library is an extra (`ccwp-kg[jelly]`)."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from ccwp_kg.errors import MissingExtra, UnknownFormat
from ccwp_kg.installation import install_command
from ccwp_kg.namespaces import XSD


def jelly(statements: Sequence[Triple] | Sequence[Quad]) -> bytes:
    """Sorted statements, at least one, as a delimited Jelly stream: of flat triples, or of flat quads (Jelly 1.1).

    Raises MissingExtra without the library, UnknownFormat for a quoted triple.
    """
    try:
        from pyjelly import jelly as types  # noqa: PLC0415  # an extra
        from pyjelly.integrations.generic import generic_sink as terms  # noqa: PLC0415
        from pyjelly.integrations.generic.serialize import flat_stream_to_file  # noqa: PLC0415
        from pyjelly.serialize.streams import SerializerOptions  # noqa: PLC0415
    except ImportError as error:
        cure = f"run {install_command('jelly')}"
        raise MissingExtra(f"Jelly needs pyjelly, which is not installed; {cure}") from error
    holds_graphs = any(isinstance(statement, Quad) for statement in statements[:1])
    kind = types.LOGICAL_STREAM_TYPE_FLAT_QUADS if holds_graphs else types.LOGICAL_STREAM_TYPE_FLAT_TRIPLES
    stream = io.BytesIO()
    flat_stream_to_file(_statements(statements, terms), stream, SerializerOptions(logical_type=kind))
    return stream.getvalue()


def _statements(statements: Sequence[Triple] | Sequence[Quad], terms: Any) -> Iterator[object]:
    for statement in statements:
        spo = [_term(term, terms) for term in (statement.subject, statement.predicate, statement.object)]
        if isinstance(statement, Quad):
            yield terms.Quad(*spo, _term(statement.graph_name, terms))
        else:
            yield terms.Triple(*spo)


def _term(term: NamedNode | BlankNode | Literal | Triple | DefaultGraph, terms: Any) -> object:
    if isinstance(term, NamedNode):
        return terms.IRI(term.value)
    if isinstance(term, BlankNode):
        return terms.BlankNode(term.value)
    if isinstance(term, Literal):
        is_plain = term.language is not None or term.datatype == XSD.string
        return terms.Literal(term.value, term.language, None if is_plain else term.datatype.value)
    if isinstance(term, DefaultGraph):
        return terms.DefaultGraph
    raise UnknownFormat("this Jelly stream cannot hold a triple about a triple; choose Turtle or N-Triples")
