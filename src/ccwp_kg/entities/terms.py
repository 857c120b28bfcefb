"""The terms of the ontology, and the shapes, for people: what each means."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts import Facts, Words
from ccwp_kg.entities.names import LABELS, Thing, look_up
from ccwp_kg.namespaces import OWL, RDF, RDFS, SH, SKOS
from ccwp_kg.rdf.prefixes import Prefixes
from ccwp_kg.store import Store


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term of the ontology, or a shape: its name, what it means, and the terms above it."""

    thing: Thing
    classes: tuple[Thing, ...]
    definition: Words | None
    above: tuple[Thing, ...]


def terms(store: Store, namespace: str, graph: NamedNode, *, prefixes: Prefixes) -> tuple[TermRow, ...]:
    """The named terms that one graph defines in a namespace, by name."""
    rows = store.rows(
        f"SELECT ?s ?p ?o WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} "
        f'FILTER(isIRI(?s) && STRSTARTS(STR(?s), "{namespace}")) }}'
    )
    facts = Facts(rows)
    names = look_up(store, facts.mentioned(), languages=(), prefixes=prefixes)
    above = (RDFS.subClassOf, RDFS.subPropertyOf, SH.targetClass)
    return tuple(
        TermRow(
            names[subject] if names[subject].is_named else _from_graph(facts, subject),
            names.things(facts.things(subject, RDF.type)),
            facts.words(subject, SKOS.definition)
            or facts.words(subject, RDFS.comment)
            or facts.words(subject, SH.message),
            names.things(iri for predicate in above for iri in facts.things(subject, predicate)),
        )
        for subject in facts.subjects()
        if not facts.is_a(subject, OWL.Ontology)
    )


def _from_graph(facts: Facts, subject: NamedNode) -> Thing:
    """A name said in the term's own graph only: the shapes are not part of the default graph."""
    label = next((found for predicate in LABELS if (found := facts.words(subject, predicate)) is not None), None)
    local = subject.value.rpartition("#")[2]
    return Thing(
        subject.value, label.text if label is not None else local, label.language if label is not None else None
    )
