"""What `export` writes: statements that a user chooses, in a format, or a document made of them."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad, Triple

from ccwp_kg.cli import checkout
from ccwp_kg.errors import UnknownFormat, UnknownIri
from ccwp_kg.formats import JELLY, JELLY_QUADS, STRATML, TURTLE_12, Format
from ccwp_kg.namespaces import ID
from ccwp_kg.publish.dumps.annotated import provenance_of
from ccwp_kg.publish.dumps.stratml import stratml
from ccwp_kg.rdf.dataset import NamedGraphs, is_merged
from ccwp_kg.rdf.syntax.document import write_document
from ccwp_kg.rdf.syntax.jelly import jelly
from ccwp_kg.rdf.syntax.turtle import turtle
from ccwp_kg.rdf.syntax.write import write_bytes
from ccwp_kg.rdf.terms.order import sorted_statements


def exported(dataset: NamedGraphs, form: Format, *, graph: str | None, entity: str | None) -> bytes:
    """All statements, those of one named graph, or those about one thing and its parts, in that format.

    `graph` and `entity` are IRIs, or what follows `…/id/graph/` and `…/id/` in them. Raises UnknownIri where there is
    no such graph or thing, UnknownFormat where the format cannot hold what is chosen.
    """
    thing = None if entity is None else _iri(entity, under=ID)
    if form is STRATML:
        if thing is None or graph is not None:
            raise UnknownFormat("StratML is one plan, told from all graphs; name it by --entity alone: --entity plan/5")
        return stratml(dataset.merged(), thing).encode()
    quads = _selected(dataset, form, graph=graph, thing=thing)
    triples = sorted_statements(quad.triple for quad in quads)
    prefixes, context = checkout.prefixes(), checkout.context()
    if form is TURTLE_12:
        return turtle(triples, prefixes, provenance_of(dataset)).encode()
    statements: list[Triple] | list[Quad] = sorted_statements(quads) if form.holds_graphs else triples
    if form in (JELLY, JELLY_QUADS):
        return jelly(statements)
    if thing is None:
        return write_bytes(statements, form, prefixes=prefixes, context=context)
    return write_document(thing, statements, form, prefixes=prefixes, context=context)


def _selected(dataset: NamedGraphs, form: Format, *, graph: str | None, thing: NamedNode | None) -> list[Quad]:
    """The statements a user asks for; what is not merged only where its graph is named or the format tells graphs."""
    name = None if graph is None else _iri(graph, under=f"{ID}graph/")
    if name is not None and name not in dataset.graphs:
        known = ", ".join(known.value.removeprefix(f"{ID}graph/") for known in dataset.graphs)
        raise UnknownIri(f"there is no graph {name.value}; there are {known}")
    quads = [
        quad
        for quad in dataset.quads()
        if (quad.graph_name == name if name is not None else form.holds_graphs or is_merged(quad.graph_name))
        and (thing is None or _is_about(quad, thing))
    ]
    if not quads:
        raise UnknownIri(f"nothing is said about {thing.value if thing else name}; look IRIs up with 'ccwp-kg query'")
    return quads


def _iri(text: str, *, under: str) -> NamedNode:
    try:
        return NamedNode(text if "://" in text else under + text)
    except ValueError as error:
        raise UnknownIri(f"'{text}' is not an IRI ({error}); write it in full or what follows {under}") from error


def _is_about(quad: Quad, thing: NamedNode) -> bool:
    subject = quad.subject
    return isinstance(subject, NamedNode) and (subject == thing or subject.value.startswith(f"{thing.value}/"))
