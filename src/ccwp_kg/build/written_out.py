"""Writes out what the ontology promises, so that nobody has to infer it: foreign classes and properties, and names.

A class or property of ours that is a kind of one of another vocabulary stands beside it in the data. A thing that
people look up has its name as `rdfs:label` and as `skos:prefLabel`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, ID, RDF, RDFS, SKOS
from ccwp_kg.rdf.dataset import StatementEvidence
from ccwp_kg.rdf.terms.order import Subject

_LOOKED_UP = frozenset({
    CCWP.ActionPlan, CCWP.Action, CCWP.PlanDocument, CCWP.CouncilDocument, CCWP.DocumentFamily,
    CCWP.OfficialJournalReference,
})  # fmt: skip
"""The classes whose things are described by `rdfs:label` alone; others have a `skos:prefLabel`."""


@dataclass(frozen=True, slots=True)
class Promises:
    """What is promised of our classes and of our properties: each with the foreign terms it is a kind of."""

    classes: Mapping[NamedNode, frozenset[NamedNode]]
    properties: Mapping[NamedNode, frozenset[NamedNode]]

    @classmethod
    def of(cls, ontology: Iterable[Triple]) -> Promises:
        """The promises of an ontology, by `rdfs:subClassOf` and `rdfs:subPropertyOf`, over any number of steps."""
        triples = frozenset(ontology)
        return cls(_foreign(triples, RDFS.subClassOf), _foreign(triples, RDFS.subPropertyOf))

    def follows_from(self, triple: Triple) -> Iterator[Triple]:
        """The statements that are promised with one statement."""
        for kind in self.properties.get(triple.predicate, ()):
            yield Triple(triple.subject, kind, triple.object)
        if triple.predicate == RDF.type and isinstance(triple.object, NamedNode):
            for kind in self.classes.get(triple.object, ()):
                yield Triple(triple.subject, RDF.type, kind)


def looked_up(triples: Iterable[Triple]) -> frozenset[Subject]:
    """The things that are of a class whose things people look up."""
    return frozenset(t.subject for t in triples if t.predicate == RDF.type and t.object in _LOOKED_UP)


def written_out(
    triples: frozenset[Triple],
    promises: Promises,
    evidence: Mapping[Triple, StatementEvidence],
    *,
    elsewhere: frozenset[Subject] = frozenset(),
) -> tuple[frozenset[Triple], dict[Triple, StatementEvidence]]:
    """The statements of a graph and those that follow, with the same evidence as the ones they follow from.

    `elsewhere` are things that other graphs say to be of a class whose things people look up.
    """
    named = looked_up(triples) | elsewhere
    more, proofs = set(triples), dict(evidence)
    for triple in triples:
        for new in (*promises.follows_from(triple), *_other_name(triple, named)):
            if new not in triples:
                more.add(new)
                if triple in evidence:
                    proofs[new] = proofs.get(new, StatementEvidence()) | evidence[triple]
    return frozenset(more), proofs


def _other_name(triple: Triple, named: Iterable[object]) -> Iterator[Triple]:
    """The English name of one of our things as the other property that names it."""
    subject, name = triple.subject, triple.object
    if not (isinstance(name, Literal) and name.language == "en" and isinstance(subject, NamedNode)):
        return
    if triple.predicate == SKOS.prefLabel and subject.value.startswith(ID):
        yield Triple(subject, RDFS.label, name)
    elif triple.predicate == RDFS.label and subject in named:
        yield Triple(subject, SKOS.prefLabel, name)


def _foreign(triples: Iterable[Triple], above: NamedNode) -> dict[NamedNode, frozenset[NamedNode]]:
    """Term of ours → the terms of other vocabularies above it."""
    parents: dict[NamedNode, set[NamedNode]] = {}
    for t in triples:
        if t.predicate == above and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
            parents.setdefault(t.subject, set()).add(t.object)
    found = {}
    for term in parents:
        due, known = [term], {term}
        while due:
            new = parents.get(due.pop(), set()) - known
            known |= new
            due += new
        found[term] = frozenset(each for each in known if not each.value.startswith(CCWP))
    return found
