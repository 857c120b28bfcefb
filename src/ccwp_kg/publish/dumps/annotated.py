"""The merged graph in RDF 1.2 Turtle: each statement with the graphs that say it and the characters it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from ccwp_kg.formats import TURTLE_12
from ccwp_kg.namespaces import CCWP, DCTERMS
from ccwp_kg.publish.dumps.files import Content, PublishedFile, zipped
from ccwp_kg.rdf.dataset import NamedGraphs, StatementEvidence, is_merged
from ccwp_kg.rdf.syntax.turtle import Annotation, Annotations, write_turtle
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.rdf.terms.literals import code
from ccwp_kg.rdf.terms.order import in_natural_order

RDF_12_TURTLE = "https://www.w3.org/TR/rdf12-turtle/"


def write_annotated(folder: Path, content: Content, progress: Callable[[str], None]) -> Iterator[PublishedFile]:
    """Write `annotated.ttl`, plain and gzipped."""
    file = PublishedFile(
        name="annotated.ttl",
        form=TURTLE_12,
        title=f"Merged graph in {TURTLE_12.label}, statements annotated with their graphs and characters",
        conforms_to=(RDF_12_TURTLE,),
    )
    progress(f"writing {file.name}")
    annotations = provenance_of(content.dataset, content.base)
    write_turtle(folder / file.name, content.merged, content.prefixes, annotations)
    yield file
    yield zipped(folder, file)


def provenance_of(dataset: NamedGraphs, base: Base = PUBLISHED_BASE) -> Annotations:
    """The annotations of each merged statement, one for each graph that holds it, in the order of the graphs' names.

    `dcterms:isPartOf` names the graph. `ccwp:hasSpan` names the characters that the statement's object was read from,
    where they are known; a statement that follows from the structure of the document, such as a class or a place in a
    list, has none. `ccwp:derivedByRule` names a rule that led to it.
    """
    graphs_of: dict[Triple, tuple[NamedNode, ...]] = {}
    shared: dict[tuple[NamedNode, ...], tuple[NamedNode, ...]] = {}
    for graph, triples in sorted(dataset.graphs.items(), key=lambda item: item[0].value):
        for triple in triples if is_merged(graph, base) else ():
            names = (*graphs_of.get(triple, ()), graph)
            graphs_of[triple] = shared.setdefault(names, names)
    nothing = StatementEvidence()

    def annotations(triple: Triple) -> Iterator[Annotation]:
        for graph in graphs_of.get(triple, ()):
            evidence = dataset.evidence.get(graph, {}).get(triple, nothing)
            spans = ((CCWP.hasSpan, span) for span in in_natural_order(evidence.spans))
            rules = ((CCWP.derivedByRule, code(rule)) for rule in sorted(evidence.rules))
            yield ((DCTERMS.isPartOf, graph), *spans, *rules)

    return annotations
