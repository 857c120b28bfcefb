"""Statements in memory, looked up by subject and property; the values come in the order people count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Self, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import RDF, SKOS
from ccwp_kg.rdf.terms.labels import LABELS, best_label
from ccwp_kg.rdf.terms.order import Term, in_natural_order, natural_key, term_key

Statement: TypeAlias = tuple[Term, NamedNode, Term]
"""Subject, property, value."""
Values: TypeAlias = tuple[Term, ...]
_NOTHING: Mapping[NamedNode, list[Term]] = {}


class TripleIndex:
    """An index of statements. What is asked for by name has a name; values may be nodes without one."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        found: dict[Term, dict[NamedNode, list[Term]]] = {}
        for subject, predicate, value in statements:
            found.setdefault(subject, {}).setdefault(predicate, []).append(value)
        self._facts = found
        self._sorted: dict[tuple[Term, NamedNode], Values] = {}
        self._labels: dict[NamedNode, str | None] = {}

    @classmethod
    def of_triples(cls, triples: Iterable[Triple]) -> Self:
        """The index of triples. It keeps equal terms once, of which each triple makes its own."""
        kept: dict[Any, Any] = {}
        parts = ((triple.subject, triple.predicate, triple.object) for triple in triples)
        return cls((s, kept.setdefault(p, p), kept.setdefault(o, o)) for s, p, o in parts)

    @cached_property
    def _subjects(self) -> tuple[NamedNode, ...]:
        return in_natural_order(subject for subject in self._facts if isinstance(subject, NamedNode))

    @cached_property
    def _members(self) -> Mapping[Term, list[NamedNode]]:
        found: defaultdict[Term, list[NamedNode]] = defaultdict(list)
        for subject in self._subjects:
            for kind in dict.fromkeys(self._facts[subject].get(RDF.type, ())):
                found[kind].append(subject)
        return found

    @cached_property
    def _having(self) -> Mapping[NamedNode, list[NamedNode]]:
        found: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
        for subject in self._subjects:
            for predicate in self._facts[subject]:
                found[predicate].append(subject)
        return found

    def subjects(self) -> tuple[NamedNode, ...]:
        """Every subject."""
        return self._subjects

    def classes(self, namespace: str) -> tuple[NamedNode, ...]:
        """The classes of a namespace that have members."""
        named = (each for each in self._members if isinstance(each, NamedNode))
        return in_natural_order(each for each in named if each.value.startswith(namespace))

    def members(self, of: NamedNode) -> tuple[NamedNode, ...]:
        """The things that are stated to be of a class."""
        return tuple(self._members.get(of, ()))

    def having(self, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """The things that have a property."""
        return tuple(self._having.get(predicate, ()))

    def pointing(self, predicate: NamedNode, to: NamedNode) -> tuple[NamedNode, ...]:
        """The things that have another one as a value of a property."""
        return tuple(subject for subject in self._having.get(predicate, ()) if to in self._facts[subject][predicate])

    def properties(self, subject: Term) -> list[NamedNode]:
        """The properties of a subject, sorted by IRI."""
        return sorted(self._facts.get(subject, _NOTHING), key=lambda iri: iri.value)

    def facts(self, thing: Term) -> Mapping[NamedNode, Values]:
        """Property → values, of one thing."""
        return {predicate: self.values(thing, predicate) for predicate in self._facts.get(thing, _NOTHING)}

    def values(self, thing: Term, *path: NamedNode) -> Values:
        """What a path of properties leads to, in the order of the way there: things once, texts as often as stated."""
        if len(path) == 1:
            return self._values(thing, path[0])
        reached: Values = (thing,)
        for step in path:
            found = [value for node in reached if isinstance(node, NamedNode) for value in self._values(node, step)]
            nodes = dict.fromkeys(value for value in found if isinstance(value, NamedNode))
            reached = (*nodes, *(value for value in found if not isinstance(value, NamedNode)))
        return reached

    def _values(self, thing: Term, predicate: NamedNode) -> Values:
        """The values of one property, each once; sorted when they are asked for, for most never are."""
        found = self._facts.get(thing, _NOTHING).get(predicate, ())
        if len(found) < 2:
            return tuple(found)
        key = thing, predicate
        if key not in self._sorted:
            self._sorted[key] = tuple(sorted(dict.fromkeys(found), key=term_key))
        return self._sorted[key]

    def things(self, thing: Term, predicate: NamedNode) -> list[NamedNode]:
        """The things that a property leads to."""
        return [value for value in self._values(thing, predicate) if isinstance(value, NamedNode)]

    def thing(self, thing: Term, predicate: NamedNode) -> NamedNode | None:
        """The first thing that a property leads to."""
        return next(iter(self.things(thing, predicate)), None)

    def literals(self, thing: Term, predicate: NamedNode) -> list[Literal]:
        """The texts, numbers and dates that a property has as values."""
        return [value for value in self._values(thing, predicate) if isinstance(value, Literal)]

    def number(self, thing: Term, predicate: NamedNode) -> int | None:
        """The first literal that is a whole number."""
        texts = (value.value for value in self.literals(thing, predicate))
        return next((int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19), None)

    def in_order(self, things: Iterable[NamedNode], position: NamedNode) -> list[NamedNode]:
        """Things by their position, those without one last."""
        return sorted(things, key=lambda each: (self.number(each, position) or 10_000, natural_key(each.value)))

    def items(self, head: Term) -> Iterator[Term]:
        """The members of an RDF list (RDF Schema §5.2)."""
        while head != RDF.nil:
            yield self._values(head, RDF.first)[0]
            head = self._values(head, RDF.rest)[0]

    def is_a(self, thing: Term, kind: NamedNode) -> bool:
        """Whether the thing is said to be of that class."""
        return kind in self._facts.get(thing, _NOTHING).get(RDF.type, ())

    def statements(self) -> Iterator[Statement]:
        """All statements."""
        for subject, facts in self._facts.items():
            for predicate, values in facts.items():
                yield from ((subject, predicate, value) for value in values)

    def mentioned(self) -> Iterator[NamedNode]:
        """Every IRI that stands anywhere in the statements."""
        for subject, facts in self._facts.items():
            if isinstance(subject, NamedNode):
                yield subject
            for predicate, values in facts.items():
                yield predicate
                yield from (value for value in values if isinstance(value, NamedNode))

    def english(self, thing: Term, predicate: NamedNode, datatype: NamedNode | None = None) -> str | None:
        """The first value of a property in English or without a language, of a datatype if one is given."""
        for value in self.literals(thing, predicate):
            if value.language in (None, "en") and datatype in (None, value.datatype):
                return value.value
        return None

    def label(self, thing: NamedNode) -> str | None:
        """What a thing is called, in English where it has an English name; None where it has no name."""
        if thing not in self._labels:
            best = (best_label(self.literals(thing, name), ("en",)) for name in LABELS)
            self._labels[thing] = next((label.value for label in best if label is not None), None)
        return self._labels[thing]

    def definition(self, term: NamedNode) -> str:
        """What a term of the ontology means; empty where it does not say."""
        found = best_label(self.literals(term, SKOS.definition), ("en",))
        return "" if found is None else found.value
