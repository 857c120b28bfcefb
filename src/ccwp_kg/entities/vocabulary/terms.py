"""The ontology: its terms, the main classes as a tree, and the axioms of its rich module."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.entities.facts.facts import Facts, Thing, Words, look_up
from ccwp_kg.entities.vocabulary.rules import Rule, rules_by_term, shape_facts
from ccwp_kg.namespaces import CCWP, OWL, PUBLISHED, RDF, RDFS, SKOS
from ccwp_kg.rdf.dataset import ONTOLOGY
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.store import Store, Term

TermKind = OneOf["class", "link", "value", "other"]
"""A class, a property that leads to a thing, a property that holds a value."""

_KINDS: tuple[tuple[NamedNode, TermKind], ...] = (
    (OWL.Class, "class"),
    (OWL.ObjectProperty, "link"),
    (OWL.DatatypeProperty, "value"),
)


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term of the ontology: its name, what it means, the terms above it, how often the data use it.

    `rules` are the sentences of the shapes about it, `example` is a statement that uses it, in Turtle; `instance` is
    the first thing of a class that is held, else the first.
    """

    thing: Thing
    definition: Words | None
    above: tuple[Thing, ...]
    kind: TermKind
    anchor: str
    uses: int
    rules: tuple[Rule, ...]
    example: str | None
    instance: Thing | None


def terms(store: Store, *, prefixes: Prefixes, examples: Mapping[str, str]) -> tuple[TermRow, ...]:
    """The terms of the ontology, by name; `examples` are examples of classes by the class's own name."""
    rows = store.rows(
        f"SELECT ?s ?p ?o WHERE {{ GRAPH {store.base.here(ONTOLOGY)} {{ ?s ?p ?o }} "
        f'FILTER(isIRI(?s) && STRSTARTS(STR(?s), "{CCWP}")) }}'
    )
    facts = Facts.of_rows(rows)
    rules, uses, instances = rules_by_term(shape_facts(store)), _uses(store), _instances(store)
    names = look_up(store, {*facts.mentioned(), *instances.values()}, languages=(), prefixes=prefixes)
    above = (RDFS.subClassOf, RDFS.subPropertyOf)
    found = []
    for subject in facts.subjects():
        anchor = subject.value.removeprefix(CCWP)
        name = names[subject] if names[subject].is_named else replace(names[subject], name=anchor)
        found.append(
            TermRow(
                thing=name,
                definition=facts.words(subject, SKOS.definition) or facts.words(subject, RDFS.comment),
                above=names.things(iri for predicate in above for iri in facts.things(subject, predicate)),
                kind=next((kind for of, kind in _KINDS if facts.is_a(subject, of)), "other"),
                anchor=anchor,
                uses=uses.get(subject.value, 0),
                rules=rules.get(subject.value, ()),
                example=examples.get(anchor) or facts.text(subject, SKOS.example),
                instance=names[instances[subject.value]] if subject.value in instances else None,
            )
        )
    return tuple(sorted(found, key=lambda row: (row.thing.name.lower(), row.anchor)))


def _uses(store: Store) -> dict[str, int]:
    """How many instances each own class has, and how many statements use each own property."""
    own = f'FILTER(STRSTARTS(STR(?t), "{CCWP}"))'
    return {
        term.value: int(count.value)
        for used in ("?s a ?t", "?s ?t ?o")
        for row in store.rows(f"SELECT ?t (COUNT(*) AS ?n) WHERE {{ {used} {own} }} GROUP BY ?t")
        if isinstance(term := row["t"], NamedNode) and isinstance(count := row["n"], Literal)
    }


def _instances(store: Store) -> dict[str, NamedNode]:
    """The first instance of each own class, by IRI; what is only named comes after what is held."""
    own = f'FILTER(STRSTARTS(STR(?t), "{CCWP}") && isIRI(?s))'
    place = 'CONCAT(IF(BOUND(?held), "0", "1"), STR(?s))'
    rows = store.rows(
        f"SELECT ?t (MIN({place}) AS ?first) "
        f"WHERE {{ ?s a ?t {own} OPTIONAL {{ ?s {CCWP.readFrom} ?held }} }} GROUP BY ?t"
    )
    return {
        term.value: NamedNode(first.value[1:])
        for row in rows
        if isinstance(term := row["t"], NamedNode) and isinstance(first := row["first"], Literal)
    }


