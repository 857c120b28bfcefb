"""What the shapes say of each property, as OWL says it: whose it is, what its values are, whether there is one at most.

A shape judges what is there, an axiom adds what is not. So only what all shapes on a property agree on becomes one: a
property that unrelated classes share has no domain (several domains would mean all of them at once), and a rule that
merely warns says what is usual and counts for nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, OWL, RDF, RDFS, SH, SKOS
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.terms.literals import integer

Node: TypeAlias = NamedNode | BlankNode | Literal | Triple
Kinds: TypeAlias = frozenset[NamedNode]
"""Classes or datatypes, of which one holds."""
Above: TypeAlias = Mapping[NamedNode, Kinds]
"""Class → the classes above it."""

_NOTHING: Kinds = frozenset()


@dataclass(frozen=True, slots=True)
class Signature:
    """The class of what has a property, the class or datatype of its values, whether one thing has one at most.

    None where the shapes leave it open.
    """

    domain: NamedNode | None
    range: NamedNode | None
    is_functional: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    """What one shape demands of a property of the things of one class (None: of whatever has the property)."""

    about: NamedNode | None
    values: Kinds | None
    is_single: bool


def signatures(ontology: Iterable[Triple], shapes: Iterable[Triple]) -> dict[NamedNode, Signature]:
    """The signature of each own property that shapes constrain.

    `ontology` tells which class stands above which; `shapes` are node shapes with property shapes (SHACL §2).
    """
    above, said = classes_above(ontology), TripleIndex.of_triples(shapes)
    of_classes = {path: _signature(rules, above) for path, rules in _rules(said, known=None).items()}
    return {path: _signature(rules, above) for path, rules in _rules(said, known=of_classes).items()}


def classes_above(ontology: Iterable[Triple]) -> dict[NamedNode, Kinds]:
    """Each class that has one above it, with all that stand above it."""
    said = TripleIndex.of_triples(ontology)
    return {name: _reached(name, said) for name in said.having(RDFS.subClassOf)}


def most_general(kinds: Iterable[NamedNode], above: Above) -> Kinds:
    """The kinds that stand under no other of them.

    >>> cat, mammal = NamedNode("urn:cat"), NamedNode("urn:mammal")
    >>> most_general([cat, mammal], {cat: frozenset([mammal])})
    frozenset({<NamedNode value=urn:mammal>})
    """
    found = frozenset(kinds)
    return frozenset(kind for kind in found if not above.get(kind, _NOTHING) & (found - {kind}))


def _reached(start: NamedNode, said: TripleIndex) -> Kinds:
    found: set[NamedNode] = set()
    waiting = [start]
    while waiting:
        new = set(said.things(waiting.pop(), RDFS.subClassOf)) - found
        found |= new
        waiting += new
    return frozenset(found)


def _rules(said: TripleIndex, *, known: Mapping[NamedNode, Signature] | None) -> dict[NamedNode, list[_Rule]]:
    """The rules by their property; those that are about a class only, until signatures are `known`."""
    rules: defaultdict[NamedNode, list[_Rule]] = defaultdict(list)
    for shape, predicate, part in said.statements():
        if predicate != SH.property or not {SH.Warning, SH.Info}.isdisjoint(said.values(part, SH.severity)):
            continue
        values, is_single = _values(said, part), integer(1) in said.values(part, SH.maxCount)
        for path in said.things(part, SH.path):
            if path.value.startswith(CCWP):
                rules[path] += [_Rule(about, values, is_single) for about in _targets(said, shape, path, known)]
    return rules


def _targets(
    said: TripleIndex, shape: Node, path: NamedNode, known: Mapping[NamedNode, Signature] | None
) -> Iterator[NamedNode | None]:
    """The classes a shape is about, None for whatever has the property, owl:Thing where nobody can tell."""
    yield from said.things(shape, SH.targetClass)
    if path in said.things(shape, SH.targetSubjectsOf):
        yield None
    elif known is not None:
        # SHACL §2.1.3.4 and §2.1.3.5: what has a property, or is its value, is of that property's domain or range.
        for other in said.things(shape, SH.targetSubjectsOf):
            yield (known[other].domain if other in known else None) or OWL.Thing
        for other in said.things(shape, SH.targetObjectsOf):
            yield (known[other].range if other in known else None) or OWL.Thing


def _values(said: TripleIndex, part: Node) -> Kinds | None:
    """What the values of a property shape are (SHACL §4.1, §4.4.1, §4.6.3, §4.8.3), None where it does not say so."""
    stated = [*said.things(part, SH.term("class")), *said.things(part, SH.datatype)]
    stated += [RDF.langString for _ in said.values(part, SH.languageIn)]
    stated += [RDFS.Literal for kind in said.values(part, SH.nodeKind) if kind == SH.Literal]
    stated += [SKOS.Concept for node in said.values(part, SH.node) if _is_entry_of_a_list(said, node)]
    if stated:
        return frozenset(stated[:1])
    for head in said.values(part, SH.term("in")):
        return frozenset(item.datatype for item in said.items(head) if isinstance(item, Literal)) or None
    for head in said.values(part, SH.term("or")):
        choices = [_values(said, choice) for choice in said.items(head)]
        return _NOTHING.union(*(kinds for kinds in choices if kinds)) if all(choices) else None
    return None


def _is_entry_of_a_list(said: TripleIndex, node: Node) -> bool:
    """Whether a nested shape asks for a concept scheme, whose entries are concepts here."""
    parts = said.values(node, SH.property)
    return any(SKOS.inScheme in said.values(part, SH.path) and said.values(part, SH.hasValue) for part in parts)


def _signature(rules: Sequence[_Rule], above: Above) -> Signature:
    classes = most_general((rule.about for rule in rules if rule.about is not None), above)
    # What holds of a class as a whole: a rule about one below it only narrows that one down.
    groups = [[rule for rule in rules if rule.about in (None, kind)] for kind in classes] or [list(rules)]

    def fewest_first(kinds: Kinds) -> tuple[int, list[str]]:
        return len(kinds), sorted(kind.value for kind in kinds)

    values = [min((rule.values for rule in group if rule.values), key=fewest_first, default=None) for group in groups]
    found = most_general(_NOTHING.union(*(kinds for kinds in values if kinds)), above) if all(values) else _NOTHING
    # A rule about whatever has the property says that things of many kinds may have it.
    is_of_one_class = len(classes) == 1 and all(rule.about is not None for rule in rules)
    return Signature(
        domain=next(iter(classes - {OWL.Thing}), None) if is_of_one_class else None,
        range=next(iter(found)) if len(found) == 1 else None,
        is_functional=all(any(rule.is_single for rule in group) for group in groups),
    )
