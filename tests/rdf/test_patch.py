"""A patch says what leads from one dataset to another, and any reader of RDF Patch comes to the same."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from ccwp_kg.rdf.syntax.patch import Change, rdf_patch

A, B, G = (NamedNode(f"http://a.example/{name}") for name in "abg")
PLAIN = Quad(A, B, Literal("plain"), G)
ODD = Quad(A, B, Literal('quote " back \\ line\n tab\t é \u2028 .', language="en-gb"), G)
TAGGED = Quad(A, B, Literal("plain", language="en"), G)
TYPED = Quad(A, B, Literal("01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")), G)
NODE = Quad(A, B, BlankNode("c14n0"), G)


@pytest.mark.parametrize(
    ("added", "removed", "old", "new"),
    [
        ([], [], [PLAIN], [PLAIN]),
        ([ODD], [], [PLAIN], [PLAIN, ODD]),
        ([], [PLAIN], [PLAIN, ODD], [ODD]),
        ([TYPED], [PLAIN], [PLAIN], [TYPED]),
        ([Quad(A, B, Literal("plain"), B)], [PLAIN], [PLAIN], [Quad(A, B, Literal("plain"), B)]),
        ([TAGGED], [PLAIN], [PLAIN], [TAGGED]),
    ],
)  # fmt: skip
def test_what_changed(added: list[Quad], removed: list[Quad], old: list[Quad], new: list[Quad]) -> None:
    """Graph, language and datatype are part of a statement."""
    assert Change(tuple(added), tuple(removed)) == Change.between(frozenset(old), frozenset(new))


def test_the_order_is_that_of_the_lines() -> None:
    """The same states give the same patch, whatever the order of a set."""
    change = Change.between(frozenset(), frozenset([TYPED, PLAIN, ODD]))
    assert sorted(map(str, [TYPED, PLAIN, ODD])) == [str(quad) for quad in change.added]


def test_named_things_leave_blank_nodes_out() -> None:
    assert Change((PLAIN,), ()) == Change((PLAIN, NODE), (NODE,)).of_named_things()


def test_each_line_is_a_statement_of_n_quads() -> None:
    """Behind its letter a line is N-Quads, so a reader of N-Quads reads it back."""
    lines = list(rdf_patch(Change((ODD, TYPED), (PLAIN,)), name=A, previous=B))
    assert ["H", "H", "TX", "D", "A", "A", "TC"] == [line.split()[0] for line in lines]
    rows = [line[2:] for line in lines if line[0] in "AD"]
    assert [PLAIN, ODD, TYPED] == list(parse("".join(rows), format=RdfFormat.N_QUADS))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own
def test_rdflib_applies_it() -> None:
    """A second reader of the format comes to the same dataset."""
    patched = rdflib.Dataset()
    patched.parse(data=f"{PLAIN} .\n", format="nquads")
    patch = "".join(rdf_patch(Change((TAGGED,), (PLAIN,)), name=A, previous=B))
    patched.parse(data="".join(line for line in patch.splitlines(keepends=True) if line[0] in "AD"), format="patch")
    assert {("plain", "en")} == {(str(o), o.language) for _, _, o, _ in patched.quads()}
