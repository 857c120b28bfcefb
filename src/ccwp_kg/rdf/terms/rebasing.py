"""Moves own IRIs to where those of this process start, so that a whole build can stand on another host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ccwp_kg.namespaces import BASE, PUBLISHED, rebased


def rebased_quads(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The statements with own IRIs moved, also own IRIs within texts: queries in shapes, addresses in citations."""
    if BASE == PUBLISHED:
        yield from quads
        return
    for quad in quads:
        subject, value, graph = quad.subject, _moved(quad.object), quad.graph_name
        yield Quad(
            NamedNode(rebased(subject.value)) if isinstance(subject, NamedNode) else subject,
            NamedNode(rebased(quad.predicate.value)),
            value,
            NamedNode(rebased(graph.value)) if isinstance(graph, NamedNode) else graph,
        )


def _moved(term: NamedNode | BlankNode | Literal | Triple) -> NamedNode | BlankNode | Literal | Triple:
    if isinstance(term, NamedNode):
        return NamedNode(rebased(term.value))
    if not isinstance(term, Literal):
        return term
    if term.language is not None:
        return Literal(rebased(term.value), language=term.language)
    return Literal(rebased(term.value), datatype=term.datatype)
