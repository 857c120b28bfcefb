"""Triples in memory, looked up by subject and property; the values come in the order people count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import RDF, SKOS
from ccwp_kg.rdf.terms.labels import LABELS, best_label
from ccwp_kg.rdf.terms.order import in_natural_order, term_key

Values: TypeAlias = tuple[NamedNode | Literal, ...]
_TYPE = RDF.type


class TripleIndex:
    """An index of triples. It leaves out blank nodes, of which the data have none."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        found: defaultdict[NamedNode, defaultdict[NamedNode, list[NamedNode | Literal]]]
        found = defaultdict(lambda: defaultdict(list))
        self._members: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
        for triple in triples:
            subject, value = triple.subject, triple.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                found[subject][triple.predicate].append(value)
                if triple.predicate == _TYPE and isinstance(value, NamedNode):
                    self._members[value].append(subject)
        self._facts: dict[NamedNode, dict[NamedNode, Values]] = {
            subject: {
                predicate: tuple(sorted(values, key=term_key) if len(values) > 1 else values)
                for predicate, values in facts.items()
            }
            for subject, facts in found.items()
        }
        self._labels: dict[NamedNode, str | None] = {}

    def classes(self, namespace: str) -> tuple[NamedNode, ...]:
        """The classes of a namespace that have members."""
        return in_natural_order(each for each in self._members if each.value.startswith(namespace))

    def members(self, of: NamedNode) -> tuple[NamedNode, ...]:
        """The things that are stated to be of a class."""
        return in_natural_order(self._members.get(of, ()))

    def subjects(self, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """The things that have a property."""
        return in_natural_order(subject for subject, facts in self._facts.items() if predicate in facts)

    def facts(self, thing: NamedNode) -> Mapping[NamedNode, Values]:
        """Property → values, of one thing."""
        return self._facts.get(thing, {})

    def things(self, thing: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The things that a property leads to."""
        return [value for value in self.facts(thing).get(predicate, ()) if isinstance(value, NamedNode)]

    def text(self, thing: NamedNode, predicate: NamedNode, datatype: NamedNode | None = None) -> str | None:
        """The first value of a property in English or without a language, of a datatype if one is given."""
        for value in self.facts(thing).get(predicate, ()):
            if isinstance(value, Literal) and value.language in (None, "en") and datatype in (None, value.datatype):
                return value.value
        return None

    def values(self, thing: NamedNode, *path: NamedNode) -> Values:
        """What a path of properties leads to, in the order of the way there: things once, texts as often as stated."""
        reached: Values = (thing,)
        for step in path:
            ways = (self.facts(node).get(step, ()) for node in reached if isinstance(node, NamedNode))
            found = [value for way in ways for value in way]
            nodes = dict.fromkeys(value for value in found if isinstance(value, NamedNode))
            reached = (*nodes, *(value for value in found if isinstance(value, Literal)))
        return reached

    def label(self, thing: NamedNode) -> str | None:
        """What a thing is called, in English where it has an English name; None where it has no name."""
        if thing not in self._labels:
            literals = (
                [value for value in self.facts(thing).get(name, ()) if isinstance(value, Literal)] for name in LABELS
            )
            best = next((label for found in literals if (label := best_label(found, ("en",))) is not None), None)
            self._labels[thing] = None if best is None else best.value
        return self._labels[thing]

    def definition(self, term: NamedNode) -> str:
        """What a term of the ontology means; empty where it does not say."""
        found = best_label((v for v in self.facts(term).get(SKOS.definition, ()) if isinstance(v, Literal)), ("en",))
        return "" if found is None else found.value