OVERVIEW = NamedNode(f"{PUBLISHED}ontology/overview")
_Link = tuple[NamedNode, NamedNode, NamedNode]
"""A class, a property, the class of its values."""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class of the tree: how deep it stands, and the class and property that lead to it (None: it begins a tree).

    `is_again` where the class stands in a row before, with what it leads to.
    """

    depth: int
    thing: Thing
    above: Thing | None
    link: Thing | None
    is_again: bool


def overview(store: Store, module: Iterable[Triple], *, prefixes: Prefixes) -> tuple[ClassRow, ...]:
    """The rows of the tree of the group that `ontology/overview.ttl` names; none without one. `module` has the axioms.

    Each property of the group is drawn once: between its domain and its range, and where one of them is open, between
    the two classes of the group that it links most often in the data and that no property before it links.
    """
    group = _group(store)
    axioms = Facts.of_triples(module)
    classes = [term for term in group if axioms.is_a(term, OWL.Class)]
    links = _links(store, axioms, classes, [term for term in group if term not in classes])
    names = look_up(store, group, languages=(), prefixes=prefixes)
    return tuple(
        ClassRow(depth, names[here], link and names[link[0]], link and names[link[1]], is_again)
        for depth, here, link, is_again in _rows(classes, links)
    )


def _group(store: Store) -> list[NamedNode]:
    """The members of the group, in their order (RDF Schema §5.1)."""
    found = store.rows(
        f"SELECT ?place ?term WHERE {{ GRAPH {store.base.here(ONTOLOGY)} {{ "
        f'{OVERVIEW} ?place ?term FILTER(STRSTARTS(STR(?place), "{RDF}_")) }} }}'
    )
    pairs = sorted((natural_key(str(row["place"])), row["term"]) for row in found)
    return [term for _, term in pairs if isinstance(term, NamedNode)]


def _links(store: Store, axioms: Facts, classes: Sequence[NamedNode], properties: Iterable[NamedNode]) -> list[_Link]:
    links: list[_Link] = []
    for term in properties:
        domain, values = axioms.thing(term, RDFS.domain), axioms.thing(term, RDFS.range)
        is_known = domain in classes and values in classes
        joined = [{one, other} for one, _, other in links]
        for one, other in [(domain, values)] if is_known else _linked(store, term, classes):
            if one and other and {one, other} not in joined:
                links.append((one, term, other))
                break
    return links


def _linked(store: Store, term: NamedNode, classes: Sequence[NamedNode]) -> Iterator[tuple[NamedNode, NamedNode]]:
    """The pairs of classes of which things are linked by a property, the most frequent first."""
    among = " ".join(map(str, classes))
    rows = store.rows(
        f"SELECT ?one ?other (COUNT(*) AS ?n) WHERE {{ VALUES ?one {{ {among} }} VALUES ?other {{ {among} }} "
        f"?s {term} ?o . ?s a ?one . ?o a ?other FILTER(?one != ?other) }} "
        "GROUP BY ?one ?other ORDER BY DESC(?n) ?one ?other"
    )
    for row in rows:
        one, other = row["one"], row["other"]
        if isinstance(one, NamedNode) and isinstance(other, NamedNode):
            yield one, other


def _rows(classes: Sequence[NamedNode], links: Sequence[_Link]) -> Iterator[tuple[int, NamedNode, _Link | None, bool]]:
    """A tree from each class that no row before holds; a class that comes again leads no further."""
    seen: set[NamedNode] = set()
    for root in classes:
        waiting: list[tuple[int, NamedNode, _Link | None]] = [] if root in seen else [(0, root, None)]
        while waiting:
            depth, here, link = waiting.pop()
            yield depth, here, link, here in seen
            if here not in seen:
                seen.add(here)
                waiting += [(depth + 1, each[2], each) for each in reversed(links) if each[0] == here]


@dataclass(frozen=True, slots=True)
class PropertyAxioms:
    """Domain and range of a property; None if they are open."""

    thing: Thing
    domain: Thing | None
    range: Thing | None
    inverse: Thing | None
    is_functional: bool


def read_axioms(
    store: Store, module: Iterable[Triple], *, prefixes: Prefixes
) -> tuple[Sequence[PropertyAxioms], Sequence[tuple[Thing, Sequence[Thing]]]]:
    """The axioms of a module: of its properties, and each class with the classes disjoint with it, sorted by name.

    `store` holds the names of the terms.
    """
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
        (names[term], sorted(names.things(others), key=lambda thing: thing.name.lower()))
        for term, others in disjoint.items()
    ]
    by_name = sorted(properties, key=lambda row: row.thing.name.lower())
    return by_name, sorted(classes, key=lambda row: row[0].name.lower())


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
