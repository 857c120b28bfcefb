"""The files of the ontology as triples, for the tests of its quality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations, product
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, OWL, PUBLISHED, RDF
from ccwp_kg.rdf.syntax.read import read_triples, turtle_files
from support.shapes import read_shapes

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
CORE_IRI, RICH_IRI = NamedNode(f"{PUBLISHED}ontology"), NamedNode(f"{PUBLISHED}ontology/rich")
Node = NamedNode | BlankNode | Literal | Triple


def _read(*paths: Path) -> tuple[Triple, ...]:
    return tuple(triple for path in paths for triple in read_triples(path))


CORE = _read(ONTOLOGY / "ccwp.ttl")
RICH = _read(ONTOLOGY / "rich.ttl")
ALIGNMENTS = _read(*turtle_files(ONTOLOGY / "alignments" / "terms"))
EXAMPLES = _read(*turtle_files(ONTOLOGY / "examples"))
SHAPES = read_shapes(ROOT / "shapes")
KINDS = {t.subject: t.object for t in CORE if t.predicate == RDF.type and t.subject.value.startswith(CCWP)}
CLASSES = frozenset(term for term, kind in KINDS.items() if kind == OWL.Class)
LINKS = frozenset(term for term, kind in KINDS.items() if kind == OWL.ObjectProperty)
PROPERTIES = frozenset(KINDS) - CLASSES


@cache
def data() -> frozenset[Triple]:
    """Everything the knowledge base says, and the code lists it points to."""
    return frozenset(_read(*turtle_files(ROOT / "data"), *turtle_files(ONTOLOGY / "concepts")))


def name(term: Node) -> str:
    """An own term by its own name, any other by its IRI."""
    assert isinstance(term, NamedNode)
    return term.value.removeprefix(CCWP)


def objects(triples: Iterable[Triple], subject: NamedNode, predicate: NamedNode) -> list[Node]:
    """The values of one property."""
    return [t.object for t in triples if t.subject == subject and t.predicate == predicate]


def pairs(triples: Iterable[Triple], predicate: NamedNode) -> list[tuple[Node, Node]]:
    """Subject and object of each statement with one property."""
    return [(t.subject, t.object) for t in triples if t.predicate == predicate]


def disjoint(triples: Iterable[Triple]) -> set[frozenset[Node]]:
    """The pairs of classes that share nothing, by themselves, or by a list of classes and unions of classes."""
    said = {(t.subject, t.predicate): t.object for t in triples if isinstance(t.subject, BlankNode)}

    def items(cell: Node) -> Iterator[Node]:
        while cell != RDF.nil:
            yield said[cell, RDF.first]  # type: ignore[index]  # a cell is a blank node
            cell = said[cell, RDF.rest]  # type: ignore[index]

    found = {frozenset(pair) for pair in pairs(triples, OWL.disjointWith)}
    for (_, predicate), head in said.items():
        if predicate == OWL.members:
            united = [items(said[kind, OWL.unionOf]) if isinstance(kind, BlankNode) else [kind] for kind in items(head)]
            for one, other in combinations([[*kinds] for kinds in united], 2):
                found |= {frozenset(pair) for pair in product(one, other)}
    return found


def above(start: Node, steps: Iterable[tuple[Node, Node]]) -> Iterator[Node]:
    """What is reached from a node by one step or more; the node itself only where there is a circle."""
    known, seen, waiting = list(steps), set[Node](), [start]
    while waiting:
        here = waiting.pop()
        for one, other in known:
            if one == here and other not in seen:
                seen.add(other)
                waiting.append(other)
                yield other
