"""Blank nodes get the same names in every run, graphs that say the same become equal, and so do their bytes."""

from __future__ import annotations

import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyld.canon import URDNA2015
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from ccwp_kg.rdf.syntax.canonical import canonical, canonical_quads
from ccwp_kg.rdf.terms.order import sorted_statements

SHAPE = b"""@prefix ex: <http://example.org/> .
ex:shape ex:property [ ex:path ex:p ; ex:in ( 1 2 ) ] , [ ex:path ex:q ; ex:in ( 2 1 ) ] .
"""
OTHER = SHAPE.replace(b"( 2 1 )", b"( 2 2 )")


def read(turtle: bytes) -> list[Triple]:
    return [quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)]


def test_two_readings_of_one_file_are_equal() -> None:
    assert set(read(SHAPE)) != set(read(SHAPE))
    assert canonical(read(SHAPE)) == canonical(reversed(read(SHAPE)))


def test_different_graphs_stay_different() -> None:
    assert canonical(read(OTHER)) != canonical(read(SHAPE))


def written(quads: Iterable[Quad]) -> bytes:
    lines = serialize(sorted_statements(canonical_quads(quads)), format=RdfFormat.N_QUADS)
    assert lines is not None
    return lines


def by_pyld(quads: Iterable[Quad]) -> bytes:
    """PyLD's URDNA2015, which is RDFC-1.0 but for the escapes of rare characters."""
    graphs: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
    for quad in quads:
        graph = "@default" if isinstance(quad.graph_name, DefaultGraph) else term(quad.graph_name)["value"]
        spo = {"subject": term(quad.subject), "predicate": term(quad.predicate), "object": term(quad.object)}
        graphs[graph].append(spo)
    made: str = URDNA2015().main(graphs, {"format": "application/n-quads"})
    return made.encode()


def term(node: NamedNode | BlankNode | Literal | Triple | DefaultGraph) -> dict[str, str]:
    if isinstance(node, NamedNode):
        return {"type": "IRI", "value": node.value}
    if isinstance(node, BlankNode):
        return {"type": "blank node", "value": f"_:of-pyld-{node.value}"}  # one called c14n… it would leave as it is
    assert isinstance(node, Literal)
    language = {"language": node.language} if node.language else {}
    return {"type": "literal", "value": node.value, "datatype": node.datatype.value, **language}


CASES = {
    "no blank node": '<urn:s> <urn:p> "x" .\n<urn:s> <urn:p> "x"@en <urn:g> .\n',
    "one": '_:a <urn:p> "x" .\n',
    "a chain": '_:z <urn:p> _:y .\n_:y <urn:p> _:x .\n_:x <urn:p> "end" .\n',
    "two alike": "_:a <urn:p> _:b .\n_:b <urn:p> _:a .\n",
    "a ring of three": "_:a <urn:next> _:b .\n_:b <urn:next> _:c .\n_:c <urn:next> _:a .\n",
    "twins told apart by what is behind them": (
        "<urn:s> <urn:p> _:a .\n<urn:s> <urn:p> _:b .\n_:a <urn:q> _:c .\n_:b <urn:q> _:d .\n"
        '_:c <urn:v> "1" .\n_:d <urn:v> "2" .\n'
    ),
    "a list": "<urn:s> <urn:p> _:a .\n_:a <urn:first> <urn:x> .\n_:a <urn:rest> _:b .\n_:b <urn:rest> <urn:nil> .\n",
    "a blank graph": "_:a <urn:p> _:b _:g .\n_:g <urn:says> <urn:x> .\n",
    "the same node in two graphs": '_:a <urn:p> "1" <urn:g> .\n_:a <urn:p> "2" <urn:h> .\n',
    "more than ten": "".join(f'_:n{n} <urn:p> "{n}" .\n_:n{n} <urn:q> _:n{(n + 1) % 12} .\n' for n in range(12)),
}


def quads_of(lines: str) -> list[Quad]:
    return list(parse(lines.encode(), format=RdfFormat.N_QUADS))


@pytest.mark.parametrize("lines", CASES.values(), ids=CASES)
def test_the_bytes_are_those_of_pyld(lines: str) -> None:
    assert by_pyld(quads_of(lines)) == written(quads_of(lines))


@pytest.mark.parametrize("lines", CASES.values(), ids=CASES)
def test_other_names_and_another_order_give_the_same_bytes(lines: str) -> None:
    quads = quads_of(lines)
    chance = random.Random(3)
    nodes = sorted({t for q in quads for t in (q.subject, q.object, q.graph_name) if isinstance(t, BlankNode)}, key=str)
    for _ in range(5):
        names = [f"x{number}" for number in range(len(nodes))]
        chance.shuffle(names)
        renamed = {node: BlankNode(name) for node, name in zip(nodes, names, strict=True)}
        others = [
            Quad(
                renamed.get(q.subject, q.subject),
                q.predicate,
                renamed.get(q.object, q.object),
                renamed.get(q.graph_name, q.graph_name),
            )
            for q in chance.sample(quads, len(quads))
        ]
        assert written(quads) == written(others)


# RDF 1.2 N-Quads, "A Canonical Form of N-Quads": character → how it is written.
ESCAPES = {
    "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\",
    "\x00": "\\u0000", "\x07": "\\u0007", "\x0b": "\\u000B", "\x0e": "\\u000E", "\x1f": "\\u001F", "\x7f": "\\u007F",
    "\ufffe": "\\uFFFE", "\uffff": "\\uFFFF",
    " ": " ", "'": "'", "\x80": "\x80", "\x85": "\x85", "\u2028": "\u2028", "é": "é", "\U0001f6c3": "\U0001f6c3",
}  # fmt: skip


@pytest.mark.parametrize("character", ESCAPES, ids=lambda c: f"U+{ord(c):04X}")
def test_escapes_are_those_of_the_canonical_form(character: str) -> None:
    quad = Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(character), NamedNode("urn:g"))
    assert f'<urn:s> <urn:p> "{ESCAPES[character]}" <urn:g> .\n' == written([quad]).decode()


def test_the_dataset_of_a_release_is_canonical_and_its_digest_the_hash(published: Path) -> None:
    """PyLD makes the same bytes of it, in whatever order, and the release states their sha256."""
    content = (published / "dataset.nq").read_bytes()
    quads = list(parse(content, format=RdfFormat.N_QUADS))
    assert any(isinstance(quad.subject, BlankNode) for quad in quads)
    random.Random(5).shuffle(quads)
    assert content == by_pyld(quads)
    stated = json.loads((published / "release.json").read_text())["canonical"]
    digest = hashlib.sha256(content).hexdigest()
    assert {"algorithm": "RDFC-1.0", "file": "dataset.nq", "sha256": digest} == stated
    blocks = (published / "description.ttl").read_text(encoding="utf-8").split("\n\n")
    [distribution] = [block for block in blocks if "/distribution/dataset.nq>\n  a dcat:Distribution" in block]
    [checksum] = [block for block in blocks if "/distribution/dataset.nq/checksum>\n  a spdx:Checksum" in block]
    assert "dcterms:conformsTo <https://www.w3.org/TR/rdf-canon/> ;" in distribution
    assert f'"{digest}"^^xsd:hexBinary' in checksum
