"""The shapes in words: what must hold, of what, and with which severity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import BlankNode, NamedNode

from ccwp_kg.entities.facts.facts import Facts, Thing, Words, look_up
from ccwp_kg.namespaces import CCWPSH, RDFS, SH
from ccwp_kg.rdf.dataset import SHAPES
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import Rows, Store, Term

Severity = OneOf["must", "should", "may"]
"""A violation, a warning, a remark."""

_FILLED_IN = re.compile(r"\{[?$]\w+\}")
"""The place in a message that a finding fills in (SHACL §5.2.2)."""
_SHAPE = str(CCWPSH)
_SEVERITIES: Mapping[NamedNode, Severity] = {SH.Violation: "must", SH.Warning: "should", SH.Info: "may"}
_TARGETS = (
    (SH.targetClass, "each"),
    (SH.targetSubjectsOf, "whatever states"),
    (SH.targetObjectsOf, "whatever is the value of"),
    (SH.targetNode, "only"),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its anchor on the page, its name, its sentence, and the property it constrains."""

    anchor: str
    name: str | None
    says: str
    severity: Severity
    path: NamedNode | None


@dataclass(frozen=True, slots=True)
class ShapeRow:
    """A shape: its name, its targets, and its rules; without a target where these are about the data as a whole.

    A target is what a shape applies to: `each` and a class, `whatever states` and a property.
    """

    thing: Thing
    anchor: str
    description: Words | None
    targets: tuple[tuple[str, Thing], ...]
    rules: tuple[Rule, ...]


class ShapeFacts:
    """The statements of the shapes graph."""

    def __init__(self, rows: Rows) -> None:
        self.facts = Facts.of_rows(rows)
        self._inverse = {row["s"]: row["o"] for row in rows if row["p"] == SH.inversePath}

    def path(self, shape: NamedNode) -> NamedNode | None:
        """The property a shape is about, be it read forwards or backwards."""
        found: Sequence[Term] = self.facts.values(shape, SH.path)
        if found and isinstance(found[0], BlankNode):
            found = [self._inverse[found[0]]] if found[0] in self._inverse else []
        return found[0] if found and isinstance(found[0], NamedNode) else None

    def name(self, shape: NamedNode) -> str | None:
        """What the shape is called."""
        return self.facts.text(shape, SH.term("name")) or self.facts.text(shape, RDFS.label)

    def severity(self, shape: NamedNode, *, otherwise: Severity = "must") -> Severity:
        """The severity of a shape (SHACL §2.1.4: a violation if none is stated)."""
        stated = self.facts.thing(shape, SH.severity)
        return otherwise if stated is None else _SEVERITIES.get(stated, "must")

    def rules(self, shape: NamedNode) -> tuple[Rule, ...]:
        """The sentences of a shape: its own, those for its properties, those that are queries."""
        grave = self.severity(shape)
        found = [self._rules_of(shape, grave)]
        for part in (*self.facts.things(shape, SH.property), *self.facts.things(shape, SH.sparql)):
            found += [
                self._rules_of(part, grave),
                *(self._rules_of(q, grave) for q in self.facts.things(part, SH.sparql)),
            ]
        return tuple(rule for rules in found for rule in rules)

    def _rules_of(self, shape: NamedNode, grave: Severity) -> list[Rule]:
        severity = self.severity(shape, otherwise=grave)
        name, path, anchor = self.name(shape), self.path(shape), anchor_of(shape)
        return [
            Rule(anchor, name, _FILLED_IN.sub("…", said.text), severity, path)
            for said in self.facts.all_words(shape, SH.message)
        ]


def shape_facts(store: Store) -> ShapeFacts:
    """Read the graph of the shapes."""
    return ShapeFacts(store.rows(f"SELECT ?s ?p ?o WHERE {{ GRAPH {store.base.here(SHAPES)} {{ ?s ?p ?o }} }}"))


def anchor_of(shape: NamedNode) -> str:
    """The fragment of a shape's IRI.

    >>> anchor_of(NamedNode("https://w3id.org/ccwp/shapes#Action-number"))
    'Action-number'
    """
    return shape.value.rpartition("#")[2]


def shape_rows(store: Store, *, prefixes: Prefixes) -> tuple[ShapeRow, ...]:
    """Every shape that has a target, by name, with all its rules; last the rules about the data as a whole."""
    said = shape_facts(store)
    facts = said.facts
    targets = {
        shape: [(how, thing) for predicate, how in _TARGETS for thing in facts.things(shape, predicate)]
        for shape in facts.subjects()
        if shape.value.startswith(_SHAPE)
    }
    names = look_up(store, {thing for of in targets.values() for _, thing in of}, languages=(), prefixes=prefixes)
    rows = [
        ShapeRow(
            thing=Thing(shape.value, said.name(shape) or anchor_of(shape), "en"),
            anchor=anchor_of(shape),
            description=facts.words(shape, SH.description),
            targets=tuple((how, names[thing]) for how, thing in of),
            rules=said.rules(shape),
        )
        for shape, of in targets.items()
        if of
    ]
    rows.sort(key=lambda row: (row.thing.name.lower(), row.anchor))
    of_all = tuple(rule for each in facts.members(SH.SPARQLSelectExecutable) for rule in said.rules(each))
    if of_all:
        whole = Thing(f"{_SHAPE}data-quality", "The data as a whole", "en")
        rows.append(ShapeRow(whole, "data-quality", None, targets=(), rules=of_all))
    return tuple(rows)


def rules_by_term(said: ShapeFacts) -> Mapping[str, tuple[Rule, ...]]:
    """The rules about each property, and the rules about each class that shapes target; none twice."""
    found: defaultdict[str, dict[str, Rule]] = defaultdict(dict)
    for shape in said.facts.subjects():
        classes = said.facts.things(shape, SH.targetClass)
        for rule in said.rules(shape) if classes or said.path(shape) is None else ():
            about = [rule.path] if rule.path is not None else classes
            for term in about:
                found[term.value].setdefault(rule.says, rule)
    return {term: tuple(rules.values()) for term, rules in found.items()}
