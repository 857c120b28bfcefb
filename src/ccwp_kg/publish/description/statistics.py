"""Counts of what the dataset holds, as VoID says them: statements, things, classes, properties, vocabularies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from pyoxigraph import NamedNode, Triple

from ccwp_kg.namespaces import ID, OWL, RDF, SSSOM, VOID
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import integer


def counts(subject: NamedNode, triples: Collection[Triple]) -> Iterator[Triple]:
    """How many statements, own things, subjects, objects, properties and classes (VoID §4.2)."""
    subjects = {triple.subject for triple in triples}
    own = sum(isinstance(thing, NamedNode) and thing.value.startswith(ID) for thing in subjects)
    numbers = {
        VOID.triples: len(triples),
        VOID.entities: own,
        VOID.distinctSubjects: len(subjects),
        VOID.distinctObjects: len({triple.object for triple in triples}),
        VOID.properties: len({triple.predicate for triple in triples}),
        VOID.classes: len({triple.object for triple in triples if triple.predicate == RDF.type}),
    }
    for predicate, number in numbers.items():
        yield Triple(subject, predicate, integer(number))


def partitions(subject: NamedNode, triples: Collection[Triple], prefixes: Prefixes) -> Iterator[Triple]:
    """How many things of each class, how many statements of each property (VoID §4.3), and the vocabularies used."""
    classes = Counter(t.object for t in triples if t.predicate == RDF.type and isinstance(t.object, NamedNode))
    properties = Counter(triple.predicate for triple in triples)
    for kind, counter, unit in (("class", classes, VOID.entities), ("property", properties, VOID.triples)):
        for term, count in counter.items():
            partition = iris.part(subject, kind, re.sub(r"[^A-Za-z0-9_.-]+", "-", prefixes.shorten(term.value)))
            yield Triple(subject, VOID.term(f"{kind}Partition"), partition)
            yield Triple(partition, VOID.term(kind), term)
            yield Triple(partition, unit, integer(count))
            pair = prefixes.split(term.value)
            if pair is not None:
                yield Triple(subject, VOID.vocabulary, NamedNode(prefixes.namespace(pair[0])))


def graph_counts(subject: NamedNode, dataset: NamedGraphs) -> Iterator[Triple]:
    """Each named graph as a subset, with its number of statements."""
    for graph, triples in dataset.graphs.items():
        yield Triple(subject, VOID.subset, graph)
        yield Triple(graph, RDF.type, VOID.Dataset)
        yield Triple(graph, VOID.triples, integer(len(triples)))


def linkset_counts(subject: NamedNode, triples: Collection[Triple]) -> Iterator[Triple]:
    """Each set of links to another vocabulary as a subset, with how many links it has, by which properties (VoID §5).

    A set names the records of its links (SSSOM); every record stands for one link.
    """
    sets = [t.subject for t in triples if (t.predicate, t.object) == (RDF.type, VOID.Linkset)]
    of_record = {t.object: t.subject for t in triples if t.predicate == SSSOM.mappings}
    links = Counter((of_record.get(t.subject), t.object) for t in triples if t.predicate == OWL.annotatedProperty)
    for linkset in sets:
        counted = {match: count for (within, match), count in links.items() if within == linkset}
        yield Triple(subject, VOID.subset, linkset)
        yield Triple(linkset, VOID.triples, integer(sum(counted.values())))
        for match in counted:
            yield Triple(linkset, VOID.linkPredicate, match)
