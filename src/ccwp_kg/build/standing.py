"""Which document stands for a plan, and what of the readings of other documents is set aside.

Of several documents of one plan the one that is no draft stands for it; of those the latest by its date; of those the
last by its number or name. What another document says of that plan and its actions stays in a graph of its own, out of
the merge: one document does not change what another said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from ccwp_kg.build.records.provenance import graph_head
from ccwp_kg.namespaces import DCTERMS, PROV
from ccwp_kg.rdf.dataset import aside
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.sources.records.records import Reading


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document, its date (`2012-11-19`, empty where it is not known), its reading, and the plan it sets out."""

    document: NamedNode
    issued: str
    reading: Reading
    plan: NamedNode

    @property
    def source(self) -> NamedNode:
        """The text that was read."""
        return iris.source(self.reading.source.name)

    @property
    def graph(self) -> NamedNode:
        """The graph of what was read from it."""
        return iris.graph(iris.reference(self.source))

    @property
    def rank(self) -> tuple[bool, str, str]:
        """Of the documents of a plan the one with the greatest stands for it."""
        return self.reading.plan.status != "draft", self.issued, natural_key(self.document.value)


def standing(documents: Sequence[ReadDocument]) -> dict[NamedNode, ReadDocument]:
    """Plan → the document that stands for it."""
    found: dict[NamedNode, ReadDocument] = {}
    for each in sorted(documents, key=lambda one: one.rank):
        found[each.plan] = each
    return found


def set_aside(
    graphs: Mapping[NamedNode, frozenset[Triple]], documents: Sequence[ReadDocument]
) -> dict[NamedNode, frozenset[Triple]]:
    """The graphs of the documents without what is set aside, and the graphs of that; empty where nothing is."""
    elsewhere = plans_elsewhere(documents)
    changed: dict[NamedNode, frozenset[Triple]] = {}
    for each in documents:
        read = graphs[each.graph]
        gone = {t for t in read if iris.is_within(t.subject, elsewhere[each.source])}
        gone |= _unused_places(each.source, read, gone)
        if gone:
            changed[each.graph] = read - gone
            changed[aside(each.source)] = frozenset({*gone, *_head(each)})
    return changed


def plans_elsewhere(documents: Sequence[ReadDocument]) -> dict[NamedNode, tuple[NamedNode, ...]]:
    """Source → the plans for which another document stands than the one of that text."""
    stands = standing(documents)
    return {each.source: tuple(plan for plan, document in stands.items() if document is not each) for each in documents}


def _unused_places(source: NamedNode, read: frozenset[Triple], gone: set[Triple]) -> set[Triple]:
    """What describes places of a text to which nothing leads any more."""
    places: defaultdict[object, set[Triple]] = defaultdict(set)
    waiting: list[object] = []
    for triple in read - gone:
        if isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(f"{source.value}#"):
            places[triple.subject].add(triple)
        else:
            waiting.append(triple.object)
    while waiting:
        waiting += [triple.object for triple in places.pop(waiting.pop(), ())]
    return set().union(*places.values())


def _head(each: ReadDocument) -> Iterator[Triple]:
    graph = aside(each.source)
    yield from graph_head(graph, f"What {each.reading.source.name} says of plans for which other documents stand")
    yield Triple(graph, DCTERMS.source, each.source)
    yield Triple(graph, PROV.wasDerivedFrom, each.source)
