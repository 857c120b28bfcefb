"""Why an inferred fact holds: the rule that derives it, and the statements it follows from.

Nothing of this is stored. The query of a rule, narrowed to the facts of one thing, finds the premises when a page is
made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.entities.facts.facts import Facts, Words
from ccwp_kg.entities.facts.names import Names, Thing
from ccwp_kg.rdf.dataset import INFERRED
from ccwp_kg.rdf.rules import InferenceRule, filled, matched, variable
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.store import Row, Store, Term

MOST_WAYS = 200
"""Of one rule and one thing so many sets of premises are read; of each fact the first `SHOWN` are shown."""
SHOWN = 3

Premises: TypeAlias = tuple[Triple, ...]
Ways: TypeAlias = Mapping[Triple, Mapping[str, tuple[Premises, ...]]]
"""Inferred statement → name of a rule → the sets of premises, each of which the rule derives it from."""
_Patterns: TypeAlias = Mapping[Term, tuple[Triple, ...]]
"""Property → conclusions of rules, or statements, with that property."""


@dataclass(frozen=True, slots=True)
class Premise:
    """A statement that a fact follows from; `is_inferred` if it is inferred itself."""

    subject: Thing | Words
    property: Thing
    value: Thing | Words
    is_inferred: bool


@dataclass(frozen=True, slots=True)
class Inference:
    """A rule that derives a fact: what it does, the first sets of premises, and how many more there are."""

    rule: Thing
    says: str
    reasons: tuple[tuple[Premise, ...], ...]
    further: int


Inferences: TypeAlias = Mapping[tuple[NamedNode, Term], tuple[Inference, ...]]
"""Property and value of each inferred fact → the rules that derive it; empty if no known rule does."""


@dataclass(frozen=True, slots=True)
class InferredFacts:
    """The inferred facts of a thing before anything has a name."""

    ways: Ways
    inferred_premises: frozenset[Triple]
    rules: Mapping[str, InferenceRule]
    base: Base

    def mentioned(self) -> Iterator[NamedNode]:
        """Every IRI that needs a name."""
        for rules in self.ways.values():
            for ways in rules.values():
                for triple in (triple for premises in ways[:SHOWN] for triple in premises):
                    terms = (triple.subject, triple.predicate, triple.object)
                    yield from (term for term in terms if isinstance(term, NamedNode))

    def named(self, names: Names) -> Inferences:
        """The same with names."""
        return {
            (fact.predicate, fact.object): tuple(
                Inference(
                    Thing(self.base.thing(f"rule/{name}").value, self.rules[name].label, "en"),
                    self.rules[name].description,
                    tuple(tuple(self._premise(triple, names) for triple in premises) for premises in ways[:SHOWN]),
                    max(0, len(ways) - SHOWN),
                )
                for name, ways in rules.items()
            )
            for fact, rules in self.ways.items()
        }

    def _premise(self, triple: Triple, names: Names) -> Premise:
        subject, value = names.shown(triple.subject), names.shown(triple.object)
        return Premise(subject, names[triple.predicate], value, triple in self.inferred_premises)


def read_inferences(
    store: Store,
    subject: NamedNode,
    facts: Facts,
    inferred: Set[tuple[Term, Term]],
    rules: Mapping[str, InferenceRule],
) -> InferredFacts:
    """What the inferred facts of a thing follow from.

    `inferred` are property and value of those in the graph of inferred statements, `rules` the rules of the data by
    name.
    """
    conclusions = _by_property(pattern for rule in rules.values() for pattern in rule.conclusions)
    if not inferred or not any(_may_give(conclusions, triple) for triple in _stated(subject, facts)):
        return InferredFacts({}, frozenset(), rules, store.base)
    wanted = [triple for triple in _stated(subject, facts) if (triple.predicate, triple.object) in inferred]
    ways = explained(store, subject, facts, wanted, rules)
    return InferredFacts(ways, _inferred_among(store, ways, conclusions), rules, store.base)


def explained(
    store: Store, subject: NamedNode, facts: Facts, wanted: Iterable[Triple], rules: Mapping[str, InferenceRule]
) -> Ways:
    """For each requested fact, the rules that derive it and their premises.

    A fact that no rule derives maps to an empty dict. `facts` are all statements about the thing.
    """
    found: dict[Triple, dict[str, tuple[Premises, ...]]] = {fact: {} for fact in wanted}
    by_property = _by_property(found)
    for rule in rules.values():
        ways: defaultdict[Triple, set[Premises]] = defaultdict(set)
        for about in sorted({str(pattern.subject) for pattern in rule.conclusions}):
            patterns = [pattern for pattern in rule.conclusions if str(pattern.subject) == about]
            # one of these conclusions has an instance among the facts
            if any(
                matched(each, fact) is not None for each in patterns for fact in by_property.get(each.predicate, ())
            ):
                narrowed = _narrowed(rule, patterns, subject, facts)
                is_bounded = bool(narrowed) and all(narrowed.values())
                rows = store.rows(rule.solutions(narrowed, most=MOST_WAYS)) if is_bounded else ()
                for row in rows:
                    premises = _all_filled(rule.premises, row)
                    for fact in found.keys() & set(_all_filled(patterns, row)):
                        ways[fact].add(premises)
        for fact, of_fact in ways.items():
            found[fact][rule.name] = tuple(sorted(of_fact, key=str))
    return found


def _narrowed(
    rule: InferenceRule, patterns: Iterable[Triple], subject: NamedNode, facts: Facts
) -> dict[str, list[Term]]:
    """The values that variables of the premises can have if these conclusions are about the thing."""
    narrowed: dict[str, list[Term]] = {}
    in_premises = {name for premise in rule.premises for name in _variables(premise)}
    for pattern in patterns:
        stated = [Triple(subject, pattern.predicate, value) for value in facts.values(subject, pattern.predicate)]
        bound = [found for triple in stated if (found := matched(pattern, triple)) is not None]
        for name in _variables(pattern) & in_premises:
            terms = {each[name] for each in bound if isinstance(each[name], NamedNode | Literal)}
            known = narrowed.get(name)
            narrowed[name] = sorted(terms if known is None else terms.intersection(known), key=str)
    return narrowed


def _stated(subject: NamedNode, facts: Facts) -> Iterator[Triple]:
    return (Triple(subject, p, value) for p in facts.properties(subject) for value in facts.values(subject, p))


def _inferred_among(store: Store, ways: Ways, conclusions: _Patterns) -> frozenset[Triple]:
    """The premises that are inferred themselves."""
    premises = {triple for rules in ways.values() for found in rules.values() for way in found for triple in way}
    # SPARQL 1.1 §4.1.4: a blank node in a query would be a variable
    named = (t for t in premises if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode | Literal))
    asked = sorted((triple for triple in named if _may_give(conclusions, triple)), key=str)
    if not asked:
        return frozenset()
    values = " ".join(f"({triple.subject} {triple.predicate} {triple.object})" for triple in asked)
    graph = store.base.here(INFERRED)
    rows = store.rows(f"SELECT ?s ?p ?o WHERE {{ VALUES (?s ?p ?o) {{ {values} }} GRAPH {graph} {{ ?s ?p ?o }} }}")
    inferred = {(row["s"], row["p"], row["o"]) for row in rows}
    return frozenset(triple for triple in asked if (triple.subject, triple.predicate, triple.object) in inferred)


def _may_give(conclusions: _Patterns, triple: Triple) -> bool:
    """Whether a statement is an instance of a conclusion."""
    return any(matched(pattern, triple) is not None for pattern in conclusions.get(triple.predicate, ()))


def _by_property(triples: Iterable[Triple]) -> _Patterns:
    found: defaultdict[Term, list[Triple]] = defaultdict(list)
    for triple in triples:
        found[triple.predicate].append(triple)
    return {predicate: tuple(of) for predicate, of in found.items()}


def _variables(pattern: Triple) -> set[str]:
    terms = (pattern.subject, pattern.predicate, pattern.object)
    return {name for term in terms if (name := variable(term)) is not None}


def _all_filled(patterns: Iterable[Triple], row: Row) -> Premises:
    return tuple(triple for pattern in patterns if (triple := filled(pattern, row)) is not None)
