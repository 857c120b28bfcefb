"""The axioms of the ontology's rich module: domain and range of each property, disjoint classes."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from ccwp_kg.entities.facts.facts import Facts
from ccwp_kg.entities.facts.names import Thing, look_up
from ccwp_kg.namespaces import OWL, RDFS
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import Store, Term


@dataclass(frozen=True, slots=True)
class PropertyAxioms:
    """Domain and range of a property; None if they are open."""

    thing: Thing
    domain: Thing | None
    range: Thing | None
    inverse: Thing | None
    is_functional: bool


@dataclass(frozen=True, slots=True)
class ClassAxioms:
    """A class and the classes disjoint with it."""

    thing: Thing
    disjoint: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Axioms:
    """The axioms of a module, sorted by name."""

    properties: tuple[PropertyAxioms, ...]
    classes: tuple[ClassAxioms, ...]


def read_axioms(store: Store, module: Iterable[Triple], *, prefixes: Prefixes) -> Axioms:
    """The axioms of a module; `store` holds the names of the terms."""
    facts = Facts.of_triples(module)
    names = look_up(store, facts.mentioned(), languages=(), prefixes=prefixes)
    disjoint: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    for one, other in _disjoint(facts):
        disjoint[one].add(other)
        disjoint[other].add(one)

    def named(subject: NamedNode, predicate: NamedNode) -> Thing | None:
        found = facts.thing(subject, predicate)
        return None if found is None else names[found]

    inverse = {other: one for one in facts.having(OWL.inverseOf) for other in facts.things(one, OWL.inverseOf)}
    properties = [
        PropertyAxioms(
            thing=names[term],
            domain=named(term, RDFS.domain),
            range=named(term, RDFS.range),
            inverse=names[inverse[term]] if term in inverse else named(term, OWL.inverseOf),
            is_functional=facts.is_a(term, OWL.FunctionalProperty),
        )
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in facts.members(kind)
    ]
    classes = [
        ClassAxioms(names[term], tuple(sorted(names.things(others), key=lambda thing: thing.name.lower())))
        for term, others in disjoint.items()
    ]
    return Axioms(
        properties=tuple(sorted(properties, key=lambda row: row.thing.name.lower())),
        classes=tuple(sorted(classes, key=lambda row: row.thing.name.lower())),
    )


def _disjoint(facts: Facts) -> Iterator[tuple[NamedNode, NamedNode]]:
    """The pairs of disjoint classes, stated one by one or as a list (OWL 2 Mapping to RDF §2.1)."""
    for subject, predicate, value in facts.statements():
        if predicate == OWL.disjointWith:
            groups = [[subject], [value]]
        elif predicate == OWL.members:
            groups = [[*_united(facts, member)] for member in facts.items(value)]
        else:
            continue
        for these, those in itertools.combinations(groups, 2):
            for one, other in itertools.product(these, those):
                if isinstance(one, NamedNode) and isinstance(other, NamedNode):
                    yield one, other


def _united(facts: Facts, member: Term) -> Iterable[Term]:
    """A class, or those of which it is the union."""
    heads = facts.values(member, OWL.unionOf)
    return facts.items(heads[0]) if heads else (member,)
