"""The shapes that a change can touch, with only those of their rules that it can touch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import rdflib
from dependence import Words, of_rule, of_shape, touched
from pyoxigraph import NamedNode, Triple
from rdflib.namespace import SH

from ccwp_kg.validation.shapes import shapes_graph, targeted
from ccwp_kg.validation.terms import from_rdflib

_HOLDS = (str(SH.property), str(SH.sparql))
Triples = tuple[Triple, ...]


@dataclass(frozen=True)
class Held:
    """A property shape or query of a shape: what it reads, and the triples that state it."""

    node: NamedNode
    reads: Words
    triples: Triples


@dataclass(frozen=True)
class Shape:
    """A shape with a target: what finding its things reads, what it says of itself, its rules."""

    node: NamedNode
    reads: Words
    triples: Triples
    rules: tuple[Held, ...]


class Selection:
    """The shapes, taken apart."""

    def __init__(self, triples: Triples) -> None:
        graph = shapes_graph(triples)
        self._of: dict[object, list[Triple]] = {}
        for triple in triples:
            self._of.setdefault(triple.subject, []).append(triple)
        self.shapes = [self._taken_apart(graph, node) for node in targeted(graph)]
        taken = {t for shape in self.shapes for part in (shape, *shape.rules) for t in part.triples}
        self.rest = [triple for triple in triples if triple not in taken]

    def touched_by(self, words: Words) -> list[Triple]:
        """The shapes with the rules that a change with these words can touch."""
        kept: dict[Triple, None] = {}
        for shape in self.shapes:
            rules = [rule for rule in shape.rules if touched(shape.reads | rule.reads, words)]
            if rules or touched(shape.reads, words):
                kept.update(dict.fromkeys([*shape.triples, *(t for rule in rules for t in rule.triples)]))
        return [*kept, *self.rest]

    def _taken_apart(self, graph: rdflib.Graph, node: rdflib.term.Node) -> Shape:
        triples = self._of[from_rdflib(node)]
        return Shape(
            from_rdflib(node),
            of_shape(graph, node),
            tuple(t for t in triples if t.predicate.value not in _HOLDS),
            tuple(
                Held(t.object, of_rule(graph, rdflib.URIRef(t.object.value)), (t, *self._stating(t.object)))
                for t in triples
                if t.predicate.value in _HOLDS
            ),
        )

    def _stating(self, start: object) -> Iterable[Triple]:
        kept: dict[Triple, None] = {}
        waiting = [start]
        while waiting:
            for triple in self._of.get(waiting.pop(), []):
                if triple not in kept and triple.predicate.value != str(SH.prefixes):
                    waiting.append(triple.object)
                kept[triple] = None
        return kept
