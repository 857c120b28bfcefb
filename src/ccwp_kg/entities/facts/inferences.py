"""The rules by which a value goes beyond the printed words, and why an inferred fact holds: what it follows from.

A release knows the latter, see `ccwp_kg.page_facts`. Without one, the query of a rule, narrowed to the facts of one
thing, finds the premises when a page is made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.entities.facts.facts import Facts, Names, Thing, Words
from ccwp_kg.namespaces import CCWP
from ccwp_kg.page_facts import NOTHING_INFERRED, Explanation, Premises, Ways, all_filled
from ccwp_kg.rdf.dataset import INFERRED
from ccwp_kg.rdf.rules import InferenceRule, matched, variable
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.store import Store, Term

_RULES = {
    "agent.former-name": "A former name is printed; the body that bore it is known from elsewhere.",
    "celex.from-number": "No CELEX number is printed; it is made of the kind, the year and the number of the act.",
    "citation.usual-role": (
        "No words say what the document is cited for; it is taken for the report on the action right before its "
        "number, else for related work."
    ),
    "date.day-first": "The figures of a date could be read in two orders; the day is taken to stand before the month.",
    "date.first-day-of-month": "Only a month is printed where the period begins; its first day is taken.",
    "date.first-day-of-year": "Only a year is printed where the period begins; its first day is taken.",
    "date.last-day-of-month": "Only a month is printed where the period ends; its last day is taken.",
    "date.last-day-of-year": "Only a year is printed where the period ends; its last day is taken.",
    "date.part-of-year": "A half or a quarter of a year is printed; it is taken from its first to its last day.",
    "date.shared-year": "The year is printed once, after the last of several dates; it is taken for each of them.",
    "decision.products-before": (
        "The words of the decision name no product; it is taken to be on the products that are named before it."
    ),
    "document.range": (
        "One year is printed for several numbers, or the ends of a range of them; each number is taken for a document."
    ),
    "footnote.annotated-phrase": (
        "The text has no mark where this footnote belongs; it is taken to belong to the words that name its document."
    ),
    "period.missing-dash": "No dash is printed between two dates that stand side by side; they are taken as a period.",
    "untangle.column-gap": (
        "Two columns are printed in the same lines; wide gaps, behind which one of them stands, tell which words "
        "belong to which."
    ),
    "untangle.column-width": (
        "Two columns are printed in the same lines; the widths that they have elsewhere tell which words belong to "
        "which."
    ),
    "untangle.own-quotation": (
        "Two columns are printed in the same lines; a passage of the document that quotes one of them tells which "
        "words belong to which."
    ),
}


def rule_in_words(rule: str, rules: Mapping[str, InferenceRule]) -> str:
    """What a rule does, of reading or among the `rules` of inference; of a rule that has no sentence, its name.

    >>> rule_in_words("date.last-day-of-year", {})
    'Only a year is printed where the period ends; its last day is taken.'
    """
    inferring = rules.get(rule)
    return _RULES.get(rule, f"A value is derived by the rule “{rule}”.") if inferring is None else inferring.description


def derivations(facts: Facts, thing: NamedNode, rules: Mapping[str, InferenceRule]) -> tuple[str, ...]:
    """The rules that led to values of a thing, in words."""
    return tuple(rule_in_words(found.text, rules) for found in facts.all_words(thing, CCWP.derivedByRule))


MOST_WAYS = 200
"""Of one rule and one thing so many sets of premises are read where no file has them."""

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


def mentioned_in(explanation: Explanation) -> set[NamedNode]:
    """Every IRI that a page about an explanation names."""
    sets = {way for rules in explanation.ways.values() for ways in rules.values() for way in ways.first}
    terms = (term for way in sets for triple in way for term in (triple.subject, triple.predicate, triple.object))
    return {term for term in terms if isinstance(term, NamedNode)}


def in_words(explanation: Explanation, names: Names, rules: Mapping[str, InferenceRule], base: Base) -> Inferences:
    """An explanation with names, and with what the rules do."""

    def premise(triple: Triple) -> Premise:
        subject, value = names.shown(triple.subject), names.shown(triple.object)
        return Premise(subject, names[triple.predicate], value, triple in explanation.inferred)

    def inference(name: str, ways: Ways) -> Inference:
        thing = Thing(base.thing(f"rule/{name}").value, rules[name].label, "en")
        reasons = tuple(tuple(map(premise, way)) for way in ways.first)
        return Inference(thing, rules[name].description, reasons, ways.count - len(ways.first))

    return {
        (fact.predicate, fact.object): tuple(inference(name, ways) for name, ways in of.items() if name in rules)
        for fact, of in explanation.ways.items()
    }


def read_explanation(
    store: Store, subject: NamedNode, facts: Facts, inferred: Set[tuple[Term, Term]], rules: Mapping[str, InferenceRule]
) -> Explanation:
    """What the inferred facts of a thing follow from, asked of the store.

    `inferred` are property and value of those in the graph of inferred statements, `rules` the rules of the data by
    name.
    """
    if subject == store.base.here(INFERRED):
        return NOTHING_INFERRED  # what the head of the graph says of itself is no work of a rule
    conclusions = _by_property(pattern for rule in rules.values() for pattern in rule.conclusions)
    if not inferred or not any(_may_give(conclusions, triple) for triple in _stated(subject, facts)):
        return NOTHING_INFERRED
    wanted = [triple for triple in _stated(subject, facts) if (triple.predicate, triple.object) in inferred]
    found = explained(store, subject, facts, wanted, rules)
    ways = {fact: {name: Ways.of(every) for name, every in of.items()} for fact, of in found.items()}
    return Explanation(ways, _inferred_among(store, ways, conclusions))


def explained(
    store: Store, subject: NamedNode, facts: Facts, wanted: Iterable[Triple], rules: Mapping[str, InferenceRule]
) -> Mapping[Triple, Mapping[str, tuple[Premises, ...]]]:
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
                    premises = all_filled(rule.premises, row)
                    for fact in found.keys() & set(all_filled(patterns, row)):
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
        if not bound and _variables(pattern) - in_premises:
            continue  # a condition gives its value, or leaves the conclusion out
        for name in _variables(pattern) & in_premises:
            terms = {each[name] for each in bound if isinstance(each[name], NamedNode | Literal)}
            known = narrowed.get(name)
            narrowed[name] = sorted(terms if known is None else terms.intersection(known), key=str)
    return narrowed


def _stated(subject: NamedNode, facts: Facts) -> Iterator[Triple]:
    return (Triple(subject, p, value) for p in facts.properties(subject) for value in facts.values(subject, p))


def _inferred_among(
    store: Store, ways: Mapping[Triple, Mapping[str, Ways]], conclusions: _Patterns
) -> frozenset[Triple]:
    """The premises that are inferred themselves."""
    premises = {triple for rules in ways.values() for found in rules.values() for way in found.first for triple in way}
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
