"""Jelly streams hold what was put into them, for the format's own parser, and the same bytes each time."""

from __future__ import annotations

import io
import sys

import pytest
from pyjelly.integrations.generic import generic_sink
from pyjelly.integrations.generic.parse import parse_jelly_flat
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from ccwp_kg.cli.export import exported
from ccwp_kg.errors import MissingExtra, UnknownFormat
from ccwp_kg.formats import JELLY, JELLY_QUADS, Format
from ccwp_kg.namespaces import XSD
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.syntax.jelly import jelly
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE
from ccwp_kg.rdf.terms.order import sorted_statements

S, P, G = (NamedNode(f"http://a.example/{name}") for name in ("s", "p#p", "g"))
OBJECTS = [
    NamedNode("http://a.example/%C3%A9?a=b&c#d"),
    NamedNode("urn:x"),
    BlankNode("b0"),
    Literal(""),
    Literal("plain \n \x00 \u2028 \U0001f6c3"),
    Literal("Пети", language="bg"),
    Literal("05", datatype=XSD.integer),
    Literal("x", datatype=NamedNode("http://a.example/type")),
]


def read(stream: bytes) -> list[Triple] | list[Quad]:
    found = []
    for statement in parse_jelly_flat(io.BytesIO(stream)):
        spo = [term(each) for each in statement[:3]]
        is_quad = isinstance(statement, generic_sink.Quad)
        found.append(Quad(*spo, term(statement[3])) if is_quad else Triple(*spo))
    return found


def term(node: object) -> NamedNode | BlankNode | Literal | DefaultGraph:
    if isinstance(node, generic_sink.IRI):
        return NamedNode(node._iri)
    if isinstance(node, generic_sink.BlankNode):
        return BlankNode(node._identifier)
    if isinstance(node, generic_sink.Literal):
        if node._langtag:
            return Literal(node._lex, language=node._langtag)
        return Literal(node._lex, datatype=NamedNode(node._datatype) if node._datatype else None)
    assert node is generic_sink.DefaultGraph
    return DefaultGraph()


def test_every_kind_of_term_comes_back() -> None:
    triples = [Triple(S, P, value) for value in OBJECTS]
    quads = [Quad(S, P, value, graph) for value in OBJECTS for graph in (G, BlankNode("g0"), DefaultGraph())]
    assert triples == read(jelly(triples))
    assert quads == read(jelly(quads))


@pytest.mark.parametrize("form", [JELLY, pytest.param(JELLY_QUADS, marks=pytest.mark.slow)], ids=lambda form: form.name)
def test_the_merged_graph_and_the_dataset_come_back(form: Format, dataset: NamedGraphs) -> None:
    """As `export` writes them: in their order, and twice the same bytes."""
    made = exported(dataset, form, PUBLISHED_BASE, graph=None, entity=None)
    expected = sorted_statements(dataset.quads()) if form.holds_graphs else sorted_statements(dataset.merged())
    assert expected == read(made)
    assert made == exported(dataset, form, PUBLISHED_BASE, graph=None, entity=None)


def test_a_triple_about_a_triple_is_refused() -> None:
    with pytest.raises(UnknownFormat, match="choose Turtle"):
        jelly([Triple(S, P, Triple(S, P, S))])


def test_without_its_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyjelly"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyjelly", None)
    with pytest.raises(MissingExtra, match=r"pip install 'pyjelly>=0\.8'"):
        jelly([Triple(S, P, S)])
