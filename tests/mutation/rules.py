"""Every rule of the shapes, with the component that keeps it, what it is about and what it reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import rdflib
from dependence import ANY_PROPERTY, of_path
from pyoxigraph import NamedNode, Triple
from rdflib.namespace import RDF, SH
from selection import Selection, Shape

from ccwp_kg.namespaces import CCWPSH
from ccwp_kg.namespaces import SH as OX_SH
from ccwp_kg.validation.graphs import DataGraph
from ccwp_kg.validation.shapes import focus_nodes, shapes_graph
from ccwp_kg.validation.terms import from_rdflib
from support.shape_cases import COMPONENTS


@dataclass(frozen=True)
class Rule:
    """One constraint of one shape.

    `node` is the property shape, SPARQL constraint or node shape that states it; `path` has the properties of its path,
    `properties` all that it reads; `things` is what it is about in the data, `triples` the shape with it alone.
    """

    node: NamedNode
    component: NamedNode
    path: tuple[str, ...]
    properties: tuple[str, ...]
    things: tuple[NamedNode, ...]
    triples: tuple[Triple, ...]

    @property
    def kind(self) -> str:
        """Such as `MinCount`."""
        return self.component.value.removeprefix(OX_SH).removesuffix("ConstraintComponent")

    @property
    def name(self) -> str:
        """Such as `Span-length MinCount`."""
        return f"{self.node.value.removeprefix(CCWPSH)} {self.kind}"


def rules_of(selection: Selection, data: DataGraph) -> list[Rule]:
    """All rules, each once though several shapes may hold it, sorted by name."""
    graph = shapes_graph([t for shape in selection.shapes for part in (shape, *shape.rules) for t in part.triples])
    found = {rule.name: rule for shape in selection.shapes for rule in _of_shape(shape, selection, graph, data)}
    return [found[name] for name in sorted(found)]


def _of_shape(shape: Shape, selection: Selection, graph: rdflib.Graph, data: DataGraph) -> Iterator[Rule]:
    nodes = {from_rdflib(node) for node in focus_nodes(graph, rdflib.URIRef(shape.node.value), data)}
    things = tuple(sorted((node for node in nodes if isinstance(node, NamedNode)), key=str))
    alone = (*shape.triples, *selection.rest)
    for component in _components(shape.triples, shape.node):
        yield Rule(shape.node, component, (), (), things, alone)
    for held in shape.rules:
        path = of_path(graph, graph.value(rdflib.URIRef(held.node.value), SH.path))
        reads = sorted(str(RDF.type) if word.startswith("a ") else word for word in held.reads if word != ANY_PROPERTY)
        properties = tuple(dict.fromkeys([*path, *reads]))  # its own path before what else it reads
        for component in _components(held.triples, held.node):
            yield Rule(held.node, component, path, properties, things, (*alone, *held.triples))


def _components(triples: tuple[Triple, ...], node: NamedNode) -> list[NamedNode]:
    """The components of the constraints that a node states itself."""
    if any(t.predicate == OX_SH.sparql and t.object == node for t in triples):
        return [COMPONENTS[OX_SH.sparql]]
    own = (COMPONENTS.get(t.predicate) for t in triples if t.subject == node and t.predicate != OX_SH.sparql)
    return sorted({component for component in own if component is not None}, key=str)
