"""The merged graph looked at thing by thing: what is stated of each, what it is called, of which own class it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, RDF, SKOS
from ccwp_kg.rdf.terms.labels import LABELS, best_label
from ccwp_kg.rdf.terms.order import natural_key, term_key

Objects = tuple[NamedNode | Literal, ...]

_TYPE = RDF.type


class Things:
    """Statements by subject and property. Blank nodes, of which the data have none, are left out."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        found: defaultdict[NamedNode, defaultdict[NamedNode, list[NamedNode | Literal]]]
        found = defaultdict(lambda: defaultdict(list))
        members: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
        for triple in triples:
            subject, term = triple.subject, triple.object
            if isinstance(subject, NamedNode) and isinstance(term, NamedNode | Literal):
                found[subject][triple.predicate].append(term)
                if triple.predicate == _TYPE and isinstance(term, NamedNode) and term.value.startswith(CCWP):
                    members[term].append(subject)
        self._facts: dict[NamedNode, dict[NamedNode, Objects]] = {
            subject: {
                predicate: tuple(sorted(terms, key=term_key) if len(terms) > 1 else terms)
                for predicate, terms in facts.items()
            }
            for subject, facts in found.items()
        }
        self.classes: tuple[NamedNode, ...] = tuple(sorted(members, key=lambda iri: natural_key(iri.value)))
        """Own classes that something is of."""
        self._members = members
        self._labels: dict[NamedNode, str | None] = {}

    def of_class(self, wanted: NamedNode) -> tuple[NamedNode, ...]:
        """The things stated to be of a class, in the order people count."""
        return tuple(sorted(self._members.get(wanted, ()), key=lambda iri: natural_key(iri.value)))

    def facts(self, thing: NamedNode) -> Mapping[NamedNode, Objects]:
        """What is stated of a thing, by property; the values as people count."""
        return self._facts.get(thing, {})

    def values(self, thing: NamedNode, *path: NamedNode) -> Objects:
        """What a path of properties leads to, in the order of the way there: things once, texts as often as stated."""
        reached: Objects = (thing,)
        for step in path:
            ways = (self.facts(node).get(step, ()) for node in reached if isinstance(node, NamedNode))
            found = [value for way in ways for value in way]
            nodes = dict.fromkeys(value for value in found if isinstance(value, NamedNode))
            reached = (*nodes, *(value for value in found if isinstance(value, Literal)))
        return reached

    def label(self, thing: NamedNode) -> str | None:
        """What a thing is called, in English where it has a name there; None where it has no name."""
        if thing not in self._labels:
            facts = self.facts(thing)
            literals = ([term for term in facts.get(name, ()) if isinstance(term, Literal)] for name in LABELS)
            best = next((label for found in literals if (label := best_label(found, ("en",))) is not None), None)
            self._labels[thing] = None if best is None else best.value
        return self._labels[thing]

    def definition(self, term: NamedNode) -> str:
        """What a term of the ontology means; empty where it does not say."""
        found = best_label((v for v in self.facts(term).get(SKOS.definition, ()) if isinstance(v, Literal)), ("en",))
        return "" if found is None else found.value
