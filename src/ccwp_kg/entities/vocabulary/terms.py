"""The terms of the ontology: what each means, how often it is used, which rules constrain it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.facts import Facts, Words
from ccwp_kg.entities.facts.names import Thing, look_up
from ccwp_kg.entities.vocabulary.rules import Rule, rules_by_term, shape_facts
from ccwp_kg.namespaces import CCWP, OWL, RDF, RDFS, SKOS
from ccwp_kg.rdf.dataset import ONTOLOGY
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import Store

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
    classes: tuple[Thing, ...]
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
                classes=names.things(facts.things(subject, RDF.type)),
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
